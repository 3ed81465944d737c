from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from answers import TODAY, answered
from builders import PROVENANCE, model, period, when

from llmcost import cost
from llmcost.catalog.model import Period
from llmcost.catalog.note import Note
from llmcost.cost.answer import Answer, Asked
from llmcost.cost.comparison import Comparison, Unpriced, compare_named
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.quantity import parse_count
from llmcost.report.web.calculator import calculator, calculator_script
from llmcost.report.web.calculator_data import OF_THE_USE, calculator_data

FEW = Usage(input=10, output=2)


class Form(HTMLParser):
    """What a browser finds in the section."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str | None] = {}
        self.chosen: list[str | None] = []
        self.ids: list[str] = []
        self.pointed_at: list[str] = []
        self.is_open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        assert not [name for name in said if name.startswith("on") or name == "style"]
        self.is_open |= tag == "details" and "open" in said
        self.ids += [said["id"] or ""] if "id" in said else []
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed_at += (said.get(name) or "").split()
        if tag == "input" and ("value" in said or "checked" in said):
            self.fields[said["name"] or ""] = said.get("value", "checked")
        if tag == "option" and "selected" in said:
            self.chosen.append(said["value"])


def html_of(answer: Answer) -> str:
    fragment = calculator(answer)
    assert fragment is not None
    return fragment.html


def remark_of(answer: Answer) -> str:
    found = re.search(r'<p class="remark">(.*?)</p>', html_of(answer))
    assert found is not None
    return found[1]


def only(answer: Answer) -> dict[str, Any]:
    (row,) = calculator_data(answer)["models"]
    assert isinstance(row, dict)
    return row


def test_a_model_is_handed_over_with_its_rates_and_limits_as_text() -> None:
    facts = {"context": 128_000, "max_output": 4_096, "input": ("text", "image"), "output": ("text",)}
    each = model("acme/one", when(above=1000, input="2.5"), input="1.25", output="10", facts=facts)
    assert only(answered(each, usage=FEW)) == {
        "id": "acme/one",
        "context": "128000",
        "max_output": "4096",
        "reads": ("text", "image"),
        "writes": ("text",),
        "zero_is_meant": False,
        "inferred": (),
        "notes": [],
        "charge": None,
        "unseen_above": None,
        "thresholds": ["1000"],
        "is_timed": False,
        "moments": [
            {
                "when": "",
                "clock": "",
                "tiers": [
                    {"rates": {"input": "1.25", "output": "10"}, "words": "$1.25 in, $10.00 out"},
                    {"rates": {"input": "2.5", "output": "10"}, "words": "$2.50 in, $10.00 out"},
                ],
            }
        ],
    }


def test_what_does_not_depend_on_the_model_is_handed_over_once() -> None:
    two = (model("acme/two"), model("acme/one"))
    data = calculator_data(answered(*two, usage=FEW, terms=Terms(markup=Decimal("0.055"), minute=90)))
    assert (data["markup"], data["at"], data["reference"]) == ("0.055", "01:30", None)
    assert [row["id"] for row in data["models"]] == ["acme/one", "acme/two"]
    assert data["rules"]["most"] == "1000000000000000"
    assert data["rules"]["days"]["month"] == ["365", "12"]
    assert data["rules"]["parents"]["cache_write_1h"] == "cache_write"


def test_a_reference_that_was_asked_for_stays_the_reference() -> None:
    one, two = model("acme/one"), model("acme/two", input="2", output="1")
    compared = compare_named([(one, ())], FEW, Terms(), reference=(two, ()))
    answer = Answer(compared, FEW, Terms(), PROVENANCE, TODAY)
    assert calculator_data(answer)["reference"] == "acme/two"
    assert "acme/two as what the others are relative to" in remark_of(answer)


def test_a_timed_price_is_handed_over_moment_by_moment() -> None:
    each = model("acme/one", when(utc="01:00-04:00", input="2"), input="1", output="3")
    moments = only(answered(each, usage=FEW))["moments"]
    assert [(moment["when"], moment["tiers"][0]["words"]) for moment in moments] == [
        ("01:00", "$2.00 in, $3.00 out"),
        ("04:00", "$1.00 in, $3.00 out"),
    ]


def test_the_time_and_the_day_of_the_report_leave_only_their_moments() -> None:
    each = model("acme/one", when(utc="01:00-04:00", days=(0, 1), input="2"), input="1", output="1")
    terms = Terms(minute=125, as_of=date(2026, 11, 9))
    moments = only(answered(each, usage=FEW, terms=terms))["moments"]
    assert [(moment["when"], moment["clock"]) for moment in moments] == [("Monday 02:05", "02:05")]

    anyone = only(answered(each, usage=FEW, terms=Terms(minute=125)))["moments"]
    assert [moment["when"].partition(" ")[0] for moment in anyone] == [
        *["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    ]


def test_a_charge_per_request_is_told_as_the_command_line_tells_it() -> None:
    assert only(answered(model(input="1", output="1", request="0.005"), usage=FEW))["charge"] == "$0.005"


def test_a_past_price_without_conditions_names_the_threshold_of_today() -> None:
    now = model("acme/one", when(above=1000, input="2"), since="2026-10-01", input="1", output="1")
    earlier = period("2026-09-01", "2026-09-20", input="3", output="3", inferred=("output",))
    row = only(answered(now._replace(past=(earlier,)), usage=FEW, terms=Terms(as_of=date(2026, 9, 5))))
    assert (row["unseen_above"], row["thresholds"], row["inferred"]) == ("1000", [], ("output",))

    varies = now._replace(current=Period(None, date(2026, 10, 1), None), past=(earlier,))
    row = only(answered(varies, usage=FEW, terms=Terms(as_of=date(2026, 9, 5))))
    assert row["unseen_above"] is None


def test_only_notes_that_stay_true_whatever_is_typed_are_handed_over() -> None:
    retired = model("acme/one", input="1", output="1", facts={"context": 5, "retired": date(2026, 11, 1)})
    report = compare_named([(retired, (Note("alias", "fast means acme/one"),))], FEW, Terms(requests=1))
    assert [note.code for note in report.estimates[0].notes] == ["alias", "retired", "over_context"]
    assert only(Answer(report, FEW, Terms(requests=1), PROVENANCE, TODAY))["notes"] == [
        "fast means acme/one",
        "no longer listed since 2026-11-01; last price, seen None",
    ]


def test_every_remark_that_a_use_brings_is_left_to_the_script() -> None:
    folder = Path(cost.__file__).parent
    told = "".join(
        (folder / f"{name}.py").read_text("utf-8") for name in ("estimate", "remarks", "batch_row")
    )
    assert set(re.findall(r'Note\(\s*"(\w+)"', told)) == OF_THE_USE


def test_the_fields_hold_what_was_asked() -> None:
    usage = Usage(input=250_000, output=2_000, cache_read=187_500, reasoning=5, web_search=2)
    each = model(input="1", output="1", web_search="1")
    answer = answered(each, usage=usage, terms=Terms(requests=1000, spread=True), per="week")
    form = Form(html_of(answer))
    assert form.fields == {
        "input": "250k",
        "output": "2k",
        "requests": "1k",
        "cache_read": "187.5k",
        "reasoning": "5",
        "web_search": "2",
        "spread": "checked",
    }
    assert form.chosen == ["week"]
    assert form.is_open


def test_the_rarer_fields_are_folded_away_where_none_was_asked_for() -> None:
    form = Form(html_of(answered(model(), usage=FEW)))
    assert form.fields == {"input": "10", "output": "2"}
    assert form.chosen == []
    assert not form.is_open


def test_nothing_asked_is_0_input_tokens() -> None:
    assert Form(html_of(answered(model(request="1", input="1"), usage=Usage()))).fields == {"input": "0"}


def test_every_label_and_every_error_belongs_to_one_field() -> None:
    form = Form(html_of(answered(model(), usage=FEW)))
    assert len(set(form.ids)) == len(form.ids)
    assert set(form.pointed_at) <= set(form.ids)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(), "Fixed: the prices of 2026-11-10."),
        (
            Terms(as_of=date(2026, 11, 1), minute=5, markup=Decimal("0.055")),
            "Fixed: the prices of 2026-11-01, the time of day 00:05 UTC, a markup of 5.5 %.",
        ),
    ],
)
def test_what_the_report_fixes_is_said(terms: Terms, said: str) -> None:
    remark = remark_of(answered(model(), usage=FEW, terms=terms))
    assert remark == (
        "Type other numbers: the figures are those of the command line, to the last digit."
        f" It knows the 1 model of this report. {said}"
    )


def test_models_that_are_not_in_it_are_told() -> None:
    answer = answered(model("acme/one"), model("acme/one:batch"), usage=FEW)
    without = (Unpriced("openrouter/auto", "varies", "it varies"),)
    compared = answer.comparison._replace(left_out=(("top", 3),), unpriced=without)
    remark = remark_of(answer._replace(comparison=compared))
    assert "the 2 models of this report; what was left out of it may be cheaper for another use." in remark
    assert "Without a price there, and so not here: openrouter/auto." in remark
    assert "Whether a batch row is cheaper than the model itself is not told here." in remark


def test_that_models_were_beaten_for_this_use_is_told() -> None:
    fragment = calculator(answered(model(), usage=FEW), is_frontier=True)
    assert fragment is not None
    assert "1 model of this report; what was left out of it may be cheaper for another use." in fragment.html


@pytest.mark.parametrize(
    ("count", "typed"),
    [
        (999, "999"),
        (1_000, "1k"),
        (1_500, "1.5k"),
        (1_050, "1_050"),
        (12_345, "12_345"),
        (128_000, "128k"),
        (999_900, "999.9k"),
        (1_048_576, "1_048_576"),
        (2_500_000, "2.5M"),
        (1_000_000_000_000, "1_000_000_000_000"),
        (7_000_000_000, "7B"),
    ],
)
def test_a_count_stands_in_its_field_as_people_type_it(count: int, typed: str) -> None:
    assert Form(html_of(answered(model(), usage=Usage(input=count)))).fields["input"] == typed
    assert parse_count(typed, "input") == count


def test_without_a_model_that_has_a_price_there_is_no_calculator() -> None:
    assert calculator(Answer(Comparison(()), FEW, Terms(), PROVENANCE, TODAY)) is None


def test_where_tokens_were_counted_the_section_says_why_it_has_no_form() -> None:
    fragment = calculator(answered(model(), usage=FEW, asked=Asked(("prompt.md",), ())))
    assert fragment is not None
    assert fragment.script == ""
    assert "<form" not in fragment.html
    assert "were counted, and differ from model to model" in fragment.html


def test_names_are_data_and_can_not_end_the_block_they_stand_in() -> None:
    each = model("acme/</script><b>&amp;", input="1", output="1")
    html = html_of(answered(each, usage=FEW))
    block = re.search(r'<script type="application/json" id="calculator-data">(.*?)</script>', html)
    assert block is not None
    assert not {"<", ">", "&"} & set(block[1])
    assert json.loads(block[1])["models"][0]["id"] == each.id
    assert html.count("</script>") == 1


def test_the_script_ends_no_element_and_makes_no_markup_of_data() -> None:
    script = calculator_script()
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(", script)
    # Amounts and counts are BigInt all the way: what a quotation mark encloses are words.
    code = re.sub(r"//.*|'[^']*'|\"[^\"]*\"|`[^`]*`", "", script)
    assert not re.search(r"parseFloat|parseInt|Number\(|[0-9]\.[0-9]", code)
