"""Tables are read row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from written import chat, lines_of, log, read_through

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.logs.account import Account

CHATS = [chat(f"chatcmpl-{at:020}", at) for at in range(1, 5)]


def told(account: Account) -> list[tuple[str, int, list[tuple[Any, ...]]]]:
    return [(odd.code, odd.times, [tuple(place) for place in odd.places]) for odd in account.oddities()]


def counted(account: Account) -> int:
    return sum(sums.requests for sums in account.settle().values())


def test_rows_of_a_table_are_told_by_their_line(tmp_path: Path) -> None:
    text = (
        b"model,input,output,time,note\r\n"
        b'acme/two,1,2,2026-09-21T10:00:00Z,"two\nlines"\n'
        b"acme/two,-1,2,,\n\n"
        b"acme/two,1\n" + b"acme/two,1,2,,%s\n" % (b"x" * 3000) + b"acme/two,x,1,,\nacme/two,0,0,,\n"
    )

    account = read_through([log(tmp_path / "a.csv", text)], longest=2**10)

    assert told(account) == [
        (
            "malformed",
            3,
            [
                ("a.csv", 4, "input is '-1', not a number of tokens"),
                ("a.csv", 6, "a row of 2 cells under a header of 5"),
                ("a.csv", 8, "input is 'x', not a number of tokens"),
            ],
        ),
        ("too_long", 1, [("a.csv", 7, "a line of 0 MiB; 0 MiB are read at most")]),
    ]
    assert (account.read, account.malformed, account.without_usage) == (6, 4, 1)
    assert account.bytes == len(text) - 1
    assert counted(account) == 1


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_table_that_lacks_a_column_is_refused_where_it_is_named(tmp_path: Path, name: str) -> None:
    text = b"day,colour,size\n1,red,2\n"
    file = log(tmp_path / name, text)

    with pytest.raises(UsageError, match=f"{name}: no column holds the model or the input or output tokens"):
        read_through([file])

    account = read_through([file._replace(is_named=False), log(tmp_path / "b.jsonl", lines_of(CHATS[0]))])
    said = "no column holds the model or the input or output tokens"
    assert told(account) == [("no_log", 1, [(name, None, said)])]
    assert counted(account) == 1


def test_counts_may_be_written_with_their_thousands_apart(tmp_path: Path) -> None:
    text = (
        b'model,input,output,requests\nacme/two,"2,000,000","1,500",1\n'
        b'acme/two,"1,50",1,1\nacme/two,1,000,1,1\n'
    )

    account = read_through([log(tmp_path / "a.csv", text)])

    assert [said for _, _, said in told(account)[0][2]] == [
        "input is '1,50', not a number of tokens",
        "a row of 5 cells under a header of 4",
    ]
    [sums] = account.settle().values()
    assert (sums.counts.input, sums.counts.output) == (2_000_000, 1500)
