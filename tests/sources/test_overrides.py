"""What a project or a user states replaces what the list says, and nothing more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ledgers import MINI, RETIRED, ROUTER, TIERED, ledger

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.model import Model, Period
from llmcost.catalog.note import Note
from llmcost.catalog.price import Condition, Price
from llmcost.catalog.provenance import Override, Provenance
from llmcost.errors import ConfigError
from llmcost.sources.document import read_ledger
from llmcost.sources.overrides import Overrides

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path("/project/llmcost.toml")
MODELS = read_ledger(ledger(TIERED, RETIRED, MINI, ROUTER).encode(), "models.toml").models
CATALOG = Catalog(MODELS, Provenance("https://prices.test", date(2026, 11, 10), "bundled", "models.toml"))
GPT, GEMINI = MODELS["openai/gpt-4.1-mini"], MODELS["google/gemini-2.5-pro"]


def apply(
    text: str, models: Mapping[str, Model] = MODELS
) -> tuple[dict[str, Model], tuple[Override, ...], tuple[Note, ...]]:
    return Overrides(FILE, text.encode()).apply(models, CATALOG.meaning)


def changed(text: str) -> Model:
    """The one model that an override file changes."""
    ((_, model),) = apply(text)[0].items()
    return model


def stated(model: str, **rates: str) -> tuple[Override, ...]:
    return tuple(Override(model, name, Decimal(rate), str(FILE)) for name, rate in rates.items())


def complaint_about(text: str) -> tuple[str, str | None]:
    with pytest.raises(ConfigError) as refused:
        apply(text)
    return refused.value.message, refused.value.hint


def test_a_private_model_needs_only_a_name_and_a_price() -> None:
    models, overrides, notes = apply(
        '[models."acme/own"]\ncontext = 8192\nprice = { input = 0.5, output = 1 }'
    )
    price = Price({"input": Decimal("0.5"), "output": Decimal(1)})

    assert {
        "acme/own": Model("acme/own", Period(price, None, None), context=8192, overridden=("input", "output"))
    } == models
    assert (stated("acme/own", input="0.5", output="1"), ()) == (overrides, notes)


def test_a_private_model_whose_price_varies_states_no_rate() -> None:
    models, overrides, _ = apply('[models."acme/router"]\nprice = "varies"')

    assert {"acme/router": Model("acme/router", Period(None, None, None))} == models
    assert () == overrides


def test_a_single_rate_changes_and_the_rest_stays() -> None:
    models, overrides, _ = apply('[models."openai/gpt-4.1-mini".price]\noutput = 1.2')
    price = GPT.current.price
    assert price is not None
    expected = GPT._replace(
        current=GPT.current._replace(price=Price({**price.rates, "output": Decimal("1.2")})),
        overridden=("output",),
    )

    assert {"openai/gpt-4.1-mini": expected} == models
    assert stated("openai/gpt-4.1-mini", output="1.2") == overrides


LONG = (
    Condition({"input": Decimal("2.5"), "output": Decimal(15), "cache_read": Decimal("0.25")}, above=200000),
)
BASE = {"input": Decimal("1.25"), "output": Decimal(10), "cache_read": Decimal("0.125")}


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (
            "input = 1",
            Price(
                BASE | {"input": Decimal(1)},
                (Condition({"output": Decimal(15), "cache_read": Decimal("0.25")}, above=200000),),
            ),
        ),
        (
            "input = 1\noutput = 2\ncache_read = 0",
            Price({"input": Decimal(1), "output": Decimal(2), "cache_read": Decimal(0)}),
        ),
        (
            "input = 1\nwhen = [{ above = 500, input = 3 }]",
            Price(
                BASE | {"input": Decimal(1)},
                (
                    Condition({"output": Decimal(15), "cache_read": Decimal("0.25")}, above=200000),
                    Condition({"input": Decimal(3)}, above=500),
                ),
            ),
        ),
        (
            'when = [{ days = ["sunday"], output = 3 }]',
            Price(
                BASE,
                (
                    Condition({"input": Decimal("2.5"), "cache_read": Decimal("0.25")}, above=200000),
                    Condition({"output": Decimal(3)}, days=(6,)),
                ),
            ),
        ),
        (
            "request = 0.001",
            Price(
                BASE | {"request": Decimal("0.001")},
                LONG,
            ),
        ),
    ],
    ids=[
        "one rate",
        "every rate",
        "a rate and its condition",
        "a condition alone",
        "a rate that was missing",
    ],
)
def test_a_stated_rate_drops_the_conditions_on_it_unless_it_brings_its_own(
    price: str, expected: Price
) -> None:
    assert expected == changed(f'[models."google/gemini-2.5-pro".price]\n{price}').current.price


def test_each_rate_under_a_condition_is_reported_with_the_condition() -> None:
    text = """
[models."google/gemini-2.5-pro".price]
output = 9
when = [{ above = 500, input = 3, output = 7 }, { above = 900, input = 4 }]
"""
    models, overrides, _ = apply(text)

    base = Override("google/gemini-2.5-pro", "output", Decimal(9), str(FILE))
    over_500, over_900 = (base._replace(condition=f"over {above} input tokens") for above in (500, 900))
    assert (
        base,
        over_500._replace(rate="input", value=Decimal(3)),
        over_500._replace(value=Decimal(7)),
        over_900._replace(rate="input", value=Decimal(4)),
    ) == overrides
    assert ("output",) == models["google/gemini-2.5-pro"].overridden


def test_a_router_can_be_given_a_price_and_a_model_be_made_a_router() -> None:
    auto = changed('[models."openrouter/auto".price]\ninput = 1\noutput = 2')

    assert Price({"input": Decimal(1), "output": Decimal(2)}) == auto.current.price
    assert changed('[models."openai/gpt-4.1-mini"]\nprice = "varies"').current.price is None


@pytest.mark.parametrize(
    ("price", "believed"),
    [
        ("input = 0\noutput = 0", True),
        ("input = 0", False),
        ("when = [{ above = 1, input = 0, output = 0 }]", False),
    ],
)
def test_zero_is_believed_where_both_rates_are_stated(price: str, *, believed: bool) -> None:
    zero = changed(f'[models."openai/gpt-4.1-mini".price]\n{price}')
    assert (believed, False) == (zero.zero_is_meant(zero.current), zero.is_free)


def test_a_second_file_reports_only_what_it_states_itself() -> None:
    first, _, _ = apply('[models."openai/gpt-4.1-mini".price]\ninput = 1')
    models, overrides, _ = apply('[models."openai/gpt-4.1-mini".price]\noutput = 2', {**MODELS, **first})
    price = models["openai/gpt-4.1-mini"].current.price
    assert price is not None

    assert (Decimal(1), Decimal(2)) == (price.rates["input"], price.rates["output"])
    assert ("input", "output") == models["openai/gpt-4.1-mini"].overridden
    assert stated("openai/gpt-4.1-mini", output="2") == overrides


def test_unknown_keys_are_warned_of() -> None:
    text = """
[models."openai/gpt-4.1-mini"]
since = 2026-01-01
mood = 1
price = { input = 1 }
[models."acme/own"]
colour = 1
price = "varies"
"""

    assert (
        Note(
            "unknown_keys",
            f"{FILE}: keys that this version does not know: "
            'colour (in models."acme/own"), mood (in models."openai/gpt-4.1-mini"), '
            'since (in models."openai/gpt-4.1-mini")',
        ),
    ) == apply(text)[2]


def test_aliases_are_read_and_other_tables_warned_of() -> None:
    text = '[aliases]\nfast = "openai/gpt-4.1-mini"\n"my/own" = "fast"\n[workload]\ngrowth = 1e3\n'

    assert {"fast": "openai/gpt-4.1-mini", "my/own": "fast"} == Overrides(FILE, text.encode()).aliases
    message = f"{FILE}: keys that this version does not know: workload (in the file)"
    assert ({}, (), (Note("unknown_keys", message),)) == apply(text)


def test_a_workload_in_the_same_file_is_left_to_those_who_check_it() -> None:
    text = """
as_of = "any value"
defaults = 1
scenario = "a typo"
[limits]
month = 1
[warn_limits]
[[scenarios]]
name = "chat"
mood = 1
"""
    message = f"{FILE}: keys that this version does not know: scenario (in the file)"

    assert ({}, (), (Note("unknown_keys", message),)) == apply(text)


def test_an_empty_file_states_nothing() -> None:
    assert ({}, ({}, (), ())) == (Overrides(FILE, b"").aliases, apply(""))


THERE = "mend it there"
FORM = "mend it there; README, Overrides, shows the form"
NAME = (
    'models."gpt-4.1-mini": gpt-4.1-mini is already a name of openai/gpt-4.1-mini',
    'to change its rates write [models."openai/gpt-4.1-mini".price]; a private model needs a name of its own',
)
ONLY_RATES = 'can\'t be overridden; of a known model only the rates can, under [models."openai/gpt-4".price]'
SEEN = "since = 2026-01-01\nseen = 2026-02-01"
NO_TEXT = "1 is not a string of up to 300 characters without control characters"
NO_NUMBER = "-1 is not a plain non-negative decimal number (no sign, exponent, nan or inf)"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("models = 1", "models: 1 is not a table", FORM),
        ("[[models]]", "models: [{}] is not a table", FORM),
        ("aliases = 'x'", "aliases: 'x' is not a table", FORM),
        ("[aliases]\nfast = 1", f"aliases.fast: {NO_TEXT}", FORM),
        ('[aliases]\n"a\\u001b" = 1', f"aliases.'a\\x1b': {NO_TEXT}", FORM),
        ("[aliases]\nfast = ''", "aliases: 'fast' = '' are not two names without spaces", FORM),
        ("[aliases]\n'' = 'a/x'", "aliases: '' = 'a/x' are not two names without spaces", FORM),
        ("[aliases]\n'a b' = 'a/x'", "aliases: 'a b' = 'a/x' are not two names without spaces", FORM),
        ('[aliases]\n"\\u202e" = "a/x"', "aliases: '\\u202e' = 'a/x' are not two names without spaces", FORM),
        ("\x00", "Invalid statement (at line 1, column 1)", FORM),
        (
            "[models.'acme/own']",
            'models."acme/own": it has no price; give it one, or price = "varies"',
            THERE,
        ),
        ("[models.'acme/own'.price]", 'models."acme/own".price: it states no rate', THERE),
        ("[models]\n'acme/own' = 5", 'models."acme/own": 5 is not a table', THERE),
        (
            "[models.'openai/gpt-4'.price]\ninput = -1",
            f'models."openai/gpt-4".price.input: {NO_NUMBER}',
            THERE,
        ),
        ("[models.'gpt-4.1-mini'.price]\ninput = 1", *NAME),
        ("[models.'gpt-4.1-mini']\ncontext = 1", *NAME),
        (
            "[models.'acme/GPT-4']\nprice = 'varies'",
            'models."acme/GPT-4": GPT-4 is already a name of openai/gpt-4',
            NAME[1].replace("gpt-4.1-mini", "gpt-4"),
        ),
        ("[models.'openai/gpt-4']\ncontext = 1", f'models."openai/gpt-4": context {ONLY_RATES}', THERE),
        (
            "[models.'openai/gpt-4']\nname = 'x'\nprice = { input = 1 }",
            f'models."openai/gpt-4": name {ONLY_RATES}',
            THERE,
        ),
        (
            "[models.'openai/gpt-4']\nmood = 1",
            f'models."openai/gpt-4": it states no price; {ONLY_RATES.partition("; ")[2]}',
            THERE,
        ),
        *(
            (
                f"[models.'acme/own']\n{fact}\nprice = {{ input = 1 }}",
                'models."acme/own": a private model has a price and facts, but no history or other names',
                THERE,
            )
            for fact in (
                "snapshot = 'acme/own-2026-01-01'",
                "alias_of = 'openai/gpt-4'",
                f"{SEEN}\nretired = 2026-03-01",
                f"{SEEN}\npast = [{{ since = 2025-01-01, seen = 2025-02-01, input = 1 }}]",
            )
        ),
    ],
)
def test_a_wrong_override_is_refused_with_its_place(text: str, message: str, hint: str) -> None:
    assert (f"{FILE}: {message}", hint) == complaint_about(text)
