"""The compiled copy says what the text says, or is passed over."""

from __future__ import annotations

from datetime import date

import pytest
from ledgers import MINI, RETIRED, ROUTER, TIERED, ledger, model

from llmcost import __version__
from llmcost.sources.compiled import FORM, LazyModels, compile_ledger, load_compiled, stamp
from llmcost.sources.document import read_ledger

TEXT = ledger(TIERED, RETIRED, MINI, ROUTER).encode()
READ = read_ledger(TEXT, "models.toml")
COPY = compile_ledger(READ, TEXT)


def test_a_copy_holds_what_the_text_holds_with_the_listed_models_first() -> None:
    loaded = load_compiled(COPY, TEXT)
    listed = ("google/gemini-2.5-pro", "openai/gpt-4.1-mini", "openrouter/auto")

    assert loaded is not None
    assert READ[:4] == (loaded.models, loaded.as_of, loaded.source, loaded.warnings)
    assert ((*listed, "openai/gpt-4"), listed) == (tuple(loaded.models), loaded.listed)


def test_a_copy_knows_when_a_model_was_away() -> None:
    away = (
        "past = [{ since = 2026-01-01, seen = 2026-02-01, gone = 2026-02-10, input = 1 }]\nsince = 2026-06-01"
    )
    text = ledger(model("a/x", facts=away)).encode()
    loaded = load_compiled(compile_ledger(read_ledger(text, "models.toml"), text), text)

    assert loaded is not None
    assert date(2026, 2, 10) == loaded.models["a/x"].past[0].gone


def test_an_empty_ledger_has_a_copy_too() -> None:
    empty = ledger().encode()
    loaded = load_compiled(compile_ledger(read_ledger(empty, "models.toml"), empty), empty)

    assert loaded is not None
    assert ({}, ()) == (dict(loaded.models), loaded.listed)


def test_warnings_survive_even_with_a_file_name_that_is_no_text() -> None:
    odd = read_ledger(ledger(model("a/x", facts="mood = 1")).encode(), "prices-\udcff.toml")
    loaded = load_compiled(compile_ledger(odd, b""), b"")

    assert loaded is not None
    assert loaded.warnings == odd.warnings != ()


@pytest.mark.parametrize(
    ("copy", "data"),
    [
        (COPY, TEXT + b" "),
        (COPY, TEXT.replace(b"0.4", b"0.5")),
        (COPY[:-1], TEXT),
        (COPY + b"\n", TEXT),
        (COPY.replace(b"0.4", b"0.5"), TEXT),
        (COPY.replace(FORM.encode(), b"llmcost-ledger-0"), TEXT),
        (b"", TEXT),
        (b"\n", TEXT),
        (b"\x80\x04", TEXT),
    ],
)
def test_a_copy_of_something_else_is_passed_over(copy: bytes, data: bytes) -> None:
    assert load_compiled(copy, data) is None


def test_a_model_is_decoded_once_and_only_when_it_is_asked_for() -> None:
    loaded = load_compiled(COPY, TEXT)
    assert loaded is not None
    models = loaded.models

    assert isinstance(models, LazyModels)
    assert (True, False, 4) == ("openai/gpt-4" in models, "gpt-4" in models, len(models))
    assert {} == models._decoded
    assert models["openai/gpt-4"] is models["openai/gpt-4"]
    assert ["openai/gpt-4"] == list(models._decoded)
    with pytest.raises(KeyError):
        models["gpt-4"]


def test_a_copy_says_which_version_made_it() -> None:
    assert FORM.encode() == COPY.split()[0]
    assert FORM.startswith(f"llmcost-ledger-{__version__}-")


def test_a_stamp_tells_one_content_from_another() -> None:
    assert "9-cbf43926" == stamp(b"123456789")  # the check value of CRC-32
    assert 5 == len({stamp(data) for data in (b"", b"\0", b"\0\0", b"a", b"b")})
