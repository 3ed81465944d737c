"""Elements of HTML and SVG as text: every attribute and every text escaped, well-formed as XML too."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from llmcost.money import plain
from llmcost.printable import printable

_TENTH = Decimal("0.1")

Attribute = str | int | Decimal | None
"""What an attribute holds; None leaves it out, and a fraction is a coordinate, rounded to a tenth."""


def say(text: str) -> str:
    """A text as it stands in an element: on one line, nothing in it is markup."""
    return escape(printable(text))


def element(tag: str, *inner: str, **attributes: Attribute) -> str:
    """An element around what is markup already; without any it closes itself.

    Args:
        tag: its name.
        inner: its content.
        attributes: by name; ``class_`` stands for ``class`` and every other ``_`` for a hyphen.
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{say(_value(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{told}>{''.join(inner)}</{tag}>" if inner else f"<{tag}{told}/>"


def words(tag: str, text: str, **attributes: Attribute) -> str:
    """An element around a text, which is escaped; an empty one is closed all the same."""
    return element(tag, say(text), **attributes) if text else element(tag, "", **attributes)


def _value(value: str | int | Decimal) -> str:
    return coordinate(value) if isinstance(value, Decimal) else str(value)


def coordinate(value: Decimal | int) -> str:
    """A length or a place in a drawing, to a tenth of a unit."""
    return plain(Decimal(value).quantize(_TENTH))
