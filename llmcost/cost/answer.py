"""Everything that one `estimate` found out: what reports of any format render."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.budget import Limit, Verdict
    from llmcost.cost.comparison import Comparison
    from llmcost.cost.estimate import Terms
    from llmcost.cost.usage import Usage


SKIPPED = "skipped_file"
"""Code of a warning that names a file which has no text, and why."""


class Asked(NamedTuple):
    """What was handed in to be counted: the names of what is in a request, each in a few words."""

    input: tuple[str, ...]
    """Files, texts, chats, pictures and pages."""
    output: tuple[str, ...]
    """Files of which the answer is expected to consist."""
    is_framed: bool = False
    """Whether all texts of the input come in chats, whose framing is counted."""


class Answer(NamedTuple):
    """A comparison with the question it answers, the prices it rests on, and the verdict on it."""

    comparison: Comparison
    usage: Usage
    """As asked: of each request, or the whole volume."""
    terms: Terms
    provenance: Provenance
    today: date
    per: str | None = None
    """The period of which ``terms.requests`` is the number: day, week, month or year. None: a total."""
    limit: Limit | None = None
    """What the estimates are held to; None without a limit."""
    verdict: Verdict | None = None
    """The outcome of the limit; None where there was none, or nothing to hold to it."""
    warnings: tuple[Note, ...] = ()
    asked: Asked | None = None
    """What was counted beside ``usage``, on each model for itself; None where nothing was."""

    @property
    def outcome(self) -> str:
        """``over``, ``unpriced`` or ``ok``. Over the limit wins over unpriced; nothing judged is no pass."""
        if self.verdict is not None and self.verdict.is_over:
            return "over"
        nothing_judged = self.limit is not None and self.verdict is None
        if self.comparison.unpriced or not self.comparison.estimates or nothing_judged:
            return "unpriced"
        return "ok"

    @property
    def age_days(self) -> int:
        """Age of the prices in days."""
        return self.provenance.age_days(self.today)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates that went into the figures."""
        rows = self.comparison.estimates
        return self.provenance.used({(row.model.id, rate) for row in rows for rate in row.rates_used})
