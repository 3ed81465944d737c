"""What a scan of a small repository finds, for tests of what is told of it."""

from __future__ import annotations

from datetime import date

import builders
from builders import model

from llmcost.catalog.note import Note
from llmcost.cost.mention import Mention, Scan, Skipped

TODAY = date(2026, 11, 22)

LISTED = Mention(
    "src/app.py", 3, "one", "call", model("acme/one", input="0.25", output="10"), ("chat", "batch")
)
RETIRED = Mention("src/app.py", 9, "acme/old", "key", model("acme/old", facts={"retired": date(2026, 10, 1)}))
EXPIRING = Mention(
    "src/b.ts",
    1,
    "azure/late",
    "text",
    model("acme/late", facts={"expires": date(2026, 12, 1)}),
    ("chat",),
    (Note("list_price", "Azure has a price list of its own"),),
)
UNKNOWN = Mention("src/b.ts", 7, "gpt-9", "call", None, message="no model 'gpt-9'; did you mean acme/one?")
VARIES = Mention("src/c.go", 2, "acme/router", "text", builders.routed("acme/router"))


def scanned(*mentions: Mention, fail_on: tuple[str, ...] = (), read: int = 4) -> Scan:
    """A scan that found these."""
    return Scan("src", mentions, read, (), (), fail_on, builders.PROVENANCE)


ALL = scanned(
    LISTED,
    *(LISTED._replace(line=line) for line in (3, 5, 7, 11, 12)),
    RETIRED,
    EXPIRING,
    UNKNOWN,
    VARIES,
    fail_on=("retired", "unknown"),
)._replace(
    skipped=(
        Skipped("src/d.py", "unparsable"),
        Skipped("src/e.json", "price_list"),
        Skipped("src/f.js", "too_big"),
        Skipped("src/g.js", "too_big"),
    ),
    unnamed=tuple(("src/app.py", line) for line in range(20, 26)),
)
