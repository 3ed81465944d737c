"""The calculator's script under node: what it makes of any use is what Python makes of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

import pytest
from answers import asked
from builders import PROVENANCE
from hypothesis import assume, example, given
from hypothesis import strategies as st

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES, RATE_NAMES, Condition, Price
from llmcost.cost.answer import Answer
from llmcost.cost.comparison import compare_named
from llmcost.cost.estimate import Terms
from llmcost.cost.period import spread
from llmcost.cost.usage import Usage
from llmcost.errors import LlmcostError
from llmcost.money import divide, format_usd, format_usd_column, plain
from llmcost.report.web.calculator import calculator_script
from llmcost.report.web.calculator_data import calculator_data
from llmcost.report.wording import times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.comparison import Comparison

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="no node on PATH")

PROGRAM = """
const lines = require("node:readline").createInterface({ input: process.stdin });
const text = (amount) => (amount === null ? null : plain(amount));
const says = {
  price: ({ data, values }) => {
    const known = decoded(JSON.stringify(data));
    const { usage, terms, errors } = question(values, known.rules);
    if (Object.keys(errors).length) return { errors };
    const { rows, unpriced } = comparison(known, usage, terms);
    return {
      unpriced,
      rows: rows.map((row) => ({
        model: row.model.id,
        total: text(row.total),
        relative: text(row.relative),
        per_request: text(row.perRequest),
        spread: row.spread && [row.spread.day, row.spread.month, row.spread.year].map(text),
        fits: row.fits,
        notes: row.notes,
      })),
    };
  },
  money: ({ amounts }) => {
    const read = amounts.map((amount) => (amount === null ? null : decimal(amount)));
    return {
      column: formatUsdColumn(read),
      alone: read.map((amount) => amount && formatUsd(amount)),
      times: read.map((amount) => amount && formatTimes(amount)),
    };
  },
  divide: ({ amount, divisor }) => plain(divide(decimal(amount), whole(BigInt(divisor)))),
};
lines.on("line", (line) => {
  const { what, ...asked } = JSON.parse(line);
  console.log(JSON.stringify(says[what](asked)));
});
"""


class Script:
    """The script in a process of its own, which answers line by line."""

    def __init__(self, stdin: IO[str], stdout: IO[str]) -> None:
        self._stdin, self._stdout = stdin, stdout

    def ask(self, what: str, **asked: Any) -> Any:
        print(json.dumps({"what": what, **asked}), file=self._stdin, flush=True)
        return json.loads(self._stdout.readline())


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    assert NODE is not None
    file = tmp_path_factory.mktemp("script") / "script.js"
    pure = calculator_script().rpartition("// The form of the page")[0]
    file.write_text(pure + PROGRAM, encoding="utf-8")
    with subprocess.Popen(
        [NODE, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Script(process.stdin, process.stdout)
        process.stdin.close()


some_rates = st.one_of(
    st.decimals(min_value=0, max_value=1000, places=4),
    st.decimals(min_value=0, max_value=1, places=17),
    st.sampled_from([Decimal(0), Decimal("0.4"), Decimal("0.6000000000000001")]),
)
thresholds = st.sampled_from([0, 100, 1000, 200_000])


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Any condition that a ledger can hold."""
    clocks = st.integers(0, 23).map(lambda hour: hour * 60)
    window = draw(st.none() | st.tuples(clocks, clocks).filter(lambda each: each[0] != each[1]))
    start, end = window or (None, None)
    changed = draw(st.dictionaries(st.sampled_from(RATE_NAMES), some_rates))
    days = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=2))))
    return Condition(changed, draw(st.none() | thresholds), start, end, days)


@st.composite
def prices(draw: st.DrawFn) -> Price:
    """Any price, with or without both of its rates."""
    base = draw(st.dictionaries(st.sampled_from(RATE_NAMES), some_rates))
    known = draw(st.sampled_from([("input", "output"), ("input", "output"), ("input",), ()]))
    rates = base | {name: draw(some_rates) for name in known}
    return Price(rates, tuple(draw(st.lists(conditions(), max_size=3))))


modalities = st.sets(st.sampled_from(["text", "image", "audio"])).map(lambda kinds: tuple(sorted(kinds)))
sizes = st.none() | st.sampled_from([100, 1000, 200_000, 1_000_000])
DAY = date(2026, 10, 1)


@st.composite
def models(draw: st.DrawFn, number: int) -> Model:
    """A model with two prices, one before and one since ``DAY``."""
    inferred = tuple(draw(st.sets(st.sampled_from(["when", "cache_read", "reasoning"]))))
    past = Period(draw(prices()), date(2026, 9, 1), date(2026, 9, 20), inferred)
    return Model(
        f"acme/{number}{draw(st.sampled_from(['', ':free', ':batch']))}",
        Period(draw(prices()), DAY, date(2026, 11, 10)),
        context=draw(sizes),
        max_output=draw(sizes),
        input=draw(modalities),
        output=draw(modalities),
        past=(past,),
    )


def counts(most: int = 10**6) -> st.SearchStrategy[int]:
    return st.one_of(
        st.just(0), st.integers(0, 300), st.integers(0, most), st.sampled_from([200_000, 200_001])
    )


@st.composite
def typed(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody types, mostly without slips."""
    parts = st.one_of(st.just(""), st.just(""), counts(500).map(str), st.sampled_from(["75%", "12.5%", "1k"]))
    values: dict[str, Any] = {name: draw(parts) for name in (*INPUT_CLASSES, *OUTPUT_CLASSES)}
    del values["audio_cache_read"]
    many = draw(st.integers(0, 9))
    values |= {"input": str(draw(counts()) + 2000 * many), "output": str(draw(counts()) + 1500 * many)}
    values["web_search"] = draw(st.sampled_from(["", "", "3"]))
    values["requests"] = draw(st.one_of(st.just(""), st.integers(1, 3000).map(str), st.just("1_000")))
    values["spread"] = bool(values["requests"]) and draw(st.booleans())
    values["per"] = draw(st.sampled_from(["", "day", "week", "month", "year"])) if values["requests"] else ""
    return values


terms_of_report = st.builds(
    Terms,
    as_of=st.none() | st.sampled_from([date(2026, 9, 5), date(2026, 9, 25), DAY, date(2026, 11, 8)]),
    minute=st.none() | st.integers(0, 23).map(lambda hour: hour * 60 + 30),
    markup=st.sampled_from([Decimal(0), Decimal("0.055"), Decimal("0.123456789012")]),
)


def compared(of: tuple[Model, ...], usage: Usage, terms: Terms) -> Comparison:
    return compare_named([(each, ()) for each in of], usage, terms)


def asked_in_python(values: dict[str, Any], terms: Terms) -> tuple[Usage, Terms]:
    """The use and the terms as the command line reads them."""
    names = (*INPUT_CLASSES, *OUTPUT_CLASSES)
    question = asked(
        input=values["input"] or None,
        output=values["output"] or None,
        requests=values["requests"] or None,
        total=values["spread"],
        per=values["per"] or None,
        searches=values["web_search"] or None,
        parts={name: (f"--{name}", values[name] or None) for name in names if name in values},
    )
    question.check()
    read = question.terms(date(2026, 11, 22))
    return question.usage(), terms._replace(requests=read.requests, spread=read.spread)


@given(st.tuples(*(models(number) for number in range(3))), terms_of_report, st.lists(typed(), min_size=8))
def test_every_use_costs_what_it_costs_in_python(
    script: Script, of: tuple[Model, ...], terms: Terms, uses: list[dict[str, Any]]
) -> None:
    first = Usage(input=10)
    report = compared(of, first, terms)
    assume(report.estimates)
    answer = Answer(report, first, terms, PROVENANCE, date(2026, 11, 22))
    known = tuple(row.model for row in report.estimates)
    data = calculator_data(answer)
    for values in uses:
        said = script.ask("price", data=data, values=values)
        try:
            usage, asked_terms = asked_in_python(values, terms)
        except LlmcostError:
            assert said["errors"]
            continue
        expected = compared(known, usage, asked_terms)
        per = values["per"]
        assert said == {
            "rows": [
                {
                    "model": row.model.id,
                    "total": plain(row.total),
                    "relative": None if (ratio := expected.relative(row)) is None else plain(ratio),
                    "per_request": None if row.per_request is None else plain(row.per_request),
                    "spread": [plain(amount) for amount in spread(row.total, per)] if per else None,
                    "fits": row.fits,
                    "notes": [note.message for note in row.notes],
                }
                for row in expected.estimates
            ],
            "unpriced": [row.message for row in sorted(expected.unpriced)],
        }


@pytest.mark.parametrize("model_id", ["acme/one", "acme/one:free"])
def test_rates_of_0_under_a_condition_are_a_price_of_free_models_only(script: Script, model_id: str) -> None:
    nothing = Condition({"input": Decimal(0), "output": Decimal(0)}, above=100)
    price = Price({"input": Decimal(1), "output": Decimal(2)}, (nothing,))
    of = (Model(model_id, Period(price, None, None)),)
    first = Usage(input=10)
    answer = Answer(compared(of, first, Terms()), first, Terms(), PROVENANCE, DAY)
    said = script.ask("price", data=calculator_data(answer), values={"input": "101", "requests": "1"})
    expected = compared(of, Usage(input=101), Terms(requests=1))
    assert said["unpriced"] == [row.message for row in expected.unpriced]
    assert [row["total"] for row in said["rows"]] == [plain(row.total) for row in expected.estimates]
    assert bool(expected.unpriced) == (model_id == "acme/one")


amounts = st.one_of(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.decimals(min_value=0, max_value=2, places=17),
    st.decimals(min_value=0, max_value=200, places=4),
    st.sampled_from([Decimal(text) for text in ("0", "0.9999", "0.99999999", "1", "99.995", "100", "0.125")]),
)


@given(st.lists(st.none() | amounts, max_size=6))
@example([Decimal("2.345"), Decimal("2.335"), Decimal(200)])
def test_money_is_written_as_python_writes_it(script: Script, column: list[Decimal | None]) -> None:
    said = script.ask("money", amounts=[None if each is None else plain(each) for each in column])
    assert said == {
        "column": format_usd_column(column),
        "alone": [None if each is None else format_usd(each) for each in column],
        "times": [None if each is None else times(each) for each in column],
    }


@given(amounts, st.integers(1, 10**15))
def test_quotients_are_rounded_as_python_rounds_them(script: Script, amount: Decimal, divisor: int) -> None:
    said = script.ask("divide", amount=plain(amount), divisor=str(divisor))
    assert said == plain(divide(amount, divisor))


SLIPS = [
    *["", "0", "12", "12k", "1.5M", "2_000", "1B", "1_0.5k", "0.0015k", "999999999999999B", "1e3", "1,5"],
    *["-3", "\N{MINUS SIGN}3", "+3", " 3", "3 ", "12x", "1.5", "_1", "1_", "1__0", ".5", "5.", "50%", "%"],
    *[
        "1000000000000000",
        "1000000000000001",
        "1000000B",
        "0" * 40 + "7",
        "9" * 50,
        "\u0663",
        "1K",
        "1\u212a",
    ],
    *["100%", "100.5%", "12.345678901234%", "1" * 15 + "%", "33.3%", "5 %", "-5%", "NaN", "0x1F", "0.5k"],
]


@pytest.mark.parametrize("name", ["input", "cache_read", "requests", "web_search", "image_output"])
@pytest.mark.parametrize("text", SLIPS)
def test_a_field_takes_and_refuses_what_the_command_line_does(script: Script, name: str, text: str) -> None:
    given_values = {"input": "2k", "output": "3_000", "requests": "", "spread": False, "per": ""}
    given_values |= {"web_search": "", **dict.fromkeys((*INPUT_CLASSES, *OUTPUT_CLASSES), ""), name: text}
    of = (Model("acme/one", Period(Price({"input": Decimal(1), "output": Decimal(2)}), None, None)),)
    answer = Answer(compared(of, Usage(input=1), Terms()), Usage(input=1), Terms(), PROVENANCE, DAY)
    # Searches cost nothing that is known, so that a count of them is an answer too.
    said = script.ask("price", data=calculator_data(answer), values=given_values)
    try:
        usage, terms = asked_in_python(given_values, Terms())
    except LlmcostError as error:
        message = error.message.partition(": ")[2]
        hint = f"; {error.hint}"
        assert said == {"errors": {name: f"{message}{hint}"}}
    else:
        assert "errors" not in said
        assert [plain(row.total) for row in compared(of, usage, terms).estimates] == [
            row["total"] for row in said["rows"]
        ]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"input": "no tokens given; say how many"}),
        (
            {"input": "10k", "cache_read": "9k", "cache_write": "5k"},
            {
                "input": "cache_read 9,000 + cache_write 5,000 is more than input 10,000;"
                " input is the total, these included"
            },
        ),
        (
            {"output": "10", "reasoning": "60%", "audio_output": "5"},
            {
                "output": "reasoning 6 + audio_output 5 is more than output 10;"
                " output is the total, these included"
            },
        ),
        ({"input": "1k", "spread": True}, {"requests": "the total needs a number of requests; say how many"}),
        ({"input": "1k", "per": "week"}, {"requests": "per week needs a number of requests; say how many"}),
        (
            {"input": "x", "cache_read": "5", "requests": "0"},
            {
                "input": "'x' is not a count; write it like 1200, 12k, 1.5M or 2_000",
                "requests": "'0' asks for nothing; give 1 or more",
            },
        ),
    ],
)
def test_what_contradicts_itself_is_refused_next_to_its_field(
    script: Script, values: dict[str, Any], errors: dict[str, str]
) -> None:
    of = (Model("acme/one", Period(Price({"input": Decimal(1), "output": Decimal(2)}), None, None)),)
    answer = Answer(compared(of, Usage(input=1), Terms()), Usage(input=1), Terms(), PROVENANCE, DAY)
    assert script.ask("price", data=calculator_data(answer), values=values) == {"errors": errors}
