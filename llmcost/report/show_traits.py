"""The strengths and the limits on a model's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.market.page import Page


def traits_sheets(page: Page) -> Iterator[Sheet]:
    """Two lists, a line each."""
    for title, is_strength in (("Strengths", True), ("Limits", False)):
        lines = [_sentence(each.words) for each in page.traits if each.is_strength is is_strength]
        yield Sheet(title, (), (), tuple(lines) or ("None that its data tell.",))


def _sentence(clause: str) -> str:
    # An id stays as it is.
    first = clause.partition(" ")[0]
    return f"{clause if '/' in first else clause[:1].upper() + clause[1:]}."
