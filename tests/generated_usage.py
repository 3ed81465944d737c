"""Generated records of usage, the same each time, and what the in-process path says that they cost."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.priced import price_cells
from llmcost.cost.spend import Wish, spend
from llmcost.cost.spending import MISSING
from llmcost.logs.files import find_logs
from llmcost.logs.logs import read_logs
from llmcost.money import ZERO
from llmcost.records.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Price
    from llmcost.cost.spend import Logged
    from llmcost.cost.spending import Spending
    from llmcost.cost.usage import Counts

COLUMNS = {
    "model": "text",
    "input_tokens": "count",
    "output_tokens": "count",
    "cache_read": "count",
    "cache_write": "count",
    "cache_write_1h": "count",
    "image_input": "count",
    "audio_input": "count",
    "audio_cache_read": "count",
    "reasoning": "count",
    "image_output": "count",
    "audio_output": "count",
    "web_search": "count",
    "total_tokens": "count",
    "requests": "count",
    "tier": "text",
    "batch": "text",
    "time": "time",
    "session": "text",
}
"""Column -> what it holds. Each has a name under which its field is found without being told.
``session`` holds the month, as reports name it."""

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""When the records are read."""
_FIRST = date(2023, 1, 1)
ASKED = Question(by=("model", "month"), now=int(NOW.timestamp()))
_SEED = 8
_POOL = 20_000
"""How many different sizes and hours there are, about."""
_STATED = 3
_FILES = 4
_EDGES = 20
UNDATED = 37
"""Each so many-th record has no time."""

_SHAPES = (
    *[(0, 0, 0, 0, 0, 0)] * 4,
    *[(12, 0, 0, 0, 0, 0), (8, 4, 0, 0, 0, 0), (16, 0, 0, 0, 0, 0), (0, 16, 0, 0, 0, 0)],
    *[(4, 2, 6, 0, 0, 0), (0, 0, 12, 0, 0, 0), (1, 1, 1, 1, 1, 1), (0, 0, 0, 15, 0, 0)],
    *[(0, 0, 0, 0, 9, 0), (0, 0, 0, 0, 4, 4), (2, 0, 0, 3, 5, 6)],
)
"""Sixteenths of the input: read from the cache, written to it, written for an hour, pictures, audio, audio
read from the cache."""
_OUTPUT_SHAPES = (*[(0, 0, 0)] * 4, (8, 0, 0), (16, 0, 0), (0, 12, 0), (0, 0, 7), (5, 5, 6))
"""Sixteenths of the output: reasoning, pictures, audio."""
_THRESHOLDS = (32_000, 100_000, 128_000, 200_000, 256_000, 272_000)
_INPUTS = (
    *(0, 1, 2, 7, 15, 16, 999_999, 1_000_000, 1_048_576),
    *(above + beside for above in _THRESHOLDS for beside in (-1, 0, 1)),
)
"""Sizes at which something begins or ends, beside those drawn."""
_TIERS = (
    *[""] * 50,
    *("default", "standard", "AUTO", "on_demand", "batch", "Batch", "flex", "priority", " fast ", "us"),
    *("provisioned", "provisioned_throughput", "free", "turbo", "o'clock\\"),
)
_BATCH = (*[""] * 20, "true", "True", "1", "false", "0", "no")
_REQUESTS = (*[""] * 8, *["1"] * 8, "2", "3", "250", "0")
_SEARCHES = (*[0] * 12, 1, 2, 40)
_UNKNOWN = (
    *("", "gpt-4.1-mni", "acme/unheard-of", "none", "NULL-1", "gpt", "openai/", "/", ":free", "~", "a/b/c"),
    *("o'brien/mo\\del", 'say "hi", twice', "größe/東京-😀", "line\tbreak", "% _ $1 {x} --", "x" * 299),
    # Letters that lower() makes plain ones of: the signs of Kelvin and ångström, and the dotted I.
    *("moonshotai/\u212aimi-k2.6", "\u212bcme/one", "GEM\u0130NI-2.5-pro", "openai/gpt-4o ", "deepseek_chat"),
)
_SPELLED = (
    *("gpt-4o-2024-08-06", "gpt-4.1-mini-2025-04-14", "claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
    *("claude-opus-4-0", "claude-3-5-sonnet-20241022", "claude-3.5-sonnet", "grok-4-0709", "gpt-4-0613"),
    *("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-3-haiku-20240307-v1:0"),
    *("bedrock/eu.anthropic.claude-sonnet-4-20250514-v1:0", "bedrock/us-east-1/anthropic.claude-v2:1"),
    *("azure/gpt-4o", "azure/eu/gpt-4o-2024-08-06", "azure_ai/global/gpt-4.1", "github/gpt-4o-mini"),
    *("vertex_ai/claude-sonnet-4-5@20250929", "vertex_ai/gemini-2.5-pro", "models/gemini-2.5-flash"),
    *("gemini/gemini-2.5-pro", "groq/llama-3.3-70b-versatile", "together_ai/deepseek-ai/DeepSeek-V3"),
    *("openrouter/openai/gpt-4o", "openrouter/anthropic/claude-sonnet-4.5", "openrouter/auto", "auto"),
    *("anthropic/claude-sonnet-4.5:nitro", "openai/gpt-4o:online", "gpt-4o:floor", "gpt-4.1:batch"),
    *("deepseek/deepseek-v4-flash-vision-exp", "DEEPSEEK-V4-FLASH-VISION-EXP", "google/gemini-2.5-pro"),
)
"""Names that need a rule each; those that follow from the ledger are made of it."""


class Total(NamedTuple):
    """What priced records come to."""

    requests: int
    counts: Counts
    """As in ``Usage``: ``input`` and ``output`` hold their parts."""
    cost: Decimal
    """At list prices, exact, in USD."""


class Truth(NamedTuple):
    """What the in-process path says."""

    totals: Mapping[tuple[str, str], Total]
    """Label of the model and month, as in ``session`` -> what was priced of it."""
    unpriced: Mapping[tuple[str, str], int]
    """Label of the model and code of the reason -> requests."""
    cost: Decimal
    """Of all that could be priced."""
    spending: Spending
    """All of it."""
    kinds: Mapping[str, Decimal]
    """What was priced ``by past price``, ``by size``, ``by hour``, ``without a time``, and at each service
    tier, such as ``batch`` -> what it cost."""


class Generated(NamedTuple):
    """Records as files."""

    rows: int
    csv: tuple[Path, ...]
    sums: Mapping[str, int]
    """Column of counts -> its sum, as it stands there."""


def generate(
    folder: Path, rows: int, catalog: Catalog, *, beside: bool = False, seed: int = _SEED
) -> Generated:
    """Write records into a CSV, column by column, since a million of them one by one would take minutes.

    Args:
        folder: where to.
        rows: how many.
        catalog: whose models they name.
        beside: whether the parts stand beside the totals in many of them, and exceed them in some.
        seed: of all that is drawn.
    """
    draw = Random(seed)  # noqa: S311 - the same each time
    models = sampled(catalog, draw)
    sizes = [*_INPUTS, *(draw.randrange(2 ** draw.randrange(1, 21)) for _ in range(_POOL))]
    inputs = draw.choices(sizes, k=rows)
    outputs = [size >> 3 for size in draw.choices(sizes, k=rows)]
    of_input = _parts(inputs, draw.choices(_SHAPES, k=rows))
    of_output = _parts(outputs, draw.choices(_OUTPUT_SHAPES, k=rows))
    total = _beside(inputs, outputs, of_input, of_output, draw) if beside else [""] * rows
    numbers = [inputs, outputs, *of_input, *of_output, draw.choices(_SEARCHES, k=rows)]
    requests = draw.choices(_REQUESTS, k=rows)
    for at, each in enumerate(requests):
        if each == "0":  # what sums up no request may hold no tokens
            total[at] = ""
            for column in numbers:
                column[at] = 0
    # Zeros are stated in the first columns, and left out in the others.
    written = [*numbers[:_STATED], *([each or "" for each in column] for column in numbers[_STATED:])]
    stamps = _times(models, rows, draw)
    columns = [
        *(draw.choices(names(models, draw), k=rows), *written, total, requests),
        *(draw.choices(_TIERS, k=rows), draw.choices(_BATCH, k=rows), stamps),
        [stamp[:7] or MISSING for stamp in stamps],
    ]
    counted = [name for name, kind in COLUMNS.items() if kind == "count"]
    sums = dict(zip(counted, map(sum, numbers), strict=False))
    records = zip(*columns, strict=True)
    paths = tuple(folder / f"{'beside' if beside else 'usage'}-{number}.csv" for number in range(_FILES))
    for path in paths:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(islice(records, -(-rows // _FILES)))
    return Generated(rows, paths, sums)


def as_parquet(made: Generated) -> Path:
    """The same records typed: counts of 64 bits, times without zone in UTC, flags.

    Half of the empty names are empty text instead of NULL. Needs duckdb.
    """
    import duckdb

    path = made.csv[0].with_suffix(".parquet")
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"""
            COPY (
              SELECT * REPLACE (
                coalesce(model, CASE WHEN input_tokens % 2 = 0 THEN '' END) AS model,
                CASE WHEN batch IS NULL THEN NULL ELSE lower(batch) IN ('true', '1') END AS batch,
                CAST("time" AS TIMESTAMP) AS "time"
              )
              FROM {read_csv(made.csv)}
            ) TO '{path}' (FORMAT parquet)
        """)  # noqa: S608 - paths of our own
    return path


def read_csv(paths: Iterable[Path]) -> str:
    """How DuckDB reads generated records, without guessing at anything."""
    kinds = {"text": "VARCHAR", "count": "BIGINT", "time": "TIMESTAMPTZ"}
    types = {name: kinds[kind] for name, kind in COLUMNS.items()}
    files = [str(path) for path in paths]
    layout = "delim = ',', quote = '\"', escape = '\"', header = true, auto_detect = false"
    return f"read_csv({files}, columns = {types}, {layout})"


def truth_of(made: Generated, catalog: Catalog, *, jobs: int = 2) -> Truth:
    """What ``llmcost usage`` says of these records at list prices, by model and month."""
    files = find_logs([str(each) for each in made.csv], cwd=made.csv[0].parent)
    logged = read_logs(files, ASKED, catalog, jobs=jobs)
    found = spent(logged, catalog)
    assert found.tally.malformed == 0
    totals = {}
    for model in found.total.groups:
        for group in model.groups:
            assert group.cost is not None
            label, month = group.key
            totals[label, month] = Total(group.requests, group.counts, group.cost)
    unpriced: dict[tuple[str, str], int] = {}
    for row in found.unpriced:
        key = row.model, row.code
        unpriced[key] = unpriced.get(key, 0) + row.requests
    assert found.total.cost is not None
    return Truth(totals, unpriced, found.total.cost, found, _kinds(logged))


def spent(logged: Logged, catalog: Catalog) -> Spending:
    """What usage comes to at list prices."""
    wish = Wish(by=ASKED.by, basis="computed")
    return spend(logged, wish, catalog.provenance, NOW.date(), NOW.date())


def _kinds(logged: Logged) -> dict[str, Decimal]:
    kinds: dict[str, Decimal] = {}
    for priced in price_cells(logged.cells, logged.tariff_of, "computed"):
        if priced.cost is None:
            continue
        slot = priced.cell.slot
        assert slot is not None
        today = logged.tariff_of(priced.cell.model, priced.cell.tier).slot_now(None, None)
        told = {
            "by past price": today is not None and slot.period != today.period,
            "by size": bool(slot.size),
            "by hour": slot.moment is not None,
            "without a time": priced.cell.day is None,
            priced.cell.tier: True,
        }
        for kind in (kind for kind, is_so in told.items() if is_so):
            kinds[kind] = kinds.get(kind, ZERO) + priced.cost
    return kinds


def sampled(catalog: Catalog, draw: Random) -> list[Model]:
    """Some models of every kind there is."""
    everyone = [catalog.models[name] for name in sorted(catalog.models)]
    kinds: list[list[Model]] = [
        [model for model in everyone if any(price.is_timed for price in _prices(model))],
        [model for model in everyone if any(price.thresholds for price in _prices(model))][::6],
        sorted(everyone, key=lambda model: -len(model.past))[:20],
        [model for model in everyone if model.current.price is None][:4],
        draw.sample([model for model in everyone if model.retired], 12),
        draw.sample([model for model in everyone if model.snapshot], 12),
    ]
    variants = sorted({model.variant for model in everyone if model.variant})
    kinds += [[model for model in everyone if model.variant == variant][:4] for variant in variants]
    kinds += [[model for model in everyone if model.id.endswith("-fast")][:3]]
    kinds += [[model for model in everyone if {*RARE} & {*_rates(model)}][:12], draw.sample(everyone, 20)]
    return list({model.id: model for kind in kinds for model in kind}.values())


RARE = (
    "cache_write_1h",
    "reasoning",
    "image_input",
    "image_output",
    "audio_input",
    "audio_output",
    "request",
)
"""Rates that few models have."""


def names(models: Iterable[Model], draw: Random) -> list[str]:
    """How logs may name these models, and what they name beside."""
    found = [model.id for model in models] * 5
    for at, model in enumerate(models):
        slug = model.id.partition("/")[2]
        spelled = (
            *(slug, model.id.upper(), slug.replace(".", "-"), f"azure/{slug}", f"openrouter/{model.id}"),
            *(f"{model.id}:free", f"{model.id}:batch", slug.title(), model.snapshot or f"{slug}-2025-02-30"),
            *(f"vertex_ai/{slug}@20250101", f"{slug[:-1]}", model.name or slug),
        )
        found += [spelled[at % len(spelled)], draw.choice(spelled)]
    return [*found, *_SPELLED, *_UNKNOWN]


def _prices(model: Model) -> Iterator[Price]:
    return (period.price for period in (*model.past, model.current) if period.price is not None)


def _rates(model: Model) -> Iterator[str]:
    return (name for price in _prices(model) for name in price.rates)


def _times(models: Sequence[Model], rows: int, draw: Random) -> list[str]:
    """Times around the days on which prices changed, and on others, at all hours; some rows have none."""
    periods = [period for model in models for period in (*model.past, model.current)]
    edges = sorted({day for period in periods for day in (period.since, period.seen) if day is not None})
    changed = [edge + timedelta(beside) for edge in draw.sample(edges, _EDGES) for beside in (-1, 0, 1)]
    others = [
        NOW.date() - timedelta(draw.randrange(back)) for back in (120, 365, 1400) for _ in range(_EDGES)
    ]
    days = [day.isoformat() for day in (*changed, *others) if _FIRST <= day < NOW.date()]
    sharp = [f"{hour:02}:{rest}" for hour in range(24) for rest in ("00:00", "59:59")]
    drawn = [f"{draw.randrange(24):02}:{draw.randrange(60):02}:{draw.randrange(60):02}" for _ in range(_POOL)]
    clocks = sharp * (_POOL // 200) + drawn
    dated = map("{}T{}Z".format, draw.choices(days, k=rows), draw.choices(clocks, k=rows))
    return ["" if at % UNDATED == 0 else stamp for at, stamp in enumerate(dated)]


def _parts(sizes: Sequence[int], shapes: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """Sixteenths of each size, a column for each part."""
    return [
        [size * share >> 4 for size, share in zip(sizes, shares, strict=True)]
        for shares in zip(*shapes, strict=True)
    ]


def _beside(
    inputs: list[int],
    outputs: list[int],
    of_input: Sequence[list[int]],
    of_output: Sequence[list[int]],
    draw: Random,
) -> list[int | str]:
    """Take parts out of their totals in three of four rows, or make them exceed these; gives the column of
    what is stated as the sum of all.
    """
    totals: list[int | str] = []
    for at, (kind, has_total) in enumerate(
        zip(draw.choices(range(6), k=len(inputs)), cycle((True, False, False)), strict=False)
    ):
        inside, outside = (sum(column[at] for column in columns) for columns in (of_input, of_output))
        whole = inputs[at] + outputs[at]
        if kind in {1, 2, 3}:
            inputs[at] -= inside
        if kind in {2, 3, 4}:
            outputs[at] -= outside
        if kind == 3:
            of_input[0][at] += inputs[at] + 1
        if kind == 5:
            of_output[0][at] += outputs[at] + 1
            of_input[1][at] += inputs[at] // 2
        totals.append(whole if has_total else "")
    return totals
