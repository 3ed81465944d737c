"""Which of the known names look like one that nobody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST = 3
"""How many are told."""

_LONGEST = 200
_SHORTEST_BEGINNING = 3
# Likeness from 0 to 1, as difflib tells it: what is too little, what a beginning is worth, and what being
# retired costs.
_LEAST_ALIKE, _BEGINNING, _RETIRED = 0.7, 0.96, 0.05


def most_alike(name: str, names: Iterable[str], is_current: Callable[[str], bool]) -> tuple[str, ...]:
    """Up to three names that look most like ``name``, whoever the author; of equals current ones first."""
    from difflib import SequenceMatcher

    wanted = name[:_LONGEST].rpartition("/")[2]
    if not wanted:
        return ()
    straight, sorted_parts = SequenceMatcher(b=wanted), SequenceMatcher(b=_in_order(wanted))
    scores: dict[str, float] = {}
    for known in names:
        slug = known.rpartition("/")[2]
        straight.set_seq1(slug)
        if straight.real_quick_ratio() < _LEAST_ALIKE and not slug.startswith(wanted):
            continue
        sorted_parts.set_seq1(_in_order(slug))
        score = max(straight.ratio(), sorted_parts.ratio())
        if len(wanted) >= _SHORTEST_BEGINNING and slug.startswith(wanted):
            score = max(score, _BEGINNING)
        if score >= _LEAST_ALIKE:
            scores[known] = score if is_current(known) else score - _RETIRED
    return tuple(sorted(scores, key=lambda known: (-scores[known], known))[:MOST])


def count_begun(beginning: str, ids: Iterable[str], is_current: Callable[[str], bool]) -> int:
    """How many current models have an id or a slug that begins so, aliases and batch rows aside."""
    return sum(
        (each.startswith(beginning) or each.partition("/")[2].startswith(beginning))
        and not each.startswith("~")
        and not each.endswith(":batch")
        and is_current(each)
        for each in ids
    )


def _in_order(slug: str) -> str:
    """The parts of a name in one order: 4.5-sonnet and sonnet-4.5 are made of the same."""
    return "-".join(sorted(re.split(r"[-.:_@]", slug)))
