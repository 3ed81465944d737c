"""What `models --pareto` finds out: the models that none beats, among those that were looked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.answer import Answer
from llmcost.cost.comparison import compare_all
from llmcost.market.listing import Listing
from llmcost.market.pareto import pareto_of, pareto_of_rates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.estimate import Terms
    from llmcost.cost.usage import Usage
    from llmcost.market.entry import Entry
    from llmcost.market.listing import Found, Wanted
    from llmcost.market.pareto import Pareto


class FrontierList(NamedTuple):
    """The models that none beats, and the others that were found."""

    listing: Listing
    """Those on the frontier, the cheapest first."""
    pareto: Pareto
    entries: Mapping[str, Entry]
    """All that were found, by id."""
    answer: Answer | None
    """What the use costs on each of them. None: none was asked about, and the blended rate decides."""

    @property
    def warnings(self) -> tuple[Note, ...]:
        """What is odd about the prices."""
        return self.listing.warnings

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """Reason code and number of models that were not judged."""
        return self.listing.left_out

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates of all that was judged."""
        if self.answer is not None:
            return self.answer.overrides
        judged = {each.model.id for each in self.pareto.frontier.all}
        return self.listing.provenance.overrides_of(judged)


def frontier_list_of(
    found: Found, wanted: Wanted, use: tuple[Usage, Terms] | None, provenance: Provenance, today: date
) -> FrontierList:
    """Judge what was found: by what a use costs, or by the blended rate.

    Args:
        found: the models.
        wanted: why it was those.
        use: None for the blended rate.
        provenance: of the prices.
        today: the day from which their age is told.
    """
    answer = None
    if use is None:
        rates = [(entry.model, entry.blended) for entry in found.entries]
        priced = [(model, rate) for model, rate in rates if rate is not None]
        pareto, unplaced = pareto_of_rates(priced), {"unpriced": len(rates) - len(priced)}
    else:
        compared = compare_all([entry.model for entry in found.entries], *use, wanted.selection)
        pareto, unplaced = pareto_of(compared.estimates), dict(compared.left_out)
        # Why models were left out is told of the search and of the estimates together.
        answer = Answer(compared._replace(left_out=()), *use, provenance, today)
    entries = {entry.model.id: entry for entry in found.entries}
    listing = Listing(
        wanted,
        "price",
        tuple(entries[each.model.id] for each in pareto.frontier.best),
        pareto.total,
        tuple(sorted((Counter(dict(found.left_out)) + Counter(unplaced)).items())),
        provenance,
        today,
        warnings=provenance.remarks(today),
    )
    return FrontierList(listing, pareto, entries, answer)
