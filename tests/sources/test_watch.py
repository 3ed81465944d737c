"""The models that a project's or a user's files name, by whatever name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ledgers import MINI, RETIRED, ROUTER, TIERED, ledger

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.provenance import Provenance
from llmcost.sources.document import read_ledger
from llmcost.sources.ledger import MAX_OVERRIDE_BYTES
from llmcost.sources.watch import watched

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
[aliases]
fast = "gpt-4.1-mini"
quick = "fast"
lost = "no-such-model"

[models."google/gemini-2.5-pro".price]
input = 1

[models."acme/own".price]
input = 1
output = 2
"""
GPT_4, MINI_ID = "openai/gpt-4", "openai/gpt-4.1-mini"
NAMED = {"google/gemini-2.5-pro", MINI_ID}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    known = read_ledger(ledger(TIERED, RETIRED, MINI, ROUTER).encode(), "models.toml")
    return Catalog(known.models, Provenance("", known.as_of, "", ""))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "llmcost.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_models_and_what_aliases_mean_are_watched(file: Path, catalog: Catalog) -> None:
    assert NAMED == watched([file], catalog)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[scenarios]]\nmodel = "gpt-4"\n[[scenarios]]\nmodel = "gpt-4.1-mini"', {GPT_4, MINI_ID}),
        ('[[scenarios]]\nmodels = { "gpt-4" = 0.9, "auto" = 0.1 }', {GPT_4, "openrouter/auto"}),
        ('[defaults]\nmodel = "gpt-4"\n[[scenarios]]\nname = "chat"', {GPT_4}),
        ('[defaults]\nmodels = { "gpt-4" = 1 }', {GPT_4}),
        ('[aliases]\nfast = "gpt-4"\n[[scenarios]]\nmodel = "fast"', {GPT_4}),
        ('[[scenarios]]\nmodel = "no-such-model"\n[[scenarios]]\nmodel = "gpt-4"', {GPT_4}),
        ('[[scenarios]]\nmodel = 1\nmodels = ["auto"]\n[[scenarios]]\nmodel = "gpt-4"', {GPT_4}),
        ('scenarios = ["auto", { model = "gpt-4" }, 1]\ndefaults = "auto"', {GPT_4}),
        ('[scenarios]\nmodel = "gpt-4"', set()),
        ('scenarios = "gpt-4"\ndefaults = [{ model = "auto" }]', set()),
    ],
    ids=[
        "scenarios",
        "a mix",
        "a default",
        "a mix by default",
        "an alias",
        "unknown",
        "wrong names",
        "wrong tables",
        "a table for a list",
        "a list for a table",
    ],
)
def test_models_of_a_workload_s_scenarios_are_watched(
    text: str, named: set[str], tmp_path: Path, catalog: Catalog
) -> None:
    file = tmp_path / "llmcost.toml"
    file.write_text(text, encoding="utf-8")

    assert named == watched([file], catalog)


def test_several_files_are_watched_together(file: Path, tmp_path: Path, catalog: Catalog) -> None:
    user = tmp_path / "prices.toml"
    user.write_text("[aliases]\nold = 'gpt-4'\nrouter = 'auto'\n", encoding="utf-8")

    assert {*NAMED, "openai/gpt-4", "openrouter/auto"} == watched([user, file], catalog)


def test_without_files_nothing_is_watched(catalog: Catalog) -> None:
    assert frozenset() == watched([], catalog)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[models",
        "models = 1\naliases = ['gpt-4']",
        "[aliases]\nfast = 1\nslow = ['gpt-4']\nnone = ''",
        "[models]",
        "#" * MAX_OVERRIDE_BYTES + "\n[aliases]\nold = 'gpt-4'\n",
    ],
    ids=["empty", "no TOML", "no tables", "no names", "no models", "too long"],
)
def test_what_can_t_be_used_is_passed_over(text: str, file: Path, tmp_path: Path, catalog: Catalog) -> None:
    odd = tmp_path / "odd.toml"
    odd.write_text(text, encoding="utf-8")

    assert NAMED == watched([odd, file], catalog)


def test_a_file_that_is_gone_is_passed_over(file: Path, tmp_path: Path, catalog: Catalog) -> None:
    assert NAMED == watched([tmp_path / "gone.toml", tmp_path, file], catalog)
