from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from llmcost.report.web.palette import DARK, LIGHT, TERMINAL, filled_in, variables

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = [f"ink{number}" for number in range(6)]
WORDS = ["ink", "soft", "accent", "over", "warn", *LINES]

schemes = pytest.mark.parametrize("palette", [LIGHT, DARK, TERMINAL], ids=["light", "dark", "terminal"])


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert (21, 1) == (contrast("#000000", "#ffffff"), contrast("#123456", "#123456"))
    assert 4.54 == pytest.approx(contrast("#767676", "#ffffff"), abs=0.005)


@schemes
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("ink", WORDS)
def test_words_can_be_read_in_every_colour(palette: Mapping[str, str], ink: str, ground: str) -> None:
    assert contrast(palette[ink], palette[ground]) >= 4.5


@schemes
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_edges_that_tell_something_can_be_seen(palette: Mapping[str, str], ground: str) -> None:
    assert contrast(palette["edge"], palette[ground]) >= 3


@schemes
def test_no_two_lines_have_one_colour(palette: Mapping[str, str]) -> None:
    assert all(palette[one] != palette[other] for one, other in combinations(LINES, 2))


def test_all_schemes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys() == TERMINAL.keys()


def test_a_palette_is_declared_or_filled_in() -> None:
    assert "--a:#fff;--b:#000;" == variables({"a": "#fff", "b": "#000"})
    assert "p{color:#fff;fill:#000}" == filled_in(
        "p{color:var(--a);fill:var(--b)}", {"a": "#fff", "b": "#000"}
    )
