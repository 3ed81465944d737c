"""The usage object of Anthropic's Messages API: additive counts, tiers, and what was sampled besides.

By "Prompt caching", "Compaction", "Advisor tool", "Refusals and fallback" and "Service tiers" of the Claude
API documentation. ``input_tokens`` counts neither cache reads nor writes; ``output_tokens`` holds thinking.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.cost.usage import Counts
from llmcost.logs.figures import count, inner, text
from llmcost.logs.formats.bill import bill_of
from llmcost.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.records.record import Record

_OWN = (
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
    "cache_creation",
    "server_tool_use",
    "inference_geo",
    "iterations",
)
_FOREIGN = ("input_tokens_details", "input_token_details", "prompt_tokens", "cached_input_tokens")
_FOR_EVERY_MODEL = ("batch", "us")
"""Tiers of a whole request; priority and speed are those of the model that was asked."""


class _Tokens(NamedTuple):
    """One sampling, as it is billed."""

    plain: int
    read: int
    written: int
    written_1h: int
    output: int


def is_usage(usage: Any) -> bool:
    """Whether this can be such a usage object: it names input and output so, and nothing of OpenAI's."""
    return (
        isinstance(usage, dict)
        and "input_tokens" in usage
        and "output_tokens" in usage
        and not any(name in usage for name in _FOREIGN)
    )


def is_surely_usage(usage: Any) -> bool:
    """Whether this is such a usage object, by keys that no other API has."""
    return is_usage(usage) and any(name in usage for name in _OWN)


def records_of(usage: Mapping[str, Any], request: Record) -> Iterator[Record]:
    """The record of a request, and one for each sampling that is billed besides.

    Args:
        usage: the usage object.
        request: all that is known of the request but for its figures. A tier in it stands.

    Raises:
        BadRecord: for figures that can't be.
    """
    samplings = _Samplings(usage)
    bill = bill_of(usage)
    counts, remarks = _counts(usage, samplings.served)
    tier = request.tier or _tier(usage)
    flavour = "openrouter-messages" if "cost" in usage else request.flavour
    yield request._replace(
        flavour=flavour,
        model=samplings.served_by or request.model,
        counts=counts,
        tier=tier,
        stated=bill.stated,
        estimated=bill.estimated,
        byok=bill.byok,
        remarks=(*request.remarks, *remarks),
    )
    seen = Counter[str]()
    for sampling in samplings.besides:
        model = text(sampling, "model")
        name = model or text(sampling, "type") or ""
        seen[name] += 1
        counts, remarks = _counts(sampling, [])
        yield request._replace(
            flavour=flavour,
            model=model or request.model,
            counts=counts,
            id=request.id and f"{request.id}#{name}" + (f"#{seen[name]}" if seen[name] > 1 else ""),
            tier=tier if model in {None, request.model} or tier in _FOR_EVERY_MODEL else "",
            # The bill is of the request as a whole and stands with its first record.
            stated=None if bill.stated is None else ZERO,
            estimated=bill.estimated,
            byok=bill.byok,
            remarks=remarks,
        )


class _Samplings:
    """``usage.iterations`` by what they have to do with the counts at the top."""

    def __init__(self, usage: Mapping[str, Any]) -> None:
        stated = usage.get("iterations")
        every = [one for one in stated if isinstance(one, dict)] if isinstance(stated, list) else []
        kinds = {
            kind: [one for one in every if one.get("type") == kind]
            for kind in ("message", "fallback_message", "compaction", "advisor_message")
        }
        fallback = kinds["fallback_message"]
        self.served = fallback or kinds["message"]
        """Those that the counts at the top sum up."""
        self.served_by = text(fallback[-1], "model") if fallback else None
        """The model that answered where the one that was asked declined. A stream began with the name of
        the latter."""
        # A model that declines before it wrote anything isn't billed.
        declined = [one for one in kinds["message"] if fallback and count(one, "output_tokens")]
        self.besides = [*kinds["compaction"], *kinds["advisor_message"], *declined]


def _counts(usage: Mapping[str, Any], samplings: list[dict[str, Any]]) -> tuple[Counts, tuple[str, ...]]:
    """The counts at the top, or those of the samplings where these are more.

    With the advisor tool the input at the top was first documented as that of the first sampling alone, later
    as the sum of all. Each is billed.
    """
    top = _tokens(usage)
    if samplings:
        top = _Tokens(*map(max, top, map(sum, zip(*map(_tokens, samplings), strict=True))))
    thought = count(inner(usage, "output_tokens_details"), "thinking_tokens")
    has_split = any(isinstance(one.get("cache_creation"), dict) for one in (usage, *samplings))
    remarks = ("no_cache_split",) if top.written and not has_split else ()
    if thought > top.output:
        remarks = (*remarks, "reasoning_over_output")
    counts = Counts(
        input=top.plain + top.read + top.written,
        output=top.output,
        cache_read=top.read,
        cache_write=top.written - top.written_1h,
        cache_write_1h=top.written_1h,
        reasoning=min(thought, top.output),
        web_search=count(inner(usage, "server_tool_use"), "web_search_requests"),
    )
    return counts, remarks


def _tokens(usage: Mapping[str, Any]) -> _Tokens:
    split = inner(usage, "cache_creation")
    hour = count(split, "ephemeral_1h_input_tokens")
    return _Tokens(
        plain=count(usage, "input_tokens"),
        read=count(usage, "cache_read_input_tokens"),
        written=max(
            count(usage, "cache_creation_input_tokens"), hour + count(split, "ephemeral_5m_input_tokens")
        ),
        written_1h=hour,
        output=count(usage, "output_tokens"),
    )


def _tier(usage: Mapping[str, Any]) -> str:
    tier = text(usage, "service_tier")
    if tier in {"batch", "priority", "flex"}:
        return tier
    if usage.get("speed") == "fast":
        return "fast"
    return "us" if usage.get("inference_geo") == "us" else ""
