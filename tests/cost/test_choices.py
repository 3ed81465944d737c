"""Models of scenarios are found by name, once each, and refused where they must not count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attached import attached, by_letters
from builders import catalog, model, period, when

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.provenance import Override
from llmcost.cost.choices import Choices
from llmcost.cost.plan import Planned, Unplanned
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import UnknownModelError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.catalog.names import Resolution
    from llmcost.cost.measured import Demand, Measured

USE = Usage(input=1_000_000)


def scenario(*models: tuple[str, str], **facts: Any) -> Scenario:
    """Ten requests a day of a million tokens, on acme/one unless others are named."""
    stated = {"usage": USE, "requests": 10, "per": "day", **facts}
    named = tuple((name, Decimal(weight)) for name, weight in models or (("acme/one", "1"),))
    return Scenario("chat", named, **stated)


MARKET = catalog(
    model("acme/one"),
    model("acme/one:batch", input="0.5"),
    model(
        "acme/two",
        input="2",
        since="2026-03-01",
        facts={"past": (period("2026-01-01", "2026-02-01", input="8"),)},
    ),
    aliases={"fast": "acme/one"},
)


def test_the_models_of_a_scenario_are_found_by_name() -> None:
    found = Choices(MARKET).plan(scenario(("fast", "3"), ("acme/two", "1")))
    assert isinstance(found, Planned)
    assert [(each.model.id, int(each.weight)) for each in found.choices] == [("acme/one", 3), ("acme/two", 1)]
    assert (found.total, [note.code for note in found.notes]) == (Decimal("12.5"), ["alias"])


@pytest.mark.parametrize("name", ["acme/one", "acme/one:batch"])
def test_a_batch_scenario_is_priced_on_the_batch_row(name: str) -> None:
    found = Choices(MARKET).plan(scenario((name, "1"), batch=True))
    assert isinstance(found, Planned)
    assert (found.choices[0].model.id, found.total) == ("acme/one:batch", Decimal(5))


def test_a_day_has_its_own_prices() -> None:
    found = Choices(MARKET, date(2026, 1, 5)).plan(scenario(("acme/two", "1")))
    assert isinstance(found, Planned)
    assert found.total == Decimal(80)


@pytest.mark.parametrize(
    ("each", "code", "message"),
    [
        (scenario(("acme/oen", "1")), "unknown_model", "no model 'acme/oen'"),
        (scenario(("acme/two", "1"), batch=True), "no_batch_row", "acme/two has no batch price"),
        (
            scenario(usage=Usage(web_search=1)),
            "no_web_search_price",
            "no price is known for web_search of acme/one",
        ),
        (scenario(requests=0), "usage", "0 requests cost nothing"),
        (scenario(("acme/one", "1"), ("acme/oen", "1")), "unknown_model", "no model 'acme/oen'"),
    ],
)
def test_what_cannot_be_priced_says_why(each: Scenario, code: str, message: str) -> None:
    found = Choices(MARKET).plan(each)
    assert (each, code, message) == found[:3]
    assert isinstance(found, Unplanned)


class Counted(Catalog):
    """Counts how often a name is looked for."""

    looked_for = 0

    def resolve(self, name: str, *, suggest: bool = True) -> Resolution:
        self.looked_for += 1
        return super().resolve(name, suggest=suggest)


def test_a_name_is_looked_for_once_whether_it_is_known_or_not() -> None:
    market = Counted(MARKET.models, MARKET.provenance, {})
    choices = Choices(market)
    known, unknown = scenario(), scenario(("acme/oen", "1"))
    for each in (known, unknown):
        first, second, third = (choices.plan(each) for _ in range(3))
        assert first == second == third
    assert market.looked_for == 2
    with pytest.raises(UnknownModelError, match="no model 'acme/oen'"):
        choices.of(unknown)


def test_names_that_are_alike_are_sought_for_the_first_unknown_ones_only() -> None:
    choices = Choices(MARKET)
    found = [choices.plan(scenario((f"acme/one{letter}", "1"))) for letter in "abcdefghijklmnopqrstuv"]
    assert all(isinstance(each, Unplanned) and each.code == "unknown_model" for each in found)
    hints = [each.hint or "" for each in found if isinstance(each, Unplanned)]
    assert [hint.startswith("did you mean") for hint in hints] == [True] * 20 + [False] * 2


PROJECT = "llmcost.toml"


def overridden(market: Catalog, *rates: tuple[str, str]) -> Catalog:
    """As if the project had stated these rates."""
    stated = tuple(Override(model_id, rate, Decimal(1), PROJECT) for model_id, rate in rates)
    return Catalog(market.models, market.provenance._replace(overrides=stated), market.aliases)


@pytest.mark.parametrize(
    ("refused", "usage", "is_refused"),
    [
        ({("acme/one", "input")}, USE, True),
        ({("acme/one", "cache_read")}, USE, False),
        ({("acme/one", "cache_read")}, Usage(input=9, cache_read=9), True),
        ({("acme/one", "input")}, Usage(input=9, cache_read=9), True),
        ({("acme/two", "input")}, USE, False),
        ({("acme/one", "output")}, USE, False),
        ({("acme/one", "request")}, USE, True),
        (set(), USE, False),
    ],
)
def test_a_cost_that_rests_on_a_refused_rate_is_none(
    refused: set[tuple[str, str]], usage: Usage, *, is_refused: bool
) -> None:
    market = overridden(MARKET, *refused)
    found = Choices(market, refused={PROJECT}).plan(scenario(usage=usage))
    assert isinstance(found, Unplanned) == is_refused
    assert isinstance(Choices(market, refused={"prices.toml"}).plan(scenario(usage=usage)), Planned)
    assert not is_refused or found[1] == "project_price"


def test_a_rate_of_a_condition_is_refused_like_the_base_rate() -> None:
    market = catalog(model("acme/one", when(above=10, cache_read="0.1")))
    market = overridden(market, ("acme/one", "cache_read"))
    found = Choices(market, refused={PROJECT}).plan(scenario(usage=Usage(input=99, cache_read=9)))
    assert found[1:3] == (
        "project_price",
        "cache_read of acme/one is overridden by the project itself, which is refused",
    )


def test_a_refused_rate_of_today_is_not_in_a_cost_of_then() -> None:
    market = overridden(MARKET, ("acme/two", "input"))
    choices = Choices(market, date(2026, 1, 5), {PROJECT})
    assert isinstance(choices.plan(scenario(("acme/two", "1"))), Planned)


ALIASES = {"mine": "acme/one", "fast": "acme/one", "far": "fast"}
ALIAS_FILES = {"mine": "prices.toml", "fast": PROJECT, "far": "prices.toml"}
NAMED = Catalog(MARKET.models, MARKET.provenance, ALIASES, alias_files=ALIAS_FILES)


@pytest.mark.parametrize(
    ("name", "refused", "message"),
    [
        ("mine", PROJECT, None),
        ("acme/one", PROJECT, None),
        ("fast", "prices.toml", None),
        ("fast", PROJECT, "fast is an alias of acme/one by the project itself, which is refused"),
        ("far", PROJECT, "fast is an alias of acme/one by the project itself, which is refused"),
        ("far", "prices.toml", "far is an alias of fast by the project itself, which is refused"),
    ],
)
def test_a_name_that_a_refused_file_gives_is_refused_on_whatever_way(
    name: str, refused: str, message: str | None
) -> None:
    found = Choices(NAMED, refused={refused}).plan(scenario((name, "1")))
    if message is None:
        assert isinstance(found, Planned)
    else:
        hint = "take the alias out, or leave out --no-project-prices"
        assert ("project_alias", message, hint) == found[1:]


def test_what_a_saved_report_forgot_of_a_model_is_known_to_who_counts() -> None:
    asked: list[Model] = []

    def measure(scenario: Scenario) -> Demand:
        demand = by_letters(scenario)

        def counted(model: Model) -> Measured:
            asked.append(model)
            return demand(model)

        return counted

    found = Choices(MARKET, measure=measure).plan(scenario(("acme/one", "1"), attached=attached()))
    assert isinstance(found, Planned)
    assert found.demand is not None
    unlisted = model("acme/unlisted")
    found.demand(model("acme/one", input="9"))
    found.demand(unlisted)
    assert asked == [MARKET.models["acme/one"], MARKET.models["acme/one"], unlisted]
