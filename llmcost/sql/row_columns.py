"""The columns that the steps of a query add to each row of usage, beside its counts."""

from __future__ import annotations

from llmcost.sql.counted import own
from llmcost.sql.expression import Column

NAME, TIER, REQUESTS, SECOND = (Column(own(name)) for name in ("name", "tier", "requests", "second"))
"""The model as the row names it, the service tier, how many requests it sums up, and when."""

DEFECT, FLAW = Column(own("defect")), Column(own("flaw"))
"""Why a row isn't looked at, without copies and with them."""

IDENTITY, COPY = Column(own("identity")), Column(own("copy"))
"""What the copies of one request share, and the number of a row among them."""
