from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from repositories import Repository

from llmcost.errors import LlmcostError, NothingToReadError, UsageError
from llmcost.reading.plain_text import NotText, Text, Unreadable
from llmcost.tokens.files import TextFile, TextFiles, find_files, read_file


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"text\n")


def shown(root: Path, *names: str, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    return [each.shown for each in find_files(names, cwd=root, include=include, exclude=exclude).files]


def said(root: Path, *names: str, include: tuple[str, ...] = ()) -> tuple[str, str | None]:
    with pytest.raises(LlmcostError) as caught:
        find_files(names, cwd=root, include=include)
    return caught.value.message, caught.value.hint


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of tracked, new, ignored and deleted files."""
    repository = Repository(tmp_path / "work")
    write(repository.folder, "a.md", "docs/b.md", "gone.md", ".github/c.yml")
    (repository.folder / ".gitignore").write_text("out/\n*.log\n", encoding="utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=as it is")
    write(repository.folder, "docs/new.py", "out/d.md", "out/node_modules/e.md", "x.log", "logs/y.log")
    (repository.folder / "gone.md").unlink()
    return repository.folder


def test_a_file_is_told_as_it_was_typed(tmp_path: Path) -> None:
    write(tmp_path, "notes", ".hidden")
    absolute = str(tmp_path / "notes")
    expected = (
        TextFile(tmp_path / ".hidden", ".hidden", 5),
        TextFile(tmp_path / "notes", absolute, 5),
    )
    assert TextFiles(expected) == find_files([".hidden", absolute, "./notes"], cwd=tmp_path)


def test_standard_input_is_read_once_whatever_is_excluded(tmp_path: Path) -> None:
    found = find_files(["-", "-"], cwd=tmp_path, include=["x"], exclude=["*"])
    assert TextFiles((TextFile(None, "stdin"),)) == found


def test_a_folder_stands_for_what_git_lists(root: Path) -> None:
    assert ([".github/c.yml", ".gitignore", "a.md", "docs/b.md", "docs/new.py"]) == [
        each.removeprefix("./") for each in shown(root, ".")
    ]


def test_names_stand_below_what_was_typed(root: Path) -> None:
    both = ["docs/b.md", "docs/new.py"]
    assert (both, both, [f"{root}/{each}" for each in both], [f"../work/{each}" for each in both]) == (
        shown(root, "docs"),
        shown(root, "docs/"),
        shown(root, f"{root}/docs"),
        shown(root, "../work/docs"),
    )


def test_what_git_ignores_is_read_where_it_is_named(root: Path) -> None:
    assert (["x.log"], ["out/d.md"], ["logs/y.log"], ["out/node_modules/e.md"]) == (
        shown(root, "x.log"),
        shown(root, "out"),
        shown(root, "logs/*"),
        shown(root, "out/node_modules"),
    )


def test_a_folder_of_nothing_but_ignored_files_is_told(root: Path) -> None:
    hint = "links, what git ignores and what tools made are left out there; name such a file itself"
    assert ("logs: no files in that folder", hint) == said(root, "a.md", "logs")


def test_outside_of_a_repository_a_folder_stands_for_all_but_what_tools_made(tmp_path: Path) -> None:
    write(tmp_path, *(f"w/{name}" for name in ("b/a", "a", ".h", ".x/y", "dist/z", ".venv/c", "b.md")))
    assert ["w/.h", "w/a", "w/b.md", "w/b/a"] == shown(tmp_path, "w")


def test_so_it_does_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert ["logs/y.log"] == shown(root, "logs")


def test_links_are_followed_where_they_are_named(root: Path) -> None:
    (root / "docs" / "up").symlink_to(root)
    (root / "docs" / "file").symlink_to(root / "a.md")
    (root / "docs" / "gone").symlink_to("nowhere")
    (root / "link").symlink_to("docs")
    assert (["docs/b.md", "docs/new.py"], ["link/b.md", "link/new.py"], ["docs/file"]) == (
        shown(root, "docs"),
        shown(root, "link"),
        shown(root, "docs/file"),
    )


def test_a_file_is_read_once_however_many_names_and_links_lead_to_it(root: Path) -> None:
    (root / "hard.md").hardlink_to(root / "a.md")
    (root / "again").symlink_to("a.md")
    found = find_files(["docs", "docs/b.md", "again", "a.md", "**/*.md", "."], cwd=root).files
    assert [
        ("docs/b.md", True),
        ("docs/new.py", False),
        ("again", True),
        ("out/d.md", False),
        ("out/node_modules/e.md", False),
        ("./.github/c.yml", False),
        ("./.gitignore", False),
    ] == [(each.shown, each.is_named) for each in found]


def test_only_files_are_met(root: Path) -> None:
    os.mkfifo(root / "docs" / "pipe")
    names = ["docs/b.md", "docs/new.py"]
    assert (names, names[:1]) == (shown(root, "docs"), shown(root, "docs/[bp]*"))
    assert TextFiles((TextFile(root / "docs" / "pipe", "docs/pipe"),)) == find_files(["docs/pipe"], cwd=root)


def test_repositories_within_the_repository_are_asked_themselves(root: Path, tmp_path: Path) -> None:
    library = Repository(tmp_path / "library")
    library.commit(l__md="l", __gitignore="*.log\n")
    outer = Repository(root)
    for name in ("lib", "later"):
        outer.git(
            *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
            *(library.folder.as_uri(), f"docs/{name}"),
        )
    outer.git("submodule", "--quiet", "deinit", "--force", "docs/later")
    inner = Repository(root / "docs" / "own" / "inner")
    inner.commit(i__md="i", __gitignore="*.tmp\n")
    Repository(inner.folder / "innermost").commit(m__md="m")
    Repository(root / "docs" / "void")
    write(root, "docs/lib/x.log", "docs/lib/new.py", "docs/own/inner/x.tmp")
    own = [f"docs/own/inner/{name}" for name in (".gitignore", "i.md", "innermost/m.md")]
    lib = [f"docs/lib/{name}" for name in (".gitignore", "l.md", "new.py")]
    assert (["docs/b.md", *lib, "docs/new.py", *own], ["docs/new.py", *own], ["docs/own/inner/i.md"]) == (
        shown(root, "docs"),
        shown(root, "docs", exclude=("lib/", "b.md")),
        shown(root, "docs", include=("docs/own/inner/i*d",)),
    )
    assert ("docs/later: no files in that folder", ["docs/void: no files in that folder"]) == (
        said(root, "docs/later")[0],
        [said(root, "docs/void")[0]],
    )
    write(root, "docs/later/stray.md")
    assert ["docs/later/stray.md"] == shown(root, "docs", include=("stray*",))


def test_wildcards_are_spelled_out_with_the_folders_among_them(root: Path) -> None:
    (root / "empty" / "in").mkdir(parents=True)
    assert (["a.md"], ["docs/b.md", "docs/new.py"], ["out/d.md"]) == (
        shown(root, "*.md"),
        shown(root, "doc*"),
        shown(root, "[eo]*/*.md"),
    )
    with pytest.raises(NothingToReadError, match="empt\\*: nothing matches"):
        shown(root, "empt*")


def test_names_need_not_be_text(root: Path) -> None:
    odd = ["a\nb", "\x1b[1m", os.fsdecode(b"\xff"), "[a]*"]
    write(root / "odd", *odd)
    expected = ["odd/\\x1b[1m", "odd/[a]*", "odd/a\\nb", "odd/\\udcff"]
    assert (expected, expected[-1:]) == (shown(root, "odd"), shown(root, os.fsdecode(b"odd/\xff")))
    assert [Text("text\n")] * 4 == [
        read_file(each, BytesIO()) for each in find_files(["odd"], cwd=root).files
    ]


def test_what_is_met_and_can_t_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "circle").symlink_to("circle")
    tell, access, scan = os.lstat, os.access, os.scandir

    def guarded(path: Any) -> os.stat_result:
        if str(path).endswith("b.md"):
            raise OSError(36, "File name too long")
        return tell(path)

    def closed(path: Any = ".") -> Any:
        if str(path).endswith("node_modules"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    write(root, "out/in/f.md")
    (root / "out" / "node_modules").rename(root / "out" / "in" / "node_modules2")
    monkeypatch.setattr(os, "lstat", guarded)
    monkeypatch.setattr(
        os, "access", lambda path, mode: not str(path).endswith("new.py") and access(path, mode)
    )
    assert [
        ("docs/b.md", "File name too long"),
        ("docs/new.py", "Permission denied"),
        ("circle", "Too many levels of symbolic links"),
    ] == [(each.shown, each.trouble) for each in find_files(["docs", "cir*"], cwd=root).files]
    (root / "out" / "in" / "node_modules2").rename(root / "out" / "in" / "x-node_modules")
    monkeypatch.setattr(os, "scandir", closed)
    told = find_files(["out"], cwd=root, include=["*.md"]).files
    assert [("out/d.md", None), ("out/in/f.md", None), ("out/in/x-node_modules/", "can't be entered")] == [
        (each.shown, each.trouble) for each in told
    ]
    assert ["out/d.md"] == shown(root, "out", exclude=("in/",))


def test_what_is_named_must_be_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert ("a: Permission denied", "make it readable, or leave it out") == said(tmp_path, "a")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("b.md", "b.md: no such file or folder"),
        ("a.md/b", "a.md/b: no such file or folder"),
        ("", "'': no such file or folder"),
        ("*.rst", "*.rst: nothing matches"),
        ("dangl*", "dangl*: nothing matches"),
        ("empty", "empty: no files in that folder"),
    ],
)
def test_nothing_is_never_passed_over(root: Path, name: str, message: str) -> None:
    (root / "dangling").symlink_to("nowhere")
    (root / "empty").mkdir()
    with pytest.raises(NothingToReadError):
        find_files([name], cwd=root)
    told, hint = said(root, "a.md", name)
    assert (message, True) == (told, bool(hint))


@pytest.mark.parametrize(
    ("names", "message", "hint"),
    [
        (["ab.md"], "ab.md: no such file or folder", "did you mean a.md?"),
        (["docs/nwe.py", "a.md"], "docs/nwe.py: no such file or folder", "did you mean docs/new.py?"),
        (["dosc/"], "dosc/: no such file or folder", "did you mean docs?"),
        (["./A.MD"], "./A.MD: no such file or folder", "did you mean ./a.md?"),
        (
            ["dosc", "*", "q\n", "A.md"],
            r"dosc, q\n, A.md: no such files or folders",
            "did you mean docs, a.md?",
        ),
    ],
)
def test_all_names_of_nothing_are_told_with_those_that_look_like_them(
    root: Path, names: list[str], message: str, hint: str
) -> None:
    assert (message, hint) == said(root, *names)


def test_a_link_that_leads_nowhere_is_not_meant_by_its_own_name(root: Path) -> None:
    (root / "dangling").symlink_to("nowhere")
    message, hint = said(root, "dangling")
    assert ("dangling: no such file or folder", True) == (message, str(hint).startswith("name files"))


def test_links_to_folders_that_wildcards_meet_are_not_followed(root: Path) -> None:
    (root / "link").symlink_to("docs")
    (root / "docs" / "up").symlink_to("/")
    (root / "docs" / "file.md").symlink_to("../a.md")
    assert (["docs/file.md"], ["docs/b.md", "docs/file.md", "docs/new.py"], ["link/b.md"]) == (
        shown(root, "docs/f*"),
        shown(root, "docs/*"),
        shown(root, "link/b*"),
    )
    assert ("lin*: nothing matches", "up*: nothing matches") == (
        said(root, "lin*")[0],
        said(root / "docs", "up*")[0],
    )


def test_a_text_is_no_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        find_files(["why? " * 100], cwd=tmp_path)
    hint = "name a file, a folder or -; a text itself goes behind --text"
    assert (f"{'why? ' * 100}: File name too long", hint) == said(tmp_path, "why? " * 100)


@pytest.mark.parametrize(
    ("names", "include", "exclude", "expected"),
    [
        (["docs"], ("*.md",), (), ["docs/b.md"]),
        (["docs"], (), ("*.md",), ["docs/new.py"]),
        (["docs"], ("*.md", "*.py"), ("b*",), ["docs/new.py"]),
        (["docs"], (), ("docs/b.md",), ["docs/new.py"]),
        (["docs"], (), ("/b.md",), ["docs/new.py"]),
        # The shell may have named them, and then they are files as any.
        (["a.md", "docs"], ("*.py",), (), ["docs/new.py"]),
        (["docs/b.md", "docs/new.py"], (), ("b.md",), ["docs/new.py"]),
        (["docs/*"], (), ("b.md",), ["docs/new.py"]),
        (["docs/*"], (), ("docs/b.md",), ["docs/new.py"]),
        (["*"], ("docs/",), ("*.py",), ["docs/b.md"]),
        (["**/*.md"], (), ("out/",), ["a.md", "docs/b.md"]),
        (["out/**"], (), ("node_modules/",), ["out/d.md"]),
        (["out/*"], (), ("/node_modules/",), ["out/d.md"]),
    ],
)
def test_patterns_choose_among_what_is_found(
    root: Path, names: list[str], include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]
) -> None:
    assert expected == shown(root, *names, include=include, exclude=exclude)


def test_an_absolute_wildcard_starts_from_the_folder_before_it(root: Path) -> None:
    assert [f"{root}/docs/new.py"] == shown(Path("/"), f"{root}/docs/*", exclude=("/b.md",))


def test_patterns_that_leave_nothing_are_told(root: Path) -> None:
    hint = "'*.md' is a name at any depth, 'docs/*.md' a path from the folder that is named"
    assert ("--include '*.rst' --include 'x/' leaves none of 2 files", hint) == said(
        root, "docs", include=("*.rst", "x/")
    )
    assert ("--include '*.rst' leaves none of 1 file", hint) == said(root, "a.md", include=("*.rst",))


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a\r\nb\rc")
    file = find_files(["a"], cwd=tmp_path).files[0]
    stdin = BytesIO(b"\xef\xbb\xbfd\r\n")
    assert (Text("a\r\nb\rc"), Text("d\r\n", ("its byte order mark is not counted",))) == (
        read_file(file, stdin),
        read_file(TextFile(None, "stdin"), stdin),
    )


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    write(tmp_path, "w/a")
    met, named = find_files(["w"], cwd=tmp_path).files[0], find_files(["w/a"], cwd=tmp_path).files[0]
    (tmp_path / "w" / "a").unlink()
    with pytest.raises(Unreadable, match="No such file or directory"):
        read_file(met, BytesIO())
    with pytest.raises(UsageError, match="w/a: No such file or directory"):
        read_file(named, BytesIO())


def test_trouble_that_was_met_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="Permission denied"):
        read_file(TextFile(tmp_path, "a", trouble="Permission denied"), BytesIO())


def test_a_sparse_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.write(b"a" * 10_000)
        file.truncate(1 << 40)
    with pytest.raises(NotText, match="more than 256 MiB, which no model takes"):
        read_file(find_files(["huge"], cwd=tmp_path).files[0], BytesIO())


def test_standard_input_that_can_t_be_read_is_refused() -> None:
    class Folder(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(size, "")

    with pytest.raises(UsageError, match="stdin: can't be read"):
        read_file(TextFile(None, "stdin"), Folder())
