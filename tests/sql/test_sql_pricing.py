"""A whole query prices each row of a table as the same record would be priced where logs are read."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import sqlglot
from builders import catalog, model, period, routed, when
from in_duckdb import load, run
from sqlglot import exp

from llmcost.cost.charge import charge
from llmcost.cost.tariff import Tariff
from llmcost.cost.usage import Counts
from llmcost.errors import UnpricedError
from llmcost.logs.distinct import Request, _completeness
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.plain import mapped
from llmcost.records.record import BadRecord, Record
from llmcost.sources.layers import load_catalog
from llmcost.sql.counted import own
from llmcost.sql.dialects import DIALECTS, dialect_of
from llmcost.sql.expression import TEXT, Column, IsNull
from llmcost.sql.layout import write_query
from llmcost.sql.price_rows import price_rows
from llmcost.sql.price_table import PriceTable
from llmcost.sql.pricing import Lookup, pricing
from llmcost.sql.statement import Inline, Named, Query, Select, Star, Step, Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from llmcost.catalog.catalog import Catalog

Row = dict[str, Any]
COUNTS = (*Counts._fields, "total", "requests")
KINDS = {
    **dict.fromkeys(COUNTS, "BIGINT"),
    **dict.fromkeys(("model", "tier", "time", "id", "cost", "batch"), "VARCHAR"),
}
TEXTS = ("tier", "time", "cost", "batch")


class Priced(NamedTuple):
    """What is told of a row."""

    cost: Decimal | None
    reason: str | None
    model: str | None
    remark: str | None
    counts: Counts | None


def table_of(fields: Iterable[str], model: str | None = None) -> UsageTable:
    kinds = {field: "text" for field in fields if field in TEXTS}
    return UsageTable(Table("given", "u"), {field: field for field in fields}, kinds, model=model)


def query_of(usage: UsageTable, rows: Sequence[Row], known: Catalog, *, places: int | None = 23) -> Query:
    """The query, in which prices stand under the names as rows have them."""
    named = {row.get("model") or usage.model for row in rows}
    # A tier that nobody asks for does no harm, and one that is missing is the reason.
    tiers = {record.tier for row in rows if isinstance(record := read(row), Record)} | {""}
    prices = PriceTable(
        [
            row
            for name in sorted(filter(None, named))
            for tier in sorted(tiers)
            for row in price_rows(Tariff(known, name, tier), model=name)
            if "time" in usage.fields or not row.is_dated
        ],
        places=places,
    )
    steps = pricing(usage, prices, Lookup(prices=Table("prices", "p")), (Star("u"),))
    counts = [Named(Column(own(name)), f"counted_{name}") for name in ("input", "output")]
    counts += [
        Named(Column(own(name)), f"counted_{name}")
        for name in usage.counts
        if name not in {"input", "output"}
    ]
    told = [Named(Column(own(name)), name) for name in ("cost", "reason", "model", "remark")]
    result = Select(
        (Named(Column("row"), "row"), *told, *counts), Table("priced"), order_by=((Column("row"), False),)
    )
    return Query((Step("prices", prices.inline()), *steps), result)


def by_sql(usage: UsageTable, rows: Sequence[Row], known: Catalog) -> list[Priced]:
    load(
        "given",
        {name: KINDS[name] for name in usage.fields},
        [tuple(row.get(name) for name in usage.fields) for row in rows],
    )
    names = ("input", "output", *(name for name in usage.counts if name not in {"input", "output"}))
    return [
        Priced(
            *(row[1], row[2], row[3], row[4]),
            None if row[2] == "bad_count" else Counts(**dict(zip(names, row[5:], strict=True))),
        )
        for row in run(query_of(usage, rows, known))
    ]


def read(row: Row) -> Record | BadRecord | None:
    body = {name: value for name, value in row.items() if value is not None}
    try:
        return next(mapped({name: name for name in KINDS}).read(Found(body), FileState()), None)
    except BadRecord as error:
        return error


def in_process(
    rows: Sequence[Row], known: Catalog, given: str | None = None
) -> list[tuple[Record | None, Priced]]:
    """The same of each record by itself, whether it is a copy or not."""
    schedules: dict[tuple[str | None, str], Tariff] = {}
    found: list[tuple[Record | None, Priced]] = []
    for record in map(read, rows):
        if not isinstance(record, Record):
            reason = "bad_count" if isinstance(record, BadRecord) else "no_usage"
            found.append((None, Priced(None, reason, None, None, None)))
            continue
        name = record.model or given
        tariff = schedules.setdefault((name, record.tier), Tariff(known, name, record.tier))
        found.append((record, priced(tariff, record)))
    return found


def priced(tariff: Tariff, record: Record) -> Priced:
    counts, requests = record.counts, record.requests
    assert requests is not None
    of_counts = [code for code in record.remarks if code not in {"no_zone", "bad_time"}]
    of_time = [code for code in record.remarks if code == "bad_time"]
    remark = min(of_counts, key=lambda code: (code == "additive_assumed", code), default="") or "".join(
        of_time
    )
    slot = tariff.slot(record.time, counts.input if requests == 1 else None)
    if slot is None:
        assert tariff.trouble is not None
        reason = getattr(tariff.trouble, "reason", None) or tariff.trouble.code
        return Priced(None, reason, tariff.name, remark, counts)
    try:
        cost = charge(tariff.rates(slot), counts, requests)
    except UnpricedError as error:
        return Priced(None, error.reason, tariff.label, remark or slot.remark, counts)
    return Priced(cost, None, tariff.label, remark or slot.remark, counts)


def completeness(record: Record) -> tuple[object, ...]:
    return _completeness(Request(0, record.counts, record.stated, record.requests or 0))


def compare(
    fields: Sequence[str], rows: Sequence[Row], known: Catalog, given: str | None = None
) -> list[Priced]:
    """Hold each row by SQL against the same record in process; of copies the most complete has to count."""
    rows = [{name: row.get(name) for name in fields} for row in rows]
    found = by_sql(table_of(fields, given), rows, known)
    copies: dict[str, list[tuple[Record, bool]]] = {}
    for row, one, (record, expected) in zip(rows, found, in_process(rows, known, given), strict=True):
        if record is None:
            assert one.reason == expected.reason, row
            assert one.cost is None, row
            continue
        is_copy = one.reason == "duplicate"
        if record.id is not None:
            copies.setdefault(record.id, []).append((record, is_copy))
        assert not (is_copy and record.id is None), row
        if is_copy:
            assert (one.cost, one.counts) == (None, expected.counts), row
        else:
            assert one == expected, row
    for alike in copies.values():
        (kept,) = (record for record, is_copy in alike if not is_copy)
        assert completeness(kept) == max(completeness(record) for record, _ in alike)
    return found


@cache
def bundled() -> Catalog:
    return load_catalog(None, environ={})


NAMES = (
    *("openai/gpt-4o", "gpt-4o-mini", "anthropic/claude-sonnet-4.5", "claude-opus-4-1", "gpt-5"),
    *("google/gemini-2.5-pro", "google/gemini-2.5-flash", "deepseek/deepseek-chat", "deepseek/deepseek-v3.2"),
    *("openrouter/auto", "gpt-4o-2024-08-06", "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    *("nobody/knows", "it's\nodd", "", None, "x-ai/grok-4", "qwen/qwen3-max", "mistralai/mistral-large"),
)
TIERS = ("", "standard", "Batch", "flex", "priority", "us", "fast", "whatever", None)
TIMES = (
    *("x", None, "", "1789-07-14", "2023-01-01T00:00:00Z", "2999-12-31T23:59:59Z", "2026-11-10"),
    *("2025-06-01T00:00:00+14:00", "1767607872", "1767607872999", "2026-02-28 23:59:59.9 UTC"),
)


def rows_at_random(seed: int, many: int) -> list[Row]:
    """Rows in which everything is odd now and then, some of them written down again."""
    random = Random(seed)  # noqa: S311 - the same rows each time
    rows: list[Row] = []
    for at in range(many):
        most = random.choice((9, 5000, 300_000, 2_000_000, 10**12))
        row: Row = {name: random.choice((None, 0, random.randint(0, most))) for name in Counts._fields[2:]}
        row = {name: count for name, count in row.items() if random.random() < 0.5}
        row["web_search"] = random.choice((None, 0, 0, 0, 3))
        row |= {"input": random.randint(0, most), "output": random.choice((0, random.randint(0, most)))}
        if random.random() < 0.3:
            row["total"] = sum(count or 0 for count in row.values()) + random.choice((0, 0, 1))
        if random.random() < 0.05:
            row[random.choice(COUNTS)] = random.choice((-1, 10**12 + 1))
        if random.random() < 0.05:
            row = {}
        row["requests"] = row.get("requests", random.choice((None, 1, 1, 1, 7, 0)))
        row["model"], row["tier"] = random.choice(NAMES), random.choice(TIERS)
        moment = datetime.fromtimestamp(random.randint(1_690_000_000, 1_800_000_000), UTC)
        row["time"] = random.choice((moment.isoformat(), moment.isoformat(), random.choice(TIMES)))
        row["batch"] = random.choice((None, "false", "0", "no", "true"))
        row["cost"] = random.choice((None, None, "0", "0.0125", "1e-05", "-1", "x"))
        row["id"] = random.choice((None, "", str(at), f"req-{at:08}", f"chatcmpl-{at:016}", f"msg_{at}"))
        rows.append(row)
        while rows and random.random() < 0.3:
            again = dict(random.choice(rows[-5:]))
            name = random.choice(
                ("output", "cost", "model", "tier", "time", "cache_read", "requests", "input", "id")
            )
            other = random.choice(rows[-20:])
            rows.append(again | {name: other.get(name)})
    random.shuffle(rows)
    return rows


EVERYTHING = tuple(KINDS)


@pytest.mark.parametrize(
    ("seed", "fields", "given"),
    [
        (1, EVERYTHING, None),
        (2, EVERYTHING, "gpt-4o"),
        (3, [name for name in EVERYTHING if name != "time"], None),
        (4, [name for name in EVERYTHING if name not in {"requests", "total", "cost", "batch"}], None),
        (5, [name for name in EVERYTHING if name not in {"id", "tier"}], None),
        (6, ("model", "input", "output"), None),
        (7, ("model", "input", "output", "time", "id"), None),
        (8, ("input", "output", "cache_read", "cost"), "claude-sonnet-4.5"),
        (9, ("model", "output", "reasoning", "requests", "id"), None),
    ],
)
def test_rows_are_priced_as_records_are(seed: int, fields: Sequence[str], given: str | None) -> None:
    found = compare(fields, rows_at_random(seed, 700), bundled(), given)
    assert sum(each.cost is not None for each in found) > len(found) / 10


def test_every_reason_is_met() -> None:
    reasons = {
        each.reason for seed in (1, 5) for each in compare(EVERYTHING, rows_at_random(seed, 700), bundled())
    }
    assert reasons >= {
        *("bad_count", "no_usage", "duplicate", "no_model", "unknown_model", "no_tier_price"),
        *("before_release", "no_web_search_price", "varies", None),
    }


NOW, EARLY, NIGHT = "2026-11-09T12:00:00Z", "2026-01-01T00:00:00Z", "2026-11-09T00:59:59Z"
ODD = catalog(
    model("acme/free-by-night", when(utc="00:00-01:00", input="0", output="0")),
    model(
        "acme/long",
        when(above=1000, input="2"),
        since="2026-03-01",
        seen="2026-11-10",
        facts={"past": (period("2026-02-01", "2026-02-10", input="9", output="9"),)},
    ),
    routed("acme/any"),
    model("acme/in", input="1"),
    model("acme/by-weekday", when(days=(6,), utc="23:00-02:00", input="0.5")),
)


@pytest.mark.parametrize(
    ("row", "cost", "reason"),
    [
        ({"model": "free-by-night", "time": NOW}, "0.000050", None),
        ({"model": "free-by-night", "time": NIGHT}, None, "zero"),
        ({"model": "free-by-night", "time": None}, "0.000050", None),
        ({"model": "free-by-night", "time": "x"}, "0.000050", None),
        ({"model": "long", "time": EARLY}, None, "before_release"),
        ({"model": "long", "time": "2026-02-20"}, "0.000180", None),
        ({"model": "long", "time": NOW, "input": 1000}, "0.001040", None),
        ({"model": "long", "time": NOW, "input": 1001}, "0.002042", None),
        ({"model": "long", "time": NOW, "input": 1001, "requests": 2}, "0.001041", None),
        ({"model": "any", "time": NOW}, None, "varies"),
        ({"model": "in", "time": NOW}, None, "no_output_price"),
        ({"model": "in", "time": NOW, "output": 0}, "0.000010", None),
        ({"model": "by-weekday", "time": "2026-11-08T23:30:00Z"}, "0.000045", None),
        ({"model": "by-weekday", "time": "2026-11-08T01:30:00Z"}, "0.000045", None),
        ({"model": "by-weekday", "time": "2026-11-09T01:30:00Z"}, "0.000050", None),
    ],
)
def test_conditions(row: Row, cost: str | None, reason: str | None) -> None:
    (found,) = compare(
        ("model", "input", "output", "time", "requests"), [{"input": 10, "output": 10, **row}], ODD
    )
    assert (None if found.cost is None else f"{found.cost:.6f}", found.reason) == (cost, reason)


def test_what_can_not_be_read_hides_no_copy_of_it() -> None:
    one = {"model": "long", "id": "chatcmpl-0123456789", "input": 10, "output": 5}
    rows = [
        one | {"cache_read": -1, "output": 99},
        one,
        one | {"output": 4},
        {"id": one["id"], "requests": 9},
    ]
    found = compare(("model", "input", "output", "cache_read", "requests", "id"), rows, ODD)
    assert [each.reason for each in found] == ["bad_count", None, "duplicate", "no_usage"]


def test_a_row_that_states_a_cost_alone_is_no_copy_of_one_that_states_nothing() -> None:
    bill = {"model": "long", "id": "chatcmpl-0123456789", "cost": "3", "requests": 1}
    found = compare(
        ("model", "input", "output", "cost", "requests", "id"),
        [bill | {"cost": None, "requests": 9}, bill],
        ODD,
    )
    assert [each.reason for each in found] == ["no_usage", None]


def test_who_asks_for_it_gets_each_row_by_itself() -> None:
    rows = [{"model": "long", "id": "chatcmpl-0123456789", "input": 10, "output": 5}] * 2
    fields = ("model", "input", "output", "id")
    load(
        "given",
        {name: KINDS[name] for name in fields},
        [tuple(row.get(name) for name in fields) for row in rows],
    )
    prices = PriceTable(price_rows(Tariff(ODD, "long", ""), model="long"), places=23, numbered=True)
    for single, expected in (
        (None, [("duplicate",), (None,)]),
        (IsNull(Column("absent")), [(None,), (None,)]),
    ):
        keep = (Star("u"), Named(Column("batch", "u"), "absent")) if single else (Star("u"),)
        if single:
            run("ALTER TABLE given ADD COLUMN batch VARCHAR")
        steps = pricing(table_of(fields), prices, Lookup(prices=Table("prices", "p")), keep, single)
        result = Select((Named(Column(own("reason")), "reason"),), Table("priced"))
        found = run(Query((Step("prices", prices.inline()), *steps), result))
        assert sorted(found, key=str, reverse=True) == sorted(expected, key=str, reverse=True)


def test_names_may_be_looked_up_in_a_table() -> None:
    names = Inline(
        (("name", TEXT), ("model", TEXT), ("reason", TEXT)),
        [
            ("l", "acme/long", None),
            ("a", None, "ambiguous_model"),
            ("o", None, "unknown_model"),
            ("t", "acme/long", None),
        ],
    )
    rows = [
        ("l", "", NOW),
        ("a", "", NOW),
        ("o", "", NOW),
        (None, "", NOW),
        ("l", "flex", NOW),
        ("l", "", EARLY),
    ]
    load(
        "given",
        {"row_": "INT", **dict.fromkeys(("model", "tier", "time"), "VARCHAR"), "input": "INT"},
        [(0, *row, 10) for row in rows],
    )
    usage = table_of(("model", "tier", "time", "input"))
    kept = [row for row in price_rows(Tariff(ODD, "long", ""), model="acme/long") if row.reason is None]
    prices = PriceTable(kept, places=23)
    steps = pricing(usage, prices, Lookup(Table("names", "n"), Table("prices", "p")), (Star("u"),))
    told = [Named(Column(own(name)), name) for name in ("model", "reason")]
    result = Select((Named(Column("row"), "row"), *told), Table("priced"), order_by=((Column("row"), False),))
    found = run(Query((Step("prices", prices.inline()), Step("names", names), *steps), result))
    assert [each[1:] for each in found] == [
        ("acme/long", None),
        (None, "ambiguous_model"),
        (None, "unknown_model"),
        (None, "no_model"),
        ("acme/long", "no_tier_price"),
        ("acme/long", "before_release"),
    ]


def test_the_usage_table_may_be_called_as_a_step_is() -> None:
    for name in ("stated", "priced", "counted"):
        table = load(name, {"model": "VARCHAR", "input": "INT"}, [("long", 10)])
        usage = UsageTable(table, {"model": "model", "input": "input"})
        assert len(run(query_of(usage, [{"model": "long"}], ODD))) == 1
        run(f"DROP TABLE {name}")


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("fields", [EVERYTHING, ("model", "input", "output")])
def test_the_query_can_be_read_in_every_dialect(name: Any, fields: Sequence[str]) -> None:
    dialect = dialect_of(name)
    usage = table_of(fields)._replace(kinds={"time": "datetime", "cost": "number"})
    query = query_of(
        usage, [{"model": each.removeprefix("acme/")} for each in ODD.models], ODD, places=dialect.places
    )
    (tree,) = sqlglot.parse(write_query(query, dialect), read=name)
    assert isinstance(tree, exp.Select)
    assert not [*tree.find_all(exp.Command)]
