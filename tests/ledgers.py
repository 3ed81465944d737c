"""Small ledgers and upstream rows for tests of ``sources``."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

DAY = date(2026, 11, 10)
"""The day on which the rows of these tests were seen."""

MINI = """\
[models."openai/gpt-4.1-mini"]
name = "OpenAI: GPT-4.1 Mini"
snapshot = "openai/gpt-4.1-mini-2025-04-14"
released = 2025-04-14
context = 1047576
max_output = 32768
input = ["text", "image", "file"]
output = ["text"]
features = ["structured_outputs", "tools"]
tokenizer = "GPT"
knowledge_cutoff = 2024-06-30
intelligence = 14.8
since = 2025-05-23
past = [
    { since = 2025-04-14, seen = 2025-05-20, input = 0.5, output = 2 },
]

[models."openai/gpt-4.1-mini".price]
input = 0.4
output = 1.6
cache_read = 0.1
web_search = 0.01
"""

TIERED = """\
[models."google/gemini-2.5-pro"]
since = 2025-06-18

[models."google/gemini-2.5-pro".price]
input = 1.25
output = 10
cache_read = 0.125
when = [
    { above = 200000, input = 2.5, output = 15, cache_read = 0.25 },
]
"""

RETIRED = """\
[models."openai/gpt-4"]
since = 2023-07-26
seen = 2026-08-22
retired = 2026-09-01

[models."openai/gpt-4".price]
input = 30
output = 60
"""

ROUTER = """\
[models."openrouter/auto"]
since = 2023-11-08
price = "varies"
"""


def ledger(*tables: str, as_of: str = "2026-11-10") -> str:
    """The text of a ledger of these tables, which stand in order of id."""
    entries = len(set(re.findall(r'^\[models\."([^"]+)"', "\n".join(tables), re.MULTILINE)))
    head = f"""\
schema = 1
entries = {entries}
source = "https://openrouter.ai/api/v1/models"
as_of = {as_of}
currency = "USD"
"""
    return "\n".join((head, *tables, f"[end]\nentries = {entries}\n"))


def model(model_id: str, price: str = "input = 1\noutput = 2", facts: str = "") -> str:
    """One model's table."""
    return f'[models."{model_id}"]\n{facts}\n[models."{model_id}".price]\n{price}\n'


def row(model_id: Any = "acme/one", pricing: Any = None, **fields: Any) -> dict[str, Any]:
    """One row of OpenRouter's list; without ``pricing`` at 1 and 2 USD per million tokens."""
    return {
        "id": model_id,
        "pricing": {"prompt": "0.000001", "completion": "0.000002"} if pricing is None else pricing,
    } | fields


def priced(**pricing: Any) -> dict[str, Any]:
    """One row at 1 and 2 USD per million tokens, with more or other price keys."""
    return row(pricing={"prompt": "0.000001", "completion": "0.000002"} | pricing)
