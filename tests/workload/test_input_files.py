"""Files that scenarios name for their input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from repositories import Repository

from llmcost.catalog.note import Note
from llmcost.cost.attachment import Attached, Attachment
from llmcost.cost.usage import Usage
from llmcost.errors import ConfigError
from llmcost.reading.plain_text import Text
from llmcost.workload import input_files
from llmcost.workload.against import workload_at
from llmcost.workload.input_files import notes_on
from llmcost.workload.workload_file import load_workload, read_workload

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cost.workload import Scenario

NAMED = """\
[[scenarios]]
name = "chat"
model = "gpt-5"
requests = 1
"""
FROM_WHERE = "its path begins at the folder of the workload file"
A_TEXT = "name a file with the text that is sent"

unix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and modes are others there")


def scenarios(folder: Path, text: str) -> list[Scenario]:
    file = folder / "llmcost.toml"
    file.write_text(text)
    return list(load_workload(file, "llmcost.toml").scenarios)


def attached(folder: Path, value: str) -> Attached | None:
    (found,) = scenarios(folder, f"{NAMED}input_file = {value}\n")
    return found.attached


def refusal(folder: Path, value: str) -> tuple[str, str | None]:
    with pytest.raises(ConfigError) as caught:
        attached(folder, value)
    return caught.value.message.removeprefix(
        "llmcost.toml:5: scenario 'chat': input_file: "
    ), caught.value.hint


def file(shown: str, text: str) -> Attachment:
    return Attachment(shown, Text(text))


def test_a_file_is_read_from_the_folder_of_the_workload_as_it_will_be_sent(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "a.md").write_bytes("Grüß\r\nGott <|endoftext|>\n".encode())

    assert attached(tmp_path, '"prompts/a.md"') == Attached(
        (file("prompts/a.md", "Grüß\r\nGott <|endoftext|>\n"),)
    )


def test_several_files_are_all_sent(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)

    assert attached(tmp_path, '["a", "b"]') == Attached((file("a", "a"), file("b", "b")))


def test_what_it_states_beside_them_is_kept_until_they_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (found,) = scenarios(
        tmp_path,
        f'{NAMED}input_file = "a"\ninput = 20\noutput = 8\nreasoning = "50%"\ncached = "75%"\nsearches = 1\n'
        "audio_input = 5\n",
    )

    assert found.usage == Usage(input=20, output=8, reasoning=4, web_search=1)
    assert found.attached == Attached(
        (file("a", "a"),), (("cached", "cache_read", "75%"), ("audio_input", "audio_input", "5"))
    )


def test_a_file_that_many_name_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a" * 99)
    defaults = '[defaults]\ninput_file = "a"\n\n'
    other = NAMED.replace("chat", "other") + 'input_file = ["./a"]\n'
    one, two = scenarios(tmp_path, defaults + NAMED + other)

    assert one.attached is not None
    assert two.attached is not None
    assert one.attached.files[0] is two.attached.files[0]


def test_a_scenario_may_have_no_file_where_the_defaults_have_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (found,) = scenarios(tmp_path, f'[defaults]\ninput_file = "a"\n{NAMED}input_file = []\ninput = 5\n')

    assert (found.attached, found.usage) == (None, Usage(input=5))


def test_without_files_tokens_have_to_be_stated(tmp_path: Path) -> None:
    assert refusal(tmp_path, "[]") == (
        "llmcost.toml:1: scenario 'chat': it states no input or output",
        'add it, as in input = "12k" and output = 800',
    )


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ("5", "5 is neither a file nor a list of them", 'write it like input_file = "prompt.md"'),
        (
            "{ a = 1 }",
            "{'a': 1} is neither a file nor a list of them",
            'write it like input_file = "prompt.md"',
        ),
        ('["a", 5]', "5 is not a string", "write it in quotes"),
        ('""', "it is empty", "name something"),
        ('"gone.md"', "'gone.md' is not there", FROM_WHERE),
        ('"a/b.md"', "'a/b.md' can't be read: Not a directory", FROM_WHERE),
        ('"*.md"', "'*.md' is not there", "no wildcards here: list the files"),
        ('"/etc/hosts"', "'/etc/hosts' is an absolute path, which no other checkout has", FROM_WHERE),
        ('"."', "'.' is a folder", "list the files in it that are sent"),
        ('["a", "./a"]', "'./a' stands there twice", "name each file once; take one out"),
        ('"binary"', "'binary' is no text: binary: it holds a NUL byte", A_TEXT),
        ('"huge"', "'huge' can't be read: more than 1 MiB", "mend that, or state its tokens as input"),
    ],
)
@unix
def test_what_can_not_be_read_is_refused_where_it_stands(
    value: str, message: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_files, "MAX_BYTES", 2**20)
    (tmp_path / "a").write_text("a")
    (tmp_path / "binary").write_bytes(b"\x89PNG\0")
    (tmp_path / "huge").write_bytes(b"a" * (2**20 + 1))

    assert refusal(tmp_path, value) == (message, hint)


def test_a_wrong_file_of_the_defaults_is_told_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        scenarios(tmp_path, f'[defaults]\noutput = 5\ninput_file = "gone"\n{NAMED}')
    assert caught.value.message == "llmcost.toml:3: defaults: input_file: 'gone' is not there"


@unix
def test_only_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("gone")
    (tmp_path / "loop").symlink_to("loop")

    assert refusal(tmp_path, '"pipe"') == ("'pipe' is no file", A_TEXT)
    assert refusal(tmp_path, '"dangling"') == (
        "'dangling' is a link to what is not there",
        "mend or remove it",
    )
    assert refusal(tmp_path, '"loop"')[0] == ("'loop' can't be read: Too many levels of symbolic links")


@unix
def test_nothing_outside_of_the_repository_is_read_by_dots_or_by_links(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    project = tmp_path / "project"
    inner = project / "inner"
    inner.mkdir(parents=True)
    (project / ".git").mkdir()
    (project / "shared.md").write_text("shared")
    (inner / "link").symlink_to("../../secret")
    (inner / "fine").symlink_to("../shared.md")
    expected = (
        "leads out of the repository, to what no other checkout has",
        "copy the file into the repository",
    )

    assert refusal(inner, '"../../secret"') == (f"'../../secret' {expected[0]}", expected[1])
    assert refusal(inner, '"link"') == (f"'link' {expected[0]}", expected[1])
    assert attached(inner, '["../shared.md", "fine"]') == Attached(
        (file("../shared.md", "shared"), file("fine", "shared"))
    )


def test_outside_of_a_repository_any_way_may_be_taken(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "inner").mkdir()

    assert attached(tmp_path / "inner", '"../a"') == Attached((file("../a", "a"),))


def test_a_workload_without_a_place_has_no_files() -> None:
    with pytest.raises(ConfigError) as caught:
        read_workload(f'{NAMED}input_file = "a"'.encode(), "w", in_pyproject=False, may_override=False)
    assert (caught.value.message, caught.value.hint) == (
        "w:5: scenario 'chat': input_file: 'a' can't be read: the workload lies in no folder",
        "load it from a file",
    )


def test_what_had_to_be_done_to_read_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa")
    (tmp_path / "b").write_bytes(b"")
    (found,) = scenarios(tmp_path, f'{NAMED}input_file = ["a", "b"]')

    assert found.notes == (
        Note("input_file_read", "a: its byte order mark is not counted"),
        Note("input_file_empty", "b is empty, and adds no token"),
    )
    assert not list(notes_on([Attachment("gone", None, "gone is not there at main")]))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "project")


def at(repository: Repository, ref: str = "HEAD", name: str = "llmcost.toml") -> tuple[Attachment, ...]:
    path = repository.folder / name
    workload = workload_at(path, ref, in_pyproject=False, may_override=True)
    assert workload is not None
    (found,) = workload.scenarios
    assert found.attached is not None
    return found.attached.files


def test_the_files_of_a_revision_are_those_that_it_had(repository: Repository) -> None:
    (repository.folder / "prompts").mkdir()
    repository.commit(
        llmcost__toml=f'{NAMED}input_file = ["prompts/a.md", "b.md"]',
        **{"prompts/a__md": "before", "b__md": "b"},
    )
    repository.commit(**{"prompts/a__md": "after"})
    assert (file("prompts/a.md", "before"), file("b.md", "b")) == at(repository, "HEAD~1")

    repository.git("rm", "--quiet", "prompts/a.md")
    assert not (repository.folder / "prompts").exists()
    assert at(repository)[0] == file("prompts/a.md", "after")


def test_the_files_of_a_revision_may_lie_beside_or_above_the_workload(repository: Repository) -> None:
    (repository.folder / "inner").mkdir()
    repository.commit(shared__md="shared", **{"inner/llmcost__toml": f'{NAMED}input_file = "../shared.md"'})
    assert (file("../shared.md", "shared"),) == at(repository, name="inner/llmcost.toml")


@unix
def test_what_a_revision_does_not_have_as_text_leaves_its_scenario_without_files(
    repository: Repository,
) -> None:
    repository.commit(
        llmcost__toml=f'{NAMED}input_file = ["gone.md", "prompts", "binary", "/a", "../a"]',
        binary="\0",
    )
    (repository.folder / "prompts").mkdir()
    repository.commit(**{"prompts/a": "a"})
    (repository.folder / "gone.md").write_text("not committed")

    assert at(repository)[:4] == (
        Attachment("gone.md", None, "gone.md is not there at HEAD"),
        Attachment("prompts", None, "prompts at HEAD is a folder"),
        Attachment("binary", None, "binary is no text at HEAD: binary: it holds a NUL byte"),
        Attachment("/a", None, "/a is an absolute path at HEAD"),
    )
    assert "outside repository" in at(repository)[4].trouble
