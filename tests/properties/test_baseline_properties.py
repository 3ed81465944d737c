"""What holds of a saved report that is read again, whatever the workload."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, catalog
from hypothesis import given
from hypothesis import strategies as st

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import MINUTES_PER_DAY, RATE_NAMES, Condition, Price
from llmcost.cost.cap import KINDS, Cap
from llmcost.cost.check import check
from llmcost.cost.period import DAYS
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario, Workload
from llmcost.money import EXACT, add_up
from llmcost.report.check_payload import check_payload
from llmcost.report.json_text import to_json
from llmcost.workload.baseline import load_baseline

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cost.checked import Checked
    from llmcost.cost.past import Past

IDS = ("acme/one", "acme/two", "acme/three")
TODAY = date(2026, 11, 12)

above_zero = st.decimals(min_value="0.000001", max_value=1000, places=6)
minutes = st.integers(0, MINUTES_PER_DAY - 1)
days = st.none() | st.dates(date(2024, 1, 1), TODAY)


@st.composite
def prices(draw: st.DrawFn) -> Price:
    """A price with any rates, and conditions of any kind."""
    more = st.dictionaries(st.sampled_from(RATE_NAMES), above_zero, max_size=4)
    rates = {"input": draw(above_zero), "output": draw(above_zero), "web_search": draw(above_zero)}
    return Price(rates | draw(more), tuple(draw(st.lists(conditions(), max_size=2))))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    rates = draw(st.dictionaries(st.sampled_from(RATE_NAMES), above_zero, min_size=1, max_size=3))
    weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=3))))
    above = draw(st.none() | st.integers(0, 3000))
    start, end = draw(st.tuples(minutes, minutes | st.just(MINUTES_PER_DAY)))
    if start == end or (draw(st.booleans()) and (weekdays or above is not None)):
        return Condition(rates, 5 if above is None and not weekdays else above, days=weekdays)
    return Condition(rates, above, start, end, weekdays)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Model]:
    """Three models with a row for batches each, which costs what another model does."""
    drawn = [draw(prices()) for _ in IDS]
    ids = (*IDS, *(f"{model_id}:batch" for model_id in IDS))
    rows = zip(ids, (*drawn, *reversed(drawn)), strict=True)
    return {model_id: Model(model_id, Period(price, None, None)) for model_id, price in rows}


@st.composite
def usages(draw: st.DrawFn) -> Usage:
    part = st.integers(0, 2000)
    cached, written, thought = draw(st.tuples(part, part, part))
    return Usage(
        input=draw(part) + cached + written,
        output=draw(part) + thought,
        cache_read=cached,
        cache_write=written,
        reasoning=thought,
        web_search=draw(st.integers(0, 3)),
    )


def caps(*kinds: str) -> st.SearchStrategy[tuple[Cap, ...]]:
    """Limits of these kinds or of growth; in the order in which reports tell them."""
    kind = st.sampled_from([*((kind, False) for kind in kinds), ("growth", False), ("growth", True)])
    one = st.tuples(kind, above_zero, st.booleans()).map(
        lambda each: Cap(each[0][0], each[1], *each[0][1:], each[2])
    )
    some = st.lists(one, max_size=3, unique_by=lambda cap: (cap.kind, cap.warn_only))
    return some.map(
        lambda found: tuple(sorted(found, key=lambda cap: (KINDS.index(cap.kind), cap.warn_only)))
    )


@st.composite
def scenarios(draw: st.DrawFn, name: str) -> Scenario:
    models = draw(st.lists(st.tuples(st.sampled_from(IDS), above_zero), min_size=1, max_size=3))
    per = draw(st.none() | st.sampled_from(sorted(DAYS)))
    return Scenario(
        name,
        tuple(models),
        draw(usages()),
        draw(st.integers(1, 10**6)),
        per,
        draw(st.booleans()),
        draw(st.none() | st.tuples(minutes, minutes)),
        draw(st.just(Decimal(0)) | st.decimals(min_value=0, max_value=1, places=4)),
        draw(caps("per_request", *(("per_day", "per_month") if per else ("total",)))),
    )


@st.composite
def workloads(draw: st.DrawFn) -> Workload:
    stated = [draw(scenarios(f"scenario {number}")) for number in range(draw(st.integers(1, 3)))]
    return Workload(tuple(stated), "llmcost.toml", draw(caps("per_day", "per_month")), draw(days))


def checked(workload: Workload, world: dict[str, Model], past: Past | None = None) -> Checked:
    known = catalog(*world.values())
    return check(workload, known, TODAY, past=past)


def saved(found: Checked, file: Path) -> Past:
    file.write_text(to_json(check_payload(found)), encoding="utf-8")
    return load_baseline(file)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("baseline") / "baseline.json"


@given(workload=workloads(), world=worlds())
def test_a_saved_report_gives_the_same_costs_again(
    file: Path, workload: Workload, world: dict[str, Model]
) -> None:
    found = checked(workload, world)
    past = saved(found, file)
    assert {name: each.total for name, each in past.planned.items()} == {
        row.planned.scenario.name: row.planned.total for row in found.rows
    }
    assert [each.spread for each in past.planned.values()] == [row.planned.spread for row in found.rows]
    assert [each.scenario for each in past.planned.values()] == list(workload.scenarios)
    assert past.caps == workload.caps
    assert past.as_of == (workload.as_of or PROVENANCE.as_of)


@given(workload=workloads(), world=worlds())
def test_a_workload_is_no_other_than_its_own_baseline(
    file: Path, workload: Workload, world: dict[str, Model]
) -> None:
    again = checked(workload, world, saved(checked(workload, world), file))
    for row in again.rows:
        assert row.variance is not None
        assert set(row.variance[2:7]) == {0}
        assert row.variance.notes == ()
    assert again.variance is None or again.variance.total == 0
    assert again.removed == ()
    assert again.loosened == ()


@given(workload=workloads(), world=worlds(), other=worlds())
def test_with_other_prices_only_the_price_moves(
    file: Path, workload: Workload, world: dict[str, Model], other: dict[str, Model]
) -> None:
    past = saved(checked(workload, world), file)
    for row in checked(workload, other, past).rows:
        assert row.variance is not None
        assert (row.variance.volume, row.variance.model) == (Decimal(0), Decimal(0))
        assert row.variance.price == row.variance.total


@given(workload=workloads(), world=worlds(), usage=usages(), requests=st.integers(1, 10**6))
def test_with_another_volume_only_the_volume_moves(
    file: Path, workload: Workload, world: dict[str, Model], usage: Usage, requests: int
) -> None:
    past = saved(checked(workload, world), file)
    changed = [each._replace(usage=usage, requests=requests) for each in workload.scenarios]
    for row in checked(workload._replace(scenarios=tuple(changed)), world, past).rows:
        assert row.variance is not None
        assert (row.variance.model, row.variance.price) == (Decimal(0), Decimal(0))
        assert row.variance.volume == row.variance.total


@given(workload=workloads(), world=worlds(), mix=st.lists(st.sampled_from(IDS), min_size=1, max_size=2))
def test_with_another_model_only_the_model_moves(
    file: Path, workload: Workload, world: dict[str, Model], mix: list[str]
) -> None:
    past = saved(checked(workload, world), file)
    models = tuple((name, Decimal(1)) for name in mix)
    changed = [each._replace(models=models) for each in workload.scenarios]
    for row in checked(workload._replace(scenarios=tuple(changed)), world, past).rows:
        assert row.variance is not None
        assert (row.variance.volume, row.variance.price) == (Decimal(0), Decimal(0))
        assert row.variance.model == row.variance.total


@given(before=workloads(), after=workloads(), world=worlds(), other=worlds())
def test_the_parts_add_up_to_the_change_whatever_changed(
    file: Path, before: Workload, after: Workload, world: dict[str, Model], other: dict[str, Model]
) -> None:
    past = saved(checked(before, world), file)
    found = checked(after, other, past)
    for row in found.rows:
        if row.variance is not None:
            assert add_up(row.variance[2:5]) == row.variance.total
            assert row.variance.before == past.planned[row.planned.scenario.name].basis
    whole = found.variance
    if whole is not None:
        assert add_up(whole[2:7]) == whole.total
        assert EXACT.add(whole.before, whole.total) == found.whole.month
