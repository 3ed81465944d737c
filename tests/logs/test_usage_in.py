from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from llmcost import NothingToReadError, UnknownModelError, UsageError, load_catalog, usage_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Path:
    rows = [
        ("2026-11-01T10:00:00Z", 1000, 100),
        ("2026-11-02T10:00:00Z", 2000, 200),
        ("2026-11-03T10:00:00Z", 1, 1),
    ]
    path = tmp_path / "app.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {
                    "at": at,
                    "timestamp": at,
                    "model": "gpt-5",
                    "usage": {"prompt_tokens": i, "completion_tokens": o},
                }
            )
            + "\n"
            for at, i, o in rows
        ),
        encoding="utf-8",
    )
    return path


def test_logs_are_read_and_priced_in_one_call(log: Path) -> None:
    found = usage_in(
        [log],
        load_catalog(environ={}),
        by=["model", "day"],
        since=datetime(2026, 11, 1, 12, tzinfo=UTC),
        until=datetime(2026, 11, 3, tzinfo=UTC),
        others=["gpt-5-mini"],
        reconcile=True,
    )
    # By hand: 2,000 x 1.25 + 200 x 10 = 4,500 millionths of a dollar.
    assert found.total.cost == Decimal("0.0045")
    assert [group.key for group in found.total.groups[0].groups] == [("openai/gpt-5", "2026-11-02")]
    assert [other.model for other in found.alternatives] == ["openai/gpt-5-mini"]
    assert found.bills == ()
    assert (found.tally.counted, found.tally.outside) == (1, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"basis": "worst"}, "basis: 'worst' is none"),
        ({"columns": {"inputs": "a"}}, "columns: 'inputs' is none"),
        ({"jobs": -1}, "jobs is -1"),
        ({"by": ()}, "by: nothing is named"),
        ({"by": ("day", "day")}, "by: the same is named twice"),
        ({"since": datetime(2026, 11, 1)}, "since: 2026-11-01 00:00:00 has no time zone"),  # noqa: DTZ001
        ({"zone": "Mars"}, "--tz: no time zone 'Mars' is known"),
    ],
)
def test_arguments_that_can_not_be_are_refused(log: Path, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        usage_in([log], load_catalog(environ={}), **arguments)
    assert said == caught.value.message


def test_a_single_name_is_no_list_of_letters_and_a_model_has_one_row(log: Path) -> None:
    found = usage_in(
        [log],
        load_catalog(environ={}),
        by="day",
        others=["gpt-5-mini", "openai/gpt-5-mini"],
        jobs=0,
        model="gpt-5",
    )
    assert found.by == ("day",)
    assert [other.name for other in found.alternatives] == ["gpt-5-mini"]


def test_what_can_not_be_answered_is_an_error(log: Path) -> None:
    catalog = load_catalog(environ={})
    with pytest.raises(UnknownModelError):
        usage_in([log], catalog, others=["gpt-nothing"])
    with pytest.raises(NothingToReadError):
        usage_in([log.with_name("nowhere")], catalog)
    assert usage_in([str(log)], catalog).tally.counted == 3
