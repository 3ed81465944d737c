"""What a service tier costs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import catalog, model

from llmcost.cost.tier import Part, parts_of
from llmcost.errors import UnpricedError
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

GPT, GPT_BATCH = model("openai/gpt"), model("openai/gpt:batch", input="0.5", output="2")
CLAUDE, FAST = model("anthropic/claude"), model("anthropic/claude-fast", input="6", output="24")
GROK, GROK_FAST = model("x-ai/grok"), model("x-ai/grok-fast")
GROK_BATCH = model("x-ai/grok:batch", input="0.8", output="3.2")
OSS, OSS_FREE = model("openai/gpt-oss-20b"), model("openai/gpt-oss-20b:free", input="0", output="0")
ALL = catalog(GPT, GPT_BATCH, CLAUDE, FAST, GROK, GROK_FAST, GROK_BATCH, OSS, OSS_FREE)
HALVED = Decimal("0.5")


@pytest.mark.parametrize(
    ("model_id", "tier", "expected"),
    [
        ("openai/gpt", "", (Part(GPT),)),
        ("openai/gpt", "batch", (Part(GPT_BATCH), Part(GPT, HALVED))),
        ("openai/gpt:batch", "batch", (Part(GPT_BATCH),)),
        ("openai/gpt", "flex", (Part(GPT, HALVED),)),
        ("anthropic/claude", "batch", (Part(CLAUDE, HALVED),)),
        ("anthropic/claude", "fast", (Part(FAST),)),
        ("anthropic/claude-fast", "fast", (Part(FAST),)),
        ("anthropic/claude", "us", (Part(CLAUDE, Decimal("1.1")),)),
        # Of another author's batches no share is known beside the row.
        ("x-ai/grok", "batch", (Part(GROK_BATCH),)),
    ],
)
def test_a_tier_is_priced_by_its_row_and_by_its_makers_share(
    model_id: str, tier: str, expected: tuple[Part, ...]
) -> None:
    assert expected == parts_of(ALL, ALL[model_id], tier)


@pytest.mark.parametrize(
    ("model_id", "tier"),
    [
        ("openai/gpt", "priority"),
        ("openai/gpt", "us"),
        ("anthropic/claude", "flex"),
        ("x-ai/grok", "fast"),
        # Whoever serves open weights need not know of their maker's tiers.
        ("openai/gpt-oss-20b", "flex"),
        # A log's word must not make a request free.
        ("openai/gpt-oss-20b", "free"),
    ],
)
def test_a_tier_of_which_nothing_is_known_has_no_price(model_id: str, tier: str) -> None:
    with pytest.raises(UnpricedError) as caught:
        parts_of(ALL, ALL[model_id], tier)
    assert (
        f"no price of {model_id} is known for the service tier {tier}",
        "no_tier_price",
        f'state its rates under [models."{model_id}:{tier}"] in llmcost.toml',
    ) == (caught.value.message, caught.value.reason, caught.value.hint)


def test_in_the_bundled_ledger_the_batch_rows_of_those_who_bill_half_are_half(tmp_path: Path) -> None:
    bundled = load_catalog(None, environ={"HOME": str(tmp_path)})
    halves: list[str] = []
    others: list[str] = []
    for row in bundled.models.values():
        whole = bundled.models.get(row.id.partition(":")[0])
        if row.variant == "batch" and whole is not None and len(parts_of(bundled, whole, "batch")) > 1:
            half, price = row.current.price, whole.current.price
            assert half is not None
            assert price is not None
            is_half = all(half.rates[name] == price.rates[name] * HALVED for name in ("input", "output"))
            (halves if is_half else others).append(row.id)
    # Those whose model has changed its price since its batch row was last seen.
    assert len(others) * 20 < len(halves), others
