"""OpenRouter's rows become models, by every rule of the source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgers import DAY, row

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Price
from llmcost.sources.convert import Converted, Skipped, convert, read_name, too_many
from llmcost.sources.pricing import read_count

INPUT, OUTPUT = Decimal(1), Decimal(2)
BASE = {"input": INPUT, "output": OUTPUT}


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
        ("A\xad\u061c\u180e\u200b\u200fB", "A B"),
        ("A\u2060B\ufeffC\ufff9D\U000e0041E", "A B C D E"),
        ("::error::A", "error A"),
        (":\u200b:error: :A", ": :error: :A"),
        (":::A", ":A"),
        ("A ###[[error]", "A # [error]"),
        ("." * 40, "." * 40),
        ("::", None),
        (7, None),
    ],
    "canonical_slug": [("no slug", None), ("acme/one\x1b", None), ("acme/one::x", None), (3, None)],
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
    "alias_target": [("acme/two", None), ({"slug": "acme/two::x"}, None), ({"slug": "acme/two"}, "acme/two")],
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


def test_names_and_counts_are_read_by_themselves_too() -> None:
    assert ("A B", None, 8192, None) == (read_name(" A\nB"), read_name(7), read_count(8192), read_count(True))  # noqa: FBT003


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
        (row("acme/one::error"), Skipped("acme/one error", "no usable id")),
        (row("acme/##[error]"), Skipped("acme/ error]", "no usable id")),
        (
            row(pricing={"prompt": "::a::", "completion": "1"}),
            Skipped("acme/one", "prompt is ' a '"),
        ),
        (
            row(pricing={"prompt": "1", "completion": "##[error]"}),
            Skipped("acme/one", "completion is ' error]'"),
        ),
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


@pytest.mark.parametrize(
    ("skipped", "rows", "expected"),
    [(0, 0, False), (0, 1, False), (1, 5, False), (1, 4, True), (93, 464, True)],
)
def test_more_than_one_bad_row_in_five_is_too_many(skipped: int, rows: int, *, expected: bool) -> None:
    assert expected == too_many(range(skipped), range(rows))
