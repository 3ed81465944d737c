"""What programs make of answers, from those that are to be expected to those that are not."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from chats_served import USAGE, ChatServer
from snippets import BROKEN, HELLO, ODD, listing, of, run

from llmcost.report.call import KEYS, NO_ANSWER, PICTURE, PICTURE_URL
from llmcost.report.quickstart import quickstart

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path
    from typing import Any

IMAGE = {"type": "image_url", "image_url": {"url": PICTURE_URL}}


each_program = pytest.mark.parametrize("language", ["python", "javascript"])


def answered(
    language: str,
    folder: Path,
    message: dict[str, Any] = HELLO,
    *,
    writes: str = "text",
    vision: bool = False,
    **served: Any,
) -> subprocess.CompletedProcess[str]:
    """What a snippet makes of what a server says."""
    with ChatServer(message, **served) as server:
        text = quickstart(of(writes=writes), language, vision=vision, base_url=server.base_url)
        done = run(text, language, folder)
    assert len(server.asked) == 1
    assert server.asked[0].body.get("modalities") == (None if writes == "text" else ["image", "text"])
    return done


@each_program
@pytest.mark.parametrize("writes", ["text", "text image"])
@pytest.mark.parametrize("body", ODD)
def test_any_other_answer_is_shown_as_an_error(
    language: str, body: bytes, writes: str, tmp_path: Path
) -> None:
    done = answered(language, tmp_path, body=body, writes=writes)
    said = body.decode(errors="backslashreplace" if body == b"\xff" else "strict")
    assert (done.returncode, done.stdout, listing(tmp_path)) == (1, "", [])
    assert done.stderr.rstrip() == f"{NO_ANSWER}\n{said}".rstrip().replace("\\xff", "\ufffd")


@each_program
@pytest.mark.parametrize("raw", BROKEN)
def test_what_is_no_http_is_an_error_in_a_line(language: str, raw: bytes, tmp_path: Path) -> None:
    done = answered(language, tmp_path, raw=raw)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


@each_program
@pytest.mark.parametrize("vision", [False, True])
def test_pictures_are_kept(language: str, tmp_path: Path, *, vision: bool) -> None:
    message = {"role": "assistant", "content": None, "images": [IMAGE, IMAGE]}
    done = answered(language, tmp_path, message, writes="text image", vision=vision)
    assert (done.returncode, done.stderr) == (0, "")
    empty, *names, usage = done.stdout.splitlines()
    assert (empty, names) == ("", ["picture-1.png", "picture-2.png"])
    assert json.loads(usage.removeprefix("usage: ")) == USAGE
    assert [base64.b64decode(PICTURE)] * 2 == [(tmp_path / name).read_bytes() for name in listing(tmp_path)]


@each_program
def test_one_that_could_draw_may_say_why_it_did_not(language: str, tmp_path: Path) -> None:
    done = answered(language, tmp_path, writes="text image")
    assert (done.returncode, done.stdout.splitlines()[0], listing(tmp_path)) == (0, HELLO["content"], [])


@each_program
@pytest.mark.parametrize("images", [7, [{}], [{"image_url": {"url": "https://pictures.test/1.png"}}]])
def test_pictures_that_are_none_are_an_error(language: str, images: Any, tmp_path: Path) -> None:
    done = answered(language, tmp_path, {"content": "Here", "images": images}, writes="text image")
    assert (done.returncode, done.stdout, listing(tmp_path)) == (1, "", [])
    assert done.stderr.startswith(NO_ANSWER)


@each_program
def test_a_usage_that_is_not_told_is_null(language: str, tmp_path: Path) -> None:
    done = answered(language, tmp_path, body=b'{"choices": [{"message": {"content": "Hello"}}]}')
    assert (done.returncode, done.stdout) == (0, "Hello\nusage: null\n")


@each_program
def test_a_key_may_end_with_its_line(language: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = quickstart(of(), language, base_url=server.base_url)
        done = run(text, language, tmp_path, key="sk-1\n")
    assert (done.returncode, server.asked[0].headers["Authorization"]) == (0, "Bearer sk-1")


@each_program
def test_a_key_of_blanks_is_none(language: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = quickstart(of(), language, base_url=server.base_url)
        done = run(text, language, tmp_path, key=" ")
    assert (done.returncode, done.stderr, server.asked) == (1, f"{KEYS}\n", [])
