"""What ``import llmcost`` offers; mypy reads this file too, and so proves that the names are typed."""

from __future__ import annotations

import doctest
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import pytest

import llmcost
from llmcost import (
    AmbiguousModelError,
    Candidate,
    Cap,
    Catalog,
    Checked,
    ConfigError,
    Contest,
    Count,
    DuckDBEngine,
    Estimate,
    Frontier,
    LedgerError,
    LlmcostError,
    Model,
    NothingToCheckError,
    NothingToReadError,
    Page,
    PriceError,
    Pricer,
    QuantityError,
    RefusedError,
    RequestShape,
    Scenario,
    ScenarioCount,
    SourceError,
    SparkEngine,
    Spending,
    StalePricesError,
    Terms,
    UnknownModelError,
    UnpricedError,
    Usage,
    UsageError,
    Workload,
    breakeven,
    check,
    estimate,
    frontier_of,
    load_catalog,
    load_workload,
    page_of,
    tokens_in,
    usage_in,
    usage_through,
)

if TYPE_CHECKING:
    from collections.abc import Callable

IMPORTED: list[Callable[..., object]] = [
    AmbiguousModelError,
    Candidate,
    Cap,
    Catalog,
    Checked,
    ConfigError,
    Contest,
    Count,
    DuckDBEngine,
    Estimate,
    Frontier,
    LedgerError,
    LlmcostError,
    Model,
    NothingToCheckError,
    NothingToReadError,
    Page,
    PriceError,
    Pricer,
    QuantityError,
    RefusedError,
    RequestShape,
    Scenario,
    ScenarioCount,
    SourceError,
    SparkEngine,
    Spending,
    StalePricesError,
    Terms,
    UnknownModelError,
    UnpricedError,
    Usage,
    UsageError,
    Workload,
    breakeven,
    check,
    estimate,
    frontier_of,
    load_catalog,
    load_workload,
    page_of,
    tokens_in,
    usage_in,
    usage_through,
]

DAY = date(2026, 11, 10)
"""Its prices are known for good; today's change."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(environ={})


def test_the_public_names_are_these_and_in_order() -> None:
    assert (sorted(llmcost.__all__), [each.__name__ for each in IMPORTED]) == (
        llmcost.__all__,
        llmcost.__all__,
    )


def test_what_the_package_lists_is_what_it_has() -> None:
    assert {*llmcost.__all__, "__version__"} == set(dir(llmcost))
    assert all(getattr(llmcost, name) is not None for name in dir(llmcost))


def test_a_name_that_does_not_exist_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'llmcost' has no attribute 'estimat'"):
        llmcost.estimat  # noqa: B018 - looked up on purpose
    assert not hasattr(llmcost, "httpx")


def test_the_package_is_marked_as_typed() -> None:
    assert (Path(llmcost.__file__).parent / "py.typed").is_file()


def test_the_version_is_that_of_a_release() -> None:
    assert [True] * 3 == [part.isdecimal() for part in llmcost.__version__.split(".")]


def test_importing_it_loads_nothing_of_it() -> None:
    program = "import sys, llmcost; print([name for name in sys.modules if name.startswith('llmcost.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout


def test_the_example_of_the_docstring_is_true() -> None:
    assert (0, 5) == doctest.testmod(llmcost)


def test_an_estimate_is_typed_and_exact(catalog: Catalog) -> None:
    model = assert_type(catalog["gpt-4.1-mini"], Model)
    usage = Usage(input=1_000_000, cache_read=800_000, output=100_000)
    row = assert_type(estimate(model, usage, Terms(as_of=DAY)), Estimate)
    assert_type(row.total, Decimal)
    assert_type(row.components, Mapping[str, Decimal])
    assert_type(row.per_request, Decimal | None)
    assert (Decimal("0.32"), row.total) == (row.total, sum(row.components.values()))


def test_terms_say_how_many_requests_and_when(catalog: Catalog) -> None:
    terms = Terms(requests=10, as_of=date(2025, 10, 15), markup=Decimal("0.055"))
    row = estimate(catalog["openai/gpt-5"], Usage(input=1_000, output=100), terms)
    assert (Decimal("0.0237375"), Decimal("0.00237375")) == (row.total, row.per_request)


def test_many_records_are_priced_without_looking_anything_up_again(catalog: Catalog) -> None:
    pricer = Pricer(catalog["gpt-4.1-mini"], as_of=DAY)
    cost = assert_type(pricer.cost(input=10_000, output=500, cache_read=9_000), Decimal)
    assert (Decimal("0.0021"), Decimal("2.1")) == (
        cost,
        sum(pricer.cost(10_000, 500, 9_000) for _ in range(1_000)),
    )


def test_a_name_that_means_nothing_is_told_from_one_that_means_too_much(catalog: Catalog) -> None:
    with pytest.raises(UnknownModelError) as unknown:
        catalog["gpt-4.1-mni"]
    assert_type(unknown.value.suggestions, tuple[str, ...])
    with pytest.raises(AmbiguousModelError) as ambiguous:
        catalog["glm-4-32b"]
    assert (True, ("thudm/glm-4-32b", "z-ai/glm-4-32b")) == (
        "openai/gpt-4.1-mini" in unknown.value.suggestions,
        ambiguous.value.candidates,
    )


def test_a_model_stands_among_the_others(catalog: Catalog) -> None:
    page = assert_type(page_of(catalog, "gpt-4.1-mini", today=DAY), Page)
    assert ("openai/gpt-4.1-mini", "models that read images and files") == (page.model.id, page.peers.words)
    with pytest.raises(UnknownModelError):
        page_of(catalog, "gpt-4.1-mni", today=DAY)


def test_what_none_beats_is_told_from_the_rest(catalog: Catalog) -> None:
    cheap, dear = catalog["gpt-4.1-mini"], catalog["gpt-5"]
    candidates = [Candidate(cheap, Decimal(1), Decimal(20)), Candidate(dear, Decimal(2), Decimal(10))]
    frontier = assert_type(frontier_of(candidates), Frontier)
    assert (candidates[:1], candidates[1]) == ([*frontier.best], frontier.beaten[0].candidate)


def test_where_one_of_two_becomes_cheaper_is_exact(catalog: Catalog) -> None:
    models = (catalog["gemini-2.5-pro"], catalog["grok-4.6"])
    found = assert_type(breakeven(models, "size", RequestShape(output=1_000), Terms(as_of=DAY)), Contest)
    assert [Fraction(16_000, 3)] == [crossing.at for crossing in found.crossings]


def test_everything_that_can_go_wrong_is_one_error_to_catch(catalog: Catalog) -> None:
    for wrong in (
        lambda: catalog["no-such-model"],
        lambda: load_catalog("no-such-file.toml"),
        lambda: Usage(input=-1),
        lambda: estimate(catalog["openrouter/auto"], Usage(input=1), Terms(as_of=DAY)),
    ):
        with pytest.raises(LlmcostError) as caught:
            wrong()
        assert_type(caught.value.hint, str | None)
        assert caught.value.message == str(caught.value)


def test_a_workload_is_held_to_its_limits_from_python(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "llmcost.toml"
    file.write_text(
        'as_of = 2026-11-10\n[limits]\nper_month = 10\n[[scenarios]]\nname = "chat"\nmodel = "gpt-4.1-mini"\n'
        'input = "1M"\nrequests = 10\nper = "day"\n',
        encoding="utf-8",
    )
    found = assert_type(check(load_workload(file), catalog, DAY), Checked)
    assert_type(found.whole.month, Decimal)
    assert ("over", Decimal(4)) == (found.outcome, found.whole.day)
    with pytest.raises(NothingToCheckError):
        check(Workload((), "empty.toml"), catalog, DAY)


def test_a_count_says_how_sure_it_is(catalog: Catalog) -> None:
    count = assert_type(tokens_in("hello world", catalog["gpt-5"]), Count)
    assert (2, 2, 2, "exact", "o200k_base", 0) == (*count, count.error_pct)
