from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
from chats_served import ChatServer
from snippets import HELLO, HOSTILE, KEY, listing, of, run

from llmcost.report.call import PICTURE, PICTURE_URL
from llmcost.report.quickstart import quickstart

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("vision", [False, True])
@pytest.mark.parametrize("writes", ["text", "text image"])
@pytest.mark.parametrize("language", ["curl", "llm"])
def test_comments_say_what_runs_them_and_do_no_harm_where_they_are_run(
    language: str, writes: str, *, vision: bool
) -> None:
    base_url = {"base_url": "https://mirror.test"} if language == "curl" else {}
    writes = "text" if language == "llm" else writes
    lines = quickstart(of(writes=writes), language, vision=vision, **base_url).splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert comments == lines[: len(comments)]
    assert comments[0] == (
        "# For a POSIX shell, on Windows that of Git Bash or WSL. In any other: --quickstart python."
    )
    assert [] == [line for line in comments if not re.fullmatch(r"# [A-Za-z0-9 .,:-]+", line)]


def test_curl_can_be_piped_to_a_shell(tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = quickstart(of(), "curl", base_url=server.base_url)
        done = run(text, "curl", tmp_path, command=["sh"])
    assert (done.returncode, done.stderr, len(server.asked)) == (0, "", 1)
    assert json.loads(done.stdout)["choices"][0]["message"] == HELLO


@pytest.mark.parametrize("vision", [False, True])
def test_curl_keeps_an_answer_with_pictures_in_a_file(tmp_path: Path, *, vision: bool) -> None:
    image = {"type": "image_url", "image_url": {"url": PICTURE_URL}}
    message = {"role": "assistant", "content": None, "images": [image, image]}
    with ChatServer(message) as server:
        text = quickstart(of(writes="text image"), "curl", vision=vision, base_url=server.base_url)
        done = run(text, "curl", tmp_path)
    assert (done.returncode, done.stderr, server.asked[0].body["modalities"]) == (0, "", ["image", "text"])
    assert json.loads((tmp_path / "answer.json").read_text())["choices"][0]["message"] == message


@pytest.mark.parametrize("model_id", ["acme/one", *HOSTILE])
@pytest.mark.parametrize("vision", [False, True])
def test_llm_is_handed_the_key_the_model_and_the_picture(
    model_id: str, tmp_path: Path, *, vision: bool
) -> None:
    bin_folder = tmp_path / "snippet-bin"
    bin_folder.mkdir()
    stand_in = bin_folder / "llm"
    stand_in.write_text(
        f"#!{sys.executable}\nimport base64, json, os, sys\n"
        "print(json.dumps([sys.argv[1:], os.environ['OPENROUTER_KEY'], "
        "base64.b64encode(sys.stdin.buffer.read()).decode()]))\n"
    )
    stand_in.chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    text = quickstart(of(model_id), "llm", vision=vision)
    done = run(text, "llm", tmp_path, command=["sh"], PATH=path)
    assert (done.returncode, done.stderr, listing(tmp_path)) == (0, "", [])
    assert [
        ["--model", f"openrouter/{model_id}", "--usage"]
        + (["--attachment-type", "-", "image/png"] if vision else [])
        + ["Which colour is this picture?" if vision else "Say hello in three languages."],
        KEY,
        PICTURE if vision else "",
    ] == json.loads(done.stdout)
    unset = run(text, "llm", tmp_path, key="", command=["sh"], PATH=path)
    assert "OPENROUTER_API_KEY: is not set; keys are made at https://openrouter.ai/keys" in unset.stderr
    assert unset.stdout == ""
