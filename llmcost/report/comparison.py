"""Several estimates as a table, a row a model, with footnotes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.period import spread
from llmcost.money import ROUNDED, format_rate, format_usd_column, plain
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.wording import LABELS, fine_print, question_in_words, remarks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from llmcost.catalog.note import Note
    from llmcost.cost.answer import Answer
    from llmcost.cost.estimate import Estimate
    from llmcost.report.sheet import Cell

_HUNDRED, _HUNDREDTH = Decimal(100), Decimal("0.01")


class _Footnotes:
    """Remarks on rows, numbered in order; one that several rows share has one number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, notes: tuple[Note, ...]) -> str:
        return ",".join(str(self._numbers.setdefault(note.message, len(self._numbers) + 1)) for note in notes)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(f"[{number}] {message}" for message, number in self._numbers.items())


class _Field(NamedTuple):
    """A column with its cells, one a row."""

    column: Column
    cells: list[Cell]


def comparison_sheet(answer: Answer, facts: Collection[str] = ()) -> Sheet:
    """Lay out the estimates of an answer.

    Args:
        answer: from `estimate`.
        facts: ``intelligence`` and ``context``, to show those of each model.
    """
    rows = answer.comparison.estimates
    footnotes = _Footnotes()
    fields = [
        _Field(Column("Model", 0, right=False, style="model"), [row.model.id for row in rows]),
        *_facts(rows, facts),
        _Field(Column("In /1M", 4), _rates(rows, "input")),
        _Field(Column("Out /1M", 4), _rates(rows, "output")),
        *_components(rows),
        *_amounts(answer),
        *_relative(answer),
    ]
    marks: list[Cell] = [footnotes.mark(row.notes) for row in rows]
    if any(marks):
        fields.append(_Field(Column("Note", 0, right=False), marks))
    cells = tuple(zip(*(field.cells for field in fields), strict=True)) if rows else ()
    columns = tuple(field.column for field in fields)
    title = question_in_words(answer)
    return Sheet(title, columns, cells, (*footnotes.lines, *remarks(answer)), fine_print(answer))


def _rates(rows: tuple[Estimate, ...], name: str) -> list[Cell]:
    """Unit prices in full, padded to the same number of decimals."""
    told = [format_rate(row.rates[name]) if name in row.rates else "" for row in rows]
    places = max((len(text.partition(".")[2]) for text in told), default=0)
    return [text + "0" * (places - len(text.partition(".")[2])) if text else "" for text in told]


def _money(amounts: Iterable[Decimal | None]) -> list[Cell]:
    return list(format_usd_column(list(amounts)))


def _facts(rows: tuple[Estimate, ...], wanted: Collection[str]) -> list[_Field]:
    fields = []
    if "intelligence" in wanted:
        told: list[Cell] = [
            "" if row.model.intelligence is None else plain(row.model.intelligence) for row in rows
        ]
        fields.append(_Field(Column("Intelligence", 1), told))
    if "context" in wanted:
        windows: list[Cell] = ["" if row.model.context is None else _short(row.model.context) for row in rows]
        fields.append(_Field(Column("Context", 1), windows))
    return fields


def _short(tokens: int) -> str:
    """A context window as people say it: 128k, 1M, 1.05M."""
    for size, suffix in ((1_000_000, "M"), (1_000, "k")):
        if tokens >= size:
            count = ROUNDED.divide(Decimal(tokens), Decimal(size)).quantize(_HUNDREDTH, context=ROUNDED)
            return f"{plain(count)}{suffix}"
    return str(tokens)


def _components(rows: tuple[Estimate, ...]) -> list[_Field]:
    names = dict.fromkeys(name for row in rows for name in row.components)
    if len(names) < 2:  # noqa: PLR2004 - a single component is the total
        return []
    return [
        _Field(Column(LABELS[name], 6), _money(row.components.get(name) for row in rows))
        for name in LABELS
        if name in names
    ]


def _amounts(answer: Answer) -> list[_Field]:
    rows = answer.comparison.estimates
    fields = []
    if answer.per is None:
        fields.append(_Field(Column("Total", 0, style="money"), _money(row.total for row in rows)))
    else:
        main = "month" if answer.per == "week" else answer.per
        spreads = [spread(row.total, answer.per) for row in rows]
        for period in ("day", "month", "year"):
            # What was asked for stays in sight, and what a limit is for.
            rank, style = (0, "money") if period == main else (2, "")
            amounts = _money(getattr(each, period) for each in spreads)
            fields.append(_Field(Column(f"Per {period}", rank, style=style), amounts))
    if answer.terms.requests not in {None, 1}:
        fields.insert(0, _Field(Column("Per request", 5), _money(row.per_request for row in rows)))
    return fields


def _relative(answer: Answer) -> list[_Field]:
    rows = answer.comparison.estimates
    ratios = [answer.comparison.relative(row) for row in rows]
    if len(rows) < 2 or not any(ratios):  # noqa: PLR2004 - nothing to be relative to
        return []
    longest = max(row.total for row in rows)
    bars: list[Cell] = [Bar(ROUNDED.divide(row.total, longest)) for row in rows]
    told: list[Cell] = ["" if ratio is None else _times(ratio) for ratio in ratios]
    return [_Field(Column("Relative", 2), told), _Field(Column("", 9, right=False, style="bar"), bars)]


def _times(ratio: Decimal) -> str:
    """1.04x, 120x; a small ratio to two digits rather than 0.00x."""
    places = 0 if ratio >= _HUNDRED else max(2, 1 - ratio.adjusted()) if ratio else 2
    return f"{ratio.quantize(Decimal(1).scaleb(-places), context=ROUNDED):,f}x"
