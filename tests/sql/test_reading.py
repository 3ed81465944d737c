"""What an engine reads is what the readers of logs read, to the last digit."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from dirty_usage import COLUMNS, dirty_rows, write_csv

from llmcost.cost.spend import Wish, spend
from llmcost.errors import NothingToReadError, UsageError
from llmcost.logs.files import find_logs
from llmcost.logs.logs import read_logs
from llmcost.records.question import Question
from llmcost.sources.layers import load_catalog
from llmcost.sql import reading
from llmcost.sql.duckdb_engine import DuckDBEngine
from llmcost.sql.gathered import Gathered
from llmcost.sql.reading import read_table

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.spend import Logged
    from llmcost.cost.spending import Spending

ROWS = 1_500
TODAY = date(2026, 11, 23)
NOW = 1_795_435_200
SINCE, UNTIL = NOW - 300 * 86_400, NOW - 60 * 86_400
INTEGERS = frozenset(COLUMNS) & {
    *("input_tokens", "output_tokens", "cache_read", "cache_write", "reasoning", "audio_input"),
    *("web_search", "total_tokens", "requests"),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(environ={})


def in_process(path: Path, question: Question, catalog: Catalog) -> Logged:
    return read_logs(find_logs([str(path)], cwd=Path()), question, catalog)


def by_engine(path: Path, question: Question, catalog: Catalog) -> Logged:
    return read_table(DuckDBEngine(), [str(path)], question, catalog)


def told(logged: Logged, question: Question, catalog: Catalog, basis: str) -> Spending:
    """All that is told, but for where something stands and which models are named of several."""
    wish = Wish(by=question.by, basis=basis, zone=question.zone, forecast=True)
    found = spend(logged, wish, catalog.provenance, TODAY, TODAY)
    return found._replace(
        oddities=tuple(
            each._replace(places=(), message=each.message.partition(";")[0]) for each in found.oddities
        ),
        notes=tuple(each._replace(message=each.message.partition(" (")[0]) for each in found.notes),
        tally=found.tally._replace(bytes=0),
    )


def assert_alike(one: Logged, other: Logged, question: Question, catalog: Catalog) -> None:
    for basis in ("best", "computed", "stated"):
        assert told(one, question, catalog, basis) == told(other, question, catalog, basis)


@pytest.mark.parametrize(
    ("without", "question"),
    [
        ((), Question(by=("day", "model"), now=NOW)),
        (("cost",), Question(by=("hour",), now=NOW, zone="Asia/Kathmandu", since=SINCE, until=UNTIL)),
        (("id", "web_search"), Question(by=("session", "team"), now=NOW, model="gpt-4o", until=UNTIL)),
        (("time", "total_tokens"), Question(by=("month", "file", "nothing"), now=NOW)),
        (("requests", "tier", "output_tokens"), Question(by=("user", "tier"), now=NOW, since=SINCE)),
        (("cache_read", "cache_write", "audio_input", "reasoning", "batch"), Question(now=NOW)),
        (("input_tokens", "requests"), Question(by=("day",), now=NOW, zone="America/New_York")),
    ],
)
def test_a_csv_comes_to_the_same_whatever_stands_in_it(
    tmp_path: Path, catalog: Catalog, without: tuple[str, ...], question: Question
) -> None:
    columns = tuple(name for name in COLUMNS if name not in without)
    path = write_csv(tmp_path / "usage.csv", dirty_rows(ROWS, len(without)), columns)
    assert_alike(in_process(path, question, catalog), by_engine(path, question, catalog), question, catalog)


TYPES = [
    ("BIGINT", "TIMESTAMPTZ", "DECIMAL(18, 6)", "VARCHAR"),
    ("DOUBLE", "TIMESTAMPTZ", "DOUBLE", "ENUM ('s1', 's2', ' s1 ', 'NULL')"),
    ("UINTEGER", "VARCHAR", "VARCHAR", "VARCHAR"),
    ("DECIMAL(38, 2)", "TIMESTAMP", "DOUBLE", "VARCHAR"),
]


@pytest.mark.parametrize("types", TYPES, ids=lambda types: types[0])
def test_parquet_comes_to_the_same_whatever_its_types_are(
    tmp_path: Path, catalog: Catalog, types: tuple[str, ...]
) -> None:
    source = write_csv(tmp_path / "usage.csv", dirty_rows(ROWS, 4, clean=True))
    count, time, cost, session = types
    kinds = dict.fromkeys(INTEGERS, count) | {"time": time, "cost": cost, "session": session}
    columns = ", ".join(
        f'CAST(NULLIF("{name}", \'\') AS {kinds.get(name, "VARCHAR")}) AS "{name}"' for name in COLUMNS
    )
    path = tmp_path / "usage.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        read = f"read_csv('{source}', all_varchar = true, nullstr = '-')"
        connection.execute(f"COPY (SELECT {columns} FROM {read}) TO '{path}'")  # noqa: S608
    question = Question(by=("day", "session", "model"), now=NOW)
    one, other = in_process(source, question, catalog), by_engine(path, question, catalog)
    if time == "TIMESTAMP":
        assert any(each.code == "no_zone" for each in other.oddities)
        other = other._replace(oddities=tuple(each for each in other.oddities if each.code != "no_zone"))
    assert_alike(one, other, question, catalog)


def as_json(row: dict[str, str]) -> dict[str, Any]:
    return {
        name: int(value) if name in INTEGERS else float(value) if name == "cost" else value
        for name, value in row.items()
        if value
    }


def test_json_and_lines_of_it_come_to_the_same(tmp_path: Path, catalog: Catalog) -> None:
    rows = dirty_rows(ROWS, 5, clean=True)
    question = Question(by=("day", "model"), now=NOW)
    expected = in_process(write_csv(tmp_path / "usage.csv", rows), question, catalog)
    whole, lines = tmp_path / "usage.json", tmp_path / "usage.jsonl"
    whole.write_text(json.dumps(list(map(as_json, rows))))
    lines.write_text("".join(json.dumps(as_json(row)) + "\n" for row in rows) + "{broken\n")
    assert_alike(expected, by_engine(whole, question, catalog), question, catalog)
    found = by_engine(lines, question, catalog)
    assert told(found, question, catalog, "best").total == told(expected, question, catalog, "best").total
    assert found.tally.malformed == expected.tally.malformed + 1


def test_parts_of_structures_are_columns_that_map_names(tmp_path: Path, catalog: Catalog) -> None:
    line = {
        "m": "gpt-4o",
        "usage": {"in.put": 1_000_000, "details": {"out": 10}, "list": [1]},
        "created": 1_793_520_000.5,
    }
    path = tmp_path / "usage.jsonl"
    path.write_text(json.dumps(line))
    columns = {"model": "m", "input": "usage.in.put", "output": "usage.details.out"}
    ((cell, sums),) = by_engine(path, Question(columns=columns, now=NOW), catalog).cells.items()
    assert (cell.model, sums.counts.input, sums.counts.output) == ("gpt-4o", 1_000_000, 10)
    with pytest.raises(UsageError, match=r"the column 'usage.list' is of a type that can't hold the input"):
        by_engine(path, Question(columns={**columns, "input": "usage.list"}), catalog)


def test_names_are_data_whatever_they_hold(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "it's [a] *?.csv"
    odd = 'x"; DROP TABLE y; --'
    rows = [{"model": name, "input_tokens": "5", odd: "1"} for name in ("it's", "a\\", "\x01", "b\nc")]
    write_csv(path, rows, ("model", "input_tokens", odd))
    question = Question(by=("model", odd), model="gpt-4o", now=NOW)
    found = by_engine(path, question, catalog)
    assert {cell.model for cell in found.cells} == {row["model"] for row in rows}
    assert {cell.key for cell in found.cells} == {("", "1")}
    assert in_process(path, question, catalog).cells == found.cells


def test_a_table_of_ids_for_models_is_refused(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_NAMES", 3)
    path = tmp_path / "usage.csv"
    path.write_text("model,input\n" + "".join(f"m{at},1\n" for at in range(4)))
    with pytest.raises(UsageError, match="the column 'model' holds more than 3 different names"):
        by_engine(path, Question(), catalog)


@pytest.mark.parametrize(
    ("text", "question", "message"),
    [
        ("model,input\n", Question(), "nothing stands in it"),
        ("model,input\nx,0\n", Question(), "no usage found in 1 row"),
        ("model,input\nx,0\nx,y\n", Question(), "no usage found in 2 rows; the figures of 1 can't be read"),
        ("model,input\nx,1\n", Question(since=1), "none of 1 records lies within --since and --until"),
    ],
)
def test_nothing_that_counts_is_no_cost_of_nothing(
    tmp_path: Path, catalog: Catalog, text: str, question: Question, message: str
) -> None:
    path = tmp_path / "usage.csv"
    path.write_text(text)
    with pytest.raises(NothingToReadError) as caught:
        by_engine(path, question, catalog)
    assert caught.value.message == f"{path}: {message}"


@pytest.mark.parametrize("asked", [{"others": ("gpt-5",)}, {"reconcile": True}, {"flavour": "plain"}])
def test_what_needs_each_record_is_refused(tmp_path: Path, catalog: Catalog, asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="need each record by itself"):
        by_engine(tmp_path, Question(**asked), catalog)


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def usages(found: Logged) -> dict[str | None, tuple[int, int, int]]:
    return {
        cell.model: (sums.requests, sums.counts.input, sums.counts.output)
        for cell, sums in found.cells.items()
    }


@pytest.mark.parametrize(
    "odd",
    [
        {"input_tokens": "7"},
        {"input_tokens": 7.5},
        {"input_tokens": {"a": 7}},
        {"input_tokens": [7]},
        {"input_tokens": True},
        {"input_tokens": None},
        {"time": "2026-11-01T00:00:00Z"},
        {"time": 1_793_520_000.5},
        {"time": "1793520000.5"},
        {"output_tokens": "5", "cost": "0.01"},
        {"batch": True},
    ],
    ids=str,
)
def test_one_odd_object_changes_no_other(tmp_path: Path, catalog: Catalog, odd: dict[str, Any]) -> None:
    row = {"model": "gpt-4o", "input_tokens": 1000, "time": 1_793_520_000}
    path = lines(tmp_path / "usage.jsonl", [*[row] * 2_999, {**row, **odd}])
    question = Question(by=("day", "model"), now=NOW)
    one, other = in_process(path, question, catalog), by_engine(path, question, catalog)
    assert_alike(one, other, question, catalog)
    tally = other.tally
    assert tally.counted + tally.malformed + tally.without_usage == tally.read == 3_000


def test_a_number_for_a_name_is_a_name_and_changes_no_other(tmp_path: Path, catalog: Catalog) -> None:
    rows = [{"model": name, "input_tokens": 5} for name in ("gpt-4o", 7, "gpt-4o")]
    found = by_engine(lines(tmp_path / "usage.jsonl", rows), Question(), catalog)
    assert usages(found) == {"gpt-4o": (2, 10, 0), "7": (1, 5, 0)}


@pytest.mark.parametrize("inside", [[5], {"text": 5}], ids=str)
def test_lists_and_objects_for_counts_are_malformed_and_not_nothing(
    tmp_path: Path, catalog: Catalog, inside: Any
) -> None:
    rows = [{"model": "gpt-4o", "input_tokens": inside, "output_tokens": 5}] * 2
    with pytest.raises(NothingToReadError, match="no usage found in 2 rows; the figures of 2 can't be read"):
        by_engine(lines(tmp_path / "usage.jsonl", rows), Question(), catalog)


def test_each_object_names_its_fields_itself(tmp_path: Path, catalog: Catalog) -> None:
    rows: list[dict[str, Any]] = [
        {"model": "gpt-4o", "input_tokens": 1},
        {"model_name": "gpt-4o-mini", "prompt_tokens": 2},
        {"MODEL": "gpt-5", "input": "4", "OUTPUT": 1, "": 3, "llmcost_file": "x"},
        {"text": "nothing", "list": [1], "object": {}},
        {"Model": "gpt-5", "Output": 2},
    ]
    path = lines(tmp_path / "usage.jsonl", rows)
    other = by_engine(path, Question(by=("file", "model"), now=NOW), catalog)
    assert usages(other) == {"gpt-4o": (1, 1, 0), "gpt-4o-mini": (1, 2, 0), "gpt-5": (2, 4, 3)}
    assert (other.tally.read, other.tally.without_usage) == (5, 1)


def test_keys_of_any_spelling_are_columns(tmp_path: Path, catalog: Catalog) -> None:
    odd = {"a/b~c.d": {'"e': "x"}, "A/b~C.d": {'"E': "y"}}
    rows = [{"model": "gpt-4o", "input": 1, key: value} for key, value in odd.items()]
    question = Question(by=('a/b~c.d."e',), now=NOW)
    found = by_engine(lines(tmp_path / "usage.jsonl", rows), question, catalog)
    assert {cell.key for cell in found.cells} == {("x",), ("y",)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing stands in it"),
        ("[]", "nothing stands in it"),
        ("5\n[1]\n", "no usage found in 2 rows"),
        ("{}", "no usage found in 1 row"),
    ],
)
def test_json_without_an_object_is_no_cost_of_nothing(
    tmp_path: Path, catalog: Catalog, text: str, message: str
) -> None:
    path = tmp_path / "usage.json"
    path.write_text(text)
    with pytest.raises(NothingToReadError) as caught:
        by_engine(path, Question(), catalog)
    assert caught.value.message == f"{path}: {message}"


def test_each_csv_names_its_fields_itself(tmp_path: Path, catalog: Catalog) -> None:
    for name, text in {
        "a.csv": "model,input_tokens\ngpt-4o,1\n",
        "b.csv": "Model,prompt_tokens,ts\ngpt-5,2,2026-11-01T00:00:00Z\n",
        "c.csv": "output,model_name,input_tokens\n3,gpt-4o-mini,\n",
    }.items():
        (tmp_path / name).write_text(text)
    question = Question(by=("day", "model"), now=NOW)
    one, other = in_process(tmp_path, question, catalog), by_engine(tmp_path, question, catalog)
    assert usages(other) == {"gpt-4o": (1, 1, 0), "gpt-5": (1, 2, 0), "gpt-4o-mini": (1, 0, 3)}
    assert_alike(one, other, question, catalog)
    (tmp_path / "z.csv").write_text("foo,bar\n1,2\n")
    with pytest.raises(UsageError, match=r"z.csv: no column holds the model or the input or output tokens"):
        by_engine(tmp_path, question, catalog)


def test_each_parquet_names_its_fields_itself(tmp_path: Path, catalog: Catalog) -> None:
    def write(name: str, columns: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT {columns}) TO '{tmp_path / name}'")

    write("model=gpt-4o/a.parquet", "{'input': 9, 'model': 'x'} AS deep, 1 AS input_tokens")
    write("model=gpt-5/b.parquet", "2::BIGINT AS prompt_tokens, [1] AS list")
    assert usages(by_engine(tmp_path, Question(now=NOW), catalog)) == {
        "gpt-4o": (1, 1, 0),
        "gpt-5": (1, 2, 0),
    }
    write("model=gpt-5/c.parquet", "'2' AS tokens_in")
    with pytest.raises(
        UsageError, match="the input stands in columns of different types, 'input_tokens' and"
    ):
        by_engine(tmp_path, Question(now=NOW), catalog)
    write("model=gpt-5/c.parquet", "{'input': 9} AS deep")
    with pytest.raises(UsageError, match=r"c.parquet: no column holds the input or output tokens"):
        by_engine(tmp_path, Question(now=NOW), catalog)


def test_blanks_of_any_kind_around_a_name_are_no_part_of_it(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "usage.csv"
    path.write_text("model,input,team\ngpt-5\u00a0,1,a\u00a0\n\u2003gpt-5,2,a\n\u00a0,4,b\n")
    question = Question(by=("model", "team"), model="gpt-4o", now=NOW)
    one, other = in_process(path, question, catalog), by_engine(path, question, catalog)
    assert usages(other) == {"gpt-5": (2, 3, 0), "gpt-4o": (1, 4, 0)}
    assert_alike(one, other, question, catalog)


def test_an_engine_that_reckons_otherwise_is_a_bug(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "usage.csv"
    path.write_text("model,input\ngpt-5,1\n")
    monkeypatch.setattr(
        Gathered, "charged", property(lambda gathered: dict.fromkeys(gathered.cells, Decimal(0)))
    )
    found = by_engine(path, Question(now=NOW), catalog)
    with pytest.raises(
        AssertionError, match=r"the engine reckoned 0 USD for openai/gpt-5, where it is 0.00000125"
    ):
        told(found, Question(now=NOW), catalog, "best")
