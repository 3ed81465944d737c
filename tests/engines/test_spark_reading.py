"""Files and tables as Spark finds them: of every kind, with every column and nothing lost."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from engine import ZONE
from on_spark import spark_in_local_mode

from llmcost.errors import NothingToReadError, UsageError
from llmcost.sources.layers import load_catalog
from llmcost.sql.dialects import dialect_of
from llmcost.sql.spark_engine import SparkEngine
from llmcost.sql.stated import count_of, second_of
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable
from llmcost.sql.usage_through import usage_through

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from on_spark import Spark

    from llmcost.sql.engine import Found

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("engines")]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    with spark_in_local_mode(tmp_path_factory.mktemp("spark")) as engine:
        yield engine


@pytest.fixture
def engine(spark: Spark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SparkEngine]:
    monkeypatch.chdir(tmp_path)
    with SparkEngine(spark.session) as engine:
        yield engine


def name_of(found: Found) -> str:
    assert isinstance(found.table, Table)
    return found.table.name


def rows(engine: SparkEngine, *names: str) -> tuple[dict[str, str], list[tuple[object, ...]], int]:
    """The columns, the rows without their file, and how many can't be read."""
    found = engine.find(names)
    table = engine.dialect.path(name_of(found))
    read = engine.run(f"SELECT * FROM {table}")  # noqa: S608 - a name of its own
    assert [(len(read),)] == engine.run(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - likewise
    unread = int(engine.run(found.unread)[0][0]) if found.unread else 0
    return dict(found.columns), sorted(row[:-1] if found.file else row for row in read), unread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('model,note\nm,"say ""hi"", twice"\n', [("m", 'say "hi", twice')]),
        ('model,note\nm,"a\nb,c,d"\n', [("m", "a\nb,c,d")]),
        ("\ufeffmodel;note\nm;1,5\n", [("m", "1,5")]),
        ("model,note\nm,1\nmodel,note\nn,2\n", [("m", "1"), ("n", "2")]),
        ("model\tnote\n\nm\t0.10\n", [("m", "0.10")]),
    ],
)
def test_a_csv_is_read_as_text(
    engine: SparkEngine, tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    (tmp_path / "a [1]{x}.csv").write_text(text, encoding="utf-8")
    assert rows(engine, "a [1]{x}.csv") == ({"model": "text", "note": "text"}, expected, 0)


def test_files_of_other_headers_are_put_together_by_name(engine: SparkEngine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("model,n\nm,1\n")
    with gzip.open(tmp_path / "b.csv.gz", "wt") as file:
        file.write("n,model\n2,k\n")
    assert sorted(rows(engine, "a.csv", "b.csv.gz")[1]) in (
        [("k", "2"), ("m", "1")],
        [("1", "m"), ("2", "k")],
    )


def test_files_that_name_their_columns_differently_are_each_read_by_their_own_names(
    engine: SparkEngine, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("model,input_tokens,output_tokens\ngpt-4.1-mini,1000,100\n")
    (tmp_path / "b.csv").write_text("Model,prompt_tokens,completion_tokens\ngpt-4.1-mini,2000,100\n")
    lines = '{"model":"gpt-4.1-mini","input_tokens":5}\n{"model":"gpt-4.1-mini","prompt_tokens":7}\n'
    (tmp_path / "c.jsonl").write_text(lines)
    catalog = load_catalog(None, environ={})
    of_tables = usage_through(engine, ["a.csv", "b.csv"], catalog)
    assert (2, 3000, 200) == (of_tables.total.requests, *of_tables.total.counts[:2])
    assert usage_through(engine, ["c.jsonl"], catalog).total.counts.input == 12


def test_columns_of_one_name_are_told_and_kept_apart(engine: SparkEngine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("model,n,N\nm,1,2\n")
    (tmp_path / "b.csv").write_text("model,n,n\nk,3,4\n")
    columns = {"model": "text", "n": "text", "N (2)": "text"}
    assert (columns, [("m", "1", "2")], 0) == rows(engine, "a.csv")
    columns = {"model": "text", "n": "twice", "n (2)": "text"}
    assert (columns, [("k", "3", "4")], 0) == rows(engine, "b.csv")


@pytest.mark.parametrize(
    "text",
    [
        '{"model":"m","n":0.10}\n{"model":"k","n":12345678901234567890.5}\n',
        '[{"model":"m","n":0.10},{"model":"k","n":12345678901234567890.5}]',
        '\n[\n{"model":"m","n":0.10},\n{"model":"k",\n"n":12345678901234567890.5}\n]',
    ],
)
def test_json_is_read_by_lines_or_as_one_list_and_keeps_every_digit(
    engine: SparkEngine, tmp_path: Path, text: str
) -> None:
    (tmp_path / "a.json").write_text(text)
    expected = [("k", "12345678901234567890.5"), ("m", "0.10")]
    assert ({"model": "text", "n": "text"}, expected, 0) == rows(engine, "a.json")


def test_an_object_over_several_lines_is_one_record(engine: SparkEngine, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n"model":"m",\n"n":1\n}\n')
    assert [("m", "1")] == rows(engine, "a.json")[1]


def test_an_address_is_read_by_what_lies_below_it(engine: SparkEngine, tmp_path: Path) -> None:
    (tmp_path / "usage/deep").mkdir(parents=True)
    (tmp_path / "usage/a.csv").write_text("model,n\nm,1\n")
    (tmp_path / "usage/deep/b.csv").write_text("model,n\nk,2\n")
    (tmp_path / "usage/notes.txt").write_text("no data\n")
    columns = {"model": "text", "n": "text"}
    assert (columns, [("k", "2"), ("m", "1")], 0) == rows(engine, (tmp_path / "usage").as_uri())
    assert (columns, [("m", "1")], 0) == rows(engine, (tmp_path / "usage/*.csv").as_uri().replace("%2A", "*"))
    found = engine.find([(tmp_path / "usage/a.csv").as_uri()])
    assert (1, 0, {}) == (found.files, found.size, found.shown)
    assert [("m", "1", f"{tmp_path}/usage/a.csv")] == engine.run(f"SELECT * FROM {name_of(found)}")  # noqa: S608


def test_parquet_with_columns_of_its_own_is_put_together(
    engine: SparkEngine, spark: Spark, tmp_path: Path
) -> None:
    for name, query in (("a", "SELECT 'm' model"), ("b", "SELECT 'k' model, 5 n")):
        spark.session.sql(query).write.parquet((tmp_path / name).as_uri())
    assert ({"model": "text", "n": "number"}, [("k", 5), ("m", None)], 0) == rows(engine, "a", "b")


def test_rows_that_cannot_be_read_are_counted(engine: SparkEngine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("model,n\nm,1\nm\nm,1,2\n")
    (tmp_path / "a.jsonl").write_text('{"model":"m","usage":{"n":0.10}}\n{"model":\n')
    assert ({"model": "text", "n": "text"}, [("m", "1")], 2) == rows(engine, "a.csv")
    columns, _, unread = rows(engine, "a.jsonl")
    assert ({"model": "text", "usage.n": "text"}, 1) == (columns, unread)


def test_names_of_folders_are_columns(engine: SparkEngine, spark: Spark, tmp_path: Path) -> None:
    spark.session.sql("SELECT 'm' AS model, DATE '2026-11-01' AS day").write.partitionBy("day").parquet(
        (tmp_path / "usage").as_uri()
    )
    assert {"model": "text", "day": "date"} == rows(engine, "usage")[0]
    assert {"model": "text", "day": "date"} == rows(engine, (tmp_path / "usage").as_uri())[0]


def test_every_kind_of_column_is_told(engine: SparkEngine, spark: Spark) -> None:
    spark.session.sql(
        "SELECT TIMESTAMP_LTZ '2026-11-01' a, TIMESTAMP_NTZ '2026-11-01' b, DATE '2026-11-01' c, 1.5 d,"
        " true e, 'x' f, STRUCT(1 AS g, STRUCT('x' AS `h.i`) AS j) s, ARRAY(1) k"
    ).createOrReplaceTempView("kinds")
    expected = {"a": "timestamp", "b": "datetime", "c": "date", "d": "number", "e": "truth", "f": "text"}
    expected |= {"s.g": "number", 's.j."h.i"': "text", "k": "other"}
    assert expected == engine.find(["table:kinds"]).columns


@pytest.mark.parametrize(
    ("names", "kind", "says"),
    [
        (["table:nowhere"], NothingToReadError, "table:nowhere: Spark knows no such table"),
        (["nowhere.csv"], NothingToReadError, "nowhere.csv: no such file or folder"),
        (["s3a://b/a.csv"], UsageError, "s3a://b/a.csv: Spark has nothing that reads such addresses"),
        (["file:///nowhere/usage"], NothingToReadError, "file:///nowhere/usage: no such file or folder"),
        (["file:{cwd}/none"], NothingToReadError, "file:{cwd}/none: no data files there"),
        (["file:{cwd}"], UsageError, "file:{cwd}: files of several kinds or layouts"),
        (["empty.csv"], NothingToReadError, "empty.csv: nothing stands in it"),
        (["sep.csv"], UsageError, "sep.csv: Spark can't pass over 'sep=;'"),
        (["bad.jsonl"], NothingToReadError, "bad.jsonl: not a row can be read"),
        (["bad.parquet"], UsageError, "bad.parquet: file:{cwd}/bad.parquet is not a Parquet file"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    engine: SparkEngine, tmp_path: Path, names: list[str], kind: type[Exception], says: str
) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none/notes.txt").touch()
    (tmp_path / "empty.csv").write_text("\n \n")
    (tmp_path / "sep.csv").write_text("sep=;\nmodel;n\n")
    (tmp_path / "bad.jsonl").write_text('{"model":\n')
    (tmp_path / "bad.parquet").write_text("PAR1 but no more than that PAR2")
    with pytest.raises(kind) as error:
        engine.find([name.format(cwd=tmp_path) for name in names])
    said = str(error.value)
    assert said.startswith(says.format(cwd=tmp_path))
    assert "\n" not in said


def test_a_query_that_fails_is_told_in_a_sentence(engine: SparkEngine) -> None:
    with pytest.raises(UsageError, match=r"^spark: Division by zero"):
        engine.run("SELECT 1 / 0")


def test_a_session_that_ran_before_is_left_as_it_was(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("model\nm\n")
    before = {table.name for table in spark.session.catalog.listTables()}
    with SparkEngine(spark.session) as engine:
        engine.find([str(tmp_path / "a.csv")])
    assert before == {table.name for table in spark.session.catalog.listTables()}
    assert [(1,)] == SparkEngine().run("SELECT 1")


def test_a_script_takes_a_time_without_a_zone_as_of_utc(spark: Spark) -> None:
    usage = UsageTable(Table("given", "u"), {"time": "c"})
    second = dialect_of("spark").expression(second_of(usage))
    times = ("TIMESTAMP_NTZ '2026-11-01 01:30:00.9'", "TIMESTAMP '2026-11-01 01:30:00Z'")
    spark.session.conf.set("spark.sql.session.timeZone", ZONE)
    try:
        found = [spark.run(f"SELECT {second} FROM (SELECT {time} AS c) AS u") for time in times]  # noqa: S608
    finally:
        spark.session.conf.set("spark.sql.session.timeZone", "UTC")
    assert [[(1_793_496_600,)], [(1_793_496_600,)]] == found


def test_decimals_in_text_are_no_count_where_spark_would_cut_them_off(spark: Spark) -> None:
    count = dialect_of("spark").expression(count_of(UsageTable(Table("given", "u"), {"input": "c"}), "input"))
    spark.session.conf.set("spark.sql.ansi.enabled", "false")
    try:
        found = spark.run(f"SELECT c, {count} FROM VALUES ('12.5'), ('12'), ('x'), (NULL) AS u (c)")  # noqa: S608
    finally:
        spark.session.conf.set("spark.sql.ansi.enabled", "true")
    assert {("12.5", None), ("12", 12), ("x", None), (None, 0)} == set(found)
