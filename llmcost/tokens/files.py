"""The texts behind the names that were typed, and which files of a folder are meant."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.likeness import most_alike
from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable
from llmcost.reading.name_pattern import NameFilter, Place
from llmcost.reading.named_files import NamedFile, NamedFiles, Words, each_once, parts_of
from llmcost.reading.plain_text import Unreadable
from llmcost.reading.text_file import read_text
from llmcost.reading.wildcard import entries
from llmcost.tokens.folders import Folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from llmcost.reading.named_files import Found
    from llmcost.reading.plain_text import Text

TextFile = NamedFile

_WORDS = Words(
    what="files",
    to_name="name a file, a folder or -; a text itself goes behind --text",
    to_look_for="name files, folders, wildcards such as 'docs/**/*.md', or - for standard input; "
    "a text itself goes behind --text",
    in_folder="links, what git ignores and what tools made are left out there; name such a file itself",
)


class TextFiles(NamedTuple):
    """The files that names stand for."""

    files: tuple[TextFile, ...]
    """In the order of the names, those of a folder sorted, each once."""
    remarks: tuple[str, ...] = ()
    """What was left out, or could not be told, where nobody would expect that; each in a clause."""


def find_files(
    names: Sequence[str], *, cwd: Path, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> TextFiles:
    """The files to count.

    A folder stands for what git lists in it: tracked files, and new ones that it doesn't ignore, hidden or
    not, but for those that are deleted. So does each repository within the repository, be it a submodule or
    not. In a folder that git ignores, outside of a repository and without git it stands for all below, but
    for what is in hidden folders and in those that tools made, which is remarked; so is that git fails. Only
    regular files are met, and no links are followed.

    Wildcards are taken as the shell takes them, whatever git ignores, but for links to folders, which they do
    not stand for; ``**`` stands for folders of any depth. A name that exists is taken as it is, whatever is
    in it.

    Args:
        names: as typed; ``-`` is standard input.
        cwd: the folder that relative names start from.
        include: patterns of what is read alone, see ``NamePattern``; they hold for all but standard input,
            since it may have been the shell that named a file. Of wildcards, they start from the folder
            before the first of them.
        exclude: patterns of what is left out, whatever is included.

    Raises:
        NothingToReadError: for names of nothing, wildcards that match nothing, a folder without files, and
            where the patterns leave no file of any name.
        UsageError: for a name that exists, but can't be read, and for a pattern that is none.
    """
    patterns = NameFilter(include, exclude)
    folders = Folders()
    behind = NamedFiles(folders.walk, _WORDS, cwd=cwd, enter_links=False)
    _refuse_missing(names, behind, cwd)
    found = tuple(behind.find(names))
    admitted = [each for each in found if each.file.path is None or patterns.admits(_place(each))]
    if found and not admitted:
        raise NothingToReadError(
            f"{patterns.shown} leaves none of {len(found):,} file{'' if len(found) == 1 else 's'}",
            hint="'*.md' is a name at any depth, 'docs/*.md' a path from the folder that is named",
        )
    return TextFiles(each_once(admitted), folders.remarks(patterns))


def read_file(file: TextFile, stdin: BinaryIO) -> Text:
    """The text of a file, line ends as they are.

    Args:
        file: as found.
        stdin: standard input, where it is asked for.

    Raises:
        NotText: for what is no text, of which ``Unreadable`` is a file that was met and can't be read, or is
            no longer there: to be told, and left out.
        UsageError: for a file that was named and can't be read.
    """
    if file.trouble is not None:
        raise Unreadable(file.trouble)
    try:
        if file.path is None:
            return read_text(stdin)
        with file.path.open("rb") as stream:
            return read_text(stream, file.size)
    except OSError as error:
        said = error.strerror or "can't be read"
        if not file.is_named:
            raise Unreadable(said) from None
        raise UsageError(f"{file.shown}: {said}", hint="name a file that can be read") from None


def _refuse_missing(names: Sequence[str], files: NamedFiles, cwd: Path) -> None:
    """Refuse names of nothing, all in one go."""
    missing = files.missing(names)
    if not missing:
        return
    noun = "file or folder" if len(missing) == 1 else "files or folders"
    alike = dict.fromkeys(each for name in missing for each in _alike(name, cwd))
    raise NothingToReadError(
        f"{', '.join(printable(name) or repr(name) for name in missing)}: no such {noun}",
        hint=f"did you mean {', '.join(alike)}?" if alike else _WORDS.to_look_for,
    )


def _alike(name: str, cwd: Path) -> tuple[str, ...]:
    """The name beside it that looks most like one of nothing, if any does."""
    folder, slug = os.path.split(name.rstrip(os.sep))
    # In another case it is alike all the same; a link of that very name leads nowhere.
    known = {each.name.lower(): each.name for each in entries(cwd / folder) if each.name != slug}
    best = most_alike(slug.lower(), known, lambda _: True)[:1]
    return tuple(printable(os.path.join(folder, known[each])) for each in best)  # noqa: PTH118


def _place(found: Found) -> Place:
    return Place(tuple(parts_of(found.name)), found.start, is_folder=found.name.endswith(os.sep))
