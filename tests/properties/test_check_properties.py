"""What holds of plans, changes and limits whatever the figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, catalog, model, when
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.cap import Cap, judge_amount, judge_growth
from llmcost.cost.check import check
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.past import Past
from llmcost.cost.period import DAYS
from llmcost.cost.plan import Choice, plan
from llmcost.cost.suggestion import Advisor
from llmcost.cost.usage import Usage
from llmcost.cost.variance import variance
from llmcost.cost.workload import Scenario, Workload
from llmcost.money import EXACT, ZERO

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.plan import Planned

rates = st.decimals(min_value=0, max_value=10**6, places=24).map(lambda rate: f"{rate:f}")
weights = st.decimals(min_value=Decimal(1).scaleb(-24), max_value=10**12 - 1, places=24)
minutes = st.integers(0, 1439)
amounts = st.decimals(min_value=0, max_value=10**36, places=44)
limits = st.decimals(min_value=0, max_value=10**12 - 1, places=24)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """One of a few ids, ``:free`` so that a price of 0 counts, some without a price for searches."""
    timed = draw(st.booleans())
    night = [when(utc="22:00-03:00", days=(0, 5), input=draw(rates))] if timed else []
    long = [when(above=draw(st.integers(0, 10**6)), output=draw(rates))] if draw(st.booleans()) else []
    searches = {"web_search": draw(rates)} if draw(st.booleans()) else {}
    name = draw(st.sampled_from(("acme/a:free", "acme/b:free", "acme/c:free")))
    stated = {"input": draw(rates), "output": draw(rates), **searches}
    facts = {
        "context": draw(st.sampled_from((None, 10, 10**16, 10**17))),
        "intelligence": draw(st.none() | st.integers(0, 3).map(Decimal)),
    }
    return model(name, *night, *long, facts=facts, **stated)


@st.composite
def scenarios(draw: st.DrawFn, *, recurring: bool | None = None) -> Scenario:
    """Any scenario, of up to 10^15 requests; its models are told beside it."""
    pers: list[str | None] = [] if recurring is False else [*DAYS]
    counts = st.integers(0, 10**15) | st.integers(0, 10)
    cached = draw(st.integers(0, 10**6))
    return Scenario(
        "chat",
        (("acme/a:free", Decimal(1)),),
        Usage(
            input=cached + draw(counts),
            output=draw(counts),
            cache_read=cached,
            web_search=draw(st.sampled_from((0, 0, 0, 2))),
        ),
        draw(st.integers(1, 10**15) | st.integers(1, 10)),
        draw(st.sampled_from(pers or [None])),
        window=draw(st.none() | st.tuples(minutes, minutes)),
        markup=draw(st.just(Decimal(0)) | st.decimals(min_value=0, max_value=1, places=14)),
    )


choices = st.lists(st.builds(Choice, models(), weights), min_size=1, max_size=3)


def planned(scenario: Scenario, among: list[Choice]) -> Planned:
    """The scenario on the models, without searches where one of them has no price for those."""
    priced = all("web_search" in each.model.current.price.rates for each in among if each.model.current.price)
    return plan(scenario if priced else scenario._replace(usage=scenario.usage._replace(web_search=0)), among)


@given(scenarios(), choices)
def test_an_average_lies_between_the_cheapest_and_the_dearest_and_is_right(
    scenario: Scenario, among: list[Choice]
) -> None:
    found = planned(scenario, among)
    totals = [row.total for row in found.estimates]
    whole = sum((Fraction(each.weight) for each in among), Fraction())
    weighed = zip(totals, (each.weight for each in among), strict=True)
    mean = sum((Fraction(total) * Fraction(weight) for total, weight in weighed), Fraction()) / whole
    assert abs(Fraction(found.total) - mean) <= max(mean / 10**11, Fraction(1, 10**44))
    assert (found.total == 0) == (mean == 0)


@given(scenarios(), models(), st.integers(0, 1440))
def test_no_minute_of_the_window_costs_more(scenario: Scenario, each: Model, later: int) -> None:
    found = planned(scenario, [Choice(each, Decimal(1))])
    if scenario.window is None:
        minute = later % 1440
    else:
        start, end = scenario.window
        minute = (start + later % ((end - start) % 1440 or 1)) % 1440
    terms = Terms(scenario.requests, minute=minute, markup=scenario.markup)
    assert estimate(each, found.scenario.usage, terms).total <= found.total


@given(scenarios(), scenarios(), choices, choices, st.lists(models(), max_size=3))
def test_the_parts_of_a_change_add_up_to_it_exactly(
    was: Scenario, now: Scenario, old: list[Choice], new: list[Choice], known: list[Model]
) -> None:
    then = {each.id: each for each in known}
    before, after = planned(was, old), planned(now, new)

    def find(choice: Choice) -> Choice | None:
        return choice._replace(model=then[choice.model.id]) if choice.model.id in then else None

    found = variance(before, after, find)
    parts = EXACT.add(EXACT.add(found.volume, found.model), found.price)
    assert parts == found.total == EXACT.subtract(after.basis, before.basis)


def unique(among: list[Choice]) -> list[Choice]:
    """Each model once."""
    return list({each.model.id: each for each in among}.values())


@given(scenarios(), scenarios(), choices)
def test_of_the_same_models_at_the_same_prices_only_the_volume_changes(
    was: Scenario, now: Scenario, among: list[Choice]
) -> None:
    same = unique(among)
    found = variance(planned(was, same), planned(now, same), lambda _: pytest.fail("they were known"))
    assert (found.volume, found.model, found.price) == (found.total, ZERO, ZERO)
    assert not found.notes


@given(scenarios(), choices, choices)
def test_of_the_same_use_at_the_same_prices_only_the_model_changes(
    scenario: Scenario, old: list[Choice], new: list[Choice]
) -> None:
    prices = {each.model.id: each.model for each in (*old, *new)}
    mixes = [[each._replace(model=prices[each.model.id]) for each in unique(mix)] for mix in (old, new)]
    plain = scenario._replace(usage=scenario.usage._replace(web_search=0))
    found = variance(planned(plain, mixes[0]), planned(plain, mixes[1]), lambda choice: choice)
    assert (found.volume, found.model, found.price) == (ZERO, found.total, ZERO)


@given(scenarios(), choices, st.lists(models(), min_size=3, max_size=3))
def test_of_the_same_use_of_the_same_models_only_the_price_changes(
    scenario: Scenario, among: list[Choice], others: list[Model]
) -> None:
    plain = scenario._replace(usage=scenario.usage._replace(web_search=0))
    old = unique(among)
    new = [
        each._replace(model=other._replace(id=each.model.id))
        for each, other in zip(old, others, strict=False)
    ]
    found = variance(planned(plain, old), planned(plain, new[::-1]), lambda _: pytest.fail("known"))
    assert (found.volume, found.model, found.price) == (ZERO, ZERO, found.total)


@given(scenarios(), scenarios(), choices, choices)
def test_where_both_sides_have_the_prices_of_today_none_of_a_change_is_the_prices(
    was: Scenario, now: Scenario, old: list[Choice], new: list[Choice]
) -> None:
    prices = {each.model.id: each.model for each in (*old, *new)}
    before, after = (
        planned(each, [choice._replace(model=prices[choice.model.id]) for choice in mix])
        for each, mix in ((was, old), (now, new))
    )
    assert variance(before, after, Past("main", {}).then).price == 0


@given(limits, amounts)
def test_an_amount_is_over_exactly_where_it_is_above_its_limit(limit: Decimal, value: Decimal) -> None:
    judged = judge_amount(Cap("per_month", limit), value)
    assert (judged.verdict == "over") == (value > limit) == judged.fails
    assert (judged.over_by is not None) == (value > limit)
    assert judged.share is None or judged.share >= 0


@given(limits, amounts, amounts, st.integers(0, 1))
def test_a_growth_is_over_exactly_where_it_is_above_its_share(
    limit: Decimal, before: Decimal, after: Decimal, is_near: int
) -> None:
    if is_near:
        after = EXACT.add(before, before)
        limit = Decimal(1)
    judged = judge_growth(Cap("growth", limit, is_share=True), before, after)
    rise = Fraction(after) - Fraction(before)
    assert (judged.verdict == "over") == (rise > Fraction(limit) * Fraction(before))
    assert judged.value is None or (judged.verdict == "over") == (judged.value > limit)


@given(st.lists(scenarios(), min_size=1, max_size=4), st.lists(models(), min_size=1, max_size=3), limits)
def test_what_passes_has_every_price_and_every_sum_within_its_limit(
    each: list[Scenario], market: list[Model], limit: Decimal
) -> None:
    named = tuple(
        scenario._replace(name=f"s{number}", per=scenario.per if number % 2 else None)
        for number, scenario in enumerate(each)
    )
    caps = tuple(Cap(kind, limit) for kind in ("per_request", "per_day", "per_month", "total"))
    workload = Workload(named, "llmcost.toml", caps)
    found = check(workload, catalog(*market), PROVENANCE.as_of, advisor=Advisor(market))
    sums = (found.whole.day, found.whole.month, found.whole.total)
    if found.outcome == "ok":
        assert len(found.rows) == len(named) > 1
        assert max(sums) <= limit
        assert all(row.planned.per_request <= limit for row in found.rows)
    assert found.outcome != "over" or max(*sums, *(row.planned.per_request for row in found.rows)) > limit
    assert {each.verdict for each in found.judged} <= {"ok", "warn", "over", "unjudged"}


@given(scenarios(), st.lists(models(), min_size=1, max_size=8), st.none() | st.integers(0, 3))
def test_what_is_suggested_is_cheaper_fits_and_is_as_able(
    scenario: Scenario, market: list[Model], floor: int | None
) -> None:
    paid = [each._replace(id=f"acme/m{number}") for number, each in enumerate(market)]
    present = planned(scenario, [Choice(each, Decimal(1)) for each in market[:2]])
    advice = Advisor(paid, min_intelligence=None if floor is None else Decimal(floor)).advise(present)
    assert (advice.reason == "") == bool(advice.found)
    costs = [each.planned.basis for each in advice.found]
    assert costs == sorted(costs)
    for each in advice.found:
        assert each.saving == EXACT.subtract(present.basis, each.planned.basis) > 0
        assert each.planned.fits
        assert each.planned == plan(present.scenario, each.planned.choices)
        assert (each.model.context or 0) >= (advice.min_context or 0)
        assert each.model.intelligence is not None
        assert advice.min_intelligence is not None
        assert each.model.intelligence >= advice.min_intelligence
