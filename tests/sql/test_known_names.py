"""The names of a ledger as a table, for warehouses."""

from __future__ import annotations

import pytest
from builders import catalog, model, named

from llmcost.errors import AmbiguousModelError, ConfigError
from llmcost.sources.layers import load_catalog
from llmcost.sql.known_names import KnownName, known_names

MINI = model("openai/gpt-4.1-mini", facts={"snapshot": "openai/gpt-4.1-mini-2025-04-14"})
BATCH = model("openai/gpt-4.1-mini:batch", facts={"snapshot": "openai/gpt-4.1-mini-2025-04-14"})
SONNET = model("anthropic/claude-sonnet-4.5", facts={"snapshot": "anthropic/claude-4.5-sonnet-20250929"})
LATEST = model("~anthropic/claude-sonnet-latest", facts={"snapshot": "anthropic/claude-4.5-sonnet-20250929"})
LEDGER = catalog(MINI, BATCH, SONNET, LATEST)


def _is_of_any_day(known: KnownName) -> bool:
    return known.name.startswith("Dated:")


def test_a_model_is_known_by_its_id_and_snapshot_with_and_without_author() -> None:
    assert [known.name for known in known_names(LEDGER, [MINI.id])] == [
        "gpt-4-1-mini",
        "gpt-4-1-mini-2025-04-14",
        "gpt-4-1-mini-20250414",
        "gpt-4.1-mini",
        "gpt-4.1-mini-2025-04-14",
        "gpt-4.1-mini-20250414",
        "openai/gpt-4-1-mini",
        "openai/gpt-4-1-mini-2025-04-14",
        "openai/gpt-4-1-mini-20250414",
        "openai/gpt-4.1-mini",
        "openai/gpt-4.1-mini-2025-04-14",
        "openai/gpt-4.1-mini-20250414",
    ]
    assert {known[1:] for known in known_names(LEDGER, [MINI.id])} == {(MINI.id, None, False)}


def test_a_variant_is_known_by_the_same_names_with_its_suffix() -> None:
    suffixed = [known.name for known in known_names(LEDGER, [BATCH.id])]
    assert suffixed == sorted(f"{known.name}:batch" for known in known_names(LEDGER, [MINI.id]))


def test_a_date_goes_with_upstreams_name_and_with_the_models_own() -> None:
    names = {known.name for known in known_names(LEDGER, [SONNET.id])}
    assert {"claude-sonnet-4-5-20250929", "claude-sonnet-4-5@20250929", "claude-4.5-sonnet-20250929"} <= names


def test_an_alias_row_of_upstream_is_known_with_and_without_its_tilde() -> None:
    assert known_names(LEDGER, [LATEST.id]) == (
        KnownName("anthropic/claude-sonnet-latest", LATEST.id, None),
        KnownName("claude-sonnet-latest", LATEST.id, None),
        KnownName("~anthropic/claude-sonnet-latest", LATEST.id, None),
        KnownName("~claude-sonnet-latest", LATEST.id, None),
    )


def test_vendors_names_are_known() -> None:
    known = {each.name: each.model for each in known_names(named("anthropic/claude-opus-4"))}
    assert known["claude-opus-4-0"] == known["claude-opus-4@20250514"] == "anthropic/claude-opus-4"


def test_authors_are_known_as_vendors_call_them() -> None:
    assert [known.name for known in known_names(named("x-ai/grok-9")) if not _is_of_any_day(known)] == [
        "grok-9",
        "x-ai/grok-9",
        "xai/grok-9",
    ]


def test_bedrocks_spellings_are_known_with_and_without_version() -> None:
    ledger = named("anthropic/claude-opus-4", "amazon/nova-pro-v1", "mistralai/mixtral")
    known = [each.name for each in known_names(ledger) if each.name.startswith("Bedrock:")]
    assert known == sorted(
        [
            "Bedrock:amazon.nova-pro-v1",
            "Bedrock:amazon.nova-pro-v1:0",
            *(
                f"Bedrock:anthropic.claude-opus-4{date}{version}"
                for date in ("", "-0", "-20250514")
                for version in ("", "-v1", "-v1:0", "-v2:0")
            ),
            "Bedrock:mistral.mixtral",
            "Bedrock:mistral.mixtral-v1:0",
        ]
    )


def test_what_any_date_may_stand_behind_is_known() -> None:
    known = known_names(catalog(MINI, model("anthropic/claude-3.5"), LATEST, model("acme/one-2025-01-01")))
    assert [each for each in known if _is_of_any_day(each)] == [
        KnownName(f"Dated:{name}", "anthropic/claude-3.5", None)
        for name in (
            "Bedrock:anthropic.claude-3-5",
            "Bedrock:anthropic.claude-3.5",
            "anthropic/claude-3-5",
            "anthropic/claude-3.5",
            "claude-3-5",
            "claude-3.5",
        )
    ]


def test_no_date_is_taken_of_a_model_with_one_of_several_or_of_what_stands_behind_a_gateway_too() -> None:
    dated = named("acme/one", "acme/one-2025-01-01", "acme/two", "other/two", "azure/big")
    assert [each.name for each in known_names(dated) if _is_of_any_day(each)] == [
        "Dated:acme/two",
        "Dated:azure/big",
        "Dated:other/two",
    ]


def test_what_is_read_before_a_wanted_name_is_listed_too() -> None:
    ledger = named("openai/gpt", "openai/gpt:nitro", "azure/big", "acme/big-2025")
    known = known_names(ledger, ["openai/gpt"])
    assert tuple(each for each in known if not _is_of_any_day(each)) == (
        KnownName("gpt", "openai/gpt", None),
        KnownName("gpt:nitro", "openai/gpt:nitro", None),
        KnownName("openai/gpt", "openai/gpt", None),
        KnownName("openai/gpt:nitro", "openai/gpt:nitro", None),
    )


def test_a_name_of_several_models_is_refused() -> None:
    twins = named("acme/one", "other/one", "other/two")
    refused = KnownName("one", None, AmbiguousModelError.code)
    assert refused in known_names(twins)
    assert refused in known_names(twins, ["acme/one"])
    assert refused not in known_names(twins, ["other/two"])


def test_an_id_that_its_own_spelling_does_not_lead_to_counts_as_it_stands() -> None:
    known = known_names(named("acme/one-1.5", "acme/one-1-5", "acme/\N{LATIN SMALL LETTER U WITH DIAERESIS}"))
    assert tuple(each for each in known if not _is_of_any_day(each)) == (
        KnownName("acme/one-1-5", None, "ambiguous_model"),
        KnownName("acme/one-1-5", "acme/one-1-5", None, exact=True),
        KnownName("acme/one-1.5", None, "ambiguous_model"),
        KnownName("acme/one-1.5", "acme/one-1.5", None, exact=True),
        KnownName("acme/\xfc", "acme/\xfc", None, exact=True),
        KnownName("one-1-5", "acme/one-1-5", None),
        KnownName("one-1.5", "acme/one-1.5", None),
    )


def test_aliases_count_as_they_stand_whichever_models_are_wanted() -> None:
    aliases = {"one": "acme/two", "old": "acme/gone", "acme/one": "acme/two"}
    known = known_names(named("acme/one", "acme/two", aliases=aliases), ["acme/one"])
    assert tuple(each for each in known if not _is_of_any_day(each)) == (
        KnownName("acme/one", "acme/one", None),
        KnownName("old", None, "unknown_model", exact=True),
        KnownName("one", "acme/one", None),
        KnownName("one", "acme/two", None, exact=True),
    )


def test_an_alias_that_goes_round_in_a_circle_is_refused() -> None:
    with pytest.raises(ConfigError, match="leads back to itself"):
        known_names(named("acme/one", aliases={"a": "b", "b": "a"}))


def test_names_from_the_data_are_resolved_as_they_stand() -> None:
    arn = "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0"
    more = [arn, "gpt-5", "gpt-4.1-mini", "openai/gpt-4.1-mini-2025-04-15", arn]
    plain = known_names(LEDGER, [SONNET.id])
    assert set(known_names(LEDGER, [SONNET.id], more)) - set(plain) == {
        KnownName(arn, SONNET.id, None, exact=True),
        KnownName("gpt-5", None, "unknown_model", exact=True),
        KnownName("openai/gpt-4.1-mini-2025-04-15", None, "unknown_model", exact=True),
    }


def test_the_bundled_ledger_fits_into_a_script() -> None:
    ledger = load_catalog()
    known = known_names(ledger)
    assert {each.model for each in known} - {None} == set(ledger)
    assert len(known) < 9_000
    assert sum(len(f"('{each.name}','{each.model}',NULL),") for each in known) < 600_000
    for each in known:
        days = ("-20240229", "-2031-12-31", "@20250101") if _is_of_any_day(each) else ("",)
        name = each.name.removeprefix("Dated:").removeprefix("Bedrock:")
        assert {ledger.meaning(f"{name}{day}") for day in days} == {each.model}, name
