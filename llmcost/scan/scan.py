"""Which models the files of a repository name, what is known of those, and which scenario covers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.mention import Mention, Scan, Skipped
from llmcost.errors import LlmcostError, UnknownModelError
from llmcost.printable import printable
from llmcost.reading.fields import COMMAND
from llmcost.scan.files import files_below
from llmcost.scan.source import spots_in
from llmcost.scan.spot import Looks, bare, is_version_of_family

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.names import Resolution
    from llmcost.cost.workload import Scenario
    from llmcost.scan.spot import Spot

_MOST_SUGGESTIONS = 20
"""Unknown names for which others that look alike are sought: each takes some hundredths of a second."""


def scan(
    path: Path,
    catalog: Catalog,
    scenarios: Iterable[Scenario] = (),
    *,
    fail_on: Collection[str] = (),
    leave_out: Collection[Path] = (),
) -> Scan:
    """Find every model that is named below a path.

    Args:
        path: a folder, or one file.
        catalog: the prices in force.
        scenarios: those that may cover a model; their own names for it are resolved in ``catalog``.
        fail_on: reasons to fail, of ``REASONS``.
        leave_out: files that are no code, such as the workload file.

    Raises:
        UsageError: when there is no such file or folder.
    """
    judge = _Judge(catalog, scenarios)
    looks = Looks({model_id.lstrip("~").partition("/")[0] for model_id in catalog})
    # Of that one only the tables that are the workload are left out, and that as it is read.
    no_code = {each.resolve() for each in leave_out if each.name != "pyproject.toml"}
    mentions: list[Mention] = []
    skipped, unnamed, read = [], [], 0
    for listed in files_below(path):
        if no_code and listed.path.resolve() in no_code:
            continue
        found, code = spots_in(listed, looks)
        if code is not None:
            skipped.append(Skipped(listed.shown, code))
        if code in {None, "unparsable"}:
            read += 1
        mentions += judge.judged(listed.shown, found.spots)
        unnamed += [(listed.shown, line) for line in found.unnamed]
    return Scan(
        printable(str(path)),
        tuple(mentions),
        read,
        tuple(skipped),
        tuple(unnamed),
        tuple(fail_on),
        catalog.provenance,
        path.is_file(),
    )


class _Judge:
    """Knows of each name whether it is a model's, and which; each is looked up once."""

    def __init__(self, catalog: Catalog, scenarios: Iterable[Scenario]) -> None:
        self._catalog = catalog
        self._known: dict[str, str | None] = {}
        self._suggestions = 0
        self._told: dict[tuple[str, bool], Mention | None] = {}
        self._covering: dict[str, list[str]] = {}
        for scenario in scenarios:
            bases = {_base(found) for name, _ in scenario.models if (found := catalog.meaning(name))}
            for base in sorted(bases):
                self._covering.setdefault(base, []).append(scenario.name)

    def judged(self, file: str, spots: Iterable[Spot]) -> Iterator[Mention]:
        """The mentions among the spots of a file, each name once a line."""
        best: dict[tuple[int, str], Spot] = {}
        for spot in spots:
            place = spot.line, spot.name
            # "call" < "key" < "text": what is known best comes first.
            best[place] = min(best.get(place, spot), spot, key=lambda each: each.found_in)
        for spot in sorted(best.values()):
            mention = self._mention(spot)
            if mention is not None:
                yield mention._replace(file=file, line=spot.line, found_in=spot.found_in)

    def _mention(self, spot: Spot) -> Mention | None:
        """What is known of the name; None of a string that is none."""
        must_be = spot.found_in == "call" or (spot.found_in == "key" and is_version_of_family(spot.name))
        key = spot.name, must_be
        if key not in self._told:
            # No model is called so, and where reports of it are read it would be a command.
            self._told[key] = None if COMMAND.search(spot.name) else self._resolved(*key)
        return self._told[key]

    def _resolved(self, name: str, must_be: bool) -> Mention | None:  # noqa: FBT001 - part of a key
        known = name if self._catalog.meaning(name) or bare(name) == name else bare(name)
        if self._catalog.meaning(known) is None and not must_be:
            return None
        try:
            found = self._resolve(known)
        except LlmcostError as error:
            message = error.message if error.hint is None else f"{error.message}; {error.hint}"
            return Mention("", 0, name, "", None, message=message)
        covering = tuple(self._covering.get(_base(found.id), ()))
        return Mention("", 0, name, "", self._catalog.models[found.id], covering, found.notes)

    def _resolve(self, name: str) -> Resolution:
        if self._catalog.meaning(name) is None:
            self._suggestions += 1
            if self._suggestions > _MOST_SUGGESTIONS:
                raise UnknownModelError(f"no model {name!r}")
        return self._catalog.resolve(name)


def _base(model_id: str) -> str:
    """The id without its variant: ``:batch`` and ``:free`` rows are the same model."""
    return model_id.partition(":")[0]
