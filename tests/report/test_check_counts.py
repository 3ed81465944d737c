"""Counted input files in the JSON of a check."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attached import attached
from checks import checked, scenario

from llmcost.cost.usage import Usage
from llmcost.report.check_payload import check_payload

FILES: dict[str, Any] = {"usage": Usage(output=100), "attached": attached(10_000)}
SURE, ROUGH = "acme/one", "beta/new"


def counts(tokens: tuple[int, int, int], method: str, encoding: str | None, error_pct: int) -> dict[str, Any]:
    return {
        "tokens": tokens[0],
        "tokens_low": tokens[1],
        "tokens_high": tokens[2],
        "method": method,
        "encoding": encoding,
        "error_pct": error_pct,
        "given": tokens[0] if method == "given" else 0,
    }


OUTPUT = counts((100, 100, 100), "given", None, 0)
BY_LETTERS = {"input": counts((10_000, 10_000, 10_000), "exact", "letters", 0), "output": OUTPUT}
BY_WORDS = {"input": counts((12_000, 6_000, 18_000), "estimate", "words", 50), "output": OUTPUT}


def stated(payload: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: payload[key] for key in keys if key in payload}


def test_what_is_stated_has_no_key_of_what_is_counted() -> None:
    payload = check_payload(checked(scenario()))
    new = {"input_files", "counted", "total_low", "total_high", "month_low", "month_high", "error_pct"}
    (row,) = payload["scenarios"]
    assert not new & (row.keys() | row["models"][0].keys() | payload["total"].keys())


def test_an_estimate_is_told_with_its_bounds_and_how_it_came_about() -> None:
    payload = check_payload(checked(scenario(models=(ROUGH,), **FILES)))
    (row,) = payload["scenarios"]
    keys = ("usage", "input_files", "counted", "total", "total_low", "total_high", "error_pct")
    assert stated(row, *keys) == {
        "usage": {"input": 12_000, "output": 100},
        "input_files": ["prompt.md"],
        "counted": BY_WORDS,
        "total": Decimal("0.369"),
        "total_low": Decimal("0.189"),
        "total_high": Decimal("0.549"),
        "error_pct": 49,
    }
    assert stated(payload["total"], "month", "month_low", "month_high", "total_low", "total_high") == {
        "month": Decimal("0.369"),
        "month_low": Decimal("0.189"),
        "month_high": Decimal("0.549"),
    }


def test_an_exact_count_has_no_bounds() -> None:
    (row,) = check_payload(checked(scenario(models=(SURE,), **FILES)))["scenarios"]
    assert stated(row, "counted", "total_low", "error_pct") == {"counted": BY_LETTERS, "error_pct": 0}


def test_each_model_of_a_mix_tells_its_own_count() -> None:
    payload = check_payload(checked(scenario(models=(SURE, ROUGH), per=None, **FILES)))
    (row,) = payload["scenarios"]
    assert stated(row, "usage", "counted", "input_files") == {
        "usage": None,
        "counted": None,
        "input_files": ["prompt.md"],
    }
    assert [stated(each, "usage", "counted") for each in row["models"]] == [
        {"usage": {"input": 10_000, "output": 100}, "counted": BY_LETTERS},
        {"usage": {"input": 12_000, "output": 100}, "counted": BY_WORDS},
    ]
    assert stated(payload["total"], "month_low", "total_low", "total_high") == {
        "total_low": row["total_low"],
        "total_high": row["total_high"],
    }


def test_a_suggestion_has_its_own_bounds() -> None:
    (row,) = check_payload(
        checked(scenario(models=(ROUGH,), min_intelligence=Decimal(40), **FILES), suggest=True)
    )["scenarios"]
    found = row["suggestions"]["found"]
    assert [each["error_pct"] for each in found] == [0, 0, 0]
