"""Files lie where each system keeps them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from llmcost.sources.paths import Folders, folders, is_file, project_file, upwards

HOME = {"HOME": "/home/me"}
ROOTLESS = Folders(None, None, None)
XDG = Folders(
    Path("/home/me/.config/llmcost"), Path("/home/me/.local/share/llmcost"), Path("/home/me/.cache/llmcost")
)


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", HOME, XDG),
        ("freebsd14", HOME, XDG),
        (
            "linux",
            HOME | {"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/k"},
            Folders(Path("/c/llmcost"), Path("/d/llmcost"), Path("/k/llmcost")),
        ),
        ("linux", {"XDG_CACHE_HOME": "/k"}, Folders(None, None, Path("/k/llmcost"))),
        ("linux", HOME | {"XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": ""}, XDG),
        ("linux", {}, ROOTLESS),
        ("linux", {"HOME": ""}, ROOTLESS),
        ("linux", {"HOME": "me"}, ROOTLESS),
        (
            "darwin",
            HOME | {"XDG_CONFIG_HOME": "/c"},
            Folders(
                Path("/home/me/Library/Application Support/llmcost"),
                Path("/home/me/Library/Application Support/llmcost"),
                Path("/home/me/Library/Caches/llmcost"),
            ),
        ),
        ("darwin", {}, ROOTLESS),
        (
            "win32",
            HOME | {"APPDATA": "/roaming", "LOCALAPPDATA": "/local"},
            Folders(Path("/roaming/llmcost"), Path("/local/llmcost"), Path("/local/llmcost/Cache")),
        ),
        ("win32", {"APPDATA": "/roaming"}, Folders(Path("/roaming/llmcost"), None, None)),
        ("win32", HOME, ROOTLESS),
    ],
)
def test_each_system_has_its_folders(platform: str, environ: dict[str, str], expected: Folders) -> None:
    assert expected == folders(environ, platform)


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    """A folder two levels down."""
    folder = tmp_path / "repository" / "service"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("make_root", [Path.mkdir, Path.touch], ids=["repository", "worktree"])
def test_the_search_ends_at_the_root_of_the_repository(nested: Path, make_root: object) -> None:
    assert callable(make_root)
    make_root(nested.parent / ".git")

    assert [nested, nested.parent] == list(upwards(nested))
    assert [nested.parent] == list(upwards(nested.parent))


def test_outside_a_repository_only_the_folder_itself_is_searched(nested: Path) -> None:
    (nested.parent / "llmcost.toml").touch()

    assert [nested] == list(upwards(nested))
    assert project_file(nested) is None
    assert nested.parent / "llmcost.toml" == project_file(nested.parent)


def test_the_nearest_project_file_wins_and_none_beyond_the_root_is_seen(nested: Path) -> None:
    outside, top, near = (folder / "llmcost.toml" for folder in (nested.parents[1], nested.parent, nested))
    (nested.parent / ".git").mkdir()

    outside.touch()
    assert project_file(nested) is None
    top.touch()
    assert top == project_file(nested)
    near.mkdir()  # a folder of that name is no project file
    assert top == project_file(nested)
    near.rmdir()
    near.touch()
    assert near == project_file(nested)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody keeps root out of a folder")
def test_a_folder_that_may_not_be_entered_holds_no_file(nested: Path) -> None:
    (nested / "prices.toml").touch()
    nested.chmod(0)
    try:
        assert not is_file(nested / "prices.toml")
        assert [nested] == list(upwards(nested))
    finally:
        nested.chmod(0o700)


def test_only_a_file_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert [
        True,
        False,
        False,
    ] == [is_file(path) for path in (tmp_path / "file", tmp_path, tmp_path / "none")]
