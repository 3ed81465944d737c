from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pytest
from builders import model
from counts import counting, estimated

from llmcost.catalog.model import Model
from llmcost.catalog.note import Note
from llmcost.cli.console import Console
from llmcost.cli.count_answer import answer_count, tell_outcome
from llmcost.cli.count_question import CountQuestion
from llmcost.cli.exits import ExitCode
from llmcost.cli.prompt_flags import PromptFlags
from llmcost.cli.session import start
from llmcost.cost.counting import Counted, Skipped, Uncounted
from llmcost.tokens import vocabulary
from llmcost.tokens.files import TextFile, TextFiles

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cost.counting import Counting

GPT = model("openai/gpt-5", facts={"context": 400_000})


def answered(*names: str, **flags: Any) -> Counting:
    prompt = {name: flags.pop(name) for name in PromptFlags._fields if name in flags}
    stated: dict[str, Any] = {
        "names": names,
        "models": ("gpt-5",),
        "prompt": PromptFlags(**prompt),
        "include": (),
        "exclude": (),
        "top": None,
    }
    return answer_count(CountQuestion(**stated | flags), start(()), None, Console({}))


def shown(found: Counting) -> list[tuple[str, str, int | None]]:
    return [(each.shown, each.kind, each.size) for each in found.counted]


def test_everything_is_counted_for_itself_the_largest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffä\r\n".encode())
    (tmp_path / "b.md").write_bytes(b"a much longer text than the others are\n")
    (tmp_path / "chat.json").write_text('[{"role": "user", "content": "Hi"}]', encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"from a pipe\n")))
    found = answered(
        "a.md", "b.md", "-", texts=("one", "ä"), messages=("chat.json",), images=("1024x1024",), pages=("2",)
    )
    assert [
        ("2 pages", "pages", None),
        ("1024x1024", "image", None),
        ("b.md", "file", 39),
        ("chat.json", "messages", None),
        ("stdin", "stdin", 12),
        ("a.md", "file", 7),
        ("text 1", "text", 3),
        ("text 2", "text", 2),
    ] == shown(found)
    assert ["chat_overhead", "as_read"] == [note.code for note in found.warnings]
    assert "a.md: its byte order mark is not counted" == found.warnings[-1].message


def test_a_single_text_and_a_chat_from_a_pipe_have_names_too(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = b'[{"role": "user", "content": "Hi"}]'
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(chat)))
    found = answered(texts=("one",), messages=("-",), pages=("1",))
    assert [("1 page", "pages", None), ("stdin", "messages", None), ("text", "text", 3)] == shown(found)


def test_lone_surrogates_of_a_command_line_are_told() -> None:
    found = answered(texts=("a\udcffb",))
    assert [("text", "text", 5)] == shown(found)
    assert ["--text: 1 lone surrogate, counted as U+FFFD"] == [note.message for note in found.warnings]


def test_why_a_vocabulary_did_not_count_a_text_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: str) -> int:
        raise vocabulary.VocabularyFailed("it broke")

    monkeypatch.setattr(vocabulary, "count_with", fails)
    monkeypatch.setattr(vocabulary, "is_installed", lambda: True)
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    said = "estimated rather than counted with o200k_base: it broke"
    found = answered("a.md", texts=("b",))
    assert [f"openai/gpt-5: text: {said}", f"openai/gpt-5: a.md: {said}"] == [
        note.message for note in found.warnings
    ]


def test_what_is_no_text_or_can_not_be_read_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0")
    (tmp_path / "b.md").write_text("b", encoding="utf-8")
    files = (
        TextFile(tmp_path / "a.bin", "a.bin", 1, is_named=False),
        TextFile(tmp_path / "gone", "gone", 1, is_named=False),
        TextFile(tmp_path / "closed", "closed", 1, is_named=False, trouble="Permission denied"),
        TextFile(tmp_path / "b.md", "b.md", 1),
    )
    monkeypatch.setattr(CountQuestion, "files", lambda _: TextFiles(files))
    found = answered("all")
    assert [("b.md", "file", 1)] == shown(found)
    assert (
        Skipped("a.bin", "not_text", "binary: it holds a NUL byte"),
        Skipped("gone", "unreadable", "No such file or directory"),
        Skipped("closed", "unreadable", "Permission denied"),
    ) == found.skipped


def test_a_model_that_something_can_not_be_counted_for_has_no_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("abc", encoding="utf-8")
    found = answered("a.md", texts=("b",), models=("gpt-5,claude-sonnet-4.5",), exact=True, top="1")
    assert ["openai/gpt-5"] == [model.id for model in found.models]
    assert [("anthropic/claude-sonnet-4.5", "not_exact")] == [each[:2] for each in found.uncounted]
    assert [1, 1] == [len(each.counts) for each in found.counted]
    assert (found.top, found.by_default) == (1, False)


def test_nobody_has_to_say_which_models() -> None:
    found = answered(texts=("b",), models=(), estimate=True)
    assert (3, True) == (len(found.models), found.by_default)


def told(found: Counting, capsys: pytest.CaptureFixture[str], **how: bool) -> tuple[ExitCode, list[str]]:
    code = tell_outcome(found, Console({}), **{"estimate": True, "shows_all": True} | how)
    return code, capsys.readouterr().err.splitlines()


def test_ten_remarks_are_told_and_how_many_more(capsys: pytest.CaptureFixture[str]) -> None:
    notes = tuple(Note("as_read", f"{number}.md: odd") for number in range(12))
    code, lines = told(counting(warnings=notes), capsys)
    assert code == ExitCode.OK
    assert lines[9:] == ["warning: 9.md: odd", "warning: and 2 more remarks"]
    assert len(told(counting(warnings=notes[:10]), capsys)[1]) == 10


def test_skipped_files_are_told_where_stdout_has_no_words_for_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = counting(skipped=tuple(Skipped(f"{n}.bin", "not_text", "binary") for n in range(12)))
    assert told(found, capsys) == (ExitCode.OK, [])
    _, lines = told(found, capsys, shows_all=False)
    assert lines[0] == "warning: skipped 0.bin: binary"
    assert lines[9:] == ["warning: skipped 9.bin: binary", "warning: skipped and 2 more files"]


def test_a_model_without_counts_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    found = counting(uncounted=(Uncounted("acme/one", "not_exact", "only estimates", "leave it"),))
    assert told(found, capsys) == (ExitCode.UNPRICED, ["uncounted: only estimates (leave it)"])


@pytest.mark.parametrize(
    ("is_installed", "estimate", "expected"), [(False, False, 1), (False, True, 0), (True, False, 0)]
)
def test_the_extra_is_hinted_at_where_it_would_help(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    expected: int,
    *,
    is_installed: bool,
    estimate: bool,
) -> None:
    monkeypatch.setattr(vocabulary, "is_installed", lambda: is_installed)
    found = counting(Counted("a", "text", 1, (estimated(1, 0, 6),)), models=(GPT,))
    _, lines = told(found, capsys, estimate=estimate)
    assert expected == sum("llmcost-cli[tokens]" in line for line in lines) == len(lines)


def test_of_a_model_that_is_gone_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    note = Note("retired", "no longer listed; last price, seen then")
    monkeypatch.setattr(Model, "period_on", lambda self, _: (self.current, (note, Note("list_price", "x"))))
    assert ["openai/gpt-5: no longer listed"] == [each.message for each in answered(texts=("a",)).warnings]


def test_a_file_without_a_size_has_that_of_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("abc", encoding="utf-8")
    files = TextFiles((TextFile(tmp_path / "a.md", "a.md", 0),))
    monkeypatch.setattr(CountQuestion, "files", lambda _: files)
    assert [("a.md", "file", 3)] == shown(answered("a.md"))
