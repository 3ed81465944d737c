"""The rows of a report of `usage`, before they have columns: groups, what they hold, and the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.spending import Group
from llmcost.report.usage_wording import group_name, others_in_words, unpriced_in_words, unpriced_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.spending import Spending, Unpriced
    from llmcost.report.footnotes import Footnotes

_INDENT = "  "


class Entry(NamedTuple):
    """One row."""

    label: str
    group: Group
    note: str = ""
    """Numbers of its footnotes."""
    rank: int = 0
    """Where not all rows can be shown, those of a low one come first."""
    is_total: bool = False
    is_others: bool = False
    """Whether it is what ``--top`` put together."""


def usage_entries(spending: Spending, footnotes: Footnotes) -> list[Entry]:
    """Each group with those that it holds below it, then what has no price, then the total of both.

    Args:
        spending: what was found.
        footnotes: are given why something has no price.
    """
    total = spending.total
    rows = [*_inside(total, spending.by)]
    for each in spending.unpriced:
        note = footnotes.mark_words([unpriced_in_words(each)])
        rows.append(Entry(unpriced_name(each, spending.by), _group(each), note, 1))
    if total.requests and len(total.groups) + len(spending.unpriced) != 1:
        rows.append(Entry("Total", total, is_total=True))
    return rows


def _inside(group: Group, by: tuple[str, ...]) -> Iterator[Entry]:
    """The groups that one holds, each with its own."""
    level = len(group.key)
    for at, inner in enumerate(group.groups):
        others = group.others if at == len(group.groups) - 1 else 0
        name = others_in_words(others) if others else group_name(inner.key[-1], by[level])
        yield Entry(_INDENT * level + name, inner, rank=level + 1, is_others=others > 0)
        yield from _inside(inner, by)


def _group(unpriced: Unpriced) -> Group:
    return Group((), unpriced.requests, unpriced.counts, None, None, None, 0, None, unpriced.requests)
