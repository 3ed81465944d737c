"""How Spark writes SQL."""

from __future__ import annotations

from types import MappingProxyType

from llmcost.sql.dialect import Dialect

_DAY, _CLOCK, _SECOND, _ZONE = (
    "[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}",
    "[T ][0-9]{{2}}:[0-9]{{2}}",
    ":[0-9]{{2}}([.][0-9]+)?",
    " ?(Z|UTC|[+-][0-9]{{2}}(:?[0-9]{{2}})?)",
)
"""The parts of a time in text. Spark reads more, such as ``T12:30`` as of today."""
_MOMENT = f"""CASE
  WHEN {{0}} RLIKE '^{_DAY}{_CLOCK}{_SECOND}{_ZONE}$' THEN {{0}}
  WHEN {{0}} RLIKE '^{_DAY}{_CLOCK}{_SECOND}$' THEN CONCAT({{0}}, 'Z')
  WHEN {{0}} RLIKE '^{_DAY}$' THEN CONCAT({{0}}, ' 00:00:00Z')
  WHEN {{0}} RLIKE '^{_DAY}{_CLOCK}({_ZONE})?$'
    THEN CONCAT(SUBSTR({{0}}, 1, 16), ':00', COALESCE(NULLIF(SUBSTR({{0}}, 17), ''), 'Z'))
END"""
"""A time in text with its seconds and its zone; without one it is of UTC, and not of the session's."""
_SECONDS = (
    "(CAST(DATEDIFF(CAST({0} AS DATE), DATE '1970-01-01') AS BIGINT) * 86400"
    " + HOUR({0}) * 3600 + MINUTE({0}) * 60 + CAST(FLOOR(SECOND({0})) AS BIGINT))"
)


class Spark(Dialect):
    """Spark SQL 4.0 and later, and Databricks.

    https://spark.apache.org/docs/latest/sql-ref-datatypes.html: decimals have at most 38 digits. A product or
    sum that could need more loses places, so none here can: see ``costs``.
    """

    name = "spark"
    title = "Spark"
    quote = "`"
    types = MappingProxyType({"text": "STRING", "whole": "BIGINT", "day": "DATE"})
    star_without = "EXCEPT"
    functions = MappingProxyType(
        {
            "trim": r"TRIM(BOTH ' \t\n\r' FROM {0})",
            "begins_with": "STARTSWITH({0}, {1})",
            "ends_with": "ENDSWITH({0}, {1})",
            "contains": "CONTAINS({0}, {1})",
            # A comparison of text with a whole number may cut its decimals off.
            "as_float": "CAST({0} AS DOUBLE)",
            "floor_divide": "({0} DIV {1})",
            "day_of": "DATE_FROM_UNIX_DATE(CAST({0} AS INT))",
            "matches": "({0} RLIKE CONCAT('^(', {1}, ')\\\\z'))",
            # What has no zone would be read as of the session's.
            "seconds_of_timestamp": (
                f"CASE WHEN TYPEOF({{0}}) = 'timestamp_ntz' THEN {_SECONDS} ELSE UNIX_SECONDS({{0}}) END"
            ),
            "seconds_of_datetime": _SECONDS,
            "seconds_of_text": f"UNIX_SECONDS(TRY_CAST({_MOMENT} AS TIMESTAMP_LTZ))",
            "seconds_of_date": "(CAST(DATEDIFF({0}, DATE '1970-01-01') AS BIGINT) * 86400)",
        }
    )

    def make(self, kind: str, name: str, query: str) -> str:
        """Tables are dropped first: only some catalogues of Spark can replace one."""
        if kind == "view":
            return super().make(kind, name, query)
        path = self.path(name)
        return f"DROP TABLE IF EXISTS {path};\nCREATE TABLE {path} AS\n{query};\n"
