"""What a message is made of: texts, pictures, calls of tools and their results, as both APIs take them."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any, ClassVar

from llmcost.reading.fields import UNPRINTABLE, BadField, shown
from llmcost.tokens.picture import DETAILS, Picture, picture_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 300
"""Characters of an address that is shown."""


class Uncountable(BadField):
    """What is well-formed, but whose tokens can't be told from the file."""

    hint = "take it out of the file and state its tokens with -i, or the pages of a PDF file with --pages"


class Blocks:
    """What was found in one message."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.doubtful: list[str] = []
        """Earlier thinking, which some models are sent again and others are not."""
        self.pictures: list[Picture] = []
        self.parts = 0
        """Texts that stand side by side in its content."""
        self.calls = 0
        self.results = 0

    def read_content(self, value: Any, where: str) -> None:
        """Read the content of a message, of a tool's result or of a document.

        Args:
            value: text, a list of parts, or None.
            where: how to name what it is the content of.

        Raises:
            BadField: for anything else.
            Uncountable: for a part whose tokens can't be told.
        """
        if value is None:
            return
        if isinstance(value, str):
            self.texts.append(value)
            self.parts += 1
        elif isinstance(value, list):
            for number, part in enumerate(value, 1):
                self._read_part(part, f"{where}, part {number}")
        else:
            raise BadField(f"{where}: content is {json_kind(value)}, not text or a list of parts")

    def add_call(self, name: Any, arguments: Any, where: str) -> None:
        """Take up that a tool is called.

        Args:
            name: of the tool.
            arguments: JSON as text, as OpenAI sends it, or decoded, as Anthropic does.
            where: how to name the call.

        Raises:
            BadField: for a name that is no text.
        """
        if not isinstance(name, str):
            raise BadField(f"{where}: the name of the tool that is called is {json_kind(name)}, not text")
        self.calls += 1
        self.texts += [name, arguments if isinstance(arguments, str) else compact(arguments)]

    def add_result(self, content: Any, where: str) -> None:
        """Take up what a tool gave back; raises as ``read_content``."""
        self.results += 1
        self.read_content(content, where)

    def _read_part(self, part: Any, where: str) -> None:
        kind = object_in(part, where).get("type")
        if not isinstance(kind, str):
            raise BadField(f"{where}: no type is stated")
        reader = self._READERS.get(kind)
        if reader is None:
            raise Uncountable(f"{where}: a part of type {shown(kind)} can't be counted")
        reader(self, part, where)

    def _read_text(self, part: Mapping[str, Any], where: str) -> None:
        self.texts.append(text_under(part, "text", where))
        self.parts += 1

    def _read_refusal(self, part: Mapping[str, Any], where: str) -> None:
        self.texts.append(text_under(part, "refusal", where))
        self.parts += 1

    def _read_image(self, part: Mapping[str, Any], where: str) -> None:
        """A picture as Anthropic takes it."""
        source = object_in(part.get("source"), f"{where}: source")
        if source.get("type") == "base64":
            self.pictures.append(_picture(text_under(source, "data", where), where))
        elif source.get("type") in ("url", "file"):
            self.pictures.append(_unseen(source.get("url"), where))
        else:
            raise BadField(f"{where}: {shown(source.get('type'))} is no source of a picture")

    def _read_image_url(self, part: Mapping[str, Any], where: str) -> None:
        """A picture as OpenAI takes it: the older API has an object where the newer one has the address."""
        stated = part.get("image_url")
        holder = stated if isinstance(stated, dict) else part
        detail = "auto" if holder.get("detail") is None else text_under(holder, "detail", where)
        if detail not in DETAILS:
            raise BadField(f"{where}: {shown(detail)} is no level of detail; it can be {', '.join(DETAILS)}")
        if part.get("file_id") is not None:
            self.pictures.append(_unseen(part["file_id"], where, detail))
            return
        url = text_under(holder, "url" if holder is stated else "image_url", where)
        head, comma, data = url.partition(",")
        head = head.lower()
        if not head.startswith("data:"):
            self.pictures.append(_unseen(url, where, detail))
        elif comma and head.endswith(";base64"):
            self.pictures.append(_picture(data, where, detail))
        else:
            raise BadField(f"{where}: a data: address without base64")

    def _read_document(self, part: Mapping[str, Any], where: str) -> None:
        source = object_in(part.get("source"), f"{where}: source")
        if source.get("type") == "text":
            self.texts.append(text_under(source, "data", where))
        elif source.get("type") == "content":
            self.read_content(source.get("content"), where)
        else:
            raise Uncountable(f"{where}: a document that is no text can't be counted")
        self.texts += (
            text_under(part, key, where) for key in ("title", "context") if part.get(key) is not None
        )

    def _read_search_result(self, part: Mapping[str, Any], where: str) -> None:
        self.texts += (text_under(part, key, where) for key in ("source", "title"))
        self.read_content(part.get("content"), where)

    def _read_tool_use(self, part: Mapping[str, Any], where: str) -> None:
        self.add_call(part.get("name"), part.get("input"), where)

    def _read_tool_result(self, part: Mapping[str, Any], where: str) -> None:
        self.add_result(part.get("content"), where)

    def _read_thinking(self, part: Mapping[str, Any], where: str) -> None:
        self.doubtful.append(text_under(part, "thinking", where))

    def _read_redacted(self, part: Mapping[str, Any], where: str) -> None:
        self.doubtful.append(text_under(part, "data", where))

    _READERS: ClassVar[Mapping[str, Callable[[Blocks, Mapping[str, Any], str], None]]] = {
        "text": _read_text,
        "input_text": _read_text,
        "output_text": _read_text,
        "refusal": _read_refusal,
        "image": _read_image,
        "image_url": _read_image_url,
        "input_image": _read_image_url,
        "document": _read_document,
        "search_result": _read_search_result,
        "tool_use": _read_tool_use,
        "tool_result": _read_tool_result,
        "thinking": _read_thinking,
        "redacted_thinking": _read_redacted,
    }


def compact(value: Any) -> str:
    """JSON without spaces; a decimal stands as text in it, which costs about as much."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def json_kind(value: Any) -> str:
    """What kind of JSON value it is, for messages."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    kinds = ((str, "text"), (list, "a list"), (dict, "an object"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "a number")


def object_in(value: Any, where: str) -> Mapping[str, Any]:
    """The object that has to stand there; raises BadField."""
    if not isinstance(value, dict):
        raise BadField(f"{where} is {json_kind(value)}, not an object")
    return value


def text_under(holder: Mapping[str, Any], key: str, where: str) -> str:
    """The text that has to stand under a key; raises BadField."""
    value = holder.get(key)
    if not isinstance(value, str):
        raise BadField(f"{where}: {key} is {json_kind(value) if key in holder else 'missing'}, not text")
    return value


def _picture(data: str, where: str, detail: str = "auto") -> Picture:
    try:
        content = b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadField(f"{where}: the picture is not base64") from None
    return picture_in(content, where, detail)


def _unseen(address: Any, where: str, detail: str = "auto") -> Picture:
    """A picture that stands elsewhere: it is never fetched, so its size is not known."""
    plain = isinstance(address, str) and 0 < len(address) <= _LONGEST and not UNPRINTABLE.search(address)
    return Picture(address if plain else f"the picture of {where}", None, None, detail)
