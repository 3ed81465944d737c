from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from counts import ONE, counting, estimated, exact

from llmcost.cost.counting import Counted, Skipped, Uncounted, Whole
from llmcost.report.count_wording import (
    misfit_in_words,
    only_files,
    rest_in_words,
    skipped_in_words,
    title_of,
    uncounted_in_words,
)

if TYPE_CHECKING:
    from llmcost.cost.counted import Count


def part(kind: str, shown: str = "it", size: int | None = None, tokens: int = 1) -> Counted:
    return Counted(shown, kind, size, (exact(tokens), estimated(tokens, 0, 9)))


@pytest.mark.parametrize(
    ("context", "count", "expected"),
    [
        (100, exact(100), None),
        (100, exact(101), "more than the context window: it does not fit"),
        (100, estimated(90, 80, 101), "the bound goes beyond the context window: it may not fit"),
        (None, exact(101), None),
    ],
)
def test_what_does_not_fit_is_called_so(context: int | None, count: Count, expected: str | None) -> None:
    assert expected == misfit_in_words(Whole(ONE._replace(context=context), count))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part("file", "a.md", 12_300)], "Tokens of a.md, 12 kB"),
        ([part("image", "640x480")], "Tokens of the picture 640x480"),
        ([part("text", "text", 5)], "Tokens of the text, 5 B"),
        ([part("messages", "chat.json")], "Tokens of chat.json"),
        ([part("file", size=1), part("file", size=2)], "Tokens of 2 files, 3 B"),
        (
            [
                part("pages", "12 pages"),
                part("text", size=5),
                part("image"),
                part("stdin", "stdin"),
                part("image"),
            ],
            "Tokens of 1 text, 2 pictures, 12 pages and stdin, 5 B",
        ),
        ([part("messages"), part("file", size=5)], "Tokens of 1 file and 1 chat, 5 B"),
    ],
)
def test_the_title_says_what_was_counted(parts: list[Counted], expected: str) -> None:
    assert expected == title_of(counting(*parts))


def test_the_rest_has_its_number_and_its_tokens() -> None:
    files = counting(part("file"), part("file", tokens=2000), part("file"))
    assert rest_in_words(files, 1) == "And 2 more files, 2,001 tokens on acme/one; see --top."
    assert rest_in_words(files, 2) == "And 1 more file, 1 token on acme/one; see --top."
    assert rest_in_words(files, 3) is None
    alone = files._replace(
        models=(ONE,), counted=tuple(each._replace(counts=each.counts[1:]) for each in files.counted)
    )
    assert rest_in_words(alone, 1) == "And 2 more files, ~2,001 tokens; see --top."
    mixed = counting(part("file"), part("text"))
    assert rest_in_words(mixed, 1) == "And 1 more part, 1 token on acme/one; see --top."


def test_only_files_are_called_so() -> None:
    assert only_files((part("file"), part("stdin")))
    assert not only_files((part("file"), part("text")))


def test_ten_skipped_files_have_their_reasons_and_the_others_a_number() -> None:
    skipped = [Skipped(f"{number}.bin", "not_text", "binary") for number in range(12)]
    assert [f"{number}.bin: binary" for number in range(10)] == skipped_in_words(skipped[:10])
    assert [*(f"{number}.bin: binary" for number in range(10)), "and 2 more files"] == skipped_in_words(
        skipped
    )
    assert skipped_in_words(skipped[:11])[10:] == ["and 1 more file"]


def test_a_model_without_counts_has_its_reason_and_a_remedy_if_there_is_one() -> None:
    assert uncounted_in_words(Uncounted("acme/one", "not_exact", "no")) == "no"
    assert uncounted_in_words(Uncounted("acme/one", "not_exact", "no", "so what")) == "no (so what)"
