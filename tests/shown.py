"""Small pages of `show`, for tests of ``market`` and ``report``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builders import PROVENANCE, model, period, routed, when

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.provenance import Override
from llmcost.market.page import page_of

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.market.page import Page

TODAY = date(2026, 11, 22)
OVERRIDDEN = Override("acme/gem-2:batch", "output", Decimal(2), "llmcost.toml")
STRANGE = Override("other/else", "output", Decimal(2), "llmcost.toml")

GEM = model(
    "acme/gem-2",
    when(above=20_000, utc="01:00-04:00", days=(5, 6), input="2"),
    since="2026-08-01",
    seen="2026-11-10",
    cache_read="0.1",
    web_search="0.01",
    facts={
        "name": "Acme: Gem 2",
        "snapshot": "acme/gem-2-20260101",
        "released": date(2026, 1, 1),
        "context": 32_000,
        "max_output": 8_000,
        "input": ("text", "image"),
        "output": ("text",),
        "features": ("reasoning", "tools"),
        "tokenizer": "Gem",
        "knowledge_cutoff": date(2025, 6, 30),
        "intelligence": Decimal(20),
        "expires": date(2027, 1, 1),
        "past": (
            period(
                "2026-02-01", "2026-07-01", inferred=("cache_read",), input="2", output="4", cache_read="0.2"
            ),
        ),
    },
)


def _gem(version: str, released: date | None, **stated: Any) -> Model:
    facts = {"released": released, "input": ("text", "image"), **stated.pop("facts", {})}
    return model(f"acme/gem-{version}", facts=facts, **stated)


MARKET = (
    GEM,
    model("acme/gem-2:batch", input="0.5", output="2", facts={"overridden": ("output",)}),
    model("acme/gem-2:free", input="0", output="0", facts={"retired": TODAY}),
    routed("acme/gem-2:nitro"),
    model("~acme/gem-latest", facts={"alias_of": "acme/gem-2"}),
    model("~acme/gem-former", facts={"alias_of": "acme/gem-2", "retired": TODAY}),
    _gem(
        "1", date(2025, 1, 1), input="2", output="8", facts={"intelligence": Decimal(10), "context": 16_000}
    ),
    _gem(
        "3",
        None,
        since="2026-10-05",
        input="0.5",
        output="2",
        facts={"intelligence": Decimal(30), "context": 64_000},
    ),
    routed("acme/gem-4"),
)


def shown(model_id: str = "acme/gem-2", **asked: Any) -> Page:
    """The page of one of ``MARKET``; what is asked is as for ``page_of``."""
    provenance = PROVENANCE._replace(overrides=(STRANGE, OVERRIDDEN))
    aliases = {"jewel": "gem-2", "acme/gem-2": "acme/gem-1", "other": "acme/gem-1", "lost": "nowhere"}
    catalog = Catalog({each.id: each for each in MARKET}, provenance, aliases)
    return page_of(catalog, model_id, today=TODAY, **asked)
