"""What a stream can show, and writing to it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, TextIO

from llmcost.errors import UsageError
from llmcost.printable import printable
from llmcost.report.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NARROWEST = 20
"""A width below this is a terminal that doesn't know its size."""

_OFF = frozenset({"", "0", "false", "no"})
_RED, _YELLOW, _DIM = "31", "33", "2"


class Surface(NamedTuple):
    """What is known of a stream."""

    terminal: bool
    encoding: str
    columns: int


def look_at(surface: Surface, environ: Mapping[str, str], colour: str = "auto") -> Look:
    """How to write to a stream. Pure.

    The first that applies decides on colour: ``--color always|never``, NO_COLOR, FORCE_COLOR or
    CLICOLOR_FORCE (0 and false mean off), TERM=dumb, CLICOLOR=0, then whether it is a terminal.

    Args:
        surface: the stream.
        environ: the environment.
        colour: ``always``, ``never`` or ``auto``.
    """
    return Look(
        width=_width(surface, environ) if surface.terminal else None,
        colour=_coloured(surface, environ, colour),
        unicode=_encodes(surface.encoding, "─█▏…"),
    )


def _coloured(surface: Surface, environ: Mapping[str, str], colour: str) -> bool:
    if colour != "auto":
        return colour == "always"
    if environ.get("NO_COLOR"):
        return False
    for force in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if force in environ:
            return environ[force].lower() not in _OFF
    if environ.get("TERM") == "dumb" or environ.get("CLICOLOR") == "0":
        return False
    return surface.terminal


def _width(surface: Surface, environ: Mapping[str, str]) -> int:
    stated = environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdigit() and int(stated[:6]) >= NARROWEST:
        return int(stated[:6])
    return surface.columns if surface.columns >= NARROWEST else 80


def _encodes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def surface_of(stream: TextIO) -> Surface:
    """Look at a stream of this process."""
    encoding = getattr(stream, "encoding", None) or "ascii"
    terminal = stream.isatty()
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if terminal else 0
    except (OSError, ValueError):
        columns = 0
    return Surface(terminal, encoding, columns)


class Console:
    """The two streams of one run."""

    def __init__(self, environ: Mapping[str, str], *, colour: str = "auto", quiet: bool = False) -> None:
        self._environ = environ
        self._colour = colour
        self._quiet = quiet

    @property
    def out_look(self) -> Look:
        """How stdout wants to be written to."""
        return look_at(surface_of(sys.stdout), self._environ, self._colour)

    @property
    def out_is_terminal(self) -> bool:
        """Whether somebody reads stdout as it comes."""
        return surface_of(sys.stdout).terminal

    @property
    def out_is_utf8(self) -> bool:
        """Whether stdout takes any character."""
        return surface_of(sys.stdout).encoding.lower().replace("-", "") == "utf8"

    def result(self, text: str) -> None:
        """Write a result to stdout; what the stream can't encode becomes a question mark.

        A reader that has gone (``| head -1``) is none of our business: the run goes on to its verdict.

        Raises:
            UsageError: when stdout can't be written to, as on a full disk.
        """
        try:
            _write(sys.stdout, text)
        except OSError as error:
            raise UsageError(
                f"can't write the result: {error.strerror}", hint="see where stdout leads"
            ) from None

    def warning(self, message: str) -> None:
        """A line on stderr about something odd; not with --quiet."""
        if not self._quiet:
            self._say("warning", _YELLOW, message)

    def note(self, message: str) -> None:
        """A line on stderr about what stdout has no room for; not with --quiet."""
        if not self._quiet:
            self._say("note", _DIM, message)

    def unpriced(self, message: str) -> None:
        """A line on stderr about a model without a price; also with --quiet, since the run fails for it."""
        self._say("unpriced", _RED, message)

    def verdict(self, outcome: str, message: str) -> None:
        """A line on stderr about what was not kept; also with --quiet."""
        self._say({"over": "over budget", "unpriced": "budget not kept"}.get(outcome, outcome), _RED, message)

    def finding(self, fate: str, code: str, message: str) -> None:
        """A line on stderr about what speaks against a price list, ``refused`` or ``accepted``; always."""
        self._say(fate, _RED, f"{code}: {message}")

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int | None], None] | None]:
        """A bar on stderr while bytes come in, where that is a terminal; gives what to call with the sum."""
        surface = surface_of(sys.stderr)
        if self._quiet or not surface.terminal or self._environ.get("TERM") == "dumb":
            yield None
            return
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

        look = look_at(surface, self._environ, self._colour)
        terminal = Terminal(
            stderr=True,
            width=look.width,
            no_color=not look.colour,
            force_terminal=True,
            legacy_windows=False,
            _environ={},
        )
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
        with Progress(*columns, console=terminal, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda received, expected: bar.update(task, completed=received, total=expected)

    @contextmanager
    def status(self) -> Iterator[Callable[[str], None] | None]:
        """A line on stderr that each call writes over, gone at the end; None where stderr is no terminal."""
        surface = surface_of(sys.stderr)
        if self._quiet or not surface.terminal or self._environ.get("TERM") == "dumb":
            yield None
            return
        width = _width(surface, self._environ)

        said = False

        def say(text: str) -> None:
            nonlocal said
            said = True
            with suppress(OSError):
                _write(sys.stderr, f"\r{printable(text)[: width - 1]}\x1b[K")

        try:
            yield say
        finally:
            if said:
                say("")

    def error(self, message: str, hint: str | None) -> None:
        """What went wrong and what to do about it, on stderr."""
        self._say("error", _RED, message)
        if hint:
            self._say("hint", _DIM, hint)

    def _say(self, label: str, style: str, message: str) -> None:
        surface = surface_of(sys.stderr)
        if look_at(surface, self._environ, self._colour).colour:
            label = f"\x1b[{style}m{label}:\x1b[0m"
        else:
            label = f"{label}:"
        # What a file says could else be a command to the CI that reads this log.
        line = f"{label} {printable(message).replace('##[', '## [')}\n"
        with suppress(OSError):
            _write(sys.stderr, line)


def _write(stream: TextIO, text: str) -> None:
    encoding = surface_of(stream).encoding
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except OSError as error:
        # The interpreter flushes once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise
