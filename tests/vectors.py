"""Vector drawings, looked at: what they say, and the room that their elements take."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from llmcost.report.web.label import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.report.web.vector import Vector

Spot = tuple[Decimal, Decimal]


def nodes(vector: Vector) -> ET.Element:
    """Its elements, which are well-formed."""
    return ET.fromstring(vector.svg(class_="chart"))  # noqa: S314 - our own text


def texts(vector: Vector) -> list[str]:
    """The words that can be seen."""
    return [(node.text or "") or (node[0].tail or "") for node in nodes(vector).iter("text")]


def hints(vector: Vector) -> list[str]:
    """What is said when something is pointed at; the first is of the whole."""
    return [node.text or "" for node in nodes(vector).iter("title")]


def of_class(vector: Vector, name: str) -> list[ET.Element]:
    return [node for node in nodes(vector).iter() if name in (node.get("class") or "").split()]


def spots(vector: Vector) -> Iterator[Spot]:
    """Every place that anything reaches, words with their width."""
    yield from _spots(nodes(vector), (Decimal(0), Decimal(0)))


def _spots(node: ET.Element, origin: Spot) -> Iterator[Spot]:
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", node.get("transform", "translate(0 0)"))
    assert moved is not None
    x, y = origin[0] + Decimal(moved[1]), origin[1] + Decimal(moved[2])
    for across, down in _own_spots(node):
        yield x + across, y + down
    for child in node:
        yield from _spots(child, (x, y))


def _own_spots(node: ET.Element) -> Iterator[Spot]:
    def number(name: str) -> Decimal:
        return Decimal(node.get(name, "0"))

    if node.tag == "line":
        yield number("x1"), number("y1")
        yield number("x2"), number("y2")
    elif node.tag == "circle":
        yield number("cx") - number("r"), number("cy") - number("r")
        yield number("cx") + number("r"), number("cy") + number("r")
    elif node.tag == "rect":
        yield number("x"), number("y")
        yield number("x") + number("width"), number("y") + number("height")
    elif node.tag == "path":
        yield from path_spots(node.get("d", ""))
    elif node.tag == "text":
        width = text_width((node.text or "") or (node[0].tail or ""))
        left = {"end": width, "middle": width // 2}.get(node.get("text-anchor", "start"), 0)
        yield number("x") - left, number("y") - 10
        yield number("x") - left + width, number("y") + 3


def path_spots(path: str) -> Iterator[Spot]:
    """The corners of a path."""
    x = y = Decimal(0)
    for command, rest in re.findall(r"([MLHVZ])([^MLHVZ]*)", path):
        numbers = [Decimal(each) for each in rest.split()]
        if command in "ML":
            x, y = numbers
        elif command == "H":
            (x,) = numbers
        elif command == "V":
            (y,) = numbers
        yield x, y
