from __future__ import annotations

from typing import get_args

import pytest

from llmcost.cli.deliver import SUFFIXES
from llmcost.cli.options import Colour, Format, metavar, one_format, seconds
from llmcost.errors import UsageError


def test_a_choice_is_written_out_on_the_help_page() -> None:
    assert ("auto|always|never", "table|json|csv|markdown") == (metavar(Colour), metavar(Format))


def test_every_format_can_be_written_to_a_file() -> None:
    assert {*get_args(Format), "svg", "html"} == set(SUFFIXES.values())


@pytest.mark.parametrize(
    ("stated", "json", "expected"),
    [
        ("table", False, "table"),
        ("csv", False, "csv"),
        ("json", False, "json"),
        ("table", True, "json"),
        ("json", True, "json"),
    ],
)
def test_json_is_short_for_a_format(stated: Format, expected: Format, *, json: bool) -> None:
    assert expected == one_format(stated, json=json)


@pytest.mark.parametrize("stated", ["csv", "markdown"])
def test_two_formats_are_one_too_many(stated: Format) -> None:
    with pytest.raises(UsageError) as refused:
        one_format(stated, json=True)
    assert (f"--json and --format {stated} ask for two formats", "leave out one of them") == (
        refused.value.message,
        refused.value.hint,
    )


@pytest.mark.parametrize(("stated", "expected"), [("1", 1), ("60", 60), ("86400", 86_400)])
def test_a_timeout_is_a_whole_number_of_seconds(stated: str, expected: int) -> None:
    assert expected == seconds(stated)


@pytest.mark.parametrize("stated", ["0", "-1", "1.5", "1s", "2k", "", "86401", "9999999999"])
def test_a_timeout_in_which_no_answer_comes_is_refused(stated: str) -> None:
    with pytest.raises(UsageError, match="--timeout"):
        seconds(stated)
