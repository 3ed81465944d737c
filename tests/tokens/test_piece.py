from __future__ import annotations

import re

import pytest
from splintr import Tokenizer
from texts import SCRIPTS, mixes

from llmcost.tokens.piece import MOST, pieces
from llmcost.tokens.vocabulary import VOCABULARIES, _encode_of, count_with, without_symbols

MIXED = (*SCRIPTS.values(), *mixes(1500, seed=11))
LONG = tuple("".join(MIXED[start : start + 30]) for start in range(0, len(MIXED), 30))
OWN_MARK = re.compile(r"<\||<(?:bos|eos|pad|unk)>")
"""What the package itself adds to the vocabulary."""


def test_a_text_is_cut_at_the_first_place_behind_what_is_most() -> None:
    assert list(pieces("one two\nthree four 5\n", 4)) == ["one two\n", "three", " four", " 5\n"]


@pytest.mark.parametrize(
    "parts",
    [
        ["Мир\n", "мир\n", "мир"],
        ["我能吞下玻璃", "。而不伤身体", "、"],
        ["\u0915\u093e\n", "\u0915", " \u0915"],
        ['{"a', '":12', ',"b', '":[1],0', '":0', "}"],
        ["漢字\n", "「カナ", "」\n\n", "한글"],
    ],
)
def test_there_are_places_in_every_common_script_and_in_packed_data(parts: list[str]) -> None:
    assert list(pieces("".join(parts), 1)) == parts


@pytest.mark.parametrize(
    "text",
    ["it's", "</h1>", "<start_of_turn>", "<unused12>", "[multimodal]", "a\n\n/b", "> </", "x\n\n", "字字字"],
)
def test_nothing_is_cut_that_a_token_may_hold(text: str) -> None:
    assert list(pieces(text, 1)) == [text]


def test_a_short_text_is_one_piece() -> None:
    assert list(pieces("one two")) == ["one two"]
    assert list(pieces("")) == [""]


def test_a_long_text_is_cut_into_pieces_of_about_the_same_length() -> None:
    found = list(pieces("some words\n" * 100_000))
    assert {len(piece) for piece in found[:-1]} <= {MOST + more for more in range(12)}
    assert len(found) == 5


def test_a_text_without_a_place_to_cut_is_one_piece() -> None:
    assert list(pieces("a" * 100, 4)) == ["a" * 100]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("most", [1, 7, 60])
def test_pieces_have_together_the_tokens_of_the_whole(vocabulary: str, most: int) -> None:
    encode = _encode_of(vocabulary)
    cut = 0
    for text in (*MIXED, *LONG):
        parts = list(pieces(text, most))
        cut += len(parts) - 1
        assert "".join(parts) == text
        assert sum(len(encode(part)) for part in parts) == len(encode(text)), text
    assert cut > 1000


@pytest.mark.parametrize("vocabulary", ["gemma3", "gemma4"])
def test_no_token_of_gemma_spans_a_place_where_texts_are_cut(vocabulary: str) -> None:
    tokenizer = Tokenizer.from_pretrained(vocabulary)
    tokens = [tokenizer.decode_token_bytes(token) for token in range(tokenizer.vocab_size)]
    assert len(tokens) > 262_000
    found = [token.decode(errors="replace") for token in tokens]
    cut = [text for text in found if len(list(pieces(text, 1))) > 1]
    # What is left are marks of its own, which are no tokens of a text.
    assert [text for text in cut if len(tokenizer.encode_ordinary(text)) == 1] == []


def test_the_symbols_of_gemma_3_are_all_that_its_vocabulary_has() -> None:
    tokenizer = Tokenizer.from_pretrained("gemma3")
    found = []
    for token in range(262_144):
        content = tokenizer.decode_token_bytes(token)
        text = content.decode(errors="replace")
        if content[:1] in b"<[" and len(text) > 2 and OWN_MARK.match(text) is None:
            is_symbol = tokenizer.encode_raw(text) == [token] != tokenizer.encode_ordinary(text)
            assert without_symbols(text) == ((["", ""], 1) if is_symbol else ([text], 0))
            found.append(is_symbol)
    assert found.count(True) == 76 + 6242
    assert without_symbols("<unused6242><unused01><td ><tD></h7>")[1] == 0


def test_texts_between_the_symbols_of_gemma_3_have_the_tokens_that_it_gives_them() -> None:
    # With the package's own marks taken apart, its raw encoding is that of the vocabulary.
    tokenizer = Tokenizer.from_pretrained("gemma3")
    texts = [OWN_MARK.sub("-", text) for text in (*MIXED, *LONG)]
    assert sum(without_symbols(text)[1] for text in texts) > 1000
    for text in texts:
        assert count_with("gemma3", text) == len(tokenizer.encode_raw(text)), text
