"""The TOML file that holds a workload: its bytes, and what they say."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Any

from llmcost.errors import ConfigError
from llmcost.printable import printable
from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import TooLong, read_at_most
from llmcost.reading.fields import COMMAND
from llmcost.reading.project_file import PROJECT_FILE
from llmcost.reading.toml_text import parse_toml_once

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES = 16 * 2**20
"""A hundred thousand scenarios; nobody writes more."""

_LINE = re.compile(r"(?a)(?:(?<=\()at )?\bline ([0-9]+)(?:, (?=column)| has )?")
"""What the parser says of the place; the column stays in the sentence."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that was named, or a pipe's.

    Raises:
        ConfigError: when it can't be read, or is longer than any workload.
    """
    try:
        return read_at_most(path, MAX_BYTES)
    except TooLong as error:
        message = f"{printable(str(path))}: {error} is no workload file"
        raise ConfigError(message, hint="name the TOML file itself") from None
    except BadText as error:
        # These never raise, as pathlib's do where a folder may not be entered.
        hint = None if os.path.exists(path) else "check the path"  # noqa: PTH110
        if os.path.isdir(path):  # noqa: PTH112
            hint = f"name the file in it, as in {printable(str(path / PROJECT_FILE))}"
        raise _unreadable(str(path), str(error), hint) from None


def read_bytes_if_there(path: Path, shown: str) -> bytes | None:
    """The bytes of a file that may not exist; None where nothing has that name.

    Args:
        path: the file.
        shown: how to name it in messages.

    Raises:
        ConfigError: for what is there, but can't be read or is no file: to pass it over could drop a limit.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise _unreadable(shown, "a link to what is not there") from None
        return None
    except OSError as error:
        raise _unreadable(shown, error.strerror or str(error)) from None
    if stat.S_ISREG(mode):
        return read_bytes(path)
    raise _unreadable(shown, "not a file")


def read_document(data: bytes, shown: str) -> Mapping[str, Any]:
    """What the bytes say. Not to be changed.

    Args:
        data: the file's bytes.
        shown: how to name it in messages.

    Raises:
        ConfigError: for what is not TOML in UTF-8.
    """
    try:
        return parse_toml_once(data)
    except BadText as error:
        line = _LINE.search(str(error))
        said = _LINE.sub("", str(error))
        raise refused(shown, int(line[1]) if line else None, f"not TOML: {said}", error.hint) from None


def refused(file: str, line: int | None, said: str, hint: str | None) -> ConfigError:
    """The error for a file that says what can't be; what it quotes is no command to a runner of CI."""
    place = file if line is None else f"{file}:{line}"
    harmless = COMMAND.sub(lambda found: f"{found[0][:-1]} {found[0][-1]}", f"{place}: {said}")
    return ConfigError(harmless, hint=hint)


def _unreadable(file: str, said: str, hint: str | None = None) -> ConfigError:
    return ConfigError(
        f"can't read the workload from {printable(file)}: {said}",
        hint=hint or "mend or remove it, or name another file",
    )
