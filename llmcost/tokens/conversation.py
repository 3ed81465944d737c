"""A chat as a file holds it: a list of messages, or a whole request to OpenAI's or Anthropic's API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.errors import ConfigError, UsageError
from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import bounded
from llmcost.reading.fields import BadField
from llmcost.reading.plain_text import NotText, text_of, without_surrogates
from llmcost.reading.strict_json import SeveralValues, parse_json
from llmcost.tokens.blocks import Blocks, Uncountable, compact, json_kind
from llmcost.tokens.message import Message, read_item, read_message
from llmcost.tokens.passage import Passages
from llmcost.tokens.tools import read_tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from llmcost.tokens.picture import Picture
    from llmcost.tokens.tools import Tools

MAX_BYTES = 64 * 2**20
"""APIs take 32 to 50 MB."""

_SHAPES = "give a list of messages or a whole request, as the APIs of OpenAI and Anthropic take them"
_MEND = "mend it there, or name another file"
_ELSEWHERE = ("previous_response_id", "conversation", "prompt")
"""Keys by which OpenAI's Responses API takes up what stands on its own side."""
_FORCED = frozenset({"any", "tool", "function", "custom"})


class Conversation(NamedTuple):
    """One request, as far as its tokens go."""

    messages: tuple[Message, ...]
    """At least one; instructions that stand outside of the list come first, as a system message."""
    texts: Passages
    """All that is said, names and calls of tools included."""
    doubtful: Passages
    """Earlier thinking, which some models are sent again and others are not."""
    tools: Tools
    must_call: bool
    """Whether the request demands that a tool is called."""
    schema: Passages
    """The form that the answer has to have."""
    pictures: tuple[Picture, ...]
    remarks: tuple[str, ...] = ()
    """What had to be done to read it, a clause each."""


def read_conversation(content: bytes, shown: str) -> Conversation:
    """Read one chat.

    Args:
        content: JSON: a list of messages, a request body, or a line of a batch file around one.
        shown: how to name the file in messages.

    Raises:
        ConfigError: for what is no chat, and for what can't be counted in it (audio, files), with its place.
    """
    try:
        text = text_of(bounded(content, MAX_BYTES))
        return _read(parse_json(text.text.encode()), text.remarks)
    except Uncountable as error:
        raise ConfigError(f"{shown}: {error}", hint=error.hint) from None
    except BadField as error:
        raise ConfigError(f"{shown}: {error}", hint=_MEND) from None
    except SeveralValues:
        raise ConfigError(
            f"{shown}: more than one JSON value; a chat is read at a time",
            hint="give one of its lines, or all messages as one list",
        ) from None
    except (BadText, NotText) as error:
        raise ConfigError(f"{shown}: {error}", hint=_SHAPES) from None
    except UsageError as error:  # of a picture
        raise ConfigError(f"{shown}: {error}", hint=error.hint) from None
    except RecursionError:
        raise ConfigError(f"{shown}: nested too deeply", hint=_MEND) from None


def _read(document: Any, remarks: tuple[str, ...]) -> Conversation:
    body = {"messages": document} if isinstance(document, list) else _body_in(document)
    messages = tuple(_messages_in(body))
    texts = [text for message in messages for text in message.blocks.texts]
    doubtful = [text for message in messages for text in message.blocks.doubtful]
    return Conversation(
        messages,
        Passages(texts),
        Passages(doubtful),
        read_tools(body),
        _must_call(body.get("tool_choice")),
        Passages(compact(schema) for schema in _schemas_in(body)),
        tuple(picture for message in messages for picture in message.blocks.pictures),
        without_surrogates("\n".join([*texts, *doubtful]), remarks).remarks,
    )


def _body_in(document: Any) -> Mapping[str, Any]:
    """The request itself, out of a line of a batch: OpenAI's has ``body``, Anthropic's ``params``."""
    if not isinstance(document, dict):
        raise BadField(f"it is {json_kind(document)}, not a chat")
    inner = (document[key] for key in ("body", "params") if isinstance(document.get(key), dict))
    return document if _is_body(document) else next(filter(_is_body, inner), document)


def _is_body(document: Mapping[str, Any]) -> bool:
    return "messages" in document or "input" in document


def _messages_in(body: Mapping[str, Any]) -> Iterator[Message]:
    if "messages" in body:
        if body.get("system") is not None:
            yield _outside(body["system"], "system")
        yield from _each(body["messages"], "message", read_message)
        return
    for key in _ELSEWHERE:
        if body.get(key) is not None:
            raise Uncountable(f"{key}: what stands on the side of the API can't be counted")
    instructions, stated = body.get("instructions"), body.get("input")
    if isinstance(instructions, list):
        yield from _each(instructions, "instruction", read_item)
    elif instructions is not None:
        yield _outside(instructions, "instructions")
    if isinstance(stated, str):
        yield read_message({"role": "user", "content": stated}, "input")
    elif stated is None:
        if "contents" in body:
            raise BadText("it has contents, as Gemini's API takes them, which are not read")
        raise BadText("it has no messages: neither a list of them nor input")
    else:
        yield from _each(stated, "item", read_item)


def _outside(value: Any, where: str) -> Message:
    blocks = Blocks()
    blocks.read_content(value, where)
    return Message("system", blocks)


def _each(value: Any, noun: str, read: Callable[[Any, str], Message]) -> Iterator[Message]:
    if not isinstance(value, list):
        raise BadField(f"the {noun}s are {json_kind(value)}, not a list")
    if not value:
        raise BadField(f"the list of {noun}s is empty")
    for number, each in enumerate(value, 1):
        yield read(each, f"{noun} {number}")


def _must_call(choice: Any) -> bool:
    stated = choice.get("type") if isinstance(choice, dict) else choice
    return stated == "required" or (isinstance(stated, str) and stated in _FORCED)


def _schemas_in(body: Mapping[str, Any]) -> Iterator[Any]:
    """The form of the answer: OpenAI's two APIs and Anthropic's each have a place of their own for it."""
    holders = body.get("text"), body.get("output_config")
    inner = [holder.get("format") for holder in holders if isinstance(holder, dict)]
    for stated in (body.get("response_format"), body.get("output_format"), *inner):
        if isinstance(stated, dict) and stated.get("type") == "json_schema":
            yield stated.get("json_schema", stated)
