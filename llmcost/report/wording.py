"""The words that reports of an estimate share: the question, the remarks and the fine print."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.catalog.price import CHARGES, INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.cost.answer import SKIPPED
from llmcost.money import ROUNDED, format_rate, plain
from llmcost.printable import printable
from llmcost.report.verdict import verdict_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.answer import Answer, Asked
    from llmcost.cost.estimate import Terms
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

_HUNDRED, _HUNDREDTH = Decimal(100), Decimal("0.01")
_FILLED = 4
_FEW = 4
_FIRST = 10

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
    "not_exact": "can only be estimated, see --exact",
    "no_image_rule": "no published rule for pictures",
    "no_image_input": "don't read pictures",
    "no_page_rule": "no published rule for pages",
    "part_of_input": "parts that are more than what was counted",
    "top": "further down, see --top",
}
"""Code of a reason to leave a model out -> how the last line of a report says it."""


def question_in_words(answer: Answer) -> str:
    """What was asked, in words."""
    question = (
        use_in_words(answer.usage, answer.terms)
        if answer.asked is None
        else _asked_in_words(answer.asked, answer.usage, answer.terms)
    )
    if answer.per is not None:
        question += f", per {answer.per}"
    if answer.terms.as_of is not None:
        question += f", at prices of {answer.terms.as_of}"
    return question


def _asked_in_words(asked: Asked, usage: Usage, terms: Terms) -> str:
    """What was counted, and what was given beside it: 1 request of prompt.md + 500 output tokens."""
    given = [
        f"{count:,} {name}" for name, count in (("input", usage.input), ("output", usage.output)) if count
    ]
    parts = [*(_few(asked.input) if asked.input else ()), *given]
    told = count_of(terms.requests or 1, "request")
    if parts:
        told += f" of {' + '.join(parts)}"
    if given:
        told += " token" if given[-1].startswith("1 ") else " tokens"
    if asked.output:
        told += f", answered by {' + '.join(_few(asked.output))}"
    return told if terms.requests == 1 else f"{told} each"


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first names, and how many more there are."""
    return names if len(names) <= _FEW else (*names[: _FEW - 1], f"{len(names) - _FEW + 1:,} more")


def use_in_words(usage: Usage, terms: Terms) -> str:
    """A use in words: 30 requests of 12,000 input + 800 output tokens each."""
    sides = (("input", usage.input, INPUT_CLASSES), ("output", usage.output, OUTPUT_CLASSES))
    told = [_side(name, count, classes, usage) for name, count, classes in sides if count]
    tokens = f"{' + '.join(told) or '0'} tokens"
    if usage.web_search:
        tokens += f" + {usage.web_search:,} {'search' if usage.web_search == 1 else 'searches'}"
    if terms.requests is None:
        return f"{tokens} in all, at base rates"
    if terms.requests == 1:
        return f"1 request of {tokens}"
    if terms.spread:
        return f"{tokens} in all, over {terms.requests:,} requests"
    return f"{terms.requests:,} requests of {tokens} each"


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
    lines += (f"Skipped: {printable(each)}" for each in skipped_in_words(answer))
    left_out = left_out_in_words(answer)
    if left_out:
        lines.append(f"Left out: {left_out}.")
    return (*lines, *overridden_in_words(answer.overrides))


def skipped_in_words(answer: Answer) -> list[str]:
    """The files that have no text and were left out of what was counted."""
    return first_files([note.message for note in answer.warnings if note.code == SKIPPED])


def first_files(told: list[str]) -> list[str]:
    """The first ten files, a clause each, then how many more there are."""
    more = len(told) - _FIRST
    return [*told[:_FIRST], f"and {count_of(more, 'more file')}"] if more > 0 else told


def overridden_in_words(overrides: Iterable[Override]) -> Iterator[str]:
    """Each overridden rate with the file that states it, a line each."""
    for override in overrides:
        rate = f"{override.rate} {rate_with_unit(override.rate, override.value)}"
        when = f" {override.condition}" if override.condition else ""
        yield f"Overridden: {override.model} {rate}{when} ({printable(override.file)})"


def left_out_in_words(answer: Answer) -> str:
    """Why models are not in a comparison of all, and how many; empty where none was left out."""
    return "; ".join(f"{LEFT_OUT[code]} ({count})" for code, count in answer.comparison.left_out)


def rate_with_unit(name: str, rate: Decimal) -> str:
    """A unit price as people say it: $0.40 /1M tokens, $0.01 each."""
    return f"{format_rate(rate)} {'each' if name in CHARGES else '/1M'}"


def rate_column(rates: Sequence[Decimal | None]) -> list[str]:
    """Unit prices in full for one column of a table, their points below each other; None is an empty cell.

    Zeros fill up to 4 decimals, blanks from there on: rates can have 10 and more.
    """
    told = ["" if rate is None else format_rate(rate) for rate in rates]
    places = [len(text.partition(".")[2]) for text in told]
    longest = max(places, default=0)
    column = []
    for text, has in zip(told, places, strict=True):
        filled = text + "0" * (min(longest, _FILLED) - has)
        column.append(filled + " " * (longest - max(has, min(longest, _FILLED))) if text else "")
    return column


def count_of(number: int, noun: str) -> str:
    """So many of something: 1 file, 1,200 files."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def times(ratio: Decimal) -> str:
    """1.04x, 120x; a small ratio to two digits rather than 0.00x."""
    places = 0 if ratio >= _HUNDRED else max(2, 1 - ratio.adjusted()) if ratio else 2
    return f"{ratio.quantize(Decimal(1).scaleb(-places), context=ROUNDED):,f}x"


def in_short(tokens: int) -> str:
    """A number of tokens as people say it: 128k, 1M, 1.05M."""
    for size, suffix in ((1_000_000, "M"), (1_000, "k")):
        if tokens >= size:
            count = ROUNDED.divide(Decimal(tokens), Decimal(size)).quantize(_HUNDREDTH, context=ROUNDED)
            return f"{plain(count)}{suffix}"
    return str(tokens)


def fine_print(answer: Answer) -> tuple[str, ...]:
    """Where the prices come from, how old they are, and what an estimate is."""
    counted: tuple[str, ...] = ()
    if answer.asked is not None:
        has_reasoning = any(row.usage.reasoning for row in answer.comparison.estimates)
        counted = (not_counted(framing=answer.asked.is_framed, reasoning=has_reasoning),)
    return (*counted, prices_in_words(answer.provenance, answer.today), DISCLAIMER)


def not_counted(*, framing: bool = False, reasoning: bool = False) -> str:
    """What a request has that is not in its counts.

    Args:
        framing: whether the framing of chats is.
        reasoning: whether the tokens of reasoning are.
    """
    without = ["hidden system text"]
    if not reasoning:
        without.append("reasoning")
    if not framing:
        # Last of all: it is the longest.
        return f"Not in the counts: {', '.join(without)} and, without --messages, the framing of a chat."
    return f"Not in the counts: {' and '.join(without)}."


def prices_in_words(provenance: Provenance, today: date) -> str:
    """Where the prices come from and how old they are."""
    days = provenance.age_days(today)
    age = {0: "today", 1: "1 day old"}.get(days, f"{days} days old")
    return f"Prices: {printable(provenance.source)}, {provenance.as_of} ({age}), {provenance.layer}."
