"""What logged usage cost, written by hand, for tests of its reports."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builders import PROVENANCE

from llmcost.cost.spending import Day, Group, Spending, Unpriced
from llmcost.cost.tally import Tally
from llmcost.cost.usage import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 22)
FIRST = date(2026, 10, 1)

MINI = Counts(input=412_345_678, output=31_234_567, cache_read=250_000_000, reasoning=1_200_000)
SONNET = Counts(
    input=98_765_432, output=12_345_678, cache_read=90_000_000, cache_write=4_000_000, cache_write_1h=567_890
)
UNKNOWN = Counts(input=12_000, output=345)


def usd(text: str | None) -> Decimal | None:
    """An amount; None for none."""
    return None if text is None else Decimal(text)


def group(
    *key: str,
    requests: int = 1,
    counts: Counts = UNKNOWN,
    cost: str | None = None,
    stated: str | None = None,
    saving: str | None = None,
    share: str | None = None,
    **more: Any,
) -> Group:
    """A group whose cost is that at list prices, unless ``more`` says otherwise."""
    billed = more.get("billed", 0 if stated is None else requests)
    more = {"computed": usd(cost), "billed": billed, "taken": billed, **more}
    return Group(
        key, requests, counts, usd(cost), stated=usd(stated), saving=usd(saving), share=usd(share), **more
    )


def days(*costs: str | None) -> tuple[Day, ...]:
    """Days from ``FIRST`` on; ``0`` is one without requests, None one without a price."""
    return tuple(
        Day(FIRST + timedelta(at), 0 if cost == "0" else 100, usd(cost)) for at, cost in enumerate(costs)
    )


def spending(total: Group, by: tuple[str, ...] = ("model",), **more: Any) -> Spending:
    """A result in USD and UTC at bundled prices; ``more`` is for ``Spending``."""
    stated: dict[str, Any] = {
        "unpriced": (),
        "tally": Tally(files=1, read=total.requests, counted=total.requests, bytes=138_000_000),
        "oddities": (),
        "days": days("80.00", "0", "120.50"),
        "basis": "best",
        "zone": "UTC",
        "provenance": PROVENANCE,
        "today": TODAY,
        **more,
    }
    return Spending(by, total, **stated)


MODELS = (
    group(
        "anthropic/claude-sonnet-4.5",
        requests=48_000,
        counts=SONNET,
        cost="1034.5678",
        saving="243.00",
        share="0.838",
    ),
    group("openai/gpt-4.1-mini", requests=151_800, counts=MINI, cost="200.00", saving="75", share="0.162"),
)
"""Two that have a price."""

NO_MODEL = Unpriced(
    ("acme/unknown",),
    "acme/unknown",
    "unknown_model",
    "no model 'acme/unknown'",
    "did you mean acme/known?",
    200,
    UNKNOWN,
)


def whole(*groups: Group, unpriced: Sequence[Unpriced] = (), **more: Any) -> Group:
    """The total of groups and of what has no price."""
    parts: tuple[Group | Unpriced, ...] = (*groups, *unpriced)
    costs = [each.cost for each in groups if each.cost is not None]
    savings = [each.saving for each in groups if each.saving is not None]
    stated: dict[str, Any] = {
        "counts": Counts(*map(sum, zip(*(each.counts for each in parts), strict=True))),
        "cost": str(sum(costs)) if costs else None,
        "saving": str(sum(savings)) if savings else None,
        "share": "1" if costs else None,
        "unpriced": sum(each.requests for each in unpriced),
        "groups": groups,
        **more,
    }
    return group(requests=sum(each.requests for each in parts), **stated)


MIXED = spending(
    whole(*MODELS, unpriced=[NO_MODEL]),
    unpriced=(NO_MODEL,),
    tally=Tally(3, 200_013, 200_000, 10, 3, bytes=138_000_000),
)
"""By model, one of them without a price."""
