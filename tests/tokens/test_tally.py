from __future__ import annotations

import json

import pytest
from builders import model

from llmcost.catalog.note import Note
from llmcost.cost.counting import Counted, Skipped
from llmcost.errors import NothingToReadError
from llmcost.tokens.conversation import read_conversation
from llmcost.tokens.passage import Passage
from llmcost.tokens.picture import Picture
from llmcost.tokens.prompt import Prompt
from llmcost.tokens.tally import Tally

GPT, GLM, KIMI = model("openai/gpt-5"), model("z-ai/glm-5"), model("moonshotai/kimi-k2")
CHAT = Prompt(
    conversations=(read_conversation(json.dumps([{"role": "user", "content": "Hi"}]).encode(), "chat"),)
)


def text(words: str) -> Prompt:
    return Prompt((Passage(words),))


def test_each_thing_has_a_count_a_model_the_largest_first() -> None:
    tally = Tally((GPT, GLM))
    tally.count("a.md", "file", 3, text("one"))
    tally.count("b.md", "file", 23, text("some more words than one"))
    found = tally.found(top=1, by_default=True, skipped=(Skipped("c.bin", "not_text", "binary"),))
    assert [("b.md", 23, 2), ("a.md", 3, 2)] == [
        (each.shown, each.size, len(each.counts)) for each in found.counted
    ]
    assert ((GPT, GLM), 1, True) == (found.models, found.top, found.by_default)
    assert [each.shown for each in found.skipped] == ["c.bin"]


def test_by_no_vocabulary_all_is_an_estimate() -> None:
    tally = Tally((GPT,), by_vocabulary=False)
    tally.count("a.md", "file", 3, text("one"))
    assert [count.method for count in tally.found(top=None, by_default=False).counted[0].counts] == [
        "estimate"
    ]


def test_a_model_that_something_can_not_be_counted_for_has_no_counts_at_all() -> None:
    tally = Tally((GLM, GPT), exact=True)
    tally.count("a.md", "file", 3, text("one"))
    found = tally.found(top=None, by_default=False)
    assert [("z-ai/glm-5", "not_exact")] == [each[:2] for each in found.uncounted]
    assert [Counted] == [type(each) for each in found.counted]
    assert [1] == [len(each.counts) for each in found.counted]


def test_what_has_no_rule_has_a_remedy_that_the_command_knows() -> None:
    pictures, pages = Tally((GLM,)), Tally((GLM,))
    pictures.count("1x1", "image", None, Prompt(pictures=(Picture("1x1", 1, 1),)))
    pages.count("1 page", "pages", None, Prompt(pages=1))
    hints = [each.found(top=None, by_default=False).uncounted[0].hint for each in (pictures, pages)]
    assert hints == [
        "leave the picture out, or give its tokens with `estimate --image-input`",
        "leave the pages out, or give their tokens with `estimate -i`",
    ]


def test_a_note_of_several_models_is_told_once() -> None:
    tally = Tally((GLM, KIMI, model("acme/one")))
    tally.note(Note("as_read", "a.md: odd"))
    tally.count("chat", "messages", None, CHAT)
    said = "what it puts around the messages of a chat is an estimate"
    assert ["a.md: odd", f"on 3 models: {said}"] == [
        note.message for note in tally.found(top=None, by_default=False).warnings
    ]
    alone = Tally((GLM,))
    alone.count("chat", "messages", None, CHAT)
    assert [f"z-ai/glm-5: {said}"] == [
        note.message for note in alone.found(top=None, by_default=False).warnings
    ]


def test_a_note_that_names_its_model_is_told_as_it_is() -> None:
    tally = Tally((model("anthropic/claude-sonnet-4.5"),))
    tally.count("1x1", "image", None, Prompt(pictures=(Picture("1x1", 1, 1, "low"),)))
    assert ["anthropic/claude-sonnet-4.5 has no detail low for pictures; it changes nothing"] == [
        note.message for note in tally.found(top=None, by_default=False).warnings
    ]


@pytest.mark.parametrize(
    ("skipped", "message"),
    [
        (0, "nothing that could be counted: no files"),
        (1, "nothing that could be counted: 0.bin: binary"),
        (3, "nothing that could be counted: 0.bin: binary, and 2 more"),
    ],
)
def test_where_nothing_could_be_counted_there_is_no_count(skipped: int, message: str) -> None:
    left = [Skipped(f"{number}.bin", "not_text", "binary") for number in range(skipped)]
    with pytest.raises(NothingToReadError) as caught:
        Tally((GPT,)).found(top=None, by_default=False, skipped=left)
    assert message == caught.value.message
