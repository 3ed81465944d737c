from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import model

from llmcost import load_catalog
from llmcost.catalog.model import Period
from llmcost.tokens.encoding import UNKNOWN, Encoding, encoding_of, with_vocabulary
from llmcost.tokens.published import TABLES
from llmcost.tokens.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

PINNED = Path(__file__).with_name("encodings.txt")
"""Every id of an author with a table that was listed until ``DAY``: exact, vocab, estimate, unknown."""
DAY = date(2026, 11, 10)


def encoding(model_id: str, tokenizer: str | None = None) -> Encoding:
    return encoding_of(model(model_id, facts={"tokenizer": tokenizer}))


def row(listed: Model) -> str:
    # By the tables alone: what upstream calls a tokenizer may change any day.
    found = encoding_of(listed._replace(tokenizer=None))
    return f"{found.method:8} {found.name or '-':13} {listed.id}"


def order(line: str) -> tuple[bool, bool, bool, str]:
    return (not line.startswith("exact"), not line.startswith("vocab"), " - " in line, line)


def test_every_id_of_the_ledger_has_the_encoding_that_was_looked_at(regenerate: bool) -> None:  # noqa: FBT001
    listed = [
        each
        for each in load_catalog(environ={}).models.values()
        if each.author in {*TABLES, "anthropic"} and not each.is_alias and (each.first_seen or DAY) <= DAY
    ]
    rows = "".join(f"{line}\n" for line in sorted(map(row, listed), key=order))
    if regenerate:
        PINNED.write_text(rows, encoding="utf-8")
    assert rows == PINNED.read_text(encoding="utf-8")
    assert len(listed) > 600


def test_only_authors_with_a_table_have_models_that_are_counted_exactly() -> None:
    exact = {
        each.author
        for each in load_catalog(environ={}).models.values()
        if encoding_of(each).method != "estimate"
    }
    assert exact < TABLES.keys()


@pytest.mark.parametrize(
    ("model_id", "name"),
    [
        ("openai/gpt-4", "cl100k_base"),
        ("openai/gpt-4-32k", "cl100k_base"),
        ("openai/gpt-4-turbo:batch", "cl100k_base"),
        ("openai/gpt-3.5-turbo-16k", "cl100k_base"),
        ("openai/text-embedding-3-large", "cl100k_base"),
        ("openai/text-embedding-ada-002", "cl100k_base"),
        ("openai/gpt-4o:extended", "o200k_base"),
        ("openai/gpt-4.1-nano", "o200k_base"),
        ("openai/gpt-4.5-preview", "o200k_base"),
        ("openai/chatgpt-4o-latest", "o200k_base"),
        ("openai/gpt-5", "o200k_base"),
        ("openai/gpt-5-mini", "o200k_base"),
        ("openai/gpt-5.6-luna-pro:batch", "o200k_base"),
        ("openai/o3-mini-high", "o200k_base"),
        ("openai/o4-mini", "o200k_base"),
        ("openai/gpt-oss-20b:free", "o200k_harmony"),
    ],
)
def test_what_openai_publishes_is_exact(model_id: str, name: str) -> None:
    assert encoding(model_id)[:2] == (name, "exact")


@pytest.mark.parametrize(
    "slug",
    [
        "gpt-50",
        "gpt-5o",
        "gpt-40",
        "gpt-4p",
        "gpt-4.15",
        "gpt-4.5",
        "gpt-6-sol",
        "gpt-audio",
        "codex-mini",
        "o30",
    ],
)
def test_a_name_that_only_begins_like_one_of_openais_table_is_an_estimate(slug: str) -> None:
    assert encoding(f"openai/{slug}") == with_vocabulary("o200k_base", "estimate")


def test_an_encoding_without_vocabulary_or_weights_is_not_told_as_another() -> None:
    assert encoding("openai/text-davinci-002", "GPT") == UNKNOWN


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("claude-3-opus:beta", "claude"),
        ("claude-3.5-sonnet-20240620", "claude"),
        ("claude-3.7-sonnet:thinking", "claude"),
        ("claude-sonnet-4", "claude"),
        ("claude-haiku-4.5", "claude"),
        ("claude-opus-4.6-fast", "claude"),
        ("claude-opus-4.7-fast", "claude-4.7"),
        ("claude-opus-4.8:batch", "claude-4.7"),
        ("claude-sonnet-5", "claude-4.7"),
        ("claude-mythos-5", "claude-4.7"),
        ("claude-fable-5.2", "claude-4.7"),
        ("claude-2.1", None),
        ("claude-instant-1.2", None),
        ("claude-opus-40", None),
        ("claude-opus-4.10", None),
    ],
)
def test_claude_is_always_an_estimate_by_one_of_two_tokenizers(slug: str, name: str | None) -> None:
    found = encoding(f"anthropic/{slug}", "Claude")
    family = {"claude": "claude_v3", "claude-4.7": "claude_v47", None: None}[name]
    assert found == Encoding(name, "estimate", None, family)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("gemini-2.5-pro", ("gemma3", "vocab", "gemma3", "gemma3")),
        ("gemini-3-flash-preview:batch", ("gemma3", "vocab", "gemma3", "gemma3")),
        ("gemini-3.5-flash", ("gemma4", "vocab", "gemma4", "gemma3")),
        ("gemini-3.5-flash-lite", ("gemma4", "estimate", "gemma4", "gemma3")),
        ("gemini-2.5-flash-image", ("gemma3", "estimate", "gemma3", "gemma3")),
        ("gemini-4-argon", ("gemma4", "estimate", "gemma4", "gemma3")),
        ("gemma-3-27b-it:free", ("gemma3", "exact", "gemma3", "gemma3")),
        ("gemma-4-31b-it", ("gemma4", "vocab", "gemma4", "gemma3")),
        ("gemma-2-9b-it", ("gemma3", "estimate", "gemma3", "gemma3")),
    ],
)
def test_google_names_vocabularies_for_some(slug: str, expected: tuple[str, ...]) -> None:
    assert encoding(f"google/{slug}") == expected


def test_a_vocabulary_is_told_by_the_name_that_its_vendor_gave_it() -> None:
    assert encoding("mistralai/mistral-nemo") == Encoding("tekken", "exact", "mistral_v3", "mistral_v3")


def test_what_others_made_of_open_weights_is_an_estimate() -> None:
    assert encoding("acme/llama-3-remix", "Llama3") == with_vocabulary("llama3")
    assert encoding("acme/mix", "Mistral") == UNKNOWN
    assert encoding("acme/secret", "Other") == UNKNOWN
    assert encoding("acme/secret") == UNKNOWN


def test_a_private_model_is_an_estimate_whatever_it_is_called() -> None:
    stated: dict[str, Any] = {"facts": {"overridden": ("input", "output")}}
    assert encoding_of(model("openai/gpt-5-myft", **stated)) == with_vocabulary("o200k_base")
    priceless = model("openai/gpt-5-myft")._replace(current=Period(None, None, None))
    assert encoding_of(priceless) == with_vocabulary("o200k_base")
    # Of a model that was seen only the rates are somebody's own.
    seen = model("openai/gpt-5", since="2026-01-01", **stated)
    assert encoding_of(seen) == with_vocabulary("o200k_base", "exact")


def test_an_alias_is_an_estimate_by_what_it_stood_for() -> None:
    alias = model("~openai/gpt-mini-latest", facts={"alias_of": "openai/gpt-5.4-mini", "tokenizer": "Router"})
    assert encoding_of(alias) == with_vocabulary("o200k_base")


@pytest.mark.parametrize(
    ("model_id", "expected"),
    [
        ("~anthropic/claude-opus-latest", Encoding("claude", "estimate", None, "claude")),
        ("~openai/gpt-latest", with_vocabulary("o200k_base")),
        ("~google/gemini-pro-latest", with_vocabulary("gemma3")),
        ("~z-ai/glm-flash-latest", with_vocabulary("glm4")),
        ("~unbiased/pareto-latest", UNKNOWN),
        ("anthropic/claude-latest", UNKNOWN),
    ],
)
def test_an_alias_of_what_is_not_known_is_an_estimate_by_its_own_name(
    model_id: str, expected: Encoding
) -> None:
    assert encoding(model_id, "Router") == expected


def test_every_vocabulary_of_the_tables_can_be_counted_with() -> None:
    named = {found.vocabulary for table in TABLES.values() for _, found in table} - {None}
    assert named == set(VOCABULARIES)
