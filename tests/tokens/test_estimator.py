from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.counted import Count
from llmcost.tokens.estimator import FAMILIES, assumed, estimate_tokens
from llmcost.tokens.features import LOOKED_AT, WILD, features_of
from llmcost.tokens.vocabulary import count_with
from llmcost.tokens.weights import WEIGHTS

ENGLISH = "The cost of a prompt is known before it is sent, and so is how far off it can be. " * 20
GERMAN = "Das Verzeichnis wurde nicht gefunden, deshalb wird hier auch überhaupt nichts angezeigt. " * 20
COUNTED = tuple(family for family in FAMILIES if not family.startswith("claude"))


def reckoned(text: str, family: str | None = "o200k_base") -> Count:
    return estimate_tokens(features_of(text), family)


def test_every_family_weighs_every_feature() -> None:
    assert {len(row) for row in WEIGHTS.values()} == {len(LOOKED_AT)}
    assert set(LOOKED_AT) >= WILD


@pytest.mark.parametrize("family", [*FAMILIES, None])
def test_nothing_is_no_tokens(family: str | None) -> None:
    assert reckoned("", family) == Count(0, 0, 0, "estimate")


@pytest.mark.parametrize("family", [*FAMILIES, None])
@pytest.mark.parametrize("text", ["a", " ", "\n", "漢", "😀", "\u0301", "\0"])
def test_one_character_is_at_least_one_token(text: str, family: str | None) -> None:
    count = reckoned(text, family)
    assert 1 <= count.low <= count.tokens <= count.high


def off(count: Count) -> tuple[int, int]:
    """Per cent of the estimate below and above it that it can be, to the nearest."""
    below, above = count.tokens - count.low, count.high - count.tokens
    return round(100 * below / count.tokens), round(100 * above / count.tokens)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (ENGLISH, 16),
        (ENGLISH[:400], 25),
        (ENGLISH[:100], 60),
        (GERMAN, 40),
        (GERMAN[:400], 46),
        (GERMAN[:90], 70),
        ("1 22 333 4444 55555 " * 50, 40),
    ],
)
def test_the_bound_is_told_by_kind_and_length(text: str, bound: int) -> None:
    assert off(reckoned(text)) == pytest.approx((bound, bound), abs=3)


def test_a_word_is_off_by_five_tokens() -> None:
    assert reckoned("word") == Count(1, 1, 6, "estimate")


@pytest.mark.parametrize(
    "unit", ["a", " ", "\n", "\t", "\r", "-", "\u0301", "😀", "─", "aA", "0", "\n ", "a ", "\\x00", " \t"]
)
@pytest.mark.parametrize("family", ["o200k_base", "gemma3", "qwen3"])
def test_what_no_fit_holds_for_is_within_a_wide_bound(unit: str, family: str) -> None:
    text = unit * (20_000 // len(unit))
    count = reckoned(text, family)
    assert count.low <= count_with(family, text) <= count.high


def test_where_no_tokenizer_is_known_all_are_asked() -> None:
    each = sorted(reckoned(ENGLISH, family) for family in FAMILIES)
    low, high = min(count.low for count in each), max(count.high for count in each)
    assert reckoned(ENGLISH, None) == Count(each[len(FAMILIES) // 2].tokens, low, high, "estimate")


def test_a_claude_of_no_known_version_is_either_of_its_two() -> None:
    older, newer = reckoned(ENGLISH, "claude_v3"), reckoned(ENGLISH, "claude_v47")
    assert reckoned(ENGLISH, "claude") == Count(newer.tokens, older.low, newer.high, "estimate")


@pytest.mark.parametrize("left_out", COUNTED)
@pytest.mark.parametrize("text", [ENGLISH, GERMAN, Path(__file__).read_text(encoding="utf-8")])
def test_a_tokenizer_that_was_not_fitted_lies_between(
    text: str, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(family for family in FAMILIES if family != left_out)
    monkeypatch.setattr("llmcost.tokens.estimator.FAMILIES", others)
    count = reckoned(text, None)
    assert count.low <= count_with(left_out, text) <= count.high


def test_an_assumed_vocabulary_keeps_its_count() -> None:
    tokens = count_with("o200k_base", ENGLISH)
    count = assumed(tokens, features_of(ENGLISH))
    assert (count.tokens, count.method, count.encoding) == (tokens, "estimate", None)
    assert all(count.low <= count_with(family, ENGLISH) <= count.high for family in COUNTED)
    assert 5 < off(count)[0] < 30
    assert 20 < off(count)[1] < 80


def test_an_assumed_count_of_nothing_is_nothing() -> None:
    assert assumed(0, features_of("")) == Count(0, 0, 0, "estimate")


def test_an_assumed_count_of_one_token_is_one_at_least() -> None:
    count = assumed(1, features_of("a"))
    assert (count.low, count.tokens) == (1, 1)
    assert count.high >= 1


@pytest.mark.parametrize("family", [*FAMILIES, None])
def test_more_text_is_never_much_less(family: str | None) -> None:
    parts = [*[ENGLISH[:200]] * 5, *[GERMAN[:200]] * 5, "漢字かな交じり文。" * 9, "😀" * 9, ENGLISH]
    counts = [reckoned(text, family).tokens for text in accumulate(parts)]
    assert all(100 * more >= 95 * less for less, more in pairwise(counts))


TEXTS = st.text(st.characters()) | st.text("aA0 \n\t-_é漢😀ạ\ud800", max_size=300)


@given(TEXTS, st.sampled_from([*FAMILIES, None]))
def test_bounds_of_any_text_are_in_order(text: str, family: str | None) -> None:
    count = reckoned(text, family)
    assert all(type(figure) is int for figure in count[:3])
    assert min(len(text), 1) <= count.low <= count.tokens <= count.high


@given(TEXTS, st.integers(0, 10_000))
def test_bounds_of_any_assumed_count_are_in_order(text: str, tokens: int) -> None:
    count = assumed(tokens, features_of(text))
    assert min(tokens, 1) <= count.low <= count.tokens <= count.high
