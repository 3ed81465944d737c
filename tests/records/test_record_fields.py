"""The names of fields, and what ``--map`` says."""

from __future__ import annotations

import pytest

from llmcost.errors import UsageError
from llmcost.records.fields import fields_of, parse_map


def test_the_first_of_two_spellings_is_taken() -> None:
    assert fields_of(("Model", "model", "in")) == {"model": "Model"}


def test_a_map_names_a_column_for_each_field() -> None:
    assert parse_map(["input=prompt_tok", "output = compl_tok,cost=spend"]) == {
        "input": "prompt_tok",
        "output": "compl_tok",
        "cost": "spend",
    }


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "input",
            "--map: 'input' is not FIELD=COLUMN",
            "write it like --map input=prompt_tok,output=compl_tok",
        ),
        (
            "input=",
            "--map: 'input=' is not FIELD=COLUMN",
            "write it like --map input=prompt_tok,output=compl_tok",
        ),
        (
            "input=a,",
            "--map: '' is not FIELD=COLUMN",
            "write it like --map input=prompt_tok,output=compl_tok",
        ),
        ("prompt_tokens=a", "--map: 'prompt_tokens' is no field", "did you mean input?"),
        ("modle=a", "--map: 'modle' is no field", "did you mean model?"),
        ("input=a,input=b", "--map: input is given twice", "name one column for it"),
    ],
)
def test_a_map_that_cannot_be_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_map([text])
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_unlike_anything_all_fields_are_named() -> None:
    with pytest.raises(UsageError) as refused:
        parse_map(["xyzzy=a"])
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("there are model, input, output, cache_read,")


def test_no_map_maps_nothing() -> None:
    assert parse_map([]) == {}
