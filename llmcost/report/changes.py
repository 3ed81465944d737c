"""Changes of prices as a table, as CSV and in the shape of the JSON contract: for `history` and `refresh`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from llmcost.catalog.change import KINDS
from llmcost.catalog.price import RATE_NAMES
from llmcost.money import ZERO, format_rate
from llmcost.report.sheet import Column
from llmcost.report.wording import LABELS, rate_column, times

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from llmcost.catalog.change import Change
    from llmcost.catalog.schedule import RateChange
    from llmcost.report.sheet import Cell

    _Side = list[Mapping[str, Decimal] | str | None]
    """What a column tells of, a row each."""

UNITS = "Rates in USD per million tokens. Ratio: of the blended rate, 3 tokens in to 1 out."
"""What has to be said under a table of changes."""

COLUMNS = (
    Column("Change", 0, right=False, style="label"),
    Column("Model", 0, right=False, style="model"),
    Column("Date", 3, right=False),
    Column("In was", 1),
    Column("In now", 1),
    Column("Out was", 2),
    Column("Out now", 2),
    Column("Ratio", 0, style="money"),
    Column("Also changed", 4, right=False),
)

CHANGES_HEADER = (
    "model",
    "change",
    "date",
    "ratio",
    *(f"rate_{name}_{side}" for name in RATE_NAMES for side in ("old", "new")),
    "unpriced_old",
    "unpriced_new",
    "conditions",
)
"""The columns of ``changes_csv_rows``."""

_MOST_TOLD = 2


def changes_sheet_parts(
    changes: Iterable[Change],
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The columns and rows of a table of changes, in the order given."""
    changes = tuple(changes)
    was, now = [change.was for change in changes], [change.now for change in changes]
    fields: list[list[Cell]] = [
        [change.kind for change in changes],
        [change.model for change in changes],
        [str(change.day) if change.day else "" for change in changes],
        *_cells(was, now, "input"),
        *_cells(was, now, "output"),
        ["" if change.ratio is None else times(change.ratio) for change in changes],
        [_also(change) for change in changes],
    ]
    kept = [at for at, cells in enumerate(fields) if any(cells) or COLUMNS[at].rank == 0]
    rows = tuple(zip(*(fields[at] for at in kept), strict=True))
    return tuple(COLUMNS[at] for at in kept), rows


def changes_payload(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes for JSON, in the order given.

    ``old`` and ``new`` are rates by name, where the hour matters those of the dearest. Null: the model was
    not listed, or ``old_unpriced`` and ``new_unpriced`` say why it had no price: ``varies`` or ``zero``.
    """
    return [
        {
            "model": change.model,
            "change": change.kind,
            "date": change.day,
            "old": _rates(change.was),
            "old_unpriced": _reason(change.was),
            "new": _rates(change.now),
            "new_unpriced": _reason(change.now),
            "rates": [
                {
                    "rate": each.name,
                    "condition": each.condition or None,
                    "old": each.old,
                    "new": each.new,
                    "ratio": each.ratio,
                }
                for each in change.rates
            ],
            "ratio": change.ratio,
        }
        for change in changes
    ]


def changes_csv_rows(changes: Iterable[Change]) -> list[tuple[Any, ...]]:
    """A row a change under ``CHANGES_HEADER``, exact; rates under conditions in words."""
    rows = []
    for change in changes:
        sides = (change.was, change.now)
        rates = [_rates(side) or {} for side in sides]
        conditions = "; ".join(_in_words(each) for each in change.rates if each.condition)
        rows.append(
            (
                change.model,
                change.kind,
                change.day,
                change.ratio,
                *(side.get(name) for name in RATE_NAMES for side in rates),
                *map(_reason, sides),
                conditions or None,
            )
        )
    return rows


def _rates(side: Mapping[str, Decimal] | str | None) -> Mapping[str, Decimal] | None:
    return side if isinstance(side, Mapping) else None


def _reason(side: Mapping[str, Decimal] | str | None) -> str | None:
    """Why there is no price: ``varies``, or ``zero`` for a listed 0 that is none."""
    return {"unpriced": "zero"}.get(side, side) if isinstance(side, str) else None


def changes_counts(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each kind, none included."""
    counted = Counter(change.kind for change in changes)
    return {kind: counted[kind] for kind in KINDS}


def changes_summary(changes: Iterable[Change]) -> str:
    """How many changes there are of each kind, in words: 2 dearer, 1 new. Empty without changes."""
    return ", ".join(f"{count} {kind}" for kind, count in changes_counts(changes).items() if count)


def _cells(was: _Side, now: _Side, name: str) -> tuple[list[Cell], list[Cell]]:
    """One rate a row before and after, or why there is none; both columns with as many decimals."""
    both = [*was, *now]
    rates = rate_column([told.get(name) if isinstance(told, Mapping) else None for told in both])
    cells = [told if isinstance(told, str) else rate for told, rate in zip(both, rates, strict=True)]
    return _close(cells[: len(was)]), _close(cells[len(was) :])


def _close(cells: list[str]) -> list[Cell]:
    """A column without the blanks behind its points that only the other one needs."""
    spare = min((len(cell) - len(cell.rstrip()) for cell in cells if cell.startswith("$")), default=0)
    return [cell[: len(cell) - spare] if cell.startswith("$") else cell for cell in cells]


def _also(change: Change) -> str:
    """The changed rates that have no column: the first ones in words, of the others how many."""
    others = [each for each in change.rates if each.condition or each.name not in {"input", "output"}]
    others.sort(key=lambda each: bool(each.condition))
    told = [_in_words(each) for each in others[:_MOST_TOLD]]
    if len(others) > _MOST_TOLD:
        told.append(f"{len(others) - _MOST_TOLD} more")
    return "; ".join(told)


def _in_words(each: RateChange) -> str:
    """Cache read $0.02 to $0.08; a rate that was not known before or is not any more says so."""
    what = f"{each.condition} {LABELS[each.name].lower()}".strip()
    if each.old is None:
        return f"{what} now {format_rate(each.new or ZERO)}"
    if each.new is None:
        return f"{what} no longer {format_rate(each.old)}"
    return f"{what} {format_rate(each.old)} to {format_rate(each.new)}"
