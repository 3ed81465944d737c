from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from answers import TODAY, asked
from builders import catalog, model, routed

from llmcost.cli.answering import answer
from llmcost.cli.prompt_flags import PromptFlags
from llmcost.cost.budget import Verdict
from llmcost.errors import StalePricesError, UnknownModelError, UsageError
from llmcost.tokens.passage import Passage
from llmcost.tokens.prompt import Prompt

if TYPE_CHECKING:
    from llmcost.cost.answer import Answer

CATALOG = catalog(
    model("acme/cheap"),
    model("acme/cheap:batch", input="2", output="8"),
    model("acme/dear", input="3", output="12"),
    model("acme/dear:batch", input="1.5", output="6"),
    model("acme/gone", facts={"retired": TODAY}),
    model("acme/small", facts={"context": 10}),
    routed("acme/auto"),
    model("zeta/middle", input="2", output="8"),
    aliases={"quick": "acme/cheap"},
)
CHEAP, MIDDLE, DEAR = Decimal("1.4"), Decimal("2.8"), Decimal("4.2")


def found(*names: str, **flags: Any) -> Answer:
    return answer(asked(*names, **flags), CATALOG, TODAY)


def ids(told: Answer) -> list[str]:
    return [row.model.id for row in told.comparison.estimates]


def test_named_models_are_compared_once_each_with_what_their_names_bring() -> None:
    told = found("quick", "acme/cheap", "dear", sort="given")
    notes = [[note.code for note in row.notes] for row in told.comparison.estimates]
    assert (["acme/cheap", "acme/dear"], [["alias"], []]) == (ids(told), notes)


def test_what_has_no_price_is_told_with_what_has_one() -> None:
    told = found("dear", "auto", "small", batch=True)
    assert (
        ["acme/dear:batch"],
        [("acme/auto", "no_batch_row"), ("acme/small", "no_batch_row")],
        "unpriced",
    ) == (ids(told), [(row.model, row.code) for row in told.comparison.unpriced], told.outcome)


@pytest.mark.parametrize("names", [(), ("cheap",)])
@pytest.mark.parametrize(
    ("flags", "code"), [({}, "varies"), ({"batch": True}, "no_batch_row")], ids=["plain", "batch"]
)
def test_a_reference_without_a_price_is_told(
    names: tuple[str, ...], flags: dict[str, Any], code: str
) -> None:
    told = found(*names, reference="auto", **flags)
    assert ([("acme/auto", code)], "unpriced") == (
        [(row.model, row.code) for row in told.comparison.unpriced],
        told.outcome,
    )


def test_a_batch_row_may_be_named_itself() -> None:
    assert ["acme/dear:batch"] == ids(found("dear:batch", batch=True))


def test_without_names_all_that_are_listed_are_compared() -> None:
    assert ["acme/cheap", "acme/small", "zeta/middle", "acme/dear"] == ids(found())


def test_on_a_past_day_those_of_that_day_are_compared() -> None:
    assert "acme/gone" in ids(found(as_of="2026-11-21"))
    assert "acme/gone" not in ids(found(as_of="2026-11-22"))


def test_a_filter_that_no_model_could_meet_is_refused() -> None:
    with pytest.raises(UsageError, match="--author: no model has 'acne'"):
        found(authors=("acne",))
    with pytest.raises(UsageError, match="--with: no model has 'telepathy'"):
        found(having=("telepathy",))


def test_a_reference_is_shown_whatever_is_cut() -> None:
    told = found(top="1", reference="dear")
    assert (["acme/cheap", "acme/dear"], (("batch", 2), ("top", 2), ("unpriced", 1))) == (
        ids(told),
        tuple(sorted(told.comparison.left_out)),
    )


@pytest.mark.parametrize(
    ("names", "flags", "expected", "outcome"),
    [
        (("cheap", "dear"), {"max_cost": "4.2"}, Verdict(None, "acme/dear"), "ok"),
        (("cheap", "dear"), {"max_cost": "4"}, Verdict(DEAR - 4, "acme/dear"), "over"),
        (("cheap", "dear"), {"max_cost": "2", "any_fits": True}, Verdict(None, "acme/cheap"), "ok"),
        (("cheap", "auto"), {"max_cost": "2"}, Verdict(None, "acme/cheap"), "unpriced"),
        (("auto",), {"max_cost": "2"}, None, "unpriced"),
        (("cheap",), {"max_cost": "2", "reference": "dear"}, Verdict(None, "acme/cheap"), "ok"),
        (
            ("dear",),
            {"max_cost": "2.1", "batch": True, "reference": "cheap"},
            Verdict(None, "acme/dear:batch"),
            "ok",
        ),
        (
            ("small",),
            {"max_cost": "2", "any_fits": True, "requests": "1"},
            None,
            "unpriced",
        ),
    ],
)
def test_a_limit_is_for_what_was_asked_about(
    names: tuple[str, ...], flags: dict[str, Any], expected: Verdict | None, outcome: str
) -> None:
    told = found(*names, **flags)
    assert (expected, outcome) == (told.verdict, told.outcome)


def test_a_limit_is_judged_before_anything_is_cut() -> None:
    told = found(max_cost="1.5", any_fits=True, sort="intelligence", top="1", authors=("acme", "zeta"))
    assert (1, Verdict(None, "acme/cheap")) == (len(ids(told)), told.verdict)


@pytest.mark.parametrize(("allowed", "age"), [("12d", 12), (None, 12)])
def test_prices_as_old_as_allowed_are_used(allowed: str | None, age: int) -> None:
    assert age == found("cheap", max_age=allowed).age_days


def test_older_prices_than_allowed_are_refused() -> None:
    with pytest.raises(StalePricesError, match="prices are of 2026-11-10, 12 days old; --max-age allows 11"):
        found("cheap", max_age="11d")


def test_old_prices_are_remarked_on() -> None:
    told = answer(asked("cheap"), CATALOG, TODAY.replace(year=2027))
    assert ((), ["stale"]) == (found("cheap").warnings, [note.code for note in told.warnings])


def test_a_name_that_no_model_has_is_an_error() -> None:
    with pytest.raises(UnknownModelError, match="no model 'chap'"):
        found("cheap", "chap")
    with pytest.raises(UnknownModelError, match="no model 'chap'"):
        found("cheap", reference="chap")


WORDS = "The cost of a prompt is known before it is sent. " * 30


def counted(*names: str, **flags: Any) -> Answer:
    question = asked(*names, input=None, output=None, prompt=PromptFlags(texts=(WORDS,)), **flags)
    return answer(question, CATALOG, TODAY, Prompt((Passage(WORDS),)))


def test_a_part_may_be_as_much_as_was_counted_at_most() -> None:
    """As `check` has it: on ~361 tokens 400 may well be cached."""
    (row,) = counted("dear", parts={"cache_read": ("--cached", "300")}).comparison.estimates
    assert row.measured is not None
    count = row.measured.input
    assert (count.is_estimate, count.low < 300 < count.high) == (True, True)
    most = counted("dear", parts={"cache_read": ("--cached", str(count.high))}).comparison.estimates[0]
    assert (most.usage.input, most.usage.cache_read) == (count.high, count.high)


def test_a_part_that_is_more_ends_one_row_and_not_the_comparison() -> None:
    told = counted("dear", "cheap", parts={"cache_read": ("--cached", "5000")}).comparison
    assert [(row.model, row.code, row.hint) for row in told.unpriced] == [
        ("acme/dear", "part_of_input", "give a part, or a share"),
        ("acme/cheap", "part_of_input", "give a part, or a share"),
    ]
    assert told.unpriced[0].message.startswith("acme/dear: --cached: 5,000 is more than the ")
    everything = counted(parts={"cache_read": ("--cached", "5000")}).comparison
    assert ("part_of_input", 5) in everything.left_out


def test_for_a_frontier_nothing_is_cut() -> None:
    many = catalog(*(model(f"acme/{number}") for number in range(30)))
    assert [20, 30] == [
        len(answer(asked(pareto=pareto), many, TODAY).comparison.estimates) for pareto in (False, True)
    ]
