"""Whether cached and reasoning tokens are counted inside the totals, where a format leaves that open."""

from __future__ import annotations

from operator import itemgetter

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.cost.usage import Counts

_parts_of_input = itemgetter(*map(Counts._fields.index, INPUT_CLASSES))
_parts_of_output = itemgetter(*map(Counts._fields.index, OUTPUT_CLASSES))
_CACHED = ("cache_read", "cache_write", "cache_write_1h", "audio_cache_read")


def settle(counts: Counts, total: int = 0) -> tuple[Counts, tuple[str, ...]]:
    """Make ``input`` and ``output`` totals that include their parts, and say what had to be assumed.

    Args:
        counts: as stated, the parts inside or beside.
        total: what is stated as the sum of all; it shows which of the two. 0: nothing is.
    """
    inside = sum(_parts_of_input(counts))
    outside = sum(_parts_of_output(counts))
    if not inside and not outside:
        return counts, ()
    beside = total - counts.input - counts.output
    if total and beside in {inside, outside, inside + outside} - {0}:
        # A total that both explain alike is taken to be of cached tokens, which are more by far as a rule.
        of_input = inside if beside != outside or inside == outside else 0
        counts = counts._replace(input=counts.input + of_input, output=counts.output + beside - of_input)
        return _within_totals(counts, ())
    cached = sum(getattr(counts, name) for name in _CACHED)
    if cached > counts.input and (beside or not total):
        return _within_totals(counts._replace(input=counts.input + cached), ("additive_assumed",))
    return _within_totals(counts, ())


def _within_totals(counts: Counts, remarks: tuple[str, ...]) -> tuple[Counts, tuple[str, ...]]:
    """No more of the parts than their total holds."""
    if sum(_parts_of_input(counts)) <= counts.input and sum(_parts_of_output(counts)) <= counts.output:
        return counts, remarks
    cut = {
        **_cut(counts, INPUT_CLASSES, counts.input),
        **_cut(counts, OUTPUT_CLASSES, counts.output),
    }
    if cut.keys() & set(INPUT_CLASSES):
        remarks = (*remarks, "cached_over_input")
    if cut.keys() & set(OUTPUT_CLASSES):
        remarks = (*remarks, "reasoning_over_output")
    return counts._replace(**cut), remarks


def _cut(counts: Counts, names: tuple[str, ...], room: int) -> dict[str, int]:
    cut = {}
    for name in names:
        count = getattr(counts, name)
        if count > room:
            cut[name] = room
        room -= min(count, room)
    return cut
