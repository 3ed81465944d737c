"""Reading what people type for counts, shares, amounts, durations, dates and times."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.errors import QuantityError
from llmcost.quantity import (
    parse_amount,
    parse_clock,
    parse_count,
    parse_count_or_share,
    parse_date,
    parse_day,
    parse_days,
    parse_number,
    parse_percent,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FULLWIDTH_ONE = "\N{FULLWIDTH DIGIT ONE}"
HOW_TO_COUNT = "write it like 1200, 12k, 1.5M or 2_000"
COMMA = "write 1500 or 1.5k; a comma is read differently from country to country"
NEGATIVE = "it can't be negative"
PATH = "that looks like a path: --out FILE writes the report to a file (-o means output tokens)"


def refusal(parse: Callable[..., Any], *args: Any) -> tuple[str, str | None]:
    with pytest.raises(QuantityError) as error:
        parse(*args)
    return error.value.message, error.value.hint


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("1200", 1200),
        ("007", 7),
        ("2_000", 2000),
        ("1_000_000", 1_000_000),
        ("12k", 12_000),
        ("12K", 12_000),
        ("1.5M", 1_500_000),
        ("1.5m", 1_500_000),
        ("1B", 1_000_000_000),
        ("1.000000001b", 1_000_000_001),
        ("3.0", 3),
        ("0.001k", 1),
        ("1000000000000000", 10**15),
        ("000000000000000000000000000000000005", 5),
    ],
)
def test_a_count_is_read_with_its_suffix(text: str, count: int) -> None:
    assert count == parse_count(text, "--input")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", HOW_TO_COUNT),
        (" 12", HOW_TO_COUNT),
        ("12 k", HOW_TO_COUNT),
        ("12\n", HOW_TO_COUNT),
        ("12kk", HOW_TO_COUNT),
        ("+5", HOW_TO_COUNT),
        ("_5", HOW_TO_COUNT),
        ("1__0", HOW_TO_COUNT),
        ("1e400", HOW_TO_COUNT),
        ("NaN", HOW_TO_COUNT),
        ("inf", HOW_TO_COUNT),
        (FULLWIDTH_ONE, HOW_TO_COUNT),
        ("1,5", COMMA),
        ("-1,5", COMMA),
        ("-5", NEGATIVE),
        ("\N{MINUS SIGN}5", NEGATIVE),
        ("report.json", PATH),
        ("REPORT.HTML", PATH),
        ("out/report", PATH),
    ],
)
def test_what_is_not_a_count_is_refused_with_a_hint_that_fits(text: str, hint: str) -> None:
    assert (f"--input: {text!r} is not a count", hint) == refusal(parse_count, text, "--input")


@pytest.mark.parametrize("text", ["1.5", "0.0001k", "1.0000000001B"])
def test_a_part_of_a_token_is_refused(text: str) -> None:
    expected = (f"-o: {text!r} is not a whole number", "give a whole number")
    assert expected == refusal(parse_count, text, "-o")


@pytest.mark.parametrize("text", ["1000000000000001", "1000001B", f"9{'0' * 16}"])
def test_more_than_anyone_is_billed_for_is_refused(text: str) -> None:
    expected = (f"-i: {text!r} is more than 1,000,000,000,000,000", "check the number")
    assert expected == refusal(parse_count, text, "-i")


def test_an_endless_number_is_cut_in_the_message() -> None:
    expected = (f"-i: '{'9' * 40}' is more than 1,000,000,000,000,000", "check the number")
    assert expected == refusal(parse_count, "9" * 5000, "-i")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("9000", 9000),
        ("9k", 9000),
        ("75%", 7500),
        ("0%", 0),
        ("100%", 10_000),
        ("10k", 10_000),
        ("0", 0),
        ("0.009%", 0),
        ("33.333%", 3333),
    ],
)
def test_a_part_is_a_count_or_a_share_rounded_down(text: str, count: int) -> None:
    assert count == parse_count_or_share(text, 10_000, "--cached")


@pytest.mark.parametrize("text", ["150%", "100.01%"])
def test_a_share_of_more_than_the_whole_is_refused(text: str) -> None:
    expected = (f"--cached: {text!r} is more than the whole", "give 0% to 100%")
    assert expected == refusal(parse_count_or_share, text, 10_000, "--cached")


@pytest.mark.parametrize(("text", "count"), [("10001", "10,001"), ("1M", "1,000,000")])
def test_a_part_of_more_than_the_whole_is_refused(text: str, count: str) -> None:
    expected = (f"--cached: {count} is more than the 10,000 that it is part of", "give a part, or a share")
    assert expected == refusal(parse_count_or_share, text, 10_000, "--cached")


@pytest.mark.parametrize(
    ("text", "share"), [("75%", "0.75"), ("5.5%", "0.055"), ("0%", "0"), ("0.000000000001%", "1E-14")]
)
def test_a_percentage_is_read_as_a_share(text: str, share: str) -> None:
    assert Decimal(share) == parse_percent(text, "--markup")


@pytest.mark.parametrize(
    "text",
    ["", "%", "75", "-5%", "5,5%", "5.%", "1e2%", "nan%", "5%%", f"{FULLWIDTH_ONE}%", "0.0000000000001%"],
)
def test_what_is_not_a_percentage_is_refused(text: str) -> None:
    expected = (f"--markup: {text!r} is not a percentage", "write it like 75% or 5.5%")
    assert expected == refusal(parse_percent, text, "--markup")


@pytest.mark.parametrize(("text", "amount"), [("5", "5"), ("0.25", "0.25"), ("$5", "5"), ("0", "0")])
def test_an_amount_is_read_with_or_without_its_dollar(text: str, amount: str) -> None:
    assert Decimal(amount) == parse_amount(text, "--max-cost")


@pytest.mark.parametrize("text", ["", "$", "$$5", "5$", "-5", "1,50", "5 USD", "1e3", "NaN", FULLWIDTH_ONE])
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    expected = (f"--max-cost: {text!r} is not an amount in USD", "write it like 5, 0.25 or $5")
    assert expected == refusal(parse_amount, text, "--max-cost")


@pytest.mark.parametrize(("text", "number"), [("40", "40"), ("37.5", "37.5"), ("0", "0")])
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    assert Decimal(number) == parse_number(text, "--min-intelligence")


@pytest.mark.parametrize("text", ["", "-1", "1,5", ".5", "1e2", "NaN", FULLWIDTH_ONE, "1" * 21])
def test_what_is_not_a_number_is_refused(text: str) -> None:
    expected = (f"--min-intelligence: {text!r} is not a number", "write it like 40 or 37.5")
    assert expected == refusal(parse_number, text, "--min-intelligence")


@pytest.mark.parametrize(("text", "days"), [("30d", 30), ("2w", 14), ("6m", 180), ("1y", 365), ("0D", 0)])
def test_a_duration_is_read_in_days(text: str, days: int) -> None:
    assert days == parse_days(text, "--max-age")


@pytest.mark.parametrize(
    "text", ["", "30", "d", "-1d", "1.5d", "30 d", "1h", "1234567d", f"{FULLWIDTH_ONE}d"]
)
def test_what_is_not_a_duration_is_refused(text: str) -> None:
    expected = (f"--max-age: {text!r} is not a duration", "write it like 30d, 2w, 6m or 1y")
    assert expected == refusal(parse_days, text, "--max-age")


def test_a_date_is_read() -> None:
    assert date(2026, 11, 10) == parse_date("2026-11-10", "--as-of")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "20261110",
        "10.11.2026",
        "today",
        f"{FULLWIDTH_ONE}026-11-10",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    expected = (f"--as-of: {text!r} is not a date", "write it like 2026-11-10")
    assert expected == refusal(parse_date, text, "--as-of")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-10", "2026-11-10"),
        ("2027-01-01", "2027-01-01"),
        ("0d", "2026-11-22"),
        ("2w", "2026-11-08"),
        ("1Y", "2025-11-22"),
        ("999999y", "0001-01-01"),
    ],
)
def test_a_day_is_a_date_or_so_long_ago(text: str, day: str) -> None:
    assert date.fromisoformat(day) == parse_day(text, "--since", date(2026, 11, 22))


@pytest.mark.parametrize("text", ["", "2026-02-29", "-1d", "7", "yesterday"])
def test_what_is_neither_a_date_nor_an_age_is_refused(text: str) -> None:
    hint = "write it like 2026-11-10, or as an age like 7d, 2w, 6m or 1y"
    expected = (f"--since: {text!r} is not a date", hint)
    assert expected == refusal(partial(parse_day, today=date(2026, 11, 22)), text, "--since")


@pytest.mark.parametrize(("text", "minute"), [("00:00", 0), ("09:30", 570), ("23:59", 1439)])
def test_a_time_of_day_is_read_in_minutes(text: str, minute: int) -> None:
    assert minute == parse_clock(text, "--at")


@pytest.mark.parametrize("text", ["", "24:00", "09:60", "9:30", "0930", "09:30:00", f"0{FULLWIDTH_ONE}:00"])
def test_what_is_not_a_time_of_day_is_refused(text: str) -> None:
    expected = (f"--at: {text!r} is not a time of day", "write it like 09:30, in UTC")
    assert expected == refusal(parse_clock, text, "--at")


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    expected = (123_456, Decimal("0.12345"), 1234)
    with localcontext() as context:
        context.prec = 2
        actual = (
            parse_count("123.456k", "--input"),
            parse_percent("12.345%", "--markup"),
            parse_count_or_share("12.345%", 10_000, "--cached"),
        )
    assert expected == actual
