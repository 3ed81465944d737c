"""The calculator on the page of an estimate: a form, its data, and the script that prices what is typed."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import clock
from llmcost.cost.period import DAYS
from llmcost.money import EXACT, plain
from llmcost.report.web.calculator_data import calculator_data
from llmcost.report.web.fragment import Fragment
from llmcost.report.web.markup import element, words
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.answer import Answer

_SCRIPTS = ("exact.js", "quantity.js", "question.js", "estimate.js", "calculator.js")
"""In the order in which they stand in the page, each resting on those before it."""

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end a script element or open a comment, as JSON says it."""


_THOUSAND = 1_000


class _Field(NamedTuple):
    """A field for a count, or for a part of one."""

    name: str
    """A count of ``Usage``, or ``requests``."""
    label: str
    hint: str = "a count, or a share such as 75%"


_FIRST = (
    _Field("input", "Input tokens", "such as 1500, 12k or 1.5M; cached ones included"),
    _Field("output", "Output tokens", "reasoning included"),
    _Field("requests", "Requests", "empty: a volume at base rates"),
    _Field("cache_read", "Cached input", "a count, or a share such as 75%"),
)
_MORE = (
    _Field("cache_write", "Cache write"),
    _Field("cache_write_1h", "Cache write 1h"),
    _Field("image_input", "Image input"),
    _Field("audio_input", "Audio input"),
    _Field("reasoning", "Reasoning"),
    _Field("image_output", "Image output"),
    _Field("audio_output", "Audio output"),
    _Field("web_search", "Web searches", "a count"),
)


def calculator(answer: Answer, *, is_frontier: bool = False) -> Fragment | None:
    """The calculator of an answer, filled in with what was asked; None where no model has a price.

    Where tokens were counted, each model has its own number of them, which no field can hold: the section
    then says so.

    Args:
        answer: what the report shows.
        is_frontier: whether models that others beat were left out of it.
    """
    rows = answer.comparison.estimates
    if not rows:
        return None
    if answer.asked is not None:
        why = (
            "The tokens of this report were counted, and differ from model to model; a calculator takes the"
            " same numbers for all. An estimate of stated tokens (-i, -o) has one on its page."
        )
        return Fragment(_section(words("p", why)), "")
    return Fragment(_section(*_parts(answer, is_frontier=is_frontier)), calculator_script())


def calculator_script() -> str:
    """The JavaScript of every calculator, the same whatever the answer."""
    folder = files("llmcost.report.web")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)


def _section(*inner: str) -> str:
    heading = words("h2", "Calculator", id="calculator-title")
    return element("section", heading, *inner, class_="calculator", aria_labelledby="calculator-title")


def _parts(answer: Answer, *, is_frontier: bool) -> Iterator[str]:
    data = json.dumps(calculator_data(answer), separators=(",", ":")).translate(_UNSAFE)
    yield words("p", " ".join(_said(answer, is_frontier=is_frontier)), class_="remark")
    yield element("noscript", words("p", "It works in a browser that runs scripts."))
    yield _form(answer)
    yield words("p", "", id="calculator-summary", role="status", aria_live="polite")
    yield _result()
    yield element("ul", "", id="calculator-notes", class_="notes")
    yield element("script", data, type="application/json", id="calculator-data")


def _said(answer: Answer, *, is_frontier: bool) -> Iterator[str]:
    """What is fixed, and what is not in it, a sentence each."""
    terms, comparison = answer.terms, answer.comparison
    rows = comparison.estimates
    yield "Type other numbers: the figures are those of the command line, to the last digit."
    yield f"It knows the {count_of(len(rows), 'model')} of this report" + (
        "; what was left out of it may be cheaper for another use."
        if comparison.left_out or is_frontier
        else "."
    )
    without = ", ".join(row.model for row in comparison.unpriced)
    if without:
        yield f"Without a price there, and so not here: {without}."
    fixed = [f"the prices of {terms.as_of or answer.provenance.as_of}"]
    if terms.minute is not None:
        fixed.append(f"the time of day {clock(terms.minute)} UTC")
    if terms.markup:
        fixed.append(f"a markup of {plain(EXACT.multiply(terms.markup, Decimal(100)))} %")
    if comparison.reference_stated and comparison.reference is not None:
        fixed.append(f"{comparison.reference.model.id} as what the others are relative to")
    yield f"Fixed: {', '.join(fixed)}."
    if any(row.model.variant == "batch" for row in rows):
        yield "Whether a batch row is cheaper than the model itself is not told here."


def _form(answer: Answer) -> str:
    usage, terms = answer.usage, answer.terms
    typed = {name: _typed(count) for name, count in usage._asdict().items() if count}
    if not typed:
        typed["input"] = "0"
    if terms.requests is not None:
        typed["requests"] = _typed(terms.requests)
    is_open = terms.spread or answer.per is not None or any(field.name in typed for field in _MORE)
    more = (
        words("summary", "More: cache writes, images, audio, reasoning, searches, totals, periods"),
        _fields(_MORE, typed),
        element("div", _spread(is_asked=terms.spread), _period(answer.per), class_="fields"),
    )
    return element(
        "form",
        element("fieldset", words("legend", "What is used"), _fields(_FIRST, typed)),
        element("details", *more, open="" if is_open else None),
        element("p", words("button", "Reset", type="reset")),
        id="calculator-form",
        novalidate="",
        autocomplete="off",
        hidden="",
    )


def _typed(count: int) -> str:
    """A count as people type it: 12k, 1.5M, 12_345."""
    for suffix, power in (("B", 9), ("M", 6), ("k", 3)):
        scaled = Decimal(count).scaleb(-power)
        if 1 <= scaled < _THOUSAND and scaled * 10 % 1 == 0:
            return f"{plain(scaled)}{suffix}"
    return f"{count:_}"


def _fields(fields: tuple[_Field, ...], typed: dict[str, str]) -> str:
    return element("div", *(_field(field, typed.get(field.name)) for field in fields), class_="fields")


def _field(field: _Field, value: str | None) -> str:
    place = f"calculator-{field.name}"
    box = element(
        "input",
        id=place,
        name=field.name,
        value=value,
        type="text",
        spellcheck="false",
        autocapitalize="off",
        aria_describedby=f"{place}-hint {place}-error",
    )
    return element(
        "div",
        words("label", field.label, for_=place),
        box,
        words("small", field.hint, id=f"{place}-hint"),
        words("p", "", id=f"{place}-error", class_="error"),
        class_="field",
    )


def _spread(*, is_asked: bool) -> str:
    box = element(
        "input", type="checkbox", id="calculator-spread", name="spread", checked="" if is_asked else None
    )
    label = words("label", "Tokens of all requests together", for_="calculator-spread")
    return element("div", box, label, class_="field check")


def _period(per: str | None) -> str:
    choices = [words("option", "in all", value="")]
    choices += [
        words("option", f"per {period}", value=period, selected="" if period == per else None)
        for period in DAYS
    ]
    label = words("label", "So many requests", for_="calculator-per")
    return element("div", label, element("select", *choices, id="calculator-per", name="per"), class_="field")


def _result() -> str:
    table = element(
        "table",
        words("caption", "What it costs, cheapest first", class_="unseen-text"),
        element("thead", "", id="calculator-head"),
        element("tbody", "", id="calculator-body"),
    )
    return element(
        "div",
        table,
        id="calculator-result",
        class_="box cards",
        role="region",
        tabindex=0,
        aria_label="What it costs",
        hidden="",
    )
