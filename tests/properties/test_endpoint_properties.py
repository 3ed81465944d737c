"""Whatever upstream says of endpoints is told, skipped or refused; nothing else can happen."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from contract import VALIDATOR
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.estimate import Terms
from llmcost.cost.offers import SORTS, Offers, compare_offers
from llmcost.cost.usage import Usage
from llmcost.errors import SourceError
from llmcost.report.json_text import to_json
from llmcost.report.offers import offers_sheet
from llmcost.report.offers_csv import offers_csv
from llmcost.report.offers_payload import offers_payload
from llmcost.report.plain import plain_text
from llmcost.sources.endpoints import read_endpoints

AMOUNTS = st.sampled_from(["0", "0.0000001", "0.00001", "1e-7", "-1", "x", "", 0, 0.000002, -1, None])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    AMOUNTS,
)
KEYS = st.sampled_from(["p50", "training", "retainsPrompts", "retention_days", "prompt", "discount", "x"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)
OVERRIDES = st.fixed_dictionaries(
    {"min_prompt_tokens": st.integers(1, 300), "prompt": AMOUNTS},
    optional={"utc_start": st.integers(0, 2400), "utc_end": st.integers(0, 2400), "completion": AMOUNTS},
)
PRICINGS = st.fixed_dictionaries(
    {"prompt": AMOUNTS, "completion": AMOUNTS},
    optional={
        "input_cache_read": AMOUNTS,
        "input_cache_write": AMOUNTS,
        "request": AMOUNTS,
        "discount": VALUES,
        "overrides": st.lists(OVERRIDES, max_size=3) | VALUES,
    },
)
FACTS = (
    "name",
    "tag",
    "context_length",
    "max_prompt_tokens",
    "max_completion_tokens",
    "quantization",
    "status",
    "uptime_last_30m",
    "latency_last_30m",
    "throughput_last_30m",
    "supports_implicit_caching",
    "data_policy",
    "new",
)
ROWS = VALUES | st.fixed_dictionaries(
    {"pricing": PRICINGS | VALUES, "provider_name": st.text(max_size=9)},
    optional=dict.fromkeys(FACTS, VALUES | st.integers(0, 400)),
)
COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400))
USES = st.none() | COUNTS.map(lambda counts: Usage(input=counts[0], output=counts[1]))


@given(
    rows=st.lists(ROWS, max_size=6),
    model_id=st.sampled_from(["acme/one", "acme/one:free", "google/one"]),
    usage=USES,
    requests=st.none() | st.integers(1, 3),
    sort=st.sampled_from(sorted(SORTS)),
)
def test_any_answer_is_told_or_refused(
    rows: list[Any], model_id: str, usage: Usage | None, requests: int | None, sort: str
) -> None:
    try:
        served = read_endpoints(json.dumps({"data": {"endpoints": rows}}).encode(), "upstream", model_id)
    except SourceError:
        return
    terms = Terms(requests=requests)
    offers, unpriced = compare_offers(model_id, served.endpoints, usage, terms, sort)
    found = Offers(
        model_id,
        "https://prices.test",
        date(2026, 11, 22),
        terms,
        offers,
        unpriced,
        usage=usage,
        skipped=served.skipped,
    )
    assert len(rows) == len(offers) + len(unpriced) + len(served.skipped)
    fitting = [offer.fits for offer in offers]
    assert sorted(fitting, reverse=True) == fitting
    payload = offers_payload(found)
    VALIDATOR.validate(json.loads(to_json(payload)))
    assert offers_csv(payload).count("\n") == 1 + len(offers) + len(unpriced)
    assert plain_text(offers_sheet(found), unicode=False).startswith(model_id)
