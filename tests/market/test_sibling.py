from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import model, period, routed

from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.market.sibling import MOST, MOST_ALIKE, Siblings, siblings_of
from llmcost.market.use_cost import Use

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

DAY = date(2026, 1, 1)


def mini(version: str, days: int | None = 0, /, *, since: str | None = None, **more: Any) -> Model:
    released = None if days is None else DAY + timedelta(days=days)
    facts = {"released": released, **more.pop("facts", {})}
    return model(f"acme/gem-{version}-mini", since=since, facts=facts, **more)


def relations(found: Siblings) -> list[tuple[str, str]]:
    return [(each.model.id, each.relation) for each in found.rows]


OWN = mini("2")


def test_siblings_are_told_newest_first_with_what_a_switch_saves() -> None:
    older, newer = mini("1", -30, input="2", output="8"), mini("3", 30, input="0.5", output="2")
    found = siblings_of(OWN, [older, OWN, newer, model("acme/gem-7"), model("other/gem-3-mini")])
    assert ("acme/gem mini", False, Decimal("1.75"), 0) == (
        found.family,
        found.is_wider,
        found.amount,
        found.more,
    )
    assert [
        ("acme/gem-3-mini", "newer", Decimal("0.875"), Decimal(50), True),
        ("acme/gem-1-mini", "older", Decimal("3.5"), Decimal(-100), True),
    ] == [(row.model.id, row.relation, row.amount, row.saving, row.fits) for row in found.rows]


def test_of_a_use_its_cost_is_compared_and_whether_it_fits() -> None:
    use = Use("", Usage(input=1_000, output=100), Terms(requests=10))
    found = siblings_of(OWN, [mini("1", -1, facts={"context": 1_000}, input="0.5", output="2")], use)
    assert (Decimal("0.014"), Decimal("0.007"), Decimal(50), False) == (
        found.amount,
        found.rows[0].amount,
        found.rows[0].saving,
        found.rows[0].fits,
    )


def test_what_is_unpriced_is_told_with_its_reason() -> None:
    (row,) = siblings_of(OWN, [routed("acme/gem-3-mini")]).rows
    assert (None, None, "varies") == (row.amount, row.saving, row.unpriced and row.unpriced.reason)


def test_what_is_no_longer_listed_an_alias_or_a_variant_is_no_sibling() -> None:
    others = [
        mini("1", facts={"retired": DAY}),
        model("~acme/gem-mini-latest"),
        model("acme/gem-3-mini:free"),
    ]
    alone = Siblings("acme/gem mini", is_wider=False, amount=Decimal("1.75"), rows=(), more=0)
    assert siblings_of(OWN, others) == alone


def test_the_row_that_a_variant_is_of_is_no_sibling_of_it() -> None:
    free = model("acme/gem-2-mini:free", facts={"released": DAY})
    assert relations(siblings_of(free, [OWN, mini("3", 1), free])) == [("acme/gem-3-mini", "newer")]


def test_what_an_alias_stands_for_is_no_sibling_of_it() -> None:
    alias = model("~acme/gem-mini-latest", facts={"released": DAY, "alias_of": "acme/gem-2-mini"})
    assert relations(siblings_of(alias, [OWN, mini("3", 1), alias])) == [("acme/gem-3-mini", "newer")]


def test_a_retired_model_has_listed_siblings() -> None:
    retired = mini("1", -30, facts={"retired": DAY})
    assert relations(siblings_of(retired, [retired, OWN])) == [("acme/gem-2-mini", "newer")]


def test_two_of_one_day_are_neither_newer_nor_older() -> None:
    assert relations(siblings_of(OWN, [mini("2.1")])) == [("acme/gem-2.1-mini", "same day")]


def test_a_first_sighting_stands_in_for_a_date_of_release() -> None:
    seen = mini("3", None, since="2026-03-01")
    returned = mini("1", None, since="2026-03-01", facts={"past": (period("2025-03-01", "2025-04-01"),)})
    found = siblings_of(OWN, [seen, mini("4", 1), returned])
    assert relations(found) == [
        ("acme/gem-3-mini", "newer"),
        ("acme/gem-4-mini", "newer"),
        ("acme/gem-1-mini", "older"),
    ]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (OWN, mini("3", None)),
        (mini("3", None), OWN),
        (mini("2", None, since="2026-01-01"), mini("3", None, since="2026-01-01")),
        (OWN, mini("3", None, since="2026-01-01")),
    ],
)
def test_what_days_can_not_tell_is_undated(own: Model, other: Model) -> None:
    (row,) = siblings_of(own, [other]).rows
    assert row.relation == "undated"


def test_an_undated_one_comes_last() -> None:
    found = siblings_of(OWN, [mini("3", None), mini("1", -1)])
    assert relations(found) == [("acme/gem-1-mini", "older"), ("acme/gem-3-mini", "undated")]


def test_the_nearest_in_time_are_told_and_the_rest_are_counted() -> None:
    others = [mini(f"{100 + days}", days) for days in range(-9, 4)]
    found = siblings_of(OWN, others)
    # Of two that are as near, the one that comes first by its id.
    assert ([3, 2, 1, 0, -1, -2, -3, -4], 5) == (
        [(row.model.released - DAY).days for row in found.rows if row.model.released],
        found.more,
    )
    assert len(found.rows) == MOST


def test_the_newest_is_never_left_out_and_dated_snapshots_are_first() -> None:
    others = [mini(f"{100 + days}", days) for days in range(1, 9)]
    snapshots = [mini("2", 0)._replace(id="acme/gem-2-mini-2026-01-01"), mini("2", 0)._replace(id="acme/x")]
    found = siblings_of(OWN, [*others, *snapshots, mini("900", 900)])
    told = [row.model.id for row in found.rows]
    assert ["acme/gem-900-mini", "acme/gem-107-mini", "acme/gem-106-mini"] == told[:3]
    assert ("acme/gem-101-mini", 2) == (told[-1], found.more)
    # Where there is room for them they are told.
    assert relations(siblings_of(OWN, snapshots)) == [("acme/gem-2-mini-2026-01-01", "same day")]


def test_the_same_generation_in_other_sizes_comes_last_and_the_cheapest_of_it_first() -> None:
    sizes = ("nano", "pro", "max", "flash", "ultra")
    alike = [
        model(f"acme/gem-2-{size}", input=str(rate), output="9") for rate, size in enumerate(sizes, start=2)
    ]
    unpriced, snapshot = routed("acme/gem-2-any"), model("acme/gem-2-nano-20260101", input="1")
    found = siblings_of(OWN, [unpriced, *reversed(alike), snapshot, mini("1", -1)])
    assert relations(found) == [
        ("acme/gem-1-mini", "older"),
        *((f"acme/gem-2-{size}", "same generation") for size in sizes[:MOST_ALIKE]),
    ]
    assert (0, 3) == (found.more, found.more_alike)
    (only,) = siblings_of(OWN, [unpriced]).rows
    assert ("same generation", None) == (only.relation, only.amount)


def test_of_one_family_another_size_is_of_the_same_generation() -> None:
    found = siblings_of(model("acme/gem-2-27b"), [model("acme/gem-2-9b"), model("acme/gem-3-9b")])
    assert relations(found) == [("acme/gem-3-9b", "undated"), ("acme/gem-2-9b", "same generation")]


def test_siblings_of_one_in_batches_are_in_batches() -> None:
    batch = mini("2:batch")._replace(id="acme/gem-2-mini:batch")
    others = [OWN, mini("3", 1), model("acme/gem-3-mini:batch"), model("acme/gem-2-pro:batch"), batch]
    assert relations(siblings_of(batch, others)) == [
        ("acme/gem-3-mini:batch", "undated"),
        ("acme/gem-2-pro:batch", "same generation"),
    ]


def test_an_alias_is_of_the_generation_of_what_it_stands_for() -> None:
    alias = model("~acme/gem-mini-latest", facts={"alias_of": "acme/gem-2-mini"})
    assert relations(siblings_of(alias, [OWN, model("acme/gem-2-pro")])) == [
        ("acme/gem-2-pro", "same generation")
    ]


def test_of_one_without_a_day_the_newest_are_nearest() -> None:
    others = [mini(f"{100 + days}", days) for days in range(10)]
    found = siblings_of(mini("2", None), others)
    assert ("acme/gem-109-mini", "acme/gem-102-mini", 2) == (
        found.rows[0].model.id,
        found.rows[-1].model.id,
        found.more,
    )


@pytest.mark.parametrize(
    ("own", "others", "wider", "told"),
    [
        ("acme/k2-pro-code", ["acme/k3-pro", "acme/k3"], "acme/k pro", ["acme/k3-pro"]),
        ("acme/k2-pro", ["acme/k3-pro-max", "acme/k3"], "acme/k pro", ["acme/k3-pro-max"]),
        ("acme/k2", ["acme/k3-pro", "acme/kilo"], "acme/k", ["acme/k3-pro"]),
        ("acme/k2-pro", ["acme/k3-lite", "acme/kilo-pro"], "acme/k", ["acme/k3-lite"]),
    ],
)
def test_a_family_of_one_is_widened(own: str, others: list[str], wider: str, told: list[str]) -> None:
    found = siblings_of(model(own), [model(each) for each in others])
    assert (wider, True, told) == (found.family, found.is_wider, [row.model.id for row in found.rows])


def test_one_that_stands_alone_has_none() -> None:
    assert siblings_of(OWN, [OWN, model("acme/other")]).rows == ()


LISTED = (
    "anthropic/claude-haiku-5.5",
    "anthropic/claude-opus-5.5",
    "anthropic/claude-sonnet-4.5",
    "anthropic/claude-sonnet-4.6",
    "anthropic/claude-sonnet-5",
    "google/gemini-2.5-flash",
    "google/gemini-2.5-pro",
    "google/gemini-3.1-pro-preview",
    "moonshotai/kimi-k2",
    "moonshotai/kimi-k2.7-code",
    "moonshotai/kimi-k3",
    "openai/gpt-4.1-mini",
    "openai/gpt-4o-mini",
    "openai/gpt-5",
    "openai/gpt-5-mini",
    "openai/gpt-5.1",
    "openai/gpt-5.1-codex",
    "openai/o3",
)


@pytest.mark.parametrize(
    ("model_id", "siblings"),
    [
        ("openai/gpt-4.1-mini", ["openai/gpt-4o-mini", "openai/gpt-5-mini"]),
        ("openai/gpt-5", ["openai/gpt-5.1", "openai/gpt-5-mini"]),
        ("openai/o1", ["openai/o3"]),
        ("anthropic/claude-3.5-sonnet", [f"anthropic/claude-sonnet-{each}" for each in ("4.5", "4.6", "5")]),
        ("google/gemini-2.5-pro", ["google/gemini-3.1-pro-preview", "google/gemini-2.5-flash"]),
        ("moonshotai/kimi-k2.7-code", ["moonshotai/kimi-k2", "moonshotai/kimi-k3"]),
    ],
)
def test_siblings_are_what_a_person_would_call_them(model_id: str, siblings: list[str]) -> None:
    found = siblings_of(model(model_id), [model(each) for each in LISTED])
    assert siblings == [row.model.id for row in found.rows]
