"""The workload file: what it says, or where it says what can't be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from llmcost.cost.workload import Workload
from llmcost.errors import QuantityError
from llmcost.printable import printable
from llmcost.reading.fields import shown as quoted
from llmcost.reading.project_file import LIMITS, OVERRIDES, PROJECT_FILE, WORKLOAD
from llmcost.workload.document import read_bytes, read_document, refused
from llmcost.workload.input_files import FilesIn, InputFiles, no_files
from llmcost.workload.location import IN_PYPROJECT, PYPROJECT
from llmcost.workload.places import every_line, nearest, outline
from llmcost.workload.refusal import Refusal
from llmcost.workload.scenario_table import ScenarioTables, caps_of
from llmcost.workload.tables import LIMIT_READERS, read_table, unknown_key
from llmcost.workload.values import read_day

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from datetime import date

    from llmcost.cost.cap import Cap
    from llmcost.cost.workload import Scenario
    from llmcost.workload.places import Keys

_FORM = "`llmcost check --init` writes a file that shows the form"


def load_workload(path: str | os.PathLike[str], shown: str | None = None) -> Workload:
    """Read a workload file: of a ``pyproject.toml`` its table ``[tool.llmcost]``, of any other all.

    Args:
        path: the file.
        shown: how to name it in messages and reports. None: by the path.

    Raises:
        ConfigError: when it can't be read, or says what can't be.
    """
    file = Path(path)
    return read_workload(
        read_bytes(file),
        str(file) if shown is None else shown,
        in_pyproject=file.name == PYPROJECT,
        may_override=file.name == PROJECT_FILE,
        files=InputFiles(FilesIn(file.parent)),
    )


def read_workload(
    data: bytes, shown: str, *, in_pyproject: bool, may_override: bool, files: InputFiles | None = None
) -> Workload:
    """Read a workload out of a file's bytes.

    Args:
        data: what the file holds.
        shown: how to name it in messages and reports.
        in_pyproject: whether the workload is the table ``[tool.llmcost]`` in it.
        may_override: whether it may hold prices too, which others read.
        files: has what it names as ``input_file``. None: it may name none.

    Raises:
        ConfigError: when it is not TOML, or says what can't be: with file, line, table and key.
    """
    file = printable(shown)
    table = read_document(data, file)
    text = data.decode("utf-8-sig")
    within = IN_PYPROJECT if in_pyproject else ()
    try:
        for key in within:
            table = _inner(table, key)
        _refuse_unknown(table, may_override=may_override)
        return _read(table, outline(text), within, file, files or InputFiles(no_files))
    except Refusal as refusal:
        line = nearest(every_line(text), (*within, *refusal.keys))
        raise refused(file, line, str(refusal), refusal.hint or _FORM) from None


def _inner(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = table.get(key, {})
    if not isinstance(inner, dict):
        raise Refusal(f"{key}: {quoted(inner)} is not a table")
    return inner


def _refuse_unknown(table: Mapping[str, Any], *, may_override: bool) -> None:
    for key in table:
        if key not in WORKLOAD and not (may_override and key in OVERRIDES):
            refusal = unknown_key(key, WORKLOAD, "a key of a workload file")
            if key in OVERRIDES:
                refusal.hint = f"prices of your own belong in {PROJECT_FILE}"
            raise refusal


def _read(
    table: Mapping[str, Any], lines: Mapping[Keys, int], within: Keys, file: str, files: InputFiles
) -> Workload:
    as_of = table.get("as_of")
    return Workload(
        tuple(_scenarios(table, lines, within, files)),
        file,
        tuple(_caps(table, lines, within)),
        None if as_of is None else _day(as_of),
    )


def _scenarios(
    table: Mapping[str, Any], lines: Mapping[Keys, int], within: Keys, files: InputFiles
) -> Iterator[Scenario]:
    try:
        reader = ScenarioTables(table.get("defaults", {}), lines, within, files)
    except Refusal as refusal:
        raise refusal.within("defaults", subject="defaults") from None
    taken: dict[str, Scenario] = {}
    for position, each in enumerate(_list_of_scenarios(table, within)):
        try:
            scenario = reader.read(each, position)
            looks = normalize("NFKC", scenario.name).casefold()
            _refuse_same_name(taken.setdefault(looks, scenario), scenario)
        except Refusal as refusal:
            raise refusal.within("scenarios", position, subject=_name(each, position)) from None
        yield scenario


def _refuse_same_name(first: Scenario, scenario: Scenario) -> None:
    if first is not scenario:
        other = f"the scenario in line {first.line}" if first.line else "another scenario"
        same = "that name too" if first.name == scenario.name else "a name that looks like it"
        raise Refusal(f"{other} has {same}", ("name",), "give each its own")


def _list_of_scenarios(table: Mapping[str, Any], within: Keys) -> list[Any]:
    found = table.get("scenarios", [])
    if isinstance(found, list):
        return found
    header = ".".join((*map(str, within), "scenarios"))
    raise Refusal(
        f"scenarios: {quoted(found)} is not a list of tables",
        ("scenarios",),
        f'begin each scenario with [[{header}]] and the line name = "..."',
    )


def _name(scenario: Any, position: int) -> str:
    """A scenario as messages name it."""
    name = scenario.get("name") if isinstance(scenario, dict) else None
    return f"scenario {quoted(name)}" if isinstance(name, str) else f"scenario {position + 1}"


def _caps(table: Mapping[str, Any], lines: Mapping[Keys, int], within: Keys) -> Iterator[Cap]:
    for name in LIMITS:
        try:
            limits = read_table(table.get(name, {}), LIMIT_READERS, "a limit", f"{name}.")
        except Refusal as refusal:
            raise refusal.within(name) from None
        yield from caps_of(limits, name, lines, within)


def _day(value: Any) -> date:
    try:
        return read_day(value, "as_of")
    except QuantityError as error:
        raise Refusal(error.message, ("as_of",), error.hint) from None
