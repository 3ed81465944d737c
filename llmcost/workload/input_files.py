"""The files whose text scenarios send: as they are, or as they were at a git revision."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost.attachment import Attachment
from llmcost.errors import ConfigError, QuantityError
from llmcost.printable import printable
from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import read_at_most
from llmcost.reading.fields import shown
from llmcost.reading.plain_text import NotText, text_of
from llmcost.reading.wildcard import is_wildcard
from llmcost.workload.revision import file_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAX_BYTES = 16 * 2**20
"""Some four million tokens: above what all but a few models take."""

_FROM_WHERE = "its path begins at the folder of the workload file"


class InputFiles:
    """The files of one workload, each read once."""

    def __init__(self, read: Callable[[str], Attachment]) -> None:
        """Describe where they are.

        Args:
            read: gives a file by its name; raises a QuantityError for one that can't be had at all.
        """
        self._read = read
        self._known: dict[str, Attachment] = {}

    def read(self, names: Iterable[str], what: str) -> tuple[Attachment, ...]:
        """The files of one scenario.

        Args:
            names: as the workload file has them.
            what: the key that they stand under.

        Raises:
            QuantityError: for a name that stands there twice, and for a file that can't be read.
        """
        found: dict[str, Attachment] = {}
        for name in names:
            same = Path(name).as_posix()
            if same in found:
                raise QuantityError(
                    f"{what}: {shown(name)} stands there twice", hint="name each file once; take one out"
                )
            try:
                found[same] = self._known[same] if same in self._known else self._read(name)
            except QuantityError as error:
                raise QuantityError(f"{what}: {shown(name)} {error.message}", hint=error.hint) from None
            self._known[same] = found[same]
        return tuple(found.values())


def no_files(_: str) -> Attachment:
    """Refuse every file: of a workload that has no place of its own.

    Raises:
        QuantityError: always.
    """
    raise QuantityError("can't be read: the workload lies in no folder", hint="load it from a file")


class FilesIn:
    """Reads files as they are now."""

    def __init__(self, folder: Path) -> None:
        """Describe where.

        Args:
            folder: of the workload file.
        """
        self._folder = folder

    def __call__(self, name: str) -> Attachment:
        """Read a file.

        One that is not in the workload's repository is refused, be it by ``..`` or by a link: no other
        checkout has it, and a check of somebody's pull request must not read what lies around.

        Raises:
            QuantityError: with the end of a sentence that the file's name begins.
        """
        path = self._folder / name
        if Path(name).is_absolute():
            raise QuantityError("is an absolute path, which no other checkout has", hint=_FROM_WHERE)
        try:
            mode = path.stat().st_mode
            self._refuse_outside(path)
        except FileNotFoundError:
            raise _missing(name, path) from None
        except OSError as error:
            raise QuantityError(f"can't be read: {error.strerror}", hint=_FROM_WHERE) from None
        if stat.S_ISDIR(mode):
            raise QuantityError("is a folder", hint="list the files in it that are sent")
        if not stat.S_ISREG(mode):
            raise QuantityError("is no file", hint="name a file with the text that is sent")
        try:
            return Attachment(printable(name), text_of(read_at_most(path, MAX_BYTES)))
        except NotText as error:
            raise QuantityError(
                f"is no text: {error}", hint="name a file with the text that is sent"
            ) from None
        except BadText as error:
            raise QuantityError(
                f"can't be read: {error}", hint="mend that, or state its tokens as input"
            ) from None

    def _refuse_outside(self, path: Path) -> None:
        here = self._folder.resolve()
        root = next((each for each in (here, *here.parents) if (each / ".git").exists()), None)
        if root is not None and not path.resolve().is_relative_to(root):
            raise QuantityError(
                "leads out of the repository, to what no other checkout has",
                hint="copy the file into the repository",
            )


def _missing(name: str, path: Path) -> QuantityError:
    if path.is_symlink():
        return QuantityError("is a link to what is not there", hint="mend or remove it")
    if is_wildcard(name):
        return QuantityError("is not there", hint="no wildcards here: list the files")
    return QuantityError("is not there", hint=_FROM_WHERE)


class FilesAt:
    """Reads files as they were at a git revision."""

    def __init__(self, folder: Path, ref: str) -> None:
        """Describe where.

        Args:
            folder: of the workload file, as it is now.
            ref: the revision, which is known to have a workload.
        """
        self._folder = folder
        self._ref = ref

    def __call__(self, name: str) -> Attachment:
        """Read a file; one that can't be had makes its scenario unpriced, since the past stays as it is."""
        told, at = printable(name), f"at {printable(self._ref)}"
        if Path(name).is_absolute():
            return Attachment(told, None, f"{told} is an absolute path {at}")
        try:
            content = file_at(self._folder / name, self._ref, folder=self._folder)
        except ConfigError as error:
            return Attachment(told, None, error.message)
        if content is None:
            return Attachment(told, None, f"{told} is not there {at}")
        try:
            return Attachment(told, text_of(content))
        except NotText as error:
            return Attachment(told, None, f"{told} is no text {at}: {error}")


def notes_on(files: Iterable[Attachment]) -> Iterator[Note]:
    """What has to be said of files as they were read."""
    for file in files:
        if file.text is None:
            continue
        yield from (Note("input_file_read", f"{file.shown}: {remark}") for remark in file.text.remarks)
        if not file.text.text:
            yield Note("input_file_empty", f"{file.shown} is empty, and adds no token")
