from __future__ import annotations

import pytest

from llmcost.catalog.unknown_name import unknown_model


@pytest.mark.parametrize(
    ("suggestions", "hint"),
    [
        (("a/x",), "did you mean a/x?"),
        (("a/x", "a/y"), "did you mean a/x or a/y?"),
        (("a/x", "a/y", "a/z"), "did you mean a/x, a/y or a/z?"),
        ((), "name it like openai/gpt-4.1-mini; `llmcost models WORD` looks for one"),
    ],
)
def test_what_looks_alike_is_offered(suggestions: tuple[str, ...], hint: str) -> None:
    error = unknown_model("x", suggestions, "llmcost.toml: ")
    assert ("llmcost.toml: no model 'x'", hint, suggestions) == (error.message, error.hint, error.suggestions)


@pytest.mark.parametrize(
    ("begun", "hint"),
    [(3, "did you mean a/x?"), (1200, "1,200 models begin with it, see `llmcost models x`")],
)
def test_where_many_begin_alike_a_search_tells_more_than_the_first_ones(begun: int, hint: str) -> None:
    error = unknown_model("x", ("a/x",), begun=begun)
    assert (hint, ("a/x",)) == (error.hint, error.suggestions)


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_called_that(name: str) -> None:
    assert "the model's name is empty" == unknown_model(name, ()).message


def test_a_long_name_is_cut() -> None:
    assert f"no model '{'x' * 77}...'" == unknown_model("x" * 81, ()).message
    assert f"no model '{'x' * 80}'" == unknown_model("x" * 80, ()).message
