"""How Snowflake writes SQL."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from llmcost.sql.dialect import Dialect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.sql.expression import Type

_SIMPLE = re.compile(r"(?a)[A-Za-z_][\w$]*")
_INSIDE = {
    "number": "DOUBLE",
    "text": "VARCHAR",
    "timestamp": "TIMESTAMP_TZ",
    "datetime": "TIMESTAMP_NTZ",
    "date": "DATE",
}
"""What a part of a structure holds -> as what it is read. Untyped it is a VARIANT, whose null is a value."""


class Snowflake(Dialect):
    """Snowflake.

    https://docs.snowflake.com/en/sql-reference/operators-arithmetic: a product keeps as many places as the
    wider of its factors, and 38 digits. VALUES take at most 16,384 rows, a statement 1 MB.
    """

    name = "snowflake"
    title = "Snowflake"
    longest_inline = 16_000
    largest_statement = 1_000_000
    functions = MappingProxyType(
        {
            "begins_with": "STARTSWITH({0}, {1})",
            "ends_with": "ENDSWITH({0}, {1})",
            "contains": "CONTAINS({0}, {1})",
            # Its quotients are rounded to 6 places.
            "floor_divide": "(({0} - MOD({0}, {1})) / {1})",
            "day_of": "DATEADD(DAY, {0}, DATE '1970-01-01')",
            "matches": "REGEXP_LIKE({0}, ('(' || {1} || ')'))",
            "seconds_of_timestamp": "DATE_PART(EPOCH_SECOND, {0})",
            "seconds_of_datetime": "DATE_PART(EPOCH_SECOND, {0})",
            "seconds_of_date": "DATE_PART(EPOCH_SECOND, {0})",
        }
    )

    def decimal(self, kind: Type) -> str:
        """Its own name of decimals."""
        return f"NUMBER({kind.digits}, {kind.places})"

    def folded(self, name: str) -> str:
        """In capital letters: https://docs.snowflake.com/en/sql-reference/identifiers-syntax."""
        return name.upper() if _SIMPLE.fullmatch(name) else name

    def inside(self, column: str, path: Sequence[tuple[str, bool]], holds: str) -> str:
        """Behind a colon, as in a VARIANT or OBJECT, where capitals and small letters differ."""
        part = f"{column}:{'.'.join(self.part((name, True)) for name, _ in path)}"
        return f"CAST({part} AS {_INSIDE[holds]})" if holds else part
