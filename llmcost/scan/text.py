"""Names of models in files of any kind, by their strings."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from llmcost.scan.spot import MODEL_KEY, TOKEN, Found, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.scan.spot import Looks

# All of these are bounded, so that a line of a megabyte takes no longer than a megabyte of lines.
_QUOTED = re.compile(rf"""(?a)(?P<quote>["'`])(?P<name>{TOKEN})(?P=quote)""")
_LOOSE = re.compile(rf"""(?a)(?<![^\s=,\[({{|"'`])(?P<name>{TOKEN})(?![^\s,\])}}|;"'`])""")
_KEYED = re.compile(
    rf"""(?ai)(?P<key>{MODEL_KEY})["'`\]]?(?::[ ]?\w{{1,12}})?\s{{0,4}}(?:=>|:=|[:=])\s{{0,4}}"""
    r"""(?:[\w.]{1,24}\()?["'`]?\Z"""
    rf"""|{MODEL_KEY}\(["'`]?\Z"""
    r"""|(?P<flag>--model)[= ]{1,2}["'`]?\Z"""
)
# A name that is only compared with, or one of the members of a type.
_ASKED = re.compile(
    r"""(?:[=!]=|\bcase|(?<!\|)\||\b(?:includes|startsWith|indexOf|hasPrefix)\("""
    r"""|\btype\s{1,4}\w{1,60}\s{0,4}=)\s{0,4}["'`]?\Z"""
)
_MEMBER = re.compile(r"\s{0,40}\|(?![|>=])")
# A line that is a remark, the rest of one that ends in it, and the heading of a table in TOML.
_COMMENT = re.compile(r"\s*(?://|\*|#|--\s|<!--|\[[^\]\n]*\.[\"']?$)|.*\s(?:#|//)\s")
_KEY_END = re.compile(r"""["'`]?\s{0,4}:(?![:\w])""")
_BEFORE, _AFTER = 80, 120


def text_spots(text: str, looks: Looks, *, bare: bool = False) -> Found:
    """Every string that is the name of a model and nothing else, as far as its looks tell.

    Args:
        text: of a file, its lines ended by line feeds.
        looks: what is worth telling.
        bare: whether values need no quotes, as in YAML.
    """
    return Found(tuple(_spots(text, looks, _LOOSE if bare else _QUOTED)))


class _Lines:
    """Numbers of lines, counted only for a text that needs them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None

    def number(self, at: int) -> int:
        if self._ends is None:
            self._ends = [found.start() for found in re.finditer("\n", self._text)]
        return bisect_left(self._ends, at) + 1


def _spots(text: str, looks: Looks, pattern: re.Pattern[str]) -> Iterator[Spot]:
    lines = _Lines(text)
    for found in pattern.finditer(text):
        # ${MODEL:-gpt-4o}: the value where the variable isn't set.
        name = found["name"].rpartition(":-")[2]
        if not looks.may_be_keyed(name):
            continue
        start = found.start()
        keyed = _KEYED.search(text, max(0, start - _BEFORE), start)
        if not keyed and not looks.may_be_named(name):
            continue
        if _is_remark(text, start) or _ASKED.search(text, max(0, start - _BEFORE), start):
            continue
        # In a shell, a name before a bar is handed on.
        if pattern is _QUOTED and _MEMBER.match(text, found.end()):
            continue
        if keyed:
            if not _names_a_group(keyed, text[found.end() : found.end() + _AFTER]):
                yield Spot(lines.number(start), name, "key")
        elif not _KEY_END.match(text, found.end("name")):
            yield Spot(lines.number(start), name, "text")


def _names_a_group(keyed: re.Match[str], behind: str) -> bool:
    """Whether it is a LiteLLM router's own name for a group of deployments."""
    return (keyed["key"] or "").lower() == "model_name" and "litellm_params" in behind


def _is_remark(text: str, at: int) -> bool:
    start = max(text.rfind("\n", max(0, at - 4 * _BEFORE), at) + 1, at - 4 * _BEFORE, 0)
    return _COMMENT.match(text[start:at]) is not None


def is_about_models(text: str, looks: Looks) -> bool:
    """Whether any quoted string of the text looks like a model's name."""
    return any(looks.is_worth_parsing(found["name"]) for found in _QUOTED.finditer(text))
