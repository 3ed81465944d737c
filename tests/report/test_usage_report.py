from __future__ import annotations

from datetime import date
from decimal import Decimal

import spent
from spent import MIXED, NO_MODEL, UNKNOWN, days, group, spending, whole

from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cost.spending import Alternative, Bill, Forecast, Unpriced
from llmcost.cost.tally import Oddity, Place, Tally
from llmcost.cost.usage import Counts
from llmcost.report.figure import Histogram
from llmcost.report.look import Look
from llmcost.report.render import render
from llmcost.report.sheet import Bar
from llmcost.report.usage import usage_report, usage_sheet

PRICES = "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled."


def table(width: int) -> str:
    """What a terminal of so many columns shows, up to the chart."""
    return render(usage_report(MIXED), "table", Look(width)).partition("Cost by day")[0]


def test_on_80_columns_there_are_tokens_and_no_digit_is_cut() -> None:
    assert (
        "At least $1,234.57 for 200,000 requests from 2026-10-01 to 2026-10-03\n"
        "\n"
        "Model                        Requests        Input      Output       Cost  Note\n"
        "───────────────────────────────────────────────────────────────────────────────\n"
        "anthropic/claude-sonnet-4.5    48,000   98,765,432  12,345,678  $1,034.57\n"
        "openai/gpt-4.1-mini           151,800  412,345,678  31,234,567    $200.00\n"
        "acme/unknown                      200       12,000         345   unpriced  1\n"
        "Total                         200,000  511,123,110  43,580,590  $1,234.57\n"
        "\n"
    ) == table(80)


def test_on_60_columns_requests_and_cost_are_left() -> None:
    assert (
        "Model                        Requests       Cost  Note\n"
        "──────────────────────────────────────────────────────\n"
        "anthropic/claude-sonnet-4.5    48,000  $1,034.57\n"
        "openai/gpt-4.1-mini           151,800    $200.00\n"
        "acme/unknown                      200   unpriced  1\n"
        "Total                         200,000  $1,234.57\n"
    ) in table(60)


def test_on_120_columns_there_are_shares_and_bars() -> None:
    lines = table(120).splitlines()
    assert (
        "anthropic/claude-sonnet-4.5    48,000   98,765,432  91.1 %  12,345,678  $1,034.57   83.8 %"
        "  ██████████  $243.00"
    ) == lines[4].rstrip()


def test_a_pipe_gets_every_column_the_chart_and_the_remarks() -> None:
    assert (
        "At least $1,234.57 for 200,000 requests from 2026-10-01 to 2026-10-03\n"
        "\n"
        "Model                        Requests        Input  Cached     Writes      Output  Reasoning"
        "       Cost    Share               Saving  Note\n"
        "anthropic/claude-sonnet-4.5    48,000   98,765,432  91.1 %  4,567,890  12,345,678           "
        "  $1,034.57   83.8 %  ██████████  $243.00\n"
        "openai/gpt-4.1-mini           151,800  412,345,678  60.6 %             31,234,567  1,200,000"
        "    $200.00   16.2 %  █▉           $75.00\n"
        "acme/unknown                      200       12,000   0.0 %                    345           "
        "   unpriced                                1\n"
        "Total                         200,000  511,123,110  66.5 %  4,567,890  43,580,590  1,200,000"
        "  $1,234.57  100.0 %              $318.00\n"
        "\n"
        "Cost by day, USD (UTC)\n"
        "$125.00 ┤                        ▅▅▅▅▅▅\n"
        "        │                        ██████\n"
        "$100.00 ┤                        ██████\n"
        "        │▃▃▃▃▃▃                  ██████\n"
        " $75.00 ┤██████                  ██████\n"
        "        │██████                  ██████\n"
        " $50.00 ┤██████                  ██████\n"
        "        │██████                  ██████\n"
        " $25.00 ┤██████                  ██████\n"
        "        │██████                  ██████\n"
        "     $0 └┬───────────┬───────────┬───────────\n"
        "         2026-10-01  2026-10-02  2026-10-03\n"
        "\n"
        "[1] no model 'acme/unknown' (did you mean acme/known?)\n"
        "Cost: at the list prices in force when each request was made.\n"
        "Cache: 66.5 % of the input was read from it; it saved $318.00.\n"
        "Read: 200,013 records in 3 files, 138 MB: 200,000 requests counted, 10 repeats, 3 malformed.\n"
        "Time zone: UTC.\n"
        f"{PRICES}\n"
    ) == render(usage_report(MIXED), "table", Look())


INNER = (
    group("acme/x", "2026-10-01", requests=2, cost="1", share="0.25"),
    group("acme/x", "2026-10-02", requests=3, cost="3", share="0.75"),
)
NESTED = spending(
    whole(
        whole(*INNER)._replace(key=("acme/x",), others=7),
        group("acme/y", requests=1, cost="0", share="0"),
    ),
    ("model", "day"),
    days=(),
)


def test_inner_groups_stand_below_theirs_and_others_are_counted() -> None:
    assert (
        "$4.00 for 6 requests\n"
        "\n"
        "| Model, Day | Requests | Input | Output | Cost | Share |\n"
        "| :--- | ---: | ---: | ---: | ---: | ---: |\n"
        "| acme/x | 5 | 24,000 | 690 | $4.00 | 100.0 % |\n"
        "| &nbsp;&nbsp;2026-10-01 | 2 | 12,000 | 345 | $1.00 | 25.0 % |\n"
        "| &nbsp;&nbsp;(7 others) | 3 | 12,000 | 345 | $3.00 | 75.0 % |\n"
        "| acme/y | 1 | 12,000 | 345 | $0 | 0.0 % |\n"
        "| Total | 6 | 36,000 | 1,035 | $4.00 | 100.0 % |\n"
        "\n"
        "- Cost: at the list prices in force when each request was made.\n"
        "- Read: 6 records in 1 file, 138 MB: 6 requests counted.\n"
        f"- {PRICES}\n"
    ) == render(usage_report(NESTED), "markdown", Look())


def test_where_not_all_rows_can_be_shown_the_outer_ones_come_first() -> None:
    found = usage_sheet(NESTED)
    assert ((1, 2, 2, 1, 0), 4) == (found.row_ranks, found.emphasised)
    assert [Bar(Decimal(1)), Bar(Decimal("0.25")), "", "", ""] == [row[-1] for row in found.rows]


def test_one_group_needs_no_total_and_no_share() -> None:
    found = usage_sheet(spending(whole(group("acme/x", cost="1"))))
    assert (("acme/x", "1", "12,000", "345", "$1.00"),) == found.rows
    assert None is found.emphasised


def test_what_is_not_asked_by_anything_is_one_total() -> None:
    found = usage_sheet(spending(group(requests=3, cost="1"), ()))
    assert (("Total", "3", "12,000", "345", "$1.00"),) == found.rows


def test_without_any_price_nothing_costs_0() -> None:
    unpriced = (NO_MODEL, Unpriced(("",), "", "no_model", "the log names no model", None, 1, UNKNOWN))
    found = usage_sheet(spending(whole(unpriced=unpriced), unpriced=unpriced, days=days(None, None)))
    assert "No price for 201 requests from 2026-10-01 to 2026-10-02" == found.title
    assert [
        ("acme/unknown", "unpriced", "1"),
        ("(no model)", "unpriced", "2"),
        ("Total", "unpriced", ""),
    ] == [(row[0], row[-2], row[-1]) for row in found.rows]
    assert ("[2] the log names no model", None) == (found.notes[1], found.chart)


def test_unpriced_rows_are_labelled_by_what_was_asked_by() -> None:
    unpriced = (
        NO_MODEL._replace(key=("ann", "acme/unknown", "2026-10-01")),
        NO_MODEL._replace(key=("", "acme/unknown", "(none)"), model=""),
        NO_MODEL._replace(key=("(others)", "acme/unknown", "(others)"), others=3),
    )
    found = usage_sheet(
        spending(whole(unpriced=unpriced), ("user", "model", "day"), unpriced=unpriced, days=())
    )
    assert [
        "ann, 2026-10-01: acme/unknown",
        "(none), (no time): (no model)",
        "(3 others): acme/unknown",
        "Total",
    ] == [row[0] for row in found.rows]


def test_where_nothing_was_read_there_is_no_table() -> None:
    found = spending(
        group(requests=0, counts=Counts()), days=(), tally=Tally(2, 0, 0), partial=True, limit=Decimal(1)
    )
    assert (
        "Partial, reading was broken off: nothing was read yet\n"
        "\n"
        "Budget not kept: nothing was read to hold to the limit of $1.00.\n"
        "Read: 0 records in 2 files: 0 requests counted.\n"
        f"{PRICES}\n"
    ) == render(usage_report(found), "table", Look())


def test_one_group_that_holds_several_has_shares_and_bars() -> None:
    whole_group = whole(*INNER)._replace(key=("acme/x",))
    found = usage_sheet(spending(whole(whole_group), ("model", "day"), days=()))
    assert [
        ("100.0 %", Bar(Decimal(1))),
        ("25.0 %", Bar(Decimal("0.25"))),
        ("75.0 %", Bar(Decimal("0.75"))),
    ] == [row[-2:] for row in found.rows]


def test_others_have_no_bar_and_do_not_set_the_scale() -> None:
    groups = (group("a", cost="2", share="0.25"), group("(others)", cost="6", share="0.75"))
    found = usage_sheet(spending(whole(*groups, others=9), days=()))
    assert [Bar(Decimal(1)), "", ""] == [row[-1] for row in found.rows]


def test_one_day_has_no_chart_and_an_unknown_one_is_not_0() -> None:
    assert None is usage_sheet(MIXED._replace(days=days("1"))).chart
    chart = usage_sheet(MIXED._replace(days=days("1", None, "0"))).chart
    assert isinstance(chart, Histogram)
    assert [Decimal(1), None, Decimal(0)] == [amount.value for amount in chart.amounts]


def test_bills_have_a_column_where_they_are_not_what_is_summed() -> None:
    groups = (group("a", cost="1", stated="1.5", share="0.5"), group("b", cost="1", share="0.5"))
    found = usage_sheet(spending(whole(*groups, stated="1.5")))
    assert ("Stated", ["$1.50", "", "$1.50"]) == (found.columns[-1].heading, [row[-1] for row in found.rows])
    same = spending(whole(group("a", cost="1", stated="1"), stated="1"))
    assert "Stated" not in [column.heading for column in usage_sheet(same).columns]


def test_searches_have_a_column_where_there_are_any() -> None:
    found = usage_sheet(spending(whole(group("a", counts=Counts(web_search=1_200), cost="1"))))
    assert ("a", "1", "0", "0", "1,200", "$1.00") == found.rows[0]


def test_names_out_of_logs_are_safe_on_a_terminal() -> None:
    found = usage_sheet(spending(whole(group("\x1b[31m", cost="1"), group("(none)", cost="1")), ("user\n",)))
    assert ("user\\n", "\\x1b[31m", "(none)") == (
        found.columns[0].heading,
        found.rows[0][0],
        found.rows[1][0],
    )


def test_everything_that_has_to_be_known_stands_below_in_order() -> None:
    found = MIXED._replace(
        limit=Decimal(1000),
        forecast=Forecast(
            "2026-11",
            Decimal("812.4"),
            Decimal(26),
            Decimal(1540),
            date(2026, 11, 1),
            date(2026, 11, 14),
            15,
            date(2026, 11, 15),
        ),
        oddities=(
            Oddity("malformed", "what can't be read is left out", 3, (Place("a\n.jsonl", 17, "not JSON"),)),
            Oddity("no_zone", "a time without zone is taken as UTC", 1, (Place("b.jsonl", 2, ""),)),
            Oddity("damaged", "the rest can't be read", 1, (Place("c.gz", None, "it breaks off"),)),
            Oddity("no_time", "records without a time are priced as of today", 2, ()),
        ),
        overrides=(Override("acme/x", "input", Decimal("0.5"), "llmcost.toml"),),
        warnings=(Note("stale", "prices are old"),),
        notes=(Note("retired", "1 request: gone\n"),),
    )
    assert (
        "Over budget: the cost is at least $234.57 above the limit of $1,000.00.",
        "[1] no model 'acme/unknown' (did you mean acme/known?)",
        (
            "Forecast: 2026-11: at least $812.40 up to 2026-11-15, at least about $1,540.00 by its end: "
            "$26.00 a day, the mean of 14 days (2026-11-01 to 2026-11-14)."
        ),
        "Cost: at the list prices in force when each request was made.",
        "Assumed: 1 request: gone\\n.",
        "Cache: 66.5 % of the input was read from it; it saved $318.00.",
        "Read: 200,013 records in 3 files, 138 MB: 200,000 requests counted, 10 repeats, 3 malformed.",
        "Malformed: what can't be read is left out (3)",
        "  a\\n.jsonl:17: not JSON",
        "  and 2 more",
        "Odd: a time without zone is taken as UTC (1 time)",
        "  b.jsonl:2",
        "Odd: the rest can't be read (1 time)",
        "  c.gz: it breaks off",
        "Odd: records without a time are priced as of today (2 times)",
        "Overridden: acme/x input $0.50 /1M (llmcost.toml)",
    ) == usage_sheet(found).notes


ALTERNATIVES = (
    Alternative(
        "nano",
        "acme/nano",
        Decimal("50.0005"),
        Decimal(100),
        Decimal(50),
        (("over_context", 12), ("modality", 1), ("tools", 2)),
        notes=(Note("alias", "an alias"),),
        only_here=2,
    ),
    Alternative("big", "acme/big", Decimal(150), Decimal(100), Decimal(150)),
    Alternative("free", "acme/free", Decimal(1), Decimal(0), Decimal(1)),
    Alternative("alone", "acme/alone", Decimal(7), None, None, only_here=9),
    Alternative("router", "", None, None, None, unpriced="it varies"),
)


def test_other_models_have_a_table_of_their_own() -> None:
    found = MIXED._replace(alternatives=ALTERNATIVES, days=())
    assert (
        "The same traffic on other models, at their prices of today\n"
        "\n"
        "Model           Cost  Instead of  Difference   Change  Note\n"
        "acme/nano     $50.00     $100.00     -$50.00  -50.0 %  1,2,3,4,5\n"
        "acme/big     $150.00     $100.00     +$50.00  +50.0 %\n"
        "acme/free      $1.00          $0      +$1.00\n"
        "acme/alone     $7.00\n"
        "router      unpriced                                   6\n"
        "\n"
        "[1] 12 requests over its context window\n"
        "[2] 1 request with a kind of token that it does not take\n"
        "[3] 2 requests that it could not take (tools)\n"
        "[4] and $0.0005 for 2 requests that had no price\n"
        "[5] an alias\n"
        "[6] it varies\n"
        "\n"
        f"{PRICES}\n"
    ) == render(usage_report(found), "table", Look()).partition("3 malformed.\n\n")[2]


BILLS = (
    Bill("acme/x", "agrees", "", 1_000, Decimal("12.5"), Decimal("12.5")),
    Bill("acme/x", "fee", "a fee on top", 100, Decimal("1.055"), Decimal(1)),
    Bill("acme/z", "unpriced", "no list price is known", 10, Decimal("0.3"), None),
)
RECKONED = (
    Bill("", "agrees", "", 4, Decimal("2.0000000000000001"), Decimal(2), estimated=True),
    Bill("acme/x", "zero", "knows no price", 3, Decimal(0), Decimal(1), estimated=True),
    Bill("acme/x", "agrees", "", 2, Decimal("0.9999999999999999999"), Decimal(1)),
    Bill("acme/z", "unpriced", "no list price", 1, Decimal(9), None, estimated=True),
    Bill("acme/z", "other", "", 1, Decimal(3), Decimal(3)),
)
"""Most of them no bills; what differs by dust agrees."""


def test_bills_stand_beside_list_prices() -> None:
    found = MIXED._replace(bills=BILLS, alternatives=ALTERNATIVES[1:2], days=())
    text = render(usage_report(found), "table", Look(80))
    assert (
        "acme/big  $150.00     $100.00     +$50.00  +50.0 %\n"
        "\n"
        "Stated in the log: $13.56 for 1,100 requests, $13.50 at list prices: +$0.055\n"
        "  (+0.4 %); $0.30 for 10 requests without a list price\n"
        "\n"
        "Model   Requests  Stated  Computed  Difference  Change  Reason         Note\n"
        "───────────────────────────────────────────────────────────────────────────\n"
        "acme/x     1,000  $12.50    $12.50          $0   0.0 %  agrees\n"
        "acme/x       100   $1.06     $1.00     +$0.055  +5.5 %  fee            1\n"
        "acme/z        10   $0.30                                no list price  2\n"
        "\n"
        "[1] a fee on top\n"
        "[2] no list price is known\n"
        "\n"
        f"{PRICES}\n"
    ) == "acme/big" + text.partition("acme/big")[2]


def test_the_title_of_bills_says_how_they_stand() -> None:
    titles = [
        usage_sheet(MIXED._replace(bills=bills)).more[0].title
        for bills in (
            (),
            BILLS[:1],
            BILLS[2:],
            (Bill("a", "higher", "charges", 1, Decimal(1), Decimal(0)),),
            RECKONED,
            RECKONED[:1],
        )
    ]
    assert [
        "Stated in the log: no record states what it cost",
        "Stated in the log: $12.50 for 1,000 requests, $12.50 at list prices: the same",
        "Stated in the log: $0.30 for 10 requests; no list price is known",
        "Stated in the log: $1.00 for 1 request, $0 at list prices: +$1.00",
        (
            "Stated in the log: $6.00 for 10 requests (7 of them reckoned), $7.00 at list prices: "
            "-$1.00 (-14.3 %); $9.00 for 1 request (reckoned) without a list price"
        ),
        "Stated in the log: $2.00 for 4 requests (reckoned), $2.00 at list prices: the same",
    ] == titles


def test_what_is_reckoned_says_so_and_dust_is_no_difference() -> None:
    (found,) = usage_sheet(MIXED._replace(bills=RECKONED)).more
    assert (
        ("(no model)", "4", "$2.00", "$2.00", "$0", "0.0 %", "agrees, reckoned", "1"),
        ("acme/x", "3", "$0", "$1.00", "-$1.00", "-100.0 %", "reckoned at 0", "2,1"),
        ("acme/x", "2", "$1.00", "$1.00", "$0", "0.0 %", "agrees", ""),
        ("acme/z", "1", "$9.00", "", "", "", "no list price, reckoned", "3,1"),
        ("acme/z", "1", "$3.00", "$3.00", "$0", "0.0 %", "other", ""),
    ) == found.rows
    assert (
        "[1] reckoned by a client or gateway, which is no bill",
        "[2] knows no price",
        "[3] no list price",
    ) == found.notes


def test_further_tables_stand_in_markdown_and_in_pictures() -> None:
    found = usage_report(MIXED._replace(bills=BILLS[:1], alternatives=ALTERNATIVES[1:2], days=()))
    assert (
        "3 malformed.\n"
        "\n"
        "The same traffic on other models, at their prices of today\n"
        "\n"
        "| Model | Cost | Instead of | Difference | Change | Note |\n"
        "| :--- | ---: | ---: | ---: | ---: | :--- |\n"
        "| `acme/big` | $150.00 | $100.00 | +$50.00 | +50.0 % |  |\n"
        "\n"
        "Stated in the log: $12.50 for 1,000 requests, $12.50 at list prices: the same\n"
        "\n"
        "| Model | Requests | Stated | Computed | Difference | Change | Reason | Note |\n"
        "| :--- | ---: | ---: | ---: | ---: | ---: | :--- | :--- |\n"
        "| `acme/x` | 1,000 | $12.50 | $12.50 | $0 | 0.0 % | agrees |  |\n"
        "\n"
        f"- {PRICES}\n"
    ) == "3 malformed.\n" + render(found, "markdown", Look()).partition("3 malformed.\n")[2]
    plain = render(found, "table", Look())
    assert "+50.0 %\n\nStated in the log: " in plain
    assert plain.endswith(f"agrees\n\n{PRICES}\n")
    svg = render(found, "svg", Look())
    assert "acme/big" in svg
    assert "agrees" in svg


def test_the_tally_of_nothing_odd_is_short() -> None:
    tally = Tally(2, 10, 1, 1, 0, 5, 3, 999)
    assert (
        "Read: 10 records in 2 files, 999 B: 1 request counted, 1 repeat, 5 without usage, "
        "3 outside the time asked for."
    ) in usage_sheet(spent.MIXED._replace(tally=tally)).notes
