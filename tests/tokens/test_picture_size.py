from __future__ import annotations

import os
import random
import struct
import sys
from typing import TYPE_CHECKING

import pytest
from pictures import avif, gif, jpeg, png, webp

from llmcost.errors import NothingToReadError, UsageError
from llmcost.tokens.picture import DETAILS, Picture, picture_in, picture_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAKERS = [png, gif, jpeg, webp, avif]


def refused(typed: str, cwd: Path) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as caught:
        picture_of(typed, cwd=cwd)
    return caught.value.message, caught.value.hint


def broken(content: bytes) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as caught:
        picture_in(content, "x")
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("typed", "picture"),
    [
        ("1024x768", Picture("1024x768", 1024, 768, "auto")),
        ("1024X768,low", Picture("1024X768", 1024, 768, "low")),
        ("1024\u00d7768, HIGH ", Picture("1024\u00d7768", 1024, 768, "high")),
        ("0001x100000,ultra", Picture("0001x100000", 1, 100_000, "ultra")),
    ],
)
def test_a_size_is_stated_with_or_without_a_detail(typed: str, picture: Picture, tmp_path: Path) -> None:
    assert picture == picture_of(typed, cwd=tmp_path)


@pytest.mark.parametrize("typed", ["0x5", "5x0", "100001x5", "1000000000x1", "1x" + "9" * 5000, "0x0,low"])
def test_no_picture_has_such_a_size(typed: str, tmp_path: Path) -> None:
    message, hint = refused(typed, tmp_path)
    assert message == f"--image: {typed.removesuffix(',low')[:60]} is not a size that a picture can have"
    assert hint == "each side is 1 to 100,000 pixels"


@pytest.mark.parametrize(
    "typed", ["-1x5", "1024 x 768", "10.5x3", "\uff11\uff10x\uff12", "5*5", "640x480px", "+1x1"]
)
def test_what_is_meant_as_a_size_is_no_file(typed: str, tmp_path: Path) -> None:
    assert refused(typed, tmp_path) == (
        f"--image: {typed!r} is not a size",
        "write it like 1024x768, in pixels; a file of such a name is ./NAME",
    )


def test_a_detail_that_is_not_known_is_told_those_that_are(tmp_path: Path) -> None:
    assert refused("10x10,tiny", tmp_path) == (
        "'tiny' is not a level of detail for a picture",
        "it can be auto, low, medium, high, original, ultra",
    )


@pytest.mark.parametrize("make", MAKERS)
def test_a_file_is_measured_by_its_header(make: Callable[[int, int], bytes], tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(make(640, 481))
    assert Picture("photo", 640, 481, "auto") == picture_of("photo", cwd=tmp_path)
    assert Picture("photo", 640, 481, "low") == picture_of("photo,low", cwd=tmp_path)


@pytest.mark.parametrize("name", ["1024x768.png", "a,b.png", "photo.png,low", "photo, low", "1x1,tiny"])
def test_a_file_of_any_name_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(png(3, 4))
    assert Picture(name, 3, 4, "auto") == picture_of(name, cwd=tmp_path)
    assert Picture(name, 3, 4, "high") == picture_of(f"{name},high", cwd=tmp_path)


def test_what_is_written_as_a_size_is_one_whatever_files_there_are(tmp_path: Path) -> None:
    (tmp_path / "10x20").write_bytes(png(3, 4))
    assert Picture("10x20", 10, 20, "auto") == picture_of("10x20", cwd=tmp_path)
    assert Picture("./10x20", 3, 4, "auto") == picture_of("./10x20", cwd=tmp_path)


def test_a_jpeg_that_is_turned_is_measured_as_it_is_seen(tmp_path: Path) -> None:
    assert [(480, 640), (640, 480), (640, 480)] == [
        picture_in(jpeg(640, 480, orientation=turned), "x")[1:3] for turned in (6, 3, None)
    ]


def test_descriptions_before_the_size_are_passed_over() -> None:
    assert (640, 480) == picture_in(jpeg(640, 480, padding=5_000_000), "x")[1:3]


@pytest.mark.parametrize(
    "name", ["gone.png", "gone.png,low", "gone.png,tiny", "10x10,low,high", "-", "a/b.png"]
)
def test_a_file_that_is_not_there_is_nothing_to_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(NothingToReadError) as caught:
        picture_of(name, cwd=tmp_path)
    missing = name.removesuffix(",low") if name == "gone.png,low" else name.removesuffix(",high")
    assert f"{missing}: no such file" == caught.value.message
    assert "name a picture, or state its size, such as 1024x768" == caught.value.hint


@pytest.mark.parametrize(
    "typed", ["https://a.test/b.png", "HTTP://a.test/b.png,low", "data:image/png;base64,iVBO"]
)
def test_an_address_is_never_fetched(typed: str, tmp_path: Path) -> None:
    message, hint = refused(typed, tmp_path)
    assert message == f"--image: {typed.removesuffix(',low')}: an address is never fetched"
    assert hint == "state its size, such as 1024x768"


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_is_no_picture(typed: str, tmp_path: Path) -> None:
    assert refused(typed, tmp_path)[0] == "--image is empty"


def test_a_comma_alone_is_no_picture_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match=r"^,tiny: no such file$"):
        picture_of(",tiny", cwd=tmp_path)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused("pipe", tmp_path)[0] == "--image: pipe is not a file"
    assert refused(".", tmp_path) == ("--image: . is a folder", "name a picture in it")


def test_a_path_that_can_not_be_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert refused("a\0b", tmp_path)[0] == "--image: a\\x00b: no path"
    assert refused("a\0b,low", tmp_path)[0] == "--image: a\\x00b: no path"
    assert refused("loop", tmp_path)[0] == "--image: loop: Too many levels of symbolic links"
    assert refused("x" * 300, tmp_path)[0].endswith(": File name too long")


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b"", "x is empty", "give a picture"),
        (b"%PDF-1.7", "x is a PDF", "count its pages with --pages"),
        (b"II*\0rest", "x is a TIFF, which models don't read", "convert it to PNG or JPEG"),
        (b"MM\0*rest", "x is a TIFF, which models don't read", "convert it to PNG or JPEG"),
        (
            b"<?xml version='1.0'?><svg width='9' height='9'>",
            "x is an SVG, which models don't read",
            "render it to PNG first",
        ),
        (b"P1 9 9", "x is not a picture", "models read PNG, JPEG, GIF, WebP, some HEIC and AVIF"),
        (b"text", "x is not a picture", "models read PNG, JPEG, GIF, WebP, some HEIC and AVIF"),
    ],
)
def test_what_models_do_not_read_is_refused_by_name(content: bytes, said: str, hint: str) -> None:
    assert broken(content) == (said, hint)


@pytest.mark.parametrize(
    "content",
    [
        png(640, 480)[:20],
        jpeg(640, 480)[:15],
        avif(640, 480)[:40],
        webp(640, 480)[:18],
        png(0, 5),
        png(5, 2**31),
    ],
)
def test_a_header_without_a_size_is_said(content: bytes) -> None:
    assert broken(content) == (
        "x: its header holds no size that a picture can have",
        "see whether it is whole",
    )


def test_a_broken_file_can_be_stated_instead(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(0, 0))
    assert refused("a.png", tmp_path) == (
        "a.png: its header holds no size that a picture can have",
        "see whether it is whole, or state its size, such as 1024x768",
    )


def test_without_the_extra_a_size_can_still_be_stated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "imagesize", None)
    (tmp_path / "a.png").write_bytes(png(3, 4))
    assert refused("a.png", tmp_path) == (
        "a.png: its size can't be read without the package imagesize",
        "pip install 'llmcost-cli[tokens]', or state its size, such as 1024x768",
    )
    assert 3 == picture_of("3x4", cwd=tmp_path).width


def test_without_the_package_a_picture_in_a_message_is_of_unknown_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "imagesize", None)
    assert picture_in(png(3, 4), "x", "low") == Picture("x", None, None, "low", unmeasured=True)
    assert broken(b"hello") == ("x is not a picture", "models read PNG, JPEG, GIF, WebP, some HEIC and AVIF")


def test_a_reader_that_fails_in_any_way_is_a_broken_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TypeError("an older version")

    monkeypatch.setattr("imagesize.get", fail)
    assert broken(png(3, 4))[0] == "x: its header holds no size that a picture can have"


def test_an_unknown_detail_in_a_message_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^'tiny' is not a level of detail for a picture$"):
        picture_in(png(3, 4), "x", "tiny")
    assert [*DETAILS] == [picture_in(png(3, 4), "x", detail).detail for detail in DETAILS]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff" + b"\xff" * 2_000_000,
        b"\xff\xd8\xff\xe0\0\2" + bytes(2_000_000),
        b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\0meta" + b"\0\0\0\x08free" * 100_000,
        b"\0\0\0\x14ftypavif\0\0\0\0mif1" + struct.pack(">L4s", 2**31, b"meta") + b"\xff" * 100_000,
        b"\0\0\0\x14ftypavif\0\0\0\0mif1" + b"\0\0\0\x08free" * 100_000,
    ],
)
def test_a_header_without_end_comes_to_one(content: bytes) -> None:
    assert broken(content)[0] == "x: its header holds no size that a picture can have"


def test_mutated_pictures_have_a_size_or_are_refused() -> None:
    chance = random.Random(6)  # noqa: S311 - not a secret
    for _ in range(3_000):
        content = bytearray(chance.choice(MAKERS)(chance.randint(1, 9_000), chance.randint(1, 9_000)))
        del content[chance.randint(0, 2 * len(content)) :]
        for _ in range(chance.randint(0, 6) if content else 0):
            content[chance.randrange(len(content))] = chance.choice((0, 1, 255, chance.randrange(256)))
        try:
            picture = picture_in(bytes(content), "x")
        except UsageError:
            continue
        assert 1 <= (picture.width or 0) <= 100_000
