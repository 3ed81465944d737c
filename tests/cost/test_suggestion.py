"""Cheaper models that can do the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attached import attached, by_letters
from builders import model, period, when

from llmcost.cost.plan import Choice, plan
from llmcost.cost.suggestion import MOST, Advice, Advisor
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario

if TYPE_CHECKING:
    from llmcost.cost.plan import Planned

TEXT = {"input": ("text",), "output": ("text",), "context": 100, "intelligence": Decimal(50)}
USE = Usage(input=60, output=10)


def of(
    model_id: str, *conditions: Any, price: str = "1", rates: dict[str, str] | None = None, **facts: Any
) -> Any:
    since = facts.pop("since", None)
    stated = {"input": price, "output": price, **(rates or {})}
    return model(model_id, *conditions, since=since, facts={**TEXT, **facts}, **stated)


PRESENT = of("acme/now", price="10")


def planned(*present: Any, as_of: date | None = None, **facts: Any) -> Planned:
    choices = [Choice(each, Decimal(1), as_of) for each in present or (PRESENT,)]
    stated = {"usage": USE, "requests": 1_000_000, "per": "month", **facts}
    names = tuple((each.model.id, each.weight) for each in choices)
    return plan(Scenario("chat", names, **stated), choices)


def advice(
    *market: Any, of: Planned | None = None, floor: str | None = None, day: date | None = None
) -> Advice:
    limit = None if floor is None else Decimal(floor)
    return Advisor(market, min_intelligence=limit, as_of=day).advise(of or planned())


def ids(found: Advice) -> list[str]:
    return [each.model.id for each in found.found]


def test_the_cheapest_that_can_do_it_are_named_with_what_they_save() -> None:
    market = [
        of(f"acme/{name}", price=price) for name, price in (("c", "3"), ("a", "2"), ("b", "2"), ("d", "9"))
    ]
    found = advice(PRESENT, *market)
    assert found[:3] == (("text",), 100, Decimal(50))
    assert [(each.model.id, int(each.planned.basis), int(each.saving)) for each in found.found] == [
        ("acme/a", 140, 560),
        ("acme/b", 140, 560),
        ("acme/c", 210, 490),
    ]
    assert (len(found.found), found.reason) == (MOST, "")
    assert all(each.planned.scenario == planned().scenario for each in found.found)


@pytest.mark.parametrize(
    "other",
    [
        PRESENT,
        of("acme/same-price", price="10"),
        of("acme/dearer", price="11"),
        of("acme/small", context=99),
        of("acme/no-context", context=None),
        of("acme/dull", intelligence=Decimal("49.9")),
        of("acme/not-rated", intelligence=None),
        of("acme/short", max_output=9),
        of("acme/free:free", price="0"),
        of("acme/zero", price="0"),
        of("acme/one:batch"),
        of("~acme/latest"),
        of("acme/mute", output=("image",), input=("audio",)),
        of("acme/gone", retired=date(2026, 1, 1)),
        of("acme/long", when(above=50, input="99")),
    ],
    ids=lambda each: each.id,
)
def test_nothing_is_named_that_is_not_cheaper_or_cannot_do_it(other: Any) -> None:
    found = advice(PRESENT, other)
    assert found == Advice(("text",), 100, Decimal(50), (), "none")


def test_a_model_has_to_have_every_modality_and_weighty_feature_of_the_present_one() -> None:
    present = of("acme/now", price="10", input=("text", "image"), features=("tools", "seed", "temperature"))
    able = of("acme/able", input=("text", "image", "file"), features=("tools",))
    found = advice(
        able, of("acme/blind", features=("tools",)), of("acme/plain", input=("image",)), of=planned(present)
    )
    assert (found.needs, ids(found)) == (("image", "text", "tools"), ["acme/able"])


def test_what_is_stated_to_be_needed_replaces_what_the_present_one_has() -> None:
    present = of("acme/now", price="10", input=("text", "image"), features=("tools", "reasoning"))
    tools = of("acme/tools", features=("tools",))
    found = advice(tools, of("acme/bare"), of=planned(present, needs=("tools",)))
    assert (found.needs, ids(found)) == (("tools",), ["acme/tools"])
    assert ids(advice(tools, of("acme/bare"), of=planned(present, needs=()))) == ["acme/bare", "acme/tools"]


@pytest.mark.parametrize(
    ("usage", "need"),
    [
        (Usage(input=9, image_input=1), "image"),
        (Usage(input=9, audio_input=1), "audio"),
        (Usage(input=9, audio_cache_read=1), "audio"),
        (Usage(output=9, image_output=1), "image_output"),
        (Usage(output=9, audio_output=1), "audio_output"),
    ],
)
def test_the_tokens_themselves_need_their_modality(usage: Usage, need: str) -> None:
    present = of("acme/now", price="10", input=(), output=())
    able = of("acme/able", input=("text", "image", "audio"), output=("text", "image", "audio"))
    found = advice(able, of("acme/text"), of=planned(present, usage=usage, needs=()))
    assert (found.needs, ids(found)) == ((need,), ["acme/able"])


def test_what_has_no_price_for_the_use_is_not_named() -> None:
    searching = of("acme/searches", rates={"web_search": "0.001"})
    present = of("acme/now", price="10", rates={"web_search": "0.01"})
    found = advice(of("acme/none"), searching, of=planned(present, usage=Usage(input=9, web_search=1)))
    assert ids(found) == ["acme/searches"]


@pytest.mark.parametrize(
    ("floor", "own", "least", "named"),
    [
        (None, None, "50", []),
        (None, "30", "30", ["acme/fair"]),
        ("30", None, "30", ["acme/fair"]),
        ("45", "30", "45", []),
        ("10", "30", "10", ["acme/dull", "acme/fair"]),
        ("0", None, "0", ["acme/dull", "acme/fair"]),
    ],
)
def test_a_floor_for_all_goes_before_the_scenarios_own_and_that_before_the_present_models(
    floor: str | None, own: str | None, least: str, named: list[str]
) -> None:
    market = [
        of("acme/fair", intelligence=Decimal(40)),
        of("acme/dull", intelligence=Decimal(10)),
        of("acme/not-rated", intelligence=None),
    ]
    found = advice(*market, of=planned(min_intelligence=own and Decimal(own)), floor=floor)
    assert (found.min_intelligence, ids(found)) == (Decimal(least), named)


def test_where_the_present_one_is_not_rated_nothing_is_looked_for_without_a_floor() -> None:
    unrated = of("acme/now", price="10", intelligence=None)
    other = of("acme/other")
    assert advice(other, of=planned(unrated)) == Advice(("text",), 100, None, (), "no_intelligence")
    assert advice(other, of=planned(PRESENT, unrated)).reason == "no_intelligence"
    assert ids(advice(other, of=planned(unrated), floor="50")) == ["acme/other"]


def test_a_mix_is_compared_with_all_that_its_models_have() -> None:
    big = of("acme/big", price="30", context=200, features=("tools",))
    smart = of("acme/smart", price="10", intelligence=Decimal(60))
    able = of("acme/able", price="15", context=200, features=("tools",), intelligence=Decimal(60))
    found = advice(big, smart, able, of("acme/cheap"), of=planned(big, smart))
    assert found[:3] == (("text", "tools"), 200, Decimal(60))
    assert [(each.model.id, int(each.saving)) for each in found.found] == [("acme/able", 350)]


def test_where_no_context_window_is_known_only_the_request_has_to_fit() -> None:
    found = advice(
        of("acme/small", context=69),
        of("acme/fits", context=70),
        of=planned(of("acme/now", price="10", context=None)),
    )
    assert (found.min_context, ids(found)) == (None, ["acme/fits"])


@pytest.mark.parametrize("batch", [True, False])
def test_what_runs_in_batches_is_compared_with_batch_rows(*, batch: bool) -> None:
    present = of("acme/now:batch", price="10")
    found = advice(present, of("acme/a"), of("acme/a:batch", price="2"), of=planned(present, batch=batch))
    assert ids(found) == ["acme/a:batch"]


def test_a_pinned_day_has_its_own_models_and_prices() -> None:
    day = date(2026, 2, 1)
    then: dict[str, Any] = {"past": (period("2026-01-01", "2026-02-15", input="20", output="20"),)}
    risen = of("acme/risen", price="1", since="2026-03-01", **then)
    later = of("acme/later", since="2026-03-01")
    gone = of("acme/gone", price="5", since="2026-01-01", retired=date(2026, 3, 1))
    present = of("acme/now", price="10", since="2026-01-01")
    market = (risen, later, gone, present)
    assert ids(advice(*market, of=planned(present, as_of=day), day=day)) == ["acme/gone"]
    assert ids(advice(*market, of=planned(present))) == ["acme/later", "acme/risen"]


def test_what_has_no_period_saves_in_all_and_the_hours_count() -> None:
    night = of("acme/night", when(utc="01:00-04:00", input="1", output="1"), price="11")
    found = advice(night, of=planned(per=None, window=(60, 120)))
    assert [(each.model.id, int(each.saving)) for each in found.found] == [("acme/night", 630)]
    assert advice(night, of=planned(per=None, window=(60, 241))).reason == "none"


def test_the_same_use_saves_by_its_own_volume_and_fee() -> None:
    advisor = Advisor((of("acme/a"), of("acme/b", price="2")))
    few = advisor.advise(planned(requests=2, per=None, markup=Decimal("0.5")))
    many = advisor.advise(planned())
    assert [ids(few), ids(many)] == [["acme/a", "acme/b"]] * 2
    assert [each.saving for each in few.found] == [Decimal("0.00189"), Decimal("0.00168")]
    assert [each.saving for each in many.found] == [630, 560]


def test_files_are_counted_anew_on_each_other_model() -> None:
    asked = Scenario("chat", (("acme/now", Decimal(1)),), Usage(), 10, "month", attached=attached(50))
    present = plan(asked, [Choice(PRESENT, Decimal(1))], by_letters(asked))
    rough, sure = of("beta/rough", price="2"), of("acme/sure", price="2.1")
    too_small = of("acme/small", price="1", context=49)
    found = advice(rough, sure, too_small, of=present)

    assert ids(found) == ["acme/sure", "beta/rough"]
    assert [each.planned.estimates[0].usage.input for each in found.found] == [500, 600]
    assert [each.planned.span is None for each in found.found] == [True, False]


def test_a_counted_prompt_with_pictures_needs_a_model_that_sees() -> None:
    files = attached(50, ("image_input", "image_input", "20"))
    asked = Scenario("chat", (("acme/now", Decimal(1)),), Usage(input=20), 10, "month", attached=files)
    present = plan(asked, [Choice(PRESENT, Decimal(1))], by_letters(asked))

    assert "image" in advice(of("acme/other"), of=present).needs


def test_prompts_are_ranked_each_by_its_own_length() -> None:
    flat = of("acme/flat", price="1", rates={"request": "0.0001"})
    advisor = Advisor([flat, of("acme/steep", price="5")])
    found = []
    for letters in (10, 90, 10):
        asked = Scenario("chat", (("acme/now", Decimal(1)),), Usage(), 1, "month", attached=attached(letters))
        found.append(advisor.advise(plan(asked, [Choice(PRESENT, Decimal(1))], by_letters(asked))))

    assert [["acme/steep"], ["acme/flat", "acme/steep"], ["acme/steep"]] == list(map(ids, found))
