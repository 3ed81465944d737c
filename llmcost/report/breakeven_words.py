"""Where one of two models becomes cheaper, in words."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from llmcost.money import ROUNDED, plain
from llmcost.report.breakeven_units import decimal_of, quantity_in_words
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from llmcost.catalog.model import Model
    from llmcost.market.breakeven import Breakeven, Contest
    from llmcost.market.interval import Interval

    Pair = tuple[Model, Model]

SUBJECTS = {"ratio": "By ratio", "cached": "By cached share", "size": "By size"}
"""How the answer over each quantity begins, and the title above its table."""

_UNITS = {
    "ratio": "{} input token{} for each output token",
    "cached": "{} % cached",
    "size": "{} input token{}",
}
_EVERYWHERE = {"ratio": "at every ratio", "cached": "at every cached share"}
_FLAGS = {"input": "-i", "output": "-o", "cached": "--cached"}
_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")
_ALL = Decimal(100)


def answer_in_words(contest: Contest, models: Pair) -> str:
    """Who is cheaper where, as a sentence; it begins with who can't take such a request."""
    if not contest.intervals:
        beside = f" beside {count_of(contest.use.output, 'output token')}" if contest.use.output else ""
        return f"{SUBJECTS[contest.over]}: there is no size that both can take{beside}."
    if len(contest.intervals) == 1:
        only = contest.intervals[0]
        where = _EVERYWHERE.get(contest.over) or f"at every size up to {_quantity('size', _end(only))}"
        if only.cheaper is None:
            told = f"they cost the same {where}"
        else:
            told = f"{models[only.cheaper].id} is cheaper {where}, by {_range(only)}"
    else:
        told = ", ".join(_clauses(contest, models))
    return f"{SUBJECTS[contest.over]}: {_who_can(contest, models)}{told}."


def _who_can(contest: Contest, models: Pair) -> str:
    """That what follows goes by the price alone, where not both can take such a request."""
    if all(contest.fits):
        return ""
    who = f"only {models[contest.fits.index(True)].id}" if any(contest.fits) else "neither"
    return f"{who} can take such a request; by price alone "


def _clauses(contest: Contest, models: Pair) -> Iterator[str]:
    last = len(contest.intervals) - 1
    is_said = False
    for number, each in enumerate(contest.intervals):
        start = quantity_in_words(contest.over, each.start)
        if number == 0:
            where = f"{'at' if each.is_point else 'up to'} {_quantity(contest.over, _end(each))}"
        elif each.is_point:
            where = f"at {start}"
        elif number < last:
            where = f"from {start} to {quantity_in_words(contest.over, _end(each))}"
        else:
            where = f"from {start} on" if contest.is_whole else "from there on"
        if each.cheaper is None:
            yield f"both cost the same {where}"
            continue
        by = f" (by {'' if each.least == each.most else 'up to '}{percent(each.most)})"
        who = models[each.cheaper].id if is_said else f"{models[each.cheaper].id} is cheaper"
        yield f"{where} {who}{by}" if number else f"{who} {where}{by}"
        is_said = True


def percent(share: Fraction) -> str:
    """A share in per cent to one decimal, a small one to as many as show it; only all of it is 100 %."""
    value = decimal_of(share * 100)
    places = max(1, -value.adjusted()) if value else 1
    rounded = value.quantize(Decimal(1).scaleb(-places), context=ROUNDED)
    if rounded == _ALL != value:
        rounded = value.quantize(_TENTH, rounding=ROUND_FLOOR)
        return f"over {plain(rounded)} %"
    return f"{plain(rounded)} %"


def use_in_words(contest: Contest) -> str:
    """What stays the same while the quantity varies."""
    use = contest.use
    cached = f"{plain(use.cached * _HUNDRED)} % of the input cached" if use.cached else "nothing cached"
    if contest.over == "cached":
        return f"{use.input:,} input + {use.output:,} output tokens"
    if contest.over == "size":
        return f"{use.output:,} output tokens, {cached}"
    return f"{'base rates' if use.input is None else f'prompts of {use.input:,} tokens'}, {cached}"


def assumed_in_words(breakeven: Breakeven) -> str:
    """What nobody stated, and which flags would; empty where everything was."""
    uses = {contest.over: contest.use for contest in breakeven.contests}
    sides = []
    if "input" in breakeven.assumed:
        sides.append(f"{uses['cached'].input:,} input")
    if "output" in breakeven.assumed:
        output = next(use.output for over, use in uses.items() if over != "ratio")
        sides.append(f"{output:,} output")
    told = [f"{' and '.join(sides)} tokens a request"] if sides else []
    if "cached" in breakeven.assumed:
        told.append("nothing cached")
    if not told:
        return ""
    *flags, last = (_FLAGS[name] for name in breakeven.assumed)
    otherwise = f"{', '.join(flags)} and {last} say" if flags else f"{last} says"
    return f"{', '.join(told)}; {otherwise} otherwise"


def _quantity(over: str, quantity: Fraction) -> str:
    """A quantity with its unit in full: 1 input token, 70 input tokens."""
    return _UNITS[over].format(quantity_in_words(over, quantity), "" if quantity == 1 else "s")


def _end(interval: Interval) -> Fraction:
    assert interval.end is not None  # noqa: S101 - another follows, or the axis ends
    return interval.end


def _range(interval: Interval) -> str:
    least, most = percent(interval.least), percent(interval.most)
    return most if least == most else f"{least} to {most}"
