"""Getting a result to where it was asked for: stdout in one format, files in others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.errors import UsageError
from llmcost.report.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from llmcost.cli.console import Console

SUFFIXES = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "table",
    ".svg": "svg",
    ".html": "html",
}
"""Suffix of a file -> the format that it picks."""

CHECK_SUFFIXES = {**SUFFIXES, ".xml": "junit", ".sarif": "sarif"}
"""The same of `check`, which also writes for tools that review code."""


class Delivery:
    """Where one result goes."""

    def __init__(
        self,
        console: Console,
        format: str,  # noqa: A002
        files: tuple[Path, ...],
        suffixes: Mapping[str, str] = SUFFIXES,
    ) -> None:
        """Describe it.

        Args:
            console: where stdout is.
            format: that of stdout.
            files: what is written beside it.
            suffixes: what a command has formats for.

        Raises:
            UsageError: for a file whose suffix names no format.
        """
        self._console = console
        self._format = format
        self._files = files
        self._suffixes = suffixes
        for file in files:
            if file.suffix.lower() not in suffixes:
                raise UsageError(
                    f"--out: {str(file)!r} does not end in {', '.join(suffixes)}",
                    hint="the suffix picks the format",
                )

    def check(self) -> None:
        """See to it, before anything is done that can't be undone, that the files have folders to be in.

        Raises:
            UsageError: when one has none.
        """
        for file in self._files:
            if not file.parent.is_dir():
                raise UsageError(
                    f"--out: there is no folder {file.parent}", hint="make it first, or name another"
                )

    @property
    def shows_table(self) -> bool:
        """Whether a person reads the table as it is printed."""
        return self._format == "table" and self._console.out_is_terminal

    def deliver(self, render: Callable[..., str], *, printed: bool = True) -> None:
        """Write the files, then stdout.

        Args:
            render: called with a format, a ``Look``, and ``ascii_only`` for JSON; gives the text.
            printed: whether stdout gets anything.

        Raises:
            UsageError: when a file can't be written.
        """
        for file in self._files:
            self.write(file, self._suffixes[file.suffix.lower()], render)
        if not printed:
            return
        ascii_only = not self._console.out_is_utf8
        self._console.result(render(self._format, self._console.out_look, ascii_only=ascii_only))

    @staticmethod
    def write(file: Path, form: str, render: Callable[..., str], *, flag: str = "--out") -> None:
        """Write one file.

        Args:
            file: written anew.
            form: its format.
            render: as for ``deliver``.
            flag: what asks for it, for messages.

        Raises:
            UsageError: when it can't be written.
        """
        text = render(form, Look(), ascii_only=False)
        try:
            file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            is_folder = isinstance(error, IsADirectoryError)
            hint = "it is a folder: name a file" if is_folder else "name a file in a folder that exists"
            raise UsageError(f"{flag}: can't write {file}: {error.strerror}", hint=hint) from None
