"""The keys of each table of a workload file, who reads them, and what is said of any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.cap import KINDS
from llmcost.errors import QuantityError
from llmcost.reading.fields import shown, spelled
from llmcost.reading.project_file import LIMITS, WORKLOAD
from llmcost.workload.mix import read_model, read_models
from llmcost.workload.refusal import Refusal
from llmcost.workload.values import (
    read_amount,
    read_count,
    read_files,
    read_growth,
    read_name,
    read_number,
    read_part,
    read_percent,
    read_period,
    read_requests,
    read_texts,
    read_window,
    read_yes_or_no,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Readers = Mapping[str, Callable[[Any, str], Any]]

PARTS_OF_INPUT = {
    "cached": "cache_read",
    "cache_write": "cache_write",
    "cache_write_1h": "cache_write_1h",
    "image_input": "image_input",
    "audio_input": "audio_input",
}
PARTS_OF_OUTPUT = {
    "reasoning": "reasoning",
    "image_output": "image_output",
    "audio_output": "audio_output",
}
"""Key -> the token class that it counts."""

_OTHER_NAMES = {
    "cache_read": "cached",
    "web_search": "searches",
    "at": "when",
    "with": "needs",
    "period": "per",
    "volume": "requests",
    "images": "image_input",
    "file": "input_file",
    "input_files": "input_file",
}
"""What flags and reports call it, where that doesn't look like the key."""


def read_table(table: Any, readers: Readers, what: str, within: str = "") -> dict[str, Any]:
    """The values of a table, each read by its key.

    Args:
        table: what stands there.
        readers: what reads each key.
        what: what the keys are: ``a key of a scenario``.
        within: what goes before a key in messages, with a dot behind it.

    Raises:
        Refusal: for what is no table, an unknown key and a value that can't be.
    """
    if not isinstance(table, dict):
        raise Refusal(f"{within.removesuffix('.')}: {shown(table)} is not a table".removeprefix(": "))
    values = {}
    for key, value in table.items():
        reader = readers.get(key)
        if reader is None:
            raise unknown_key(key, readers, what, within)
        try:
            values[key] = reader(value, within + key)
        except QuantityError as error:
            raise Refusal(error.message, (key,), error.hint) from None
        except Refusal as refusal:
            raise refusal.within(key) from None
    return values


def unknown_key(key: str, known: Iterable[str], what: str, within: str = "") -> Refusal:
    """What to say of a key that means nothing here."""
    known = tuple(known)
    return Refusal(f"{within}{spelled(key)} is not {what}", (key,), _meant(key, known))


def _meant(key: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    meant = _OTHER_NAMES.get(key)
    if meant not in known:
        meant = next(iter(get_close_matches(key[:60], known, n=1)), None)
    if meant is not None:
        return f"did you mean {meant}?"
    if key in KINDS and "limits" in known:
        return f"a limit stands in a table, as in limits = {{ {key} = 5 }}"
    if key in WORKLOAD:
        return f"{key} holds for the whole file: move it to the top, above every [table]"
    return f"there are {', '.join(known)}"


def _read_limits(value: Any, what: str) -> dict[str, Any]:
    return read_table(value, LIMIT_READERS, "a limit", f"{what}.")


LIMIT_READERS: Readers = {**dict.fromkeys(KINDS, read_amount), "growth": read_growth}

DEFAULTS_READERS: Readers = {
    "model": read_model,
    "models": read_models,
    "input": read_count,
    "input_file": read_files,
    "output": read_count,
    **dict.fromkeys((*PARTS_OF_INPUT, *PARTS_OF_OUTPUT), read_part),
    "searches": read_count,
    "batch": read_yes_or_no,
    "requests": read_requests,
    "per": read_period,
    "when": read_window,
    "markup": read_percent,
    "needs": read_texts,
    "min_intelligence": read_number,
    **dict.fromkeys(LIMITS, _read_limits),
}
SCENARIO_READERS: Readers = {"name": read_name, **DEFAULTS_READERS}
