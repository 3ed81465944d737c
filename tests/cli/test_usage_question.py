from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.cli.usage_question import UsageQuestion
from llmcost.errors import LlmcostError, NothingToReadError, QuantityError, UnknownModelError, UsageError
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def question(**flags: Any) -> UsageQuestion:
    stated: dict[str, Any] = {
        "names": ("logs",),
        "claude_code": False,
        "codex": False,
        "flavour": None,
        "columns": (),
        "model": None,
        "by": (),
        "since": None,
        "until": None,
        "zone": "UTC",
        "top": None,
        "basis": "best",
        "reconcile": False,
        "others": (),
        "forecast": False,
        "max_cost": None,
        "strict": False,
        "jobs": "1",
    }
    return UsageQuestion(**stated | flags)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(environ={})


def seconds(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "zone", "since", "until"),
    [
        ("2026-11-03", "UTC", seconds(2026, 11, 3), seconds(2026, 11, 4)),
        ("2026-11-03", "America/New_York", seconds(2026, 11, 3, 5), seconds(2026, 11, 4, 5)),
        # The night on which clocks go back has 25 hours.
        ("2026-11-01", "America/New_York", seconds(2026, 11, 1, 4), seconds(2026, 11, 2, 5)),
        ("2026-11-03T13:30", "Asia/Kolkata", seconds(2026, 11, 3, 8), seconds(2026, 11, 3, 8)),
        ("2026-11-03 13:30", "UTC", seconds(2026, 11, 3, 13, 30), seconds(2026, 11, 3, 13, 30)),
        (
            "2026-11-03T13:30+02:00",
            "Asia/Kolkata",
            seconds(2026, 11, 3, 11, 30),
            seconds(2026, 11, 3, 11, 30),
        ),
        ("7d", "Asia/Kolkata", seconds(2026, 11, 13, 12), seconds(2026, 11, 13, 12)),
        ("2w", "UTC", seconds(2026, 11, 6, 12), seconds(2026, 11, 6, 12)),
    ],
)
def test_a_range_is_of_whole_days_times_or_ages(
    catalog: Catalog, text: str, zone: str, since: int, until: int
) -> None:
    assert since == question(since=text, zone=zone).question(catalog, NOW).since
    assert until == question(until=text, zone=zone).question(catalog, NOW).until


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-02-30", "9999-12-31", "25:00", "999999999d", "T", "d"]
)
def test_what_is_no_time_is_refused(catalog: Catalog, text: str) -> None:
    with pytest.raises(QuantityError) as caught:
        question(until=text).question(catalog, NOW)
    assert f"--until: {text!r} is no day or time" == caught.value.message
    assert caught.value.hint == "write it like 2026-11-01, 2026-11-01T13:30 or, for the last week, 7d"


def test_a_range_has_to_have_a_length(catalog: Catalog) -> None:
    with pytest.raises(UsageError, match="--since lies behind --until"):
        question(since="2026-11-03", until="2026-11-02").question(catalog, NOW)
    assert question(since="2026-11-03", until="2026-11-03").question(catalog, NOW).since == seconds(
        2026, 11, 3
    )


def test_lists_may_be_repeated_and_take_commas() -> None:
    assert question(by=("day, model", "file")).keys == ("day", "model", "file")
    assert question(by=(",",)).keys == ("model",)


@pytest.mark.parametrize(
    ("by", "said"),
    [(("day", "day"), "--by: the same is named twice"), (("a,b,c,d,e,f,g",), "--by: 7 levels; at most 6")],
)
def test_nobody_reads_so_many_levels(catalog: Catalog, by: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        question(by=by).question(catalog, NOW)
    assert said == caught.value.message


def test_the_model_of_records_that_name_none_is_looked_up_at_once(catalog: Catalog) -> None:
    assert question(model="gpt-5-2025-08-07").question(catalog, NOW).model == "gpt-5-2025-08-07"
    with pytest.raises(UnknownModelError):
        question(model="gtp-5").question(catalog, NOW)


def test_other_models_are_taken_once_under_the_first_name_they_have(catalog: Catalog) -> None:
    asked = question(others=("openai/gpt-5,gpt-4o", "gpt-5"))
    assert asked.question(catalog, NOW).others == ("openai/gpt-5", "openai/gpt-4o")
    assert asked.wish(catalog).others == ("openai/gpt-5", "gpt-4o")


@pytest.mark.parametrize(("jobs", "expected"), [("1", 1), ("64", 64), ("0", os.cpu_count() or 1)])
def test_processes_are_counted(jobs: str, expected: int) -> None:
    assert expected == question(jobs=jobs).processes()


@pytest.mark.parametrize("jobs", ["", "many", "-1", "65", "1.5", "99999999999", "²"])
def test_what_is_no_number_of_processes_is_refused(jobs: str) -> None:
    with pytest.raises(QuantityError) as caught:
        question(jobs=jobs).processes()
    assert f"--jobs: {jobs!r} is no number of processes up to 64" == caught.value.message


@pytest.mark.parametrize(
    "asked",
    [question(names=()), question(basis="stated", others=("gpt-5",))],
)
def test_what_can_not_be_answered_is_refused_before_anything_is_read(asked: UsageQuestion) -> None:
    with pytest.raises(UsageError):
        asked.check()


@pytest.mark.parametrize("flags", [{"names": ()}, {"names": ("a",), "codex": True}])
def test_sessions_of_agents_are_logs_too(flags: dict[str, Any]) -> None:
    question(**{"claude_code": True} | flags).check()


@pytest.mark.parametrize(
    ("flag", "folder", "place"),
    [
        ("claude_code", ".claude/projects", "--claude-code: there are no sessions in ~/.claude/projects"),
        ("codex", ".codex/sessions", "--codex: there are no sessions in ~/.codex/sessions"),
    ],
)
def test_the_usual_folders_of_agents_are_found(tmp_path: Path, flag: str, folder: str, place: str) -> None:
    asked = question(names=(), **{flag: True})
    told: list[str] = []
    with pytest.raises(NothingToReadError) as caught:
        asked.files({"HOME": str(tmp_path)}, told.append)
    assert caught.value.message.startswith(place)
    with pytest.raises(NothingToReadError):
        asked.files({}, told.append)
    assert told == []
    other = tmp_path / "other.jsonl"
    other.write_text("{}\n", encoding="utf-8")
    beside = asked._replace(names=(str(other),))
    assert [file.path for file in beside.files({}, told.append)] == [other]
    assert [each.startswith(place) for each in told] == [True]
    session = tmp_path / folder / "one.jsonl"
    session.parent.mkdir(parents=True)
    session.write_text("{}\n", encoding="utf-8")
    assert [file.path for file in asked.files({"HOME": str(tmp_path)}, told.append)] == [session]


@pytest.mark.parametrize("flags", [{"top": "few"}, {"max_cost": "-1"}, {"others": ("nothing-such",)}])
def test_what_the_report_is_to_be_is_read_before_the_logs(catalog: Catalog, flags: dict[str, Any]) -> None:
    with pytest.raises(LlmcostError):
        question(**flags).wish(catalog)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"claude_code": True},
            "--claude-code: not with --engine duckdb, which adds up rows of tables itself",
        ),
        ({"others": ("gpt-5",)}, "--as: not with --engine duckdb, which adds up rows of tables itself"),
        ({"jobs": "2"}, "--jobs: not with --engine duckdb, which adds up rows of tables itself"),
        ({"names": ()}, "--engine duckdb: nothing is named to read"),
    ],
)
def test_what_an_engine_can_not_do_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        question(**{"engine": "duckdb", "names": ("a.csv",), **given}).check()
    assert caught.value.message == message
