"""The text of one file of a repository, and the names of models in it."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from typing import TYPE_CHECKING

from llmcost.reading.bad_text import BadText
from llmcost.scan.notebook import notebook_spots
from llmcost.scan.price_list import is_price_list
from llmcost.scan.python import python_spots
from llmcost.scan.spot import Found
from llmcost.scan.text import text_spots

if TYPE_CHECKING:
    from llmcost.scan.files import Listed
    from llmcost.scan.spot import Looks

MAX_BYTES = 2 * 2**20
"""Larger files are data, or made by tools."""

_OWN_TABLE = re.compile(r"^\[\[?tool\.llmcost\b[^\n]*+\n(?:(?!\[)[^\n]*+\n?)*+", re.MULTILINE)
_PROBE = b"import = 'gpt-4'"
"""What reads the same in every encoding that source is written in, and in none that would hide it."""
_SNIFFED = 8192


def spots_in(listed: Listed, looks: Looks) -> tuple[Found, str | None]:
    """What a file names, and why it could not be read as what it is: a code of ``Skipped``, or None."""
    try:
        with listed.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return Found(), "unreadable"
    if len(data) > MAX_BYTES:
        return Found(), "too_big"
    text = _decoded(data, is_python=listed.kind == "python")
    if text is None:
        return Found(), "binary"
    if listed.path.name == "pyproject.toml":
        text = _OWN_TABLE.sub(lambda table: "\n" * table[0].count("\n"), text)
    return _spots(text, listed, looks)


def _spots(text: str, listed: Listed, looks: Looks) -> tuple[Found, str | None]:
    if is_price_list(text, listed.path.suffix.lower()):
        return Found(), "price_list"
    read = {"python": python_spots, "notebook": notebook_spots}.get(listed.kind)
    if read is None:
        return text_spots(text, looks, bare=listed.kind == "loose"), None
    try:
        return read(text, looks), None
    except BadText:
        return text_spots(text, looks), "unparsable"


def _decoded(data: bytes, *, is_python: bool) -> str | None:
    """The text with line feeds at its lines' ends; None of what is no text."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data[:_SNIFFED]:
        return None
    elif is_python:
        encoding = _cookie(data)
    # Names of models are ASCII: what surrounds them may be lost.
    text = data.decode(encoding, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cookie(data: bytes) -> str:
    """The encoding that Python source declares for itself."""
    try:
        declared = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        is_of_source = _PROBE.decode(declared, errors="replace") == _PROBE.decode()
    except (SyntaxError, LookupError, ValueError):
        # The last two are of encodings that Python knows for something else: hex, undefined, idna.
        return "utf-8-sig"
    return declared if is_of_source else "utf-8-sig"
