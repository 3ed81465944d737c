"""What is said where no model is what was looked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import catalog, model

from llmcost.cli.nothing_found import no_model
from llmcost.cost.selection import Selection
from llmcost.market.listing import Wanted
from llmcost.market.search import Search

GONE = {"retired": date(2026, 6, 1)}
CATALOG = catalog(
    model("acme/sonnet-4"),
    model("acme/sonnet-5"),
    model("acme/sonnet-5:batch"),
    model("acme/opus-3", facts=GONE),
    model("acme/opus-4", facts=GONE),
    model("acme/old:batch", facts=GONE),
    model("~acme/sonnet-latest"),
    model("~acme/haiku-latest"),
    model("~zeta/haiku-latest"),
)


def wanted(words: str = "", *, selection: dict[str, Any] | None = None, **more: Any) -> Wanted:
    return Wanted(Search(tuple(words.split())), Selection(free=True)._replace(**(selection or {})), **more)


@pytest.mark.parametrize(
    ("asked", "message", "hint", "suggestions"),
    [
        (
            wanted("sonet 5"),
            "no model matches 'sonet 5'",
            "did you mean acme/sonnet-5 or acme/sonnet-4?",
            ("acme/sonnet-5", "acme/sonnet-4"),
        ),
        (wanted("qqqqqq"), "no model matches 'qqqqqq'", "try fewer words; without any, all are listed", ()),
        (wanted("opus"), "no listed model matches 'opus'", "2 retired ones do, see --retired", ()),
        (wanted("opus 4"), "no listed model matches 'opus 4'", "1 retired one does, see --retired", ()),
        (wanted("haiku"), "no listed model matches 'haiku'", "2 aliases do, see --aliases", ()),
        (
            wanted("sonnet latest"),
            "no listed model matches 'sonnet latest'",
            "1 alias does, see --aliases",
            (),
        ),
        (
            wanted("sonnet-5", selection={"retired": True}),
            "no retired model matches 'sonnet-5'",
            "1 listed one does, leave out --retired",
            (),
        ),
        (
            wanted("sonnet-4", selection={"batch": True}),
            "no listed batch row matches 'sonnet-4'",
            "1 ordinary one does, leave out --batch",
            (),
        ),
        (
            wanted("sonnet 5", selection={"min_context": 5}),
            "no listed model matches 'sonnet 5' and meets the filters",
            "left out: batch prices, see --batch (1); smaller or unknown context window (1)",
            (),
        ),
        (
            wanted(free=True),
            "no listed model meets the filters",
            "left out: aliases, see --aliases (3); batch prices, see --batch (1); not free (2)",
            (),
        ),
    ],
)
def test_it_is_told_what_else_there_is(
    asked: Wanted, message: str, hint: str, suggestions: tuple[str, ...]
) -> None:
    error = no_model(CATALOG, asked)
    assert (message, hint, suggestions) == (error.message, error.hint, error.suggestions)


def test_an_empty_ledger_has_nothing_to_list() -> None:
    error = no_model(catalog(), Wanted())
    assert ("no listed model is known", None) == (error.message, error.hint)
