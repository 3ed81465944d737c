from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from llmcost.cli.exits import ExitCode, exit_code_of, exit_code_of_outcome
from llmcost.errors import (
    AmbiguousModelError,
    ConfigError,
    LedgerError,
    QuantityError,
    RefusedError,
    SourceError,
    StalePricesError,
    UnknownModelError,
    UnpricedError,
    UsageError,
)

if TYPE_CHECKING:
    from llmcost.errors import LlmcostError


def test_the_exit_codes_never_change() -> None:
    assert {
        "OK": 0,
        "BUG": 1,
        "USAGE": 2,
        "OVER_BUDGET": 3,
        "UNPRICED": 4,
        "SOURCE": 5,
        "CHANGED": 10,
        "INTERRUPTED": 130,
    } == {code.name: code.value for code in ExitCode}


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UsageError("x"), ExitCode.USAGE),
        (QuantityError("x"), ExitCode.USAGE),
        (ConfigError("x"), ExitCode.USAGE),
        (UnknownModelError("x"), ExitCode.UNPRICED),
        (AmbiguousModelError("x", candidates=("a", "b")), ExitCode.UNPRICED),
        (UnpricedError("x", reason="varies"), ExitCode.UNPRICED),
        (LedgerError("x"), ExitCode.UNPRICED),
        (StalePricesError("x"), ExitCode.UNPRICED),
        (SourceError("x"), ExitCode.SOURCE),
        (RefusedError("x", findings=()), ExitCode.SOURCE),
    ],
)
def test_every_error_has_its_exit_code(error: LlmcostError, expected: ExitCode) -> None:
    assert expected is exit_code_of(error)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("ok", ExitCode.OK), ("over", ExitCode.OVER_BUDGET), ("unpriced", ExitCode.UNPRICED)],
)
def test_every_outcome_has_its_exit_code(outcome: str, expected: ExitCode) -> None:
    assert expected is exit_code_of_outcome(outcome)
