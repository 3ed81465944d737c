"""The folders of coding agents are found by environment and home, where they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from llmcost.logs.agents import claude_code_folders, codex_folders

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where every usual folder exists, and two more configurations of Claude Code."""
    for folder in (
        ".claude/projects",
        ".config/claude/projects",
        "work/projects",
        "play/projects",
        ".codex/sessions",
        ".codex/archived_sessions",
        "other/sessions",
    ):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def test_claude_code_keeps_sessions_in_either_usual_folder(home: Path) -> None:
    assert claude_code_folders({}, home) == (home / ".claude/projects", home / ".config/claude/projects")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{home}/work", ["work/projects"]),
        ("{home}/work, {home}/play,", ["work/projects", "play/projects"]),
        ("{home}/work,~/play", ["work/projects", "play/projects"]),
        ("{home}/work,{home}/work/projects", ["work/projects"]),
        ("{home}/work/projects", ["work/projects"]),
        ("{home}/nowhere", []),
        (" ", [".claude/projects", ".config/claude/projects"]),
    ],
)
def test_a_named_configuration_takes_the_place_of_the_usual_ones(
    home: Path, value: str, expected: list[str]
) -> None:
    found = claude_code_folders({"CLAUDE_CONFIG_DIR": value.format(home=home)}, home)
    assert found == tuple(home / folder for folder in expected)


def test_a_link_to_a_folder_is_not_a_second_one(home: Path) -> None:
    (home / "linked").symlink_to(home / "work")
    found = claude_code_folders({"CLAUDE_CONFIG_DIR": f"{home}/work,{home}/linked"}, home)
    assert found == (home / "work/projects",)


def test_codex_keeps_archived_sessions_apart(home: Path) -> None:
    assert codex_folders({}, home) == (home / ".codex/sessions", home / ".codex/archived_sessions")
    assert codex_folders({"CODEX_HOME": str(home / "other")}, home) == (home / "other/sessions",)
    assert codex_folders({"CODEX_HOME": "~/other"}, home) == (home / "other/sessions",)


def test_without_home_or_folders_there_is_nothing(tmp_path: Path) -> None:
    assert claude_code_folders({}, None) == codex_folders({}, None) == ()
    assert claude_code_folders({}, tmp_path) == codex_folders({"CODEX_HOME": ""}, tmp_path) == ()
    assert claude_code_folders({"CLAUDE_CONFIG_DIR": "~/work"}, None) == ()
