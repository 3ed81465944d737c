"""The endpoints of a model on its page, as upstream tells them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.report.offers import offers_sheet, seconds, speed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.offers import Offers
    from llmcost.report.sheet import Sheet

_RANKS = {"Tokens/s": 1, "Latency": 1, "Uptime": 2, "Relative": 6}
"""Heading of a column -> its rank here, where speed matters more than on the page of `providers`."""


def live_sheet(found: Offers) -> Sheet:
    """The table of `providers`, speed before the rest, and who is the fastest in words."""
    sheet = offers_sheet(found)
    columns = tuple(each._replace(rank=_RANKS.get(each.heading, each.rank)) for each in sheet.columns)
    return sheet._replace(
        title=f"Live, {sheet.title}",
        columns=columns,
        notes=(*_fastest(found), *sheet.notes, *sheet.fine_print),
        fine_print=(),
    )


def _fastest(found: Offers) -> Iterator[str]:
    """Who is the best by each measure of speed; of equals the first."""
    endpoints = [offer.endpoint for offer in found.offers]
    quick = [(each.throughput, each.name) for each in endpoints if each.throughput is not None]
    if quick:
        most, name = max(quick, key=lambda each: each[0])
        yield f"Most tokens per second: {name}, {speed(most)}."
    early = [(each.latency, each.name) for each in endpoints if each.latency is not None]
    if early:
        least, name = min(early, key=lambda each: each[0])
        yield f"First token soonest: {name}, {seconds(least)}."
