from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import catalog, named

from llmcost.cli.count_question import DEFAULT_MODELS, CountQuestion
from llmcost.cli.prompt_flags import PromptFlags
from llmcost.errors import UnknownModelError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.errors import LlmcostError


def question(**flags: Any) -> CountQuestion:
    stated: dict[str, Any] = {
        "names": ("a.md",),
        "models": (),
        "prompt": PromptFlags(),
        "include": (),
        "exclude": (),
        "top": None,
    }
    return CountQuestion(**stated | flags)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ({"names": ()}, "nothing to count"),
        ({"names": (), "prompt": PromptFlags(exact=True)}, "nothing to count"),
        ({"prompt": PromptFlags(exact=True, estimate=True)}, "--exact and --estimate exclude each other"),
        ({"names": ("-", "-")}, "standard input is asked for twice"),
        ({"names": ("-",), "prompt": PromptFlags(messages=("-",))}, "standard input is asked for twice"),
        (
            {"names": (), "prompt": PromptFlags(texts=("a",)), "include": ("*.md",)},
            "--include needs a folder that it can choose from",
        ),
        (
            {"names": (), "prompt": PromptFlags(texts=("a",)), "exclude": ("*.md",)},
            "--exclude needs a folder that it can choose from",
        ),
        ({"top": "many"}, "--top: 'many' is not a count"),
        ({"prompt": PromptFlags(pages=("0",))}, "--pages: 0 pages hold no tokens"),
        ({"prompt": PromptFlags(pages=("-1",))}, "--pages: '-1' is not a count"),
    ],
)
def test_what_can_not_be_answered_is_refused(flags: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        question(**flags).check()
    assert message == caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "flags",
    [
        {},
        {"include": ("*.md",), "exclude": ("b*",), "top": "0"},
        {"prompt": PromptFlags(exact=True)},
        {"names": ("-",), "prompt": PromptFlags(estimate=True)},
        {"names": (), "prompt": PromptFlags(texts=("",))},
        {"names": (), "prompt": PromptFlags(pages=("3",))},
    ],
)
def test_what_can_be_answered_is_not(flags: dict[str, Any]) -> None:
    question(**flags).check()


def test_files_are_found_only_where_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / "b.py").write_text("b", encoding="utf-8")
    assert question(names=()).files() is None
    found = question(names=(".",), include=("*.py",)).files()
    assert found is not None
    assert [file.shown for file in found.files] == ["./b.py"]


def test_models_may_be_listed_and_repeated_and_none_is_counted_for_twice() -> None:
    known = named("acme/one", "acme/two", "zeta/three")
    models, notes = question(models=("two, one", "acme/two,", "zeta/three")).wanted(known)
    assert ["acme/two", "acme/one", "zeta/three"] == [model.id for model in models]
    assert notes == ()


def test_what_is_assumed_about_a_name_is_said_once() -> None:
    known = named("acme/one")
    models, notes = question(models=("acme/one-2026-01-02", "acme/one-2026-01-02")).wanted(known)
    assert ["acme/one"] == [model.id for model in models]
    assert ["unchecked_date"] == [note.code for note in notes]


def test_of_the_default_models_those_are_taken_that_the_ledger_has() -> None:
    ids = ("openai/gpt-5", "anthropic/claude-sonnet-4.5", "google/gemini-2.5-pro")
    every, _ = question().wanted(named(*ids, "acme/one"))
    assert list(ids) == [model.id for model in every]
    assert [name.partition("/")[2] for name in ids] == list(DEFAULT_MODELS)
    some, _ = question().wanted(named(ids[1], "acme/one"))
    assert [ids[1]] == [model.id for model in some]


@pytest.mark.parametrize(
    ("models", "error", "message"),
    [
        ((), UsageError, "none of gpt-5, claude-sonnet-4.5, gemini-2.5-pro is in the price file"),
        ((" , ",), UsageError, "-m/--model: no model is named"),
        (("acme/oen",), UnknownModelError, "no model 'acme/oen'"),
    ],
)
def test_without_a_model_nothing_is_counted(
    models: tuple[str, ...], error: type[LlmcostError], message: str
) -> None:
    with pytest.raises(error) as caught:
        question(models=models).wanted(catalog(*named("acme/one").models.values()))
    assert (message, True) == (caught.value.message, bool(caught.value.hint))
