from __future__ import annotations

import pytest

from llmcost.catalog.unknown_name import unknown_model


@pytest.mark.parametrize(
    ("suggestions", "hint"),
    [
        (("a/x",), "did you mean a/x?"),
        (("a/x", "a/y"), "did you mean a/x or a/y?"),
        (("a/x", "a/y", "a/z"), "did you mean a/x, a/y or a/z?"),
        ((), "name it like openai/gpt-4.1-mini; `llmcost estimate` without a name compares all"),
    ],
)
def test_what_looks_alike_is_offered(suggestions: tuple[str, ...], hint: str) -> None:
    error = unknown_model("x", suggestions, "llmcost.toml: ")
    assert ("llmcost.toml: no model 'x'", hint, suggestions) == (error.message, error.hint, error.suggestions)


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_called_that(name: str) -> None:
    assert "the model's name is empty" == unknown_model(name, ()).message


def test_a_long_name_is_cut() -> None:
    assert f"no model '{'x' * 77}...'" == unknown_model("x" * 81, ()).message
    assert f"no model '{'x' * 80}'" == unknown_model("x" * 80, ()).message
