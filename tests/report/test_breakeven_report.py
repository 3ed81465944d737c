from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, model, when
from contract import VALIDATOR

from llmcost.catalog.note import Note
from llmcost.cost.estimate import Terms
from llmcost.market.breakeven import Breakeven, breakeven
from llmcost.market.cost_axis import RequestShape
from llmcost.report.breakeven import breakeven_report
from llmcost.report.breakeven_csv import HEADER
from llmcost.report.breakeven_sheet import breakeven_sheet
from llmcost.report.fit import fitting
from llmcost.report.look import Look
from llmcost.report.render import render

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

A = model("acme/a", input="1", output="4", facts={"context": 100})
B = model("acme/b", input="2", output="1", facts={"context": 100})
NOTES = ((Note("retired", "no longer listed"),), ())


def asked(
    *overs: str, first: Model = A, second: Model = B, terms: Terms | None = None, output: int = 10
) -> Breakeven:
    uses = {"ratio": RequestShape(), "cached": RequestShape(50, output), "size": RequestShape(None, output)}
    terms = terms or Terms()
    contests = tuple(breakeven((first, second), over, uses[over], terms) for over in overs)
    assumed = () if overs == ("ratio",) else ("output",)
    return Breakeven((first, second), NOTES, contests, assumed, terms, PROVENANCE, date(2026, 11, 22))


def test_the_answers_come_first() -> None:
    sheet = breakeven_sheet(asked("size"))
    assert (sheet.title, sheet.notes) == (
        "Break-even of A acme/a and B acme/b",
        (
            (
                "By size: acme/b is cheaper up to 29 input tokens (by up to 70.7 %), both cost the same at "
                "30, from 31 on acme/a (by up to 31.6 %)."
            ),
            "Assumed: 10 output tokens a request; -o says otherwise.",
            "acme/a: no longer listed",
        ),
    )


def test_the_day_and_the_time_stand_in_the_title() -> None:
    first, second = (model(each.id, input="1", output="4", since="2026-01-01") for each in (A, B))
    terms = Terms(as_of=date(2026, 10, 1), minute=150)
    assert breakeven_sheet(asked("cached", first=first, second=second, terms=terms)).title == (
        "Break-even of A acme/a and B acme/b, at prices of 2026-10-01, at 02:30 UTC"
    )


def test_each_quantity_has_its_table() -> None:
    steps = model("acme/steps", when(above=50, input="5"), input="1", output="4", facts={"context": 70})
    (sheet,) = breakeven_sheet(asked("size", first=steps)).more
    assert [sheet.title, tuple(column.heading for column in sheet.columns), *sheet.rows] == [
        "By size: USD per request; 10 output tokens, nothing cached",
        ("Input", "steps", "b", "Cheaper", "Saves", "Note", "Rates"),
        ("1", "$0.000041", "$0.000012", "b", "70.7 %", "", ""),
        ("2", "$0.000042", "$0.000014", "b", "66.7 %", "", ""),
        ("5", "$0.000045", "$0.000020", "b", "55.6 %", "", ""),
        ("10", "$0.000050", "$0.000030", "b", "40 %", "", ""),
        ("20", "$0.000060", "$0.000050", "b", "16.7 %", "", ""),
        ("30", "$0.000070", "$0.000070", "the same", "", "break-even", ""),
        ("50", "$0.000090", "$0.000110", "steps", "18.2 %", "", ""),
        ("51", "$0.000295", "$0.000112", "b", "62 %", "break-even", "long-context"),
        ("60", "$0.000340", "$0.000130", "b", "61.8 %", "", ""),
    ]


def test_a_quantity_that_nothing_fits_has_its_reasons_and_no_section() -> None:
    sheet = breakeven_sheet(asked("size", output=100))
    assert (sheet.notes[:3], sheet.more) == (
        (
            "By size: there is no size that both can take beside 100 output tokens.",
            "acme/a: its context window of 100 has no room for input beside 100 of output",
            "acme/b: its context window of 100 has no room for input beside 100 of output",
        ),
        (),
    )


def test_what_one_can_not_take_stands_below_the_answer_once() -> None:
    brief = A._replace(max_output=9)
    sheet = breakeven_sheet(asked("cached", "size", first=brief, second=B._replace(context=59)))
    told = "acme/a: 10 output tokens; it writes 9 at most"
    too_much = "acme/b: 60 tokens a request; its context window holds 59"
    assert [note.partition(":")[0] if note.startswith("By") else note for note in sheet.notes[:4]] == (
        ["By cached share", told, too_much, "By size"]
    )
    ends = "acme/b: its context window of 59 takes up to 49 input tokens beside 10 of output"
    assert [each.notes[-1].startswith(ends) for each in sheet.more] == [False, True]
    assert sum(told in each.notes for each in (sheet, *sheet.more)) == 1


def test_who_is_cheaper_stays_longest_where_there_is_little_room() -> None:
    steps = model("acme/steps", when(above=50, input="5"), input="1", output="4", facts={"context": 70})
    (section,) = breakeven_sheet(asked("size", first=steps)).more
    shown = [[section.columns[at].heading for at in fitting(section, width)] for width in (30, 50, 60, 90)]
    assert shown == [
        ["Input", "Cheaper", "Note"],
        ["Input", "steps", "b", "Cheaper", "Note"],
        ["Input", "steps", "b", "Cheaper", "Saves", "Note"],
        ["Input", "steps", "b", "Cheaper", "Saves", "Note", "Rates"],
    ]


@pytest.mark.parametrize(
    ("first", "second", "headings", "cheaper"),
    [
        ("acme/one", "acme/two", ("one", "two"), "two"),
        ("acme/one", "other/one", ("acme/one", "other/one"), "other/one"),
        ("mine", "acme/one", ("mine", "acme/one"), "acme/one"),
        ("acme/a-rather-long-name", "acme/with-another-one", ("A", "B"), "with-another-one"),
    ],
)
def test_models_are_called_by_what_tells_them_apart(
    first: str, second: str, headings: tuple[str, str], cheaper: str
) -> None:
    breakeven = asked("ratio", first=A._replace(id=first), second=B._replace(id=second))
    (sheet,) = breakeven_sheet(breakeven).more
    assert tuple(column.heading for column in sheet.columns[1:3]) == headings
    assert sheet.rows[0][3] == cheaper


def test_the_table_begins_with_the_answers() -> None:
    lines = render(breakeven_report(asked("ratio")), "table", Look()).splitlines()
    assert lines[:3] == [
        "Break-even of A acme/a and B acme/b",
        "",
        (
            "By ratio: acme/b is cheaper up to 3 input tokens for each output token (by up to 75 %), "
            "from there on acme/a (by up to 50 %)."
        ),
    ]


def test_csv_has_a_row_a_quantity() -> None:
    lines = render(breakeven_report(asked("ratio", "cached")), "csv", Look()).splitlines()
    assert lines[0] == ",".join(HEADER)
    assert lines[7] == (
        "ratio,,,0,3,3,acme/a,7,true,acme/b,7,true,usd_per_million_output_tokens,,0,crossing,"
        "acme/a: no longer listed,USD,https://prices.test/models,2026-11-10,bundled"
    )
    assert lines[-1] == (
        "cached,50,10,,1,1,acme/a,0.00009,true,acme/b,0.00011,true,usd_per_request,acme/a,18.181818181818,,"
        '"acme/a: no longer listed; neither has a price of its own for cached input, so what is cached '
        'changes nothing",USD,https://prices.test/models,2026-11-10,bundled'
    )


def test_json_tells_crossings_exactly() -> None:
    dear = model("acme/dear", input="8", output="1")
    text = render(breakeven_report(asked("ratio", second=dear, terms=Terms(minute=90))), "json", Look())
    payload = json.loads(text, parse_float=Decimal)
    VALIDATOR.validate(json.loads(text))
    (contest_payload,) = payload["breakeven"]
    assert (payload["at"], payload["date"], contest_payload["intervals"], contest_payload["crossings"]) == (
        "01:30",
        None,
        [
            {
                "from": 0,
                "from_fraction": "0",
                "to": Decimal("0.428571428571"),
                "to_fraction": "3/7",
                "cheaper": "acme/dear",
                "saving_pct_least": 0,
                "saving_pct_most": 75,
            },
            {
                "from": Decimal("0.428571428571"),
                "from_fraction": "3/7",
                "to": None,
                "to_fraction": None,
                "cheaper": "acme/a",
                "saving_pct_least": 0,
                "saving_pct_most": Decimal("87.5"),
            },
        ],
        [
            {
                "at": Decimal("0.428571428571"),
                "at_fraction": "3/7",
                "kind": "crossing",
                "cost": Decimal("4.428571428571"),
            }
        ],
    )


def test_json_of_equal_and_impossible_costs_meets_the_schema() -> None:
    for found in (asked("ratio", "cached", second=A), asked("size", output=100), asked("size")):
        VALIDATOR.validate(json.loads(render(breakeven_report(found), "json", Look())))
