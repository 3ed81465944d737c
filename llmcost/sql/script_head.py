"""What stands above a script: what it is, what its prices and columns are, and what its figures mean."""

from __future__ import annotations

from pathlib import PurePath
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING

from llmcost.catalog.price import CHARGES
from llmcost.money import plain
from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.sql.dialect import Dialect
    from llmcost.sql.price_table import PriceTable
    from llmcost.sql.usage_table import UsageTable

_WIDTH = 100
_LAYERS = MappingProxyType(
    {
        "given": "a ledger of your own",
        "refreshed": "fetched by llmcost refresh",
        "bundled": "the ledger that comes with llmcost",
    }
)
_CACHES = MappingProxyType(
    {
        "inclusive": "Cached tokens are part of the input (--cache inclusive).",
        "additive": "Cached tokens stand beside the input (--cache additive).",
        "auto": "Cached tokens are part of the input, or beside it where they are more than it"
        " (--cache says which).",
    }
)
_TIMES = MappingProxyType(
    {
        "timestamp": "an instant",
        "datetime": "a time of UTC",
        "date": "a day of UTC, at whose first minute a price counts that depends on the hour",
        "seconds": "seconds since 1970",
        "milliseconds": "milliseconds since 1970",
    }
)


def script_head(
    usage: UsageTable,
    prices: PriceTable,
    provenance: Provenance,
    dialect: Dialect,
    *,
    table: str,
    version: str,
    models: Collection[str] | None,
    form: str = "script",
) -> tuple[str, ...]:
    """The lines above a script, without the signs of a comment.

    Args:
        usage: what is priced.
        prices: that the script holds.
        provenance: of the prices.
        dialect: of the script.
        table: the name of the table, as it was given.
        version: of llmcost.
        models: the ids to which it is kept. None: all.
        form: one of ``script.FORMS``.
    """
    said = [
        f"What each row of {table} costs at list prices, for {dialect.title}. Written by llmcost {version}.",
        *_origin(provenance, {row.model for row in prices.rows}),
    ]
    if "model" not in usage.fields:
        said.append(f"All rows are of {usage.model}.")
    elif models is not None:
        said.append(f"Only {', '.join(sorted(models))}: other names are unknown_model.")
    said += [
        f"Columns (--map): {', '.join(f'{field}={column}' for field, column in usage.fields.items())}.",
        *_rules(usage, prices, provenance),
        _decimals(prices),
        "llmcost_cost is in USD: list prices, no bill. Where it is NULL, llmcost_reason says why.",
    ]
    if "model" in usage.fields:
        said.append(
            "Names are read as llmcost reads them, as far as SQL can. One that it does not know is"
            " unknown_model: --names FILE takes names as they stand in the table."
        )
    if dialect.name == "spark" and form == "script":
        said.append(
            "A view of Spark reads no temporary view, such as one of a data frame: what --form rows, totals"
            " or unpriced writes is a query, which does."
        )
    return _lines(said)


def list_head(provenance: Provenance, models: Collection[str], *, version: str) -> tuple[str, ...]:
    """The lines above a script that makes nothing but a table of prices.

    Args:
        provenance: of the prices.
        models: the ids in it.
        version: of llmcost.
    """
    return _lines(
        [
            f"List prices in USD per million tokens, web_search and request each. By llmcost {version}.",
            *_origin(provenance, models),
            "until, size_to and week_to are the last that count; NULL is open. Days are of UTC.",
            "week_from and week_to are minutes since Monday 00:00 UTC.",
            "A class without a rate of its own has that of its parent.",
        ]
    )


def _origin(provenance: Provenance, models: Collection[str]) -> Iterator[str]:
    yield f"Prices: {provenance.source} of {provenance.as_of}, {_LAYERS[provenance.layer]}."
    yield from map(_overridden, provenance.overrides_of(models))


def _overridden(override: Override) -> str:
    # The name alone: whoever reads the script has other folders.
    file = PurePath(override.file).name
    unit = "each" if override.rate in CHARGES else "/1M"
    when = f" {override.condition}" if override.condition else ""
    return f"Overridden: {override.model} {override.rate} ${plain(override.value)} {unit}{when} ({file})."


def _rules(usage: UsageTable, prices: PriceTable, provenance: Provenance) -> Iterator[str]:
    if any("cache" in name for name in usage.counts):
        yield _CACHES[usage.cache]
    if "time" in usage.fields:
        kind = _TIMES[usage.kinds.get("time", "timestamp")]
        yield (
            f"Each row has the prices of its day and hour in UTC: {usage.fields['time']} holds {kind}."
            f" A row without a time has those of {provenance.as_of}, at their dearest hour."
        )
    else:
        yield (
            f"Every row has the prices of {provenance.as_of}, at their dearest hour:"
            " --map time=COLUMN brings in those of each day and hour."
        )
    if prices.is_sized and "requests" in usage.fields:
        yield "A row that sums several requests has base rates, since the size of each is not known."
    elif prices.is_sized:
        yield "Each row is one request, whose input decides where prices depend on its size."
    if "id" in usage.fields:
        yield "Rows of the same request count once; the others are a duplicate."


def _decimals(prices: PriceTable) -> str:
    places, rounded = prices.widths.places, prices.rounded
    if not rounded:
        return "Rates are exact, and so is every cost."
    have = "rate has" if rounded == 1 else "rates have"
    return f"{rounded:,} {have} more than {places} decimals of USD per token: rounded to {places}."


def _lines(said: list[str]) -> tuple[str, ...]:
    return tuple(
        line
        for each in said
        for line in wrap(
            printable(each), _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
    )
