"""A value may be written in TOML's way, or as text in the way of the flags."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.errors import QuantityError
from llmcost.reading.fields import shown
from llmcost.workload import values
from llmcost.workload.mix import read_model, read_models

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("read", "written", "expected"),
    [
        (values.read_name, "support chat", "support chat"),
        (values.read_name, "x" * 100, "x" * 100),
        (values.read_name, "über 漢字", "über 漢字"),
        (values.read_count, 0, 0),
        (values.read_count, 10**15, 10**15),
        (values.read_count, "1.5M", 1_500_000),
        (values.read_requests, "30_000", 30_000),
        (values.read_part, 900, "900"),
        (values.read_part, "75%", "75%"),
        (values.read_percent, "5.5%", Decimal("0.055")),
        (values.read_number, 40, Decimal(40)),
        (values.read_number, Decimal("37.5"), Decimal("37.5")),
        (values.read_number, "37.5", Decimal("37.5")),
        (values.read_amount, 500, (Decimal(500), False)),
        (values.read_amount, Decimal("0.05"), (Decimal("0.05"), False)),
        (values.read_amount, "$500", (Decimal(500), False)),
        (values.read_amount, "0", (Decimal(0), False)),
        (values.read_growth, "10%", (Decimal("0.1"), True)),
        (values.read_growth, "250%", (Decimal("2.5"), True)),
        (values.read_growth, "$25", (Decimal(25), False)),
        (values.read_window, "02:30", (150, 150)),
        (values.read_texts, ["tools", "image"], ("tools", "image")),
        (values.read_told, "a:b", "a:b"),
        (values.read_period, "week", "week"),
        (values.read_period, "once", None),
    ],
)
def test_a_value_is_read(read: Callable[[Any, str], Any], written: Any, expected: Any) -> None:
    assert expected == read(written, "key")


@pytest.mark.parametrize(("text", "tokens"), [("900", 900), ("75%", 750), ("0.05%", 0), ("1k", 1000)])
def test_a_part_is_told_once_its_whole_is_known(text: str, tokens: int) -> None:
    assert tokens == values.part_of(text, 1000, "key")


@pytest.mark.parametrize("text", ["a::b", "##[error]a"])
@pytest.mark.parametrize("kind", ["model", "models", "needs"])
def test_what_could_be_a_command_to_ci_is_refused(kind: str, text: str) -> None:
    reader, written = {
        "model": (read_model, text),
        "models": (read_models, {text: 1}),
        "needs": (values.read_texts, ["tools", text]),
    }[kind]
    with pytest.raises(QuantityError) as refused:
        reader(written, kind)
    hint = "leave out two colons in a row, and ## before a bracket"
    assert (f"{kind}: {shown(text)} can't stand in a log of CI", hint) == (
        refused.value.message,
        refused.value.hint,
    )
