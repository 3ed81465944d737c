"""The summary of a job of GitHub Actions, to which a step appends Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.report.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from llmcost.cli.console import Console

MOST_BYTES = 512 * 1024
"""How large the file may get: GitHub drops a summary of more than 1 MiB whole."""

_CUT = "\n\nCut here: the summary of a step has no room for more.\n"


def append_summary(environ: Mapping[str, str], console: Console, render: Callable[..., str]) -> None:
    """Append a report to the summary, where there is one; without GITHUB_STEP_SUMMARY nothing is done.

    A report that was printed is not made a failure of by a summary that can't be written.

    Args:
        environ: names the file, which may not be there yet.
        console: where trouble is told.
        render: called with a format and a ``Look``; gives the text.
    """
    name = environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    text = render("markdown", Look(), ascii_only=False)
    try:
        # Bytes: on Windows a text file would get other line ends.
        with Path(name).open("ab") as file:
            before = file.tell()
            # A line between: a table right below other text is none.
            file.write(_fitting(f"\n{text}" if before else text, MOST_BYTES - before))
    except OSError as error:
        console.warning(f"the step summary can't be written to {name}: {error.strerror}")


def _fitting(text: str, room: int) -> bytes:
    """The text as far as it fits, to the end of a line; nothing where not even a word on that fits."""
    data = text.encode("utf-8", "replace")
    if len(data) <= room:
        return data
    last = data.rfind(b"\n", 0, max(0, room - len(_CUT)))
    return data[:last] + _CUT.encode() if last > 0 else b""
