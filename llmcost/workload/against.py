"""The workload of a git revision, priced with today's prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.choices import Choices
from llmcost.cost.past import Past
from llmcost.cost.plan import Planned
from llmcost.errors import ConfigError
from llmcost.printable import printable
from llmcost.reading.project_file import PROJECT_FILE
from llmcost.workload.input_files import FilesAt, InputFiles
from llmcost.workload.location import PYPROJECT
from llmcost.workload.revision import file_at
from llmcost.workload.workload_file import read_workload

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.attachment import Measure
    from llmcost.cost.plan import Choice
    from llmcost.cost.workload import Workload

NOT_MENDED = "compare with a revision in which it is right, or leave out --against for this once"
"""What to do about a wrong file of the past, which stays as it is."""


def workload_at(path: Path, ref: str, *, in_pyproject: bool, may_override: bool) -> Workload | None:
    """The workload that a file held at a revision; None where there was none.

    One that moved since between ``llmcost.toml`` and the ``pyproject.toml`` beside it is found: else a move
    would lift every limit of growth.

    Args:
        path: where the file lies now.
        ref: anything that means a commit to git.
        in_pyproject: as for ``read_workload``.
        may_override: as for ``read_workload``.

    Raises:
        ConfigError: when the file can't be read there, or is wrong.
    """
    workload = _read_at(path, ref, in_pyproject=in_pyproject, may_override=may_override)
    if (workload is not None and workload.scenarios) or not (in_pyproject or may_override):
        return workload
    beside = path.with_name(PROJECT_FILE if in_pyproject else PYPROJECT)
    return _read_at(beside, ref, in_pyproject=may_override, may_override=in_pyproject) or workload


def _read_at(path: Path, ref: str, *, in_pyproject: bool, may_override: bool) -> Workload | None:
    data = file_at(path, ref)
    if data is None:
        return None
    shown = f"{path.name} at {printable(ref)}"
    files = InputFiles(FilesAt(path.parent, ref))
    try:
        return read_workload(data, shown, in_pyproject=in_pyproject, may_override=may_override, files=files)
    except ConfigError as error:
        raise ConfigError(error.message, hint=NOT_MENDED) from None


def past_at(
    ref: str,
    workload: Workload | None,
    catalog: Catalog,
    as_of: date | None,
    measure: Measure | None = None,
) -> Past:
    """What to compare with: the old workload at the prices that the new one is priced with.

    Args:
        ref: the revision, as reports name it.
        workload: as it was then. None: the revision doesn't have the file.
        catalog: today's prices, with the names and overrides of the project's file of then.
        as_of: the day whose prices count for the new workload, and so for the old one. None: now.
        measure: tells what scenarios with files use. None: those had no price.
    """
    scenarios = () if workload is None else workload.scenarios
    choices = Choices(catalog, as_of, measure=measure)
    outcomes = [choices.plan(scenario) for scenario in scenarios]

    def then(choice: Choice) -> Choice | None:
        model = catalog.models.get(choice.model.id)
        return None if model is None else choice._replace(model=model)

    planned = {each.scenario.name: each for each in outcomes if isinstance(each, Planned)}
    pinned = None if workload is None else workload.as_of
    # A change must not lose what it is compared with by the day that it pins.
    own = Choices(catalog, pinned, measure=measure)
    lost = [scenario for scenario in scenarios if scenario.name not in planned and pinned != as_of]
    hidden = frozenset(each.name for each in lost if isinstance(own.plan(each), Planned))
    return Past(
        printable(ref),
        planned,
        tuple(each for each in outcomes if not isinstance(each, Planned)),
        () if workload is None else workload.caps,
        then,
        exists=bool(scenarios),
        pinned=pinned,
        hidden=hidden,
    )
