"""Real git repositories in temporary folders."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Repository:
    """A repository, made of commits of whole files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        """What git prints, under settings that no machine's own can change."""
        return git(self.folder, *arguments)

    def commit(self, **files: str) -> str:
        """Commit these files, with ``__`` for each dot of a name; gives the commit's id."""
        for name, text in files.items():
            (self.folder / name.replace("__", ".")).write_bytes(text.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=as it is")
        return self.git("rev-parse", "HEAD")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    settings = (
        "user.name=Test",
        "user.email=test@llmcost.test",
        "commit.gpgsign=false",
        "core.autocrlf=false",
    )
    options = [option for setting in settings for option in ("-c", setting)]
    done = subprocess.run(
        ["git", "-C", str(folder), *options, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def shallow_clone(repository: Repository, folder: Path, *options: str) -> Path:
    """A clone of nothing but the last commit."""
    git(folder.parent, "clone", "--quiet", "--depth=1", *options, repository.folder.as_uri(), folder.name)
    return folder


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program of that name before the real one; gives its path."""
    program = folder / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program
