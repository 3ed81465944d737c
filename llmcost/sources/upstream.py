"""Where a list comes from: the network, or an answer that somebody saved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.errors import SourceError
from llmcost.sources.address import checked_url, shown
from llmcost.sources.convert import SOURCE
from llmcost.sources.openrouter import Fetched
from llmcost.sources.unpacking import MAX_UNPACKED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from llmcost.sources.ledger import Validator
    from llmcost.sources.openrouter import Fetch

VARIABLE = "LLMCOST_OPENROUTER_URL"
STDIN = "-"


class Upstream(NamedTuple):
    """A list that can be had."""

    name: str
    """Its URL or file, for messages and reports."""
    url: str
    """What a ledger states as its source."""
    day: date
    """When it was or is fetched, in UTC."""
    get: Callable[[Validator | None], Fetched]
    """Called with what the server said of the list at hand; gives the list, or that it still holds."""
    warnings: tuple[Note, ...] = ()


def models_url(stated: str | None, environ: Mapping[str, str]) -> str:
    """The URL of the list of models: as stated, else of ``LLMCOST_OPENROUTER_URL``, else OpenRouter's own."""
    return stated if stated is not None else environ.get(VARIABLE) or SOURCE


def from_network(url: str, day: date, how: Fetch) -> Upstream:
    """The list as the server has it now; no key is sent.

    Raises:
        UsageError: for a URL that may not be fetched.
    """
    checked = checked_url(url)
    name = shown(checked)

    def get(validator: Validator | None) -> Fetched:
        if not checked.query:
            return how._replace(url=url, validator=validator).run()
        # A ledger states its URL without the query, so it can't tell whose validator it would be.
        return how._replace(url=url).run()._replace(etag=None, last_modified=None)

    return Upstream(name, name, day, get)


def from_file(path: Path, url: str, day: date, *, assumed: bool = False) -> Upstream:
    """A list that was saved on ``day``.

    Args:
        path: its file; ``-`` is standard input.
        url: where it was saved from.
        day: when.
        assumed: whether nobody said that it was that day.

    Raises:
        UsageError: for a URL that may not be fetched.
    """
    is_stdin = str(path) == STDIN
    name = "standard input" if is_stdin else str(path)
    # What comes through a pipe was just fetched, as likely as not; a file may be of any day.
    note = Note("assumed_date", f"{name} is taken for a list of {day}; --as-of says when it was saved")
    warnings = (note,) if assumed and not is_stdin else ()
    return Upstream(name, shown(checked_url(url)), day, lambda _: Fetched(_saved(path, name)), warnings)


def _saved(path: Path, name: str) -> bytes:
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(MAX_UNPACKED + 1) if sys.stdin else b""
        else:
            with path.open("rb") as file:
                data = file.read(MAX_UNPACKED + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"can't read {name}: {reason}", hint="name a saved answer of the server") from None
    if len(data) > MAX_UNPACKED:
        raise SourceError(f"{name}: too long for a price list", hint="name a saved answer of the server")
    return data
