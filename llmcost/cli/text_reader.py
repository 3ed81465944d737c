"""Texts that the command line names, read one after another, and what has to be said of that."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cli.reading_progress import reading_progress
from llmcost.cost.counting import Skipped
from llmcost.errors import NothingToReadError, UsageError
from llmcost.reading.plain_text import NotText, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from llmcost.cli.console import Console
    from llmcost.reading.plain_text import Text
    from llmcost.tokens.files import TextFile

NAME_A_TEXT = "name a file that holds text"


class TextReader:
    """Reads texts for one run, and keeps what is odd about them."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.remarks: list[str] = []
        """What had to be done to read something, with its name."""
        self.skipped: list[Skipped] = []
        """What has no text, in the order of reading."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """All that was kept, for a result that has no other place for it."""
        return (
            *(Note("as_read", each) for each in self.remarks),
            *(Note("skipped_file", f"{each.shown}: {each.message}") for each in self.skipped),
        )

    def texts(self, files: Sequence[TextFile], *, skip_named: bool = True) -> Iterator[tuple[TextFile, Text]]:
        """The files with their texts, but for those that hold none.

        Args:
            files: as found.
            skip_named: whether those may be left out as well that were named themselves.

        Raises:
            NothingToReadError: unless ``skip_named``, for a file that was named and holds no text.
            UsageError: for a file that was named and can't be read, and standard input that is closed.
        """
        from llmcost.tokens.files import read_file

        chats = []
        with reading_progress(self._console, files) as watch:
            for file in files:
                try:
                    text = read_file(file, standard_input() if file.path is None else BytesIO())
                except NotText as error:
                    if file.is_named and not skip_named:
                        raise NothingToReadError(f"{file.shown}: {error}", hint=NAME_A_TEXT) from None
                    code = "unreadable" if isinstance(error, Unreadable) else "not_text"
                    self.skipped.append(Skipped(file.shown, code, str(error)))
                else:
                    self.remark(file.shown, text.remarks)
                    if file.is_named and _is_chat(text.text):
                        chats.append(file.shown)
                    yield file, text
                if watch is not None:
                    watch(file, file.size or 0)
        if chats:
            more = f", and {len(chats) - 1:,} more do" if len(chats) > 1 else ""
            self.remark(chats[0], [f"holds a chat{more}: counted as the text it is; --messages reads it"])

    def remark(self, shown: str, remarks: Iterable[str]) -> None:
        """What had to be done to read a thing."""
        self.remarks += (f"{shown}: {each}" for each in remarks)


def standard_input() -> BinaryIO:
    """Standard input, where it is asked for.

    Raises:
        UsageError: where there is none.
    """
    # Python has none where it was closed before the start.
    if sys.stdin is None:
        raise UsageError("standard input is closed", hint="name a file, or pipe something into it")
    return sys.stdin.buffer


def _is_chat(text: str) -> bool:
    """Whether it is the JSON of a chat, as far as its beginning tells."""
    head = text[:4096]
    return head.lstrip()[:1] in {"{", "["} and '"role"' in head and '"content"' in head
