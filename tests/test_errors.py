"""The tree of errors: what each is, says and carries."""

from __future__ import annotations

import pickle

import pytest

from llmcost import errors
from llmcost.errors import (
    AmbiguousModelError,
    ConfigError,
    LedgerError,
    LlmcostError,
    NothingFoundError,
    NothingToReadError,
    PriceError,
    QuantityError,
    RefusedError,
    SourceError,
    StalePricesError,
    UnknownModelError,
    UnpricedError,
    UsageError,
)


@pytest.mark.parametrize(
    ("error", "parents", "code"),
    [
        (LlmcostError, (Exception,), "error"),
        (UsageError, (LlmcostError,), "usage"),
        (QuantityError, (UsageError,), "quantity"),
        (ConfigError, (UsageError,), "config"),
        (PriceError, (LlmcostError,), "price"),
        (UnknownModelError, (PriceError, KeyError), "unknown_model"),
        (AmbiguousModelError, (PriceError,), "ambiguous_model"),
        (UnpricedError, (PriceError,), "unpriced"),
        (NothingToReadError, (PriceError,), "nothing_to_read"),
        (NothingFoundError, (PriceError,), "nothing_found"),
        (LedgerError, (PriceError,), "ledger"),
        (StalePricesError, (PriceError,), "stale_prices"),
        (SourceError, (LlmcostError,), "source"),
        (RefusedError, (SourceError,), "refused"),
    ],
)
def test_each_error_has_its_place_in_the_tree_and_a_code(
    error: type[LlmcostError], parents: tuple[type[Exception], ...], code: str
) -> None:
    assert (parents, code) == (error.__bases__, error.code)


def test_the_tree_in_the_docstring_names_every_error() -> None:
    defined = {name for name in vars(errors) if name.endswith("Error")}
    drawn = {word for word in (errors.__doc__ or "").split() if word.endswith("Error")}
    assert defined == drawn


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = UsageError("it went wrong", hint="do it right")
    expected = ("it went wrong", "it went wrong", "do it right")
    assert expected == (str(error), error.message, error.hint)


@pytest.mark.parametrize(
    "error",
    [
        UsageError("it went wrong", hint="do it right"),
        UnknownModelError("no model 'x'", suggestions=("a/x1",), hint="did you mean a/x1?"),
        AmbiguousModelError("'x' is the name of 2 models", candidates=("a/x", "b/x")),
        UnpricedError("it varies", reason="varies"),
        SourceError("it answered 404", hint="check the URL", status=404),
        RefusedError("no trust", findings=(("too_few", "1 model"), ("many_zero", "all")), hint="look"),
    ],
)
def test_an_error_passes_from_one_process_to_another(error: LlmcostError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(error), str(error), vars(error)) == (type(again), str(again), vars(again))


def test_a_hint_is_optional() -> None:
    assert UsageError("it went wrong").hint is None


def test_an_unknown_model_carries_suggestions() -> None:
    error = UnknownModelError("no model 'x'", suggestions=("a/x1", "a/x2"), hint="did you mean a/x1?")
    expected = (("a/x1", "a/x2"), "did you mean a/x1?")
    assert expected == (error.suggestions, error.hint)


def test_an_unknown_model_says_so_in_words_though_it_is_a_key_error() -> None:
    assert "no model 'x'" == str(UnknownModelError("no model 'x'"))


def test_an_ambiguous_name_carries_its_candidates_and_lists_them() -> None:
    error = AmbiguousModelError("'x' is the name of 2 models", candidates=("a/x", "b/x"))
    expected = (("a/x", "b/x"), "say which one: a/x, b/x")
    assert expected == (error.candidates, error.hint)


def test_an_unpriced_model_carries_the_reason() -> None:
    error = UnpricedError("it varies", reason="varies", hint="price another")
    expected = ("it varies", "varies", "price another")
    assert expected == (error.message, error.reason, error.hint)


def test_a_source_that_fails_carries_the_status_where_that_was_the_trouble() -> None:
    assert [404, None] == [SourceError("no", status=404).status, SourceError("no").status]


def test_a_refused_list_carries_each_reason() -> None:
    error = RefusedError("no trust", findings=(("too_few", "46 models, where there were 465"),), hint="look")
    expected = ((("too_few", "46 models, where there were 465"),), "look", None)
    assert expected == (error.findings, error.hint, error.status)
