"""Whatever a ledger holds survives being written; whatever a file holds is read or refused."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ledgers import DAY, MINI, RETIRED, ROUTER, TIERED, ledger

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import RATE_NAMES, WEEKDAYS, Condition, Price
from llmcost.errors import LedgerError, LlmcostError
from llmcost.reading.fields import COMMAND, UNPRINTABLE
from llmcost.sources.compiled import compile_ledger, load_compiled
from llmcost.sources.convert import FEATURES, convert
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.ledger import Ledger
from llmcost.sources.overrides import Overrides
from llmcost.sources.pricing import RATE_KEYS
from llmcost.sources.tables import is_id

TEXT = ledger(TIERED, RETIRED, MINI, ROUTER)
OVERRIDES = """\
[models."openai/gpt-4".price]
input = 1

[models."a/x"]
price = { output = 2 }

[aliases]
fast = "a/x"
"""

# Ledgers

ids = st.one_of(
    st.from_regex(r"~?[a-z0-9-]{1,8}/[a-z0-9.-]{1,12}(:free|:batch)?", fullmatch=True),
    st.text(min_size=1, max_size=200).filter(is_id),
)
words = st.one_of(st.text(max_size=40), st.text("\"'\\.#= x", max_size=100)).filter(
    lambda text: not UNPRINTABLE.search(text)
)
lists = st.lists(words, max_size=4).map(tuple)
counts = st.integers(0, 10**15)
rates = st.one_of(
    st.integers(0, 10**12 - 1).map(Decimal),
    st.decimals(min_value=0, max_value=999_999, places=24, allow_nan=False).map(
        lambda rate: abs(rate.normalize())
    ),
    st.sampled_from(["0", "0.4", "1E+2", "1E-24", "0.10", "999999999999.000000000000000000000001"]).map(
        Decimal
    ),
)
rate_names = st.one_of(
    st.sampled_from(RATE_NAMES), st.from_regex(r"[a-z_0-9-]{1,20}", fullmatch=True)
).filter(lambda name: name not in {"since", "seen", "inferred", "price", "when", "above", "utc", "days"})
rate_tables = st.dictionaries(rate_names, rates, min_size=1, max_size=6)
windows = (
    st.tuples(st.integers(0, 1439), st.integers(0, 1440))
    .filter(lambda window: window[0] != window[1])
    .map(lambda window: {"start": window[0], "end": window[1]})
)
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: {"days": tuple(sorted(days))})
conditions = st.builds(
    lambda rates, above, window, days: Condition(rates, **(above | window | days)),
    st.dictionaries(rate_names, rates, max_size=3),
    st.one_of(st.just({}), counts.map(lambda above: {"above": above})),
    st.one_of(st.just({}), windows),
    st.one_of(st.just({}), weekdays),
).filter(lambda condition: condition.above is not None or condition.is_timed)
prices = st.one_of(st.none(), st.builds(Price, rate_tables, st.lists(conditions, max_size=3).map(tuple)))
days = st.dates(date(1000, 1, 1), date(9999, 12, 31))


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model with every kind of fact and periods that follow each other."""
    gaps = draw(st.lists(st.integers(1, 400), min_size=2, max_size=8).filter(lambda gaps: len(gaps) % 2 == 0))
    edges = [draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))]
    for gap in gaps[1:]:
        edges.append(edges[-1] + timedelta(gap))
    sightings = list(zip(edges[::2], edges[1::2], strict=True))
    *past, current = [Period(draw(prices), since, seen, draw(lists)) for since, seen in sightings]
    optional: dict[str, st.SearchStrategy[Any]] = {
        "name": words,
        "snapshot": words,
        "released": days,
        "context": counts,
        "max_output": counts,
        "input": lists,
        "output": lists,
        "features": lists,
        "tokenizer": words,
        "knowledge_cutoff": days,
        "intelligence": rates,
        "expires": days,
        "retired": days,
        "alias_of": words,
    }
    facts: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=optional))
    return Model(id=draw(ids), current=current, past=tuple(past), **facts)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger in order of id."""
    found = {model.id: model for model in draw(st.lists(models(), max_size=4))}
    seen = [model.current.seen for model in found.values() if model.current.seen is not None]
    as_of = draw(st.dates(max(seen, default=date(1000, 1, 1)), date(9999, 12, 31)))
    return Ledger(dict(sorted(found.items())), as_of, draw(words.filter(bool)))


@given(ledgers())
def test_a_written_ledger_reads_as_the_same_ledger(found: Ledger) -> None:
    again = read_ledger(write_ledger(found).encode(), "models.toml")

    assert found == again._replace(warnings=())
    assert list(found.models) == list(again.models)


@given(ledgers())
def test_writing_has_one_normal_form(found: Ledger) -> None:
    text = write_ledger(found)

    assert text == write_ledger(read_ledger(text.encode(), "models.toml"))


@given(ledgers(), st.binary(max_size=20))
def test_a_compiled_ledger_loads_as_the_same_ledger(found: Ledger, data: bytes) -> None:
    loaded = load_compiled(compile_ledger(found, data), data)

    assert loaded is not None
    assert tuple(key for key, model in found.models.items() if model.retired is None) == loaded.listed
    assert found == loaded._replace(listed=None)


@given(ledgers(), st.data())
def test_a_compiled_copy_with_one_byte_changed_is_passed_over(found: Ledger, data: st.DataObject) -> None:
    copy = bytearray(compile_ledger(found, b"text"))
    place = data.draw(st.integers(0, len(copy) - 1))
    copy[place] ^= data.draw(st.integers(1, 255))

    assert load_compiled(bytes(copy), b"text") is None


# Anything at all

snippets = st.sampled_from(
    ["", "-", "1e400", "nan", "inf", "0x" + "f" * 5000, "9" * 5000, "[", "]", "{", "}", '"', "'", "\n", "=",
     "#", ".", "true", "2026-02-30", "2026-11-10T00:00:00Z", "\ufeff", "\x00", "\u202e", "\\u001b", "[" * 500,
     "[models]", "[[models]]", '[models."".price]', 'price = "varies"', "price = {}", "when = [{}]",
     "past = [{}]", "a.b.c = 1"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """A valid file with pieces cut out, doubled, or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 60)))
        piece = draw(st.one_of(snippets, st.text(max_size=8), st.just(text[start:end] * 2)))
        text = text[:start] + piece + text[end:]
    return text.encode("utf-8", "surrogatepass")


def reads_or_refuses(data: bytes) -> None:
    refusal = None
    try:
        found = read_ledger(data, "models.toml")
        compile_ledger(found, data)
        read_ledger(write_ledger(found).encode(), "models.toml")
    except LedgerError as error:
        refusal = error
    if refusal is not None:
        assert refusal.hint
        assert UNPRINTABLE.search(refusal.message) is None
        assert len(refusal.message) < 600


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reads_or_refuses(data)


@given(mutated(TEXT))
def test_any_mutated_ledger_is_read_or_refused(data: bytes) -> None:
    reads_or_refuses(data)


@given(mutated(OVERRIDES))
def test_any_mutated_override_file_is_applied_or_refused(data: bytes) -> None:
    known = read_ledger(TEXT.encode(), "models.toml").models
    with suppress(LlmcostError):
        Overrides(Path("llmcost.toml"), data).apply(known, lambda _: None)


# Upstream's list

junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.decimals(),
        st.text(max_size=12),
        st.sampled_from(
            ["0", "-1", "0.000001", "1e-99", "4e-07", "99999", "NaN", "acme/one", *WEEKDAYS, *FEATURES]
        ),
        st.integers(0, 2400),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
amounts = st.one_of(
    st.sampled_from(["0", "-1", "0.000001", "1e-99", "4e-07", "99999", "1e-30", "0.000000375"]),
    st.decimals(min_value=0, max_value=1, allow_nan=False),
    junk,
)
keyed = st.fixed_dictionaries({}, optional=dict.fromkeys(RATE_KEYS, amounts))
overrides = st.builds(
    lambda rates, tests: rates | tests,
    keyed,
    st.fixed_dictionaries(
        {},
        optional={
            "min_prompt_tokens": st.one_of(st.integers(0, 10**6), junk),
            "utc_start": st.one_of(st.integers(0, 2400), junk),
            "utc_end": st.one_of(st.integers(0, 2400), junk),
            "utc_days": st.one_of(st.lists(st.sampled_from(WEEKDAYS)), junk),
        },
    ),
)
pricing = st.builds(
    lambda rates, more: {"prompt": "0.000001", "completion": "0.000002"} | rates | more,
    keyed,
    st.fixed_dictionaries({}, optional={"overrides": st.one_of(st.lists(overrides, max_size=3), junk)}),
)
rows = st.fixed_dictionaries(
    {"id": st.one_of(st.sampled_from(["google/gemini", "acme/one", "~google/x"]), ids, junk)},
    optional={
        "pricing": st.one_of(pricing, junk),
        "architecture": st.fixed_dictionaries(
            {}, optional={"input_modalities": junk, "output_modalities": junk, "tokenizer": junk}
        ),
        "top_provider": st.fixed_dictionaries(
            {}, optional={"context_length": junk, "max_completion_tokens": junk}
        ),
        "benchmarks": st.fixed_dictionaries(
            {}, optional={"artificial_analysis": st.fixed_dictionaries({"intelligence_index": junk})}
        ),
        "alias_target": st.one_of(st.fixed_dictionaries({"slug": junk}), junk),
        **dict.fromkeys(
            ["name", "canonical_slug", "created", "context_length", "supported_parameters", "reasoning",
             "knowledge_cutoff", "expiration_date"],
            junk,
        ),
    },
)  # fmt: skip


@given(st.lists(st.one_of(rows, junk), max_size=5))
def test_any_list_converts_to_a_ledger_that_can_be_kept(found: list[Any]) -> None:
    converted = convert(found, DAY)
    kept = Ledger(converted.models, DAY, "upstream")

    assert len(found) == len(converted.models) + len(converted.skipped)
    told = [text for skipped in converted.skipped for text in skipped]
    assert [] == [text for text in told if UNPRINTABLE.search(text) or COMMAND.search(text)]
    assert [] == [each.name for each in converted.models.values() if each.name and COMMAND.search(each.name)]
    assert kept == read_ledger(write_ledger(kept).encode(), "models.toml")


@given(st.lists(rows, max_size=3))
def test_a_list_out_of_json_converts_as_well(found: list[Any]) -> None:
    text = json.dumps(found, default=str)

    convert(json.loads(text, parse_float=Decimal), DAY)
