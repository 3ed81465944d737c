"""Calls in Python by which the common clients are told which model to ask."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_METHODS = {
    # OpenAI, before and since 1.0
    "completions": ("create", "parse", "stream"),
    "responses": ("create", "parse", "stream", "connect"),
    "embeddings": ("create",),
    "images": ("generate", "edit"),
    "speech": ("create",),
    "transcriptions": ("create",),
    "translations": ("create",),
    "assistants": ("create",),
    "runs": ("create", "create_and_poll", "stream"),
    "realtime": ("connect",),
    "ChatCompletion": ("create", "acreate"),
    "Completion": ("create", "acreate"),
    "Embedding": ("create", "acreate"),
    # Anthropic
    "messages": ("create", "parse", "stream", "count_tokens", "tool_runner"),
    # Google
    "models": (
        *("generate_content", "generate_content_stream", "embed_content", "count_tokens"),
        *("generate_images", "generate_videos"),
    ),
    "chats": ("create",),
    "caches": ("create",),
    "batches": ("create",),
    "live": ("connect",),
}
"""What a method hangs on -> its names. All take ``model=``."""

_CLASSES = {
    *("ChatOpenAI", "AzureChatOpenAI", "OpenAIEmbeddings", "AzureOpenAIEmbeddings", "OpenAI", "AzureOpenAI"),
    *("ChatAnthropic", "AnthropicLLM", "ChatAnthropicVertex", "ChatGoogleGenerativeAI", "GoogleGenerativeAI"),
    *("GoogleGenerativeAIEmbeddings", "ChatVertexAI", "VertexAI", "VertexAIEmbeddings"),
    *("ChatBedrock", "ChatBedrockConverse", "BedrockLLM", "BedrockEmbeddings", "ChatMistralAI"),
    *("ChatGroq", "ChatDeepSeek", "ChatXAI", "ChatCohere", "ChatPerplexity", "ChatTogether"),
    *("ChatFireworks", "ChatOpenRouter", "ChatLiteLLM", "ChatLiteLLMRouter"),
    # What Anthropic's batches are made of.
    *("MessageCreateParamsNonStreaming", "MessageCreateParams"),
}
_FIRST = {"GenerativeModel", "init_chat_model", "init_embeddings", "ChatLiteLLM"}
"""These take the model as their first argument, too."""

_LITELLM = {
    *("completion", "acompletion", "text_completion", "atext_completion", "embedding", "aembedding"),
    *("responses", "aresponses", "image_generation", "aimage_generation", "batch_completion"),
    *("transcription", "atranscription", "speech", "aspeech"),
}
"""Of LiteLLM; the model is the first argument."""

_WRAPPERS = {"with_raw_response", "with_streaming_response", "beta"}
_KEYWORDS = ("model", "model_name", "model_id")

_MARKS = re.compile(
    # The tables above as they stand in source, so that most files needn't be parsed.
    r"\b(?:litellm_params|from litellm import|litellm\.(?:"
    + "|".join(sorted(_LITELLM))
    + r")\(|(?:"
    + "|".join(sorted(_METHODS))
    + r")\s{0,9}\.\s{0,9}(?:"
    + "|".join(sorted({*_WRAPPERS, *(name for names in _METHODS.values() for name in names)}))
    + r")\b|(?:"
    + "|".join(sorted({*_CLASSES, *_FIRST}))
    + r")\()"
)
_PACKAGES = re.compile(
    r"(?:openai|anthropic|litellm|vertexai|google\.(?:genai|generativeai|cloud\.aiplatform)|langchain\w*"
    r"|groq|mistralai|cohere|together|fireworks|xai_sdk|instructor|langfuse)(?:\.|\Z)"
)
"""What brings the clients, or others of their shape."""
_SIGNS = ("odel", "litellm", "**")
"""A call names its model, or is LiteLLM's, or is spread."""


class Asked(NamedTuple):
    """Where a call of a client says which model."""

    values: tuple[ast.expr, ...] = ()
    """Each is a model, or something that stands for one."""
    spreads: tuple[ast.expr, ...] = ()
    """Of a call that doesn't name one: the mappings that are spread into it."""


def uses_clients(text: str) -> bool:
    """Whether the source can hold a call of any client."""
    # Many sources say none of these at all, which is found out much faster.
    return any(sign in text for sign in _SIGNS) and _MARKS.search(text) is not None


def asked(call: ast.Call, from_litellm: Collection[str]) -> Asked | None:
    """The model that a call of a client asks; None for any other call, and for one that leaves it open.

    Args:
        call: any call.
        from_litellm: the names under which a file imported LiteLLM's functions.
    """
    path = [part for part in _path(call.func) if part not in _WRAPPERS]
    last = path[-1] if path else ""
    is_litellm = path == [last] and last in from_litellm
    is_litellm |= path == ["litellm", last] and last in _LITELLM
    is_method = len(path) > 1 and last in _METHODS.get(path[-2], ())
    if not (is_litellm or is_method or last in _CLASSES or last in _FIRST):
        return None
    named = [each.value for each in call.keywords if each.arg in _KEYWORDS]
    if not named and call.args and (is_litellm or last in _FIRST):
        named = call.args[:1]
    if named:
        return Asked(tuple(named))
    spreads = tuple(each.value for each in call.keywords if each.arg is None)
    return Asked(spreads=spreads) if spreads else None


def deployments(node: ast.Dict) -> Iterator[ast.expr]:
    """The models of one entry of a LiteLLM router's list: those of its ``litellm_params``."""
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == "litellm_params" and isinstance(value, ast.Dict):
            yield from values_of("model", value)


def values_of(name: str, node: ast.Dict) -> Iterator[ast.expr]:
    """The value of a key in a mapping that is written out."""
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == name:
            yield value


def imports_client(node: ast.Import | ast.ImportFrom) -> bool:
    """Whether an import brings a client: from its package, or under its name from anywhere."""
    if isinstance(node, ast.Import):
        return any(_PACKAGES.match(each.name) for each in node.names)
    return any(
        each.name in _CLASSES or each.name in _FIRST or _PACKAGES.match(f"{node.module}.{each.name}")
        for each in node.names
    )


def imported_from_litellm(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The local names of LiteLLM's functions that an import brings."""
    if isinstance(node, ast.ImportFrom) and node.module == "litellm":
        yield from (each.asname or each.name for each in node.names if each.name in _LITELLM)


def _path(node: ast.expr) -> list[str]:
    """The names of ``client.chat.completions.create``, from the last part that is not a name on."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return parts[::-1]
