from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from llmcost.scan.files import Listed
from llmcost.scan.source import MAX_BYTES, spots_in
from llmcost.scan.spot import Looks

if TYPE_CHECKING:
    from pathlib import Path

LOOKS = Looks(set())


def told(path: Path, data: bytes, kind: str = "python") -> tuple[list[tuple[int, str]], str | None]:
    path.write_bytes(data)
    found, code = spots_in(Listed(path, path.name, kind), LOOKS)
    return [(spot.line, spot.name) for spot in found.spots], code


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbfx = 1\r\ny = "gpt-4o"',
        b'x = 1\ry = "gpt-4o"',
        b'# -*- coding: latin-1 -*- \xe9\ny = "gpt-4o"',
        b'# coding: no-such-thing\ny = "gpt-4o"',
        b'# \xff\ny = "gpt-4o"',
        *(
            f'# -*- coding: {name} -*-\ny = "gpt-4o"'.encode()
            for name in ("rot13", "hex", "base64", "zlib", "undefined", "idna", "punycode", "mbcs", "utf-16")
        ),
        '# \ny = "gpt-4o"'.encode("utf-16"),
    ],
)
def test_python_is_read_in_any_encoding(tmp_path: Path, data: bytes) -> None:
    assert ([(2, "gpt-4o")], None) == told(tmp_path / "a.py", data)


def test_python_that_does_not_parse_is_read_as_text(tmp_path: Path) -> None:
    assert ([(1, "gpt-4o")], "unparsable") == told(tmp_path / "a.py", b'print "gpt-4o"')


def test_a_notebook_is_read_as_one(tmp_path: Path) -> None:
    data = b'{"cells": [{"cell_type": "code", "source": "x = \'gpt-4o\'", "outputs": ["gpt-5"]}]}'
    assert ([(1, "gpt-4o")], None) == told(tmp_path / "a.ipynb", data, "notebook")


def test_other_files_are_read_by_their_strings(tmp_path: Path) -> None:
    assert (([(1, "gpt-4o")], None), ([], None)) == (
        told(tmp_path / "a.env", b"X=gpt-4o", "loose"),
        told(tmp_path / "a.go", b"X=gpt-4o", "code"),
    )


def test_what_is_too_big_or_no_text_is_left(tmp_path: Path) -> None:
    assert (([], "too_big"), ([], "binary")) == (
        told(tmp_path / "a.py", b"#" * (MAX_BYTES + 1)),
        told(tmp_path / "b.py", b'x = "gpt-4o"\0'),
    )


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "unreadable" == spots_in(Listed(tmp_path, "x", "python"), LOOKS)[1]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("prices.JSON", b'{"a": {"input_cost_per_token": 1, "like": "gpt-4o"}}'),
        ("prices.toml", b'schema = 1\n[models."openai/gpt-4o"]\nsnapshot = "openai/gpt-4o"'),
        ("list.json", b'[{"id": "openai/gpt-4o", "pricing": {}}]'),
    ],
)
def test_lists_of_prices_are_no_mentions(tmp_path: Path, name: str, data: bytes) -> None:
    assert ([], "price_list") == told(tmp_path / name, data, "code")


def test_one_price_hides_no_settings(tmp_path: Path) -> None:
    data = b'{"model": "gpt-4o", "x": {"pricing": {"input_cost_per_token": 1}}}'
    assert ([(1, "gpt-4o")], None) == told(tmp_path / "app.json", data, "code")


def test_an_encoding_that_takes_the_square_of_a_texts_length_is_not_used(tmp_path: Path) -> None:
    begun = perf_counter()
    assert ([], None) == told(tmp_path / "a.py", b"# coding: punycode\n#" + b"-z9" * (MAX_BYTES // 4))
    # Else it would be hours.
    assert 60 > perf_counter() - begun


def test_the_workload_in_a_projects_file_is_no_mention(tmp_path: Path) -> None:
    data = b"""\
[tool.other]
model = "gpt-4o"
[tool.llmcost]
as_of = 2026-11-01
[[tool.llmcost.scenarios]]
model = "gpt-5"

[tool.llmcosts]
model = "gpt-5.1"
"""
    assert ([(2, "gpt-4o"), (9, "gpt-5.1")], None) == told(tmp_path / "pyproject.toml", data, "loose")
