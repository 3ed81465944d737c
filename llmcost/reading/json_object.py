"""The values of a JSON object, taken out with care, with the place named in every complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.errors import QuantityError
from llmcost.money import parse_usd, plain
from llmcost.quantity import parse_date
from llmcost.reading.fields import MAX_COUNT, UNPRINTABLE, BadField, shown, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

_LONGEST = 300
"""Characters of a string."""


class JsonObject:
    """One object. Each key that is asked for has to be there; the others are nobody's business."""

    def __init__(self, value: Any, where: str = "") -> None:
        """Describe the object.

        Args:
            value: what was read.
            where: how it is reached from the outermost object; empty for that one.

        Raises:
            BadField: when it is no object.
        """
        if not isinstance(value, dict):
            raise BadField(f"{where}: {shown(value)} is not an object")
        self._values = value
        self.where = where

    @property
    def keys(self) -> Iterable[str]:
        """All keys."""
        return self._values.keys()

    def raw(self, key: str) -> Any:
        """The value as it stands, for the caller to check."""
        if key not in self._values:
            raise BadField(f"{self.place(key)} is missing")
        return self._values[key]

    def is_null(self, key: str) -> bool:
        """Whether null is stated."""
        return self.raw(key) is None

    def text(self, key: str) -> str:
        """A string that is not empty, without control characters."""
        value = self.raw(key)
        if not isinstance(value, str) or not 0 < len(value) <= _LONGEST or UNPRINTABLE.search(value):
            raise self.bad(key, f"a string of 1 to {_LONGEST} printable characters")
        return value

    def one_of(self, key: str, known: Iterable[str]) -> str:
        """One of these strings."""
        value = self.raw(key)
        if not isinstance(value, str) or value not in known:
            raise self.bad(key, f"one of {', '.join(known)}")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.raw(key)
        if not isinstance(value, bool):
            raise self.bad(key, "true or false")
        return value

    def count(self, key: str, least: int = 0) -> int:
        """A whole number of at least ``least``."""
        value = self.raw(key)
        if type(value) is not int or not least <= value <= MAX_COUNT:
            raise self.bad(key, f"a whole number from {least}")
        return value

    def number(self, key: str) -> Decimal:
        """A non-negative number of at most 12 digits before and 24 behind the point."""
        value = self.raw(key)
        if not isinstance(value, bool):
            try:
                # An exponent is another way to write the same number, and the way of some tools.
                return parse_usd(str(value) if isinstance(value, int) else plain(value))
            except (TypeError, ValueError):
                pass
        raise self.bad(key, "a non-negative number")

    def day(self, key: str) -> date:
        """A date such as 2026-11-10."""
        value = self.raw(key)
        try:
            return parse_date(value if isinstance(value, str) else "", key)
        except QuantityError:
            raise self.bad(key, "a date such as 2026-11-10") from None

    def object(self, key: str) -> JsonObject:
        """An object within."""
        return JsonObject(self.raw(key), self.place(key))

    def objects(self, key: str) -> Iterator[JsonObject]:
        """A list of objects."""
        value = self.raw(key)
        if not isinstance(value, list):
            raise self.bad(key, "a list")
        for position, item in enumerate(value):
            yield JsonObject(item, f"{self.place(key)}[{position}]")

    def place(self, key: str) -> str:
        """How a key is reached."""
        return f"{self.where}.{spelled(key)}".removeprefix(".")

    def bad(self, key: str, wanted: str) -> BadField:
        """The complaint about a value."""
        return BadField(f"{self.place(key)}: {shown(self.raw(key))} is not {wanted}")
