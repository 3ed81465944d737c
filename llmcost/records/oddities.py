"""All that can be odd about logs: what is told of it, and what it comes to with what is asked."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.spending import KNOWN, MISSING
from llmcost.cost.tally import LEFT_OUT, Oddity
from llmcost.printable import printable
from llmcost.records.question import DERIVED
from llmcost.records.record import REMARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmcost.cost.cell import Cell, Sums
    from llmcost.cost.tally import Place
    from llmcost.records.question import Question

ODD = {
    **REMARKS,
    "malformed": "what can't be read is left out",
    "too_long": "longer than any record, and so passed over",
    "damaged": "the rest of the file can't be read",
    "unreadable": "the file can't be read",
    "no_log": "the file is no log",
    "no_time": "records without a time are priced as of today",
    "no_time_in_range": "records without a time are left out where a range of time is asked for",
    "future_time": "the time lies in the future; priced as of today",
    "whole_in_range": "what sums up a session may hold requests from outside the range of time",
    "whole_below_parts": "a session states less than its requests do; the requests count",
    "passed_over": "the file is no log",
}
"""All that can be odd -> what was made of it; beside it ``no_key``, whose words are its own."""

UNTOLD = frozenset({"passed_over"})
"""What of it is worth a word only where nothing else was found."""

_FEW = 8
_WIDEST = 40


class Sighting(NamedTuple):
    """Something odd, how often, and where first."""

    times: int
    places: tuple[Place, ...]


def oddities(odd: Mapping[str, Sighting]) -> tuple[Oddity, ...]:
    """What was odd: first what was left out, and that by its code."""
    order = sorted(odd.keys() - UNTOLD, key=lambda code: (code not in LEFT_OUT, code))
    return tuple(Oddity(code, ODD[code], *odd[code]) for code in order)


def unstated(question: Question, cells: Mapping[Cell, Sums], met: Sequence[str]) -> tuple[Oddity, ...]:
    """What is asked by, and no record states.

    Args:
        question: what is asked.
        cells: what was found.
        met: keys of a record.
    """
    if not cells:
        return ()
    records = sum(sums.requests for sums in cells.values())
    return tuple(
        Oddity("no_key", f"no record states {printable(name)}{_instead(name, met)}", records, ())
        for at, name in enumerate(question.by)
        if name not in {*DERIVED, "hour"} and all(cell.key[at] == MISSING for cell in cells)
    )


def _instead(name: str, met: Sequence[str]) -> str:
    if name in KNOWN:
        return ""
    meant = get_close_matches(name[:_WIDEST], KNOWN, n=1)
    if meant:
        return f"; did you mean {meant[0]}?"
    return f"; there are {', '.join(printable(key[:_WIDEST]) for key in met[:_FEW])}" if met else ""
