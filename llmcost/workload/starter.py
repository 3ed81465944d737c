"""The first workload file of a project, to be changed by hand."""

from __future__ import annotations

_TEXT = """\
# What this project does with language models, and what that may cost.
# `llmcost check` exits with 3 when a limit is broken. Amounts are in USD.

# as_of = 2026-11-01       # price everything as on that day; left out: today

[limits]                   # of all scenarios together
per_month = 100
# per_day = 5
# per_request = 0.05       # of the dearest scenario
# total = 20               # of the scenarios without `per`
# growth = "10%"           # against --baseline or --against; or an amount

# [warn_limits]            # the same keys: told, but failing nothing
# per_month = 80

# [defaults]               # any key of a scenario but its name; of its limits
#                          #   those per day and month are for what has `per`
# markup = "5.5%"          # a fee on top

[[scenarios]]
name = "support-chat"
model = "gpt-4.1-mini"     # as in `llmcost estimate`
input = "2k"               # tokens of each request, cached ones included
#                          #   input_file = "prompt.md" counts a text
output = 400
cached = "50%"             # of the input: a share, or a count
requests = 1_000
per = "day"                # day, week, month, year; "once": 1,000 in all
limits = { per_month = 50, per_request = 0.01 }
# warn_limits = { per_day = 1 }
# cache_write = 500        # of the input as well; also cache_write_1h,
#                          #   image_input, audio_input
# reasoning = "30%"        # of the output; also image_output, audio_output
# searches = 1             # web searches
# batch = true             # at batch prices
# when = "01:00-04:00"     # UTC; left out: at the dearest hour
# needs = ["tools"]        # what --suggest has to look for,
# min_intelligence = 30    #   and at least how intelligent

# [[scenarios]]
# name = "nightly-summary"
# models = { "gpt-5" = 90, "claude-haiku-4.5" = 10 }  # a mix, by weight
# input = "30k"
# output = "1.5k"
# requests = 200
# per = "week"
"""


def starter_text() -> str:
    """A file that works as it stands, with every key there is, most of them commented out."""
    return _TEXT
