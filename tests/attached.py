"""Scenarios with input files, and a plain way to count these: a letter is a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.attachment import Attached, Attachment, measured_request
from llmcost.cost.counted import Count, add_counts, given
from llmcost.reading.plain_text import Text

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.measured import Demand, Measured
    from llmcost.cost.workload import Scenario

MILLION = 1_000_000


def attached(letters: int = MILLION, *parts: tuple[str, str, str]) -> Attached:
    """A file of so many letters, and parts of the whole input: key, token class, count or share."""
    return Attached((Attachment("prompt.md", Text("a" * letters)),), parts)


def by_letters(scenario: Scenario) -> Demand:
    """Each model counts exactly, but those of beta: they estimate a fifth more, and up to a half off."""
    files = () if scenario.attached is None else scenario.attached.files
    letters = sum(len(file.text.text) for file in files if file.text is not None)

    def measure(model: Model) -> Measured:
        count = Count(letters, letters, letters, "exact", "letters")
        if model.id.startswith("beta/"):
            more = letters * 6 // 5
            count = Count(more, more // 2, more * 3 // 2, "estimate", "words")
        usage = scenario.usage
        return measured_request(scenario, add_counts([given(usage.input), count]), given(usage.output))

    return measure
