"""The cost of a use of one model, to the last digit, and the remarks that go with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import model, period, price, rates, routed, when

from llmcost.catalog.model import Period
from llmcost.catalog.note import Note
from llmcost.cost.estimate import Estimate, Terms, estimate
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError, UsageError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Condition

MILLION = Usage(input=1_000_000, output=1_000_000)
LONG = when(above=200_000, input="2", output="6")
NIGHT = when(utc="22:00-02:00", input="0.5")
WEEKEND = when(days=(5, 6), input="0.25")
MONDAY, SATURDAY = date(2026, 11, 9), date(2026, 11, 14)


def one_request(**terms: Any) -> Terms:
    return Terms(requests=1, **terms)


def no_rate(name: str, parent: str = "input") -> Note:
    return Note("no_own_rate", f"no price of its own for {name}; it costs what {parent} does")


def test_an_estimate_tells_all_that_went_into_it() -> None:
    one = model(cache_read="0.1", web_search="0.01", request="0.002")
    usage = Usage(input=10_000, output=1000, cache_read=9000, web_search=2)
    terms = Terms(requests=3, markup=Decimal("0.055"))
    expected = Estimate(
        model=one,
        usage=Usage(input=30_000, output=3000, cache_read=27_000, web_search=6),
        terms=terms,
        components=rates(
            input="0.003",
            output="0.012",
            cache_read="0.0027",
            web_search="0.06",
            request="0.006",
            markup="0.0046035",
        ),
        rates=rates(input="1", output="4", cache_read="0.1", web_search="0.01", request="0.002"),
        total=Decimal("0.0883035"),
        notes=(),
    )
    assert expected == estimate(one, usage, terms)


@pytest.mark.parametrize(
    ("stated", "usage", "components"),
    [
        ({}, Usage(input=1_000_000), {"input": "1"}),
        ({}, Usage(output=1_000_000), {"output": "4"}),
        ({}, Usage(), {}),
        ({"cache_read": "0.1"}, Usage(input=100, cache_read=100), {"cache_read": "0.00001"}),
        ({}, Usage(input=100, cache_read=100), {"cache_read": "0.0001"}),
        (
            {"cache_write": "1.25"},
            Usage(input=100, cache_write=40, cache_write_1h=60),
            {"cache_write": "0.00005", "cache_write_1h": "0.000075"},
        ),
        (
            {"cache_write": "1.25", "cache_write_1h": "2"},
            Usage(input=100, cache_write_1h=60),
            {"input": "0.00004", "cache_write_1h": "0.00012"},
        ),
        (
            {"audio_input": "3", "audio_cache_read": "0.3", "image_input": "2"},
            Usage(input=60, audio_input=10, audio_cache_read=20, image_input=30),
            {"audio_input": "0.00003", "audio_cache_read": "0.000006", "image_input": "0.00006"},
        ),
        (
            {"reasoning": "5", "image_output": "30", "audio_output": "8"},
            Usage(output=100, reasoning=10, image_output=20, audio_output=30),
            {
                "output": "0.00016",
                "reasoning": "0.00005",
                "image_output": "0.0006",
                "audio_output": "0.00024",
            },
        ),
        ({}, Usage(output=100, reasoning=10), {"output": "0.00036", "reasoning": "0.00004"}),
        ({"web_search": "0.01"}, Usage(web_search=7), {"web_search": "0.07"}),
        ({"input": "1"}, Usage(input=1_000_000), {"input": "1"}),
    ],
)
def test_each_class_costs_its_own_rate_or_that_of_its_parent(
    stated: dict[str, Any], usage: Usage, components: dict[str, str]
) -> None:
    row = estimate(model(**stated), usage)
    assert (rates(**components), sum(rates(**components).values())) == (row.components, row.total)


@pytest.mark.parametrize(
    ("stated", "usage", "notes"),
    [
        ({}, Usage(input=1, cache_read=1), (no_rate("cache_read"),)),
        ({"cache_read": "0.1"}, Usage(input=1, cache_read=1), ()),
        ({}, Usage(input=1, cache_write=1), ()),
        ({}, Usage(input=1, cache_write_1h=1), (no_rate("cache_write_1h", "cache_write"),)),
        ({}, Usage(input=1, output=2, image_input=1, image_output=1, reasoning=1), ()),
        (
            {"audio_input": "2"},
            Usage(input=2, output=1, audio_input=1, audio_cache_read=1, audio_output=1),
            (no_rate("audio_output", "output"), no_rate("audio_cache_read", "audio_input")),
        ),
    ],
)
def test_a_class_that_should_have_a_rate_of_its_own_says_where_it_has_none(
    stated: dict[str, Any], usage: Usage, notes: tuple[Note, ...]
) -> None:
    assert notes == estimate(model("acme/one", **stated), usage).notes


def test_the_rates_of_input_and_output_are_told_though_neither_is_billed() -> None:
    assert rates(input="1", output="4") == estimate(model(), Usage()).rates


@pytest.mark.parametrize(
    ("terms", "total", "whole", "per_request"),
    [
        (Terms(), "5", MILLION, None),
        (Terms(requests=1), "5", MILLION, "5"),
        (Terms(requests=4), "20", MILLION.times(4), "5"),
        (Terms(requests=4, spread=True), "5", MILLION, "1.25"),
        (Terms(requests=3, spread=True), "5", MILLION, "1.666666666667"),
        (Terms(markup=Decimal("0.055")), "5.275", MILLION, None),
        (Terms(requests=2, markup=Decimal("0.1")), "11", MILLION.times(2), "5.5"),
    ],
)
def test_a_usage_is_a_volume_or_that_of_each_request_or_spread_over_all(
    terms: Terms, total: str, whole: Usage, per_request: str | None
) -> None:
    row = estimate(model(), MILLION, terms)
    expected = (Decimal(total), whole, None if per_request is None else Decimal(per_request))
    assert expected == (row.total, row.usage, row.per_request)


@pytest.mark.parametrize(
    ("terms", "charge"),
    [
        (Terms(), "0.5"),
        (Terms(requests=1), "0.5"),
        (Terms(requests=3), "1.5"),
        (Terms(requests=3, spread=True), "1.5"),
    ],
)
def test_a_charge_per_request_is_paid_for_each(terms: Terms, charge: str) -> None:
    assert (
        rates(input="1", request=charge)["request"]
        == estimate(model(request="0.5"), MILLION, terms).components["request"]
    )


def test_a_volume_assumes_one_request_where_requests_are_charged() -> None:
    expected = (Note("request_charge", "one request assumed; each costs $0.50"),)
    assert expected == estimate(model(request="0.5"), MILLION).notes


@pytest.mark.parametrize("requests", [0, -1])
def test_less_than_one_request_is_refused(requests: int) -> None:
    with pytest.raises(UsageError) as error:
        estimate(model(), MILLION, Terms(requests=requests))
    expected = (f"{requests} requests cost nothing", "give 1 request or more")
    assert expected == (error.value.message, error.value.hint)


@pytest.mark.parametrize("minute", [-1, 1440])
@pytest.mark.parametrize("one", [model(), model("acme/one", NIGHT)])
def test_a_minute_that_no_day_has_is_refused(one: Model, minute: int) -> None:
    with pytest.raises(UsageError) as error:
        estimate(one, MILLION, Terms(minute=minute))
    expected = (f"minute {minute} is not in a day", "give 0 to 1439, in UTC")
    assert expected == (error.value.message, error.value.hint)


@pytest.mark.parametrize(
    ("terms", "size"),
    [
        (Terms(), None),
        (Terms(requests=3), 10),
        (Terms(requests=3, spread=True), 4),
        (Terms(requests=5, spread=True), 2),
        (Terms(spread=True), None),
    ],
)
def test_the_size_of_a_request_is_rounded_up_and_a_volume_has_none(terms: Terms, size: int | None) -> None:
    assert size == terms.request_size(Usage(input=10))


@pytest.mark.parametrize("markup", ["-0.1", "NaN", "Infinity"])
def test_a_markup_that_is_no_fee_is_refused(markup: str) -> None:
    with pytest.raises(UsageError) as error:
        estimate(model(), MILLION, Terms(markup=Decimal(markup)))
    expected = (f"a markup of {markup} is no fee", "give 0 or more")
    assert expected == (error.value.message, error.value.hint)


OVER_200K = Note("long_context", "over 200,000 input tokens: $2.00 in, $6.00 out")


@pytest.mark.parametrize(
    ("usage", "terms", "total", "notes"),
    [
        (Usage(input=200_000, output=1000), one_request(), "0.204", ()),
        (Usage(input=200_001, output=1000), one_request(), "0.406002", (OVER_200K,)),
        (
            Usage(input=200_001, cache_read=200_001),
            one_request(),
            "0.400002",
            (OVER_200K, no_rate("cache_read")),
        ),
        (Usage(input=400_000), Terms(requests=2, spread=True), "0.4", ()),
        (Usage(input=400_001), Terms(requests=2, spread=True), "0.800002", (OVER_200K,)),
    ],
)
def test_a_long_request_costs_the_long_context_rates_as_a_whole(
    usage: Usage, terms: Terms, total: str, notes: tuple[Note, ...]
) -> None:
    row = estimate(model("acme/one", LONG), usage, terms)
    assert (Decimal(total), notes) == (row.total, row.notes)


@pytest.mark.parametrize(
    ("usage", "conditions", "message"),
    [
        (Usage(input=300_000), (when(above=200_000, output="6"),), None),
        (Usage(input=300_000), (when(above=200_000, input="1"),), None),
        (
            Usage(input=300_000, output=1),
            (when(above=200_000, output="6"),),
            "over 200,000 input tokens: $1.00 in, $6.00 out",
        ),
        (
            Usage(input=300_000),
            (when(above=200_000, input="2"), when(above=250_000, input="3")),
            "over 250,000 input tokens: $3.00 in, $4.00 out",
        ),
    ],
)
def test_a_long_request_is_remarked_where_it_changes_a_rate_that_is_paid(
    usage: Usage, conditions: tuple[Any, ...], message: str | None
) -> None:
    expected = () if message is None else (Note("long_context", message),)
    assert expected == estimate(model("acme/one", *conditions), usage, one_request()).notes


@pytest.mark.parametrize(
    ("stated", "changed", "usage", "message"),
    [
        ({"input": "1"}, {"input": "2"}, Usage(input=300_000), "over 200,000 input tokens: $2.00 in"),
        (
            {"output": "4", "audio_input": "1"},
            {"audio_input": "2"},
            Usage(input=300_000, audio_input=300_000),
            "over 200,000 input tokens: $4.00 out",
        ),
        (
            {"output": "4"},
            {"input": "2"},
            Usage(input=300_000),
            "over 200,000 input tokens: $2.00 in, $4.00 out",
        ),
    ],
)
def test_a_model_of_which_one_rate_is_unknown_is_priced_where_that_is_not_needed(
    stated: dict[str, Any], changed: dict[str, Any], usage: Usage, message: str
) -> None:
    one = model("acme/one", when(above=200_000, **changed), **stated)
    assert (Note("long_context", message),) == estimate(one, usage, one_request()).notes


@pytest.mark.parametrize(
    ("facts", "usage", "terms", "notes"),
    [
        (
            {},
            Usage(input=250_000, output=10_000),
            Terms(),
            (Note("one_request", "as one request $0.56 (long-context rates)", Decimal("0.56")),),
        ),
        (
            {},
            Usage(input=250_000, output=10_000),
            Terms(markup=Decimal("0.5")),
            (Note("one_request", "as one request $0.84 (long-context rates)", Decimal("0.84")),),
        ),
        ({}, Usage(input=200_000, output=10_000), Terms(), ()),
        ({"context": 250_000}, Usage(input=250_001), Terms(), ()),
        (
            {"context": 250_000},
            Usage(input=250_000),
            Terms(),
            (Note("one_request", "as one request $0.50 (long-context rates)", Decimal("0.5")),),
        ),
    ],
)
def test_a_volume_says_what_it_would_cost_as_one_request_where_that_is_dearer(
    facts: dict[str, Any], usage: Usage, terms: Terms, notes: tuple[Note, ...]
) -> None:
    assert notes == estimate(model("acme/one", LONG, facts=facts), usage, terms).notes


@pytest.mark.parametrize(
    ("terms", "input_rate", "notes"),
    [
        (Terms(), "1", (Note("hour", "dearest hour; from 22:00 UTC it costs $0.50", Decimal("0.5")),)),
        (
            Terms(markup=Decimal("0.5")),
            "1",
            (Note("hour", "dearest hour; from 22:00 UTC it costs $0.75", Decimal("0.75")),),
        ),
        (Terms(minute=21 * 60 + 59), "1", (Note("hour", "price at 21:59 UTC"),)),
        (Terms(minute=22 * 60), "0.5", (Note("hour", "price at 22:00 UTC"),)),
        (Terms(minute=0), "0.5", (Note("hour", "price at 00:00 UTC"),)),
        (Terms(minute=120), "1", (Note("hour", "price at 02:00 UTC"),)),
    ],
)
def test_a_price_that_depends_on_the_hour_takes_the_dearest_unless_one_is_stated(
    terms: Terms, input_rate: str, notes: tuple[Note, ...]
) -> None:
    row = estimate(model("acme/one", NIGHT), Usage(input=1_000_000), terms)
    assert (Decimal(input_rate), notes) == (row.rates["input"], row.notes)


def test_an_hour_that_changes_nothing_that_is_paid_needs_no_remark() -> None:
    row = estimate(model("acme/one", NIGHT), Usage(output=1_000_000))
    assert (Decimal(4), ()) == (row.total, row.notes)


@pytest.mark.parametrize(
    ("terms", "input_rate", "notes"),
    [
        (
            Terms(),
            "1",
            (Note("hour", "dearest hour; from Saturday 00:00 UTC it costs $0.25", Decimal("0.25")),),
        ),
        (Terms(as_of=SATURDAY), "0.25", ()),
        (Terms(as_of=MONDAY), "1", ()),
        (Terms(as_of=SATURDAY, minute=60), "0.25", (Note("hour", "price at 01:00 UTC"),)),
        (
            Terms(minute=60),
            "1",
            (Note("hour", "dearest day; from Saturday 01:00 UTC it costs $0.25", Decimal("0.25")),),
        ),
    ],
)
def test_a_price_that_depends_on_the_weekday_takes_that_of_a_stated_date(
    terms: Terms, input_rate: str, notes: tuple[Note, ...]
) -> None:
    row = estimate(model("acme/one", WEEKEND), Usage(input=1_000_000), terms)
    assert (Decimal(input_rate), notes) == (row.rates["input"], row.notes)


@pytest.mark.parametrize(
    ("facts", "usage", "terms", "notes", "fits"),
    [
        ({"context": 1000}, Usage(input=900, output=100), one_request(), (), True),
        (
            {"context": 1000},
            Usage(input=901, output=100),
            one_request(),
            (Note("over_context", "1,001 tokens a request; its context window holds 1,000"),),
            False,
        ),
        ({"context": 1000}, Usage(input=901, output=100), Terms(), (), True),
        ({"context": 1000}, Usage(input=1800, output=200), Terms(requests=2, spread=True), (), True),
        (
            {"context": 1000},
            Usage(input=1800, output=201),
            Terms(requests=2, spread=True),
            (Note("over_context", "1,001 tokens a request; its context window holds 1,000"),),
            False,
        ),
        (
            {"max_output": 50},
            Usage(output=51),
            Terms(requests=9),
            (Note("over_max_output", "51 output tokens; it writes 50 at most"),),
            False,
        ),
        ({"max_output": 50}, Usage(output=100), Terms(requests=2, spread=True), (), True),
        (
            {"context": 1000, "max_output": 1000},
            Usage(output=1001),
            one_request(),
            (
                Note("over_context", "1,001 tokens a request; its context window holds 1,000"),
                Note("over_max_output", "1,001 output tokens; it writes 1,000 at most"),
            ),
            False,
        ),
        (
            {"input": ("text",), "output": ("text",)},
            Usage(input=2, output=2, audio_input=1, image_input=1, audio_output=1, image_output=1),
            Terms(),
            (
                Note("modality", "audio is not listed among what it reads"),
                Note("modality", "image is not listed among what it reads"),
                Note("modality", "audio is not listed among what it writes"),
                Note("modality", "image is not listed among what it writes"),
                no_rate("audio_input"),
                no_rate("audio_output", "output"),
            ),
            False,
        ),
        (
            {"input": ("text", "image")},
            Usage(input=2, audio_cache_read=1, image_input=1),
            Terms(),
            (
                Note("modality", "audio is not listed among what it reads"),
                no_rate("audio_cache_read", "audio_input"),
            ),
            False,
        ),
        ({}, Usage(input=1, audio_input=1), Terms(), (no_rate("audio_input"),), True),
    ],
)
def test_a_model_that_can_not_take_the_request_says_why(
    facts: dict[str, Any], usage: Usage, terms: Terms, notes: tuple[Note, ...], *, fits: bool
) -> None:
    row = estimate(model(facts=facts), usage, terms)
    assert (notes, fits) == (row.notes, row.fits)


def test_the_price_of_a_day_is_that_of_its_period() -> None:
    past = period(
        "2024-01-01", "2024-02-01", input="8", output="8", cache_read="0.8", inferred=("cache_read",)
    )
    one = model(since="2024-06-01", facts={"past": (past,)})
    row = estimate(one, Usage(input=1_000_000, cache_read=500_000), Terms(as_of=date(2024, 3, 1)))
    expected = (
        Decimal("4.4"),
        (
            Note(
                "between_sightings", "price last seen 2024-02-01; the next one was seen later than 2024-03-01"
            ),
            Note("inferred", "cache_read not seen then; kept in its ratio to the input rate"),
        ),
    )
    assert expected == (row.total, row.notes)


def test_an_inferred_rate_that_is_not_paid_needs_no_remark() -> None:
    past = period("2024-01-01", "2024-02-01", input="8", cache_read="0.8", inferred=("cache_read",))
    one = model(since="2024-06-01", facts={"past": (past,)})
    assert not estimate(one, Usage(input=1), Terms(as_of=date(2024, 1, 1))).notes


def before_long_context(*then: Condition, now: tuple[Condition, ...] = (LONG,)) -> Model:
    """A model with a price of 2024 under conditions ``then`` and one of 2026 under ``now``."""
    past = Period(price(*then), date(2024, 1, 1), date(2025, 12, 31))
    return model("acme/one", *now, since="2026-01-01", facts={"past": (past,)})


UNKNOWN = Note(
    "conditions_unknown", "no long-context rates are known of then; now they hold over 200,000 input tokens"
)


@pytest.mark.parametrize(
    ("one", "terms", "notes"),
    [
        (before_long_context(), one_request(as_of=date(2024, 1, 1)), (UNKNOWN,)),
        (before_long_context(), Terms(requests=2, as_of=date(2024, 1, 1)), (UNKNOWN,)),
        (before_long_context(), Terms(requests=2, spread=True, as_of=date(2024, 1, 1)), ()),
        (before_long_context(), Terms(as_of=date(2024, 1, 1)), ()),
        (before_long_context(), one_request(), (OVER_200K,)),
        (before_long_context(LONG), one_request(as_of=date(2024, 1, 1)), (OVER_200K,)),
        (before_long_context(now=()), one_request(as_of=date(2024, 1, 1)), ()),
        (
            before_long_context()._replace(current=Period(None, date(2026, 1, 1), None)),
            one_request(as_of=date(2024, 1, 1)),
            (),
        ),
    ],
)
def test_a_long_request_of_a_day_whose_conditions_were_not_seen_says_so(
    one: Model, terms: Terms, notes: tuple[Note, ...]
) -> None:
    assert notes == estimate(one, Usage(input=200_001), terms).notes


def test_a_request_that_would_be_short_today_needs_no_remark_on_long_context() -> None:
    row = estimate(before_long_context(), Usage(input=200_000), one_request(as_of=date(2024, 1, 1)))
    assert not row.notes


LATER_SEEN = Note("inferred", "long-context rates are those seen later in that period")


@pytest.mark.parametrize(
    ("usage", "terms", "notes"),
    [
        (Usage(input=200_001), one_request(as_of=date(2024, 1, 1)), (OVER_200K, LATER_SEEN)),
        (
            Usage(input=250_000),
            Terms(as_of=date(2024, 1, 1)),
            (Note("one_request", "as one request $0.50 (long-context rates)", Decimal("0.5")), LATER_SEEN),
        ),
        (Usage(input=200_000), one_request(as_of=date(2024, 1, 1)), ()),
        (Usage(input=200_000), Terms(as_of=date(2024, 1, 1)), ()),
    ],
)
def test_long_context_rates_that_were_seen_later_in_a_period_say_so_where_they_count(
    usage: Usage, terms: Terms, notes: tuple[Note, ...]
) -> None:
    past = Period(price(LONG), date(2024, 1, 1), date(2025, 12, 31), ("when",))
    one = model(since="2026-01-01", facts={"past": (past,)})
    assert notes == estimate(one, usage, terms).notes


@pytest.mark.parametrize(
    ("one", "terms", "codes"),
    [
        (
            model(
                "acme/one",
                LONG,
                NIGHT,
                facts={"expires": date(2027, 1, 1), "context": 1000, "input": ("text",)},
            ),
            one_request(),
            ["expires", "hour", "long_context", "over_context", "modality"],
        ),
        (
            before_long_context()._replace(context=1000, input=("text",)),
            one_request(as_of=date(2024, 1, 1)),
            ["over_context", "conditions_unknown", "modality"],
        ),
    ],
)
def test_remarks_stand_in_a_fixed_order(one: Model, terms: Terms, codes: list[str]) -> None:
    row = estimate(one, Usage(input=300_000, image_input=1), terms)
    assert codes == [note.code for note in row.notes]


@pytest.mark.parametrize(
    ("stated", "usage", "used"),
    [
        ({}, Usage(), set()),
        ({}, Usage(input=1), {"input"}),
        ({}, Usage(input=2, output=1, cache_read=1), {"input", "output", "cache_read"}),
        ({}, Usage(input=1, cache_write_1h=1), {"cache_write_1h", "cache_write", "input"}),
        ({"cache_write": "2"}, Usage(input=1, cache_write_1h=1), {"cache_write_1h", "cache_write"}),
        ({"cache_write_1h": "2"}, Usage(input=1, cache_write_1h=1), {"cache_write_1h"}),
        ({"web_search": "1", "request": "1"}, Usage(web_search=1), {"web_search"}),
    ],
)
def test_a_cost_rests_on_the_rates_of_its_classes_and_on_those_that_stand_in_for_them(
    stated: dict[str, Any], usage: Usage, used: set[str]
) -> None:
    # Each request is charged, be it 0.
    row = estimate(model(**stated), usage, Terms(markup=Decimal("0.1")))
    assert {*used, "request"} == row.rates_used


@pytest.mark.parametrize(
    ("one", "day", "used"),
    [
        (before_long_context(), date(2025, 12, 31), set()),
        (before_long_context(), date(2026, 1, 1), {"input", "request"}),
        (model(), date(2024, 1, 1), {"input", "request"}),
        (
            model(since="2026-01-01", facts={"released": date(2024, 1, 1)}),
            date(2024, 1, 1),
            {"input", "request"},
        ),
    ],
)
def test_a_cost_of_a_day_with_another_price_rests_on_no_current_rate(
    one: Model, day: date, used: set[str]
) -> None:
    assert used == estimate(one, Usage(input=1), Terms(as_of=day)).rates_used


@pytest.mark.parametrize(
    ("each", "usage", "message", "reason", "hint"),
    [
        (
            model(),
            Usage(web_search=1),
            "no price is known for web_search of acme/one",
            "no_web_search_price",
            None,
        ),
        (
            model(input="1"),
            Usage(output=1),
            "no price is known for output of acme/one",
            "no_output_price",
            None,
        ),
        (
            model("acme/one", when(utc="01:00-02:00", input="2"), input="1"),
            Usage(output=1),
            "no price is known for output of acme/one",
            "no_output_price",
            None,
        ),
        (
            model("acme/one", when(utc="00:00-24:00", input="0", output="0")),
            Usage(input=1),
            "under this condition both rates are 0, which is no price of acme/one",
            "zero",
            None,
        ),
        (
            routed("acme/router"),
            Usage(input=1),
            "the price of acme/router varies with the model that it routes to",
            "varies",
            "price the model that you expect it to choose",
        ),
        (
            model(input="0", output="0"),
            Usage(input=1),
            "acme/one is listed at 0 but is not free: it is charged in a way that isn't listed",
            "zero",
            None,
        ),
    ],
)
def test_what_has_no_price_is_never_0(
    each: Model, usage: Usage, message: str, reason: str, hint: str | None
) -> None:
    with pytest.raises(UnpricedError) as error:
        estimate(each, usage)
    assert (message, reason, hint) == (error.value.message, error.value.reason, error.value.hint)


@pytest.mark.parametrize(
    "free",
    [
        model("acme/one:free", input="0", output="0"),
        model("acme/one:free", when(days=(0, 1, 2, 3, 4, 5, 6), input="0", output="0")),
        model(input="0", output="0", facts={"overridden": ("input", "output")}),
    ],
)
def test_a_model_that_is_meant_to_be_free_costs_nothing(free: Model) -> None:
    assert Decimal(0) == estimate(free, MILLION).total
