from __future__ import annotations

from llmcost.errors import AmbiguousModelError, RefusedError, UnknownModelError, UnpricedError
from llmcost.report.payload import error_payload


def test_an_error_is_told_with_what_it_carries() -> None:
    errors = [
        (UnknownModelError("no model 'x'", suggestions=("a/x",), hint="did you mean a/x?"), 4),
        (AmbiguousModelError("two", candidates=("a/x", "b/x")), 4),
        (UnpricedError("no price", reason="varies"), 4),
        (RefusedError("refused", findings=(("too_few", "3 of 9 models"),), hint="look"), 5),
    ]
    assert [
        {
            "schema_version": 1,
            "error": {
                "code": "unknown_model",
                "message": "no model 'x'",
                "hint": "did you mean a/x?",
                "exit_code": 4,
                "suggestions": ("a/x",),
            },
        },
        {
            "schema_version": 1,
            "error": {
                "code": "ambiguous_model",
                "message": "two",
                "hint": "say which one: a/x, b/x",
                "exit_code": 4,
                "candidates": ("a/x", "b/x"),
            },
        },
        {
            "schema_version": 1,
            "error": {"code": "unpriced", "message": "no price", "hint": None, "exit_code": 4},
        },
        {
            "schema_version": 1,
            "error": {
                "code": "refused",
                "message": "refused",
                "hint": "look",
                "exit_code": 5,
                "findings": [{"code": "too_few", "message": "3 of 9 models"}],
            },
        },
    ] == [error_payload(error, code) for error, code in errors]
