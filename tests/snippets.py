"""Snippets that are run as they stand, and what they must be able to bear."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from builders import model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from llmcost.catalog.model import Model

PROGRAMS = {"python": [sys.executable], "javascript": ["node"], "curl": ["sh"], "llm": ["sh"]}
SUFFIXES = {"python": ".py", "javascript": ".js", "curl": ".sh", "llm": ".sh"}
NEEDED = {"javascript": "node", "curl": "curl"}
"""Language -> what has to be installed for it, beside what is wherever tests run."""

HELLO = {"role": "assistant", "content": "Hello, \u3053\u3093\u306b\u3061\u306f"}
KEY = "sk-or-v1-test"
HOSTILE = [
    'acme/it\'s "quoted" \\ and\nover lines',
    "acme/$(touch pwned) `touch pwned` ${HOME} $HOME",
    "acme/'; touch pwned; '\nJSON\ntouch pwned\n",
    'acme/"); touch(pwned) // # --config=pwned {0} {model} %s \u2028 caf\u00e9 \U0001f600',
]
"""Ids of models that mean something in one language or another."""

ODD = [
    b'{"error": {"message": "Provider returned error"}}',
    b"<html>Log in</html>",
    b"",
    b"null",
    b"7",
    b"[]",
    b'{"choices": null}',
    b'{"choices": []}',
    b'{"choices": [{}]}',
    b'{"choices": [{"message": null}]}',
    b'{"choices": [{"message": "Hello"}]}',
    b'{"choices": [{"message": {"role": "assistant", "content": null, "refusal": "No."}}]}',
    b'{"choices": [{"message": {"content": "", "tool_calls": [{"id": "call-1"}]}}]}',
    b"\xff",
]
"""What is sent in place of a chat, though the status says that all is well."""

BROKEN = [
    b"",
    b"nonsense\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
    b"HTTP/1.1 500 Oh no\r\nContent-Length: 99\r\n\r\n{",
]
"""What is sent in place of HTTP."""


def of(model_id: str = "acme/one", reads: str = "text image", writes: str = "text", **facts: Any) -> Model:
    stated = {"input": tuple(reads.split()), "output": tuple(writes.split()), **facts}
    found: Model = model(model_id, facts=stated)
    return found


def run(
    text: str,
    language: str,
    folder: Path,
    *,
    key: str | None = KEY,
    command: Sequence[str] = (),
    **environ: str,
) -> subprocess.CompletedProcess[str]:
    """Run a snippet from a file, or with a command that reads it from stdin."""
    needed = NEEDED.get(language)
    if needed and shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed")
    (folder / f"snippet{SUFFIXES[language]}").write_text(text, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "SYSTEMROOT"}}
    given = {} if key is None else {"OPENROUTER_API_KEY": key}
    return subprocess.run(
        command or [*PROGRAMS[language], f"snippet{SUFFIXES[language]}"],
        cwd=folder,
        env={**kept, "PYTHONUTF8": "1", "NO_PROXY": "*", **given, **environ},
        input=text if command else "",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("snippet"))
