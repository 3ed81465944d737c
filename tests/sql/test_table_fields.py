from __future__ import annotations

from llmcost.records.question import Question
from llmcost.sql.engine import Found
from llmcost.sql.statement import Table
from llmcost.sql.table_fields import told_columns, usage_of

FOUND = Found(
    Table("usage", "u"),
    {
        "model": "text",
        "input": "other",
        "usage.input": "number",
        '"usage.input"': "text",
        "prompt_tokens": "number",
        "is_batch": "truth",
        "day": "date",
        "provider": "text",
        "file": "text",
    },
    "file",
)


def test_columns_are_told_without_quotes_the_first_of_two_that_are_told_alike() -> None:
    assert told_columns(FOUND) == {
        **{name: name for name in ("model", "input", "usage.input", "prompt_tokens", "is_batch", "day")},
        "provider": "provider",
    }


def test_fields_are_the_columns_that_can_hold_them() -> None:
    usage = usage_of(FOUND, Question(columns={"output": "usage.input"}, model="gpt-4o"), "usage")
    fields = {
        "model": "model",
        "input": "prompt_tokens",
        "output": "usage.input",
        "time": "day",
        "batch": "is_batch",
    }
    kinds = {"model": "text", "input": "number", "output": "number", "time": "date", "batch": "truth"}
    assert (dict(usage.fields), dict(usage.kinds), usage.model) == (fields, kinds, "gpt-4o")
