"""Lists of prices, which name models without using any."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LEDGER = frozenset(["schema", "entries", "source", "as_of", "currency", "models", "end"])

# What each kind of file says somewhere if it is a list, so that most needn't be parsed.
_MARKS = {
    ".json": re.compile(r'_cost_per_|"pricing"'),
    ".toml": re.compile(r'^\[models\."', re.MULTILINE),
}
_READ: dict[str, Callable[[str], Any]] = {".json": json.loads, ".toml": tomllib.loads}


def is_price_list(text: str, suffix: str) -> bool:
    """Whether a file is nothing but a price list: a ledger of llmcost, or one of OpenRouter or LiteLLM.

    One price beside other things doesn't make it one: a file of settings would be hidden by it.

    Args:
        text: of the file.
        suffix: of its name, in lower case.
    """
    marks = _MARKS.get(suffix)
    if marks is None or not marks.search(text):
        return False
    try:
        document = _READ[suffix](text)
    except (ValueError, RecursionError):
        return False
    if suffix == ".toml":
        return "schema" in document and document.keys() <= _LEDGER and _all_are(dict, document.get("models"))
    return _is_of_openrouter(document) or _is_of_litellm(document)


def _is_of_openrouter(document: Any) -> bool:
    if isinstance(document, dict) and document.keys() == {"data"}:
        document = document["data"]
    if not isinstance(document, list) or not document:
        return False
    return all(isinstance(each, dict) and {"id", "pricing"} <= each.keys() for each in document)


def _is_of_litellm(document: Any) -> bool:
    """By name, each with its costs, or at least with who provides it."""
    return _all_are(dict, document) and all(
        "litellm_provider" in each or any("_cost_per_" in key for key in each) for each in document.values()
    )


def _all_are(kind: type, document: Any) -> bool:
    return isinstance(document, dict) and all(isinstance(each, kind) for each in document.values())
