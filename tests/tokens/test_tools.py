"""Reading definitions of tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from chats import CLAUDES_WEATHER, WEATHER, WEATHER_FUNCTION

from llmcost.reading.fields import BadField
from llmcost.tokens.blocks import Uncountable, compact
from llmcost.tokens.tools import read_tools

if TYPE_CHECKING:
    from llmcost.tokens.tools import Tools

LINES = (
    "get_current_weather:Get the current weather in a given location",
    "location:string:The city and state, e.g. San Francisco, CA",
    "celsius",
    "fahrenheit",
    "unit:string:The unit of temperature to return",
)


def wordings(tools: Tools) -> tuple[tuple[str, ...], ...]:
    return tools.lines.texts, tools.rest.texts, tools.whole.texts


@pytest.mark.parametrize(
    "body",
    [
        WEATHER,
        {"tools": [{"type": "function", **WEATHER_FUNCTION, "strict": True}]},
        {"functions": [WEATHER_FUNCTION]},
    ],
)
def test_openais_functions(body: Any) -> None:
    tools = read_tools(body)
    assert tools[:6] == (1, 1, 2, 1, 2, 0)
    assert wordings(tools)[:2] == (LINES, ())


def test_anthropics_tools() -> None:
    tools = read_tools(CLAUDES_WEATHER)
    assert tools[:6] == (1, 1, 1, 0, 0, 0)
    assert wordings(tools) == (
        ("get_weather:Get the current weather in a given location", LINES[1]),
        (),
        (compact(CLAUDES_WEATHER["tools"][0]),),
    )


@pytest.mark.parametrize(
    ("parameters", "with_properties"),
    [({}, 0), (None, 0), ({"properties": {}}, 0), ({"properties": None}, 0)],
)
def test_functions_without_parameters(parameters: Any, with_properties: int) -> None:
    tools = read_tools({"functions": [{"name": "now", "description": "Tell it.", "parameters": parameters}]})
    assert (tools[:3], tools.lines.texts) == ((1, with_properties, 0), ("now:Tell it",))


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": {"type": "string"}},
        {"type": "object", "properties": {}},
        {"type": "integer", "minimum": 0},
        {"type": ["string", "null"]},
        {"description": "no type"},
        {"type": "integer", "enum": [1, 2]},
        {"type": "string", "enum": "a"},
        {"type": "string", "description": 5},
        {"$ref": "#/$defs/a"},
        True,
    ],
)
def test_what_the_cookbook_does_not_cover_is_kept_as_json(schema: Any) -> None:
    tools = read_tools({"functions": [{"name": "f", "parameters": {"properties": {"a": schema}}}]})
    assert tools[:6] == (1, 1, 0, 0, 0, 0)
    assert wordings(tools)[:2] == (("f:",), (compact({"a": schema}),))


def test_a_tool_of_free_text_is_json() -> None:
    custom = {"name": "run", "description": "Run it.", "format": {"type": "text"}}
    tools = read_tools({"tools": [{"type": "custom", "custom": custom}, {"type": "custom", **custom}]})
    assert tools.functions == 0
    assert wordings(tools)[:2] == ((), (compact(custom), compact({"type": "custom", **custom})))


def test_tools_that_the_provider_runs_are_only_counted() -> None:
    tools = read_tools({"tools": [{"type": "web_search"}, {"type": "bash_20250124", "name": "bash"}]})
    assert (tools[:6], wordings(tools), bool(tools)) == ((0, 0, 0, 0, 0, 2), ((), (), ()), True)


@pytest.mark.parametrize("body", [{}, {"tools": None}, {"tools": []}, {"mcp_servers": []}])
def test_no_tools(body: Any) -> None:
    assert not read_tools(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"tools": {}}, "tools is an object, not a list"),
        ({"functions": "f"}, "functions is text, not a list"),
        ({"tools": [None]}, "tool 1 is null, not an object"),
        ({"tools": [{"type": "function"}]}, "tool 1 has no name"),
        ({"tools": [{"type": 5}]}, "tool 1: the type is a number, not text"),
        ({"tools": [{"type": "function", "function": 5}]}, "tool 1: function is a number, not an object"),
        ({"functions": [{"name": ["f"]}]}, "function 1 has no name"),
        ({"tools": [{"functionDeclarations": []}]}, "tool 1 has no name"),
        ({"functions": [{"name": "f", "description": 5}]}, "function 1: description is a number, not text"),
        (
            {"functions": [{"name": "f", "parameters": 5}]},
            "function 1: parameters is a number, not an object",
        ),
        (
            {"tools": [{"name": "f", "input_schema": {"properties": []}}]},
            "tool 1: properties is a list, not an object",
        ),
    ],
)
def test_what_is_no_tool(body: Any, said: str) -> None:
    with pytest.raises(BadField) as caught:
        read_tools(body)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "body",
    [
        {"mcp_servers": [{"type": "url", "url": "https://tools.test"}]},
        {"tools": [{"type": "mcp", "server_url": "https://tools.test"}]},
        {"tools": [{"type": "mcp_toolset", "mcp_server_name": "a"}]},
    ],
)
def test_tools_of_a_server_can_not_be_counted(body: Any) -> None:
    with pytest.raises(Uncountable, match="the tools of a server can't be counted"):
        read_tools(body)
