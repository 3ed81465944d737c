from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.tokens import features
from llmcost.tokens.features import LOOKED_AT, Features, features_of
from llmcost.tokens.scripts import kind_of


def seen(text: str) -> dict[str, int]:
    """What was counted at all."""
    counts = features_of(text).counts
    return {name: count for name, count in zip(LOOKED_AT, counts, strict=True) if count}


def test_an_empty_text_has_nothing() -> None:
    assert features_of("") == Features(0, (0,) * len(LOOKED_AT), 0, 0, 0, 0)


def test_english_is_counted_by_words() -> None:
    text = "The cost of a prompt is known before it is sent."
    assert seen(text) == {"words": 11, "marks": 1}
    assert features_of(text).foreign == 0


def test_code_is_counted_by_what_stands_in_it() -> None:
    assert seen("def readHTTPLine(x):\n    return x.v2  # 0x1f, 12345\n") == {
        "words": 10,
        "capitals": 5,
        "digits": 8,
        "triples": 5,
        "numbers": 2,
        "hex_turns": 1,
        "marks": 5,
        "more_marks": 1,
        "line_ends": 2,
        "indents": 1,
        "gaps": 1,
    }


def test_words_of_another_language_are_foreign() -> None:
    text = "Das Verzeichnis wurde nicht gefunden, deshalb wird nichts angezeigt und alles abgebrochen. " * 20
    counts = seen(text)
    assert 0 < counts["foreign_words"] < counts["words"]
    assert 0 < counts["foreign_long"] < counts["long"]
    assert 0 < features_of(text).foreign < len(text)


def test_words_of_another_language_are_foreign_between_marks_too() -> None:
    marked = r"\fBde\fR optie \fB\-x\fR wordt niet met \fB\-y\fR en \fB\-z\fR gebruikt, zoals het bestand. "
    assert features_of(marked * 20).foreign > len(marked) * 15


def test_a_few_words_are_taken_for_english() -> None:
    assert features_of("Cancel").foreign == 0


def test_a_word_with_accents_is_one_word() -> None:
    assert seen("Žluťoučký kůň") == {"words": 2, "long": 3, "latin_1": 1, "latin_2": 5}


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("é", "latin_1"),
        ("ł", "latin_2"),
        ("ế", "vietnamese"),
        ("漢", "han"),
        ("か", "kana"),
        ("。", "wide_marks"),
        ("한", "hangul"),
        ("ж", "cyrillic"),
        ("λ", "greek"),
        ("א", "hebrew"),
        ("ب", "arabic"),
        ("क", "devanagari"),
        ("த", "indic"),
        ("ก", "thai"),
        ("—", "typographic"),
        ("→", "symbols"),
        ("😀", "emoji"),
        ("ქ", "rare"),
        ("\U0010ffff", "rare"),
    ],
)
def test_a_character_counts_by_its_script(character: str, kind: str) -> None:
    assert kind in LOOKED_AT
    assert kind_of(character) == kind


def test_traditional_chinese_is_told_by_its_frequent_characters() -> None:
    assert seen("這個")["traditional"] == 2
    assert "traditional" not in seen("这个")


def test_russian_is_counted_by_words_and_letters() -> None:
    assert seen("Привет, мир") == {"marks": 1, "cyrillic": 9, "cyrillic_words": 2}
    assert features_of("Привет, мир").accented == 9


def test_quotation_marks_do_not_make_a_text_foreign() -> None:
    assert features_of("“It is” → 😀").accented == 0


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("-" * 80, {"short_run": 80, "marks": 1, "more_marks": 1}),
        (" " * 80, {"short_blank": 80}),
        ("-" * 2_560, {"long_run": 2_560, "marks": 1, "more_marks": 1}),
        ("\n" * 2_560, {"long_blank": 2_560, "line_ends": 1}),
        (" \n" * 1_280, {"long_blank": 2_560, "line_ends": 1}),
        ("=-" * 1_280, {"long_run": 2_560, "marks": 1, "more_marks": 1}),
        ("a" * 2_560, {"packed": 426, "words": 1}),
        ("7" * 60, {"digits": 60, "triples": 20, "numbers": 1}),
        ("0123456789abcdef" * 4, {"packed_hex": 64}),
        ("aGVsbG8gd29ybGQhIFRo" * 4, {"packed": 80}),
        ("thequickbrownfox" * 4, {"packed": 64}),
        ("é" * 31 + "e" * 10, {"words": 1, "packed": 41, "latin_1": 31}),
        ("usr/share/documentation/packages/readme", {"words": 5, "long": 9, "marks": 4}),
    ],
)
def test_runs_and_packed_data_are_taken_out(text: str, counts: dict[str, int]) -> None:
    assert seen(text) == counts


def test_a_run_is_a_token_per_128_characters_or_one_per_byte() -> None:
    found = features_of("─" * 1_280)
    assert (found.wild_least, found.wild_most) == (10 + 1, 3 * 1_280 + 2 * 3)


def test_ordinary_text_has_nothing_wild() -> None:
    found = features_of("Ordinary text, with 12 words\n-----\n")
    assert (found.wild_least, found.wild_most) == (0, 0)


def test_emoji_are_a_token_per_two_or_one_per_byte() -> None:
    found = features_of("😀😃😄😁")
    assert (found.wild_least, found.wild_most) == (2, 16)


LINE = "It is known to be on the list of all that was said by you, 12 times.\n"


@pytest.mark.parametrize("line", [LINE, LINE.rstrip("\n") + " "])
def test_looking_at_pieces_changes_next_to_nothing(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = line * 4_000
    in_pieces = features_of(text)
    monkeypatch.setattr(features, "_PIECE", len(text))
    whole = features_of(text)
    assert all(abs(one - other) <= 5 for one, other in zip(in_pieces.counts, whole.counts, strict=True))


def test_pieces_end_with_lines_and_leave_nothing_out() -> None:
    text = LINE * 2_000 + "x" * 200_000 + "\n" + LINE
    pieces = list(features._pieces(text))
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= features._PIECE for piece in pieces)
    assert pieces[0].endswith("\n")


HARD = (
    "a",
    " ",
    "\n",
    "\t",
    "\r",
    "-",
    "\u0301",
    "😀",
    "aA",
    "0",
    "\n ",
    " \n x",
    "a ",
    "1a",
    "aaaaaaaaa=",
    " \t",
)


@pytest.mark.parametrize("unit", HARD)
def test_what_is_counted_grows_no_faster_than_the_text(unit: str) -> None:
    sums = [sum(features_of(unit * (size // len(unit))).counts) for size in (2_000, 20_000, 200_000)]
    assert all(more <= 11 * less + 20 for less, more in pairwise(sums))


@given(st.text(st.characters()) | st.text("aA0 \n\t-_é漢😀\ud800", max_size=300))
def test_any_text_has_features(text: str) -> None:
    found = features_of(text)
    assert found.characters == len(text)
    assert len(found.counts) == len(LOOKED_AT)
    assert all(type(count) is int and count >= 0 for count in found.counts)
    assert 0 <= found.foreign <= len(text)
    assert 0 <= found.accented <= len(text)
    assert 0 <= found.wild_least <= found.wild_most
