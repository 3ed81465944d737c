from __future__ import annotations

import base64
import struct
import zlib

import pytest

from llmcost.report.call import KEYS, NO_ANSWER, OPENROUTER, PICTURE, PICTURE_URL, Call

ONE = Call("acme/one", OPENROUTER)


def test_chats_are_answered_below_the_base_url() -> None:
    assert ONE.url == "https://openrouter.ai/api/v1/chat/completions"


@pytest.mark.parametrize(
    ("base_url", "is_mirror"), [(OPENROUTER, False), ("https://mirror.test", True), ("", True)]
)
def test_any_other_server_is_a_mirror(base_url: str, is_mirror: bool) -> None:  # noqa: FBT001
    assert ONE._replace(base_url=base_url).is_mirror == is_mirror


@pytest.mark.parametrize(
    ("vision", "draws", "prompt"),
    [
        (False, False, "Say hello in three languages."),
        (True, False, "Which colour is this picture?"),
        (False, True, "Draw a lighthouse at night."),
        (True, True, "Draw the same in blue."),
    ],
)
def test_what_is_asked_suits_the_model(vision: bool, draws: bool, prompt: str) -> None:  # noqa: FBT001
    call = ONE._replace(vision=vision, draws=draws)
    picture = {"type": "image_url", "image_url": {"url": PICTURE_URL}}
    content = [{"type": "text", "text": prompt}, picture] if vision else prompt
    modalities = {"modalities": ["image", "text"]} if draws else {}
    assert (call.prompt, call.body()) == (
        prompt,
        {
            "model": "acme/one",
            "messages": [{"role": "user", "content": content}],
            **modalities,
            "usage": {"include": True},
        },
    )


def test_what_is_quoted_is_a_literal_of_a_program() -> None:
    assert {
        "mirror": "",
        "keys": f'"{KEYS}"',
        "model": '"acme/\\"caf\\u00e9"',
        "url": '"https://openrouter.ai/api/v1/chat/completions"',
        "no_answer": NO_ANSWER,
    } == ONE._replace(model_id='acme/"caf\u00e9').quoted("#")
    mirror = ONE._replace(base_url="https://mirror.test").quoted("//")["mirror"]
    assert mirror == "\n// The key is sent to a mirror of OpenRouter."


def test_the_picture_is_a_red_square() -> None:
    data = base64.b64decode(PICTURE)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length) == (zlib.crc32(kind + content),)
        chunks[kind] = content
        at += length + 12
    assert [*chunks] == [b"IHDR", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (64, 64, 8, 2, 0, 0, 0)
    assert zlib.decompress(chunks[b"IDAT"]) == (b"\0" + b"\xdc\x14\x14" * 64) * 64
