from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import model

from llmcost import load_catalog
from llmcost.tokens.patch_rules import Patches, Sizing, Tiles
from llmcost.tokens.vision_models import OPENAI, OPENAI_LIKE, Ruled, picture_rule_of
from llmcost.tokens.vision_rules import Allotment, Crops, Readings, VisualTokens

if TYPE_CHECKING:
    from llmcost.tokens.vision_rules import Rule

OURS = ("openai", "anthropic", "google")


def alike(percent: int, budget: int = 6_144) -> Patches:
    sizing = Sizing(2048, budget)
    return Patches(percent, {"high": sizing, "low": sizing})


HIGH, AS_IT_IS, LARGE = Sizing(2048, 2_500), Sizing(65_535), Sizing(6_000, 10_000)

PINNED: list[tuple[Rule, str]] = [
    (
        Patches(120, {"original": AS_IT_IS, "high": Sizing(65_535, 2_500), "low": Sizing(512)}),
        "openai/gpt-6-astra",
    ),
    (
        Patches(120, {"original": AS_IT_IS, "high": HIGH, "low": Sizing(512)}),
        "openai/gpt-5.6-luna openai/gpt-5.6-sol openai/gpt-5.6-terra",
    ),
    (Patches(120, {"original": LARGE, "high": HIGH, "low": Sizing(512)}), "openai/gpt-5.5"),
    (
        Patches(120, {"high": HIGH, "original": LARGE, "low": Sizing(2048, 6_144)}),
        "openai/gpt-5.4",
    ),
    (
        Readings(
            Patches(120, {"high": HIGH, "original": LARGE, "low": Sizing(2048, 6_144)}),
            Patches(120, dict.fromkeys(("high", "original", "low"), Sizing(2048, 1_536))),
        ),
        "openai/gpt-5.4-mini openai/gpt-5.4-nano",
    ),
    (
        Readings(alike(120), alike(100, 1_536)),
        """
        openai/gpt-5.1-codex-mini openai/gpt-5.2 openai/gpt-5.2-chat openai/gpt-5.2-codex
        openai/gpt-5.3-codex
        """,
    ),
    (Readings(alike(120), alike(162, 1_536)), "openai/gpt-5-mini"),
    (Readings(alike(150), alike(246, 1_536)), "openai/gpt-5-nano"),
    (Readings(alike(162), alike(162, 1_536)), "openai/gpt-4.1-mini"),
    (Readings(alike(246), alike(246, 1_536)), "openai/gpt-4.1-nano"),
    (Readings(alike(172), alike(172, 1_536)), "openai/o4-mini"),
    (Tiles(70, 140), "openai/gpt-5 openai/gpt-5-chat openai/gpt-5.1"),
    (
        Tiles(85, 170),
        """
        openai/gpt-4.1 openai/gpt-4.5-preview openai/gpt-4o openai/gpt-4o-2024-05-13
        openai/gpt-4o-2024-08-06 openai/gpt-4o-2024-11-20
        """,
    ),
    (Tiles(2833, 5667), "openai/gpt-4o-mini openai/gpt-4o-mini-2024-07-18"),
    (Tiles(75, 150), "openai/o1 openai/o1-pro openai/o3"),
    (
        VisualTokens(1_568, 1_568),
        """
        anthropic/claude-3-haiku anthropic/claude-3-opus anthropic/claude-3-sonnet
        anthropic/claude-3.5-haiku anthropic/claude-3.5-haiku-20241022 anthropic/claude-3.5-sonnet
        anthropic/claude-3.5-sonnet-20240620 anthropic/claude-3.7-sonnet anthropic/claude-haiku-4.5
        anthropic/claude-opus-4 anthropic/claude-opus-4.1 anthropic/claude-opus-4.5
        anthropic/claude-opus-4.6 anthropic/claude-opus-4.6-fast anthropic/claude-sonnet-4
        anthropic/claude-sonnet-4.5 anthropic/claude-sonnet-4.6
        """,
    ),
    (
        VisualTokens(2_576, 4_784),
        """
        anthropic/claude-fable-5 anthropic/claude-fable-5.1 anthropic/claude-fable-5.2
        anthropic/claude-haiku-5.5 anthropic/claude-opus-4.7 anthropic/claude-opus-4.7-fast
        anthropic/claude-opus-4.8 anthropic/claude-opus-4.8-fast anthropic/claude-opus-5
        anthropic/claude-opus-5-fast anthropic/claude-opus-5.5 anthropic/claude-sonnet-5
        anthropic/claude-sonnet-5.5
        """,
    ),
    (
        Crops({"low": 64, "medium": 256}),
        """
        google/gemini-2.0-flash-001 google/gemini-2.0-flash-exp google/gemini-2.0-flash-lite-001
        google/gemini-2.5-flash google/gemini-2.5-flash-lite
        google/gemini-2.5-flash-lite-preview-09-2025 google/gemini-2.5-flash-preview
        google/gemini-2.5-flash-preview-05-20 google/gemini-2.5-pro google/gemini-2.5-pro-exp-03-25
        google/gemini-2.5-pro-preview google/gemini-2.5-pro-preview-05-06 google/gemini-flash-1.5
        google/gemini-flash-1.5-8b google/gemini-pro-1.5
        """,
    ),
    (
        Allotment({"high": 1_120, "low": 280, "medium": 560, "ultra": 2_240}),
        """
        google/gemini-3-flash-preview google/gemini-3.1-flash-lite google/gemini-3.1-flash-lite-preview
        google/gemini-3.1-pro-preview google/gemini-3.1-pro-preview-customtools google/gemini-3.5-flash
        google/gemini-3.5-flash-lite google/gemini-3.6-flash google/gemini-3.7-flash
        google/gemini-3.8-flash
        """,
    ),
]

UNRULED = """
google/gemini-2.5-flash-image google/gemini-3-pro-image google/gemini-3-pro-image-preview
google/gemini-3.1-flash-image google/gemini-3.1-flash-image-preview google/gemini-3.1-flash-lite-image
google/gemini-4-argon google/gemini-nano-banana-2.1 google/gemma-3-12b-it google/gemma-3-1b-it
google/gemma-3-27b-it google/gemma-3-4b-it google/gemma-4-26b-a4b-it google/gemma-4-31b-it
google/lyria-3-clip-preview google/lyria-3-pro-preview openai/codex-mini openai/gpt-5-image
openai/gpt-5-image-mini openai/gpt-5.4-image-2 openai/gpt-chat-latest ~openai/gpt-latest
"""

LIKE = {f"openai/{slug}": Ruled(OPENAI[like], f"openai/{like}") for slug, like in OPENAI_LIKE.items()}


def test_every_model_of_the_ledger_that_reads_pictures_has_the_rule_that_was_meant() -> None:
    expected: dict[str, Ruled | None] = {
        **{name: Ruled(rule) for rule, names in PINNED for name in names.split()},
        **dict.fromkeys(UNRULED.split()),
        **LIKE,
    }
    known = {each.id.partition(":")[0] for each in load_catalog(environ={}).values()}
    assert not expected.keys() - known
    assert expected == {name: picture_rule_of(model(name)) for name in expected}


def test_no_model_of_another_vendor_has_a_rule() -> None:
    catalog = load_catalog(environ={})
    assert not [each.id for each in catalog.values() if each.author not in OURS and picture_rule_of(each)]


@pytest.mark.parametrize(
    "name",
    [
        "openai/gpt-4",
        "openai/gpt-4o-audio-preview",
        "openai/gpt-4o-",
        "openai/gpt-5.45",
        "openai/gpt-5.4-mini-search",
        "openai/GPT-4o",
        "openai/o3x",
        "acme/gpt-4o",
        "gpt-4o",
        "anthropic/claude-2",
        "anthropic/claude-3.5",
        "anthropic/claude-3.6-sonnet",
        "anthropic/claude-opus-4.7-mini",
        "anthropic/claude-opus-\u0665",
        "google/gemini-2.5-flash-image",
        "google/gemini-30-flash",
        "google/gemini-3-nano",
        "openai/gpt-4o@latest",
    ],
)
def test_no_name_is_taken_for_one_that_it_begins_like(name: str) -> None:
    assert picture_rule_of(model(name)) is None


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("openai/gpt-4o:extended", "openai/gpt-4o"),
        ("openai/gpt-4.1-mini-2025-04-14", "openai/gpt-4.1-mini"),
        ("openai/gpt-5.4-20260305:batch", "openai/gpt-5.4"),
        ("anthropic/claude-mythos-5", "anthropic/claude-opus-5"),
        ("anthropic/claude-opus-6", "anthropic/claude-opus-5"),
        ("anthropic/claude-opus-10.1-fast", "anthropic/claude-opus-5"),
        ("google/gemini-3-pro-preview", "google/gemini-3.5-flash"),
    ],
)
def test_variants_dates_and_later_versions_have_the_rule_of_their_family(name: str, like: str) -> None:
    assert picture_rule_of(model(name)) == picture_rule_of(model(like))


def test_an_alias_has_the_rule_of_what_it_stands_for() -> None:
    alias = model("~google/gemini-flash-latest", facts={"alias_of": "google/gemini-2.5-flash"})
    assert picture_rule_of(alias) == picture_rule_of(model("google/gemini-2.5-flash"))


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("~anthropic/claude-opus-latest", ("anthropic/claude-opus-5.5", "anthropic/claude-opus-4.6")),
        ("~google/gemini-pro-latest", ("google/gemini-3.1-pro-preview", "google/gemini-2.5-pro")),
    ],
)
def test_an_alias_of_what_is_not_known_has_all_rules_of_its_family(
    name: str, family: tuple[str, str]
) -> None:
    newer, older = (ruled.rule for each in family if (ruled := picture_rule_of(model(each))) is not None)
    assert picture_rule_of(model(name)) == Ruled(Readings(newer, older))


def test_a_sibling_is_one_that_the_page_names() -> None:
    assert set(OPENAI_LIKE.values()) <= OPENAI.keys()
    assert OPENAI_LIKE.keys().isdisjoint(OPENAI)


def test_computer_use_is_counted_in_tiles_of_its_own() -> None:
    assert Ruled(Tiles(65, 129)) == picture_rule_of(model("openai/computer-use-preview"))
