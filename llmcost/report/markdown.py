"""A sheet as GitHub-flavoured Markdown, on request no longer than a comment may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.report.sheet import Bar
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from llmcost.report.sheet import Sheet

_SPECIAL = re.compile(r"([\\|`*_<>&\[\]~#])")
_LINK = re.compile(r"(?<=www)\.|:(?=//)", re.IGNORECASE)
"""What makes GitHub take a bare address for a link."""

COMMENT = 60_000
"""Characters of a comment: one on GitHub holds 65,536, and who posts it may add some."""
_LEFT_OUT = 200
"""Characters that the two lines on what is left out take at most."""
_NOTES_SHARE = 3
"""The notes get at least one part in so many of the room."""


def markdown_text(sheet: Sheet, budget: int | None = None) -> str:
    """The sheet as Markdown, ending in a newline; bars are left out, all their figures stand beside them.

    Args:
        sheet: what to show.
        budget: characters to keep to. Rows are left out by their rank and notes from the last, and a line
            tells how many; all else, and rows of rank 0, always stay. None shows everything.
    """
    drawn = {index for row in sheet.rows for index, cell in enumerate(row) if isinstance(cell, Bar)}
    kept = [index for index in range(len(sheet.columns)) if index not in drawn]
    # What is posted in somebody's name must not lead where a name in a pull request says.
    head = [_escape(sheet.title) if budget is None else _unlinked(sheet.title), ""]
    if sheet.rows:
        head.append(_row([_escape(sheet.columns[index].heading) for index in kept]))
        head.append(_row(["---:" if sheet.columns[index].right else ":---" for index in kept]))
    styles = [(index, sheet.columns[index].style) for index in kept]
    chart = []
    if sheet.chart is not None:
        from llmcost.report.drawing import WIDTH, draw

        drawing = draw(sheet.chart, WIDTH, unicode=True)
        chart = ["```text", *("".join(span.text for span in spans).rstrip() for spans in drawing), "```", ""]
    # The source of the prices may be followed; what names say may not.
    fine_print = [_item(line, _escape(line)) for line in sheet.fine_print]
    if sheet.more:
        fine_print = [*_further(sheet.more), "", *fine_print]

    def row(at: int) -> str:
        return _row([_cell(str(sheet.rows[at][index]), style) for index, style in styles])

    def note(at: int) -> str:
        return _item(sheet.notes[at], _unlinked(sheet.notes[at].strip()))

    room = None if budget is None else budget - _size((*head, *chart, *fine_print)) - _LEFT_OUT
    rows, notes = _within(room, sheet, row, note)
    return "\n".join((*head, *rows, *([""] if rows else []), *chart, *notes, *fine_print)) + "\n"


def _further(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Tables with titles of their own."""
    for sheet in sheets:
        yield ""
        yield from markdown_text(sheet._replace(more=())).rstrip().splitlines()
        yield from _further(sheet.more)


def _within(
    room: int | None, sheet: Sheet, row: Callable[[int], str], note: Callable[[int], str]
) -> tuple[list[str], list[str]]:
    """The rows and notes that fit, and a line on the others. What can't fit is not even written."""
    ranks = sheet.row_ranks or (1,) * len(sheet.rows)
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    always = ranks.count(0)
    rows, notes = _first(order, row, room, always), _first(range(len(sheet.notes)), note, room)
    if room is None or (
        len(rows) == len(sheet.rows) and len(notes) == len(sheet.notes) and _size((*rows, *notes)) <= room
    ):
        return [text for _, text in sorted(zip(order, rows, strict=True))], notes
    for_notes = max(room // _NOTES_SHARE, room - _size(rows))
    notes = _first(range(len(notes)), notes.__getitem__, for_notes)
    rows = _first(range(len(rows)), rows.__getitem__, room - _size(notes), always)
    less, more = len(sheet.rows) - len(rows), len(sheet.notes) - len(notes)
    if less:
        notes.insert(0, f"- {_are(less, 'row')} left out of the table: it would be too long.")
    if more:
        notes.append(f"- {_are(more, 'more line')} left out here: the text would be too long.")
    return [text for _, text in sorted(zip(order, rows, strict=False))], notes


def _first(order: Sequence[int], line: Callable[[int], str], room: int | None, always: int = 0) -> list[str]:
    """The first lines that fit, and so many in any case."""
    lines: list[str] = []
    for position in order:
        text = line(position)
        if room is not None:
            room -= len(text) + 1
            if room < 0 and len(lines) >= always:
                break
        lines.append(text)
    return lines


def _are(count: int, what: str) -> str:
    return f"{count_of(count, what)} {'is' if count == 1 else 'are'}"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _item(line: str, escaped: str) -> str:
    """An item of a list; what is indented belongs to the one above it."""
    return f"{'  ' if line.startswith('  ') else ''}- {escaped}"


def _cell(text: str, style: str) -> str:
    """Model ids are code, so that no character of theirs is taken for markup; and no name is a link."""
    if not text:
        return ""
    if text.startswith(" "):
        name = text.lstrip(" ")
        return "&nbsp;" * (len(text) - len(name)) + _cell(name, style)
    if style == "model" and not set("`|\\") & set(text):
        return f"`{text}`"
    return _unlinked(text)


def _unlinked(text: str) -> str:
    return _LINK.sub(lambda found: f"&#{ord(found[0])};", _escape(text))


def _escape(text: str) -> str:
    # An @ would mention somebody on GitHub.
    return _SPECIAL.sub(r"\\\1", text).replace("@", "&#64;")
