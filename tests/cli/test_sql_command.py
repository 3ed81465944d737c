"""What `sql` writes, beyond what golden files show."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from ledgers import MINI, ledger

from llmcost.cli.app import run
from llmcost.cli.sql import EPILOG
from llmcost.cli.sql_question import UNUSED
from llmcost.records.fields import FIELDS
from llmcost.sources.layers import bundled_file
from llmcost.sql.bigquery import BigQuery
from llmcost.sql.snowflake import Snowflake

README = Path(__file__).parents[2] / "README.md"

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(autouse=True)
def prices(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("prices.toml").write_text(ledger(MINI), encoding="utf-8")
    monkeypatch.setenv("LLMCOST_PRICES", "prices.toml")


def test_the_help_names_every_field_that_a_price_depends_on() -> None:
    listed = EPILOG.partition("Fields of --map:")[2].partition(". Without")[0].replace(",", " ").split()
    assert [field for field in FIELDS if field not in UNUSED] == listed


def test_a_script_goes_to_a_file_and_then_not_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["sql", "--dialect", "duckdb"])
    printed = capsys.readouterr().out
    assert 0 == run(["sql", "--dialect", "duckdb", "--out", "costs.sql"])
    assert printed == Path("costs.sql").read_text(encoding="utf-8")
    assert "" == capsys.readouterr().out


def test_prices_can_be_parquet() -> None:
    assert 0 == run(["sql", "--prices-only", "--out", "prices.parquet"])
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE p AS FROM 'prices.parquet'")
        found = connection.execute("SELECT DISTINCT model FROM p").fetchall()
    assert [("openai/gpt-4.1-mini",)] == found


def test_a_script_that_bigquery_does_not_take_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("prices.toml").write_bytes(bundled_file()[0])
    asked = ["sql", "--dialect", "bigquery", "--table", "logs.usage", "--out", "costs.sql"]
    asked += ["--map", "model=m,input=i,output=o,cache_read=r,cache_write=w,time=t"]
    # The usual columns are no trouble, with every model that there is.
    assert 0 == run(asked)
    assert "BigQuery takes" not in capsys.readouterr().err
    asked += ["--map", "reasoning=e,tier=s,total=n"]
    assert 0 == run(asked)
    told = capsys.readouterr().err
    assert "MB, and BigQuery takes 1.0 MB: name the models that the table has" in told
    assert 0 == run([*asked, "gpt-5"])
    assert "BigQuery takes" not in capsys.readouterr().err


def test_a_statement_that_snowflake_does_not_take_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Snowflake, "largest_statement", 1000)
    assert 0 == run(["sql", "--dialect", "snowflake", "--out", "costs.sql"])
    assert "a statement of the script has 0.0 MB, and Snowflake takes 0.0 MB" in capsys.readouterr().err
    longest = max(map(len, Path("costs.sql").read_text(encoding="utf-8").split(";\n")))
    monkeypatch.setattr(Snowflake, "largest_statement", longest)
    assert 0 == run(["sql", "--dialect", "snowflake", "--out", "costs.sql"])
    assert "" == capsys.readouterr().err


def test_the_examples_of_the_help_and_of_the_readme_run_where_they_are_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("prices.toml").write_bytes(bundled_file()[0])
    examples = EPILOG.partition("Examples:")[2].partition("\n\n")[0]
    lines = f"{examples}\n{README.read_text(encoding='utf-8')}".replace("\\\n", " ").splitlines()
    commands = {line.strip() for line in lines if line.strip().startswith("llmcost sql --dialect bigquery")}
    assert 2 == len(commands)
    for command in commands:
        Path("costs.sql").unlink(missing_ok=True)
        assert 0 == run([*shlex.split(command)[1:], "--out", "costs.sql"])
        assert "" == capsys.readouterr().err
        written = Path("costs.sql").read_text(encoding="utf-8")
        assert len(written.encode()) < BigQuery.largest_script / 2
        assert "CREATE OR REPLACE VIEW logs.llmcost_costs" in written


def test_the_list_is_no_table_of_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["sql", "--prices-only", "--dialect", "duckdb"])
    assert "CREATE OR REPLACE TABLE llmcost_price_list AS" in capsys.readouterr().out


def test_many_unknown_names_are_not_all_listed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("names.txt").write_text("\n".join(f"name-{number}" for number in range(13)), encoding="utf-8")
    assert 0 == run(["sql", "--dialect", "duckdb", "--names", "names.txt", "--out", "costs.sql"])
    assert "--names: 13 of 13 mean no model, or several: name-0," in capsys.readouterr().err
