from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from llmcost.cli.app import run
from llmcost.cli.console import Console
from llmcost.cli.prompt_flags import PromptFlags, name_of, refuse_both
from llmcost.cli.text_reader import TextReader
from llmcost.errors import LlmcostError, UsageError
from llmcost.tokens import conversation
from llmcost.tokens.picture import Picture

CHAT = b'[{"role": "user", "content": "Hi"}]'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def reader() -> TextReader:
    return TextReader(Console({}))


def piped(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))


@pytest.mark.parametrize(
    ("flags", "given", "asks_input"),
    [
        (PromptFlags(exact=True), False, False),
        (PromptFlags(files=("a",)), True, True),
        (PromptFlags(texts=("",)), True, True),
        (PromptFlags(messages=("a",)), True, True),
        (PromptFlags(images=("1x1",)), True, True),
        (PromptFlags(pages=("1",)), True, True),
        (PromptFlags(responses=("a",)), True, False),
    ],
)
def test_a_flag_that_holds_something_to_count_makes_a_prompt(
    flags: PromptFlags, *, given: bool, asks_input: bool
) -> None:
    assert (given, asks_input) == (flags.is_given, flags.asks_input)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (PromptFlags(), ((), ())),
        (PromptFlags(files=("a.md", "-"), messages=("b\n.json",)), (("a.md", "stdin", "b\\n.json"), ())),
        (
            PromptFlags(texts=("a",), images=("1x1",), pages=("1",), responses=("-", "c.md")),
            (("a text", "a picture", "a page"), ("stdin", "c.md")),
        ),
        (
            PromptFlags(texts=("a", "b"), images=("1x1",) * 3, pages=("1.1k", "100")),
            (("2 texts", "3 pictures", "1,200 pages"), ()),
        ),
    ],
)
def test_what_is_counted_has_words(flags: PromptFlags, expected: tuple[tuple[str, ...], ...]) -> None:
    assert expected == flags.asked[:2]


@pytest.mark.parametrize(
    ("flags", "is_framed"),
    [
        (PromptFlags(messages=("a",), images=("1x1",)), True),
        (PromptFlags(messages=("a",), texts=("b",)), False),
        (PromptFlags(messages=("a",), files=("b",)), False),
        (PromptFlags(images=("1x1",)), False),
    ],
)
def test_only_where_all_texts_come_in_chats_their_framing_is_counted(
    flags: PromptFlags, *, is_framed: bool
) -> None:
    assert is_framed == flags.asked.is_framed


def test_pages_add_up(reader: TextReader) -> None:
    assert PromptFlags(pages=("2", "3")).read(reader).pages == 5


def test_a_file_of_several_names_is_read_once(folder: Path, reader: TextReader) -> None:
    (folder / "a.md").write_bytes(b"one")
    (folder / "b.bin").write_bytes(b"\0")
    prompt = PromptFlags(files=("a.md", "./a.md", ".")).read(reader)
    assert ["a.md"] == [each.shown for each in prompt.texts]


@pytest.mark.parametrize("flags", [["--file", "-"], ["--messages", "-"]])
def test_standard_input_that_is_closed_is_touched_only_where_it_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], flags: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (folder / "a.md").write_bytes(b"one")
    (folder / "chat.json").write_bytes(CHAT)
    assert run(["estimate", "gpt-5", "--file", "a.md", "--messages", "chat.json"]) == 0
    assert run(["count", "a.md", "--messages", "chat.json", "-m", "gpt-5"]) == 0
    capsys.readouterr()
    assert run(["estimate", "gpt-5", *flags]) == 2
    assert "error: standard input is closed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ({"exact": True, "estimate": True}, "--exact and --estimate exclude each other"),
        ({"exact": True}, "--exact needs something to count"),
        ({"estimate": True}, "--estimate needs something to count"),
        ({"files": ("-",), "responses": ("-",)}, "standard input is asked for twice"),
        ({"pages": ("0",)}, "--pages: 0 pages hold no tokens"),
        ({"pages": ("-1",)}, "--pages: '-1' is not a count"),
    ],
)
def test_what_can_not_be_counted_is_refused_before_any_file_is_read(
    flags: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        PromptFlags(**flags).check()
    assert message == caught.value.message


@pytest.mark.parametrize(
    "flags", [{}, {"files": ("gone", "-"), "exact": True}, {"pages": ("3",), "estimate": True}]
)
def test_what_can_be_counted_is_not_refused(flags: dict[str, Any]) -> None:
    PromptFlags(**flags).check()


def test_one_of_the_two_ways_to_count_may_be_given() -> None:
    refuse_both(exact=True, estimate=False)
    refuse_both(exact=False, estimate=True)


def test_standard_input_has_a_name() -> None:
    assert [name_of(name) for name in ("-", "a", "a\n")] == ["stdin", "a", "a\\n"]


def test_everything_that_is_named_is_read(
    folder: Path, reader: TextReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in (("a.md", b"one"), ("docs/b.md", b"two"), ("c.md", b"three"), ("chat.json", CHAT)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    piped(monkeypatch, b"four")
    flags = PromptFlags(
        files=("a.md", "docs", "-"),
        texts=("five",),
        messages=("chat.json",),
        images=("640x480",),
        pages=("2",),
        responses=("c.md",),
    )
    prompt = flags.read(reader, input_tokens=7, output_tokens=8)
    assert [("a.md", "one"), ("docs/b.md", "two"), ("stdin", "four"), ("text", "five")] == [
        (each.shown, each.text) for each in prompt.texts
    ]
    assert [("Hi",)] == [each.texts.texts for each in prompt.conversations]
    assert [Picture("640x480", 640, 480)] == list(prompt.pictures)
    assert [("c.md", "three")] == [(each.shown, each.text) for each in prompt.answers]
    assert (2, 7, 8) == (prompt.pages, prompt.input, prompt.output)
    assert (reader.remarks, reader.skipped) == ([], [])


def test_nothing_is_an_empty_prompt(reader: TextReader) -> None:
    assert not any(PromptFlags().read(reader))


def test_what_had_to_be_done_to_read_it_is_kept(reader: TextReader, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"\xef\xbb\xbf" + CHAT)
    PromptFlags(texts=("a\udcff",), messages=("-",)).read(reader)
    assert reader.remarks == [
        "--text: 1 lone surrogate, counted as U+FFFD",
        "stdin: its byte order mark is not counted",
    ]


def test_of_a_folder_what_holds_no_text_is_left_out(folder: Path, reader: TextReader) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/a.bin").write_bytes(b"\0")
    (folder / "docs/b.md").write_bytes(b"two")
    assert ["docs/b.md"] == [each.shown for each in PromptFlags(files=("docs",)).read(reader).texts]
    assert ["docs/a.bin"] == [each.shown for each in reader.skipped]


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (PromptFlags(files=("docs/a.bin",)), "docs/a.bin: binary: it holds a NUL byte"),
        (
            PromptFlags(files=("a.md", "docs")),
            "docs: no text in it: docs/a.bin: binary: it holds a NUL byte, and 1 more",
        ),
        (PromptFlags(files=("gone",)), "gone: no such file or folder"),
        (PromptFlags(messages=("gone",)), "gone: no such file"),
        (PromptFlags(messages=("docs",)), "--messages docs: Is a directory"),
        (PromptFlags(messages=("a\0",)), "--messages a\\x00: no path"),
    ],
)
def test_a_name_of_nothing_ends_it(
    folder: Path, reader: TextReader, flags: PromptFlags, message: str
) -> None:
    (folder / "docs").mkdir()
    (folder / "a.md").write_bytes(b"one")
    for name in ("a.bin", "b.bin"):
        (folder / "docs" / name).write_bytes(b"\0")
    with pytest.raises(LlmcostError) as caught:
        flags.read(reader)
    assert message == caught.value.message


@pytest.mark.parametrize("name", ["chat.json", "-"])
def test_a_chat_that_never_ends_is_not_read_to_its_end(
    folder: Path, reader: TextReader, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    endless = BytesIO(b" " * 5_000)
    (folder / "chat.json").write_bytes(b" " * 5_000)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(endless))
    monkeypatch.setattr(conversation, "MAX_BYTES", 1_000)
    with pytest.raises(UsageError):
        PromptFlags(messages=(name,)).read(reader)
    if name == "-":
        assert endless.tell() == 1_001


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_device_that_never_ends_is_no_chat(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", "--messages", "/dev/zero", "-m", "gpt-5"]) == 2
    assert "more than 64 MiB" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["count", "-m", "gpt-5"], ["estimate", "gpt-5"]])
def test_pages_that_are_none_are_refused_by_each_command(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert run([*command, "--pages", "0"]) == 2
    assert "error: --pages: 0 pages hold no tokens" in capsys.readouterr().err


def test_an_estimate_of_a_folder_tells_ten_that_were_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_bytes(b"one")
    for number in range(12):
        (folder / f"{number:02}.bin").write_bytes(b"\0")
    command = ["estimate", "gpt-5", "--file", ".", "-o", "1"]
    assert run([*command, "--format", "csv"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "skipped" in line]
    assert told[9:] == [
        "warning: skipped ./09.bin: binary: it holds a NUL byte",
        "warning: skipped and 2 more files",
    ]
    assert run(command) == 0
    printed = capsys.readouterr()
    told = [line for line in printed.out.splitlines() if line.startswith("Skipped")]
    assert ("skipped" in printed.err, told[9:]) == (
        False,
        ["Skipped: ./09.bin: binary: it holds a NUL byte", "Skipped: and 2 more files"],
    )
    assert run([*command, "--json", "-q"]) == 0
    warnings = json.loads(capsys.readouterr().out)["warnings"]
    assert 12 == [each["code"] for each in warnings].count("skipped_file")


def test_a_file_named_as_a_model_is_hinted_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "prompt.md").write_bytes(b"one")
    assert run(["estimate", "prompt.md", "-o", "500"]) == 4
    assert "hint: to count a file say --file prompt.md" in capsys.readouterr().err
    assert run(["estimate", "nothing.md", "-o", "500"]) == 4
    assert "--file" not in capsys.readouterr().err


def test_a_model_named_as_a_file_is_hinted_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "prompt.md").write_bytes(b"one")
    assert run(["count", "prompt.md", "gpt-5"]) == 4
    assert "hint: gpt-5 is a model: say -m gpt-5" in capsys.readouterr().err
    assert run(["count", "prompt.md", "gone.md"]) == 4
    assert "-m" not in capsys.readouterr().err


def test_a_chat_that_is_counted_as_text_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.json", "b.json"):
        (folder / name).write_bytes(CHAT)
    assert run(["count", "a.json", "-m", "gpt-5"]) == 0
    said = "counted as the text it is; --messages reads it"
    assert capsys.readouterr().err == f"warning: a.json: holds a chat: {said}\n"
    assert run(["estimate", "gpt-5", "--file", "a.json", "--file", "b.json", "-o", "1"]) == 0
    assert capsys.readouterr().err == f"warning: a.json: holds a chat, and 1 more do: {said}\n"


def test_a_file_that_is_named_twice_is_named_once_in_the_report() -> None:
    flags = PromptFlags(files=("a.md", "b.md", "a.md"), responses=("c.md", "c.md"))
    assert flags.asked[:2] == (("a.md", "b.md"), ("c.md",))
