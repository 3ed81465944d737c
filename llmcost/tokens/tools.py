"""Definitions of tools: what a model reads of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.reading.fields import BadField
from llmcost.tokens.blocks import Uncountable, compact, json_kind, object_in
from llmcost.tokens.passage import Passages

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED = (None, "function", "custom")
"""Types of tools that the request itself defines; any other is run by the provider."""
_REMOTE = ("mcp", "mcp_toolset")
_COVERED = frozenset({"type", "description", "enum"})
"""What the cookbook's rule knows of a property."""


class Tools(NamedTuple):
    """The tools of one request."""

    functions: int
    """Those with a name, a description and parameters, as in the cookbook."""
    with_properties: int
    properties: int
    enums: int
    """Properties with a list of values."""
    values: int
    """The values of all those lists."""
    hosted: int
    """Tools that the provider runs and describes itself."""
    lines: Passages
    """Each line that the cookbook's rule makes of names, types, descriptions and values."""
    rest: Passages
    """JSON of what that rule doesn't cover: nested properties, and tools of free text."""
    whole: Passages
    """JSON of each definition, without hosted tools."""

    def __bool__(self) -> bool:
        """Whether there is any tool."""
        return bool(self.whole) or self.hosted > 0


def read_tools(body: Mapping[str, Any]) -> Tools:
    """Read the tools of a request: ``tools`` as OpenAI's two APIs and Anthropic's have them, ``functions``.

    Args:
        body: decoded JSON.

    Raises:
        BadField: for what none of them would take.
        Uncountable: for tools that are somewhere else, on an MCP server.
    """
    if body.get("mcp_servers"):
        raise Uncountable("mcp_servers: the tools of a server can't be counted")
    reading = _Reading()
    for key in ("tools", "functions"):
        stated = body.get(key)
        if stated is not None and not isinstance(stated, list):
            raise BadField(f"{key} is {json_kind(stated)}, not a list")
        for number, tool in enumerate(stated or (), 1):
            reading.add(tool, f"{key.removesuffix('s')} {number}")
    return reading.tools()


class _Reading:
    def __init__(self) -> None:
        self._counts = dict.fromkeys(Tools._fields[:6], 0)
        self._lines: list[str] = []
        self._rest: list[str] = []
        self._whole: list[str] = []

    def tools(self) -> Tools:
        return Tools(
            **self._counts,
            lines=Passages(self._lines),
            rest=Passages(self._rest),
            whole=Passages(self._whole),
        )

    def add(self, tool: Any, where: str) -> None:
        stated = object_in(tool, where)
        kind = stated.get("type")
        if kind in _REMOTE:
            raise Uncountable(f"{where}: the tools of a server can't be counted")
        if kind not in _NAMED:
            if not isinstance(kind, str):
                raise BadField(f"{where}: the type is {json_kind(kind)}, not text")
            self._counts["hosted"] += 1
            return
        if kind is not None and kind in stated:
            stated = object_in(stated[kind], f"{where}: {kind}")
        name, description = stated.get("name"), stated.get("description") or ""
        if not isinstance(name, str) or not name:
            raise BadField(f"{where} has no name")
        if not isinstance(description, str):
            raise BadField(f"{where}: description is {json_kind(description)}, not text")
        self._whole.append(compact(stated))
        if "format" in stated:  # of a tool that takes free text
            self._rest.append(compact(stated))
            return
        self._counts["functions"] += 1
        self._lines.append(f"{name}:{description.removesuffix('.')}")
        self._add_properties(stated, where)

    def _add_properties(self, stated: Mapping[str, Any], where: str) -> None:
        key = "input_schema" if "input_schema" in stated else "parameters"
        parameters = stated.get(key)
        if parameters is None:
            return
        properties = object_in(parameters, f"{where}: {key}").get("properties")
        if properties is None:
            return
        properties = object_in(properties, f"{where}: properties")
        self._counts["with_properties"] += bool(properties)
        for name, schema in properties.items():
            self._add_property(name, schema)

    def _add_property(self, name: str, schema: Any) -> None:
        if not _is_covered(schema):
            self._rest.append(compact({name: schema}))
            return
        self._counts["properties"] += 1
        if "enum" in schema:
            self._counts["enums"] += 1
            self._counts["values"] += len(schema["enum"])
            self._lines += schema["enum"]
        self._lines.append(f"{name}:{schema['type']}:{schema.get('description', '').removesuffix('.')}")


def _is_covered(schema: Any) -> bool:
    return (
        isinstance(schema, dict)
        and set(schema) <= _COVERED
        and isinstance(schema.get("type"), str)
        and isinstance(schema.get("description", ""), str)
        and isinstance(schema.get("enum", []), list)
        and all(isinstance(value, str) for value in schema.get("enum", []))
    )
