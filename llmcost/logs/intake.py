"""What is decoded of a file goes into the account, and what can't be read is noted with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from llmcost.cost.tally import Place
from llmcost.logs.flavour import Found
from llmcost.records.record import BadRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from llmcost.logs.account import Account
    from llmcost.logs.blocks import TooLong
    from llmcost.logs.detector import Detector
    from llmcost.logs.flavour import FileState, Flavour
    from llmcost.records.record import Record

_SHOWN = 80


class Intake:
    """Takes in one file."""

    def __init__(self, account: Account, detector: Detector, file: str, state: FileState) -> None:
        """Begin.

        Args:
            account: that all goes into.
            detector: finds the records.
            file: as it is shown.
            state: what its lines say about later ones.
        """
        self.account = account
        self.state = state
        self.file = file
        self._detector = detector

    def value(self, value: Any, line: int) -> None:
        """Take in what was decoded.

        Args:
            value: a line or another value of JSON.
            line: on which it begins.
        """
        self.account.read += 1
        self._take(self._detector.records(value, self.state), line)

    def row(self, cells: Mapping[str, Any], flavour: Flavour, line: int) -> None:
        """Take in a row of a table.

        Args:
            cells: by column.
            flavour: how rows are read.
            line: on which it begins.
        """
        self.account.read += 1
        self._take(self._detector.read(Found(cells), flavour, self.state), line)

    def words(self) -> None:
        """Take in a line of text, which is nothing odd where it stands."""
        self.account.read += 1
        self.account.without_usage += 1

    def not_json(self, error: Exception, line: int) -> None:
        """Note what a parser refused, without where on the line: that is told already."""
        said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        said = "nested too deeply" if isinstance(error, RecursionError) else said.removesuffix(" starting at")
        self.refused(f"not JSON: {said[:_SHOWN]}", line)

    def refused(self, said: str, line: int) -> None:
        """Note a line, value or row that can't be read.

        Args:
            said: what is odd about it, one clause.
            line: on which it begins.
        """
        self.account.read += 1
        self._malformed(said, line)

    def too_long(self, line: TooLong, longest: int) -> None:
        """Note a line that was not held.

        Args:
            line: how long it is.
            longest: bytes of the longest that would have been.
        """
        self.account.read += 1
        self.account.malformed += 1
        self.account.bytes += line.size
        self.odd(
            "too_long", f"a line of {line.size >> 20} MiB; {longest >> 20} MiB are read at most", line.line
        )

    def odd(self, code: str, said: str, line: int | None = None) -> None:
        """Note something odd about a line, or about the file as a whole."""
        self.account.note(code, Place(self.file, line, said))

    def _take(self, found: Iterable[Record | BadRecord], line: int) -> None:
        none = True
        for each in found:
            none = False
            if isinstance(each, BadRecord):
                self._malformed(str(each), line)
            else:
                self.account.add(each, self.file, line)
        self.account.without_usage += none
        self.account.met = self.account.met or self._detector.met

    def _malformed(self, said: str, line: int) -> None:
        self.account.malformed += 1
        self.odd("malformed", said, line)
