"""How DuckDB writes SQL."""

from __future__ import annotations

from types import MappingProxyType

from llmcost.sql.dialect import Dialect

# The one cast heeds a zone; the other doesn't, and takes what has none as UTC. Both round to microseconds.
_SECONDS_OF_TEXT = (
    "(CASE WHEN REGEXP_MATCHES({0}, ':.*(Z|UTC|[+-])')"
    " THEN EPOCH_US(TRY_CAST(REGEXP_REPLACE(REPLACE({0}, ' UTC', 'Z'), '[.][0-9]+', '') AS TIMESTAMPTZ))"
    " ELSE EPOCH_US(TRY_CAST(REGEXP_REPLACE({0}, '[.][0-9]+', '') AS TIMESTAMP)) END // 1000000)"
)


class DuckDB(Dialect):
    """DuckDB 1.2 and later.

    https://duckdb.org/docs/stable/sql/data_types/numeric: decimals have at most 38 digits, ``/`` gives a
    float and ``//`` a whole number.
    """

    name = "duckdb"
    title = "DuckDB"
    escapes_always = False
    escape_mark = "E"
    functions = MappingProxyType(
        {
            "trim": r"TRIM({0}, E' \t\n\r')",
            "floor_divide": "({0} // {1})",
            "day_of": "(DATE '1970-01-01' + CAST({0} AS INTEGER))",
            "matches": "REGEXP_FULL_MATCH({0}, {1})",
            # Of a timestamp with a zone and of one without, which is taken as UTC.
            "seconds_of_timestamp": "(EPOCH_US({0}) // 1000000)",
            "seconds_of_datetime": "(EPOCH_US({0}) // 1000000)",
            "seconds_of_date": "(EPOCH_US(CAST({0} AS TIMESTAMP)) // 1000000)",
            "seconds_of_text": _SECONDS_OF_TEXT,
        }
    )
