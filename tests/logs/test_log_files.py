from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from llmcost.errors import LlmcostError, NothingToReadError, UsageError
from llmcost.logs.files import LogFile, find_logs


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}\n")


def shown(root: Path, *names: str) -> list[str]:
    return [each.shown for each in find_logs(names, cwd=root)]


def said(root: Path, *names: str) -> tuple[str, str | None]:
    with pytest.raises(LlmcostError) as caught:
        find_logs(names, cwd=root)
    return caught.value.message, caught.value.hint


def test_a_file_is_read_whatever_its_name_ends_in(tmp_path: Path) -> None:
    write(tmp_path, "out.data", ".hidden")
    expected = (
        LogFile(tmp_path / "out.data", "out.data", 3),
        LogFile(tmp_path / ".hidden", ".hidden", 3),
    )
    assert expected == find_logs(["out.data", ".hidden"], cwd=tmp_path)


def test_an_absolute_name_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl")
    name = str(tmp_path / "a.jsonl")
    assert (LogFile(tmp_path / "a.jsonl", name, 3),) == find_logs([name], cwd=Path("/"))


def test_control_characters_in_a_name_are_spelled_out(tmp_path: Path) -> None:
    write(tmp_path, "a\n\x1b[1m.json")
    assert [r"a\n\x1b[1m.json"] == shown(tmp_path, "a\n\x1b[1m.json")


def test_standard_input_is_read_once(tmp_path: Path) -> None:
    assert (LogFile(None, "stdin"),) == find_logs(["-", "-"], cwd=tmp_path)


def test_a_pipe_has_no_size(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert (LogFile(tmp_path / "pipe", "pipe", None),) == find_logs(["pipe"], cwd=tmp_path)


def test_a_folder_means_the_logs_in_it_by_their_names(tmp_path: Path) -> None:
    logs = ["a.jsonl", "b.NDJSON", "c.json", "d.csv", "e.tsv", "f.log", "g.txt"]
    packed = ["h.jsonl.gz", "i.json.zst", "j.log.GZIP", "k.csv.zstd"]
    rotated = ["l.log.1", "m.jsonl-20260801.gz", "n.json.2026-08-01T10", "o.log.2.zst"]
    others = ["a.jsonl.bak", "b.md", "c.gz", "d.py", "json", "e.jsonx"]
    write(tmp_path, *(f"logs/{name}" for name in (*logs, *packed, *rotated, *others)))
    os.mkfifo(tmp_path / "logs" / "pipe.log")
    assert [f"logs/{name}" for name in (*logs, *packed, *rotated)] == shown(tmp_path, "logs")


def test_a_folder_is_gone_through_with_all_below_but_what_is_hidden(tmp_path: Path) -> None:
    write(
        tmp_path, "l/b/c.json", "l/b.json", "l/b/.x.json", "l/.git/d.json", "l/a/b/c/d.json", "l/z.json/q.txt"
    )
    expected = ["l/a/b/c/d.json", "l/b.json", "l/b/c.json", "l/z.json/q.txt"]
    assert (expected, ["l/.git/d.json"]) == (shown(tmp_path, "l"), shown(tmp_path, "l/.git"))


def test_files_met_in_a_folder_are_told_from_those_that_were_named(tmp_path: Path) -> None:
    write(tmp_path, "l/a.json", "l/b.json")
    assert [True, False] == [each.is_named for each in find_logs(["l/b.json", "l"], cwd=tmp_path)]


def test_hits_of_wildcards_are_met_unless_they_are_named_too(tmp_path: Path) -> None:
    write(tmp_path, "a.json", "b.json", "l/c.json")
    found = find_logs(["*", "b.json"], cwd=tmp_path)
    assert [("a.json", False), ("b.json", True), ("l/c.json", False)] == [
        (each.shown, each.is_named) for each in found
    ]


def test_a_hit_that_can_t_be_read_is_told_and_pipes_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.json", "secret.json")
    (tmp_path / "circle.json").symlink_to("circle.json")
    os.mkfifo(tmp_path / "pipe.json")
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("secret.json"))
    assert [
        ("a.json", None),
        ("circle.json", "Too many levels of symbolic links"),
        ("secret.json", "Permission denied"),
    ] == [(each.shown, each.trouble) for each in find_logs(["*"], cwd=tmp_path)]
    with pytest.raises(NothingToReadError):
        find_logs(["pip*"], cwd=tmp_path)


def test_a_file_is_read_once_however_many_names_and_links_lead_to_it(tmp_path: Path) -> None:
    write(tmp_path, "l/a.json", "l/sub/b.json")
    (tmp_path / "l" / "again.json").symlink_to("a.json")
    (tmp_path / "l" / "hard.json").hardlink_to(tmp_path / "l" / "sub" / "b.json")
    (tmp_path / "m").symlink_to("l")
    names = ["l/sub", "l", "m", "./l/a.json", "l/*.json", str(tmp_path / "l")]
    assert ["l/sub/b.json", "l/a.json"] == shown(tmp_path, *names)


def test_links_that_go_in_circles_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, "l/sub/a.json")
    for name in ("l/sub/up", "l/sub/up2", "l/here"):
        (tmp_path / name).symlink_to(tmp_path / "l")
    assert [1, 1] == [len(shown(tmp_path, "l")), len(shown(tmp_path, "l/**/*.json"))]


def test_what_can_t_be_read_in_a_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "l/a.json", "l/secret.json", "l/closed/b.json")
    (tmp_path / "l" / "circle.json").symlink_to("circle.json")
    (tmp_path / "l" / "gone.json").symlink_to("nowhere")
    scan = os.scandir

    def guarded(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("secret.json"))
    assert [
        ("l/a.json", None),
        ("l/circle.json", "Too many levels of symbolic links"),
        ("l/closed", "Permission denied"),
        ("l/gone.json", "No such file or directory"),
        ("l/secret.json", "Permission denied"),
    ] == [(each.shown, each.trouble) for each in find_logs(["l"], cwd=tmp_path)]


def test_what_is_named_must_be_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.json")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert ("a.json: Permission denied", "make it readable, or leave it out") == said(tmp_path, "a.json")


def test_a_name_that_can_t_be_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        find_logs(["a\0b"], cwd=tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    assert (r"a\x00b: no path", "circle: Too many levels of symbolic links") == (
        said(tmp_path, "a\0b")[0],
        said(tmp_path, "circle")[0],
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("logs/x.jsonl", "logs/x.jsonl: no such file or folder"),
        ("a.json/b", "a.json/b: no such file or folder"),
        ("", "'': no such file or folder"),
        ("empty", "empty: no logs in that folder"),
        ("*.jsonl", "*.jsonl: nothing matches"),
        ("empt*", "empt*: nothing matches"),
        ("nowhere/**", "nowhere/**: nothing matches"),
        ("**/*.csv", "**/*.csv: nothing matches"),
        ("dangl*", "dangl*: nothing matches"),
        ("dangling/**", "dangling/**: nothing matches"),
        ("a.json/*", "a.json/*: nothing matches"),
    ],
)
def test_nothing_is_never_passed_over(tmp_path: Path, name: str, message: str) -> None:
    write(tmp_path, "a.json", "empty/readme.md")
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(NothingToReadError):
        find_logs([name], cwd=tmp_path)
    told, hint = said(tmp_path, "a.json", name)
    assert (message, True) == (told, bool(hint))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("*.json", ["a.json", "b.json"]),
        ("?.json", ["a.json", "b.json"]),
        ("[ac].json", ["a.json"]),
        (".*", [".h.json"]),
        ("l/*.dat", ["l/c.dat"]),
        ("l/*", ["l/c.dat", "l/m/d.json"]),
        ("*/m", ["l/m/d.json"]),
        ("*/m/d.json", ["l/m/d.json"]),
        ("l/**", ["l/c.dat", "l/m/d.json", "l/m/e.md"]),
        ("**/*.json", ["a.json", "b.json", "l/m/d.json"]),
        ("**/m", ["l/m/d.json"]),
        ("**/m/**/*.md", ["l/m/e.md"]),
        ("**/.x/*", ["l/.x/f.json"]),
    ],
)
def test_wildcards_are_spelled_out(tmp_path: Path, name: str, expected: list[str]) -> None:
    write(tmp_path, "a.json", "b.json", ".h.json", "l/c.dat", "l/m/d.json", "l/m/e.md", "l/.x/f.json")
    absolute = [each.removeprefix(f"{tmp_path}/") for each in shown(Path("/"), f"{tmp_path}/{name}")]
    assert (expected, expected) == (shown(tmp_path, name), absolute)


def test_a_name_that_exists_is_no_wildcard(tmp_path: Path) -> None:
    write(tmp_path, "[a].json", "a.json")
    assert ["[a].json"] == shown(tmp_path, "[a].json")


def test_ten_thousand_files_are_found_at_once(tmp_path: Path) -> None:
    for folder in range(100):
        (tmp_path / "l" / str(folder)).mkdir(parents=True)
        for name in range(100):
            os.close(os.open(tmp_path / "l" / str(folder) / f"{name}.json", os.O_CREAT))
    began = time.process_time()
    found = find_logs(["l"], cwd=tmp_path)
    assert (10_000, True) == (len(found), time.process_time() - began < 2)
