"""OpenRouter's list of models, fetched or saved: bytes -> models of one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.errors import SourceError
from llmcost.sources.answer_text import parse_answer
from llmcost.sources.convert import convert, too_many

if TYPE_CHECKING:
    from datetime import date

    from llmcost.sources.convert import Converted


MOST_ROWS = 50_000
"""The longest list seen has 465."""
MOST_LISTED_CONDITIONS = 2_000
"""The most seen are 86."""


def read_list(body: bytes, where: str, seen: date) -> Converted:
    """Read a whole list.

    Args:
        body: the answer of ``GET /api/v1/models``.
        where: what to call it in messages.
        seen: the day on which it was fetched.

    Raises:
        SourceError: when it is not such a list, is a part of one, or holds too many rows that can't be used.
    """
    answer = parse_answer(body, where)
    rows = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise _bad(where, "no list of models under 'data'")
    if not rows:
        raise _bad(where, "an empty list")
    _refuse_part(answer, len(rows), where)
    if len(rows) > MOST_ROWS:
        raise _bad(where, f"{len(rows):,} rows, where no list has more than {MOST_ROWS:,}")
    converted = convert(rows, seen)
    if too_many(converted.skipped, rows):
        first = converted.skipped[0]
        raise _bad(
            where,
            f"{len(converted.skipped)} of {len(rows)} rows can't be used; {first.id}: {first.reason}",
        )
    prices = (model.current.price for model in converted.models.values())
    conditions = sum(len(price.when) for price in prices if price is not None)
    if conditions > MOST_LISTED_CONDITIONS:
        raise _bad(where, f"{conditions:,} overrides, where no list has more than {MOST_LISTED_CONDITIONS:,}")
    return converted


def _refuse_part(answer: dict[str, Any], rows: int, where: str) -> None:
    """A page of a list is no list: what stands on the others would seem to have vanished."""
    total, links = answer.get("total_count"), answer.get("links")
    more = links.get("next") if isinstance(links, dict) else None
    if more or (type(total) is int and total > rows):
        raise _bad(where, f"a part of a list: {rows} rows of {total if type(total) is int else 'more'}")


def _bad(where: str, said: str) -> SourceError:
    return SourceError(
        f"{where}: {said}", hint="check the URL or the file; the prices at hand stay as they are"
    )
