"""The classes that models are ranked in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import model, routed

from llmcost import load_catalog
from llmcost.errors import UsageError
from llmcost.market.peers import is_ordinary, is_ranked, is_router, modality_words, peers_of


def of(model_id: str, reads: str = "", writes: str = "text", **facts: Any) -> Any:
    return model(model_id, facts={"input": tuple(reads.split()), "output": tuple(writes.split()), **facts})


TEXT = of("acme/text", "text")
EYES = of("acme/eyes", "text image")
FILES = of("beta/files", "text file image")
PAINTER = of("beta/painter", "image text", "text image")
EARS = of("beta/ears", "text audio")
GONE = of("acme/gone", "text image", retired=date(2026, 1, 1))
BATCH = of("acme/eyes:batch", "text image")
FREE = of("acme/eyes:free", "text image")
ALIAS = of("~acme/latest", "text image")
DIM = of("acme/dim")
MARKET = (PAINTER, TEXT, EYES, FILES, EARS, GONE, BATCH, FREE, ALIAS, DIM)


def ids(of: Any, kind: str = "inputs") -> list[str]:
    return [each.id for each in peers_of(of, MARKET, kind).models]


def test_a_class_reads_at_least_what_the_model_reads() -> None:
    assert ["acme/eyes", "beta/files", "beta/painter"] == ids(EYES)
    assert ["beta/files"] == ids(FILES)
    assert ["acme/eyes", "acme/text", "beta/ears", "beta/files", "beta/painter"] == ids(TEXT)


def test_a_class_by_modality_reads_and_writes_just_that() -> None:
    assert ["acme/eyes"] == ids(EYES, "modality")
    assert ["beta/painter"] == ids(PAINTER, "modality")


def test_a_class_goes_by_author_or_by_nothing() -> None:
    assert ["acme/dim", "acme/eyes", "acme/text"] == ids(EYES, "author")
    assert {each.id for each in MARKET} - {GONE.id, BATCH.id, FREE.id, ALIAS.id} == set(ids(EYES, "all"))


@pytest.mark.parametrize("guest", [GONE, FREE, ALIAS], ids=lambda each: each.id)
def test_a_model_that_is_not_listed_as_its_own_is_a_guest(guest: Any) -> None:
    peers = peers_of(guest, MARKET)
    assert peers.is_guest
    assert sorted([guest.id, "acme/eyes", "beta/files", "beta/painter"]) == [each.id for each in peers.models]
    assert not is_ordinary(guest)
    assert not peers_of(EYES, MARKET).is_guest


@pytest.mark.parametrize(
    ("of", "kind", "words"),
    [
        (TEXT, "inputs", "models that read text"),
        (EYES, "inputs", "models that read images"),
        (FILES, "inputs", "model that reads images and files"),
        (EARS, "inputs", "model that reads audio"),
        (TEXT, "modality", "model that reads only text and writes only text"),
        (PAINTER, "modality", "model that reads only text and images and writes only text and images"),
        (EYES, "author", "models by acme"),
        (ALIAS, "author", "models by acme"),
        (EYES, "all", "models"),
        (DIM, "inputs", "models"),
        (DIM, "modality", "models"),
    ],
)
def test_what_they_have_in_common_is_said_to_stand_behind_their_number(
    of: Any, kind: str, words: str
) -> None:
    assert words == peers_of(of, MARKET, kind).words


@pytest.mark.parametrize(
    ("model", "kind", "missing"),
    [
        (DIM, "inputs", "what it reads is not known"),
        (DIM, "modality", "what it reads is not known"),
        (DIM._replace(input=("text",), output=()), "modality", "what it writes is not known"),
        (DIM, "author", None),
        (DIM, "all", None),
        (TEXT, "modality", None),
    ],
)
def test_why_a_class_is_all_models_is_told(model: Any, kind: str, missing: str | None) -> None:
    assert missing == peers_of(model, MARKET, kind).missing


def test_what_is_priced_in_batches_is_ranked_among_others_that_are() -> None:
    market = (
        *MARKET,
        of("beta/files:batch", "text file image"),
        of("beta/gone:batch", "text image", retired=date(2026, 1, 1)),
        of("~acme/latest:batch", "text image"),
        routed("beta/any:batch")._replace(input=("text", "image")),
        of("beta/text:batch", "text"),
    )
    peers = peers_of(BATCH, market)
    assert ("models in batches that read images", False) == (peers.words, peers.is_guest)
    assert ["acme/eyes:batch", "beta/files:batch"] == [each.id for each in peers.models]
    assert "models in batches" == peers_of(BATCH, market, "all").words
    assert "model in batches by acme" == peers_of(BATCH, market, "author").words
    gone = peers_of(BATCH._replace(retired=date(2026, 1, 1)), market)
    assert gone.is_guest
    assert ["acme/eyes:batch", "beta/files:batch"] == [each.id for each in gone.models]


def test_two_models_of_the_same_modalities_read_and_write() -> None:
    peers = peers_of(TEXT, (TEXT, of("beta/text", "text")), "modality")
    assert ("models that read only text and write only text", 2) == (peers.words, len(peers.models))


def test_a_model_without_known_inputs_is_held_against_all() -> None:
    assert ids(DIM, "all") == ids(DIM) == ids(DIM, "modality")


def test_another_kind_of_class_is_refused() -> None:
    with pytest.raises(UsageError, match="no class of models goes by 'size'") as caught:
        peers_of(EYES, MARKET, "size")
    assert caught.value.hint == "known are inputs, author, modality, all"


def test_modalities_are_said_in_one_order_also_those_of_another_day() -> None:
    assert modality_words({"video", "audio", "smell", "file"}) == "files, audio, videos and smell"


ROUTER = routed("hub/any")._replace(input=("text", "image"))
FREE_ROUTER = of("hub/free", "text image", tokenizer="Router")


def test_a_router_is_no_member_of_a_class_but_a_guest_of_its_own() -> None:
    market = (*MARKET, ROUTER, FREE_ROUTER)
    assert ["acme/eyes", "beta/files", "beta/painter"] == [each.id for each in peers_of(EYES, market).models]
    for router in (ROUTER, FREE_ROUTER):
        own = peers_of(router, market)
        assert own.is_guest
        assert [each.id for each in own.models] == ["acme/eyes", "beta/files", "beta/painter", router.id]
        assert is_ordinary(router)


@pytest.mark.parametrize(
    ("model", "is_one"),
    [(ROUTER, True), (FREE_ROUTER, True), (EYES, False), (EYES._replace(tokenizer="Gem"), False)],
)
def test_a_router_is_known_by_a_price_that_varies_or_by_its_tokenizer(model: Any, *, is_one: bool) -> None:
    assert is_router(model) is is_one
    assert is_ranked(model) is not is_one


def test_the_routers_of_the_bundled_ledger_are_known() -> None:
    models = load_catalog().models.values()
    routers = {each.id for each in models if is_ordinary(each) and is_router(each)}
    assert routers == {
        *(f"openrouter/{name}" for name in ("auto", "auto-beta", "auto-code", "bodybuilder", "free")),
        "openrouter/fusion",
        "openrouter/pareto-code",
        "typesafe/jev-router",
    }


def test_an_alias_takes_the_place_of_what_it_stands_for() -> None:
    target = model("acme/one")
    alias = model("~acme/latest", facts={"alias_of": "acme/one"})
    found = peers_of(alias, [target, alias, model("acme/two")], "all")
    assert [each.id for each in found.models] == ["acme/two", "~acme/latest"]
