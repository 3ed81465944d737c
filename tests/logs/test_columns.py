"""Which columns hold what."""

from __future__ import annotations

import pytest

from llmcost.cost.usage import Counts
from llmcost.errors import UsageError
from llmcost.logs.columns import find_columns
from llmcost.logs.flavour import FileState, Found
from llmcost.records.fields import parse_map
from llmcost.records.record import Record


@pytest.mark.parametrize(
    ("header", "flavour"),
    [
        (
            "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,model_permaslug",
            "openrouter-activity",
        ),
        ("Model,Spend", "openrouter-activity"),
        (
            "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model",
            "litellm",
        ),
        ("id,traceId,type,name,startTime,model,usageDetails,costDetails", "langfuse"),
        ("id,trace_id,type,start_time,provided_model_name,usage_details", "langfuse"),
        ("model,input,output", "plain"),
        ("type,model,input,output", "plain"),
    ],
)
def test_a_header_tells_the_format(header: str, flavour: str) -> None:
    assert find_columns(tuple(header.split(",")), "log.csv").flavour.name == flavour


def test_rows_of_the_plain_form_are_read_by_their_columns() -> None:
    columns = find_columns(("Model", "Prompt Tokens", "day"), "log.csv")
    assert columns.fields == {"model": "Model", "input": "Prompt Tokens", "time": "day"}
    row = Found({"Model": "m", "Prompt Tokens": "12"})
    assert list(columns.flavour.read(row, FileState())) == [Record("plain", "m", Counts(input=12))]


def test_a_map_makes_any_table_plain() -> None:
    header = ("request_id", "spend", "startTime", "prompt_tok", "compl_tok")
    given = parse_map(["input=prompt_tok", "output = compl_tok,cost=spend"])
    columns = find_columns(header, "log.csv", given, has_model=True)
    assert columns.fields == {
        "input": "prompt_tok",
        "output": "compl_tok",
        "cost": "spend",
        "time": "startTime",
        "id": "request_id",
    }
    row = Found({"prompt_tok": "12", "compl_tok": "3"})
    assert list(columns.flavour.read(row, FileState())) == [Record("plain", None, Counts(input=12, output=3))]


def test_a_named_format_wins_over_the_header() -> None:
    assert find_columns(("model", "spend"), "log.csv", flavour="litellm").flavour.name == "litellm"


def test_a_format_that_is_no_csv_is_refused() -> None:
    with pytest.raises(UsageError, match=r"log\.csv: codex is not written as CSV") as refused:
        find_columns(("model", "input"), "log.csv", flavour="codex")
    assert refused.value.hint == "rows are openrouter-activity, litellm, langfuse or plain"


@pytest.mark.parametrize(
    ("header", "message", "hint"),
    [
        (
            ("engine", "output"),
            "log.csv: no column holds the model",
            (
                "there are engine, output: say which it is, as in --map model=COLUMN, "
                "or give --model ID for all rows"
            ),
        ),
        (
            ("model", "tok_in", "tok_out"),
            "log.csv: no column holds the input or output tokens",
            "there are model, tok_in, tok_out: say which it is, as in --map input=COLUMN,output=COLUMN",
        ),
        (
            ("x",),
            "log.csv: no column holds the model or the input or output tokens",
            "there are x: say which it is, as in --map model=COLUMN,input=COLUMN,output=COLUMN",
        ),
        (
            (),
            "log.csv: no column holds the model or the input or output tokens",
            "there are none: say which it is, as in --map model=COLUMN,input=COLUMN,output=COLUMN",
        ),
    ],
)
def test_a_missing_column_is_named(header: tuple[str, ...], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        find_columns(header, "log.csv")
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_a_wide_header_is_shown_in_part() -> None:
    with pytest.raises(UsageError) as refused:
        find_columns(("", *(f"c{number}" for number in range(20))), "log.csv", has_model=True)
    assert refused.value.hint == (
        "there are '', c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 and 9 more: "
        "say which it is, as in --map input=COLUMN,output=COLUMN"
    )


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match=r"log\.csv: there is no column 'tok' for input") as refused:
        find_columns(("model", "tokens"), "log.csv", {"input": "tok"})
    assert refused.value.hint == "there are model, tokens"


def test_two_columns_of_a_name_that_counts_are_refused() -> None:
    with pytest.raises(UsageError, match="2 columns are named 'input', which would be the input") as refused:
        find_columns(("model", "input", "note", "note", "input"), "log.csv")
    assert refused.value.hint == "rename one, or name another column: --map input=COLUMN"
