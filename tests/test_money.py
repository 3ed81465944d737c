"""Reading, computing and showing amounts in US dollars."""

from __future__ import annotations

from decimal import Decimal, Inexact, localcontext

import pytest

from llmcost.money import (
    EXACT,
    ZERO,
    add_up,
    divide,
    format_exact,
    format_rate,
    format_usd,
    format_usd_column,
    parse_usd,
    per_million,
    plain,
)


@pytest.mark.parametrize("text", ["0", "0.4", "12", "000.10", "999999999999", f"0.{'0' * 23}1"])
def test_a_plain_amount_is_read_to_the_last_digit(text: str) -> None:
    assert Decimal(text) == parse_usd(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "-5",
        "+5",
        "1,5",
        "1_000",
        ".5",
        "5.",
        "1e3",
        "1e400",
        "NaN",
        "Infinity",
        "sNaN",
        "$5",
        "\N{FULLWIDTH DIGIT ONE}",
        "\N{ARABIC-INDIC DIGIT FIVE}",
        "1234567890123",
        f"0.{'1' * 25}",
    ],
)
def test_anything_but_a_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a plain non-negative decimal number") as refusal:
        parse_usd(text)
    assert f"{text!r} is not a plain non-negative decimal number" == str(refusal.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0.00", "0"),
        ("0.4000000", "0.4"),
        ("1E+1", "10"),
        ("100", "100"),
        ("1E-7", "0.0000001"),
        ("-1.50", "-1.5"),
        ("123456789.123456789", "123456789.123456789"),
    ],
)
def test_a_value_is_written_without_exponent_and_without_trailing_zeros(value: str, text: str) -> None:
    assert text == plain(Decimal(value))


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        ([], ZERO),
        (["0.1", "0.2", "-0.3"], ZERO),
        (["1E+36", "1E-44"], Decimal(f"1{'0' * 36}.{'0' * 43}1")),
        (["0.30", "1"], Decimal("1.3")),
    ],
)
def test_a_sum_is_exact(amounts: list[str], total: Decimal) -> None:
    assert add_up(Decimal(amount) for amount in amounts) == total


def test_a_sum_that_would_be_rounded_is_refused() -> None:
    with pytest.raises(Inexact):
        add_up([Decimal(1).scaleb(90), Decimal(1).scaleb(-20)])


@pytest.mark.parametrize(
    ("tokens", "rate", "cost"),
    [
        (0, "2.5", "0"),
        (1, "0.00000000000000001", "1E-23"),
        (1_000_000, "0.4", "0.4"),
        (3, "0.0375", "1.125E-7"),
    ],
)
def test_tokens_cost_their_rate_per_million(tokens: int, rate: str, cost: str) -> None:
    assert Decimal(cost) == per_million(tokens, Decimal(rate))


def test_the_widest_request_that_can_be_typed_is_priced_exactly() -> None:
    tokens = 10**30 - 1
    rate = Decimal(f"{'9' * 12}.{'9' * 24}")

    cost = per_million(tokens, rate)

    assert tokens * int(rate.scaleb(24, EXACT)) == int(cost.scaleb(30, EXACT))


def test_arithmetic_that_would_round_raises() -> None:
    with pytest.raises(Inexact):
        EXACT.multiply(Decimal("1" * 60), Decimal("1" * 60))


@pytest.mark.parametrize(
    ("amount", "divisor", "quotient"),
    [
        ("1", 8, "0.125"),
        ("2", Decimal("0.5"), "4"),
        ("1", 3, "0.333333333333"),
        ("2", 3, "0.666666666667"),
        ("200", 3, "66.666666666667"),
        ("1", 30, "0.0333333333333"),
        ("1E-12", 3, "3.33333333333E-13"),
        ("1E-30", 3, "3.33333333333E-31"),
        ("0", 3, "0"),
    ],
)
def test_a_quotient_is_exact_where_it_ends_and_else_has_12_decimals_or_12_digits(
    amount: str, divisor: Decimal | int, quotient: str
) -> None:
    assert Decimal(quotient) == divide(Decimal(amount), divisor)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "$0"),
        ("0.00", "$0"),
        ("1", "$1.00"),
        ("1204.5", "$1,204.50"),
        ("1204.504", "$1,204.50"),
        ("1204.505", "$1,204.50"),
        ("1204.5051", "$1,204.51"),
        ("1234567.891", "$1,234,567.89"),
        ("0.5", "$0.50"),
        ("0.0425", "$0.0425"),
        ("0.042549", "$0.0425"),
        ("0.00000123", "$0.00000123"),
        ("0.9996", "$1.00"),
        ("0.00099996", "$0.001"),
        ("1E-30", "$0.000000000000000000000000000001"),
        ("-0.25", "-$0.25"),
        ("-1204.5", "-$1,204.50"),
    ],
)
def test_people_see_two_decimals_from_a_dollar_up_and_three_digits_below(amount: str, text: str) -> None:
    assert text == format_usd(Decimal(amount))


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        ("0", "$0.00"),
        ("0.4", "$0.40"),
        ("2.50", "$2.50"),
        ("0.0375", "$0.0375"),
        ("10", "$10.00"),
        ("1200", "$1,200.00"),
        ("1E-17", "$0.00000000000000001"),
        ("0.6000000000000001", "$0.60"),
        ("0.3833333333333333", "$0.3833333333"),
    ],
)
def test_people_see_a_rate_without_the_dust_of_a_float(rate: str, text: str) -> None:
    assert text == format_rate(Decimal(rate))


@pytest.mark.parametrize(
    ("amount", "text"), [("5", "$5.00"), ("1200.5", "$1,200.50"), ("0.00000000001", "$0.00000000001")]
)
def test_people_see_an_exact_amount_to_the_last_digit(amount: str, text: str) -> None:
    assert text == format_exact(Decimal(amount))


@pytest.mark.parametrize(
    ("amounts", "texts"),
    [
        ([], []),
        ([None, None], ["", ""]),
        (["0"], ["$0"]),
        (["2", "0.5", None], ["$2.00", "$0.50", ""]),
        (["1204.5", "0.0425", "0"], ["$1,204.5000", "$0.0425", "$0"]),
        (["2", "0.00000123"], ["$2.000000", "$0.00000123"]),
        (["2", "0.0000000123"], ["$2.000000", "$0.0000000123"]),
        (["1.2345", "1"], ["$1.2345", "$1.0000"]),
        (["1.23456", "1"], ["$1.23", "$1.00"]),
        (["99.1234", None], ["$99.1234", ""]),
        (["100", "1.2345"], ["$100.00", "$1.23"]),
        (["1.2340000", "0"], ["$1.234", "$0"]),
        (["-1204.5", "3", None], ["-$1,204.50", "$3.00", ""]),
        (["-0.0425", "-2"], ["-$0.0425", "-$2.0000"]),
        (["-150", "1.2345"], ["-$150.00", "$1.23"]),
    ],
)
def test_a_column_of_amounts_has_one_number_of_decimals(amounts: list[str | None], texts: list[str]) -> None:
    column = [None if amount is None else Decimal(amount) for amount in amounts]
    assert texts == format_usd_column(column)


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    amount = Decimal("123456.789")
    expected = (amount, Decimal("61728.3945"), "$123,456.79", "$123,456.789")
    with localcontext() as context:
        context.prec = 2
        actual = (per_million(1_000_000, amount), divide(amount, 2), format_usd(amount), format_rate(amount))
    assert expected == actual


@pytest.mark.parametrize(
    ("amounts", "texts"),
    [
        (["25.68", "20.8257", "4"], ["$25.68", "$20.83", "$4.00"]),
        (["25.68", "0.8581", None], ["$25.680", "$0.858", ""]),
        (["0.25", "0.5"], ["$0.25", "$0.50"]),
    ],
)
def test_a_column_of_round_amounts_has_no_more_digits_than_each_needs(
    amounts: list[str | None], texts: list[str]
) -> None:
    column = [None if amount is None else Decimal(amount) for amount in amounts]
    assert texts == format_usd_column(column, in_full=False)
