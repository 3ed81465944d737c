"""Files whose text goes into each request of a scenario, to be counted on each model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counted import given
from llmcost.cost.measured import measured_usage
from llmcost.cost.stated_parts import stated_parts
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.catalog.note import Note
    from llmcost.cost.counted import Count
    from llmcost.cost.measured import Demand, Measured
    from llmcost.cost.stated_parts import Stated
    from llmcost.cost.workload import Scenario
    from llmcost.reading.plain_text import Text

    Measure = Callable[[Scenario], Demand]
    """Tells what a scenario with files uses on each model."""

_NO_MEASURE = "give `check` a measure, such as ScenarioCount of llmcost.tokens.scenario_count"


class Attachment(NamedTuple):
    """A file of a scenario."""

    shown: str
    """As the workload file names it."""
    text: Text | None
    """None: it can't be had."""
    trouble: str = ""
    """Why it can't: a sentence with the file as its subject."""


class Attached(NamedTuple):
    """What a scenario states of its input beside a number of tokens."""

    files: tuple[Attachment, ...]
    """At least one."""
    parts: tuple[Stated, ...] = ()
    """Those of the whole input, which is known only when it is counted."""


def demand_of(scenario: Scenario, measure: Measure | None) -> Demand | None:
    """What a scenario uses on each model; None where all of its tokens are stated.

    Raises:
        UnpricedError: for files that can't be had, or without a measure.
    """
    if scenario.attached is None:
        return None
    for file in scenario.attached.files:
        if file.text is None:
            raise UnpricedError(file.trouble, reason="no_input_file")
    if measure is None:
        raise UnpricedError("its input_file is not counted", reason="not_counted", hint=_NO_MEASURE)
    return measure(scenario)


def measured_request(
    scenario: Scenario,
    input: Count,  # noqa: A002
    output: Count,
    notes: tuple[Note, ...] = (),
) -> Measured:
    """What a request of a scenario with files uses, once all of its input is counted.

    Args:
        scenario: with files.
        input: all input tokens, those that are stated among them.
        output: all output tokens.
        notes: what has to be said of the counts.

    Raises:
        UnpricedError: for parts that are more than the whole.
    """
    stated = scenario.usage.stated().items()
    rest = {name: count for name, count in stated if name not in {"input", "output"}}
    shares = () if scenario.attached is None else scenario.attached.parts
    parts = stated_parts(shares, input.high, output.high, rest)
    measured = measured_usage(input, output, parts, image_input=given(0), notes=notes)
    return measured._replace(stated=(scenario.usage.input, scenario.usage.output))
