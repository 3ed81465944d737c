from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from llmcost.reading.wildcard import entries, is_wildcard, spell_out

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.json", "b.json", ".h.json", "l/c.dat", "l/m/d.json", "l/m/e.md", "l/.x/f.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "dangling").symlink_to("nowhere")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("*.json", ("a.json", "b.json")),
        ("?.json", ("a.json", "b.json")),
        ("[ac].json", ("a.json",)),
        (".*", (".h.json",)),
        ("l/*", ("l/c.dat", "l/m")),
        ("*/m", ("l/m",)),
        ("*/m/d.json", ("l/m/d.json",)),
        ("*/m/nothing", ()),
        ("**/**/m", ("l/m",)),
        ("l/**/**", ("l/c.dat", "l/m/d.json", "l/m/e.md")),
        ("l/**", ("l/c.dat", "l/m/d.json", "l/m/e.md")),
        ("**/*.json", ("a.json", "b.json", "l/m/d.json")),
        ("**/m", ("l/m",)),
        ("**/.x/*", ("l/.x/f.json",)),
        ("a.json/*", ()),
        ("nowhere/**", ()),
        ("dangling/**", ()),
    ],
)
def test_wildcards_are_spelled_out(tree: Path, name: str, expected: tuple[str, ...]) -> None:
    absolute = tuple(each.removeprefix(f"{tree}/") for each in spell_out(f"{tree}/{name}", cwd=tree))
    assert (expected, expected) == (spell_out(name, cwd=tree), absolute)


def test_links_that_go_in_circles_are_followed_once(tree: Path) -> None:
    for name in ("l/up", "l/up2", "l/m/here"):
        (tree / name).symlink_to(tree)
    assert ("a.json", "b.json", "l/m/d.json") == spell_out("**/*.json", cwd=tree)


def test_names_need_not_be_text(tree: Path) -> None:
    odd = [os.fsdecode(b"\xff.bin"), "x\n\x1b.bin"]
    for name in odd:
        (tree / name).touch()
    assert sorted(odd) == list(spell_out("*.bin", cwd=tree))


def test_a_wildcard_is_told_by_its_signs() -> None:
    assert [True, True, True, False] == [is_wildcard(name) for name in ("a*", "a?", "[a]", "a]")]


def test_nothing_is_in_what_can_t_be_entered(tree: Path) -> None:
    assert ([], []) == (entries(tree / "a.json"), entries(tree / "nowhere"))


def test_a_link_that_leads_to_itself_is_no_folder(tree: Path) -> None:
    (tree / "circle").symlink_to("circle")
    assert (("l/m",), ("circle",), ()) == (
        spell_out("**/m", cwd=tree),
        spell_out("**/circle", cwd=tree),
        spell_out("circle/**", cwd=tree),
    )
    assert "circle" in spell_out("**", cwd=tree)


def test_links_to_folders_may_be_left_out(tree: Path) -> None:
    (tree / "l" / "up").symlink_to(tree)
    (tree / "file").symlink_to("a.json")
    (tree / "circle").symlink_to("circle")
    names = ("l/*", "l/**", "l/*/*.json", "f*", "cir*", "l/up/a*", "l/up")
    found = {name: spell_out(name, cwd=tree, enter_links=False) for name in names}
    assert {
        "l/*": ("l/c.dat", "l/m"),
        "l/**": ("l/c.dat", "l/m/d.json", "l/m/e.md"),
        "l/*/*.json": ("l/m/d.json",),
        "f*": ("file",),
        "cir*": ("circle",),
        "l/up/a*": ("l/up/a.json",),
        "l/up": ("l/up",),
    } == found


def test_many_deep_wildcards_take_no_time(tree: Path) -> None:
    (tree / "/".join("a" * 40)).mkdir(parents=True)
    began = time.process_time()
    assert () == spell_out("**/a/" * 12 + "b", cwd=tree)
    assert time.process_time() - began < 1
