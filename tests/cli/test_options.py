from __future__ import annotations

from typing import get_args

from llmcost.cli.deliver import SUFFIXES
from llmcost.cli.options import Colour, Format, metavar


def test_a_choice_is_written_out_on_the_help_page() -> None:
    assert ("auto|always|never", "table|json|csv|markdown") == (metavar(Colour), metavar(Format))


def test_every_format_can_be_written_to_a_file() -> None:
    assert {*get_args(Format), "svg"} == set(SUFFIXES.values())
