"""The words that reports of an estimate share: the question, the remarks and the fine print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.price import CHARGES, INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.money import format_rate
from llmcost.printable import printable
from llmcost.report.verdict import verdict_line

if TYPE_CHECKING:
    from decimal import Decimal

    from llmcost.cost.answer import Answer
    from llmcost.cost.usage import Usage

DISCLAIMER = "Estimate only: the bill varies by provider and caching."

LABELS = {
    "input": "Input",
    "cache_read": "Cache read",
    "cache_write": "Cache write",
    "cache_write_1h": "Cache write 1h",
    "image_input": "Image input",
    "audio_input": "Audio input",
    "audio_cache_read": "Audio cache read",
    "output": "Output",
    "reasoning": "Reasoning",
    "image_output": "Image output",
    "audio_output": "Audio output",
    "web_search": "Searches",
    "request": "Requests",
    "markup": "Markup",
}
"""Component -> its name in a table. The order is that of a bill."""

LEFT_OUT = {
    "alias": "aliases",
    "batch": "batch prices, see --batch",
    "no_batch_row": "without a batch price",
    "free": "free and rate-limited, see --free",
    "author": "by other authors",
    "with": "without what --with asks for",
    "min_context": "smaller or unknown context window",
    "min_intelligence": "lower or unknown intelligence",
    "max_price": "above --max-price",
    "unpriced": "no price for this",
    "over_context": "context window too small",
    "over_max_output": "answer too long for them",
    "modality": "don't take this kind of token",
    "top": "further down, see --top",
}
"""Code of a reason to leave a model out -> how the last line of a report says it."""


def question_in_words(answer: Answer) -> str:
    """What was asked, in words."""
    usage, terms = answer.usage, answer.terms
    sides = (("input", usage.input, INPUT_CLASSES), ("output", usage.output, OUTPUT_CLASSES))
    told = [_side(name, count, classes, usage) for name, count, classes in sides if count]
    tokens = f"{' + '.join(told) or '0'} tokens"
    if usage.web_search:
        tokens += f" + {usage.web_search:,} {'search' if usage.web_search == 1 else 'searches'}"
    if terms.requests is None:
        question = f"{tokens} in all, at base rates"
    elif terms.requests == 1:
        question = f"1 request of {tokens}"
    elif terms.spread:
        question = f"{tokens} in all, over {terms.requests:,} requests"
    else:
        question = f"{terms.requests:,} requests of {tokens} each"
    if answer.per is not None:
        question += f", per {answer.per}"
    if terms.as_of is not None:
        question += f", at prices of {terms.as_of}"
    return question


def _side(name: str, count: int, classes: tuple[str, ...], usage: Usage) -> str:
    """Input or output with the classes inside it: 12,000 input (9,000 cache read)."""
    inside = [f"{part:,} {LABELS[each].lower()}" for each in classes if (part := getattr(usage, each))]
    return f"{count:,} {name}" + (f" ({', '.join(inside)})" if inside else "")


def remarks(answer: Answer) -> tuple[str, ...]:
    """What stands below the table, a line each: unpriced models, what was left out, overridden rates."""
    lines = [f"Unpriced: {row.message}" for row in answer.comparison.unpriced]
    if answer.limit is not None:
        told = {"ok": "Within budget", "over": "Over budget", "unpriced": "Budget not kept"}[answer.outcome]
        lines.insert(0, f"{told}: {verdict_line(answer.limit, answer.verdict, answer.per, answer.outcome)}.")
    left_out = left_out_in_words(answer)
    if left_out:
        lines.append(f"Left out: {left_out}.")
    for override in answer.overrides:
        rate = f"{override.rate} {rate_with_unit(override.rate, override.value)}"
        when = f" {override.condition}" if override.condition else ""
        lines.append(f"Overridden: {override.model} {rate}{when} ({printable(override.file)})")
    return tuple(lines)


def left_out_in_words(answer: Answer) -> str:
    """Why models are not in a comparison of all, and how many; empty where none was left out."""
    return "; ".join(f"{LEFT_OUT[code]} ({count})" for code, count in answer.comparison.left_out)


def rate_with_unit(name: str, rate: Decimal) -> str:
    """A unit price as people say it: $0.40 /1M tokens, $0.01 each."""
    return f"{format_rate(rate)} {'each' if name in CHARGES else '/1M'}"


def fine_print(answer: Answer) -> tuple[str, ...]:
    """Where the prices come from, how old they are, and what an estimate is."""
    provenance = answer.provenance
    age = {0: "today", 1: "1 day old"}.get(answer.age_days, f"{answer.age_days} days old")
    return (
        f"Prices: {printable(provenance.source)}, {provenance.as_of} ({age}), {provenance.layer}.",
        DISCLAIMER,
    )
