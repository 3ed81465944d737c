from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from llmcost.reading.plain_text import NotText, Text
from llmcost.reading.text_file import read_text

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02"


def said(content: bytes, size: int | None = None, most: int = 1 << 20) -> str:
    with pytest.raises(NotText) as refused:
        read_text(BytesIO(content), size, most=most)
    return str(refused.value)


def test_all_of_a_text_is_read() -> None:
    long = "naïve\r\n" * 10_000
    assert (Text(""), Text(long)) == (read_text(BytesIO(), 0), read_text(BytesIO(long.encode())))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "JPEG"),
        (b"\xff\xd8\xff\xe1" + b"\xfe" * 60, "JPEG"),
        (b"GIF89a\x01\0\x01\0\x80\0\0", "GIF"),
        (b"GIF87a\x01\0\x01\0\x80\0\0", "GIF"),
        (b"RIFF\x1a\n\0\0WEBPVP8L", "WebP"),
    ],
)
def test_a_picture_is_called_so(content: bytes, kind: str) -> None:
    assert said(content) == f"a {kind} picture: count it with --image"


def test_a_text_that_begins_as_a_picture_does_is_a_text() -> None:
    assert read_text(BytesIO(b"GIF89a is a format")).text == "GIF89a is a format"


def test_a_pdf_is_called_so_though_it_be_plain() -> None:
    assert said(b"%PDF-1.4\n1 0 obj\n") == "a PDF: say with --pages how many pages it has"
    assert read_text(BytesIO(b"%PDF- begins every PDF")).text == "%PDF- begins every PDF"


def test_of_a_binary_file_no_more_is_read_than_its_beginning() -> None:
    stream = BytesIO(b"\x7fELF\0" + b"a" * 100_000)
    with pytest.raises(NotText, match="binary: it holds a NUL byte"):
        read_text(stream)
    assert stream.tell() == 8192


def test_no_more_is_read_than_the_longest_text_has() -> None:
    stream = BytesIO(b"a" * (3 << 20))
    assert said(b"a" * (1 << 20) + b"b") == "more than 1 MiB, which no model takes"
    with pytest.raises(NotText, match="more than 1 MiB"):
        read_text(stream, 3 << 20, most=1 << 20)
    assert stream.tell() == 8192
    assert len(read_text(BytesIO(b"a" * (1 << 20)), 1 << 20, most=1 << 20).text) == 1 << 20


def test_a_device_without_an_end_is_left() -> None:
    with Path("/dev/zero").open("rb") as stream, pytest.raises(NotText, match="binary"):
        read_text(stream)
