from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders import model

from llmcost.market.stand_in import completed, is_dated

TARGET = model(
    "acme/one",
    facts={
        "released": date(2026, 1, 1),
        "context": 1_000,
        "input": ("text",),
        "features": ("tools",),
        "intelligence": Decimal(20),
    },
)
MODELS = {TARGET.id: TARGET}


def test_an_alias_has_what_is_known_of_it_and_else_what_is_known_of_its_target() -> None:
    facts = {"alias_of": "acme/one", "context": 500, "released": date(2026, 2, 1)}
    alias, taken = completed(model("~acme/latest", facts=facts), MODELS)
    assert ("input", "features", "intelligence", "released") == taken
    assert (500, ("text",), Decimal(20), date(2026, 1, 1)) == (
        alias.context,
        alias.input,
        alias.intelligence,
        alias.released,
    )


def test_nothing_is_taken_twice() -> None:
    alias, _ = completed(model("~acme/latest", facts={"alias_of": "acme/one"}), MODELS)
    assert (alias, ("released",)) == completed(alias, MODELS)


def test_without_a_known_target_a_model_is_as_it_is() -> None:
    for each in (TARGET, model("~acme/latest"), model("~acme/latest", facts={"alias_of": "acme/lost"})):
        assert (each, ()) == completed(each, MODELS)


def test_the_day_of_an_alias_is_its_own_only_where_its_target_has_one() -> None:
    alias = model("~acme/latest", facts={"alias_of": "acme/one", "released": date(2026, 2, 1)})
    assert is_dated(TARGET, [])
    assert is_dated(alias, [TARGET])
    assert not is_dated(alias, [TARGET._replace(released=None)])
    assert not is_dated(alias._replace(alias_of=None), [TARGET])


def test_the_release_of_a_target_that_is_not_known_is_not_taken() -> None:
    alias = model("~acme/latest", facts={"alias_of": "acme/one", "released": date(2026, 2, 1)})
    found, taken = completed(alias, {"acme/one": TARGET._replace(released=None)})
    assert date(2026, 2, 1) == found.released
    assert "released" not in taken
