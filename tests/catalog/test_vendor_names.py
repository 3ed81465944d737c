"""Names of vendors' own APIs."""

from __future__ import annotations

import pytest

from llmcost import load_catalog
from llmcost.catalog.vendor_names import VENDOR_NAMES, by_vendor
from llmcost.errors import UnknownModelError


@pytest.mark.parametrize(("name", "model_id"), VENDOR_NAMES.items())
def test_every_name_means_a_model_of_the_bundled_ledger(name: str, model_id: str) -> None:
    catalog = load_catalog(environ={})
    assert catalog.resolve(name).id == model_id
    assert catalog.resolve(name.partition("/")[2]).id == model_id


def test_clouds_spell_them_in_their_own_way() -> None:
    catalog = load_catalog(environ={})
    assert catalog.resolve("us.anthropic.claude-sonnet-4-20250514-v1:0").id == "anthropic/claude-sonnet-4"
    assert catalog.resolve("claude-opus-4-5@20251101").id == "anthropic/claude-opus-4.5"


def test_a_variant_of_such_a_name_is_the_models_own() -> None:
    catalog = load_catalog(environ={})
    assert catalog.resolve("claude-opus-4-5-20251101:batch").id == "anthropic/claude-opus-4.5:batch"
    with pytest.raises(UnknownModelError):
        catalog.resolve("claude-opus-4-5-20251101:free")


def test_other_dates_are_refused_as_ever() -> None:
    with pytest.raises(UnknownModelError, match="no snapshot 'claude-opus-4-5-20251102'"):
        load_catalog(environ={}).resolve("claude-opus-4-5-20251102")


def test_a_name_of_no_vendor_is_none() -> None:
    assert by_vendor("claude-opus-4") is None
