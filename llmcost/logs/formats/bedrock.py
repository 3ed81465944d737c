"""Amazon Bedrock: responses of Converse, and the log of model invocations.

By "Converse", "TokenUsage" and "CacheDetail" of the Bedrock Runtime API reference and "Monitor model
invocation using CloudWatch Logs and Amazon S3". ``inputTokens`` counts neither cache reads nor writes. The
response doesn't name its model: the address or the log line does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import model_of, session_of, time_of, user_of
from llmcost.logs.figures import count, inner, text
from llmcost.logs.flavour import FileState, Flavour, Found
from llmcost.logs.formats.anthropic import ANTHROPIC_MESSAGES
from llmcost.logs.formats.anthropic_stream import ANTHROPIC_STREAM
from llmcost.logs.formats.batch_line import in_batch
from llmcost.logs.formats.bill import bill_of
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Trail = tuple[Mapping[str, Any], ...]

_NAME = "bedrock-converse"
_FOREIGN = ("cachedInputTokens", "inputTokenDetails", "reasoningTokens", "costUSD")
"""Keys of others that name input and output alike: AI SDKs, which count otherwise, and Claude Code."""
_TIERS = {"priority": "priority", "flex": "flex", "reserved": "provisioned"}


def _is_usage(usage: Mapping[str, Any]) -> bool:
    return "inputTokens" in usage and "outputTokens" in usage and not any(name in usage for name in _FOREIGN)


def _claims(body: Mapping[str, Any], _: Trail) -> bool:
    usage = inner(body, "usage")
    # A stream's last event has the metrics beside the usage, and nothing else.
    return _is_usage(usage) and ("stopReason" in body or "metrics" in body or "cacheReadInputTokens" in usage)


def _read(found: Found, _: FileState) -> Iterator[Record]:
    yield _record(found, inner(found.body, "usage"))


def _claims_usage(body: Mapping[str, Any], _: Trail) -> bool:
    return _is_usage(body)


def _read_usage(found: Found, _: FileState) -> Iterator[Record]:
    yield _record(found, found.body)


def _record(found: Found, usage: Mapping[str, Any]) -> Record:
    request = _request(found)
    counts, remarks = _counts(usage)
    bill = bill_of(usage)
    return request._replace(
        counts=counts, stated=bill.stated, estimated=bill.estimated, remarks=(*request.remarks, *remarks)
    )


def _request(found: Found) -> Record:
    """All that a response and what lies around it say of its request, but for the figures."""
    time, remarks = time_of(found)
    model = model_of(found)
    if model and model.startswith("arn:"):
        model = model.rpartition("/")[2]
    tier = text(inner(found.body, "serviceTier"), "type") or ""
    return Record(
        _NAME,
        model,
        Counts(),
        time=time,
        id=_id(found),
        tier="batch" if in_batch(found) else _TIERS.get(tier, ""),
        session=session_of(found),
        user=user_of(found),
        remarks=remarks,
    )


def _id(found: Found) -> str | None:
    """The request's id, from where it can't be that of a request which made several calls of models."""
    for holder in found.outwards:
        # As the SDKs for Python and JavaScript dump responses, and as the log of invocations has it.
        named = text(inner(holder, "ResponseMetadata"), "RequestId") or text(
            inner(holder, "$metadata"), "requestId"
        )
        if named is None and _is_invocation(holder):
            named = text(holder, "requestId")
        if named:
            return named
    return None


def _counts(usage: Mapping[str, Any]) -> tuple[Counts, tuple[str, ...]]:
    # Each is written under two names with the same number.
    read = count(usage, "cacheReadInputTokens", "cacheReadInputTokenCount")
    written = count(usage, "cacheWriteInputTokens", "cacheWriteInputTokenCount")
    details = usage.get("cacheDetails")
    writes = [one for one in details if isinstance(one, dict)] if isinstance(details, list) else []
    hour = sum(count(one, "inputTokens") for one in writes if one.get("ttl") == "1h")
    written = max(written, sum(count(one, "inputTokens") for one in writes))
    counts = Counts(
        input=count(usage, "inputTokens", "inputTokenCount") + read + written,
        output=count(usage, "outputTokens", "outputTokenCount"),
        cache_read=read,
        cache_write=written - hour,
        cache_write_1h=hour,
    )
    return counts, ("no_cache_split",) if written and not writes else ()


def _is_invocation(body: Mapping[str, Any]) -> bool:
    if body.get("schemaType") == "ModelInvocationLog":
        return True
    return "modelId" in body and "outputBodyJson" in inner(body, "output")


def _claims_invocation(body: Mapping[str, Any], _: Trail) -> bool:
    return _is_invocation(body)


def _read_invocation(found: Found, _: FileState) -> Iterator[Record]:
    """The record by the response in the log where its format is known, else by the log's own counts.

    Those don't say how long the cache holds.
    """
    output = inner(found.body, "output")
    response = output.get("outputBodyJson")
    trail = (*found.trail, found.body)
    state = FileState()
    records: list[Record] = []
    for body in response if isinstance(response, list) else [response]:
        if isinstance(body, dict):
            place = Found(inner(body, "metadata") if "metadata" in body else body, trail)
            reader = next((one for one in _RESPONSES if one.claims(place.body, trail)), None)
            records += reader.read(place, state) if reader else ()
    yield from records or _by_log(found, output)


def _by_log(found: Found, output: Mapping[str, Any]) -> Iterator[Record]:
    stated = {**inner(found.body, "input"), **output}
    if "inputTokenCount" in stated:
        request = _request(found)
        counts, remarks = _counts(stated)
        yield request._replace(counts=counts, remarks=(*request.remarks, *remarks))


BEDROCK_CONVERSE = Flavour(_NAME, _claims, _read)
BEDROCK_INVOCATION = Flavour(_NAME, _claims_invocation, _read_invocation)
BEDROCK_USAGE = Flavour(_NAME, _claims_usage, _read_usage)
"""A log's copy of the usage alone, under whatever name."""
_RESPONSES = (ANTHROPIC_STREAM, ANTHROPIC_MESSAGES, BEDROCK_CONVERSE)
