"""What upstream states as a price is read by every rule of the source."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from ledgers import DAY, priced, row

from llmcost.catalog.model import Period
from llmcost.catalog.price import Condition, Price
from llmcost.sources.convert import Skipped, convert
from llmcost.sources.pricing import IMAGE_TOKENS_SINCE, RATE_KEYS, BadRow, read_pricing

INPUT, OUTPUT = Decimal(1), Decimal(2)
BASE = {"input": INPUT, "output": OUTPUT}


def price_of(one: dict[str, Any]) -> Price | None:
    """The price of a row that can be used."""
    converted = convert([one], DAY)
    assert () == converted.skipped
    return converted.models[one["id"]].current.price


def rates_of(one: dict[str, Any]) -> dict[str, Decimal]:
    price = price_of(one)
    assert price is not None
    return dict(price.rates)


def conditions_of(one: dict[str, Any]) -> tuple[Condition, ...]:
    price = price_of(one)
    assert price is not None
    return price.when


def refusal_of(one: Any) -> str:
    """Why a row can't be used."""
    converted = convert([one], DAY)
    assert {} == converted.models
    (skipped,) = converted.skipped
    return skipped.reason


@pytest.mark.parametrize(("key", "name"), RATE_KEYS.items())
def test_every_price_key_has_its_rate(key: str, name: str) -> None:
    per_piece = name in {"web_search", "request"}
    expected = Decimal("0.00000375") if per_piece else Decimal("3.75")

    assert BASE | {name: expected} == rates_of(priced(**{key: "0.00000375"}))


def test_a_key_of_next_month_is_passed_over() -> None:
    assert BASE == rates_of(priced(video="0.5", discount=0, per_wish={"usd": 1}, image=None))


@pytest.mark.parametrize(
    ("stated", "rate"),
    [
        ("0.0000004", "0.4"),
        ("4e-07", "0.4"),
        ("4E-7", "0.4"),
        ("1.25e-6", "1.25"),
        (Decimal("0.0000004"), "0.4"),
        (Decimal("4E-7"), "0.4"),
        (4e-07, "0.4"),
        (3, "3000000"),
        ("99999", "99999000000"),
        ("0.000000000000000000000000000001", "0.000000000000000000000001"),
    ],
)
def test_an_amount_is_text_or_a_number(stated: Any, rate: str) -> None:
    assert {"input": Decimal(rate), "output": OUTPUT} == rates_of(priced(prompt=stated))


@pytest.mark.parametrize(
    "stated",
    ["NaN", "Infinity", "-Infinity", "", " 1", "1,5", "+1", ".5", "5.", "01", "1e5", "0x1", "\uff11",
     "100000", "0." + "1" * 31, True, [], {}, float("nan"), float("inf"), Decimal("NaN"), Decimal("1E+400")],
)  # fmt: skip
def test_what_is_no_amount_is_refused(stated: Any) -> None:
    shown = stated if isinstance(stated, Decimal) else "true" if stated is True else repr(stated)

    assert f"input_cache_read is {shown}" == refusal_of(priced(input_cache_read=stated))


@pytest.mark.parametrize(
    ("key", "stated"),
    [("prompt", "1e-31"), ("completion", "0.1e-99"), ("web_search", "0.0000000000000000000000001")],
)
def test_more_digits_than_a_ledger_holds_are_refused(key: str, stated: str) -> None:
    assert f"{key} is {stated!r}, which no ledger can hold" == refusal_of(priced(**{key: stated}))


def test_a_long_amount_is_cut_in_the_complaint() -> None:
    assert f"prompt is '{'9' * 56}..." == refusal_of(priced(prompt="9" * 80))


@pytest.mark.parametrize("key", ["prompt", "completion"])
def test_a_negative_price_varies_with_the_routed_model(key: str) -> None:
    assert price_of(priced(**{key: "-1"})) is None


def test_a_negative_price_of_anything_else_is_refused() -> None:
    assert "a negative price" == refusal_of(priced(image="-1"))


@pytest.mark.parametrize("key", sorted(set(RATE_KEYS) - {"prompt", "completion"}))
def test_zero_means_that_there_is_no_such_charge(key: str) -> None:
    assert BASE == rates_of(priced(**{key: "0"}))


def test_zero_input_and_output_are_kept() -> None:
    assert {"input": 0, "output": 0} == rates_of(row("acme/one:free", {"prompt": "0", "completion": "-0"}))


@pytest.mark.parametrize(("reasoning", "kept"), [("0.000002", {}), ("0.000003", {"reasoning": Decimal(3)})])
def test_reasoning_has_a_rate_only_where_it_differs(reasoning: str, kept: dict[str, Decimal]) -> None:
    assert BASE | kept == rates_of(priced(internal_reasoning=reasoning))


# As gpt-4o had it in 2025: $0.003613 an image, which as a rate of tokens would be $3,613 a million.
IMAGES = {"image": "0.003613", "image_output": "0.04"}


def test_prices_per_image_of_lists_before_2026_are_left_out() -> None:
    day = IMAGE_TOKENS_SINCE - timedelta(days=1)
    found = convert([priced(**IMAGES, audio="0.00004")], day).models["acme/one"]

    assert Period(Price(BASE | {"audio_input": Decimal(40)}), day, day) == found.current


def test_since_2026_they_are_rates_of_image_tokens() -> None:
    found = convert([priced(**IMAGES)], IMAGE_TOKENS_SINCE).models["acme/one"]
    rates = BASE | {"image_input": Decimal(3613), "image_output": Decimal(40000)}

    assert Price(rates) == found.current.price


@pytest.mark.parametrize("pricing", [[], "free", 7])
def test_what_is_no_pricing_is_none_on_an_old_list_too(pricing: Any) -> None:
    assert (Skipped("acme/one", "no pricing"),) == convert([row(pricing=pricing)], date(2025, 5, 23)).skipped


def test_a_pricing_is_read_by_itself_too() -> None:
    assert Price(BASE | {"cache_write": Decimal("1.5")}) == read_pricing(
        {"prompt": "0.000001", "completion": "0.000002", "input_cache_write": "0.0000005"}, "google/x"
    )
    assert read_pricing({"prompt": "-1", "completion": "-1"}, "acme/x") is None
    with pytest.raises(BadRow, match="no prompt or completion price"):
        read_pricing({}, "acme/x")


GOOGLE = {"prompt": "0.00000125", "completion": "0.00001", "input_cache_write": "0.000000375"}
ABOVE = {"min_prompt_tokens": 200000}


@pytest.mark.parametrize("model_id", ["google/gemini-2.5-pro", "~google/gemini-pro-latest"])
def test_google_s_cache_writes_come_on_top_of_the_input_rate(model_id: str) -> None:
    assert Decimal("1.625") == rates_of(row(model_id, GOOGLE))["cache_write"]


@pytest.mark.parametrize(
    ("override", "rates"),
    [
        ({"prompt": "0.0000025"}, {"input": Decimal("2.5"), "cache_write": Decimal("2.875")}),
        ({"input_cache_write": "0.0000005"}, {"cache_write": Decimal("1.75")}),
        (
            {"prompt": "0.0000025", "input_cache_write": "0.0000005"},
            {"input": Decimal("2.5"), "cache_write": Decimal(3)},
        ),
        ({"completion": "0.000015"}, {"output": Decimal(15)}),
    ],
)
def test_google_s_conditions_add_the_input_rate_too(
    override: dict[str, str], rates: dict[str, Decimal]
) -> None:
    one = row("google/gemini-2.5-pro", GOOGLE | {"overrides": [ABOVE | override]})

    assert (Condition(rates, above=200000),) == conditions_of(one)


@pytest.mark.parametrize(
    ("model_id", "write", "rate"),
    [
        ("anthropic/claude", "0.000000375", "0.375"),
        ("google/gemini", "0.00000125", "1.25"),
        ("google/gemini", "0.000002", "2"),
    ],
)
def test_elsewhere_and_at_or_above_the_input_rate_nothing_is_added(
    model_id: str, write: str, rate: str
) -> None:
    assert Decimal(rate) == rates_of(row(model_id, GOOGLE | {"input_cache_write": write}))["cache_write"]


def test_a_google_row_without_cache_writes_gets_none() -> None:
    one = row(
        "google/gemini", GOOGLE | {"input_cache_write": "0", "overrides": [ABOVE | {"prompt": "0.000002"}]}
    )

    assert "cache_write" not in rates_of(one)
    assert (Condition({"input": Decimal(2)}, above=200000),) == conditions_of(one)


CONDITIONS = [
    (ABOVE | {"prompt": "0.000003"}, Condition({"input": Decimal(3)}, above=200000)),
    ({"utc_start": 100, "utc_end": 430}, Condition({}, start=60, end=270)),
    ({"utc_start": 2230, "utc_end": 630}, Condition({}, start=1350, end=390)),
    ({"utc_start": 0, "utc_end": 2400}, Condition({}, start=0, end=1440)),
    ({"utc_days": ["sunday", "monday", "sunday"]}, Condition({}, days=(0, 6))),
    (ABOVE | {"utc_start": None, "region": None}, Condition({}, above=200000)),
    (
        ABOVE
        | {"utc_start": 1630, "utc_end": 0, "utc_days": ["friday"], "completion": "4e-06", "video": "0.5"},
        Condition({"output": Decimal(4)}, above=200000, start=990, end=0, days=(4,)),
    ),
]


@pytest.mark.parametrize(("entry", "condition"), CONDITIONS)
def test_an_override_is_a_condition(entry: dict[str, Any], condition: Condition) -> None:
    assert (condition,) == conditions_of(priced(overrides=[entry]))


def test_overrides_keep_their_order() -> None:
    price = price_of(priced(overrides=[entry for entry, _ in CONDITIONS]))

    assert Price(BASE, tuple(condition for _, condition in CONDITIONS)) == price


def test_sixteen_overrides_are_not_too_many() -> None:
    assert (Condition({}, above=200000),) * 16 == conditions_of(priced(overrides=[ABOVE] * 16))


@pytest.mark.parametrize("overrides", [None, [], 0])
def test_no_overrides_are_no_conditions(overrides: Any) -> None:
    assert () == conditions_of(priced(overrides=overrides))


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ({"min_prompt_tokens": 5}, "overrides is not a list"),
        (["x"], "an override is not an object"),
        ([{"prompt": "0.1"}], "an override without a known condition"),
        ([{"min_prompt_tokens": 0}], "min_prompt_tokens is 0"),
        ([{"min_prompt_tokens": True}], "min_prompt_tokens is true"),
        ([{"min_prompt_tokens": "200000"}], "min_prompt_tokens is '200000'"),
        ([{"utc_days": "monday"}], "utc_days is 'monday'"),
        ([{"utc_days": ["monday", "Montag"]}], "utc_days is ['monday', 'Montag']"),
        ([{"utc_days": [{}]}], "utc_days is [{}]"),
        ([{"utc_start": 100}], "an override with half a time window"),
        ([{"utc_end": 100}], "an override with half a time window"),
        ([{"utc_start": 100, "utc_end": 100}], "an override with an empty time window"),
        ([{"utc_start": 2400, "utc_end": 100}], "utc time is 2400"),
        ([{"utc_start": 60, "utc_end": 100}], "utc time is 60"),
        ([{"utc_start": 0, "utc_end": 2401}], "utc time is 2401"),
        ([{"utc_start": -1, "utc_end": 100}], "utc time is -1"),
        ([{"utc_start": "01:00", "utc_end": 100}], "utc time is '01:00'"),
        (
            [ABOVE | {"max_prompt_tokens": 5}],
            "an override with 'max_prompt_tokens', which may be a condition",
        ),
        ([ABOVE | {"x" * 50: []}], f"an override with '{'x' * 40}', which may be a condition"),
        ([{"region": ["eu"], "prompt": "0.1"}], "an override with 'region', which may be a condition"),
        ([ABOVE | {"prompt": "-1"}], "a negative price in an override"),
        ([ABOVE | {"prompt": "free"}], "prompt is 'free'"),
        ([ABOVE] * 17, "17 overrides, where nobody has more than 16"),
    ],
)
def test_an_override_that_is_not_understood_refuses_the_row(overrides: Any, reason: str) -> None:
    assert reason == refusal_of(priced(overrides=overrides))
