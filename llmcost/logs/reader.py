"""Reading log files into an account: which way each is read, and the way of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from llmcost.cost.tally import Place
from llmcost.errors import UsageError
from llmcost.logs.account import Account
from llmcost.logs.blocks import LONGEST, Block, read_blocks
from llmcost.logs.detector import Detector
from llmcost.logs.flavour import FileState
from llmcost.logs.intake import Intake
from llmcost.logs.interrupt import uninterrupted
from llmcost.logs.kind import HEAD, KINDS, kind_of
from llmcost.logs.lane import Lane
from llmcost.logs.line import NOTHING, Prose, read_line
from llmcost.logs.opening import open_log
from llmcost.logs.sorter import Sorter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from llmcost.catalog.catalog import Catalog
    from llmcost.logs.blocks import TooLong
    from llmcost.logs.files import LogFile
    from llmcost.logs.kind import Kind
    from llmcost.logs.opening import OpenLog
    from llmcost.records.question import Question

    T = TypeVar("T")
    Watch = Callable[[LogFile, int], None]

_LOG = re.compile(r"(?i)\.(?:log|jsonl|ndjson|json)(?:[.-]|\Z)")
NO_LOG = frozenset({"text", "binary", "utf-16"})


class Part(NamedTuple):
    """A part of a file: the lines that begin in it."""

    file: LogFile
    start: int = 0
    end: int | None = None
    """None: up to its end."""


class Reader:
    """Reads files for one question."""

    def __init__(
        self,
        question: Question,
        catalog: Catalog,
        *,
        stdin: BinaryIO | None = None,
        longest: int = LONGEST,
    ) -> None:
        """Begin with nothing read.

        Args:
            question: what is asked.
            catalog: the prices.
            stdin: what is read for ``-``; the process's own by default.
            longest: bytes of the longest line that is read.

        Raises:
            UsageError: for a format or time zone that doesn't exist.
        """
        self._question = question
        self._stdin = stdin
        self._longest = longest
        self.sorter = Sorter(question, catalog)
        self._detector = Detector(question)
        self.account = Account(question, self.sorter)
        self._lane = Lane(self.account)

    def read(self, part: Part, watch: Watch) -> bool:
        """Read a part of a file, or all of it. What is odd goes into the account.

        Args:
            part: what to read.
            watch: told now and then how many bytes of the file were read.

        Returns:
            False when a part can't be read without what stands before it.

        Raises:
            UsageError: for a file that was named and can't be opened, or a table that lacks a column. A file
                that went away since it was found is noted.
        """
        file = part.file
        if file.trouble is not None:
            self._unreadable(file, file.trouble)
            return True
        try:
            with open_log(file, stdin=self._stdin) as log:
                return self._read_open(part, log, watch)
        except UsageError as error:
            if file.is_named and (file.path is None or file.path.exists()):
                raise
            self._unreadable(file, error.message.removeprefix(f"{file.shown}: "))
            return True

    def _unreadable(self, file: LogFile, said: str) -> None:
        self.account.note("unreadable", Place(file.shown, None, said))

    def _read_open(self, part: Part, log: OpenLog, watch: Watch) -> bool:
        file = part.file
        kind = kind_in(log, file)
        if part.start and kind != "log":
            kind = "lines"
        state = FileState(begins=not part.start)
        intake = Intake(self.account, self._detector, file.shown, state)
        if kind in NO_LOG:
            # A folder may hold any text.
            intake.odd("passed_over" if kind == "text" else "no_log", KINDS[kind])
        elif kind == "csv":
            from llmcost.logs.table_reader import read_table

            lines = self._table_lines(
                self._watched(read_blocks(log, longest=self._longest), log, file, watch), intake
            )
            read_table(lines, intake, self._question, is_named=file.is_named)
        elif kind == "document":
            from llmcost.logs.document_reader import read_document
            from llmcost.logs.documents import read_values

            read_document(self._watched(read_values(log), log, file, watch), intake)
        else:
            blocks = read_blocks(log, start=part.start, end=part.end, longest=self._longest)
            self._lane.begin(file.shown)
            self._read_lines(self._watched(blocks, log, file, watch), intake, is_prose=kind == "log")
        if log.damage is not None:
            intake.odd("damaged", log.damage)
        watch(file, log.position())
        return not state.lacks_earlier

    def _watched(self, pieces: Iterable[T], log: OpenLog, file: LogFile, watch: Watch) -> Iterator[T]:
        """Each piece of a file; when it is read, whoever watches is told how far it is."""
        for piece in pieces:
            yield piece
            with uninterrupted():
                self.account.make_room()
            watch(file, log.position())

    def _read_lines(self, blocks: Iterable[Block | TooLong], intake: Intake, *, is_prose: bool) -> None:
        account = self.account
        for block in blocks:
            if isinstance(block, Block):
                with uninterrupted():
                    self._read_block(block, intake, is_prose=is_prose)
                    account.lines = block.first_line + block.lines - 1
                    account.bytes += len(block.data)
            else:
                intake.too_long(block, self._longest)
                account.lines = block.line
            if intake.state.lacks_earlier:
                return

    def _read_block(self, block: Block, intake: Intake, *, is_prose: bool) -> None:
        """Read a block, as much as possible on the fast lane."""
        left: Sequence[int] = range(block.lines)
        if self._lane.is_open:
            whole = block.data.endswith(b"\n")
            left = self._lane.read(block.data if whole else block.data + b"\n", block.lines)
        if left:
            lines = block.data.split(b"\n")
            for at in left:
                _read_line(lines[at], intake, block.first_line + at, is_prose=is_prose)

    def _table_lines(self, blocks: Iterable[Block | TooLong], intake: Intake) -> Iterator[bytes]:
        for block in blocks:
            if isinstance(block, Block):
                self.account.bytes += len(block.data)
                yield from block.data.splitlines(keepends=True)
            else:
                intake.too_long(block, self._longest)
                # So that the lines below keep their numbers.
                yield b"\n"


def kind_in(log: OpenLog, file: LogFile) -> Kind:
    """What a log is; where it is meant to be one, there may be JSON behind much text.

    Args:
        log: at its start.
        file: that it is.
    """
    kind = kind_of(log.peek(HEAD), file.shown)
    is_meant = file.is_named or _LOG.search(file.shown)
    return "log" if kind == "text" and is_meant else kind


def _read_line(line: bytes, intake: Intake, number: int, *, is_prose: bool) -> None:
    """Read a line.

    Args:
        line: with or without its end.
        intake: takes in what it says.
        number: of the line.
        is_prose: whether the file is text, in which a line without JSON is nothing odd.
    """
    try:
        value = read_line(line)
    except Prose as error:
        if is_prose:
            intake.words()
        else:
            intake.refused(str(error), number)
    except (ValueError, RecursionError) as error:
        intake.not_json(error, number)
    else:
        if value is not NOTHING:
            intake.value(value, number)


def unwatched(file: LogFile, position: int) -> None:
    """Nobody wants to know how far it is."""
