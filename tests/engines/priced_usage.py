"""A million generated records, with what the in-process path says of them, for the tests of every engine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generated_usage import ASKED, COLUMNS, UNDATED, as_parquet, generate, spent, truth_of

from llmcost.cost.tariff import Tariff
from llmcost.records.fields import fields_of
from llmcost.sources.layers import load_catalog
from llmcost.sql.dialects import dialect_of
from llmcost.sql.layout import write_script
from llmcost.sql.reading import read_table
from llmcost.sql.script import book_of, script
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from engine import Engine
    from generated_usage import Generated, Truth

    from llmcost.catalog.catalog import Catalog
    from llmcost.sql.engine import Engine as ReadingEngine

MILLION = 1_000_000
FEW = 50_000
FIELDS = {field: name for field, name in fields_of(tuple(COLUMNS)).items() if field != "session"}
"""Field -> column, as ``--map`` says it."""
COUNTED = (
    *("input", "output", "cache_read", "cache_write", "cache_write_1h", "image_input", "audio_input"),
    *("audio_cache_read", "reasoning", "image_output", "audio_output", "web_search"),
)
"""The counts of a row, which the view has as columns."""
_OF_PARQUET = "no_zone"
"""What is odd about its times only."""
_SUMS = ", ".join(f"SUM(llmcost_{name})" for name in ("requests", *COUNTED, "cost"))
_TOTALS = f"""
  SELECT llmcost_model, session, {_SUMS} FROM {{}} WHERE llmcost_cost IS NOT NULL
  GROUP BY llmcost_model, session
"""  # noqa: S608 - names of our own
_UNPRICED = """
  SELECT llmcost_name, llmcost_tier, llmcost_reason, SUM(llmcost_requests) FROM {}
  WHERE llmcost_reason IS NOT NULL AND llmcost_reason <> 'no_usage'
  GROUP BY llmcost_name, llmcost_tier, llmcost_reason
"""
_BY_NAME = f"""
  SELECT llmcost_name, llmcost_model, llmcost_reason, session, {_SUMS} FROM llmcost_costs
  WHERE llmcost_reason IS NULL OR llmcost_reason <> 'no_usage'
  GROUP BY llmcost_name, llmcost_model, llmcost_reason, session
"""  # noqa: S608 - names of our own


class PricedUsage(NamedTuple):
    """Records, and the truth about them."""

    catalog: Catalog
    made: Generated
    truth: Truth
    parquet: Path


@cache
def priced_usage(base: Path, rows: int = MILLION, *, beside: bool = False) -> PricedUsage:
    """Records by the bundled prices, made once for all tests.

    Args:
        base: folder of the test session.
        rows: how many.
        beside: as in ``generate``.
    """
    folder = base / f"usage-{rows}-{beside}"
    folder.mkdir()
    catalog = load_catalog(None, environ={})
    made = generate(folder, rows, catalog, beside=beside)
    return PricedUsage(catalog, made, truth_of(made, catalog), as_parquet(made))


def script_of(engine: Engine, catalog: Catalog, *, form: str = "script", more: Iterable[str] = ()) -> str:
    """The SQL that prices the table ``usage`` there.

    Args:
        engine: whose dialect it is in.
        catalog: the prices.
        form: as in ``script``.
        more: names of models as they stand in the table.
    """
    dialect = dialect_of(engine.dialect)
    usage = UsageTable(Table("usage", "u"), FIELDS, {"time": engine.time})
    return write_script(script(book_of(catalog, usage, dialect, more=more), usage, form=form), dialect)


def compare(engine: Engine, usage: PricedUsage) -> None:
    """Price the table ``usage`` there, and hold every total against the truth."""
    engine.run(script_of(engine, usage.catalog, more=names_in(engine)))
    hold(engine, usage, "llmcost_costs")


def names_in(engine: Engine) -> list[str]:
    """The names of models that stand in the table."""
    return [name for (name,) in engine.run("SELECT DISTINCT model FROM usage") if name]


def hold(engine: Engine, usage: PricedUsage, source: str) -> None:
    """Hold what each row costs there against the truth.

    Args:
        engine: that has priced the table ``usage``.
        usage: with the truth.
        source: the view of the rows and their costs, or a query of them in brackets.
    """
    found = engine.run(_TOTALS.format(source))
    totals = {(model, month): (tuple(map(int, counts)), cost) for model, month, *counts, cost in found}
    truth = {
        key: ((each.requests, *(getattr(each.counts, name) for name in COUNTED)), each.cost)
        for key, each in usage.truth.totals.items()
    }
    assert set() == truth.keys() ^ totals.keys()
    assert {} == {
        key: (counts, totals[key][0]) for key, (counts, _) in truth.items() if counts != totals[key][0]
    }
    # Nowhere is anything rounded.
    assert {} == {key: (cost, totals[key][1]) for key, (_, cost) in truth.items() if cost != totals[key][1]}
    assert usage.truth.cost == sum(cost for _, cost in totals.values())
    unpriced = unpriced_of(engine, usage.catalog, source)
    assert set() == usage.truth.unpriced.items() ^ unpriced.items()


def unpriced_of(engine: Engine, catalog: Catalog, source: str) -> dict[tuple[str, str], int]:
    """What has no price there: the name that it is told under in process, and the reason -> requests."""
    unpriced: Counter[tuple[str, str]] = Counter()
    for name, tier, reason, requests in engine.run(_UNPRICED.format(source)):
        unpriced[Tariff(catalog, name, tier).label, reason] += int(requests)
    return dict(unpriced)


def hold_unnamed(engine: Engine, usage: PricedUsage) -> None:
    """Price the table again by the names that SQL reads itself: each row costs what it did, or is of an
    unknown model.
    """
    before = _by_name(engine)
    engine.run(script_of(engine, usage.catalog))
    after = _by_name(engine)
    assert before.keys() == after.keys()
    other = {name for name in after if after[name] != before[name]}
    refused = {name for name in other if {row[1] for row in after[name]} == {"unknown_model"}}
    assert other == refused
    assert 0 < len(refused) < len(after) // 10


def hold_forms(engine: Engine, usage: PricedUsage) -> None:
    """Hold what each form says that is one query."""
    more = names_in(engine)
    rows, totals, unpriced = (
        script_of(engine, usage.catalog, form=form, more=more) for form in ("rows", "totals", "unpriced")
    )
    hold(engine, usage, f"({rows.strip().removesuffix(';')}) AS costs")
    whole: dict[str, tuple[int, Decimal]] = {}
    for (model, _), each in usage.truth.totals.items():
        requests, cost = whole.get(model, (0, Decimal()))
        whole[model] = requests + each.requests, cost + each.cost
    assert whole == {model: (int(requests), cost) for model, requests, _, _, cost in engine.run(totals)}
    reasons: Counter[str] = Counter()
    for (_, reason), requests in usage.truth.unpriced.items():
        reasons[reason] += requests
    told: Counter[str] = Counter()
    for _, reason, requests, *_ in engine.run(unpriced):
        told[reason] += int(requests)
    assert reasons == told


def written(engine: Engine, folder: Path) -> str:
    """The script that the command line writes for the table ``usage`` there."""
    listed = folder / "names"
    listed.write_text("\n".join(names_in(engine)), encoding="utf-8")
    fields = ",".join(f"{field}={name}" for field, name in FIELDS.items())
    command = ("sql", "--dialect", engine.dialect, "--map", fields, "--time", engine.time)
    return _said(*command, "--names", str(listed), "--quiet")


def hold_read(engine: ReadingEngine, usage: PricedUsage, files: Sequence[Path]) -> None:
    """Hold what an engine reads out of files against the truth."""
    found = spent(read_table(engine, [*map(str, files)], ASKED, usage.catalog), usage.catalog)
    truth = usage.truth.spending
    kept = {"files": truth.tally.files, "bytes": truth.tally.bytes}
    tally = found.tally._replace(**kept)
    found_alike = found._replace(tally=tally, oddities=truth.oddities, notes=truth.notes)
    # To tell all that differs would take minutes.
    assert [] == [name for name in truth._fields if getattr(truth, name) != getattr(found_alike, name)]
    assert [each.code for each in truth.notes] == [each.code for each in found.notes]
    assert {each.code: each.times for each in found.oddities if each.code != _OF_PARQUET} == {
        each.code: each.times for each in truth.oddities
    }


def hold_reported(engine: str, usage: PricedUsage, files: Sequence[Path]) -> None:
    """Hold what the command line says with an engine against what it says without."""
    said, truth = (
        json.loads(_said("usage", *map(str, paths), "--json", "--quiet", *flags), parse_float=Decimal)
        for paths, flags in ((files, ("--engine", engine)), (usage.made.csv, ()))
    )
    assert truth["total"]["cost"]
    truth, said = map(_in_any_order, (truth, said))
    assert [] == [name for name in {**truth, **said} if truth.get(name) != said.get(name)]


def _in_any_order(said: dict[str, Any]) -> dict[str, Any]:
    """What is said, but for which records came first, and how many files they stood in."""
    records = {name: count for name, count in said["records"].items() if name not in {"files", "bytes"}}
    oddities = [(each["code"], each["times"]) for each in said["oddities"] if each["code"] != _OF_PARQUET]
    notes = [each["code"] for each in said["notes"]]
    return said | {"records": records, "oddities": oddities, "notes": notes}


def _said(*arguments: str) -> str:
    command = (sys.executable, "-m", "llmcost", *arguments)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in {0, 5}, done.stderr
    return done.stdout


def _by_name(engine: Engine) -> dict[str | None, set[tuple[Any, ...]]]:
    found: dict[str | None, set[tuple[Any, ...]]] = {}
    for name, *row in engine.run(_BY_NAME):
        found.setdefault(name, set()).add(tuple(row))
    return found


def loaded(engine: Engine, made: Generated) -> None:
    """Hold what stands in the table ``usage`` there against what was made."""
    sums = ", ".join(f"sum({name})" for name in made.sums)
    ((rows, *found),) = engine.run(f"SELECT count(*), {sums} FROM usage")  # noqa: S608 - names of our own
    assert made.rows == rows
    assert list(made.sums.values()) == [int(value or 0) for value in found]
    ((without,),) = engine.run("SELECT count(*) FROM usage WHERE time IS NULL")
    assert -(-made.rows // UNDATED) == without
