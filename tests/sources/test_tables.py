"""A model's table is read down to its last value, and written back as it was."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgers import DAY, MINI, ROUTER, TIERED

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Price
from llmcost.reading.fields import BadField, Unknown, parse_float
from llmcost.sources.tables import is_id, read_model, write_model

PRICE = {"input": 1, "output": 2}
RATES = {"input": Decimal(1), "output": Decimal(2)}
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def read(text: str) -> Model:
    """The one model of a TOML text, last seen with the rest of its ledger."""
    ((model_id, table),) = tomllib.loads(text, parse_float=parse_float)["models"].items()
    return read_model(model_id, table | {"seen": DAY}, Unknown())


def complaint_about(table: Any, model_id: str = "a/x") -> str:
    with pytest.raises(BadField) as refused:
        read_model(model_id, table, Unknown())
    return str(refused.value)


GPT_MINI = Model(
    id="openai/gpt-4.1-mini",
    current=Period(
        Price(
            {
                "input": Decimal("0.4"),
                "output": Decimal("1.6"),
                "cache_read": Decimal("0.1"),
                "web_search": Decimal("0.01"),
            }
        ),
        date(2025, 5, 23),
        date(2026, 11, 10),
    ),
    name="OpenAI: GPT-4.1 Mini",
    snapshot="openai/gpt-4.1-mini-2025-04-14",
    released=date(2025, 4, 14),
    context=1047576,
    max_output=32768,
    input=("text", "image", "file"),
    output=("text",),
    features=("structured_outputs", "tools"),
    tokenizer="GPT",
    knowledge_cutoff=date(2024, 6, 30),
    intelligence=Decimal("14.8"),
    past=(
        Period(Price({"input": Decimal("0.5"), "output": Decimal(2)}), date(2025, 4, 14), date(2025, 5, 20)),
    ),
)
GEMINI = Model(
    id="google/gemini-2.5-pro",
    current=Period(
        Price(
            {"input": Decimal("1.25"), "output": Decimal(10), "cache_read": Decimal("0.125")},
            (
                Condition(
                    {"input": Decimal("2.5"), "output": Decimal(15), "cache_read": Decimal("0.25")},
                    above=200000,
                ),
            ),
        ),
        date(2025, 6, 18),
        date(2026, 11, 10),
    ),
)
AUTO = Model("openrouter/auto", Period(None, date(2023, 11, 8), date(2026, 11, 10)))


@pytest.mark.parametrize(("text", "model"), [(MINI, GPT_MINI), (TIERED, GEMINI), (ROUTER, AUTO)])
def test_a_table_holds_every_fact_and_price(text: str, model: Model) -> None:
    assert model == read(text)


@pytest.mark.parametrize("model", [GPT_MINI, GEMINI, AUTO])
def test_a_written_table_gives_the_model_back(model: Model) -> None:
    assert model == read_model(model.id, write_model(model), Unknown())


def test_a_table_is_written_without_what_is_not_known() -> None:
    assert {"since": date(2023, 11, 8), "seen": date(2026, 11, 10), "price": "varies"} == write_model(AUTO)


def test_rates_are_written_in_one_order_and_unknown_ones_last() -> None:
    rates = dict.fromkeys(["zeta", "request", "alpha", "output", "input"], Decimal(1))
    table = write_model(Model("a/x", Period(Price(rates), None, None)))

    assert ["input", "output", "request", "alpha", "zeta"] == list(table["price"])


WINDOWS = [
    ({"above": 5}, Condition({}, above=5)),
    ({"above": 0}, Condition({}, above=0)),
    ({"utc": "01:00-04:30"}, Condition({}, start=60, end=270)),
    ({"utc": "22:30-06:30"}, Condition({}, start=1350, end=390)),
    ({"utc": "00:00-24:00"}, Condition({}, start=0, end=1440)),
    ({"utc": "16:30-00:00"}, Condition({}, start=990, end=0)),
    ({"days": ["monday", "sunday"]}, Condition({}, days=(0, 6))),
    (
        {"above": 9, "utc": "00:00-12:00", "days": ["friday"]},
        Condition({}, above=9, start=0, end=720, days=(4,)),
    ),
]


@pytest.mark.parametrize(("table", "condition"), WINDOWS)
def test_a_condition_is_read_and_written(table: dict[str, Any], condition: Condition) -> None:
    price = Price(RATES, (condition,))
    model = read_model("a/x", {"price": PRICE | {"when": [table]}}, Unknown())

    assert price == model.current.price
    assert PRICE | {"when": [table]} == write_model(model)["price"]


def test_a_past_price_can_be_of_a_model_that_went_and_came_back() -> None:
    gone = date(2026, 7, 15)
    past = [{"since": JUNE, "seen": JULY, "gone": gone, "input": 3}]
    table = {"price": PRICE, "past": past, "since": AUGUST}
    model = read_model("a/x", table, Unknown())
    assert (Period(Price({"input": Decimal(3)}), JUNE, JULY, gone=gone),) == model.past
    assert table == write_model(model)


def test_a_past_price_can_vary_or_be_inferred() -> None:
    past = [
        {"since": JUNE, "seen": JUNE, "price": "varies"},
        {"since": JULY, "seen": JULY, "input": 3, "inferred": ["cache_read"]},
    ]
    model = read_model(
        "a/x", {"price": PRICE, "past": past, "since": AUGUST, "inferred": ["input"]}, Unknown()
    )

    assert (
        Period(None, JUNE, JUNE),
        Period(Price({"input": Decimal(3)}), JULY, JULY, ("cache_read",)),
    ) == model.past
    assert {"price": PRICE, "past": past, "since": AUGUST, "inferred": ["input"]} == write_model(model)


def test_unknown_keys_are_kept_and_remembered_with_their_first_place() -> None:
    unknown = Unknown()
    past = [
        {"since": JUNE, "seen": JUNE, "price": "varies", "mood": 3},
        {"since": JULY, "seen": JULY, "video": 2},
    ]
    table = {
        "colour": ["red", []],
        "nothing": [],
        "price": PRICE | {"video": 5, "when": [{"above": 1, "smell": 7}]},
        "past": past,
    }
    first = read_model("a/x", table | {"since": AUGUST}, unknown)
    read_model("a/y", {"colour": 1, "price": PRICE | {"video": 1}}, unknown)

    assert {"colour": ["red", []], "nothing": []} == first.extra
    assert {
        "smell": 'models."a/x".price.when[0]',
        "video": 'models."a/x".price',
        "mood": 'models."a/x".past[0]',
        "colour": 'models."a/x"',
        "nothing": 'models."a/x"',
    } == unknown.keys
    del past[0]["mood"]
    assert table | {"since": AUGUST} == write_model(first)


X = 'models."a/x"'


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (7, f"{X}: 7 is not a table"),
        ({}, f'{X}: it has no price; give it one, or price = "varies"'),
        ({"price": 3}, f"{X}.price: 3 is not a table"),
        ({"price": "free"}, f"{X}.price: 'free' is not a table"),
        ({"price": {}}, f"{X}.price: it states no rate"),
        ({"price": {"when": [{"above": 1, "input": 1}]}}, f"{X}.price: it states no rate"),
        ({"price": {"when": {}}}, f"{X}.price.when: {{}} is not a list of tables"),
        (
            {"price": PRICE | {"when": [{"above": 1}] * 17}},
            f"{X}.price.when: 17 conditions are more than 16",
        ),
        (
            {"price": PRICE, "past": [{"since": JUNE, "seen": JUNE, "input": 1, "when": [0] * 17}]},
            f"{X}.past[0].when: 17 conditions are more than 16",
        ),
        ({"price": {"when": [1]}}, f"{X}.price.when[0]: 1 is not a table"),
        ({"price": {"when": [{"input": 1}]}}, f"{X}.price.when[0]: a condition needs above, utc or days"),
        (
            {"price": {"when": [{"above": 1}, {"days": ["Monday"]}]}},
            f"{X}.price.when[1].days: 'Monday' is not a weekday such as monday",
        ),
        ({"price": PRICE, "past": {}}, f"{X}.past: {{}} is not a list of tables"),
        ({"price": PRICE, "past": ["x"]}, f"{X}.past[0]: 'x' is not a table"),
        ({"price": PRICE, "past": [{"since": JUNE}]}, f"{X}.past[0]: a past price needs since and seen"),
        ({"price": PRICE, "past": [{"seen": JUNE}]}, f"{X}.past[0]: a past price needs since and seen"),
        ({"price": PRICE, "past": [{"since": JUNE, "seen": JUNE}]}, f"{X}.past[0]: it states no rate"),
        (
            {"price": PRICE, "past": [{"since": JULY, "seen": JUNE, "input": 1}], "since": AUGUST},
            f"{X}: a price of 2026-07-01 was seen until 2026-06-01, before it began",
        ),
        (
            {"price": PRICE, "since": AUGUST, "seen": JULY},
            f"{X}: a price of 2026-08-01 was seen until 2026-07-01, before it began",
        ),
        (
            {
                "price": PRICE,
                "past": [{"since": JUNE, "seen": JULY, "gone": JULY, "input": 1}],
                "since": AUGUST,
            },
            f"{X}: gone on 2026-07-01 does not follow the price seen until 2026-07-01",
        ),
        (
            {
                "price": PRICE,
                "past": [{"since": JUNE, "seen": JUNE, "gone": JULY, "input": 1}],
                "since": JULY,
            },
            f"{X}: the price of 2026-07-01 does not follow the one seen until 2026-07-01",
        ),
        (
            {"price": PRICE, "past": [{"since": JUNE, "seen": JULY, "input": 1}], "since": JULY},
            f"{X}: the price of 2026-07-01 does not follow the one seen until 2026-07-01",
        ),
        (
            {"price": PRICE, "past": [{"since": JUNE, "seen": JULY, "input": 1}]},
            f"{X}: the price of None does not follow the one seen until 2026-07-01",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(table: Any, complaint: str) -> None:
    assert complaint == complaint_about(table)


@pytest.mark.parametrize(
    "window",
    ["1:00-4:00", "01:00", "24:00-01:00", "00:00-24:01", "29:00-30:00", "05:00-05:00", "01:60-02:00", ""],
)
def test_a_window_is_two_different_times_of_day(window: str) -> None:
    table = {"price": PRICE | {"when": [{"utc": window}]}}

    assert f"{X}.price.when[0].utc: {window!r} is not a window such as 01:00-04:00" == complaint_about(table)


@pytest.mark.parametrize(
    ("model_id", "text"),
    [
        ("", "''"),
        ("a b", "'a b'"),
        ("a/x\x1b[31m", "'a/x\\x1b[31m'"),
        ("a/\u202ex", "'a/\\u202ex'"),
        ("a/\u2028x", "'a/\\u2028x'"),
        ("a/\u200bx", "'a/\\u200bx'"),
        ("a/\ufeffx", "'a/\\ufeffx'"),
        ("a/\U000e0041x", "'a/\\U000e0041x'"),
        ("a/x::error", "'a/x::error'"),
        ("a/##[error]", "'a/##[error]'"),
        ("a/" + "x" * 199, f"'a/{'x' * 54}..."),
    ],
)
def test_an_id_is_refused_that_could_not_be_typed_or_shown(model_id: str, text: str) -> None:
    complaint = f"models: {text} is no id, which is 1 to 200 characters without spaces"

    assert complaint == complaint_about({"price": PRICE}, model_id)


@pytest.mark.parametrize(
    "model_id", ["x", "a/x:free:batch", "a/#[x]", "~a/x", 'a/"x"', "G\u00fcn/\u7684", "x" * 200]
)
def test_an_odd_id_is_an_id(model_id: str) -> None:
    assert is_id(model_id)
    assert model_id == read_model(model_id, {"price": "varies"}, Unknown()).id
