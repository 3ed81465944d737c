from __future__ import annotations

import os
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from llmcost.cli.session import Session, start


def session(*argv: str) -> Session:
    day = date(2026, 11, 22)
    return Session(day, {}, argv, day)


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
    assert Session(today, os.environ, ("schema",), datetime.now(UTC).date()) == start()


def test_a_run_starts_from_what_it_is_given() -> None:
    day = date(2026, 1, 1)
    assert Session(day, os.environ, ("a", "b"), day) == start(["a", "b"], day)


@pytest.mark.skipif(os.name == "nt", reason="a process can't change its time zone there")
@pytest.mark.parametrize("hours", [14, -12])
def test_prices_are_dated_alike_in_every_time_zone(hours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # At any moment one of these two has another day than UTC.
    with monkeypatch.context() as zone:
        zone.setenv("TZ", f"<here>{-hours:+d}")
        time.tzset()
        begun = start([])
    time.tzset()
    here = datetime.now(timezone(timedelta(hours=hours))).date()
    assert (here, datetime.now(UTC).date()) == (begun.today, begun.utc_today)
