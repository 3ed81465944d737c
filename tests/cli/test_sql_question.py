"""The flags of `sql` that no golden file shows."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pytest
from builders import named

from llmcost.cli import sql_question
from llmcost.cli.sql_question import SqlQuestion
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

ASKED = SqlQuestion((), "duckdb", None, (), None, None, None, None, None, None, prices_only=False)
LEDGER = named("acme/one", "acme/two")


@pytest.mark.parametrize(
    "table", ["usage", "logs.usage", '"Usage of 2026".t', "my-project.logs.usage_2026$x"]
)
def test_a_table_can_have_a_path(table: str) -> None:
    ASKED._replace(table=table).check()


@pytest.mark.parametrize(
    "table", ["", "1", "a b", "a..b", '"a', "a`b", '"a\\b"', '"a\nb"', "a.", "read('x')"]
)
def test_what_is_no_name_of_a_table_is_refused(table: str) -> None:
    with pytest.raises(UsageError, match=r"--table: .* is no name of a table"):
        ASKED._replace(table=table).check()


@pytest.mark.parametrize(
    ("table", "prefix"),
    [
        ("costs.llmcost_prices", "costs."),
        ("costs.llmcost_prices", "Costs."),
        ("llmcost_costs", None),
        ("LLMCOST_Names", None),
        ('"llmcost_prices"', None),
        ('"costs"."llmcost_exact_names"', "costs."),
        # The schema may be the one in which tables are looked for, or made.
        ("llmcost_prices", "costs."),
        ("costs.llmcost_prices", None),
        ("mine_llmcost_prices", "MINE_"),
        ("costs.mine_llmcost_prices", "mine_"),
    ],
)
def test_the_script_can_not_read_what_it_makes(table: str, prefix: str | None) -> None:
    with pytest.raises(UsageError, match="the script itself makes a table or view of this name"):
        ASKED._replace(table=table, prefix=prefix).check()


def test_a_table_can_be_called_nearly_as_what_is_made() -> None:
    ASKED._replace(table="llmcost_prices", prefix="costs.mine_").check()
    ASKED._replace(table="llmcost_usage").check()


@pytest.mark.parametrize(
    ("table", "prefix", "before"),
    [
        ("logs.usage", None, "logs."),
        ("my-project.logs.usage", None, "my-project.logs."),
        ('"My logs".usage', None, '"My logs".'),
        ("logs.usage", "billing_", "logs.billing_"),
        ("logs.usage", "costs.", "costs."),
    ],
)
def test_bigquery_makes_everything_in_a_dataset(table: str, prefix: str | None, before: str) -> None:
    asked = ASKED._replace(dialect="bigquery", table=table, prefix=prefix)
    asked.check()
    assert before == asked.before_names
    assert (prefix or "") == asked._replace(dialect="duckdb").before_names
    assert "" == asked._replace(prefix=None, form="rows").before_names
    assert (prefix or "") == asked._replace(prices_only=True).before_names


@pytest.mark.parametrize("table", [None, "usage", '"logs.usage"'])
def test_a_view_of_bigquery_reads_no_table_without_its_dataset(table: str | None) -> None:
    asked = ASKED._replace(dialect="bigquery", table=table)
    with pytest.raises(UsageError, match="says no dataset, without which a view of BigQuery reads no table"):
        asked.check()
    asked._replace(form="totals").check()


@pytest.mark.parametrize("column", ["llmcost_cost", '"LLMCOST_input"', "llmcost_row.input"])
def test_what_a_script_added_before_is_no_column_of_usage(column: str) -> None:
    with pytest.raises(UsageError, match="columns that begin with llmcost_ are the script's own"):
        ASKED._replace(columns=(f"model=m,input={column}",)).check()
    ASKED._replace(columns=("model=m,input=usage.llmcost_input",)).check()


@pytest.mark.parametrize("column", ["a`b", '"a', "a\\b", "a\x1bb"])
def test_what_is_no_name_of_a_column_is_refused(column: str) -> None:
    with pytest.raises(UsageError, match=r"--map: .* is no name of a column"):
        ASKED._replace(columns=(f"model=m,input={column}",)).check()


@pytest.mark.parametrize("column", ["prompt tokens", "usage.prompt", '"a.b".c', "größe"])
def test_a_column_can_be_a_path(column: str) -> None:
    assert {"model": "m", "input": column} == ASKED._replace(columns=(f"model=m,input={column}",)).fields


def test_a_script_is_kept_to_the_models_that_are_named_and_that_of_rows_that_name_none() -> None:
    assert ASKED.ids(LEDGER) is None
    assert ASKED._replace(model="one").ids(LEDGER) is None
    assert frozenset({"acme/two"}) == ASKED._replace(models=("two",)).ids(LEDGER)
    assert frozenset({"acme/one", "acme/two"}) == ASKED._replace(models=("two",), model="one").ids(LEDGER)
    alone = ASKED._replace(models=("two",), model="one", columns=("input=i",))
    assert frozenset({"acme/one"}) == alone.ids(LEDGER)
    assert "acme/one" == alone.usage(LEDGER).model


def test_names_are_read_once_each_without_blanks_around_them(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_bytes(b"\xef\xbb\xbfgpt-5\r\n\r\n gpt-5\nGPT 5\n")
    assert ("gpt-5", "GPT 5") == ASKED._replace(names=str(file)).names_given()


def test_names_can_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"one\ntwo")))
    assert ("one", "two") == ASKED._replace(names="-").names_given()


def refused(tmp_path: Path, content: bytes) -> Any:
    file = tmp_path / "names.txt"
    file.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        ASKED._replace(names=str(file)).names_given()
    return caught.value.message.replace(str(file), "names.txt")


def test_what_is_no_list_of_names_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--names: names.txt: binary: it holds a NUL byte" == refused(tmp_path, b"a\0b")
    assert "--names: names.txt lists no name" == refused(tmp_path, b"\n \n")
    monkeypatch.setattr(sql_question, "_MOST_NAMES", 2)
    assert "--names: names.txt lists 3 names; at most 2" == refused(tmp_path, b"a\nb\nc")
    monkeypatch.setattr(sql_question, "_MOST_BYTES", 2 << 20)
    assert "--names: names.txt: more than 2 MiB" == refused(tmp_path, b"a" * (2 << 20) + b"b")


def test_a_folder_of_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--names: "):
        ASKED._replace(names=str(tmp_path)).names_given()


def test_names_or_models_say_which_prices() -> None:
    asked = ASKED._replace(prices_only=True, models=("one",), names="names.txt")
    with pytest.raises(UsageError, match="--names: MODEL says already which prices"):
        asked.check()
