from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, catalog, model, price

from llmcost.catalog.endpoint import Endpoint
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cli.provider_question import ProviderQuestion
from llmcost.cli.serving import serving
from llmcost.cli.use_question import UseQuestion
from llmcost.errors import (
    AmbiguousModelError,
    QuantityError,
    SourceError,
    UnknownModelError,
    UnpricedError,
)
from llmcost.sources.convert import Skipped
from llmcost.sources.endpoints import Served

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.cost.offers import Offers

TODAY = date(2026, 11, 22)
ACME = Endpoint("Acme", "acme", price())
CATALOG = catalog(
    model("acme/one"),
    model("acme/one:free", input="0", output="0"),
    model("acme/going", facts={"expires": date(2026, 12, 31)}),
    model("acme/gone", facts={"retired": date(2026, 11, 1)}),
    model("~acme/one-latest", input="3", facts={"alias_of": "acme/one"}),
    model("~acme/new-latest", input="3", output="9", facts={"alias_of": "acme/new"}),
    model("~acme/odd-latest", facts={"alias_of": "acme/.."}),
    model("beta/two"),
    model("gamma/two"),
    aliases={"mine": "acme/one"},
)


class Upstream:
    """Answers as it is told to, and remembers what it was asked for."""

    def __init__(self, served: Served | SourceError | None = None) -> None:
        self.asked: list[str] = []
        self._served = Served((ACME,)) if served is None else served

    def __call__(self, model_id: str) -> Served:
        self.asked.append(model_id)
        if isinstance(self._served, SourceError):
            raise self._served
        return self._served


def question(
    name: str = "acme/one",
    *,
    input: str | None = None,  # noqa: A002
    output: str | None = None,
    requests: str | None = None,
    cached: str | None = None,
    sort: str | None = None,
) -> ProviderQuestion:
    return ProviderQuestion(name, UseQuestion(input, output, requests, cached), sort)


def serve(asked: str | ProviderQuestion, ask: Callable[[str], Served], *, has_key: bool = False) -> Offers:
    return serving(question(asked) if isinstance(asked, str) else asked, CATALOG, TODAY, ask, has_key=has_key)


@pytest.mark.parametrize(
    ("name", "asked", "codes"),
    [
        ("acme/one", "acme/one", []),
        ("one", "acme/one", []),
        ("mine", "acme/one", ["alias"]),
        ("acme/one:nitro", "acme/one", ["routing"]),
        ("acme/one:free", "acme/one:free", []),
        ("acme/going", "acme/going", ["expires"]),
        ("acme/gone", "acme/gone", ["retired"]),
        ("acme/unheard-of", "acme/unheard-of", []),
        ("~acme/one-latest", "acme/one", ["alias_target"]),
        ("~acme/new-latest", "acme/new", ["alias_target"]),
        ("~acme/odd-latest", "~acme/odd-latest", []),
    ],
)
def test_upstream_is_asked_for_the_id_that_a_name_means(name: str, asked: str, codes: list[str]) -> None:
    upstream = Upstream()
    found = serve(name, upstream)
    assert ([asked], asked, codes) == (upstream.asked, found.model, [note.code for note in found.notes])


@pytest.mark.parametrize(
    ("name", "listed", "total"),
    [
        ("acme/one", "acme/one", "1.75"),
        ("~acme/one-latest", "acme/one", "1.75"),
        ("~acme/new-latest", "~acme/new-latest", "4.5"),
    ],
)
def test_the_price_at_hand_is_told_beside_those_of_upstream(name: str, listed: str, total: str) -> None:
    found = serve(name, Upstream()).list_price
    assert found is not None
    assert (listed, Decimal(total)) == (found.model.id, found.amount)


def test_a_model_that_is_not_known_has_no_price_at_hand() -> None:
    assert serve("acme/unheard-of", Upstream()).list_price is None


@pytest.mark.parametrize("name", ["on", "acme/../one", "acme", ""])
def test_a_name_that_is_no_id_is_not_asked_for(name: str) -> None:
    upstream = Upstream()
    with pytest.raises(UnknownModelError):
        serve(name, upstream)
    assert upstream.asked == []


def test_a_name_of_several_models_is_not_asked_for() -> None:
    upstream = Upstream()
    with pytest.raises(AmbiguousModelError):
        serve("two", upstream)
    assert upstream.asked == []


def test_what_neither_knows_is_unknown_and_what_looks_alike_is_suggested() -> None:
    with pytest.raises(
        UnknownModelError, match=r"^no model 'acme/ones', and upstream has none either$"
    ) as raised:
        serve("acme/ones", Upstream(SourceError("it answered 404", status=404)))
    assert ("acme/one", True) == (raised.value.suggestions[0], "acme/one" in (raised.value.hint or ""))


def test_what_only_the_catalogue_knows_is_unknown_to_upstream() -> None:
    with pytest.raises(UnknownModelError, match=r"^upstream doesn't list acme/one now: it answered 404$"):
        serve("acme/one", Upstream(SourceError("it answered 404", status=404)))


def test_other_trouble_is_told_as_it_is() -> None:
    trouble = SourceError("it answered 500", hint="wait")
    with pytest.raises(SourceError) as raised:
        serve("acme/one", Upstream(trouble), has_key=True)
    assert raised.value is trouble


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_is_named(status: int) -> None:
    trouble = SourceError("it refused", hint="check the URL", status=status)
    with pytest.raises(SourceError) as keyed:
        serve("acme/one", Upstream(trouble), has_key=True)
    with pytest.raises(SourceError) as keyless:
        serve("acme/one", Upstream(trouble))
    assert (
        "see whether OPENROUTER_API_KEY is right, or unset it: prices are told without",
        "check the URL",
    ) == (
        keyed.value.hint,
        keyless.value.hint,
    )


def test_a_model_that_nobody_serves_is_unpriced() -> None:
    with pytest.raises(UnpricedError, match=r"^nobody serves acme/one now$") as raised:
        serve("acme/one", Upstream(Served(())))
    assert raised.value.reason == "no_endpoints"


def test_an_answer_for_another_id_and_what_was_skipped_are_told() -> None:
    served = Served((ACME,), (Skipped("Odd", "no pricing"),), "acme/one-2", "https://prices.test/one")
    found = serve("acme/one", Upstream(served))
    assert (
        (Note("answered_for", "upstream answered for acme/one-2"),),
        (Note("skipped", "1 of 2 endpoints can't be used; Odd: no pricing"),),
        (("Odd", "no pricing"),),
        "https://prices.test/one",
        TODAY,
    ) == (found.notes, found.warnings, found.skipped, found.source, found.day)


def test_an_answer_for_the_same_id_needs_no_word() -> None:
    assert serve("acme/one", Upstream(Served((ACME,), id="acme/one"))).notes == ()


def test_what_is_odd_about_the_files_at_hand_is_told() -> None:
    odd = PROVENANCE._replace(
        warnings=(Note("odd", "something odd"),), overrides=(Override("a/b", "input", Decimal(1), "f"),)
    )
    told = catalog(model("acme/one"))
    told.provenance = odd
    found = serving(question(), told, TODAY, Upstream(), has_key=True)
    assert ((Note("odd", "something odd"),), False) == (found.warnings, found.measures_withheld)


@pytest.mark.parametrize(("given", "first"), [(None, "dear"), ("uptime", "cheap"), ("cost", "dear")])
def test_the_order_of_a_use_is_its_cost_unless_stated(given: str | None, first: str) -> None:
    cheap_blend = Endpoint("C", "cheap", price(input="2", output="0.1"), uptime=Decimal(1))
    cheap_use = Endpoint("D", "dear", price(input="1", output="9"))
    upstream = Upstream(Served((cheap_blend, cheap_use)))
    found = serve(question(input="1k", sort=given), upstream)
    assert (first, "cheap") == (
        found.offers[0].endpoint.tag,
        serve("acme/one", upstream).offers[0].endpoint.tag,
    )


@pytest.mark.parametrize(
    "asked", [question(input="x"), question(input="1", cached="2"), question(input="1", requests="0")]
)
def test_what_can_not_be_read_is_not_asked_for(asked: ProviderQuestion) -> None:
    upstream = Upstream()
    with pytest.raises(QuantityError):
        serve(asked, upstream)
    assert upstream.asked == []
