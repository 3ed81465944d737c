from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import routed, when
from traits_told import of, told

from llmcost.market.peers import Peers
from llmcost.market.ranked_trait import FEWEST, ranked_traits

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def ranked(own: Model, *others: Model) -> dict[str, str]:
    peers = Peers("all", "models", None, (own, *others), is_guest=False)
    return told(ranked_traits(own, peers))


def market(**facts: Any) -> tuple[Model, ...]:
    """Ten models, each fact with its number beside it times a step."""
    return tuple(
        of(f"acme/{number}", rate=str(number), **{name: step * number for name, step in facts.items()})
        for number in range(1, 11)
    )


def test_a_rank_is_worth_a_word_from_seventy_per_cent_of_the_others_on() -> None:
    others = market(context=1000, max_output=10, intelligence=Decimal(5))
    seven = of("acme/own", rate="7.5", context=7001, max_output=71, intelligence=Decimal("35.5"))
    assert ranked(seven, *others) == {
        "high_intelligence": "more intelligent than 70 % of its class: index 35.5",
        "long_context": "longer context than 70 % of its class: 7,001 tokens",
        "long_answers": "longer answers than 70 % of its class: up to 71 tokens",
        "-dear_input": "dearer input than 70 % of its class: $7.50 /1M",
        "-dear_output": "dearer output than 70 % of its class: $7.50 /1M",
    }
    six = of("acme/own", rate="6.5", context=6001, max_output=61, intelligence=Decimal("30.5"))
    assert ranked(six, *others) == {}


def test_the_other_side_of_a_rank_is_its_opposite() -> None:
    others = market(context=1000, max_output=10, intelligence=Decimal(5))
    own = of("acme/own", rate="0.5", context=3000, max_output=29, intelligence=Decimal(14))
    assert ranked(own, *others) == {
        "cheap_input": "cheaper input than all others of its class: $0.50 /1M",
        "cheap_output": "cheaper output than all others of its class: $0.50 /1M",
        "-low_intelligence": "less intelligent than 80 % of its class: index 14",
        "-short_context": "shorter context than 70 % of its class: 3,000 tokens",
        "-short_answers": "shorter answers than 80 % of its class: up to 29 tokens",
    }


def test_where_not_all_figures_are_known_it_is_said_of_how_many_they_are() -> None:
    known = market(context=1000, max_output=10, intelligence=Decimal(5))
    unknown = routed("acme/any")
    own = of("acme/own", rate="20", context=8001, max_output=5, intelligence=Decimal(49))
    assert ranked(own, *known, unknown) == {
        "high_intelligence": "more intelligent than 90 % of the 10 others of its class whose index is known:"
        " index 49",
        "long_context": "longer context than 80 % of the 10 others of its class whose context is known:"
        " 8,001 tokens",
        "-short_answers": "shorter answers than all 10 others of its class whose answer limit is known:"
        " up to 5 tokens",
        "-dear_input": "dearer input than all 10 others of its class whose input rate is known: $20.00 /1M",
        "-dear_output": "dearer output than all 10 others of its class whose output rate is known:"
        " $20.00 /1M",
    }


def test_one_that_is_no_longer_listed_is_held_against_todays_class() -> None:
    own = of("acme/own", context=8001, rate="5.5", retired=date(2026, 11, 11))
    others = market(context=1000)
    assert ranked(own, *others) == {"long_context": "longer context than 80 % of today's class: 8,001 tokens"}
    words = ranked(own, *others, routed("acme/any"))["long_context"]
    assert words == (
        "longer context than 80 % of the 10 others of today's class whose context is known: 8,001 tokens"
    )


def test_a_per_cent_is_never_more_than_it_is() -> None:
    others = market(context=1000)[:7]
    assert ranked(of("acme/own", rate="4", context=6001), *others) == {
        "long_context": "longer context than 85 % of its class: 6,001 tokens"
    }


@pytest.mark.parametrize(("count", "is_told"), [(FEWEST - 1, False), (FEWEST, True)])
def test_a_few_models_are_no_class_to_speak_of(count: int, *, is_told: bool) -> None:
    others = market(context=1000)[:count]
    codes = ["-short_context", "-dear_input", "-dear_output"] if is_told else []
    assert codes == [*ranked(of("acme/own", rate="30", context=1), *others, routed("acme/any"))]


def test_a_rate_of_0_is_no_rank() -> None:
    assert ranked(of("acme/own:free", rate="0"), *market()) == {}


def test_a_rate_that_depends_on_the_hour_is_the_dearest() -> None:
    timed = of("acme/own", when(utc="01:00-04:00", input="20", output="20"), rate="0.1")
    assert ranked(timed, *market()) == {
        "-dear_input": "dearer input than all others of its class: $20.00 /1M",
        "-dear_output": "dearer output than all others of its class: $20.00 /1M",
    }


def test_an_unknown_index_is_said_where_others_have_one() -> None:
    own = of("acme/own", intelligence=None)
    assert ranked(own, of("acme/other")) == {
        "-no_intelligence": "intelligence not known; that of 1 of 2 in its class is"
    }
    assert ranked(own, of("acme/other", intelligence=None)) == {}
