"""What each row states, read as where logs are read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from in_duckdb import load, run, values_of

from llmcost.logs.csv_rows import _EMPTY
from llmcost.logs.figures import amount, count
from llmcost.logs.moment import read_time
from llmcost.records.record import MOST, BadRecord
from llmcost.records.tier_name import says_yes
from llmcost.records.tier_name import tier_of as tier_of_text
from llmcost.sql.bigquery import BigQuery
from llmcost.sql.dialects import DIALECTS, dialect_of
from llmcost.sql.expression import NOUGHT, ONE, Column, Text, call
from llmcost.sql.postgres import Postgres
from llmcost.sql.pricing import EARLIEST, LATEST
from llmcost.sql.snowflake import Snowflake
from llmcost.sql.spark import Spark
from llmcost.sql.stated import amount_of, count_of, lacks_zone, name_of, requests_of, second_of, tier_of
from llmcost.sql.statement import Named, Select, Table
from llmcost.sql.usage_table import NOTHING, UsageTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.sql.dialects import DialectName


def usage(kind: str | None = None, field: str = "input", model: str | None = None) -> UsageTable:
    return UsageTable(Table("given", "u"), {field: "c"}, {field: kind} if kind else {}, model=model)


def told(value: Any) -> Any:
    """A cell as the reader of CSV hands it on; None where it says that there is nothing."""
    cell = value.strip() if isinstance(value, str) else value
    return None if isinstance(cell, str) and cell in _EMPTY else cell


def counts(values: Sequence[Any], kind: str, column: str) -> None:
    """Hold counts in a column against those of a log."""
    for missing, default in ((NOUGHT, 0), (ONE, 1)):
        found = values_of(count_of(usage(kind), "input", missing), column, values)
        assert found == [default if told(value) is None else counted(told(value)) for value in values]


def counted(value: Any) -> int | None:
    try:
        return count({"n": value}, "n")
    except BadRecord:
        return None


TEXTS = [
    *("0", "7", "12.0", "12.", "12.5", ".5", ".", "12.00.0", "1,234", "1,23", "12,34,567", "1,234.0", "0012"),
    *("-1", "-0", "+1", "1e5", "1E5", "0x10", "1_000", " 7 ", "7 7", "٣", "³", "true", "Infinity", "x"),
    *(str(MOST - 1), str(MOST), str(MOST + 1), "1,000,000,000,000", "1,000,000,000,001", "999,999,999,999"),
    *("0" * 20 + "5", "9" * 30, "9" * 13, "7\n", "1\n2", "", "NULL", "NaN", "nan", "None", "\\N", "null"),
]


def test_counts_in_text() -> None:
    counts([*TEXTS, None], "text", "VARCHAR")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("0123456789.,-+eE \tx", max_size=18), min_size=1))
def test_counts_in_any_text(texts: list[str]) -> None:
    counts([text for text in texts if text.count(",") <= 3], "text", "VARCHAR")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("BIGINT", [0, 7, -1, MOST, MOST + 1, 2**63 - 1, -(2**63), None]),
        ("UBIGINT", [0, MOST, 2**64 - 1]),
        ("HUGEINT", [MOST, 2**126, -(2**126)]),
        ("TINYINT", [0, 127, -128]),
        ("DECIMAL(38, 2)", [*map(Decimal, ("12.00", "12.50", "-0.01", "0.99", "10" + "0" * 34)), None]),
    ],
)
def test_counts_in_numbers(column: str, values: list[Any]) -> None:
    counts(values, "number", column)


def test_counts_in_floats() -> None:
    floats = ["12", "12.5", "0.1", "-1", "-0.0", "1e12", "1000000000001", "1e300", "1e5", "NaN", "Infinity"]
    # A database hands on what JSON can't write: no number, and none that ends.
    expected = [counted(Decimal(text)) for text in floats]
    assert expected == values_of(count_of(usage("number"), "input"), "DOUBLE", floats)


@pytest.mark.parametrize("name", DIALECTS)
def test_groups_are_plain_which_every_engine_knows(name: DialectName) -> None:
    read = [
        count_of(usage("text"), "input"),
        amount_of(usage(None, "cost")),
        lacks_zone(usage("text", "time")),
        second_of(usage("text", "time")),
    ]
    # Only what finds files itself meets times in text.
    texts = [*map(dialect_of(name).expression, read if name in {"duckdb", "spark"} else read[:-1])]
    assert [text for text in texts if "(?" in text] == []


def test_a_pattern_of_snowflake_is_one_whole() -> None:
    # It puts anchors around a pattern, and says nothing of where they stand beside a choice.
    assert Snowflake().expression(call("matches", Column("a"), Text("b|c"))) == (
        "REGEXP_LIKE(a, ('(' || 'b|c' || ')'))"
    )


def test_every_blank_that_is_cut_off_is_named() -> None:
    assert BigQuery().expression(call("trim", Column("a"))) == r"TRIM(a, ' \t\n\r')"
    assert [
        name for name in DIALECTS if "TRIM(a)" in dialect_of(name).expression(call("trim", Column("a")))
    ] == []


def test_what_may_be_text_is_compared_as_a_float_in_spark() -> None:
    beyond = "WHEN NOT (u.c >= 0 AND u.c <= 1000000000000) THEN CAST(NULL AS BIGINT)"
    whole = f"CASE\n  WHEN u.c IS NULL THEN 0\n  {beyond}"
    equal_ = "\n  WHEN CAST(u.c AS BIGINT) = {} THEN CAST(u.c AS BIGINT)\nEND"
    for kind, other in ((None, "CAST(u.c AS DOUBLE)"), ("number", "u.c")):
        assert Spark().expression(count_of(usage(kind), "input")) == whole + equal_.format(other)


def test_a_time_without_a_zone_is_not_of_the_zone_of_a_session_of_spark() -> None:
    text = Spark().expression(second_of(usage(None, "time")))
    assert text.startswith("CASE WHEN TYPEOF(u.c) = 'timestamp_ntz' THEN (CAST(DATEDIFF(CAST(u.c AS DATE)")
    assert text.endswith(" ELSE UNIX_SECONDS(u.c) END")


@pytest.mark.parametrize("kind", ["timestamp", "datetime", "date"])
def test_infinity_is_no_time_in_postgres(kind: str) -> None:
    assert Postgres().expression(second_of(usage(kind, "time"))) == (
        "CASE WHEN ISFINITE(u.c) THEN CAST(FLOOR(EXTRACT(EPOCH FROM u.c)) AS BIGINT) END"
    )


def test_a_truth_is_no_count() -> None:
    assert [None, 0] == values_of(count_of(usage("truth"), "input"), "BOOLEAN", [True, None])


def test_a_row_is_one_request_unless_it_says_how_many() -> None:
    assert requests_of(usage()) == ONE
    assert values_of(requests_of(usage("number", "requests")), "INTEGER", [None, 0, 3, -1]) == [1, 0, 3, None]


NAMES = ["a", "", " a ", "NULL", None]


@pytest.mark.parametrize(
    ("kind", "model", "expected"),
    [
        (None, None, ["a", None, "a", "NULL", None]),
        (None, "it's", ["a", "it's", "a", "NULL", "it's"]),
        ("text", None, ["a", None, "a", None, None]),
        ("text", "b", ["a", "b", "a", "b", "b"]),
    ],
)
def test_a_name(kind: str | None, model: str | None, expected: list[str | None]) -> None:
    assert expected == values_of(name_of(usage(kind, "model", model)), "VARCHAR", NAMES)


def test_a_number_may_be_a_name() -> None:
    assert values_of(name_of(usage("number", "model")), "INTEGER", [7, None]) == ["7", None]


def test_a_table_may_name_no_model() -> None:
    assert values_of(name_of(usage()), "VARCHAR", [""]) == [None]
    assert name_of(usage(model="a")) == Text("a")


TIERS = [
    *("", "default", "Standard", " AUTO ", "on_demand", "scale", "flex", "BATCH\t", "provisioned"),
    *("Provisioned_Throughput", "priority", "whatever", "it's", "default.", None),
]


@pytest.mark.parametrize("kind", [None, "text"])
def test_a_tier(kind: str | None) -> None:
    expected = [tier_of_text(tier) for tier in TIERS]
    assert expected == values_of(tier_of(usage(kind, "tier")), "VARCHAR", TIERS)


def test_a_number_is_no_tier() -> None:
    assert [tier_of_text(3)] == values_of(tier_of(usage("number", "tier")), "INTEGER", [3])


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("BOOLEAN", [True, False, None]),
        ("VARCHAR", ["true", "TRUE", "1", "yes", "Y", "t", "no", "0", "2", "", "batch", None]),
        ("INTEGER", [1, 0, 2, None]),
    ],
)
def test_a_flag_says_batch(column: str, values: list[Any]) -> None:
    expected = ["batch" if says_yes(value) else "" for value in values]
    assert expected == values_of(tier_of(usage(None, "batch")), column, values)


def test_a_flag_stands_before_a_tier() -> None:
    table = load("given", {"c": "VARCHAR", "b": "BOOLEAN"}, [("flex", False), ("flex", True), ("flex", None)])
    tier = tier_of(UsageTable(table, {"tier": "c", "batch": "b"}))
    assert run(Select((Named(tier, "tier"),), table)) == [("flex",), ("batch",), ("flex",)]


TIMES = [
    *("2026-01-05", "2000-01-01", "2026-02-29", "2026-13-05", "1999-12-31", "3000-01-01", "0001-01-01"),
    *(
        "2026-01-05T10:11",
        "2026-01-05 10:11:12",
        "2026-01-05T10:11:12.999999",
        "2026-01-05T10:11:12." + "9" * 13,
    ),
    *(
        "2026-01-05T10:11:12Z",
        "2026-01-05 10:11:12.9999999 UTC",
        "2026-01-05 10:11:12+02:00",
        "2999-12-31T23:59:59Z",
    ),
    *(
        "2026-01-05T10:11+0530",
        "2026-01-05T00:11:12-08",
        "2026-01-05T10:11:12.5-14:00",
        "2026-01-05T10:11:12+14:00",
    ),
    *("1767607872", "1767607872123", "1767607872123456", "1767607872123456789", "2100000000000000000", "12"),
    *(
        "99999999999",
        "100000000000",
        "99999999999999",
        "100000000000000",
        "01767607872",
        "8999999999999999999",
    ),
    *(
        "2026-1-5",
        "2026/01/05",
        "2026-01-05T24:00:00",
        "2026-01-05T10:11:60",
        "2026-01-05t10:11:12z",
        "infinity",
    ),
    *(
        "2026-01-05 UTC",
        "epoch",
        "now",
        "10:11:12",
        "-5",
        "1e9",
        "12.5",
        "x",
        "99999999999999999999",
        "20260105",
    ),
    *(" 2026-01-05T10:11:12Z ", "", "NULL", "2026-01-05T10:11:12+02:60", "2026-06-31T00:00:00Z"),
]


def moment(value: Any) -> tuple[int | None, str | None]:
    return read_time(told(value))


def seconds(kind: str, column: str, values: Sequence[Any]) -> list[int | None]:
    """The seconds, but for what lies outside of the years that the steps behind keep to."""
    found = values_of(second_of(usage(kind, "time")), column, values)
    return [second if second is not None and EARLIEST <= second <= LATEST else None for second in found]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_times_in_text(zone: str) -> None:
    run(f"SET TimeZone = '{zone}'")
    expected = [moment(time) for time in TIMES]
    assert [second for second, _ in expected] == seconds("text", "VARCHAR", TIMES)
    lacking = values_of(lacks_zone(usage("text", "time")), "VARCHAR", TIMES)
    read = [
        (time, odd == "no_zone", lacks)
        for time, (second, odd), lacks in zip(TIMES, expected, lacking, strict=True)
        if second
    ]
    assert [each for each in read if each[1] != each[2]] == []
    run("SET TimeZone = 'UTC'")


@pytest.mark.parametrize("time", ["20260105T101112", "2026-01-05T10", "2026-W01-1", "2026-01-05T10:11:12,5"])
def test_a_time_in_a_rare_form_is_read_in_logs_only(time: str) -> None:
    assert moment(time)[0] is not None
    assert seconds("text", "VARCHAR", [time]) == [None]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (
            "BIGINT",
            [
                0,
                1_767_607_872,
                1_767_607_872_123,
                1_767_607_872_999_999,
                1_767_607_872_999_999_999,
                -5,
                8_999_999_999_999_999_999,
                None,
            ],
        ),
        (
            "DECIMAL(38, 9)",
            [
                *map(Decimal, ("1767607872.999999999", "946684799.999", "1767607872123.9", "1" + "0" * 28)),
                None,
            ],
        ),
        ("HUGEINT", [10**30, -(10**30), 1_767_607_872]),
    ],
)
def test_times_in_numbers(column: str, values: list[Any]) -> None:
    assert [moment(value)[0] for value in values] == seconds("number", column, values)


def test_times_in_floats() -> None:
    floats = ["1767607872.9999", "1767607872123", "1e30", "NaN", "Infinity", "-1"]
    expected = [moment(Decimal(text))[0] for text in floats]
    assert expected == seconds("number", "DOUBLE", floats)


def test_times_in_numbers_of_a_known_unit() -> None:
    values = [1_767_607_872, 999_999_999_999, None, -1]
    assert values_of(second_of(usage("seconds", "time")), "BIGINT", values) == [*values[:3], None]
    assert values_of(second_of(usage("milliseconds", "time")), "BIGINT", values) == [
        1_767_607,
        999_999_999,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        (None, "TIMESTAMPTZ"),
        ("datetime", "TIMESTAMP"),
        ("datetime", "TIMESTAMP_S"),
        ("datetime", "TIMESTAMP_MS"),
        ("datetime", "TIMESTAMP_NS"),
    ],
)
def test_times_of_the_engine(kind: str | None, column: str) -> None:
    times = ["2026-01-05 10:11:12", "2026-01-05 23:59:59.999", None]
    expected = [None if time is None else moment(time)[0] for time in times]
    assert expected[:1] == values_of(second_of(usage(kind, "time")), column, times)[:1]
    if column != "TIMESTAMP_S":
        assert expected == values_of(second_of(usage(kind, "time")), column, times)


def test_a_microsecond_is_not_rounded_to_the_next_day() -> None:
    time = ["2026-01-05 23:59:59.999999"]
    for kind, column in (("timestamp", "TIMESTAMPTZ"), ("datetime", "TIMESTAMP")):
        assert [moment(time[0])[0]] == values_of(second_of(usage(kind, "time")), column, time)


def test_days_of_the_engine() -> None:
    assert values_of(second_of(usage("date", "time")), "DATE", ["2026-01-05", None]) == [1_767_571_200, None]


@pytest.mark.parametrize(
    ("kind", "lacks"), [(None, False), ("seconds", False), ("datetime", True), ("date", True)]
)
def test_a_zone_is_known_by_what_a_column_holds(kind: str | None, *, lacks: bool) -> None:
    assert values_of(lacks_zone(usage(kind, "time")), "INTEGER", [1]) == [lacks]


AMOUNTS = [
    *(
        "0",
        "0.0",
        "1.5",
        ".5",
        "5.",
        "+5",
        "-0",
        "-0.00",
        "-1",
        "-0.01",
        "5e-7",
        "1.25E+3",
        "5e-0007",
        "x",
        "",
        "NaN",
    ),
    *(
        "9999999999999.99",
        "10000000000000",
        "1e12",
        "1e13",
        "1e99",
        "9e-20",
        "Infinity",
        "$5",
        "1,5",
        "0x1",
        " 7 ",
    ),
    *("NULL", "00012.5", "1e-300", "e5", "."),
]


def bill(value: Any) -> Decimal | None:
    try:
        return amount({"cost": value}, "cost")
    except BadRecord:
        return None


def stated(kind: str | None, column: str, values: Sequence[Any]) -> list[Decimal | None]:
    found: list[Decimal | None] = values_of(amount_of(usage(kind, "cost")), column, values)
    return found


def test_amounts_in_text() -> None:
    # So many zeros in an exponent are nobody's.
    texts = [text for text in AMOUNTS if text not in {"5e-0007", "1e-300"}]
    assert [bill(told(text)) for text in texts] == stated("text", "VARCHAR", texts)
    assert stated("text", "VARCHAR", ["5e-0007", None]) == [None, None]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.decimals(0, Decimal("9999999999999.99"), places=12), min_size=1))
@example([Decimal("0.000000000001")])
def test_any_amounts(amounts: list[Decimal]) -> None:
    assert amounts == stated("text", "VARCHAR", [*map(str, amounts)])
    assert amounts == stated("number", "DECIMAL(38, 12)", amounts)


def test_amounts_in_floats() -> None:
    texts = ["0.1", "1e-05", "0.30000000000000004", "-0.0", "-1", "NaN", "Infinity", "1e300", "12"]
    assert [bill(Decimal(text)) for text in texts] == stated("number", "DOUBLE", texts)


def test_an_amount_has_twenty_decimals() -> None:
    (found,) = stated(None, "DOUBLE", ["1.2345678901234567e-05"])
    assert found == Decimal("0.00001234567890123457")


def test_text_says_nothing_as_in_a_csv() -> None:
    assert set(NOTHING) == _EMPTY
