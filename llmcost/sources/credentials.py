"""The user's key for OpenRouter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "OPENROUTER_API_KEY"
"""The variable that holds it."""


def key_of(environ: Mapping[str, str]) -> str | None:
    """The OpenRouter key in the environment; None without one.

    Raises:
        UsageError: when it can't be one. It is never shown.
    """
    key = environ.get(KEY, "").strip()
    if key and not re.fullmatch(r"[!-~]{1,500}", key):
        raise UsageError(
            f"{KEY} holds characters that no key has", hint="set it to the key alone, or unset it"
        )
    return key or None
