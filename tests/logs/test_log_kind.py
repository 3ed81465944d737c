from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from llmcost.logs.kind import HEAD, KINDS, kind_of

if TYPE_CHECKING:
    from llmcost.logs.kind import Kind

RECORD = {"id": "x", "usage": {"prompt_tokens": 3}, "choices": [{"index": 0}]}
LINE = json.dumps(RECORD)
SQUASHED = json.dumps(RECORD, separators=(",", ":"))
PRETTY = json.dumps(RECORD, indent=2)
FLAT = json.dumps(RECORD, indent=0)
LONG = json.dumps({"text": "x" * HEAD})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        (" \r\n\n", "empty"),
        ("\ufeff\n", "empty"),
        (LINE, "lines"),
        (SQUASHED, "lines"),
        (f"{LINE}\n{LINE}\n", "lines"),
        (f"\ufeff\n  {LINE}\r\n{LINE}", "lines"),
        (f"[{LINE}]\n", "lines"),
        (f"[{LINE}]\n[{LINE}]\n", "lines"),
        # A torn first line, as behind the rotation of a log, or of what was being written.
        (f"{LINE[:20]}\n{LINE}\n{LINE[:9]}", "lines"),
        (f'"b": 2}}\n{LINE}\n', "lines"),
        (f'{{"a": \0\0\0\n{LINE}\n', "lines"),
        (f"data: {LINE}\n\ndata: [DONE]\n", "lines"),
        ("event: message_start\ndata: {}\n", "lines"),
        (json.dumps(LINE), "lines"),
        ("starting up\n[]\n", "lines"),
        (f"hello\nworld\n{LINE}\n", "lines"),
        (LONG, "lines"),
        (PRETTY, "document"),
        (FLAT, "document"),
        (f"{PRETTY}\n{PRETTY}\n", "document"),
        (f"[\n{LINE},\n{LINE}\n]\n", "document"),
        (f"[{LINE},\n{LINE}]\n", "document"),
        (f"{LINE},\n{LINE},\n", "document"),
        (f"{LINE}{LINE}{LINE}", "document"),
        (json.dumps([RECORD] * 2000), "document"),
        (f"{LINE}{LONG}", "document"),
        ("[" * 2 * HEAD, "document"),
        ("[" * 9000, "document"),
        ("model,input,output\na,1,2\n", "csv"),
        ('"Model Name";"Tokens (in)";"cost"\na;1;2', "csv"),
        ("model\tinput\toutput", "csv"),
        (f"started\n2026-08-01 INFO {LINE}\r\nstopped\n", "log"),
        ('started\n2026-08-01 {  \t"a": 1} \t\r\n', "log"),
        ('started {}\n{\n"]', "lines"),
        ('started {\n"a"]\n', "text"),
        ("x" + '{"' * HEAD, "text"),
        ("x" + ('{"' * 20_000 + "}x"), "text"),
        ("Dear reader, hello, there\nhow are you?\n", "text"),
        ("# Logs\n\nSee [here](x).\n[section]\n[2026-08-01] started\n", "text"),
        ("a,b\n1,2\n", "text"),
        (" " * HEAD, "text"),
    ],
)
def test_a_log_is_what_is_in_it(text: str, kind: Kind) -> None:
    assert kind == kind_of(text.encode()[:HEAD])


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", "x\n", "csv"),
        ("logs/A.TSV.gz", "x\n", "csv"),
        ("a.csv", f"{LINE}\n", "lines"),
        ("a.csv.log", "x\n", "csv"),
        ("a.csvx", "x\n", "text"),
        # A file of one object in one line, longer than a line may be.
        ("a.json", LONG, "document"),
        ("a.json.gz", LONG, "document"),
        ("a.jsonl", LONG, "lines"),
        ("a.json", f"{LINE}\n", "lines"),
        ("a.jsonl", f"{PRETTY}\n", "document"),
    ],
)
def test_a_name_decides_where_the_first_bytes_don_t(name: str, text: str, kind: Kind) -> None:
    assert kind == kind_of(text.encode()[:HEAD], name)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"PK\x03\x04\x14\x00", "binary"),
        (b"\x01\x02\x03\x04abcdef", "binary"),
        (b"\x1b[1mcoloured\x1b[0m\n", "text"),
        (b"caf\xe9\n", "text"),
        ("{}\n".encode("utf-16"), "utf-16"),
        ("{}\n".encode("utf-16-le"), "utf-16"),
        ("[]\n".encode("utf-16-be"), "utf-16"),
        ("{}\n".encode("utf-32"), "utf-16"),
        (b"\0\0\xfe\xff\0\0\0{", "utf-16"),
    ],
)
def test_what_is_no_text_is_told(head: bytes, kind: Kind) -> None:
    assert kind == kind_of(head, "a.csv" if kind == "binary" else "")


def test_every_kind_has_words() -> None:
    assert {"lines", "log", "document", "csv", "text", "binary", "utf-16", "empty"} == KINDS.keys()
