from __future__ import annotations

import time

import pytest

from llmcost.errors import UsageError
from llmcost.reading.name_pattern import NameFilter, NamePattern, Place

NAMES = (
    "a.py",
    "docs/a.md",
    "docs/in/b.md",
    "src/docs",
    "src/docs.py",
    "src/tests/c.py",
    "tests/.d",
    "tests/e/f",
)


def matched(pattern: str, *, below: str = "") -> list[str]:
    start = tuple(below.split("/")) if below else ()
    read = NamePattern(pattern, flag="--include")
    return [name for name in NAMES if read.matches(Place((*start, *name.split("/")), len(start)))]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.py", ["a.py", "src/docs.py", "src/tests/c.py"]),
        ("?.py", ["a.py", "src/tests/c.py"]),
        ("[!a].py", ["src/tests/c.py"]),
        ("A.py", []),
        ("a.py/", []),
        ("docs", ["docs/a.md", "docs/in/b.md", "src/docs"]),
        ("docs/", ["docs/a.md", "docs/in/b.md"]),
        ("tests/", ["src/tests/c.py", "tests/.d", "tests/e/f"]),
        ("/tests", ["tests/.d", "tests/e/f"]),
        ("./tests/", ["tests/.d", "tests/e/f"]),
        ("docs/*", ["docs/a.md", "docs/in/b.md"]),
        ("docs/*.md", ["docs/a.md"]),
        ("docs/**", ["docs/a.md", "docs/in/b.md"]),
        ("src/docs/**", []),
        ("docs/**/*.md", ["docs/a.md", "docs/in/b.md"]),
        ("docs/*/*.md", ["docs/in/b.md"]),
        ("**/tests/*", ["src/tests/c.py", "tests/.d", "tests/e/f"]),
        ("**/in/**/b.md", ["docs/in/b.md"]),
        ("*/", [*NAMES[1:]]),
        ("**", [*NAMES]),
        ("**/**", [*NAMES[1:]]),
        ("*", [*NAMES]),
        (".*", ["tests/.d"]),
        ("d*/*/b.md", ["docs/in/b.md"]),
        ("*/b.md", []),
    ],
)
def test_patterns_match_as_those_of_git_do(pattern: str, expected: list[str]) -> None:
    assert expected == matched(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("docs/*.md", ["docs/a.md"]),
        ("work/docs/*.md", []),
        ("my/work/docs/*.md", ["docs/a.md"]),
        ("/my/work/docs/", ["docs/a.md", "docs/in/b.md"]),
        # A name at any depth is looked for below the folder alone.
        ("work", []),
        ("my/", []),
        ("my/work", [*NAMES]),
    ],
)
def test_paths_start_from_the_folder_or_from_where_it_was_typed(pattern: str, expected: list[str]) -> None:
    assert expected == matched(pattern, below="my/work")


def test_a_folder_may_be_what_is_meant() -> None:
    folder = Place(("a", "closed"), 1, is_folder=True)
    read = {
        text: NamePattern(text, flag="--exclude").matches(folder) for text in ("closed/", "closed", "*.md")
    }
    assert {"closed/": True, "closed": True, "*.md": False} == read


def test_a_folder_is_entered_whatever_is_included() -> None:
    folder = Place(("closed",), 0, is_folder=True)
    admitted = NameFilter(("*.md",), ()), NameFilter((), ("closed/",))
    assert [True, False] == [each.admits(folder) for each in admitted]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "--exclude '': no pattern"),
        ("/", "--exclude /: no pattern"),
        ("./", "--exclude ./: no pattern"),
        ("!a\n", r"--exclude !a\n: a pattern is not turned round by !"),
    ],
)
def test_what_is_no_pattern_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        NameFilter((), (text,))
    assert (message, True) == (refused.value.message, bool(refused.value.hint))


def test_deep_names_and_long_patterns_take_no_time() -> None:
    pattern = NamePattern("**/a*a*a*a*a/" * 20 + "b", flag="--include")
    began = time.process_time()
    assert not pattern.matches(Place(("a" * 200,) * 200, 0))
    assert time.process_time() - began < 1
