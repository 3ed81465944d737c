"""Model names for the shell's completion: from the price files, without network, silent on errors."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from llmcost.errors import LlmcostError
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 200
_SAFE = r"(?a)[\w./:@~+-]+"


def complete_model(incomplete: str) -> list[str]:
    """Ids that begin with what was typed, or whose slug does; listed models only."""
    try:
        catalog = load_catalog()
    except LlmcostError:
        return []
    before = before_colon(os.environ)
    typed = before + incomplete
    # Names come from files that others may write, and a shell may evaluate what it is offered.
    names = sorted(name for name in {*catalog.listed, *catalog.aliases} if re.fullmatch(_SAFE, name))
    found = [name for name in names if name.startswith(typed)]
    if not found:
        found = [slug for slug in (name.partition("/")[2] for name in names) if slug.startswith(typed)]
    return [name.removeprefix(before) for name in found[:MOST]]


def before_colon(environ: Mapping[str, str]) -> str:
    """The part of the name that Bash keeps to itself; empty elsewhere.

    To Bash a colon ends a word: of ``gpt-5:ba`` it asks about ``ba`` alone, and replaces that alone.
    """
    words, position = environ.get("COMP_WORDS", "").split(), environ.get("COMP_CWORD", "")
    last = int(position) if position.isdecimal() else 0
    return f"{words[last - 2]}:" if last > 1 and words[last - 1 : last] == [":"] else ""
