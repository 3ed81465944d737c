"""Everything that one `check` found out: what reports of any format render."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import add_up

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.cap import Judged
    from llmcost.cost.loosened import Loosened
    from llmcost.cost.past import Past
    from llmcost.cost.plan import Planned, Unplanned
    from llmcost.cost.suggestion import Advice
    from llmcost.cost.variance import Variance
    from llmcost.cost.workload import Workload


class Row(NamedTuple):
    """A scenario with its cost, its limits, and what became of it since the baseline."""

    planned: Planned
    judged: tuple[Judged, ...] = ()
    """In the order of ``KINDS``."""
    variance: Variance | None = None
    """None without a baseline, and of a scenario that is new."""
    is_new: bool = False
    """Whether the baseline doesn't have it."""
    advice: Advice | None = None
    """Cheaper models; None where none were asked for."""


class Whole(NamedTuple):
    """The sums over all scenarios that could be priced, in USD; exact sums of what each row tells."""

    day: Decimal
    month: Decimal
    year: Decimal
    """Of those that recur."""
    total: Decimal
    """Of those that don't: in all."""


class Checked(NamedTuple):
    """A workload held to its limits."""

    workload: Workload
    rows: tuple[Row, ...]
    """In the order of the file."""
    unplanned: tuple[Unplanned, ...]
    """Scenarios that can't be priced."""
    whole: Whole
    judged: tuple[Judged, ...]
    """Limits of the whole."""
    provenance: Provenance
    today: date
    past: Past | None = None
    """What it is compared with."""
    variance: Variance | None = None
    """Of what recurs, per month; None without a baseline, where a scenario has no price now or then, and
    where none recurs."""
    removed: tuple[Planned, ...] = ()
    """Scenarios that only the baseline has."""
    loosened: tuple[Loosened, ...] = ()
    warnings: tuple[Note, ...] = ()
    once: Variance | None = None
    """Of what has no period, in all; None as ``variance`` is, and where everything recurs."""
    bounds: tuple[Whole, Whole] | None = None
    """The sums at the least and at the most that tokens may be; None where none are estimated."""

    @property
    def outcome(self) -> str:
        """``over``, ``unpriced`` or ``ok``. A broken limit wins over what could not be priced or judged."""
        verdicts = [judged for _, judged in self.all_judged]
        if any(judged.fails for judged in verdicts):
            return "over"
        unjudged = any(judged.verdict == "unjudged" and not judged.cap.warn_only for judged in verdicts)
        return "unpriced" if self.unplanned or unjudged else "ok"

    @property
    def all_judged(self) -> tuple[tuple[Row | None, Judged], ...]:
        """Every limit with the row that it is for, None for the whole."""
        own = [(row, judged) for row in self.rows for judged in row.judged]
        return (*own, *((None, judged) for judged in self.judged))

    @property
    def recurs(self) -> bool:
        """Whether any scenario has a period: else there is no sum per month, which is not one of $0."""
        return any(row.planned.spread is not None for row in self.rows)

    @property
    def ends(self) -> bool:
        """Whether any has none."""
        return any(row.planned.spread is None for row in self.rows)

    @property
    def turned(self) -> tuple[str, ...]:
        """The scenarios that recur on one side of the comparison only: nothing tells how they grew."""
        past = self.past
        return (
            ()
            if past is None
            else tuple(row.planned.scenario.name for row in self.rows if past.turned(row.planned))
        )

    @property
    def is_repinned(self) -> bool:
        """Whether the day that prices are pinned to is another than in the baseline."""
        past = self.past
        return past is not None and past.exists and past.pinned != self.workload.as_of

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates that went into the figures."""
        # What a row used is summed up for each anew, and there can be a hundred thousand.
        overridden = {each.model for each in self.provenance.overrides}
        rows = (row for each in self.rows for row in each.planned.estimates if row.model.id in overridden)
        return self.provenance.used({(row.model.id, rate) for row in rows for rate in row.rates_used})


def bounds_of(planned: list[Planned]) -> tuple[Whole, Whole] | None:
    """The sums at the least and at the most that tokens may be; None where none are estimated."""
    if all(each.span is None for each in planned):
        return None
    return whole_of([each.least for each in planned]), whole_of([each.most for each in planned])


def whole_of(planned: list[Planned]) -> Whole:
    """The sums over scenarios."""
    spreads = [each.spread for each in planned if each.spread is not None]
    return Whole(
        add_up(each.day for each in spreads),
        add_up(each.month for each in spreads),
        add_up(each.year for each in spreads),
        add_up(each.total for each in planned if each.spread is None),
    )
