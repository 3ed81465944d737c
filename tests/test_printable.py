"""Text that can't do more than be read."""

from __future__ import annotations

import pytest

from llmcost.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("prices of \N{LATIN SMALL LETTER E WITH ACUTE}t\N{LATIN SMALL LETTER E WITH ACUTE}.toml",) * 2,
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}lmot", "\\u202elmot"),
        ("\udcff", "\\udcff"),
    ],
)
def test_control_characters_are_spelled_out(text: str, shown: str) -> None:
    assert shown == printable(text)
