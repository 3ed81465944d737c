"""The parts of a message: texts, pictures, calls and results of tools, thinking, documents."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from decimal import Decimal
from typing import Any

import pytest

from llmcost.reading.fields import BadField
from llmcost.tokens.blocks import Blocks, Uncountable, compact, json_kind
from llmcost.tokens.picture import Picture


def png(width: int, height: int) -> str:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b64encode(b"\x89PNG\r\n\x1a\n" + chunk).decode()


def read(*parts: Any) -> Blocks:
    blocks = Blocks()
    blocks.read_content(list(parts), "message 1")
    return blocks


def sizes(*parts: Any) -> list[tuple[int | None, int | None, str]]:
    return [picture[1:4] for picture in read(*parts).pictures]


def test_texts_of_both_vendors() -> None:
    blocks = read(
        {"type": "text", "text": "a", "cache_control": {"type": "ephemeral"}, "annotations": []},
        {"type": "input_text", "text": "b"},
        {"type": "output_text", "text": "c"},
        {"type": "refusal", "refusal": "d"},
    )
    assert (blocks.texts, blocks.parts) == (["a", "b", "c", "d"], 4)


def test_tools_are_called_and_answer() -> None:
    blocks = read(
        {"type": "tool_use", "id": "toolu_1", "name": "look", "input": {"q": [1, "é"]}},
        {"type": "tool_result", "tool_use_id": "toolu_1", "content": "found"},
        {"type": "tool_result", "tool_use_id": "toolu_2"},
        {"type": "tool_result", "tool_use_id": "toolu_3", "content": [{"type": "text", "text": "more"}]},
    )
    assert blocks.texts == ["look", '{"q":[1,"é"]}', "found", "more"]
    assert (blocks.calls, blocks.results) == (1, 3)


def test_thinking_is_kept_apart() -> None:
    blocks = read(
        {"type": "thinking", "thinking": "hm", "signature": "long"},
        {"type": "redacted_thinking", "data": "xyz"},
    )
    assert (blocks.texts, blocks.doubtful) == ([], ["hm", "xyz"])


def test_documents_of_text_are_counted() -> None:
    blocks = read(
        {
            "type": "document",
            "source": {"type": "text", "media_type": "text/plain", "data": "a"},
            "title": "t",
        },
        {"type": "document", "source": {"type": "content", "content": "b"}, "context": "c"},
        {
            "type": "search_result",
            "source": "s",
            "title": "u",
            "content": [{"type": "text", "text": "d"}],
        },
    )
    assert blocks.texts == ["a", "t", "b", "c", "s", "u", "d"]


def test_pictures_within_the_file_are_measured() -> None:
    data = png(640, 480)
    assert sizes(
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": data}},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}", "detail": "low"}},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}", "detail": None}},
        {
            "type": "input_image",
            "image_url": f"data:image/png;base64,{data[:20]}\n{data[20:]}",
            "detail": "high",
        },
        {"type": "input_image", "image_url": f"DATA:image/PNG;BASE64,{data}"},
    ) == [
        (640, 480, "auto"),
        (640, 480, "low"),
        (640, 480, "auto"),
        (640, 480, "high"),
        (640, 480, "auto"),
    ]


def test_pictures_elsewhere_are_of_unknown_size() -> None:
    pictures = read(
        {"type": "image", "source": {"type": "url", "url": "https://pictures.test/a.png"}},
        {"type": "image", "source": {"type": "file", "file_id": "file_1"}},
        {"type": "image_url", "image_url": {"url": "https://pictures.test/a\x1b.png", "detail": "low"}},
        {"type": "input_image", "file_id": "file-1"},
        {"type": "input_image", "image_url": "https://pictures.test/b.png"},
    ).pictures
    assert pictures == [
        Picture("https://pictures.test/a.png", None, None, "auto"),
        Picture("the picture of message 1, part 2", None, None, "auto"),
        Picture("the picture of message 1, part 3", None, None, "low"),
        Picture("file-1", None, None, "auto"),
        Picture("https://pictures.test/b.png", None, None, "auto"),
    ]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("Hi", "is text, not an object"),
        ({"text": "Hi"}, ": no type is stated"),
        ({"type": ["text"], "text": "Hi"}, ": no type is stated"),
        ({"type": "text"}, ": text is missing, not text"),
        ({"type": "text", "text": None}, ": text is null, not text"),
        ({"type": "text", "text": [{"type": "text"}]}, ": text is a list, not text"),
        ({"type": "image"}, ": source is null, not an object"),
        ({"type": "image", "source": {"type": ["url"]}}, ": ['url'] is no source of a picture"),
        ({"type": "image", "source": {"type": "base64"}}, ": data is missing, not text"),
        ({"type": "image", "source": {"type": "base64", "data": "é"}}, ": the picture is not base64"),
        ({"type": "image", "source": {"type": "base64", "data": "abc"}}, ": the picture is not base64"),
        ({"type": "image_url"}, ": image_url is missing, not text"),
        ({"type": "image_url", "image_url": {}}, ": url is missing, not text"),
        ({"type": "image_url", "image_url": {"url": "x", "detail": 5}}, ": detail is a number, not text"),
        (
            {"type": "input_image", "image_url": "x", "detail": "lowest"},
            ": 'lowest' is no level of detail; it can be auto, low, medium, high, original, ultra",
        ),
        ({"type": "image_url", "image_url": "data:image/png,x"}, ": a data: address without base64"),
        ({"type": "image_url", "image_url": "data:image/png;base64"}, ": a data: address without base64"),
        ({"type": "document"}, ": source is null, not an object"),
        ({"type": "tool_use"}, ": the name of the tool that is called is null, not text"),
        ({"type": "tool_result", "content": 5}, ": content is a number, not text or a list of parts"),
    ],
)
def test_what_is_no_part(part: Any, said: str) -> None:
    with pytest.raises(BadField) as caught:
        read(part)
    assert str(caught.value).removeprefix("message 1, part 1").strip() == said.strip()


@pytest.mark.parametrize("kind", ["input_audio", "file", "input_file", "video_url", "container_upload"])
def test_sound_and_files_can_not_be_counted(kind: str) -> None:
    with pytest.raises(Uncountable) as caught:
        read({"type": "text", "text": "a"}, {"type": kind})
    assert str(caught.value) == f"message 1, part 2: a part of type {kind!r} can't be counted"
    assert "--pages" in caught.value.hint


def test_nor_can_a_pdf_file() -> None:
    with pytest.raises(Uncountable, match="a document that is no text can't be counted"):
        read({"type": "document", "source": {"type": "base64", "data": "JVBERi0="}})


def test_json_is_written_without_spaces() -> None:
    assert compact({"a": [1, None, Decimal("0.5")]}) == '{"a":[1,null,"0.5"]}'


def test_kinds_are_named_as_json_does() -> None:
    values: list[Any] = [None, True, False, 1, Decimal(1), "a", [], {}]
    kinds = ["null", "true", "false", "a number", "a number", "text", "a list", "an object"]
    assert [json_kind(value) for value in values] == kinds
