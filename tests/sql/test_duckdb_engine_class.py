from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from llmcost.cost.cell import Cell
from llmcost.errors import NothingToReadError, UsageError
from llmcost.records.question import Question
from llmcost.sources.layers import load_catalog
from llmcost.sql.duckdb_engine import DuckDBEngine
from llmcost.sql.reading import read_table

if TYPE_CHECKING:
    from pathlib import Path


def test_without_duckdb_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError) as caught:
        DuckDBEngine()
    assert (caught.value.message, caught.value.hint) == (
        "--engine duckdb: DuckDB is not installed",
        "pip install 'llmcost-cli[duckdb]'",
    )


def test_tables_of_a_connection_are_read_by_their_name() -> None:
    connection = duckdb.connect()
    columns = "model VARCHAR, input INTEGER, data BLOB, doc JSON, key UUID, part STRUCT(key UUID)"
    connection.execute(f'CREATE TABLE "my usage" ({columns})')
    connection.execute("""INSERT INTO "my usage" (model, input) VALUES ('gpt-4o', 5)""")
    catalog = load_catalog(environ={})
    found = read_table(DuckDBEngine(connection), ['table:"my usage"'], Question(), catalog)
    ((cell, sums),) = found.cells.items()
    assert (cell.model, sums.requests, sums.counts.input, found.tally.files) == ("gpt-4o", 1, 5, 0)
    assert isinstance(cell, Cell)
    with pytest.raises(UsageError, match="table:a: a table is read by itself"):
        DuckDBEngine(connection).find(["table:a", "b.csv"])


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("table:nope", None, "table:nope: there is no such table or view", "DuckDBEngine(connection)"),
        ("s3://b/x.parquet", None, "s3://b/x.parquet: DuckDB lacks its extension httpfs", "INSTALL httpfs"),
        ("s3://b/*.parquet", None, "s3://b/*.parquet: DuckDB lacks its extension httpfs", "INSTALL httpfs"),
        ("bad.parquet", b"PAR1 but no more than that PAR2", "bad.parquet: No magic bytes", "whole"),
        (
            "mixed.csv",
            b"model,input\r\nx,1\ny,2\r\n",
            "mixed.csv: its lines end in different ways",
            "--engine",
        ),
        ("wide.jsonl", '{"model":"x","input":1}'.encode("utf-16"), "wide.jsonl: text in UTF-16", "UTF-8"),
        ("wide.csv", "model,input\nx,1\n".encode("utf-16"), "wide.csv: text in UTF-16", "UTF-8"),
    ],
)
def test_what_duckdb_refuses_is_told_in_a_line(  # noqa: PLR0917 - a case and where it lies
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None, message: str, hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    # No extension that somebody installed by hand.
    monkeypatch.setenv("HOME", str(tmp_path))
    if content is not None:
        (tmp_path / name).write_bytes(content)
    engine = DuckDBEngine()
    engine.run(f"SET extension_directory = '{tmp_path}'")
    with pytest.raises(UsageError) as caught:
        read_table(engine, [name], Question(), load_catalog(environ={}))
    assert caught.value.message.startswith(message)
    assert "\n" not in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_file_without_a_line_is_nothing_to_read(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.touch()
    with pytest.raises(NothingToReadError, match=r"a.csv: nothing stands in it"):
        DuckDBEngine().find([str(paths[0])])
    with pytest.raises(NothingToReadError, match=r"a.csv and 1 more: nothing stands in it"):
        DuckDBEngine().find(list(map(str, paths)))


def test_rows_that_are_none_count_as_malformed_and_headers_again_as_nothing(tmp_path: Path) -> None:
    head = "model;input\n"
    (tmp_path / "a.csv").write_text(f"sep=;\n{head}gpt-4o;1\ngpt-4o\n;\n\n{head}gpt-4o;2;\ngpt-4o;3;4;5\n")
    (tmp_path / "b.csv").write_text("input,model,more\n7,gpt-4o,x\n")
    found = read_table(DuckDBEngine(), [str(tmp_path)], Question(by=("file",)), load_catalog(environ={}))
    assert {cell.key: sums.counts.input for cell, sums in found.cells.items()} == {
        (str(tmp_path / "a.csv"),): 3,
        (str(tmp_path / "b.csv"),): 7,
    }
    assert (found.tally.read, found.tally.malformed, found.tally.files) == (5, 2, 2)


def test_files_that_went_away_are_nothing_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("model,input\nx,1\n")
    engine = DuckDBEngine()
    found = engine.find([str(path)])
    path.unlink()
    with pytest.raises(NothingToReadError, match="no such file"):
        engine.run(f"SELECT * FROM {found.table.sql}")  # type: ignore[union-attr]  # noqa: S608


def test_what_a_server_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = DuckDBEngine()
    refused = duckdb.HTTPException("HTTP Error: HTTP GET error on 'https://x' (HTTP 403)\n\nmore")
    told = engine._told(refused)
    assert told.message == "the database: HTTP GET error on 'https://x' (HTTP 403)"
    assert "secret" in (told.hint or "")


def test_a_query_that_is_interrupted_is_an_interrupt() -> None:
    class Interrupted:
        def execute(self, _: str) -> None:
            raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    with pytest.raises(KeyboardInterrupt):
        DuckDBEngine(Interrupted()).run("SELECT 1")  # type: ignore[arg-type]


def test_addresses_with_wildcards_are_the_files_that_they_stand_for(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("model,input\nx,1\n")
    engine = DuckDBEngine()
    found = engine.find([f"file://{tmp_path}/*.csv"])
    assert found.files == 2
    with pytest.raises(NothingToReadError, match="nothing matches"):
        engine.find([f"file://{tmp_path}/*.parquet"])
