"""Which price files are used, the best first, and the catalogue that they make together."""

from __future__ import annotations

import os
from collections import ChainMap
from pathlib import Path
from typing import TYPE_CHECKING, cast

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Provenance
from llmcost.errors import ConfigError, LedgerError, PriceError
from llmcost.sources import paths
from llmcost.sources.compiled import load_compiled
from llmcost.sources.copies import through_copy
from llmcost.sources.ledger import MAX_BYTES, MAX_OVERRIDE_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from importlib.abc import FileLoader

    from llmcost.catalog.model import Model
    from llmcost.catalog.provenance import Override
    from llmcost.sources.ledger import Ledger

GIVEN, REFRESHED, BUNDLED = "given", "refreshed", "bundled"
VARIABLE = "LLMCOST_PRICES"
PACKAGE = Path(__file__).parents[1]
"""Where the bundled ledger lies; in a source tree it lies beside this folder."""


def load_catalog(
    prices: str | os.PathLike[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    start: Path | None = None,
) -> Catalog:
    """The catalogue in force, without touching the network.

    Args:
        prices: a whole ledger to use instead of all others. None: the one that ``LLMCOST_PRICES`` names, else
            the newer of the refreshed and the bundled ledger, with the overrides of the user and the project.
        environ: the environment to look in; None for the process's own.
        start: where the search for the project's file begins; None for the working directory.

    Raises:
        LedgerError: when a ledger that was named can't be read, or no other is left.
        ConfigError: when an override file can't be read or is wrong.
    """
    environ = os.environ if environ is None else environ
    named = os.fspath(prices) if prices is not None else environ.get(VARIABLE) or None
    folders = paths.folders(environ)
    if named is not None:
        path = Path(named)
        ledger = read_ledger_file(path, folders.cache)
        return _catalog(ledger, GIVEN, str(path))
    return _with_overrides(_installed(folders), override_files(folders, start))


def override_files(folders: paths.Folders, start: Path | None = None) -> list[Path]:
    """The user's and the project's override files, as far as they exist, the weakest first.

    Args:
        folders: the user's folders.
        start: where the search for the project's file begins; None for the working directory.
    """
    user = folders.config and folders.config / paths.USER_FILE
    project = _project_file(start)
    return [file for file in (user, project) if file and paths.is_file(file)]


def _project_file(start: Path | None) -> Path | None:
    try:
        return paths.project_file((start or Path()).absolute())
    except FileNotFoundError:  # the working directory was removed
        return None


def read_ledger_file(path: Path, cache: Path | None) -> Ledger:
    """Read a ledger, through a compiled copy in ``cache`` where there is one; None keeps none.

    Raises:
        LedgerError: when it can't be read.
    """
    return _through_copy(read_bytes(path), path, cache)


def _through_copy(data: bytes, path: Path, cache: Path | None) -> Ledger:
    return _parse(data, str(path)) if cache is None else through_copy(data, path, cache, _parse)


def _parse(data: bytes, path: str) -> Ledger:
    from llmcost.sources.document import read_ledger

    return read_ledger(data, path)


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a price file.

    Raises:
        LedgerError: when it can't be read, or is longer than any price file.
    """
    try:
        # A pipe is welcome; a device may never end.
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"can't read prices from {path}: {reason}"
        raise LedgerError(message, hint="check the path, in --prices or LLMCOST_PRICES") from None
    if len(data) > most:
        raise LedgerError(
            f"{path}: more than {most >> 20} MiB is no price file", hint="name the TOML file itself"
        )
    return data


def _catalog(ledger: Ledger, layer: str, path: str) -> Catalog:
    provenance = Provenance(ledger.source, ledger.as_of, layer, path, warnings=ledger.warnings)
    return Catalog(ledger.models, provenance, listed=ledger.listed)


def _installed(folders: paths.Folders) -> Catalog:
    """The newer of the refreshed and the bundled ledger; a broken refreshed one gives a warning."""
    bundled = _bundled(folders.cache)
    refreshed = folders.data and folders.data / paths.REFRESHED_FILE
    if refreshed is None or not paths.is_file(refreshed):
        return bundled
    try:
        ledger = read_ledger_file(refreshed, folders.cache)
    except PriceError as error:
        note = Note("refreshed_unreadable", f"{error.message}; using the prices that came with llmcost")
        return _warned(bundled, note)
    if ledger.as_of < bundled.provenance.as_of:
        return bundled
    return _catalog(ledger, REFRESHED, str(refreshed))


def _warned(catalog: Catalog, *notes: Note) -> Catalog:
    provenance = catalog.provenance
    provenance = provenance._replace(warnings=(*provenance.warnings, *notes))
    return Catalog(catalog.models, provenance, listed=catalog.listed)


def _bundled(cache: Path | None) -> Catalog:
    """The ledger that came with llmcost: from the wheel, or in an editable install from the source tree."""
    data, path = bundled_file()
    compiled = _packaged(PACKAGE / "models.compiled") if path.parent == PACKAGE else None
    ledger = compiled and load_compiled(compiled, data)
    return _catalog(ledger or _through_copy(data, path, cache), BUNDLED, str(path))


def bundled_file() -> tuple[bytes, Path]:
    """The bytes of the ledger that came with llmcost, and where it lies.

    Raises:
        LedgerError: when it is missing, or can't be read.
    """
    inside, beside = PACKAGE / "models.toml", PACKAGE.parent / "models.toml"
    data = _packaged(inside)
    if data is not None:
        return data, inside
    if not (beside.parent / "pyproject.toml").is_file():
        message = "the price file that belongs to llmcost is missing"
        raise LedgerError(message, hint="install llmcost-cli again")
    return read_bytes(beside), beside


def _packaged(path: Path) -> bytes | None:
    """A file of the package, also out of a zip; ``importlib.resources`` does the same, 3 ms later."""
    try:
        return cast("FileLoader", __spec__.loader).get_data(str(path))
    except OSError:
        return None


def _with_overrides(catalog: Catalog, files: list[Path]) -> Catalog:
    """Apply override files, the weakest first."""
    if not files:
        return catalog
    from llmcost.sources.overrides import Overrides

    models, listed = catalog.models, dict.fromkeys(catalog.listed)
    aliases: dict[str, str] = {}
    stated: dict[tuple[str, str, str], Override] = {}
    notes: list[Note] = []
    for file in files:
        try:
            overrides = Overrides(file, read_bytes(file, MAX_OVERRIDE_BYTES))
        except LedgerError as error:
            raise ConfigError(error.message, hint="mend the file, or move it away") from None
        changed, rates, warnings = overrides.apply(models, Catalog(models, catalog.provenance).meaning)
        models = ChainMap(changed, cast("MutableMapping[str, Model]", models))
        for model_id, model in changed.items():
            if model.retired is None:
                listed[model_id] = None
            else:
                listed.pop(model_id, None)
        aliases |= overrides.aliases
        stated |= {(rate.model, rate.rate, rate.condition): rate for rate in rates}
        notes += warnings
    notes += [
        Note("alias_hidden", f"the alias {alias!r} is never used: a model has that id")
        for alias in aliases
        if alias in models
    ]
    provenance = catalog.provenance._replace(
        overrides=tuple(stated.values()), warnings=(*catalog.provenance.warnings, *notes)
    )
    return Catalog(models, provenance, aliases, tuple(listed))
