"""Chat completions as OpenAI, Azure and most others serve them, whole or as the last chunk of a stream.

Rules: OpenAI's "Chat Completions" API reference; Mistral's, DeepSeek's and Groq's of the same name. Cerebras,
Z.ai, Hugging Face's router, Together, Fireworks and Gemini behind its compatible endpoint differ in nothing
that ``openai_usage`` doesn't know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import inner, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.openai_response import read_response
from llmcost.logs.formats.openai_usage import states_chat, usage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found
    from llmcost.records.record import Record

    Body = Mapping[str, Any]
    Trail = tuple[Body, ...]


def holds_chat(body: Body, trail: Trail) -> bool:  # noqa: ARG001 - every flavour is asked alike
    """Whether an object has a ``usage`` that counts as chat completions do."""
    return states_chat(body.get("usage"))


def is_chat_usage(body: Body, trail: Trail) -> bool:
    """Whether an object has such a ``usage``, or is one."""
    return states_chat(body) or holds_chat(body, trail)


def _with(*names: str) -> Callable[[Body, Trail], bool]:
    """Claims usage that has one of these names, which only one vendor writes."""
    signs = frozenset(names)

    def claims(body: Body, trail: Trail) -> bool:
        return not signs.isdisjoint(usage_of(body)) and is_chat_usage(body, trail)

    return claims


def _reader(flavour: str) -> Callable[[Found, FileState], Iterator[Record]]:
    def read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001 - nothing is remembered
        return read_response(flavour, found, usage_of(found.body))

    return read


def _groq_usage(body: Body) -> Body:
    # Streams state it in the last chunk's "x_groq", newer ones in "usage" as well. Its *_time are seconds.
    return usage_of(body) if is_chat_usage(body, ()) else inner(inner(body, "x_groq"), "usage")


def _is_groq(body: Body, trail: Trail) -> bool:  # noqa: ARG001
    return "x_groq" in body and states_chat(_groq_usage(body))


def _read_groq(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    parts = inner(found.body, "usage_breakdown").get("models")
    if not isinstance(parts, list):
        yield from read_response("groq", found, _groq_usage(found.body))
        return
    # Compound systems are billed as the models that they called, whose sum the response's own usage is.
    for number, part in enumerate(part for part in parts if isinstance(part, dict)):
        for record in read_response("groq", found, inner(part, "usage")):
            model = text(part, "model") or record.model
            yield record._replace(model=model, id=record.id and f"{record.id}#{model}#{number}")


OPENAI_CHAT = Flavour("openai-chat", holds_chat, _reader("openai-chat"))
CHAT_USAGE = OPENAI_CHAT._replace(claims=is_chat_usage)
"""A log's copy of the usage alone, under whatever name."""
MISTRAL = Flavour("mistral", _with("num_cached_tokens", "prompt_audio_seconds"), _reader("mistral"))
DEEPSEEK = Flavour(
    "deepseek", _with("prompt_cache_hit_tokens", "prompt_cache_miss_tokens"), _reader("deepseek")
)
GROQ = Flavour("groq", _is_groq, _read_groq)
