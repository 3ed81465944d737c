from __future__ import annotations

import random
import sys
import time
import unicodedata

import pytest
from texts import SCRIPTS, code_points, mixes

from llmcost.tokens.normal_form import composed

MARKS = [character for character in map(chr, range(sys.maxunicode)) if unicodedata.combining(character)]
MADE_OF_MARKS = "\u0344\u0f73\u0f75\u0f81\u0340\u0341\u0343"


def test_it_is_nfc() -> None:
    for text in (*SCRIPTS.values(), *mixes(1000, seed=4), *code_points()):
        assert composed(text) == unicodedata.normalize("NFC", text)


def test_it_is_nfc_around_long_runs_of_marks() -> None:
    draw = random.Random(8)  # noqa: S311 - the same texts each time
    pools = [MARKS, MADE_OF_MARKS, [*"\u0300\u0301\u0308\u0315\u0323\u0344", *MADE_OF_MARKS]]
    for _ in range(300):
        pool = draw.choice(pools)
        runs = ("".join(draw.choices(pool, k=draw.choice((63, 64, 65, 200)))) for _ in range(3))
        text = "".join(draw.choice("aeÅ\u1ea4가\u0f71 \u0958") + run for run in runs) + draw.choice(["", "b"])
        assert composed(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("marks", ["\u0315\u0300", "\u0f73", "\u0f73\u0344\u0323"])
def test_it_takes_no_longer_for_marks_than_for_letters(marks: str) -> None:
    number = 500_000 // len(marks)
    start = time.process_time()
    found = composed("a" + marks * number)
    assert time.process_time() - start < 10, "the square of the length would be minutes"
    assert sorted(found[-100:], key=unicodedata.combining) == list(found[-100:])
