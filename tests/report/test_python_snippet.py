from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

import pytest
from chats_served import ChatServer
from snippets import HELLO, run

from llmcost.report.call import OPENROUTER, Call
from llmcost.report.python_snippet import python_snippet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("vision", [False, True])
@pytest.mark.parametrize("draws", [False, True])
def test_it_is_python_of_the_version_that_it_names(*, vision: bool, draws: bool) -> None:
    text = python_snippet(Call("acme/one", OPENROUTER, vision, draws))
    ast.parse(text, feature_version=(3, 8))
    assert text.startswith("# Python 3.8 or newer; nothing to install.\n")


def test_it_can_be_piped_to_python(tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = python_snippet(Call("acme/one", server.base_url))
        done = run(text, "python", tmp_path, command=[sys.executable, "-"])
    assert (done.returncode, done.stderr, len(server.asked)) == (0, "", 1)
    assert done.stdout.startswith(f"{HELLO['content']}\nusage: ")
