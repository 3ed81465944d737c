"""The table of a sheet as HTML."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.report.fit import natural_widths, total_width
from llmcost.report.sheet import Bar
from llmcost.report.web.markup import element, say, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.report.sheet import Column, Sheet

_LONG = 25
"""Rows from which a table scrolls by itself, so that its headings stay in sight."""
_NAMES = ("model", "name", "place", "label")
_IDS = ("model", "name", "place")
_VERDICTS = {"over": "over", "unpriced": "over", "warn": "warn", "not": "warn"}
"""First word of a verdict -> its class."""
_FIGURE_SPACE = "\u2007"
"""As wide as a digit, and never left out."""
_MUCH = 30
"""Characters above which a text may take several lines."""
_LEAST = 20
"""Characters that a column whose texts may take several lines needs."""
_PHONE = 40
"""Characters that stand beside one another on a phone."""


def table_html(sheet: Sheet, heading: str) -> str:
    """The table in a box of its own, which alone scrolls sideways where there is no room.

    What is wider than a phone becomes cards there, a row each, whose cells carry their headings.

    Args:
        sheet: with at least one row.
        heading: id of the element that holds its title.
    """
    header, wordy = _header(sheet), _wordy(sheet)
    is_wide = _is_wide(sheet, {header, *wordy})
    rows = (
        element(
            "tr",
            *(f"\n{each}" for each in _cells(sheet, number, header, wordy, is_wide=is_wide)),
            class_="sum" if number == sheet.emphasised else None,
        )
        for number in range(len(sheet.rows))
    )
    table = element(
        "table",
        "\n",
        words("caption", sheet.title, class_="unseen-text"),
        element("thead", element("tr", *map(_heading, sheet.columns))),
        "\n",
        element("tbody", *(f"\n{row}" for row in rows)),
        "\n",
    )
    is_long = len(sheet.rows) >= _LONG
    may_scroll = is_long or is_wide
    kinds = ("box", *(["long"] if is_long else ()), *(["cards"] if is_wide else ()))
    return element(
        "div",
        table,
        class_=" ".join(kinds),
        # What may scroll can be reached by the keyboard.
        role="region" if may_scroll else None,
        aria_labelledby=heading if may_scroll else None,
        tabindex=0 if may_scroll else None,
    )


def _header(sheet: Sheet) -> int:
    """The column that tells the rows apart: the first of names, unless some come twice."""
    for at, column in enumerate(sheet.columns):
        if column.style in _NAMES and len({row[at] for row in sheet.rows}) == len(sheet.rows):
            return at
    return 0


def _is_wide(sheet: Sheet, flexible: set[int]) -> bool:
    widths = dict(enumerate(natural_widths(sheet)))
    least = {at: min(width, _LEAST) if at in flexible else width for at, width in widths.items()}
    return total_width(least) > _PHONE


def _wordy(sheet: Sheet) -> set[int]:
    """The columns of sentences."""
    return {
        at
        for at, column in enumerate(sheet.columns)
        if not column.right
        and column.style != "model"
        and any(isinstance(row[at], str) and len(str(row[at])) > _MUCH for row in sheet.rows)
    }


def _heading(column: Column) -> str:
    kind = "number" if column.right else None
    return words(
        "th", column.heading, scope="col", class_=kind, aria_hidden=None if column.heading else "true"
    )


def _cells(sheet: Sheet, number: int, header: int, wordy: set[int], *, is_wide: bool) -> Iterator[str]:
    for at, (column, cell) in enumerate(zip(sheet.columns, sheet.rows[number], strict=True)):
        if isinstance(cell, Bar):
            # For the eye only: the figures stand beside it.
            yield element("td", _bar(cell), class_="bar-cell", aria_hidden="true")
            continue
        kinds = [*_classes(column, cell, is_wordy=at in wordy)]
        if is_wide and at != header and column.style in _IDS:
            kinds.append("name")
        classes = " ".join(kinds) or None
        inner = _text(column, cell)
        # A name at the head of a card needs no heading.
        is_labelled = is_wide and cell and (at != header or column.style not in _NAMES)
        label = column.heading if is_labelled else ""
        if at == header and cell:
            yield element("th", inner, scope="row", class_=classes, data_label=label or None)
        else:
            yield element("td", inner, class_=classes, data_label=label or None)


def _classes(column: Column, cell: str, *, is_wordy: bool) -> Iterator[str]:
    if column.right:
        yield "number"
    if is_wordy:
        yield "text"
    if column.style == "money":
        yield "money"
    verdict = _VERDICTS.get(cell.partition(" ")[0].rstrip(","), "")
    if column.style == "verdict" and verdict:
        yield verdict
    if cell.startswith(" ") and not column.right:
        yield "inside"


def _text(column: Column, cell: str) -> str:
    """The text; blanks behind a number keep its point below those of the others."""
    if column.right:
        blanks = len(cell) - len(cell.rstrip(" "))
        return say(cell.strip(" ")) + _FIGURE_SPACE * blanks
    text = cell.strip(" ")
    if column.style == "model" and text:
        # An id that has to take two lines does so behind its author.
        return element("code", say(text).replace("/", "/<wbr/>", 1))
    return say(text)


def _bar(bar: Bar) -> str:
    share = bar.share * 100
    judged = _VERDICTS.get(bar.verdict)
    kind = "others" if not bar.own else f"judged-{judged}" if judged else "own"
    drawn = element("rect", class_=kind, width=max(share, Decimal(1)) if share else share, height=10)
    return element("svg", drawn, viewBox="0 0 100 10", preserveAspectRatio="none")
