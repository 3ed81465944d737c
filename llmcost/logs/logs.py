"""Logs read from end to end: the way in for whoever wants to know what they state."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

from llmcost.cost.elsewhere import Elsewhere
from llmcost.cost.spend import Logged
from llmcost.cost.tally import Oddity, Tally
from llmcost.errors import NothingToReadError
from llmcost.logs.interrupt import uninterrupted
from llmcost.logs.reader import Part, Reader, unwatched
from llmcost.logs.wholes import counted_once
from llmcost.records.oddities import ODD, unstated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from llmcost.catalog.catalog import Catalog
    from llmcost.logs.account import Account
    from llmcost.logs.files import LogFile
    from llmcost.logs.parts import Read
    from llmcost.logs.reader import Watch
    from llmcost.records.question import Question

PART = 8 * 2**20
"""Bytes of a part that a process reads, about: small enough to share out, large enough to be worth one."""


def read_logs(
    files: Sequence[LogFile],
    question: Question,
    catalog: Catalog,
    *,
    jobs: int = 1,
    watch: Watch | None = None,
    stdin: BinaryIO | None = None,
    part: int = PART,
) -> Logged:
    """Read logs, each request counted once.

    An interrupt ends the reading, not the program: what was read so far is marked as partial.

    Args:
        files: to read, in this order.
        question: what is asked.
        catalog: the prices.
        jobs: processes that read side by side; the result is the same.
        watch: told now and then how many bytes of which file were read.
        stdin: what is read for ``-``; the process's own by default.
        part: bytes that a process reads at once, about; larger files are cut.

    Raises:
        NothingToReadError: when no record of usage is found, or all lie outside the time asked for.
        UsageError: for a file that was named and can't be opened, a table that lacks a column, or a format
            or time zone that doesn't exist.
    """
    reader = Reader(question, catalog, stdin=stdin)
    partial = False
    try:
        # What comes through a pipe can't be shared out.
        if jobs > 1 and all(file.path for file in files):
            for attempt in _side_by_side(
                files, question, catalog, jobs=jobs, size=part, watch=watch or unwatched
            ):
                reader = attempt
        else:
            for file in files:
                reader.read(Part(file), watch or unwatched)
    except KeyboardInterrupt:
        partial = True
    account = reader.account
    settled = account.settle()
    cells, outweighed = counted_once(settled)
    repeated = sum(sums.requests for cell, sums in settled.items() if cell not in cells)
    counted = sum(sums.requests for sums in cells.values())
    tally = Tally(
        len(files),
        account.read,
        counted,
        account.distinct.repeats + repeated,
        account.malformed,
        account.without_usage,
        account.outside,
        account.bytes,
    )
    if not cells and not partial:
        raise _nothing(files, tally, account, has_flavour=question.flavour is not None)
    below = (Oddity("whole_below_parts", ODD["whole_below_parts"], outweighed, ()),) if outweighed else ()
    return Logged(
        cells,
        reader.sorter.tariff,
        Elsewhere(catalog, question.others),
        tally,
        (*account.oddities(), *below, *unstated(question, cells, account.met)),
        partial=partial,
    )


def _side_by_side(
    files: Sequence[LogFile], question: Question, catalog: Catalog, *, jobs: int, size: int, watch: Watch
) -> Iterator[Reader]:
    """Read in several processes; gives the reader that all goes into, again where it has to start over."""
    from llmcost.logs.parts import cut, read_in_parts

    whole: set[str] = set()
    done = False
    while not done:
        reader = Reader(question, catalog)
        yield reader
        tasks = list(cut(files, whole, size))
        # An interrupt comes between two parts, and a second one not before all processes have ended.
        with (
            uninterrupted() as is_interrupted,
            closing(read_in_parts(tasks, question, catalog, jobs, is_interrupted=is_interrupted)) as parts,
        ):
            done = _put_together(parts, reader, whole, watch)


def _put_together(parts: Iterable[Read], reader: Reader, whole: set[str], watch: Watch) -> bool:
    """Take in all parts; false when files turn out to be readable as a whole only, which then are known."""
    lines: defaultdict[str, int] = defaultdict(int)
    done: defaultdict[str, int] = defaultdict(int)
    is_sound = True
    for part in parts:
        first = part.files[0]
        if part.lacks_earlier:
            whole.add(first.shown)
            is_sound = False
        if is_sound:
            reader.account.absorb(part.state, lines_before=lines)
            lines[first.shown] += part.lines
        for file in part.files:
            done[file.shown] += part.size
            watch(file, done[file.shown] if len(part.files) == 1 else file.size or 0)
    return is_sound


def _nothing(
    files: Sequence[LogFile], tally: Tally, account: Account, *, has_flavour: bool
) -> NothingToReadError:
    what = files[0].shown if len(files) == 1 else f"{len(files):,} files"
    if tally.outside:
        return NothingToReadError(
            f"{what}: none of {tally.outside:,} records lies within --since and --until",
            hint="widen the range, or leave it out",
        )
    hint = "give logs whose lines hold a response with its usage; `llmcost usage --help` lists the formats"
    if has_flavour:
        hint = "leave --flavour out: then the format of each record is told by what is in it"
    lines = f"{tally.read:,} {'line' if tally.read == 1 else 'lines'}"
    telling = {"malformed", "too_long"} if tally.malformed else {"damaged", "unreadable"}
    code = min(account.odd.keys() & (telling if tally.read else ODD.keys()), default=None)
    if code is None and tally.read:
        return NothingToReadError(f"{what}: no usage found in {lines}", hint=hint)
    if code is None:
        nothing = f"nothing stands in {'it' if len(files) == 1 else 'them'}"
        return NothingToReadError(f"{what}: {nothing}", hint=hint)
    times, (first, *_) = account.odd[code]
    at = first.file if first.line is None else f"{first.file}:{first.line}"
    if tally.malformed:
        said = f"no usage found; {tally.malformed:,} of {lines} can't be read, such as {at}"
        return NothingToReadError(f"{what}: {said}: {first.said}", hint=hint)
    more = f", and {times - 1:,} more like that" if times > 1 else ""
    return NothingToReadError(f"{at}: {ODD[code]}: {first.said}{more}", hint=hint)
