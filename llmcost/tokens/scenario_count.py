"""The input files of scenarios, counted on each model: what `check` is given to measure by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.attachment import measured_request
from llmcost.tokens.passage import Passage
from llmcost.tokens.prompt import Prompt, count_prompt

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.attachment import Attachment
    from llmcost.cost.measured import Demand, Measured
    from llmcost.cost.workload import Scenario
    from llmcost.reading.plain_text import Text


class ScenarioCount:
    """Counts scenarios; a text that several have, or several models read, is counted once per encoding."""

    def __init__(self, *, exact: bool = False, by_vocabulary: bool = True) -> None:
        """Say how to count.

        Args:
            exact: whether an estimate is refused.
            by_vocabulary: whether vocabularies that are installed are used. Without them the figures are the
                same on every machine.
        """
        self._exact = exact
        self._by_vocabulary = by_vocabulary
        self._passages: dict[Text, Passage] = {}

    def __call__(self, scenario: Scenario) -> Demand:
        """What a request of a scenario uses on a model; gives what raises an UnpricedError.

        Args:
            scenario: with files, all of which could be had.
        """
        files = () if scenario.attached is None else scenario.attached.files
        usage = scenario.usage
        texts = tuple(map(self._passage, files))
        prompt = Prompt(texts=texts, input=usage.input, output=usage.output)

        def measure(model: Model) -> Measured:
            count = count_prompt(prompt, model, exact=self._exact, by_vocabulary=self._by_vocabulary)
            return measured_request(scenario, count.input, count.output, count.notes)

        return measure

    def _passage(self, file: Attachment) -> Passage:
        assert file.text is not None  # noqa: S101 - `check` tells such scenarios apart before
        if file.text not in self._passages:
            self._passages[file.text] = Passage(file.text, file.shown)
        return self._passages[file.text]
