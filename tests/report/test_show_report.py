from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import builders
from builders import catalog, model, period, routed, when
from offered import BARE, FULL, offered

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.market.page import page_of
from llmcost.market.trait import Trait
from llmcost.report.plain import plain_text
from llmcost.report.show import show_report
from llmcost.report.show_sheet import show_sheet

if TYPE_CHECKING:
    from llmcost.catalog.model import Model, Period
    from llmcost.market.page import Page
    from llmcost.report.sheet import Sheet

TODAY = date(2026, 11, 22)
AGE = {"released": date(2026, 1, 1)}
TEXT = {"input": ("text",), "output": ("text",)}


def page(*models: Model, **asked: Any) -> Page:
    """The page of the first model."""
    return page_of(catalog(*models), models[0].id, today=TODAY, **asked)


def section(found: Page, title: str) -> str:
    """The text of the sections whose titles begin so, each without those within it."""
    top = show_sheet(found).more
    every = [each for section in top for each in (section, *section.more)]
    return "".join(_text(each._replace(more=())) for each in every if each.title.startswith(title))


def _text(sheet: Sheet) -> str:
    return plain_text(sheet, unicode=True).rstrip("\n") + "\n"


def head(found: Page) -> str:
    """The text of the facts."""
    return _text(show_sheet(found).more[0])


def test_the_head_says_what_a_model_is() -> None:
    facts = {
        "name": "Acme: One",
        "snapshot": "acme/one-2026-01-01",
        "released": date(2026, 1, 1),
        "context": 128_000,
        "max_output": 8_192,
        "input": ("text", "image"),
        "output": ("text",),
        "features": ("structured_outputs", "tools"),
        "tokenizer": "Acme",
        "knowledge_cutoff": date(2025, 6, 30),
        "intelligence": Decimal("14.80"),
        "expires": date(2027, 1, 1),
    }
    models = [model(facts=facts), model("~acme/latest", facts={"alias_of": "acme/one"})]
    found = page(*models, notes=(Note("spelling", "One is taken for acme/one"),))
    assert head(found) == (
        "What it is\n"
        "\n"
        "Fact          Value\n"
        "Author        acme\n"
        "Reads         text, image\n"
        "Writes        text\n"
        "Context       128,000 tokens\n"
        "Answers       up to 8,192 tokens\n"
        "Knowledge     up to 2025-06-30\n"
        "Released      2026-01-01\n"
        "Status        listed, its end announced for 2027-01-01\n"
        "Tokenizer     Acme\n"
        "Intelligence  14.8 (Artificial Analysis)\n"
        "Price         $1.75 /1M\n"
        "\n"
        "Note: One is taken for acme/one\n"
        "Supports: structured outputs, tools.\n"
        "Snapshot: acme/one-2026-01-01\n"
        "Also called: ~acme/latest\n"
    )


def test_what_models_are_compared_by_is_said_where_it_is_not_known() -> None:
    assert head(page(routed("acme/auto"))) == (
        "What it is\n"
        "\n"
        "Fact          Value\n"
        "Author        acme\n"
        "Context       not known\n"
        "Status        listed\n"
        "Intelligence  not known\n"
        "Price         unpriced\n"
    )


def test_an_alias_says_what_it_stands_for_and_a_free_model_that_it_is_free() -> None:
    alias = head(page(model("~acme/latest", facts={"alias_of": "acme/two", "retired": date(2026, 5, 1)})))
    assert "Stands for    acme/two\n" in alias
    assert "Status        no longer listed since 2026-05-01\n" in alias
    assert "Price         free\n" in head(page(model("acme/one:free", input="0", output="0")))


def test_every_price_is_told_and_variants_below() -> None:
    over = when(above=200_000, input="2")
    models = [
        model("acme/one", over, input="1", output="4", request="0.01", since="2026-01-01"),
        model("acme/one:batch", over, input="0.5", output="2", since="2026-02-01"),
        model("acme/one:free", input="0", output="0"),
        model("acme/one:fast", input="3", output="12"),
        routed("acme/one:auto"),
    ]
    assert section(page(*models), "Prices") == (
        "Prices, USD per 1M tokens\n"
        "\n"
        "What             Rate  Since       When\n"
        "Input           $1.00  2026-01-01\n"
        "Output          $4.00  2026-01-01\n"
        "Requests, each  $0.01  2026-01-01\n"
        "Input           $2.00  2026-01-01  over 200,000 input tokens\n"
        "\n"
        "Auto (acme/one:auto): unpriced, the price of acme/one:auto varies with the model that it routes"
        " to.\n"
        "In batches (acme/one:batch): input $0.50 /1M, output $2.00 /1M; over 200,000 input tokens: input"
        " $2.00 /1M; since 2026-02-01.\n"
        "Fast (acme/one:fast): input $3.00 /1M, output $12.00 /1M.\n"
        "Free, with tight limits (acme/one:free): free of charge.\n"
    )


def test_the_prices_of_a_retired_model_are_those_last_seen() -> None:
    gone = {"retired": date(2026, 5, 1)}
    seen = page(model(since="2026-01-01", seen="2026-04-01", facts=gone))
    assert section(seen, "Prices").startswith("Prices, USD per 1M tokens, last seen 2026-04-01\n")
    assert section(page(model(facts=gone)), "Prices").startswith("Prices, USD per 1M tokens\n")


def test_overridden_rates_are_marked_and_their_file_is_named() -> None:
    override = Override("acme/one", "input", Decimal("0.9"), "mine.toml")
    provenance = builders.PROVENANCE._replace(overrides=(override,))
    mine = model(input="0.9", output="4", since="2026-01-01", facts={"overridden": ("input",)})
    found = page_of(Catalog({mine.id: mine}, provenance), mine.id, today=TODAY)
    assert section(found, "Prices") == (
        "Prices, USD per 1M tokens\n"
        "\n"
        "What     Rate  Since\n"
        "Input   $0.90  override\n"
        "Output  $4.00  2026-01-01\n"
        "\n"
        "Overridden: acme/one input $0.90 /1M (mine.toml)\n"
    )


def test_half_a_price_is_told_without_a_blended_rate() -> None:
    found = page(model("acme/half", input="1"))
    assert "Price         no blended rate\n" in head(found)
    assert section(found, "Prices") == (
        "Prices, USD per 1M tokens\n"
        "\n"
        "What    Rate\n"
        "Input  $1.00\n"
        "\n"
        "No blended rate: acme/half has no rate for output.\n"
    )


def test_a_rate_that_was_inferred_is_told_as_not_seen() -> None:
    known = model(since="2026-01-01", cache_read="0.1")
    found = page(known._replace(current=known.current._replace(inferred=("cache_read",))))
    assert section(found, "Prices") == (
        "Prices, USD per 1M tokens\n"
        "\n"
        "What         Rate  Since\n"
        "Input       $1.00  2026-01-01\n"
        "Output      $4.00  2026-01-01\n"
        "Cache read  $0.10  not seen\n"
        "\n"
        "Not seen: a rate that is inferred, it keeps its ratio to the input rate of the nearest day.\n"
    )


def rival(name: str, rate: str, index: str | None = None, context: int | None = None, **facts: Any) -> Model:
    intelligence = None if index is None else Decimal(index)
    facts = {**TEXT, "intelligence": intelligence, "context": context, **facts}
    return model(f"acme/{name}", input=rate, output=rate, facts=facts)


def test_a_model_stands_among_its_class_in_words_and_as_a_bar() -> None:
    models = [
        rival("mid", "2", "20", 1_000),
        rival("low", "1", "10", 100),
        rival("also-mid", "2"),
        rival("high", "10", "30"),
        model("acme/zero", input="0", output="0"),
    ]
    found = page(*models, kind="author")
    assert section(found, "How it compares") == "How it compares: 5 models by acme\n"
    assert section(found, "Price:") == (
        "Price: 2nd of 4, cheapest first\n"
        "\n"
        "Place     Blended /1M              Model         Also\n"
        "cheapest        $1.00  ░░░░░       acme/low\n"
        "median          $2.00  ██████▌     this model  1 more\n"
        "dearest        $10.00  ░░░░░░░░░░  acme/high\n"
        "\n"
        "The price of 1 other is not known.\n"
    )
    assert section(found, "Intelligence") == (
        "Intelligence: 2nd of 3, most intelligent first\n"
        "\n"
        "Place   Index              Model\n"
        "most       30  ░░░░░░░░░░  acme/high\n"
        "median     20  ██████▋     this model\n"
        "least      10  ░░░         acme/low\n"
        "\n"
        "The intelligence of 2 others is not known.\n"
    )
    assert section(found, "Context") == (
        "Context: 1st of 2, largest first\n"
        "\n"
        "Place     Tokens              Model\n"
        "largest    1,000  ██████████  this model\n"
        "smallest     100  ░░░░░       acme/low\n"
        "\n"
        "The context of 3 others is not known.\n"
    )


def test_the_tier_is_told_with_its_bounds() -> None:
    models = [rival(str(rate), str(rate)) for rate in range(1, 7)]
    found = [page(one, *(each for each in models if each is not one)) for one in models]
    lines = [section(each, "Price:").partition("\n")[0].partition("first: ")[2] for each in found]
    assert lines[::2] == [
        "budget (up to $2.00 /1M)",
        "mid-priced (between $2.00 and $4.00 /1M)",
        "premium (above $4.00 /1M)",
    ]


def test_what_can_not_be_ranked_says_why() -> None:
    found = page(routed("acme/auto"), model("acme/one"), kind="all")
    assert section(found, "Price:") == "Price: not ranked, it has no price\n"
    half = page(model("acme/half", input="1"), model("acme/one"), kind="all")
    assert section(half, "Price:") == "Price: not ranked, it has no blended rate\n"
    assert section(found, "Intelligence") == (
        "Intelligence: not ranked, no intelligence index is known of it\n"
        "\n"
        "The intelligence of 1 other is not known.\n"
    )
    only = page(rival("one", "1", "10"), rival("two", "1"))
    assert section(only, "Intelligence") == (
        "Intelligence: not ranked, that of no other is known\n\nThe intelligence of 1 other is not known.\n"
    )


def test_a_class_of_one_says_so() -> None:
    found = page(rival("one", "1"))
    assert section(found, "How it compares") == "How it compares: there is no other model that reads text\n"
    assert section(found, "Price:") == ""


def test_what_is_no_listed_model_of_its_own_is_ranked_as_if_it_were() -> None:
    def guest(name: str, **facts: Any) -> str:
        return section(page(rival(name, "1", **facts), rival("one", "1")), "How").splitlines()[-1]

    assert (
        guest("old", retired=date(2026, 5, 1)) == "Ranked as if it were one of them: it is no longer listed."
    )
    assert guest("one:free") == "Ranked as if it were one of them: it is a variant, :free."
    alias = model("~acme/one", facts=TEXT)
    told = section(page(alias, rival("one", "1")), "How")
    assert told.splitlines()[-1] == "Ranked as if it were one of them: it is an alias."
    router = section(page(routed("acme/auto"), rival("one", "1")), "How")
    assert router.splitlines()[-1] == (
        "Ranked as if it were one of them: it is a router, which passes requests on to other models."
    )


def test_strengths_and_limits_are_sentences() -> None:
    said = (Trait("a", True, "long context: 5"), Trait("b", False, "acme/auto is listed at 0"))  # noqa: FBT003
    found = page(model())._replace(traits=said)
    assert section(found, "Strengths") == "Strengths\n\nLong context: 5.\n"
    assert section(found, "Limits") == "Limits\n\nacme/auto is listed at 0.\n"
    empty = found._replace(traits=())
    assert section(empty, "Strengths") == "Strengths\n\nNone that its data tell.\n"
    assert section(empty, "Limits") == "Limits\n\nNone that its data tell.\n"


def test_typical_uses_are_priced() -> None:
    expiring = model(input="1", output="4", cache_read="0.1", facts={"context": 20_000, "expires": TODAY})
    assert section(page(expiring), "What it costs") == (
        "What it costs: 1,000 requests of typical sizes, which are assumed\n"
        "\n"
        "Request             Input  Cached  Output     Each   Total  Note\n"
        "chat turn           1,000             300  $0.0022   $2.20\n"
        "document question  10,000             500  $0.0120  $12.00\n"
        "agent step         50,000  45,000   1,000  $0.0135  $13.50  1\n"
        "\n"
        "[1] 51,000 tokens a request; its context window holds 20,000\n"
        "Your own: -i INPUT -o OUTPUT -n REQUESTS --cached SHARE.\n"
    )


def test_a_typical_use_without_a_price_says_why() -> None:
    dear = model("acme/one", when(above=20_000, input="0", output="0"), cache_read="0.1")
    assert section(page(dear), "What it costs") == (
        "What it costs: 1,000 requests of typical sizes, which are assumed\n"
        "\n"
        "Request             Input  Cached  Output     Each     Total  Note\n"
        "chat turn           1,000             300  $0.0022     $2.20\n"
        "document question  10,000             500  $0.0120    $12.00\n"
        "agent step         50,000  45,000   1,000           unpriced  1\n"
        "\n"
        "[1] under this condition both rates are 0, which is no price of acme/one\n"
        "Your own: -i INPUT -o OUTPUT -n REQUESTS --cached SHARE.\n"
    )


def test_without_a_price_nothing_costs_anything_known() -> None:
    found = page(routed("acme/auto"))
    assert section(found, "What it costs") == "What it costs\n\nNot known: it has no price.\n"
    asked = page(routed("acme/auto"), usage=Usage(input=1_000))
    assert section(asked, "What it costs") == (
        "What it costs: 1,000 input tokens in all, at base rates\n"
        "\n"
        "Unpriced: the price of acme/auto varies with the model that it routes to.\n"
    )


def test_the_use_that_was_asked_about_is_a_bill() -> None:
    asked = page(model(request="0.01"), usage=Usage(input=1_000, output=500), terms=Terms(requests=10))
    assert section(asked, "What it costs") == (
        "What it costs: 10 requests of 1,000 input + 500 output tokens each\n"
        "\n"
        "             Tokens        Rate    Cost\n"
        "Input        10,000   $1.00 /1M   $0.01\n"
        "Output        5,000   $4.00 /1M   $0.02\n"
        "Requests             $0.01 each   $0.10\n"
        "Total                             $0.13\n"
        "per request                      $0.013\n"
    )
    one = page(model(), usage=Usage(input=1_000), terms=Terms(requests=1))
    assert "per request" not in section(one, "What it costs")


def history(*past: Period, **facts: Any) -> str:
    now = model(input="1", output="4", since="2026-07-01", seen="2026-11-10", facts={"past": past, **facts})
    return section(page(now), "Price history")


def test_prices_over_time_are_a_line_and_figures() -> None:
    before = period("2026-01-01", "2026-03-01", input="2", output="4", cache_read="0.2")._replace(
        inferred=("cache_read", "when")
    )
    assert history(before) == (
        "Price history: 2 prices from 2026-01-01 to 2026-11-10, USD /1M\n"
        "\n"
        "Rate        First    Now   Change  Over time\n"
        "Blended     $2.50  $1.75  -30.0 %  █████████████▆▆▆▆▆▆▆▆▆▆▆\n"
        "Input       $2.00  $1.00  -50.0 %  █████████████▄▄▄▄▄▄▄▄▄▄▄\n"
        "Output      $4.00  $4.00     none  ████████████████████████\n"
        "Cache read  $0.20                  █████████████\n"
        "\n"
        "Heights from 0 to the dearest, in equal steps of time; blank where none is known.\n"
        "Not always seen, but inferred by its ratio to input: cache read.\n"
        "Each price, and a chart: `llmcost history acme/one`.\n"
    )


def test_an_alias_says_that_its_price_moves_with_the_model_behind_it() -> None:
    before = period("2026-01-01", "2026-03-01", input="2", output="4")
    now = model("~acme/latest", since="2026-07-01", facts={"past": (before,)})
    assert section(page(now), "Price history").splitlines()[-2:] == [
        "An alias: what changes is often the model behind it, and no price.",
        "Each price, and a chart: `llmcost history ~acme/latest`.",
    ]


def test_a_price_that_rose_says_so_and_one_that_began_at_0_has_no_change() -> None:
    before = period("2026-01-01", "2026-03-01", input="0", output="2")
    lines = history(before).splitlines()[3:6]
    assert [line.split()[:5] for line in lines] == [
        ["Blended", "$0.50", "$1.75", "+250.0", "%"],
        ["Input", "$0.00", "$1.00", lines[1].split()[3]],
        ["Output", "$2.00", "$4.00", "+100.0", "%"],
    ]


def test_one_price_is_a_sentence() -> None:
    assert history() == "Price history: unchanged since it was first seen on 2026-07-01\n"
    assert history(retired=date(2026, 11, 12)) == ("Price history: unchanged from 2026-07-01 to 2026-11-10\n")
    once = model(since="2026-07-01", seen="2026-07-01", facts={"retired": date(2026, 7, 2)})
    assert section(page(once), "Price history") == "Price history: seen on 2026-07-01 only\n"
    assert section(page(model()), "Price history") == "Price history: no dated price is known\n"


def test_a_period_without_a_price_is_blank() -> None:
    begun = period("2026-01-01", "2026-02-01", input="2", output="4")
    text = history(begun, period("2026-03-01", "2026-05-01")._replace(price=None))
    assert text.startswith("Price history: 2 prices from 2026-01-01 to 2026-11-10, USD /1M\n")
    assert "Input    $2.00  $1.00  -50.0 %  ████         ▄▄▄▄▄▄▄▄▄▄▄\n" in text


def test_what_was_not_listed_for_a_while_is_blank() -> None:
    gone = period("2026-01-01", "2026-02-01", input="2", output="4")._replace(gone=date(2026, 2, 2))
    assert "Input    $2.00  $1.00  -50.0 %  ██           ▄▄▄▄▄▄▄▄▄▄▄\n" in history(gone)


def test_an_override_is_the_price_of_now() -> None:
    before = period("2026-01-01", "2026-03-01", input="2", output="4")
    text = section(page(model(input="1", output="4", facts={"past": (before,)})), "Price history")
    assert "Input    $2.00  $1.00  -50.0 %  ████                   ▄\n" in text


def test_a_retired_model_has_a_last_price() -> None:
    before = period("2026-01-01", "2026-03-01", input="2", output="8")
    assert "Rate     First   Last   Change" in history(before, retired=date(2026, 11, 12))


def dated(name: str, day: int, rate: str, **facts: Any) -> Model:
    return rival(name, rate, released=date(2026, 1, day), **facts)


def test_siblings_are_told_from_the_newest_on() -> None:
    models = [dated("one-2", 2, "2"), dated("one-3", 3, "1", index="10"), dated("one-1", 1, "4")]
    assert section(page(*models, routed("acme/one-4")), "Siblings") == (
        "Siblings: the family acme/one\n"
        "\n"
        "Sibling     Model         Released  Index  Blended /1M  Switching         Note\n"
        "newer       acme/one-3  2026-01-03     10        $1.00  saves 50.0 %\n"
        "this model  acme/one-2  2026-01-02               $2.00\n"
        "older       acme/one-1  2026-01-01               $4.00  costs 100 % more\n"
        "undated     acme/one-4     unknown                                        1\n"
        "\n"
        "[1] the price of acme/one-4 varies with the model that it routes to\n"
    )


def test_where_a_first_sighting_decides_which_is_newer_that_is_said() -> None:
    note = "Newer and older: by the first sighting of those whose release is not known."
    seen = model("acme/one-3", since="2026-03-01")
    own = dated("one-2", 2, "2")
    assert section(page(own, seen), "Siblings").splitlines()[-1] == note
    assert section(page(seen, own), "Siblings").splitlines()[-1] == note
    for other in (dated("one-3", 3, "1"), model("acme/one-3", since="2026-01-02"), model("acme/one-3")):
        assert note not in section(page(own, other), "Siblings")


def test_siblings_that_a_use_does_not_fit_say_so_and_more_are_counted() -> None:
    models = [dated("one-1", 1, "2"), *(dated(f"one-{day}", day, "1", context=10) for day in range(2, 12))]
    found = page(*models, usage=Usage(input=1_000), terms=Terms(requests=1))
    lines = section(found, "Siblings").splitlines()
    assert "Cost" in lines[2]
    assert "[1] too small for such a request" in lines
    assert lines[-1] == "2 more of the family, further away in time or dated snapshots."


def test_a_model_without_siblings_says_so() -> None:
    assert section(page(model()), "Siblings") == (
        "Siblings: no other model of the family acme/one is listed\n"
    )


def test_cheaper_models_are_told_from_the_cheapest_on() -> None:
    models = [rival("own", "9", "10"), *(rival(f"m{rate}", str(rate), "10") for rate in range(1, 8))]
    assert section(page(*models), "Cheaper") == (
        "Cheaper at equal or higher intelligence (10 or more): models that read text\n"
        "\n"
        "Model    Released  Index  Blended /1M  Switching\n"
        "acme/m1   unknown     10        $1.00  saves 88.9 %\n"
        "acme/m2   unknown     10        $2.00  saves 77.8 %\n"
        "acme/m3   unknown     10        $3.00  saves 66.7 %\n"
        "acme/m4   unknown     10        $4.00  saves 55.6 %\n"
        "acme/m5   unknown     10        $5.00  saves 44.4 %\n"
        "\n"
        "2 more are cheaper and at least as intelligent.\n"
    )
    one_more = section(page(*models[:-1]), "Cheaper").splitlines()[-1]
    assert one_more == "1 more is cheaper and at least as intelligent."


def test_where_nothing_is_cheaper_that_is_said() -> None:
    def told(*models: Model) -> str:
        return section(page(*models), "Cheaper")

    own = rival("own", "1", "10")
    begin = "Cheaper at equal or higher intelligence"
    assert told(own, rival("dear", "2", "10")) == f"{begin} (10 or more): none of the models that read text\n"
    assert told(own) == f"{begin} (10 or more): there is no other model that reads text\n"
    assert told(rival("own", "1")) == f"{begin}: can't be told, no intelligence index is known of it\n"


def test_where_what_would_be_cheaper_can_not_take_the_request_that_is_said() -> None:
    def told(*models: Model) -> list[str]:
        found = page(rival("own", "9", "10"), *models, usage=Usage(input=1_000), terms=Terms(requests=1))
        return section(found, "Cheaper").splitlines()

    begin = "Cheaper at equal or higher intelligence (10 or more): "
    one, two = rival("one", "1", "10", 10), rival("two", "1", "10", 10)
    assert told(one) == [f"{begin}none, the one that would be can't take such a request"]
    assert told(one, two) == [f"{begin}none, the 2 that would be can't take such a request"]
    assert told(one, two, rival("three", "1", "10"))[-1] == "2 more would be, but can't take such a request."


def test_what_is_cheaper_beyond_the_class_is_counted() -> None:
    eyes = ("text", "image")
    models = [rival("own", "9", "10", input=eyes), rival("reader", "1", "10")]
    note = "up to 88.9 % off, among all models: --class all."
    assert section(page(*models), "Cheaper").splitlines()[-1] == f"1 other, {note}"
    with_one = page(*models, rival("seer", "2", "10", input=eyes))
    assert section(with_one, "Cheaper").splitlines()[-1] == f"1 more, {note}"
    batches = [rival("own:batch", "9", "10", input=eyes), rival("reader:batch", "1", "10")]
    told = section(page(*batches), "Cheaper").splitlines()[-1]
    assert told == "1 other, up to 88.9 % off, among all models in batches: --class all."


def test_a_switch_from_what_costs_nothing_is_told_without_a_figure() -> None:
    free = rival("one-1:free", "0")
    models = [free, dated("one-2", 2, "2"), rival("one-3", "0", overridden=("input", "output"))]
    text = section(page(*models), "Siblings")
    assert "$2.00  costs more\n" in text
    assert "$0  costs the same\n" in text


def test_the_same_generation_comes_last_and_more_of_it_is_counted() -> None:
    others = [dated(f"one-1-{word}", 1, "1") for word in ("nano", "mini", "pro", "max", "any")]
    lines = section(page(dated("one-1", 1, "2"), *others), "Siblings").splitlines()
    assert lines[4].startswith("same generation  acme/one-1-any")
    assert lines[-1] == "1 more of the same generation, a dearer one or a dated snapshot."
    lines = section(
        page(dated("one-1", 1, "2"), *others, dated("one-1-tiny", 1, "9")), "Siblings"
    ).splitlines()
    assert lines[-1] == "2 more of the same generation, dearer ones or dated snapshots."


def sentence(found: Page) -> str:
    return " ".join(show_sheet(found).notes)


def test_a_sentence_under_the_title_sums_it_up() -> None:
    models = [rival(str(rate), str(rate), "10", 1_000 * rate) for rate in range(1, 4)]
    low, mid, high = (page(one, *(each for each in models if each is not one)) for one in models)
    assert sentence(low) == (
        "Budget: 1st of 3 by price, 1st of 3 by intelligence, 3rd of 3 by context; none of its class is"
        " cheaper and at least as intelligent."
    )
    assert sentence(mid).endswith("; 1 cheaper model at least as intelligent.")
    assert sentence(high).endswith("; 2 cheaper models at least as intelligent.")
    asked = page(models[1], models[0], usage=Usage(input=1))
    assert sentence(asked).endswith("; 1 cheaper model for this use at least as intelligent.")


def test_the_sentence_holds_what_is_known_alone() -> None:
    assert sentence(page(rival("one", "1"), rival("two", "2"))) == "1st of 2 by price."
    assert sentence(page(rival("one", "1", "10"))) == ""
    priceless = page(rival("one", "1", "10"), routed("acme/any")._replace(input=("text",)))
    assert sentence(priceless) == ""


def test_a_model_that_writes_pictures_is_ranked_by_what_text_costs() -> None:
    painter = rival("one", "1", output=("text", "image"))
    assert section(page(painter, rival("two", "1")), "How").splitlines()[-1] == (
        "Its price is ranked by what text costs; images that it writes may cost more."
    )


def test_a_class_that_could_not_be_told_says_why_it_is_all_models() -> None:
    found = page(model("acme/dim"), rival("one", "1", "10"))
    assert section(found, "How") == ("How it compares: 2 models, as what it reads is not known\n")


def test_an_alias_tells_whose_facts_it_has() -> None:
    target = rival("one-1", "1", "10", 1_000, released=date(2026, 1, 1), features=("tools",))
    found = page(model("~acme/one-latest", facts={"alias_of": "acme/one-1", "context": 500}), target)
    text = head(found)
    assert "Released      2026-01-01\n" in text
    assert "Context       500 tokens\n" in text
    assert "Intelligence  10 (Artificial Analysis)\n" in text
    assert "Reads, writes, release, features and intelligence: of acme/one-1, for which it stands.\n" in text
    assert "Supports: tools.\n" in text
    bare = page(model("~acme/one-latest", facts={"alias_of": "acme/one-1"}), model("acme/one-1", facts=AGE))
    assert "Release: of acme/one-1, for which it stands.\n" in head(bare)


def test_an_alias_of_which_the_target_is_not_told_has_a_day_of_its_own_and_no_newer_siblings() -> None:
    found = page(model("~acme/one-latest", facts=AGE), dated("one-2", 2, "2"), dated("one-1", 1, "1"))
    assert "Alias since   2026-01-01\n" in head(found)
    assert section(found, "Siblings") == (
        "Siblings: the family acme/one\n"
        "\n"
        "Sibling     Model               Released  Blended /1M  Switching\n"
        "this model  ~acme/one-latest                    $1.75\n"
        "undated     acme/one-2        2026-01-02        $2.00  costs 14.3 % more\n"
        "undated     acme/one-1        2026-01-01        $1.00  saves 42.9 %\n"
        "\n"
        "Undated: not comparable by date; an alias is not as old as the model behind it.\n"
    )
    seen = page(model("~acme/one-latest", since="2026-01-01"), dated("one-2", 2, "2"))
    assert "Alias since   2026-01-01\n" in head(seen)
    assert not any(line.startswith("Released:") for line in show_sheet(seen).fine_print)


def test_an_end_too_far_away_to_mean_one_is_not_told() -> None:
    far = page(model(facts={"expires": date(2098, 12, 31)}))
    assert "Status        listed\n" in head(far)
    assert far.notes == ()
    told = [note.code for cost in far.costs if cost.estimate for note in cost.estimate.notes]
    assert "expires" not in told


def test_in_batches_the_fine_print_says_what_is_ranked() -> None:
    found = page(rival("one:batch", "1"), rival("two:batch", "1"))
    assert show_sheet(found).fine_print[0].startswith("Ranked: what listed models cost in batches, by")


def test_what_upstream_tells_now_comes_last_and_the_fastest_in_words() -> None:
    live = offered(FULL, BARE)
    sections = show_sheet(page(model())._replace(live=live)).more
    assert sections[-1].title == "Live, acme/one: prices at 2 endpoints"
    assert sections[-1].notes[:2] == (
        "Most tokens per second: Acme (acme/flex), 64.",
        "First token soonest: Acme (acme/flex), 1.23 s.",
    )
    assert "Prices: https://prices.test/models/acme/one/endpoints, fetched 2026-11-22." in sections[-1].notes
    assert sections[-1].fine_print == ()


def test_without_speeds_nobody_is_the_fastest() -> None:
    live = offered(BARE, measures_withheld=True)
    notes = show_sheet(page(model())._replace(live=live)).more[-1].notes
    assert notes[0].startswith("List price")
    assert "Latency and throughput: OpenRouter tells them only with OPENROUTER_API_KEY." in notes


def test_the_fine_print_explains_what_is_there() -> None:
    ranks = (
        "Ranked: listed models, without aliases, variants and routers, by blended rate (3 tokens in to 1"
        " out, base rates), intelligence index and context window; equal values share the better place."
    )
    others = "Class: those that read at least what it reads; --class author|modality|all picks another."
    quarters, bars, tiers, saves = (
        "Quarters and median: the values that a quarter, half and three quarters of the class reach.",
        "Bars: of prices and contexts by factors, of intelligence from 0.",
        "Tiers: the cheapest third of the class is budget, the dearest premium, the rest mid-priced.",
        "Switching: what it changes in the blended rate.",
    )
    always = (
        "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.",
        "Estimate only: the bill varies by provider and caching.",
    )
    rule = "Price: the blended rate (3 tokens in to 1 out, base rates)."
    assert show_sheet(page(model())).fine_print == (rule, *always)
    assert show_sheet(page(routed("acme/auto"))).fine_print == always
    assert show_sheet(page(routed("acme/auto"), model("other/one"))).fine_print[2:] != (quarters, bars)
    unranked = show_sheet(page(routed("acme/auto"), routed("acme/any"), kind="all")).fine_print
    assert quarters not in unranked
    models = [rival("one-1", "1"), rival("one-2", "2"), rival("one-3", "3")]
    assert show_sheet(page(*models)).fine_print == (ranks, others, quarters, bars, tiers, saves, *always)
    asked = show_sheet(page(*models, usage=Usage(input=1))).fine_print
    assert asked[5] == "Switching: what it changes in the cost of the use asked about."


def test_a_first_sighting_stands_in_for_a_date_of_release() -> None:
    seen = model("acme/one-1", since="2026-10-05")
    assert "Released      not known, seen 2026-10-05\n" in head(page(seen))
    told = page(seen, dated("one-2", 2, "1"))
    assert "this model  acme/one-1  seen 2026-10-05        $1.75\n" in section(told, "Siblings")
    remark = "Released: seen DATE where only the first sighting is known."
    assert remark in show_sheet(told).fine_print
    # Its own is not in a table then.
    assert remark not in show_sheet(page(seen)).fine_print


def test_the_report_has_every_form() -> None:
    report = show_report(page(model()))
    assert report.command == "show"
    assert report.payload()["schema_version"] == 1
    assert report.csv().count("\n") > 1
    assert report.sheet().title == "acme/one"
