from __future__ import annotations

import os
import sys
from datetime import date

import pytest

from llmcost.cli.session import Session, start


def session(*argv: str) -> Session:
    return Session(date(2026, 11, 22), {}, argv)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ((), False),
        (("estimate", "x"), False),
        (("estimate", "x", "--json"), True),
        (("estimate", "-f", "json"), True),
        (("estimate", "-fjson"), True),
        (("estimate", "--format", "json"), True),
        (("estimate", "--format=json"), True),
        (("estimate", "--format=csv"), False),
        (("estimate", "-f", "csv", "json"), False),
        (("estimate", "--out", "json"), False),
        (("estimate", "-f"), False),
    ],
)
def test_json_is_wanted_before_the_arguments_are_parsed(argv: tuple[str, ...], *, expected: bool) -> None:
    assert expected == session(*argv).wants_json


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ((), "auto"),
        (("--color", "never"), "never"),
        (("--color=always",), "always"),
        (("--color", "auto"), "auto"),
        (("--color", "purple"), "auto"),
        (("--color",), "auto"),
        (("--color", "always", "--color", "never"), "never"),
    ],
)
def test_colour_is_asked_for_before_the_arguments_are_parsed(argv: tuple[str, ...], expected: str) -> None:
    assert expected == session(*argv).colour


def test_a_run_starts_from_the_process_and_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["llmcost", "schema"])
    today = date.today()  # noqa: DTZ011 - the day by the user's calendar
    assert Session(today, os.environ, ("schema",)) == start()


def test_a_run_starts_from_what_it_is_given() -> None:
    assert Session(date(2026, 1, 1), os.environ, ("a", "b")) == start(["a", "b"], date(2026, 1, 1))
