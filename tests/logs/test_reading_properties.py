"""What a log comes to, whatever the order of its lines, how often it repeats itself, and how it is cut."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from written import (
    ASKED,
    CATALOG,
    THEN,
    billed,
    chat,
    lines_of,
    log,
    message,
    outcome,
    read_through,
)

from llmcost.logs.blocks import BOM
from llmcost.logs.reader import Part, Reader, unwatched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from written import (
        Value,
    )

    from llmcost.logs.account import Account
    from llmcost.logs.files import LogFile

NAMES = st.sampled_from([f"chatcmpl-{number:020}" for number in range(5)])
SIZES = st.integers(0, 2000)
TIMES = st.sampled_from([THEN, THEN + 3600, THEN + 86_400, THEN + 10**8, 0])
CHATS = st.builds(
    chat, NAMES, SIZES, st.integers(1, 9), at=TIMES, model=st.sampled_from(["acme/one", "acme/two", "lost"])
)
HUGE = st.builds(chat, NAMES, st.just(2**33), st.integers(0, 2))
BILLS = st.builds(billed, NAMES, st.sampled_from(["0", "0.1", "0.10", "1e-9", "0.00012345678901234567"]))
MESSAGES = st.builds(
    message,
    st.sampled_from(["msg_01AAAAAAAAAAAAAAAAAAAA", "msg_01BBBBBBBBBBBBBBBBBBBB"]),
    st.integers(1, 9),
    cache_creation_input_tokens=SIZES,
)
ROWS = st.builds(
    lambda name, requests: {
        "model": "acme/two",
        "id": name,
        "input_tokens": 5,
        "output_tokens": 1,
        "requests": requests,
        "time": "2026-09-21T10:00:00Z",
    },
    NAMES,
    st.integers(1, 3),
)
NAMED = st.one_of(CHATS, HUGE, BILLS, MESSAGES, ROWS)
NAMELESS = st.one_of(
    st.builds(chat, st.none(), SIZES),
    st.builds(lambda usage: {"wrapped": {"usage": usage}}, st.just(chat(None)["usage"])),
    st.just({"level": "info"}),
    st.just({**chat("x" * 20), "usage": {"prompt_tokens": -1, "completion_tokens": 1}}),
)
RECORDS = st.lists(NAMED | NAMELESS, max_size=12)
BROKEN = st.sampled_from(
    [b"", b"  ", b"{", b"no json", b'"words"', b"17", json.dumps(chat("torn"))[:60].encode()]
)
LINES = st.lists(
    st.tuples(
        st.builds(json.dumps, NAMED | NAMELESS).map(str.encode) | BROKEN, st.sampled_from([b"\n", b"\r\n"])
    ),
    max_size=12,
)


def files_of(folder: str, *contents: bytes) -> list[LogFile]:
    return [log(Path(folder, f"{at}.jsonl"), data) for at, data in enumerate(contents)]


def cells_of(*contents: bytes) -> tuple[Any, ...]:
    """Cells, how often each thing was odd, and figures; of the bytes only their number."""
    with tempfile.TemporaryDirectory() as folder:
        cells, odd, figures = outcome(read_through(files_of(folder, *contents)))
    return cells, {each.code: each.times for each in odd}, figures


@given(st.data(), RECORDS)
def test_the_order_of_lines_does_not_matter(data: st.DataObject, records: list[Value]) -> None:
    shuffled = data.draw(st.permutations(records))

    assert cells_of(lines_of(*shuffled)) == cells_of(lines_of(*records))


@given(st.data(), st.lists(RECORDS, min_size=2, max_size=4))
def test_the_order_of_files_and_their_borders_do_not_matter(
    data: st.DataObject, logs: list[list[Value]]
) -> None:
    shuffled = data.draw(st.permutations(logs))
    joined = [record for each in logs for record in each]

    found = cells_of(*(lines_of(*each) for each in logs))

    assert cells_of(*(lines_of(*each) for each in shuffled)) == found
    assert cells_of(lines_of(*joined)) == found


@given(st.data(), RECORDS, st.lists(NAMED, min_size=1, max_size=5))
def test_repeats_change_nothing_but_their_number(
    data: st.DataObject, others: list[Value], named: list[Value]
) -> None:
    again = data.draw(st.lists(st.sampled_from(named), max_size=6))
    cells, _, (_, malformed, without, outside, records, _, repeats) = cells_of(lines_of(*others, *named))

    for contents in ([lines_of(*again, *others, *named)], [lines_of(*others, *named), lines_of(*again)]):
        more, _, figures = cells_of(*contents)
        assert more == cells
        assert figures[1:5] == (malformed, without, outside, records + len(again))
        assert figures[6] == repeats + len(again)


def in_parts(file: LogFile, cuts: Sequence[int], order: Sequence[int]) -> Account:
    """An account that takes in those of parts, in some order, as the lines stand where it is the file's."""
    edges = [0, *sorted(cuts)]
    readers = []
    for at, start in enumerate(edges):
        reader = Reader(ASKED, CATALOG)
        end = edges[at + 1] if at + 1 < len(edges) else None
        assert reader.read(Part(file, start, end), unwatched)
        readers.append(reader)
    whole = Reader(ASKED, CATALOG).account
    for at in order:
        before = sum(reader.account.lines for reader in readers[:at])
        whole.absorb(readers[at].account.state(), lines_before={file.shown: before})
    return whole


@given(st.data(), LINES, st.booleans(), st.booleans())
def test_parts_come_to_the_same_as_the_whole(
    data: st.DataObject,
    lines: list[tuple[bytes, bytes]],
    begins_with_mark: bool,  # noqa: FBT001
    is_torn: bool,  # noqa: FBT001
) -> None:
    # An object first, so that it is a log of lines; as no other log is cut.
    text = b'{"level": "info"}\n' + b"".join(line + end for line, end in lines)
    text = BOM * begins_with_mark + (text.rstrip(b"\r\n") if is_torn else text)
    cuts = data.draw(st.lists(st.integers(1, len(text) + 2), max_size=5, unique=True))
    order = data.draw(st.permutations(range(len(cuts) + 1)))

    with tempfile.TemporaryDirectory() as folder:
        [file] = files_of(folder, text)
        cells, odd, figures = outcome(read_through([file]))
        in_turn = outcome(in_parts(file, cuts, sorted(order)))
        shuffled = outcome(in_parts(file, cuts, order))

    size = figures[5]
    assert in_turn == (cells, odd, figures)
    assert shuffled[0] == cells
    assert shuffled[2] == figures
    assert {each.code: each.times for each in shuffled[1]} == {each.code: each.times for each in odd}
    assert size == len(text) - len(BOM) * begins_with_mark


def test_every_byte_is_a_border() -> None:
    records = [{"id": "x" * 16 + str(at), "model": "acme/two", "input": at} for at in (1, 2, 3, 2)]
    text = lines_of(*records[:2], end="\r\n") + b"{torn\n\n" + lines_of(*records[2:]) + b'{"torn'

    with tempfile.TemporaryDirectory() as folder:
        [file] = files_of(folder, text)
        found = outcome(read_through([file]))
        assert [place.line for place in found[1][0].places] == [3, 7]
        for at in range(1, len(text) + 1):
            assert outcome(in_parts(file, [at], [0, 1])) == found
