"""A catalogue as a mapping from names to models."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from builders import PROVENANCE, catalog, model

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.names import Resolution
from llmcost.catalog.note import Note
from llmcost.errors import AmbiguousModelError, UnknownModelError

ONE = model("acme/one")
TWIN = model("acme/twin")
OTHER_TWIN = model("zeta/twin")
GONE = model("acme/gone", facts={"retired": date(2025, 1, 1)})
ALL = catalog(ONE, TWIN, OTHER_TWIN, GONE, aliases={"fast": "one", "loop": "loop", "nowhere": "nine"})


@pytest.mark.parametrize("name", ["acme/one", "one", "ONE", "fast"])
def test_a_model_is_found_by_any_of_its_names(name: str) -> None:
    assert ONE is ALL[name]


def test_a_name_that_no_model_has_is_refused() -> None:
    with pytest.raises(UnknownModelError, match="no model 'nine'"):
        ALL["nine"]


def test_a_name_that_no_model_has_is_a_missing_key() -> None:
    with pytest.raises(KeyError):
        ALL["nine"]


def test_a_name_that_several_models_have_is_refused() -> None:
    with pytest.raises(AmbiguousModelError, match="'twin' is the name of 2 models"):
        ALL["twin"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("one", ONE), ("nine", None), ("twin", None), ("loop", None), ("nowhere", None), ("", None)],
)
def test_a_model_can_be_asked_for_without_an_error(name: str, found: object) -> None:
    assert found == ALL.get(name)


@pytest.mark.parametrize("name", [None, 7, "x" * 301])
def test_what_can_be_no_name_means_nothing(name: Any) -> None:
    assert (None, None, False) == (ALL.get(name), ALL.meaning(name), name in ALL)


def test_a_default_stands_in_for_a_model_that_is_not_there() -> None:
    assert ONE is ALL.get("nine", ONE)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("fast", "acme/one"), ("nine", None), ("twin", None), ("loop", None), ("nowhere", None)],
)
def test_a_name_means_an_id_or_nothing(name: str, meant: str | None) -> None:
    assert meant == ALL.meaning(name)


def test_a_name_is_resolved_to_an_id() -> None:
    note = Note("alias", "fast is your alias of one")
    assert Resolution("acme/one", (note,)) == ALL.resolve("fast")


@pytest.mark.parametrize(
    ("name", "trail"),
    [
        ("fast", ("fast",)),
        ("faster", ("faster", "fast")),
        ("hidden", ()),
        ("one", ()),
        ("nine", ()),
        ("loop", ("loop", "pool")),
    ],
)
def test_the_aliases_that_a_name_goes_through_are_known(name: str, trail: tuple[str, ...]) -> None:
    own = {"fast": "one", "faster": "fast", "loop": "pool", "pool": "loop", "hidden": "fast"}
    assert trail == catalog(ONE, model("hidden"), aliases=own).aliases_of(name)


def test_what_means_a_model_is_in_the_catalogue() -> None:
    meant = dict.fromkeys(("acme/one", "one", "fast"), True)
    expected = meant | dict.fromkeys(("nine", "twin", "loop", "nowhere", "", 1), False)
    assert expected == {name: name in ALL for name in expected}


def test_iterating_gives_every_id_retired_models_included() -> None:
    expected = ["acme/one", "acme/twin", "zeta/twin", "acme/gone"]
    assert (expected, 4) == (list(ALL), len(ALL))


def test_retired_models_are_not_listed() -> None:
    expected = ("acme/one", "acme/twin", "zeta/twin")
    assert expected == ALL.listed


def test_a_catalogue_can_be_pickled_though_its_index_was_built() -> None:
    assert ONE is ALL["one"]
    again = pickle.loads(pickle.dumps(ALL))  # noqa: S301 - our own
    assert (ALL.models, ALL.provenance, ALL.aliases, ALL["one"]) == (
        again.models,
        again.provenance,
        again.aliases,
        again["one"],
    )


def test_the_ledger_may_tell_what_is_listed() -> None:
    expected = ["acme/twin"]
    assert expected == Catalog(ALL.models, PROVENANCE, listed=["acme/twin"]).listed
