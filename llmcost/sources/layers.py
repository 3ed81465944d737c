"""Which price files are used, the best first, and the catalogue that they make together."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Provenance
from llmcost.errors import ConfigError, LedgerError, PriceError
from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import TooLong, bounded, read_at_most
from llmcost.sources import paths
from llmcost.sources.compiled import load_compiled
from llmcost.sources.copies import through_copy
from llmcost.sources.ledger import MAX_BYTES, MAX_OVERRIDE_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.abc import FileLoader

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
    folders = paths.folders(environ)
    named = _named(prices, environ)
    if named is not None:
        return _given(named, folders)
    return _with_overrides(_installed(folders), [_override(file) for file in override_files(folders, start)])


def load_catalog_with(
    project: tuple[Path, bytes] | None,
    prices: str | os.PathLike[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
) -> Catalog:
    """As ``load_catalog``, but for a project's file that need not lie on this disk, such as an older one.

    Args:
        project: what to call the project's file, and its bytes. None: the project has none.
        prices: as for ``load_catalog``.
        environ: as for ``load_catalog``.

    Raises:
        LedgerError: as by ``load_catalog``.
        ConfigError: as by ``load_catalog``.
    """
    environ = os.environ if environ is None else environ
    folders = paths.folders(environ)
    named = _named(prices, environ)
    if named is not None:
        return _given(named, folders)
    files = [_override(file) for file in _existing(_user_file(folders))]
    if project is not None:
        files.append(_override(*project))
    return _with_overrides(_installed(folders), files)


def _named(prices: str | os.PathLike[str] | None, environ: Mapping[str, str]) -> str | None:
    return os.fspath(prices) if prices is not None else environ.get(VARIABLE) or None


def _given(named: str, folders: paths.Folders) -> Catalog:
    path = Path(named)
    return _catalog(read_ledger_file(path, folders.cache), GIVEN, str(path))


def override_files(folders: paths.Folders, start: Path | None = None) -> list[Path]:
    """The user's and the project's override files, as far as they exist, the weakest first.

    Args:
        folders: the user's folders.
        start: where the search for the project's file begins; None for the working directory.
    """
    return _existing(_user_file(folders), _project_file(start))


def _existing(*files: Path | None) -> list[Path]:
    return [file for file in files if file and paths.is_file(file)]


def _user_file(folders: paths.Folders) -> Path | None:
    return folders.config and folders.config / paths.USER_FILE


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
        return read_at_most(path, most)
    except BadText as error:
        raise _refused(path, error) from None


def _refused(path: Path, error: BadText) -> LedgerError:
    if isinstance(error, TooLong):
        return LedgerError(f"{path}: {error} is no price file", hint="name the TOML file itself")
    return LedgerError(
        f"can't read prices from {path}: {error}", hint="check the path, in --prices or LLMCOST_PRICES"
    )


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


def _with_overrides(catalog: Catalog, files: Sequence[tuple[Path, bytes]]) -> Catalog:
    if not files:
        return catalog
    from llmcost.sources.overrides import with_overrides

    return with_overrides(catalog, files)


def _override(path: Path, data: bytes | None = None) -> tuple[Path, bytes]:
    """An override file with its bytes; None for those that lie there."""
    try:
        most = MAX_OVERRIDE_BYTES
        return path, read_at_most(path, most) if data is None else bounded(data, most)
    except BadText as error:
        raise ConfigError(_refused(path, error).message, hint="mend the file, or move it away") from None
