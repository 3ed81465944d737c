"""Chat completions decoded by msgspec into structs that hold what OpenAI writes and nothing else."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta, MsgspecError, Struct, field
from msgspec.json import Decoder

from llmcost.logs.rows import Rows

_ODD_END = re.compile(rb"\n(?:(?!\{)|(?<!\}\n)(?<!\}\r\n))")
"""An end of a line that may lie inside of a value: between two objects it can't."""

# What is typed is checked as a JSON parser would, which is not so of what msgspec skips: there a number may
# have more digits than Python reads. So all keys are listed, and lines with others are left to the patterns.
_Count = Annotated[int, Meta(ge=0, le=999_999_999)]
_Nothing = Literal[0] | None
_Id = Annotated[str, Meta(min_length=16)]
"""Shorter ones are not unique by themselves."""
_Model = Annotated[str, Meta(min_length=1, max_length=200)]
_Time = Annotated[int, Meta(ge=10**9, lt=10**10)]


class _Object(Struct, gc=False, forbid_unknown_fields=True):
    """Without cycles, so that the garbage collector need not look at thousands of them."""


class _PromptDetails(_Object):
    cached_tokens: _Count = 0
    audio_tokens: _Nothing = 0


class _OutputDetails(_Object):
    reasoning_tokens: _Count = 0
    audio_tokens: _Nothing = 0
    accepted_prediction_tokens: _Count | None = 0
    rejected_prediction_tokens: _Count | None = 0


class _Usage(_Object):
    prompt_tokens: _Count
    completion_tokens: _Count
    total_tokens: _Count
    prompt_tokens_details: _PromptDetails = field(default_factory=_PromptDetails)
    completion_tokens_details: _OutputDetails = field(default_factory=_OutputDetails)


class _Function(_Object):
    name: str
    arguments: str


class _Call(_Object):
    id: str
    type: Literal["function"]
    function: _Function


class _Message(_Object):
    role: Literal["assistant"]
    content: str | None = None
    refusal: str | None = None
    annotations: tuple[()] = ()
    tool_calls: list[_Call] | None = None


class _Choice(_Object):
    index: _Count
    message: _Message
    logprobs: None = None
    finish_reason: Literal["stop", "length", "tool_calls", "content_filter", "function_call"] | None = None


class _Completion(_Object):
    id: _Id
    object: Literal["chat.completion"]
    created: _Time
    model: _Model
    choices: list[_Choice]
    usage: _Usage
    service_tier: Literal["default", "auto", "flex", "priority", "batch", "scale", "on_demand"] | None = None
    system_fingerprint: str | None = None


_DECODER = Decoder(_Completion)
_REFUSALS = (MsgspecError, ValueError, RecursionError)


def completions_in(block: bytes, lines: int) -> tuple[Rows, list[int]]:
    """What those lines of a block state that are completions, and where the others stand.

    Args:
        block: whole lines, each with its end.
        lines: how many.
    """
    found = _all_in(block)
    if found is not None and len(found) == lines:
        return _rows(found, range(lines)), []
    found, at, others = [], [], []
    decode = _DECODER.decode
    for place, line in enumerate(block[:-1].split(b"\n")):
        try:
            found.append(decode(line))
        except _REFUSALS:
            others.append(place)
        else:
            at.append(place)
    return _rows(found, at), others


def _all_in(block: bytes) -> list[_Completion] | None:
    """What all lines state; None where one may be no completion."""
    if not block.startswith(b"{") or _ODD_END.search(block, 0, len(block) - 1):
        return None
    try:
        return _DECODER.decode_lines(block)
    except _REFUSALS:
        return None


def _rows(found: list[_Completion], at: Sequence[int]) -> Rows:
    usages = [each.usage for each in found]
    return Rows(
        at,
        list(map(str.encode, [each.id for each in found])),
        [each.created for each in found],
        [each.model for each in found],
        [each.service_tier for each in found],
        [usage.prompt_tokens for usage in usages],
        [usage.completion_tokens for usage in usages],
        [usage.total_tokens for usage in usages],
        [usage.prompt_tokens_details.cached_tokens for usage in usages],
        [usage.completion_tokens_details.reasoning_tokens for usage in usages],
    )
