from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from builders import model

from llmcost.cost.counted import Count, given
from llmcost.reading.plain_text import Text
from llmcost.tokens import vocabulary
from llmcost.tokens.estimator import assumed, estimate_tokens
from llmcost.tokens.features import features_of
from llmcost.tokens.passage import Passage, Passages

if TYPE_CHECKING:
    from collections.abc import Iterator

GPT, OSS, GPT_6 = model("openai/gpt-4o"), model("openai/gpt-oss-20b"), model("openai/gpt-6-sol")
CLAUDE, GEMINI, SECRET = (
    model("anthropic/claude-sonnet-4.5"),
    model("google/gemini-2.5-pro"),
    model("acme/secret"),
)
WORDS = "The cost of a prompt is known before it is sent. " * 40


@pytest.fixture
def without_vocabularies(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "splintr", None)
    for each in (vocabulary.missing, vocabulary._encode_of):
        each.cache_clear()
    yield
    for each in (vocabulary.missing, vocabulary._encode_of):
        each.cache_clear()


def reckoned(family: str | None, name: str | None) -> Count:
    return estimate_tokens(features_of(WORDS), family)._replace(encoding=name)


def test_a_published_encoding_is_exact() -> None:
    assert Passage(WORDS).count(GPT) == Count(481, 481, 481, "exact", "o200k_base")


def test_a_vocabulary_that_the_vendor_names_is_told_as_such() -> None:
    count = Passage(WORDS).count(GEMINI)
    assert (count.method, count.encoding, count.low) == ("vocab", "gemma3", count.high)


def test_a_model_without_vocabulary_is_estimated() -> None:
    assert Passage(WORDS).count(CLAUDE) == reckoned("claude_v3", "claude")


def test_a_model_of_which_nothing_is_known_is_estimated_by_all_families() -> None:
    assert Passage(WORDS).count(SECRET) == reckoned(None, None)


def test_a_vocabulary_that_is_no_more_than_likely_is_an_estimate() -> None:
    count = Passage(WORDS).count(GPT_6)
    assert count == assumed(481, features_of(WORDS))._replace(encoding="o200k_base")
    assert count.is_estimate
    assert count.low < count.tokens == 481 < count.high


def test_vocabularies_can_be_left_out() -> None:
    count = Passage(WORDS).count(GPT, by_vocabulary=False)
    assert count == reckoned("o200k_base", "o200k_base")
    assert count.is_estimate


@pytest.mark.usefixtures("without_vocabularies")
def test_without_vocabularies_counts_are_the_same_as_when_they_are_left_out() -> None:
    passage = Passage(WORDS)
    for each in (GPT, GPT_6, GEMINI, CLAUDE, SECRET):
        assert passage.count(each) == passage.count(each, by_vocabulary=False)
    assert passage.failure(GPT) is None


def test_a_text_is_counted_once_per_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []

    def count_with(name: str, text: str) -> int:
        counted.append((name, text))
        return 7

    monkeypatch.setattr(vocabulary, "count_with", count_with)
    passage = Passage("some text")
    assert [passage.count(each).tokens for each in (GPT, OSS, GPT_6, GPT)] == [7, 7, 7, 7]
    assert passage.count(OSS).encoding == "o200k_harmony"
    assert counted == [("o200k_base", "some text")]


def test_what_a_vocabulary_fails_at_is_estimated_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def count_with(name: str, text: str) -> int:
        raise vocabulary.VocabularyFailed("splintr-rs failed: PanicException")

    monkeypatch.setattr(vocabulary, "count_with", count_with)
    passage = Passage(WORDS)
    assert passage.count(GPT) == passage.count(GPT) == reckoned("o200k_base", "o200k_base")
    why = "estimated rather than counted with o200k_base: splintr-rs failed: PanicException"
    assert (passage.failure(OSS), passage.failure(CLAUDE), passage.failure(GEMINI)) == (why, None, None)

    passages = Passages(["one", "", "two"])
    passages.count(GPT)
    assert set(passages.failures(GPT)) == {why}
    assert not set(passages.failures(CLAUDE))


@pytest.mark.parametrize(
    ("each", "method", "name"),
    [(GPT, "exact", "o200k_base"), (GEMINI, "vocab", "gemma3"), (CLAUDE, "estimate", "claude")],
)
@pytest.mark.parametrize("by_vocabulary", [True, False])
def test_no_text_has_no_tokens(each: object, method: str, name: str, by_vocabulary: bool) -> None:  # noqa: FBT001
    assert isinstance(each, type(GPT))
    assert Passage("").count(each, by_vocabulary=by_vocabulary) == Count(0, 0, 0, method, name)


def test_what_was_read_keeps_its_name_and_remarks() -> None:
    passage = Passage(Text("a\r\n", ("read as UTF-16, by its byte order mark",)), "prompt.md")
    assert (passage.text, passage.shown) == ("a\r\n", "prompt.md")
    assert passage.remarks == ("read as UTF-16, by its byte order mark",)


def test_a_lone_surrogate_is_counted_as_u_fffd() -> None:
    passage = Passage("a\ud800b")
    assert passage.text == "a\ufffdb"
    assert passage.remarks == ("1 lone surrogate, counted as U+FFFD",)
    assert passage.count(GPT) == Passage("a\ufffdb").count(GPT)


def test_each_text_is_counted_for_itself() -> None:
    """Put together, "new" and "line" would be one token."""
    passages = Passages(["new", "line", "", "new\ud800"])
    assert passages.texts == ("new", "line", "new�")
    assert passages.count(GPT) == Count(4, 4, 4, "exact", "o200k_base")


def test_an_estimate_is_made_of_all_of_them() -> None:
    """A hundred estimates of a word each would have a bound of 5 tokens a word."""
    words = ["hello"] * 100
    assert Passages(words).count(CLAUDE) == Passage("\n".join(words)).count(CLAUDE)


def test_without_vocabularies_it_is_an_estimate() -> None:
    text = "The quick brown fox jumps over the lazy dog."
    assert Passages([text]).count(GPT, by_vocabulary=False) == Passage(text).count(GPT, by_vocabulary=False)


def test_no_text_is_no_tokens() -> None:
    passages = Passages(["", ""])
    assert (bool(passages), passages.count(GPT), bool(Passages(["a"]))) == (False, given(0), True)
