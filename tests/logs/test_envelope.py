"""What stands around a response, by the innermost object that says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.logs.envelope import model_of, session_of, tag_of, time_of, user_of
from llmcost.logs.flavour import Found

AT = 1_790_000_000


def found(*inside_out: dict[str, Any]) -> Found:
    return Found(inside_out[0], tuple(reversed(inside_out[1:])))


@pytest.mark.parametrize(
    ("objects", "time"),
    [
        ([{}], (None, ())),
        ([{"created": AT}, {"timestamp": AT + 9}], (AT, ())),
        ([{"created": 0}, {"timestamp": AT}], (AT, ())),
        ([{"created": "0"}, {"timestamp": AT}], (AT, ())),
        ([{"created": 0}], (None, ())),
        ([{"created": "soon"}, {"timestamp": AT}], (AT, ())),
        ([{"created": "soon"}, {"other": AT}], (None, ("bad_time",))),
        ([{"created": {"at": AT}, "time": [AT], "ts": ""}, {"date": AT}], (AT, ())),
        ([{"timestamp": "2026-09-21T14:13:20"}], (AT, ("no_zone",))),
        ([{"at": AT, "created": AT + 9}], (AT, ())),
    ],
)
def test_the_innermost_time_that_can_be_read_counts(
    objects: list[dict[str, Any]], time: tuple[int | None, tuple[str, ...]]
) -> None:
    assert time_of(found(*objects), "at") == time


@pytest.mark.parametrize(
    ("objects", "model"),
    [
        ([{}], None),
        ([{"model": "served"}, {"model": "asked", "request": {"model": "asked"}}], "served"),
        ([{"own": "a", "model": "b"}], "a"),
        ([{"model": ""}, {"request": {"model": "asked"}}], "asked"),
        (
            [{}, {"request": {"model": 5}, "url": "https://x.test/v1/models/gemini-x:generateContent?k=1"}],
            "gemini-x",
        ),
        ([{}, {"path": "/model/eu.acme%3Aone/converse"}], "eu.acme:one"),
        ([{}, {"path": "/v1/chat", "url": 5}], None),
        ([{"model": "x" * 999}], "x" * 300),
    ],
)
def test_the_model_is_the_served_one_else_the_one_asked_for(
    objects: list[dict[str, Any]], model: str | None
) -> None:
    assert model_of(found(*objects), "own") == model


def test_sessions_and_users_stand_beside_the_response_or_in_its_metadata() -> None:
    assert session_of(found({}, {"metadata": {"session_id": "s"}})) == "s"
    assert session_of(found({"conversation_id": ""}, {"trace_id": "t"})) == "t"
    assert user_of(found({"metadata": '{"user_id": 42}'})) == "42"
    assert user_of(found({"user": True, "user_id": ["u"]})) is None
    assert user_of(found({"user": "u" * 999})) == "u" * 300


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("team", "web"),
        ("request.headers.app", "shop"),
        ("metadata.cost_centre", "77"),
        ("cost_centre", "77"),
        ("request_tags", "a, b"),
        ("nested", "a"),
        ("service.name", "api"),
        ("gen_ai.agent.name", "bot"),
        ("cached", "false"),
        ("temperature", "0.5"),
        ("empty", None),
        ("nothing", None),
        ("request", None),
        ("request.headers.app.x", None),
        ("torn", "{"),
        ("torn.x", None),
    ],
)
def test_a_key_is_looked_for_all_around(key: str, value: str | None) -> None:
    outermost: dict[str, Any] = {
        "request": {"headers": {"app": "shop"}},
        "request_tags": ["b", "a", "b", None, ["x"], {}],
        "nested": [["x"], "a"],
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "api"}}]},
        "team": None,
        "empty": "",
        "torn": "{",
    }
    body = {
        "team": "web",
        "metadata": '{"cost_centre": 77}',
        "attributes": {"gen_ai.agent.name": "bot"},
        "cached": False,
        "temperature": Decimal("0.5"),
    }
    stated = {**outermost, "metadata": '{"cost_centre": 77}'}

    assert tag_of(stated, Found(body, (stated,)), key) == value
