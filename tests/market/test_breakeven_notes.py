from __future__ import annotations

from datetime import date

from builders import model, period, when

from llmcost.catalog.model import Model, Period
from llmcost.cost.estimate import Terms
from llmcost.market.breakeven import breakeven
from llmcost.market.breakeven_notes import notes_on_model
from llmcost.market.cost_axis import PricedModel, RequestShape

PLAIN = model("acme/plain", input="1", output="4", cache_read="0.1", facts={"context": 100})
NOW = Terms()


def on(priced: Model, terms: Terms = NOW) -> list[str]:
    return [f"{note.code}: {note.message}" for note in notes_on_model(PricedModel(priced, terms))]


def over(over: str, use: RequestShape, *others: Model, terms: Terms = NOW) -> list[str]:
    first, second = (PLAIN, *others)[-2:]
    return [f"{note.code}: {note.message}" for note in breakeven((first, second), over, use, terms).notes]


def test_nothing_has_to_be_said_of_a_plain_model() -> None:
    assert (on(PLAIN), over("ratio", RequestShape(), PLAIN)) == ([], [])


def test_that_the_dearest_hour_counts_is_said_unless_one_is_stated() -> None:
    timed = model("acme/timed", when(utc="01:00-04:00", input="9"))
    assert on(timed) == ["dearest_hour: its price depends on the hour; the dearest one counts"]
    assert on(timed, Terms(minute=0)) == []


def test_what_is_cheap_for_a_reason_is_said_to_be_so() -> None:
    limited = ["rate_limited: costs nothing, and takes only so many requests a minute and a day"]
    batch = ["in_batches: a price in batches: its answers come within hours, not at once"]
    assert (on(model("acme/x:free", input="0")), on(model("openrouter/free", input="0"))) == (limited,) * 2
    assert (on(model("acme/x:batch")), on(model("acme/x:thinking"))) == (batch, [])


def test_rates_that_were_not_seen_are_told_where_they_count() -> None:
    past = period("2026-01-01", "2026-02-01", inferred=("cache_read", "web_search", "when"), input="2")
    inferred = model("acme/x", since="2026-03-01")._replace(past=(past,))
    assert on(inferred, Terms(as_of=date(2026, 1, 15))) == [
        "inferred: cache_read not seen then; kept in its ratio to the input rate",
        "inferred: long-context rates are those seen later in that period",
    ]


def test_a_retired_model_is_said_to_be_one() -> None:
    retired = model("acme/x", since="2026-01-01", seen="2026-02-01")._replace(retired=date(2026, 3, 1))
    assert on(retired) == ["retired: no longer listed since 2026-03-01; last price, seen 2026-02-01"]


def test_who_has_no_cache_rate_is_said_where_some_is_cached() -> None:
    one, two = model("acme/one", facts={"context": 100}), model("acme/two")
    by_condition = model("acme/three", when(above=5, cache_read="0.1"))
    assert over("cached", RequestShape(10, 1), one) == [
        "no_own_rate: acme/one: no price of its own for cached input; it costs what other input does"
    ]
    assert over("cached", RequestShape(10, 1), one, two) == [
        "no_own_rate: neither has a price of its own for cached input, so what is cached changes nothing"
    ]
    assert over("cached", RequestShape(10, 1), by_condition) == []
    assert over("ratio", RequestShape(), one, two) == []


def test_what_base_rates_leave_out_is_said() -> None:
    steps = model("acme/steps", when(above=20, input="9"), input="1", output="1", request="0.01")
    assert over("ratio", RequestShape(), steps) == [
        "long_context: acme/steps: base rates; others hold for requests of over 20 input tokens",
        "request_charge: acme/steps: without its charge of $0.01 for each request, which depends on its size",
    ]
    assert over("ratio", RequestShape(10), steps) == []


def test_a_request_that_one_can_not_take_is_told() -> None:
    assert over("cached", RequestShape(99, 2), PLAIN._replace(id="acme/other", context=None)) == [
        "over_context: acme/plain: 101 tokens a request; its context window holds 100"
    ]
    assert over("ratio", RequestShape(101), PLAIN._replace(id="acme/other", context=None)) == [
        "over_context: acme/plain: 101 tokens a request; its context window holds 100"
    ]


def test_an_answer_that_one_does_not_write_is_told() -> None:
    brief = PLAIN._replace(id="acme/brief", max_output=5)
    told = "over_max_output: acme/brief: 6 output tokens; it writes 5 at most"
    assert over("cached", RequestShape(10, 6), brief) == [told]
    assert told in over("size", RequestShape(None, 6), brief)
    assert over("cached", RequestShape(10, 5), brief) == []


def test_where_the_sizes_end_is_told_with_who_can_take_more() -> None:
    small, alike = PLAIN._replace(id="acme/small", context=50), PLAIN._replace(id="acme/alike")
    unknown = PLAIN._replace(id="acme/unknown", context=None)
    assert over("size", RequestShape(None, 10), small) == [
        (
            "over_context: acme/small: its context window of 50 takes up to 40 input tokens beside 10 of "
            "output; more only acme/plain can take"
        )
    ]
    assert over("size", RequestShape(), alike) == [
        "over_context: acme/plain: its context window of 100 takes up to 100 input tokens",
        "over_context: acme/alike: its context window of 100 takes up to 100 input tokens",
    ]
    assert over("size", RequestShape(), unknown) == [
        "over_context: acme/plain: its context window of 100 takes up to 100 input tokens",
        "context_unknown: acme/unknown: its context window is not known",
    ]
    assert over("size", RequestShape(), unknown, unknown._replace(id="acme/other")) == [
        "context_unknown: acme/unknown: its context window is not known",
        "context_unknown: acme/other: its context window is not known",
        "context_unknown: compared up to 1,000,000 input tokens",
    ]
    assert over("size", RequestShape(None, 60), small) == [
        "over_context: acme/plain: its context window of 100 takes up to 40 input tokens beside 60 of output",
        "over_context: acme/small: its context window of 50 has no room for input beside 60 of output",
    ]


def test_sizes_that_one_can_not_answer_are_not_said_to_be_taken() -> None:
    brief = PLAIN._replace(id="acme/brief", max_output=5)
    assert over("size", RequestShape(None, 6), brief, PLAIN._replace(context=200)) == [
        "over_max_output: acme/brief: 6 output tokens; it writes 5 at most",
        "over_context: acme/brief: its context window of 100 would hold 94 input tokens beside 6 of output",
    ]
    assert over("size", RequestShape(None, 6), brief._replace(context=200), PLAIN) == [
        "over_max_output: acme/brief: 6 output tokens; it writes 5 at most",
        "over_context: acme/plain: its context window of 100 takes up to 94 input tokens beside 6 of output",
    ]


def test_a_single_token_is_one() -> None:
    assert over("size", RequestShape(), PLAIN._replace(id="acme/one", context=1))[0] == (
        "over_context: acme/one: its context window of 1 takes up to 1 input token; "
        "more only acme/plain can take"
    )


def test_who_can_take_the_request_is_told_for_each() -> None:
    brief, small = PLAIN._replace(id="acme/brief", max_output=5), PLAIN._replace(id="acme/small", context=10)
    unknown = PLAIN._replace(id="acme/unknown", context=None)
    cases = [
        ("cached", RequestShape(9, 6), (brief, PLAIN)),
        ("cached", RequestShape(9, 6), (brief, small)),
        ("ratio", RequestShape(11), (PLAIN, small)),
        ("ratio", RequestShape(), (brief, small)),
        ("size", RequestShape(None, 6), (PLAIN, brief)),
        ("size", RequestShape(None, 10), (small, unknown)),
        ("size", RequestShape(None, 5), (brief, small)),
    ]
    assert [breakeven(both, quantity, use, NOW).fits for quantity, use, both in cases] == [
        (False, True),
        (False, False),
        (True, False),
        (True, True),
        (True, False),
        (False, True),
        (True, True),
    ]


def test_conditions_that_nobody_saw_in_the_past_are_told() -> None:
    now = Period(model("x/x", when(above=20, input="9")).current.price, date(2026, 3, 1), date(2026, 4, 1))
    stepped = Model("acme/steps", now, context=100, past=(period("2026-01-01", "2026-02-01"),))
    terms = Terms(as_of=date(2026, 1, 15))
    plain = PLAIN._replace(current=PLAIN.current._replace(since=date(2026, 1, 1)))
    said = (
        "conditions_unknown: acme/steps: no long-context rates are known of then; "
        "now they hold over 20 input tokens"
    )
    assert over("size", RequestShape(), stepped, plain, terms=terms)[-1] == said
    assert over("cached", RequestShape(30), stepped, plain, terms=terms)[-1] == said
    assert said not in over("cached", RequestShape(20), stepped, plain, terms=terms)
