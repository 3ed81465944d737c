from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chats_served import ChatServer
from snippets import HELLO, run

from llmcost.report.call import Call
from llmcost.report.javascript_snippet import javascript_snippet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("vision", [False, True])
@pytest.mark.parametrize("draws", [False, True])
@pytest.mark.parametrize("kind", ["commonjs", "module"])
def test_it_is_a_script_and_a_module(kind: str, tmp_path: Path, *, vision: bool, draws: bool) -> None:
    with ChatServer(HELLO) as server:
        text = javascript_snippet(Call("acme/one", server.base_url, vision, draws))
        done = run(text, "javascript", tmp_path, command=["node", f"--input-type={kind}"])
    assert (done.returncode, done.stderr, len(server.asked)) == (0, "", 1)
    assert text.startswith("// Node.js 18 or newer; nothing to install.\n")
    assert done.stdout.startswith(f"{HELLO['content']}\nusage: ")
