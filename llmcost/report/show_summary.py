"""A model's page in one sentence: how dear, how intelligent and how large it is, and what is cheaper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.show_wording import ordinal
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from llmcost.market.page import Page


def summary(page: Page) -> str:
    """Budget: 13th of 76 by price, 44th of 53 by intelligence, 31st of 78 by context; 4 cheaper ones ...

    Only what is known; empty where nothing is.
    """
    ranks = [
        f"{ordinal(each.rank)} of {each.of:,} by {each.measure}"
        for each in page.standings
        if each.rank is not None and each.of > 1
    ]
    told = ", ".join(ranks)
    if told and page.tier is not None:
        told = f"{page.tier.name.capitalize()}: {told}"
    sentence = "; ".join(part for part in (told, _cheaper(page)) if part)
    return sentence and f"{sentence[:1].upper()}{sentence[1:]}."


def _cheaper(page: Page) -> str:
    found = page.cheaper
    if found.missing is not None or len(page.peers.models) == 1:
        return ""
    count = len(found.rows) + found.more
    for_it = "" if page.asked is None else " for this use"
    if not count:
        return f"none of its class is cheaper{for_it} and at least as intelligent"
    return f"{count_of(count, 'cheaper model')}{for_it} at least as intelligent"
