"""How BigQuery writes SQL."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from llmcost.sql.dialect import Dialect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.sql.expression import Type
    from llmcost.sql.statement import Inline, Row


class BigQuery(Dialect):
    """GoogleSQL of BigQuery.

    https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types: a BIGNUMERIC has 38 digits on
    either side of the point; a written 0.1 is a float. A query has at most 1 MB.
    """

    name = "bigquery"
    title = "BigQuery"
    quote = "`"
    types = MappingProxyType({"text": "STRING", "whole": "INT64", "day": "DATE"})
    star_without = "EXCEPT"
    lenient_cast = "SAFE_CAST"
    places = 38
    largest_script = 1_000_000
    functions = MappingProxyType(
        {
            "part_before": "SPLIT({0}, {1})[SAFE_OFFSET(0)]",
            "part_behind": "SUBSTR({0}, LENGTH(SPLIT({0}, {1})[SAFE_OFFSET(0)]) + LENGTH({1}) + 1)",
            "floor_divide": "DIV({0}, {1})",
            "day_of": "DATE_FROM_UNIX_DATE({0})",
            "matches": "REGEXP_CONTAINS({0}, CONCAT('^(', {1}, ')$'))",
            "seconds_of_timestamp": "UNIX_SECONDS({0})",
            "seconds_of_datetime": "UNIX_SECONDS(TIMESTAMP({0}))",
            "seconds_of_date": "(UNIX_DATE({0}) * 86400)",
        }
    )

    def decimal(self, kind: Type) -> str:  # noqa: ARG002 - wide enough for any
        """Decimals of 38 places."""
        return "BIGNUMERIC"

    def quoted(self, name: str) -> str:
        """Names have the escapes of text."""
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"

    def rows(self, rows: Sequence[Row]) -> str:
        """Rows without blanks, which count among the bytes that a script may have."""
        return ",\n".join(f"({','.join(map(self.value, row))})" for row in rows)

    def values(self, inline: Inline, rows: Sequence[Row]) -> str:
        """An array of structures, of which the first one says the types."""
        kinds = ", ".join(
            f"{self.identifier(name)} {'INT64' if kind.kind == 'whole' else 'STRING'}"
            for name, kind in inline.columns
        )
        first, *rest = self.rows(rows).split(",\n", 1)
        return (
            f"UNNEST([\n  STRUCT<{kinds}>{first.lstrip()}"
            + "".join(f",\n{rows}" for rows in rest)
            + "\n]) AS v"
        )
