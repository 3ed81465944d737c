"""OpenRouter's rows become models, by every rule of the source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgers import DAY, priced, row

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Price
from llmcost.sources.convert import RATE_KEYS, Converted, Skipped, convert

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


FULL = {
    "id": "acme/one:batch",
    "canonical_slug": "acme/one-2026-01-02",
    "name": "Acme: One",
    "created": 1767312000,
    "description": "prose that is not kept",
    "context_length": 128000,
    "architecture": {
        "input_modalities": ["file", "text", "smell", "image"],
        "output_modalities": ["text"],
        "tokenizer": "GPT",
    },
    "pricing": {"prompt": "0.000001", "completion": "0.000002", "discount": 0.5},
    "top_provider": {"context_length": 64000, "max_completion_tokens": 16384, "is_moderated": True},
    "supported_parameters": ["tools", "temperature", "structured_outputs", "prediction"],
    "reasoning": {"mandatory": False},
    "knowledge_cutoff": "2025-06-30T00:00:00Z",
    "expiration_date": "2027-01-31",
    "benchmarks": {"artificial_analysis": {"intelligence_index": Decimal("41.5")}},
    "alias_target": {"slug": "acme/one-latest"},
    "a_key_of_next_month": {"nested": []},
}


def test_a_full_row_gives_every_fact() -> None:
    model = Model(
        id="acme/one:batch",
        current=Period(Price(BASE), DAY, DAY),
        name="Acme: One",
        snapshot="acme/one-2026-01-02",
        released=date(2026, 1, 2),
        context=128000,
        max_output=16384,
        input=("text", "image", "file", "smell"),
        output=("text",),
        features=("prediction", "reasoning", "structured_outputs", "tools"),
        tokenizer="GPT",
        knowledge_cutoff=date(2025, 6, 30),
        intelligence=Decimal("41.5"),
        expires=date(2027, 1, 31),
        alias_of="acme/one-latest",
    )

    assert Converted({"acme/one:batch": model}, ()) == convert([FULL], DAY)


def test_a_row_of_two_keys_is_enough() -> None:
    assert Converted({"acme/one": Model("acme/one", Period(Price(BASE), DAY, DAY))}, ()) == convert(
        [row()], DAY
    )


def test_models_come_in_order_of_id() -> None:
    assert [
        "a/x",
        "a/y",
        "b/x",
        "~a/x",
    ] == list(convert([row("b/x"), row("~a/x"), row("a/y"), row("a/x")], DAY).models)


FACTS: dict[str, list[tuple[Any, Any]]] = {
    "name": [
        ("  A\x1b[31m\n\tB\u202e ", "A [31m B"),
        ("x" * 300, "x" * 200),
        ("\x00", None),
        (7, None),
    ],
    "canonical_slug": [("no slug", None), ("acme/one\x1b", None), (3, None)],
    "created": [(0, None), (-1, None), (4102444800, None), (True, None), ("1767312000", None)],
    "context_length": [(0, None), (-5, None), (True, None), (1.5, None), (10**12 + 1, None), ("8192", None)],
    "supported_parameters": [("tools", ()), ([["tools"], 4, "TOOLS", "tools"], ("tools",)), (None, ())],
    "reasoning": [({}, ()), (None, ()), ({"effort": "high"}, ("reasoning",))],
    "knowledge_cutoff": [("2025-02-30", None), ("soon", None), (20250630, None)],
    "expiration_date": [("0000-01-01", None), ("2027-01-31", date(2027, 1, 31))],
    "benchmarks": [
        ([], None),
        ({"artificial_analysis": None}, None),
        *(
            ({"artificial_analysis": {"intelligence_index": index}}, kept)
            for index, kept in (
                (42, Decimal(42)),
                (Decimal("0.5"), Decimal("0.5")),
                (True, None),
                (41.5, None),
                ("41.5", None),
                (-1, None),
                (1000, None),
                (Decimal("NaN"), None),
                (Decimal("1e-999999999"), None),
                (Decimal("0." + "1" * 30), None),
            )
        ),
    ],
    "alias_target": [("acme/two", None), ({"slug": "acme/two"}, "acme/two")],
}
FIELDS = {
    "canonical_slug": "snapshot",
    "created": "released",
    "context_length": "context",
    "supported_parameters": "features",
    "reasoning": "features",
    "expiration_date": "expires",
    "benchmarks": "intelligence",
    "alias_target": "alias_of",
}


@pytest.mark.parametrize(
    ("key", "stated", "kept"), [(key, *case) for key, cases in FACTS.items() for case in cases]
)
def test_a_fact_is_kept_only_where_it_is_one(key: str, stated: Any, kept: Any) -> None:
    model = convert([row(**{key: stated})], DAY).models["acme/one"]

    assert kept == getattr(model, FIELDS.get(key, key))


@pytest.mark.parametrize(
    ("architecture", "kept"),
    [
        (None, ()),
        ("text", ()),
        ({"input_modalities": "text"}, ()),
        ({"input_modalities": ["audio", 1]}, ("audio",)),
    ],
)
def test_modalities_are_words_in_a_list(architecture: Any, kept: tuple[str, ...]) -> None:
    assert kept == convert([row(architecture=architecture)], DAY).models["acme/one"].input


def test_the_provider_s_context_stands_in_for_the_model_s() -> None:
    one = row(context_length=None, top_provider={"context_length": 4096, "max_completion_tokens": None})
    model = convert([one], DAY).models["acme/one"]

    assert (4096, None) == (model.context, model.max_output)


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
    shown = stated if isinstance(stated, Decimal) else repr(stated)

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
        ([{"min_prompt_tokens": True}], "min_prompt_tokens is True"),
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
    ],
)
def test_an_override_that_is_not_understood_refuses_the_row(overrides: Any, reason: str) -> None:
    assert reason == refusal_of(priced(overrides=overrides))


@pytest.mark.parametrize(
    ("one", "skipped"),
    [
        (None, Skipped("row 1", "not an object")),
        ("acme/one", Skipped("row 1", "not an object")),
        ({}, Skipped("row 1", "no usable id")),
        (row(7), Skipped("row 1", "no usable id")),
        (row(""), Skipped("row 1", "no usable id")),
        (row("one"), Skipped("one", "no usable id")),
        (row("acme/o\x1b[31me"), Skipped("acme/o [31me", "no usable id")),
        (row("a" * 41 + "/one"), Skipped("a" * 41 + "/one", "no usable id")),
        (row("acme/" + "o" * 151), Skipped("acme/" + "o" * 151, "no usable id")),
        ({"id": "acme/one"}, Skipped("acme/one", "no pricing")),
        (row(pricing=[]), Skipped("acme/one", "no pricing")),
        (row(pricing={"prompt": "1"}), Skipped("acme/one", "no prompt or completion price")),
        (row(pricing={"completion": "1"}), Skipped("acme/one", "no prompt or completion price")),
    ],
)
def test_a_row_that_can_t_be_used_is_told(one: Any, skipped: Skipped) -> None:
    assert Converted({}, (skipped,)) == convert([one], DAY)


def test_bad_rows_don_t_spoil_the_good_ones_and_the_first_of_two_counts() -> None:
    first, second = row(name="first"), row(name="second")
    converted = convert([7, first, second, row("b/x")], DAY)

    assert {"acme/one": "first", "b/x": None} == {key: model.name for key, model in converted.models.items()}
    assert (
        Skipped("row 1", "not an object"),
        Skipped("acme/one", "the id is listed twice"),
    ) == converted.skipped
