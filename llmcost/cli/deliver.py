"""Getting a result to where it was asked for: stdout in one format, files in others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.errors import UsageError
from llmcost.report.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from llmcost.cli.console import Console
    from llmcost.cli.options import Format

SUFFIXES = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table", ".svg": "svg"}


class Delivery:
    """Where one result goes."""

    def __init__(self, console: Console, format: Format, files: tuple[Path, ...]) -> None:  # noqa: A002
        """Describe it.

        Raises:
            UsageError: for a file whose suffix names no format.
        """
        self._console = console
        self._format = format
        self._files = files
        for file in files:
            if file.suffix.lower() not in SUFFIXES:
                raise UsageError(
                    f"--out: {str(file)!r} does not end in {', '.join(SUFFIXES)}",
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
            text = render(SUFFIXES[file.suffix.lower()], Look(), ascii_only=False)
            try:
                file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
            except OSError as error:
                raise UsageError(
                    f"--out: can't write {file}: {error.strerror}", hint="name a file in a folder that exists"
                ) from None
        if not printed:
            return
        ascii_only = not self._console.out_is_utf8
        self._console.result(render(self._format, self._console.out_look, ascii_only=ascii_only))
