"""Priced requests in groups, as they are asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from llmcost.cost.cell import total_of
from llmcost.cost.spending import MISSING, OTHERS, Group, Unpriced
from llmcost.errors import UnpricedError
from llmcost.money import ROUNDED, ZERO, add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmcost.cost.cell import Sums
    from llmcost.cost.priced import Priced

IN_TIME = frozenset({"day", "hour", "month"})
"""What is told in the order of time, not of cost."""
_SHARE = Decimal("0.000001")
_Row: TypeAlias = "tuple[bool, tuple[str, ...], tuple[str, str, str, str | None]]"
"""Whether ``--top`` put it together, its key, and model, code, message and hint."""


def break_down(priced: Sequence[Priced], by: tuple[str, ...], top: int = 0) -> Group:
    """The whole, in groups of what is asked by, in each of them groups of the next, and so on.

    Groups hold what could be priced; the total counts the rest as ``unpriced``.

    Args:
        priced: what was read.
        by: what to group by, the outermost first.
        top: show so many groups of each level, the dearest, and put the others together; 0 shows all.
    """
    known = [each for each in priced if each.cost is not None]
    cost = add_up(each.cost for each in known if each.cost is not None)
    whole = _group((), known, None, _groups(known, by, (), top, cost))
    sums = total_of(each.sums for each in priced)
    return whole._replace(requests=sums.requests, counts=sums.counts, unpriced=sums.requests - whole.requests)


def _groups(
    priced: Iterable[Priced], by: tuple[str, ...], key: tuple[str, ...], top: int, whole: Decimal | None
) -> tuple[tuple[Group, ...], int]:
    """The groups of one level, and how many were put together."""
    if not by:
        return (), 0
    members: defaultdict[str, list[Priced]] = defaultdict(list)
    for each in priced:
        members[_value(each, by[0], len(key))].append(each)
    groups = []
    for value, inside in members.items():
        inner = _groups(inside, by[1:], (*key, value), top, whole)
        groups.append(_group((*key, value), inside, whole, inner))
    groups.sort(key=lambda group: (-(group.cost or ZERO), group.key))
    shown, hidden = (groups[:top], groups[top:]) if top else (groups, [])
    if by[0] in IN_TIME:
        shown.sort(key=lambda group: group.key)
    if hidden:
        rest = [one for group in hidden for one in members[group.key[-1]]]
        shown = [*shown, _group((*key, OTHERS), rest, whole)]
    return tuple(shown), len(hidden)


def _value(priced: Priced, name: str, level: int) -> str:
    if name == "model":
        return priced.label
    if name in {"day", "month"}:
        day = priced.cell.day
        return MISSING if day is None else date.fromordinal(day).isoformat()[: 10 if name == "day" else 7]
    return priced.cell.key[level]


def _group(
    key: tuple[str, ...],
    members: Sequence[Priced],
    whole: Decimal | None,
    inner: tuple[tuple[Group, ...], int] = ((), 0),
) -> Group:
    """These requests together, with the groups that they are in and how many of those were put together."""
    sums = total_of([each.sums for each in members])
    computed = [each.computed for each in members if each.computed is not None]
    billed = [each.sums for each in members if each.cell.basis]
    cost = add_up([each.cost for each in members if each.cost is not None]) if members else None
    return Group(
        key,
        sums.requests,
        sums.counts,
        cost,
        add_up(computed) if computed else None,
        total_of(billed).stated if billed else None,
        sum([each.requests for each in billed]),
        add_up([each.saving for each in members if each.saving is not None]) if computed else None,
        0,
        _share(cost, whole),
        *inner,
        sum([each.sums.requests for each in members if each.is_stated]),
        sum([each.sums.requests for each in members if each.cell.basis == "estimate"]),
    )


def _share(cost: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return ROUNDED.divide(cost, whole).quantize(_SHARE) if cost is not None and whole else None


def unpriced_rows(priced: Iterable[Priced], by: tuple[str, ...], top: int = 0) -> tuple[Unpriced, ...]:
    """What has no cost, by what is asked by, model and reason; days in their order, then by requests.

    Args:
        priced: what was read.
        by: what to group by, the outermost first.
        top: show so many groups, those of the most requests, and put the others together; 0 shows all. Models
            are never put together: each needs a price of its own.
    """
    lacking = [(_place(each, by), each, found) for each in priced if (found := each.trouble) is not None]
    requests: Counter[tuple[str, ...]] = Counter()
    for place, each, _ in lacking:
        requests[place] += each.sums.requests
    ranked = sorted(requests, key=lambda place: (-requests[place], place))
    hidden = frozenset(ranked[top:] if top else ())
    groups: defaultdict[_Row, list[Sums]] = defaultdict(list)
    folded: defaultdict[_Row, set[tuple[str, ...]]] = defaultdict(set)
    for place, each, trouble in lacking:
        is_hidden = place in hidden
        key = _key(tuple(OTHERS for _ in place) if is_hidden else place, each.label, by)
        code = trouble.reason if isinstance(trouble, UnpricedError) else trouble.code
        row = is_hidden, key, (each.label, code, trouble.message, trouble.hint)
        groups[row].append(each.sums)
        if is_hidden:
            folded[row].add(place)
    rows = []
    for row, members in groups.items():
        (_, key, told), sums = row, total_of(members)
        rows.append(Unpriced(key, *told, sums.requests, sums.counts, len(folded[row])))
    return tuple(sorted(rows, key=lambda row: (row.others > 0, _times(row.key, by), -row.requests, row[:4])))


def _place(priced: Priced, by: tuple[str, ...]) -> tuple[str, ...]:
    """What it is told by, but for the model."""
    return tuple(_value(priced, name, level) for level, name in enumerate(by) if name != "model")


def _key(place: tuple[str, ...], model: str, by: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a place with the model among them."""
    values = iter(place)
    return tuple(model if name == "model" else next(values) for name in by)


def _times(key: tuple[str, ...], by: tuple[str, ...]) -> list[str]:
    return [value for value, name in zip(key, by, strict=True) if name in IN_TIME]
