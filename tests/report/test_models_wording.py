"""The words of a list of models."""

from __future__ import annotations

import inspect

from llmcost.cli import models as command
from llmcost.market.listing import SORTS
from llmcost.market.search import Search
from llmcost.report.models_columns import COLUMNS
from llmcost.report.models_wording import ORDERS, for_words, left_out_in_words


def test_every_order_has_its_words() -> None:
    assert list(SORTS) == list(ORDERS)


def test_the_help_names_every_column_and_every_order() -> None:
    named = command.EPILOG.partition("Columns: ")[2].partition(".")[0].replace("\n", " ").split(", ")
    orders = inspect.signature(command.models).parameters["sort"].annotation
    assert (list(COLUMNS), True) == (named, all(repr(name) in str(orders) for name in SORTS))


def test_reasons_are_told_with_their_number() -> None:
    told = "retired, see --retired (1,200); not free (3)"
    assert told == left_out_in_words([("retired", 1200), ("not_free", 3)])


def test_words_are_data() -> None:
    assert (' for "a\\x1b[1m"', "") == (for_words(Search(("a\x1b[1m",))), for_words(Search()))
