"""A scenario out of its table and of what it inherits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from llmcost.catalog.note import Note
from llmcost.cost.attachment import Attached
from llmcost.cost.cap import Cap
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import QuantityError, UsageError
from llmcost.money import ZERO
from llmcost.reading.project_file import LIMITS
from llmcost.workload.input_files import notes_on
from llmcost.workload.places import nearest
from llmcost.workload.refusal import Refusal
from llmcost.workload.tables import (
    PARTS_OF_INPUT,
    PARTS_OF_OUTPUT,
    SCENARIO_READERS,
    read_table,
)
from llmcost.workload.values import part_of, read_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.cost.attachment import Attachment
    from llmcost.workload.input_files import InputFiles
    from llmcost.workload.places import Keys

    Values = Mapping[str, Any]

_ONLY_WITH_PERIOD = frozenset(["per_day", "per_month"])
_ONLY_WITHOUT_PERIOD = frozenset(["total"])

_EXAMPLES = {
    "name": 'name = "support-chat"',
    "model": 'model = "gpt-4.1-mini"',
    "requests": 'requests = 30_000 and per = "day"',
    "input or output": 'input = "12k" and output = 800',
}


class ScenarioTables:
    """Reads the scenarios of one file, which all inherit the same."""

    def __init__(self, defaults: Any, lines: Mapping[Keys, int], within: Keys, files: InputFiles) -> None:
        """Read what they inherit.

        Args:
            defaults: the table of that name.
            lines: of the file.
            within: what leads to the table that holds the workload.
            files: has what they name.

        Raises:
            Refusal: for a value that can't be, whether or not each scenario replaces it.
        """

        def read_input(value: Any, what: str) -> tuple[Attachment, ...]:
            return files.read(read_files(value, what), what)

        self._readers = {**SCENARIO_READERS, "input_file": read_input}
        values = read_table(defaults, {**self._readers, "name": _refuse_name}, "a key of a scenario")
        _refuse_two_kinds_of_model(values)
        self._defaults = values
        self._without_models = {key: values[key] for key in values if key not in {"model", "models"}}
        self._lines = lines
        self._within = within

    def read(self, table: Any, position: int) -> Scenario:
        """A scenario.

        Args:
            table: what stands in the list of scenarios.
            position: where in that list, from 0.

        Raises:
            Refusal: for what can't be.
        """
        own = read_table(table, self._readers, "a key of a scenario")
        _refuse_two_kinds_of_model(own)
        has_models = "model" in own or "models" in own
        values = {**(self._without_models if has_models else self._defaults), **own}
        place = (*self._within, "scenarios", position)
        files = values.get("input_file", ())
        return Scenario(
            _required(values, "name"),
            values.get("models") or _required(values, "model"),
            _usage(values),
            _required(values, "requests"),
            values.get("per"),
            values.get("batch", False),
            values.get("when"),
            values.get("markup", ZERO),
            tuple(self._caps(own, place, values.get("per"))),
            values.get("needs"),
            values.get("min_intelligence"),
            nearest(self._lines, place),
            (*self._unheld(own, values.get("per")), *notes_on(files)),
            Attached(files, tuple(_parts_of_input(values))) if files else None,
        )

    def _caps(self, own: Values, place: Keys, per: str | None) -> Iterator[Cap]:
        unfit = _ONLY_WITH_PERIOD if per is None else _ONLY_WITHOUT_PERIOD
        for name in LIMITS:
            stated, inherited = own.get(name, {}), self._defaults.get(name, {})
            for kind in stated:
                if kind in unfit:
                    raise _misplaced(name, kind, per)
            yield from caps_of(stated, name, self._lines, place)
            rest = {kind: inherited[kind] for kind in inherited if kind not in stated and kind not in unfit}
            # Without a line: that of the defaults would be told again for each scenario that inherits it.
            yield from caps_of(rest, name, {}, place)

    def _unheld(self, own: Values, per: str | None) -> Iterator[Note]:
        """What is inherited and can't hold here, where nothing of what can stands in for it."""
        unfit, fit = _ONLY_WITH_PERIOD, _ONLY_WITHOUT_PERIOD
        why = "there is no period"
        if per is not None:
            unfit, fit, why = fit, unfit, f"it recurs every {per}"
        for name in LIMITS:
            inherited = self._defaults.get(name, {})
            lost = [f"{name}.{kind}" for kind in inherited if kind in unfit]
            if lost and not fit & {*inherited, *own.get(name, {})}:
                verb = "does" if len(lost) == 1 else "do"
                message = f"{' and '.join(lost)} of the defaults {verb} not hold here: {why}"
                yield Note("limit_not_held", message)


def caps_of(limits: Values, name: str, lines: Mapping[Keys, int], place: Keys) -> Iterator[Cap]:
    """The limits of one table.

    Args:
        limits: kind -> amount, and whether it is a share.
        name: of the table: ``limits`` or ``warn_limits``.
        lines: of the file.
        place: what leads to the table that holds this one.
    """
    for kind, (amount, is_share) in limits.items():
        yield Cap(kind, amount, is_share, name == "warn_limits", nearest(lines, (*place, name, kind)))


def _usage(values: Values) -> Usage:
    """The tokens and searches of a request, as far as they are stated."""
    has_files = bool(values.get("input_file"))
    if "input" not in values and not has_files:
        _required(values, "output", "input or output")
    whole = {"input": values.get("input", 0), "output": values.get("output", 0)}
    counts = {**whole, "web_search": values.get("searches", 0)}
    # What the parts of a counted input come to is known only for each model.
    for total, parts in (("input", {} if has_files else PARTS_OF_INPUT), ("output", PARTS_OF_OUTPUT)):
        for key, token_class in parts.items():
            if key in values:
                try:
                    counts[token_class] = part_of(values[key], whole[total], key)
                except QuantityError as error:
                    raise Refusal(error.message, (key,), error.hint) from None
    try:
        return Usage(**counts)
    except UsageError as error:
        raise Refusal(error.message, hint=error.hint) from None


def _parts_of_input(values: Values) -> Iterator[tuple[str, str, str]]:
    """Those that are stated: key, token class, count or share."""
    return ((key, token_class, values[key]) for key, token_class in PARTS_OF_INPUT.items() if key in values)


def _required(values: Values, key: str, said: str | None = None) -> Any:
    if key not in values:
        missing = said or key
        raise Refusal(f"it states no {missing}", hint=f"add it, as in {_EXAMPLES[missing]}")
    return values[key]


def _refuse_name(_: Any, what: str) -> NoReturn:
    raise QuantityError(f"{what}: a name can't be shared", hint="give each scenario its own")


def _refuse_two_kinds_of_model(values: Values) -> None:
    if "model" in values and "models" in values:
        raise Refusal("model and models exclude each other", ("models",), "leave out the one or the other")


def _misplaced(name: str, kind: str, per: str | None) -> Refusal:
    if per is None:
        said, hint = "the scenario has no period", "add per, or limit its total"
    else:
        said, hint = f"the scenario recurs every {per}", "limit per_day or per_month"
    return Refusal(f"{name}.{kind}: {said}", (name, kind), hint)
