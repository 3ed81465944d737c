from __future__ import annotations

import codecs
import random

import pytest

from llmcost.reading.plain_text import NotText, Text, refuse_binary, text_of, without_surrogates

WIDE = "read as UTF-16, by its byte order mark"
NUL = "binary: it holds a NUL byte"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Text("")),
        ("naïve 日本 👍\n".encode(), Text("naïve 日本 👍\n")),
        (b"a\r\nb\rc\n\x0b\x0c\x1b", Text("a\r\nb\rc\n\x0b\x0c\x1b")),
        (b"<|endoftext|>", Text("<|endoftext|>")),
        (b"\xef\xbb\xbfa", Text("a", ("its byte order mark is not counted",))),
        (b"\xef\xbb\xbf", Text("", ("its byte order mark is not counted",))),
        (b"a\xef\xbb\xbfb", Text("a\ufeffb")),
        (b"\xef\xbb\xbf\xef\xbb\xbf", Text("\ufeff", ("its byte order mark is not counted",))),
        (codecs.BOM_UTF16_LE, Text("", (WIDE,))),
        ("é\r\n👍".encode("utf-16"), Text("é\r\n👍", (WIDE,))),
        (codecs.BOM_UTF16_BE + "é👍".encode("utf-16-be"), Text("é👍", (WIDE,))),
        ("é👍".encode("utf-32"), Text("é👍", ("read as UTF-32, by its byte order mark",))),
        (
            codecs.BOM_UTF32_BE + "é👍".encode("utf-32-be"),
            Text("é👍", ("read as UTF-32, by its byte order mark",)),
        ),
    ],
)
def test_text_is_read_as_it_is(content: bytes, expected: Text) -> None:
    assert expected == text_of(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"caf\xe9 and so on",
            Text("caf\ufffd and so on", ("1 place that is not UTF-8, counted as U+FFFD",)),
        ),
        # What stands in the file is what its author wrote.
        ("\ufffd" * 9 + "a" * 20, Text("\ufffd" * 9 + "a" * 20)),
        (
            "\ufffd" * 9 + "a" * 20 + "\udcff\udce9",
            Text(
                "\ufffd" * 9 + "a" * 20 + "\ufffd\ufffd", ("2 places that are not UTF-8, counted as U+FFFD",)
            ),
        ),
        (
            b"\xef\xbb\xbf" + b"a" * 20 + b"\xff",
            Text(
                "a" * 20 + "\ufffd",
                ("its byte order mark is not counted", "1 place that is not UTF-8, counted as U+FFFD"),
            ),
        ),
        (
            "twenty characters or so".encode("utf-16") + b"\n",
            Text("twenty characters or so\ufffd", (WIDE, "1 place that is not UTF-16, counted as U+FFFD")),
        ),
        (
            "twenty\ufffd\ud800 characters or so".encode("utf-16", "surrogatepass"),
            Text(
                "twenty\ufffd\ufffd characters or so", (WIDE, "1 place that is not UTF-16, counted as U+FFFD")
            ),
        ),
    ],
)
def test_what_is_broken_is_replaced_and_told(content: bytes | str, expected: Text) -> None:
    found = text_of(content if isinstance(content, bytes) else content.encode(errors="surrogateescape"))
    assert expected == found
    assert len(found.text.encode()) > 0


def test_text_in_latin_1_is_read_as_far_as_it_is_plain() -> None:
    german = "Die Größe der Straße läßt sich schätzen, wenn man ungefähr weiß, wie weit sie reicht. " * 100
    remark = "800 places that are not UTF-8, counted as U+FFFD"
    assert Text(german.encode("latin-1").decode(errors="replace"), (remark,)) == text_of(
        german.encode("latin-1")
    )


def said(content: bytes) -> str:
    with pytest.raises(NotText) as refused:
        text_of(content)
    return str(refused.value)


def test_text_in_another_encoding_is_none() -> None:
    other = "binary, or in another encoding: too much of it is not UTF-8"
    assert [other] * 2 == [said("Привет, мир".encode("cp1251")), said("日本語の文章".encode("shift-jis"))]


@pytest.mark.parametrize("at", [0, 1, 8191])
def test_a_nul_near_the_beginning_makes_it_binary(at: int) -> None:
    assert said(b"a" * at + b"\0" + b"b" * 9000) == NUL


def test_a_nul_behind_is_a_character() -> None:
    content = b"a" * 8192 + b"\0b"
    assert Text(content.decode()) == text_of(content)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_nul_behind_a_byte_order_mark_makes_it_binary(encoding: str) -> None:
    assert said("a\0b".encode(encoding)) == "binary: it holds a NUL character"
    late = "a" * 8192 + "\0"
    assert text_of(late.encode(encoding)).text == late


def test_random_bytes_are_binary() -> None:
    source = random.Random(6)  # noqa: S311
    reasons = {said(source.randbytes(10_000)) for _ in range(50)}
    without_nul = said(bytes(source.randrange(1, 256) for _ in range(10_000)))
    assert ({NUL}, "binary, or in another encoding: too much of it is not UTF-8") == (reasons, without_nul)


def test_one_character_in_ten_may_be_broken_and_no_more() -> None:
    assert text_of(b"a" * 9 + b"\xff").text == "a" * 9 + "\ufffd"
    assert said(b"a" * 8 + b"\xff") == "binary, or in another encoding: too much of it is not UTF-8"


def test_a_beginning_that_ends_within_a_character_is_no_reason() -> None:
    refuse_binary("é".encode()[:1])
    refuse_binary("👍".encode("utf-16")[:5])
    refuse_binary(b"")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Text("")),
        ("👍\ufffd", Text("👍\ufffd")),
        ("a\udcffb", Text("a\ufffdb", ("1 lone surrogate, counted as U+FFFD",))),
        ("\ud83d\ude00" * 600, Text("\ufffd" * 1200, ("1,200 lone surrogates, counted as U+FFFD",))),
    ],
)
def test_lone_surrogates_are_replaced_and_told(text: str, expected: Text) -> None:
    assert expected == without_surrogates(text)


def test_remarks_that_were_made_before_stay() -> None:
    assert (Text("a", ("b",)), Text("\ufffd", ("b", "1 lone surrogate, counted as U+FFFD"))) == (
        without_surrogates("a", ("b",)),
        without_surrogates("\ud800", ("b",)),
    )
