"""The stated bounds on files of Python and the system, to none of which the weights were fitted."""

from __future__ import annotations

import gzip
import sysconfig
from collections import Counter
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost.tokens.estimator import FAMILIES, estimate_tokens
from llmcost.tokens.features import features_of
from llmcost.tokens.vocabulary import count_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDLIB = Path(sysconfig.get_path("stdlib"))
MANUAL = Path("/usr/share/man")
COUNTED = tuple(family for family in FAMILIES if not family.startswith("claude"))
SIZES = (60, 200, 1_000, 5_000, 20_000, 200_000)
"""Characters of the pieces that are compared."""
FILES = 150
"""Of a kind, evenly out of all of its names."""
HELD = 95
"""Per cent of the texts whose true count has to lie within the bound."""


def text_of(path: Path) -> str:
    """A file's text; nothing of one that is not UTF-8."""
    content = path.read_bytes()
    try:
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    except (UnicodeDecodeError, OSError):
        return ""


def evenly(paths: Iterable[Path], most: int = FILES) -> list[Path]:
    every = sorted(path for path in paths if path.is_file())
    return every[:: -(-len(every) // most) or 1]


def pieces(paths: Iterable[Path]) -> Iterator[str]:
    """A piece out of the middle of each file, in each size that it has."""
    for text in map(text_of, paths):
        for size in SIZES:
            if len(text) >= size:
                start = (len(text) - size) // 2
                yield text[start : start + size]


def sources() -> list[Path]:
    return [*evenly(STDLIB.glob("*.py")), *evenly(STDLIB.glob("[a-su-z]*/*.py"))]


def documents() -> list[Path]:
    named = {"METADATA", "LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING", "entry_points.txt", "AUTHORS.md"}
    installed = [Path(str(each.locate_file(path))) for each in distributions() for path in each.files or ()]
    listed = [path for path in installed if path.name in named and ".dist-info" in str(path)]
    return [
        *evenly(listed),
        STDLIB / "pydoc_data/topics.py",
        *evenly(STDLIB.glob("test/cjkencodings/*utf8*")),
    ]


def pages(languages: str) -> list[Path]:
    """Pages of the manual, each language with as many as there are, up to a few."""
    return [page for folder in sorted(MANUAL.glob(languages)) for page in evenly(folder.glob("man*/*"), 12)]


def compare(texts: list[str], least: int) -> None:
    """Fail for each family of which too many texts are out of bounds."""
    assert len(texts) >= least, "too few texts to tell"
    looked_at = [(text, features_of(text)) for text in texts]
    held: Counter[str] = Counter()
    for family in COUNTED:
        for text, features in looked_at:
            count = estimate_tokens(features, family)
            held[family] += count.low <= count_with(family, text) <= count.high
    assert {family: held[family] for family in COUNTED if 100 * held[family] < HELD * len(texts)} == {}


def test_sources_are_within_bounds() -> None:
    compare(list(pieces(sources())), 200)


def test_documents_are_within_bounds() -> None:
    compare(list(pieces(documents())), 20)


def test_pages_of_the_manual_are_within_bounds() -> None:
    texts = list(pieces(evenly(MANUAL.glob("man*/*"), 100)))
    if len(texts) < 50:
        pytest.skip("no pages of the manual are installed, or few")
    compare(texts, 50)


def test_pages_in_other_languages_are_within_bounds() -> None:
    texts = list(pieces(pages("[!m]*")))
    if len(texts) < 100:
        pytest.skip("no translated pages of the manual are installed, or few")
    compare(texts, 100)
