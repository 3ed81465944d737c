"""One name, one model: exactly, or refused."""

from __future__ import annotations

from datetime import date

import pytest
from builders import catalog, model, named

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.names import Resolution
from llmcost.catalog.note import Note
from llmcost.errors import AmbiguousModelError, ConfigError, UnknownModelError

MINI = model("openai/gpt-4.1-mini", facts={"snapshot": "openai/gpt-4.1-mini-2025-04-14"})
SONNET = model("anthropic/claude-sonnet-4.5", facts={"snapshot": "anthropic/claude-4.5-sonnet-20250929"})
LATEST = model("~anthropic/claude-sonnet-latest", facts={"snapshot": "anthropic/claude-4.5-sonnet-20250929"})
HAIKU = model("anthropic/claude-3.5-haiku")
FLASH = model("google/gemini-flash", facts={"snapshot": "google/gemini-flash"})
FREE = model("acme/one:free", facts={"snapshot": "acme/one-20250101"})
BATCH = model("openai/gpt-4.1-mini:batch", facts={"snapshot": "openai/gpt-4.1-mini-2025-04-14"})
FLOOR = model("acme/two:floor")
PRIVATE = model("private")
BIG = model("Acme/Big-Model")
LEDGER = catalog(MINI, SONNET, LATEST, HAIKU, FLASH, FREE, BATCH, FLOOR, PRIVATE, BIG)


@pytest.mark.parametrize(
    ("name", "model_id"),
    [
        ("openai/gpt-4.1-mini", "openai/gpt-4.1-mini"),
        ("gpt-4.1-mini", "openai/gpt-4.1-mini"),
        ("GPT-4.1-Mini", "openai/gpt-4.1-mini"),
        ("gpt-4-1-mini", "openai/gpt-4.1-mini"),
        ("gpt-4.1-mini-2025-04-14", "openai/gpt-4.1-mini"),
        ("gpt-4.1-mini-20250414", "openai/gpt-4.1-mini"),
        ("openai/gpt-4.1-mini-2025-04-14", "openai/gpt-4.1-mini"),
        ("claude-sonnet-4-5", "anthropic/claude-sonnet-4.5"),
        ("claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4.5"),
        ("anthropic/claude-4.5-sonnet-20250929", "anthropic/claude-sonnet-4.5"),
        ("claude-4.5-sonnet-20250929", "anthropic/claude-sonnet-4.5"),
        ("~anthropic/claude-sonnet-latest", "~anthropic/claude-sonnet-latest"),
        ("anthropic/claude-sonnet-latest", "~anthropic/claude-sonnet-latest"),
        ("claude-sonnet-latest", "~anthropic/claude-sonnet-latest"),
        ("one:free", "acme/one:free"),
        ("acme/one-20250101:free", "acme/one:free"),
        ("one-2025-01-01:free", "acme/one:free"),
        ("gpt-4.1-mini:batch", "openai/gpt-4.1-mini:batch"),
        ("gpt-4.1-mini-2025-04-14:batch", "openai/gpt-4.1-mini:batch"),
        ("two:floor", "acme/two:floor"),
        ("private", "private"),
        ("PRIVATE", "private"),
        ("Acme/Big-Model", "Acme/Big-Model"),
        ("acme/big-model", "Acme/Big-Model"),
    ],
)
def test_a_name_means_one_model_and_needs_no_remark(name: str, model_id: str) -> None:
    assert Resolution(model_id) == LEDGER.resolve(name)


AZURE = Note("list_price", "OpenRouter's list price; Azure has a price list of its own")
NITRO = Note("routing", "`:nitro` chooses the provider, whose price may differ from the list price")
FLOOR_NOTE = Note("routing", "`:floor` chooses the provider, whose price may differ from the list price")
ONLINE = Note("online", "`:online` searches the web, and searches cost extra; count them with --searches")
VERTEX = Note("list_price", "OpenRouter's list price; Google Vertex AI has a price list of its own")
UNCHECKED = Note(
    "unchecked_date",
    "no dated snapshot of anthropic/claude-3.5-haiku is known, so 2024-10-22 could not be checked",
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gpt-4.1-mini:nitro", Resolution("openai/gpt-4.1-mini", (NITRO,))),
        ("gpt-4.1-mini:floor", Resolution("openai/gpt-4.1-mini", (FLOOR_NOTE,))),
        ("gpt-4.1-mini:online", Resolution("openai/gpt-4.1-mini", (ONLINE,))),
        ("gpt-4.1-mini:online:nitro", Resolution("openai/gpt-4.1-mini", (ONLINE, NITRO))),
        ("acme/one:free:nitro", Resolution("acme/one:free", (NITRO,))),
        ("claude-3-5-haiku-20241022", Resolution("anthropic/claude-3.5-haiku", (UNCHECKED,))),
        ("claude-3-5-haiku@20241022", Resolution("anthropic/claude-3.5-haiku", (UNCHECKED, VERTEX))),
        ("claude-sonnet-4-5@20250929", Resolution("anthropic/claude-sonnet-4.5", (VERTEX,))),
        ("azure/gpt-4.1-mini", Resolution("openai/gpt-4.1-mini", (AZURE,))),
        ("azure/gpt-4.1-mini:nitro", Resolution("openai/gpt-4.1-mini", (AZURE, NITRO))),
    ],
)
def test_what_had_to_be_assumed_is_said(name: str, expected: Resolution) -> None:
    assert expected == LEDGER.resolve(name)


def test_a_snapshot_without_a_date_leaves_the_date_unchecked() -> None:
    message = "no dated snapshot of google/gemini-flash is known, so 2025-06-17 could not be checked"
    expected = Resolution("google/gemini-flash", (Note("unchecked_date", message),))
    assert expected == LEDGER.resolve("gemini-flash-2025-06-17")


def test_a_date_that_is_not_that_of_the_snapshot_is_refused() -> None:
    with pytest.raises(UnknownModelError) as error:
        LEDGER.resolve("gpt-4.1-mini-2025-04-15")
    expected = (
        "no snapshot 'gpt-4.1-mini-2025-04-15': of openai/gpt-4.1-mini only 2025-04-14 is known",
        ("openai/gpt-4.1-mini",),
        "for its present price say openai/gpt-4.1-mini",
    )
    assert expected == (error.value.message, error.value.suggestions, error.value.hint)


def test_a_date_is_refused_where_those_of_its_sisters_are_known() -> None:
    sisters = named("acme/one", "acme/one-2024-05-13", "acme/one-20240806", "acme/one-20991399")
    with pytest.raises(UnknownModelError) as error:
        sisters.resolve("one-2024-11-20")
    message = "no snapshot 'one-2024-11-20': of acme/one only 2024-05-13 or 2024-08-06 is known"
    assert (message, ("acme/one",)) == (error.value.message, error.value.suggestions)


def test_a_date_may_be_written_in_either_way() -> None:
    dated = named("acme/one", "acme/one-2024-05-13", "acme/two-20240513:free")
    expected = {
        "one-20240513": "acme/one-2024-05-13",
        "one@20240513": "acme/one-2024-05-13",
        "two-2024-05-13:free": "acme/two-20240513:free",
    }
    assert expected == {name: dated.resolve(name).id for name in expected}


@pytest.mark.parametrize("name", ["gpt-4.1-mini-2025-02-30", "gpt-4.1-mini-20251399", "gpt-4.1-mini:"])
def test_what_is_no_date_and_no_variant_is_not_taken_off(name: str) -> None:
    with pytest.raises(UnknownModelError, match=f"no model '{name}'"):
        LEDGER.resolve(name)


def test_a_dated_model_of_its_own_is_found_before_the_one_without_a_date() -> None:
    both = catalog(
        model("acme/one", facts={"snapshot": "acme/one-2025-01-01"}),
        model("acme/one-2024-06-01"),
    )
    assert Resolution("acme/one-2024-06-01") == both.resolve("one-2024-06-01")


def test_the_snapshot_of_another_model_is_found_before_a_wrong_date_is_refused() -> None:
    both = catalog(
        model("acme/one", facts={"snapshot": "acme/one-2025-01-01"}),
        model("acme/one-classic", facts={"snapshot": "acme/one-2024-06-01"}),
    )
    assert Resolution("acme/one-classic") == both.resolve("one-2024-06-01")


def test_an_alias_does_not_answer_to_the_date_of_the_model_that_it_stands_for() -> None:
    only_alias = catalog(LATEST)
    with pytest.raises(UnknownModelError):
        only_alias.resolve("claude-4.5-sonnet-20250929")


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("twin", ("acme/twin", "zeta/twin")),
        ("twin-2025-01-01", ("acme/twin", "zeta/twin")),
        ("joint-2025-03-03", ("acme/a", "acme/b")),
    ],
)
def test_a_name_of_several_models_lists_them(name: str, candidates: tuple[str, ...]) -> None:
    twins = catalog(
        model("zeta/twin"),
        model("acme/twin"),
        model("acme/b", facts={"snapshot": "acme/joint-2025-03-03"}),
        model("acme/a", facts={"snapshot": "acme/joint-2025-03-03"}),
    )
    with pytest.raises(AmbiguousModelError) as error:
        twins.resolve(name)
    expected = (f"{name!r} is the name of 2 models", candidates, f"say which one: {', '.join(candidates)}")
    assert expected == (error.value.message, error.value.candidates, error.value.hint)


def test_an_id_is_taken_as_it_is_though_another_spells_alike() -> None:
    alike = named("acme/one-1.5", "acme/one-1-5")
    assert Resolution("acme/one-1.5") == alike.resolve("acme/one-1.5")


LOOK = "name it like openai/gpt-4.1-mini; `llmcost models WORD` looks for one"


@pytest.mark.parametrize(
    ("name", "message", "suggestions", "hint"),
    [
        (
            "gpt-4.1-mni",
            "no model 'gpt-4.1-mni'",
            ("openai/gpt-4.1-mini", "openai/gpt-4.1-mini:batch"),
            "did you mean openai/gpt-4.1-mini or openai/gpt-4.1-mini:batch?",
        ),
        (
            "claude-haiku",
            "no model 'claude-haiku'",
            ("anthropic/claude-3.5-haiku",),
            "did you mean anthropic/claude-3.5-haiku?",
        ),
        ("gemini", "no model 'gemini'", ("google/gemini-flash",), "did you mean google/gemini-flash?"),
        ("openai/", "no model 'openai/'", (), LOOK),
        ("/", "no model '/'", (), LOOK),
        ("xy", "no model 'xy'", (), LOOK),
        (":free", "no model ':free'", ("acme/one:free",), "did you mean acme/one:free?"),
        (
            "gpt-4.1-mini:beta:thinking",
            "no model 'gpt-4.1-mini:beta:thinking'",
            ("openai/gpt-4.1-mini:batch",),
            "did you mean openai/gpt-4.1-mini:batch?",
        ),
        ("one:nitro", "no model 'one:nitro'", (), LOOK),
        (
            "private\N{KELVIN SIGN}",
            "no model 'private\N{KELVIN SIGN}'",
            ("private",),
            "did you mean private?",
        ),
        ("x" * 81, f"no model '{'x' * 77}...'", (), LOOK),
        ("x" * 80, f"no model '{'x' * 80}'", (), LOOK),
        ("a\nb", r"no model 'a\nb'", (), LOOK),
        ("", "the model's name is empty", (), "name one like openai/gpt-4.1-mini"),
        (" \t", "the model's name is empty", (), "name one like openai/gpt-4.1-mini"),
    ],
)
def test_an_unknown_name_is_never_taken_for_a_neighbour(
    name: str, message: str, suggestions: tuple[str, ...], hint: str
) -> None:
    with pytest.raises(UnknownModelError) as error:
        LEDGER.resolve(name)
    assert (message, suggestions, hint) == (error.value.message, error.value.suggestions, error.value.hint)


def test_the_kelvin_sign_is_not_a_k() -> None:
    with pytest.raises(UnknownModelError):
        named("x-ai/grok-4").resolve("x-ai/gro\N{KELVIN SIGN}-4")


def test_three_suggestions_are_enough_and_listed_models_come_first() -> None:
    retired = {"retired": date(2025, 1, 1)}
    crowd = catalog(
        model("acme/model-1", facts=retired),
        model("acme/model-2"),
        model("acme/model-3", facts=retired),
        model("acme/model-4"),
        model("acme/model-5"),
    )
    with pytest.raises(UnknownModelError) as error:
        crowd.resolve("model-x")
    expected = ({"acme/model-2", "acme/model-4", "acme/model-5"}, 3)
    assert expected == (set(error.value.suggestions), len(error.value.suggestions))
    first, second, third = error.value.suggestions
    assert f"did you mean {first}, {second} or {third}?" == error.value.hint


@pytest.mark.parametrize(("name", "begun"), [("mod", 4), ("Acme", 5), ("acme/model-", 4), ("model-1x", 0)])
def test_where_many_models_begin_with_a_word_a_search_is_named(name: str, begun: int) -> None:
    listed = [model(f"acme/model-{number}") for number in range(1, 5)]
    others = [model("acme/model-5", facts={"retired": date(2025, 1, 1)}), model("acme/one")]
    rows = [model("acme/model-1:batch"), model("~acme/model-latest")]
    with pytest.raises(UnknownModelError) as error:
        catalog(*listed, *others, *rows).resolve(name)
    said = f"{begun} models begin with it, see `llmcost models {name}`"
    assert (said == error.value.hint) == bool(begun)


@pytest.mark.parametrize(
    ("name", "model_id"), [("fast", "acme/one"), ("faster", "acme/one"), ("sonnet", "acme/claude-1.5")]
)
def test_an_alias_means_an_id_or_another_name(name: str, model_id: str) -> None:
    aliases = {"fast": "acme/one", "faster": "fast", "sonnet": "CLAUDE-1-5"}
    found = named("acme/one", "acme/claude-1.5", aliases=aliases).resolve(name)
    note = Note("alias", f"{name} is your alias of {aliases[name]}")
    assert (model_id, note) == (found.id, found.notes[0])


@pytest.mark.parametrize("file", ["llmcost.toml", "/home/me/project/llmcost.toml"])
def test_an_alias_is_told_with_the_file_that_states_it(file: str) -> None:
    known = named("acme/one")
    index = Catalog(known.models, known.provenance, {"fast": "one"}, alias_files={"fast": file})
    note = Note("alias", "fast is an alias of one in llmcost.toml")
    assert Resolution("acme/one", (note,)) == index.resolve("fast")


def test_an_alias_that_leads_nowhere_says_so() -> None:
    with pytest.raises(UnknownModelError) as error:
        named("acme/model-one", aliases={"fast": "acme/model-oen"}).resolve("fast")
    told = ("the alias 'fast' leads nowhere: no model 'acme/model-oen'", "did you mean acme/model-one?")
    assert told == (error.value.message, error.value.hint)


def test_an_id_is_found_before_an_alias_of_that_name() -> None:
    hidden = named("acme/one", "acme/two", aliases={"acme/one": "acme/two"})
    assert Resolution("acme/one") == hidden.resolve("acme/one")


@pytest.mark.parametrize(
    ("aliases", "path"),
    [
        ({"a": "a"}, "a -> a"),
        ({"a": "b", "b": "a"}, "a -> b -> a"),
        ({"a": "b", "b": "c", "c": "a"}, "a -> b -> c -> a"),
        (dict(zip("abcdefgh", "bcdefgha", strict=True)), "a -> b -> c -> d -> e -> ... -> a"),
    ],
)
def test_aliases_that_go_round_in_a_circle_are_refused(aliases: dict[str, str], path: str) -> None:
    with pytest.raises(ConfigError) as error:
        named("acme/one", aliases=aliases).resolve("a")
    expected = (f"the alias 'a' leads back to itself: {path}", "let one of them name a model")
    assert expected == (error.value.message, error.value.hint)
