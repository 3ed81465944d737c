"""Everything in a prompt, counted on a model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import model

from llmcost.catalog.note import Note
from llmcost.cost.counted import Count, given
from llmcost.errors import UnpricedError
from llmcost.tokens import vocabulary
from llmcost.tokens.conversation import read_conversation
from llmcost.tokens.passage import Passage
from llmcost.tokens.picture import Picture
from llmcost.tokens.prompt import Prompt, PromptCount, count_prompt

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

SEEING: dict[str, Any] = {"facts": {"input": ("text", "image", "file")}}
GPT_4O = model("openai/gpt-4o", **SEEING)
SONNET = model("anthropic/claude-sonnet-4.5", **SEEING)
GROK = model("x-ai/grok-4", **SEEING)


def exact(tokens: int, encoding: str | None = "o200k_base") -> Count:
    return Count(tokens, tokens, tokens, "exact", encoding)


def test_nothing_is_no_tokens() -> None:
    assert count_prompt(Prompt(), GPT_4O) == PromptCount(given(0), given(0), given(0))


def test_given_and_counted_tokens_add_up_side_by_side() -> None:
    prompt = Prompt(
        (Passage("hello world"), Passage("hello")), answers=(Passage("hello there"),), input=300, output=50
    )
    assert count_prompt(prompt, GPT_4O) == PromptCount(exact(303), given(0), exact(52))


def test_a_chat_a_picture_and_pages_are_input() -> None:
    chat = read_conversation(json.dumps([{"role": "user", "content": "hello world"}]).encode(), "chat.json")
    picture = Picture("1024x1024", 1024, 1024)
    whole = count_prompt(Prompt((), (chat,), (picture,), 1), GPT_4O)
    alone = [
        count_prompt(prompt, GPT_4O).input
        for prompt in (Prompt(conversations=(chat,)), Prompt(pictures=(picture,)), Prompt(pages=1))
    ]
    assert (alone[0].tokens, whole.images.tokens, whole.input.tokens) == (
        9,
        765,
        sum(each.tokens for each in alone),
    )
    assert whole.input.is_estimate


def test_what_is_said_of_pictures_is_said_once() -> None:
    prompt = Prompt(pictures=(Picture("a", 10, 10, "low"), Picture("b", 10, 10, "low")))
    assert [note.code for note in count_prompt(prompt, SONNET).notes] == ["image_detail"]


def test_without_vocabularies_every_text_is_an_estimate() -> None:
    counted = count_prompt(Prompt((Passage("hello world"),)), GPT_4O, by_vocabulary=False)
    assert (counted.input.method, counted.input.encoding, counted.output) == (
        "estimate",
        "o200k_base",
        given(0),
    )


@pytest.mark.parametrize(
    ("prompt", "of", "sides"),
    [
        (Prompt((Passage("hello"),)), SONNET, "input"),
        (Prompt(answers=(Passage("hello"),)), SONNET, "output"),
        (Prompt((Passage("hello"),), answers=(Passage("hello"),)), SONNET, "input and output"),
    ],
)
def test_exact_refuses_what_can_only_be_estimated(prompt: Prompt, of: Model, sides: str) -> None:
    with pytest.raises(UnpricedError) as caught:
        count_prompt(prompt, of, exact=True)
    assert (caught.value.reason, caught.value.message) == (
        "not_exact",
        f"the {sides} tokens of anthropic/claude-sonnet-4.5 can only be estimated here",
    )


CHAT = read_conversation(json.dumps([{"role": "user", "content": "hello world"}]).encode(), "chat.json")
FAILED = "estimated rather than counted with o200k_base: splintr-rs failed: PanicException"


def hint_of(prompt: Prompt, of: Model) -> str | None:
    with pytest.raises(UnpricedError) as caught:
        count_prompt(prompt, of, exact=True)
    return caught.value.hint


def test_what_can_be_done_about_it_depends_on_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    text, gpt_5 = Prompt((Passage("hello"),)), model("openai/gpt-5", **SEEING)
    unpublished = "leave out --exact, or count for a model whose encoding is published"
    assert hint_of(text, SONNET) == unpublished
    assert hint_of(Prompt(conversations=(CHAT,)), gpt_5) == (
        "leave out --exact: text can be counted exactly here, the rest of it can't"
    )

    monkeypatch.setattr(vocabulary, "missing", lambda: "splintr-rs is not installed")
    monkeypatch.setattr(vocabulary, "is_installed", lambda: False)
    assert hint_of(Prompt((Passage("hello"),)), gpt_5) == (
        "splintr-rs is not installed: `pip install 'llmcost-cli[tokens]'` counts text exactly;"
        " or leave out --exact"
    )
    assert hint_of(text, SONNET) == unpublished


def test_what_a_vocabulary_failed_at_is_said_of_texts_and_chats(monkeypatch: pytest.MonkeyPatch) -> None:
    def count_with(name: str, text: str) -> int:
        raise vocabulary.VocabularyFailed("splintr-rs failed: PanicException")

    monkeypatch.setattr(vocabulary, "count_with", count_with)
    chat = read_conversation(json.dumps([{"role": "user", "content": "hello"}] * 2).encode(), "chat.json")
    prompt = Prompt((Passage("hello", "a.md"),), (chat,), answers=(Passage("yes", "b.md"),))
    told = [Note("vocabulary_failed", f"{name}: {FAILED}") for name in ("the chat", "a.md", "b.md")]
    assert count_prompt(prompt, GPT_4O).notes == tuple(told)
    assert hint_of(prompt, GPT_4O) == f"leave out --exact: the chat: {FAILED}"
    # Nothing failed on a model without a vocabulary, or where none was asked.
    assert "vocabulary_failed" not in {note.code for note in count_prompt(prompt, SONNET).notes}
    assert count_prompt(prompt, GPT_4O, by_vocabulary=False).notes == ()


def test_exact_takes_what_is_counted_and_given() -> None:
    prompt = Prompt((Passage("hello world"),), pictures=(Picture("1024x1024", 1024, 1024),), output=5)
    assert count_prompt(prompt, GPT_4O, exact=True).input.tokens == 767
    assert count_prompt(Prompt(input=7), SONNET, exact=True).input == given(7)


@pytest.mark.parametrize("prompt", [Prompt(pictures=(Picture("1x1", 1, 1),)), Prompt(pages=1)])
def test_without_a_rule_there_is_no_count(prompt: Prompt) -> None:
    with pytest.raises(UnpricedError):
        count_prompt(prompt, GROK)
