"""Documents of JSON are read value by value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from written import chat, log, read_through

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.logs.account import Account

CHATS = [chat(f"chatcmpl-{at:020}", at) for at in range(1, 5)]
WRONG = chat("chatcmpl-wrong", usage={"prompt_tokens": -3})


def told(account: Account) -> list[tuple[str, int, list[tuple[Any, ...]]]]:
    return [(odd.code, odd.times, [tuple(place) for place in odd.places]) for odd in account.oddities()]


def counted(account: Account) -> int:
    return sum(sums.requests for sums in account.settle().values())


def test_a_document_s_values_are_told_by_their_line(tmp_path: Path) -> None:
    values = [*CHATS, WRONG, {"level": "info"}]
    text = b",\n".join(json.dumps(value, indent=1).encode() for value in values)
    deep = b"[" * 12_000 + b"]" * 12_000
    text = b"[\n" + text + b',\n{"a": NaN},\n' + deep + b",\n{torn}\n"

    account = read_through([log(tmp_path / "a.json", text)])

    assert told(account)[0][2][0] == (
        "a.json",
        text[: text.index(b"chatcmpl-wrong")].count(b"\n"),
        "prompt_tokens is -3, but can't be negative",
    )
    assert [said for _, _, said in told(account)[0][2]][1:] == [
        "not JSON: NaN is no number of JSON",
        "not JSON: nested too deeply",
    ]
    assert (counted(account), account.without_usage) == (4, 1)


def test_a_value_that_is_broken_off_is_told(tmp_path: Path) -> None:
    text = json.dumps([*CHATS], indent=1).encode()

    account = read_through([log(tmp_path / "a.json", text[:-40])])

    assert account.malformed == 1
    assert told(account)[0][2][0][2] == "not JSON: it breaks off"
    assert counted(account) == 3
