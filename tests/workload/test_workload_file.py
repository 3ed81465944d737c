"""A workload file is read to the letter, or refused with the place of what can't be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from llmcost.cost.cap import Cap
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario, Workload
from llmcost.errors import ConfigError
from llmcost.workload.workload_file import load_workload, read_workload

if TYPE_CHECKING:
    from pathlib import Path

FILE = "llmcost.toml"
FORM = "`llmcost check --init` writes a file that shows the form"
COUNT = 'write it like 1200, 12_000 or "12k"'
AMOUNT = 'write it like 5, 0.25 or "$5"'
GROWTH = 'write it like "10%", or 50 for USD a month; it can\'t be negative'
NAME = "up to 100 characters, no '::', no '##' before '[', no space at either end"
TOP_KEYS = "there are as_of, limits, warn_limits, defaults, scenarios"
DAY = "write it like as_of = 2026-11-10, without quotes or time"
PERIOD = "one of day, week, month, year, or once, as if left out: requests are all there will be"
COMMA = "write 1500 or 1.5k; a comma is read differently from country to country"
NO_SUCH_TOP_KEY = "is not a key of a workload file"


def read(text: str) -> Workload:
    return read_workload(text.encode(), FILE, in_pyproject=False, may_override=True)


def complaint_about(text: str | bytes, file: str = FILE) -> tuple[str, str | None]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(ConfigError) as refused:
        read_workload(data, file, in_pyproject=file == "pyproject.toml", may_override=file == FILE)
    return refused.value.message, refused.value.hint


FULL = """\
# What it plans.
as_of = 2026-11-01

[limits]
per_request = 0.05
per_day = 50
per_month = "$500"
total = 0
growth = "10%"

[warn_limits]
growth = 25

[[scenarios]]
name = "support chat"
model = "gpt-4.1-mini"
input = "12k"
output = 1_000
cached = "75%"
cache_write = 100
cache_write_1h = "1%"
image_input = 20
audio_input = 30
reasoning = "50%"
image_output = 40
audio_output = 50
searches = 1
batch = true
requests = 30_000
per = "day"
when = "01:00-04:00"
markup = "5.5%"
needs = ["tools", "image"]
min_intelligence = 30.5
limits = { per_month = 500 }
warn_limits = { per_request = 0.01 }

[[scenarios]]
name = "once"
model = "gpt-5"
output = 1
requests = 5

[models."acme/own"]
price = { input = 1 }

[aliases]
fast = "gpt-5"
"""


def test_every_key_is_read() -> None:
    chat = Scenario(
        "support chat",
        (("gpt-4.1-mini", Decimal(1)),),
        Usage(
            input=12_000,
            output=1000,
            cache_read=9000,
            cache_write=100,
            cache_write_1h=120,
            image_input=20,
            audio_input=30,
            reasoning=500,
            image_output=40,
            audio_output=50,
            web_search=1,
        ),
        30_000,
        "day",
        batch=True,
        window=(60, 240),
        markup=Decimal("0.055"),
        caps=(
            Cap("per_month", Decimal(500), line=35),
            Cap("per_request", Decimal("0.01"), warn_only=True, line=36),
        ),
        needs=("tools", "image"),
        min_intelligence=Decimal("30.5"),
        line=14,
    )
    once = Scenario("once", (("gpt-5", Decimal(1)),), Usage(output=1), 5, None, line=38)
    caps = (
        Cap("per_request", Decimal("0.05"), line=5),
        Cap("per_day", Decimal(50), line=6),
        Cap("per_month", Decimal(500), line=7),
        Cap("total", Decimal(0), line=8),
        Cap("growth", Decimal("0.1"), is_share=True, line=9),
        Cap("growth", Decimal(25), warn_only=True, line=12),
    )

    assert Workload((chat, once), FILE, caps, date(2026, 11, 1)) == read(FULL)


def test_the_same_stands_in_a_pyproject_below_its_table() -> None:
    text = """\
[project]
name = "x"

[tool.llmcost]
as_of = 2026-11-01
limits.per_day = 5

[tool.llmcost.defaults]
model = "gpt-5"
limits = { per_request = 1 }

[[tool.llmcost.scenarios]]
name = "chat"
input = 1
requests = 1
"""
    scenario = Scenario(
        "chat",
        (("gpt-5", Decimal(1)),),
        Usage(input=1),
        1,
        None,
        caps=(Cap("per_request", Decimal(1)),),
        line=12,
    )
    expected = Workload(
        (scenario,), "sub/pyproject.toml", (Cap("per_day", Decimal(5), line=6),), date(2026, 11, 1)
    )

    assert expected == read_workload(
        text.encode(), "sub/pyproject.toml", in_pyproject=True, may_override=False
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "\ufeff", "scenarios = []", "[limits]\n[defaults]\n"])
def test_a_file_without_scenarios_is_a_workload_without_them(text: str) -> None:
    assert Workload((), FILE) == read(text)


def test_a_pyproject_without_the_table_has_no_scenarios() -> None:
    assert Workload((), "pyproject.toml") == read_workload(
        b"[tool.other]", "pyproject.toml", in_pyproject=True, may_override=False
    )


def test_scenarios_may_stand_in_one_list() -> None:
    text = """\
scenarios = [
  { name = "a", model = "m", input = 1, requests = 1 },
  # between
  { name = "b", model = "m", input = 1, requests = 1, limits = { total = 1 } },
]
"""
    workload = read(text)

    assert [2, 4] == [scenario.line for scenario in workload.scenarios]
    assert (Cap("total", Decimal(1), line=4),) == workload.scenarios[1].caps


def test_windows_line_ends_and_a_byte_order_mark_change_no_line() -> None:
    text = "\ufeff" + FULL.replace("\n", "\r\n")

    assert read(FULL) == read(text)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("scenario = 1", f"1: scenario {NO_SUCH_TOP_KEY}", "did you mean scenarios?"),
        ("\n[[scenario]]\nname = 'x'", f"2: scenario {NO_SUCH_TOP_KEY}", "did you mean scenarios?"),
        (
            "[limits]\n[thing]",
            f"2: thing {NO_SUCH_TOP_KEY}",
            TOP_KEYS,
        ),
        ('"a\\u001b::b" = 1', f"1: 'a\\x1b: :b' {NO_SUCH_TOP_KEY}", TOP_KEYS),
        (
            "[scenarios.chat]\nmodel = 'x'",
            "1: scenarios: {'chat': {'model': 'x'}} is not a list of tables",
            'begin each scenario with [[scenarios]] and the line name = "..."',
        ),
        ("scenarios = [1]", "1: scenario 1: 1 is not a table", FORM),
        ("defaults = 5", "1: defaults: 5 is not a table", FORM),
        ("# a\nlimits = []", "2: limits: [] is not a table", FORM),
        ("as_of = '2026-01-01'", "1: as_of: '2026-01-01' is not a date", DAY),
        ("as_of = 2026-01-01T00:00:00", "1: as_of: 2026-01-01 00:00:00 is not a date", DAY),
        ("as_of = 2026", "1: as_of: 2026 is not a date", DAY),
        ("[limits]\nper_dya = 5", "2: limits.per_dya is not a limit", "did you mean per_day?"),
        (
            "[limits]\nas_of = 2026-01-01",
            "2: limits.as_of is not a limit",
            "as_of holds for the whole file: move it to the top, above every [table]",
        ),
        (
            "limits.per_day = '5%'",
            "1: limits.per_day: '5%' is not an amount in USD",
            "write it like 5, 0.25 or $5",
        ),
        ("limits.per_day = -1", "1: limits.per_day: -1 is not an amount in USD", "it can't be negative"),
        ("limits.per_day = -1.5", "1: limits.per_day: -1.5 is not an amount in USD", "it can't be negative"),
        ("limits.per_day = nan", "1: limits.per_day: nan is not an amount in USD", AMOUNT),
        ("limits.per_day = 1e5", "1: limits.per_day: 1e5 is not an amount in USD", AMOUNT),
        ("limits.per_day = true", "1: limits.per_day: true is not an amount in USD", AMOUNT),
        (
            "warn_limits.per_day = ''",
            "1: warn_limits.per_day: '' is not an amount in USD",
            "write it like 5, 0.25 or $5",
        ),
        *(
            (
                f"limits.growth = {value}",
                f"1: limits.growth: {shown} is neither a percentage nor an amount",
                GROWTH,
            )
            for value, shown in (("'-5%'", "'-5%'"), ("'much'", "'much'"), ("-5", "-5"), ("[]", "[]"))
        ),
        ("[defaults]\nname = 'x'", "2: defaults: name: a name can't be shared", "give each scenario its own"),
        (
            "[defaults]\nlimits.per_dya = 4",
            "2: defaults: limits.per_dya is not a limit",
            "did you mean per_day?",
        ),
        (
            "[defaults]\nmodel = 'a'\nmodels = { b = 1 }",
            "3: defaults: model and models exclude each other",
            "leave out the one or the other",
        ),
        (
            "[defaults]\nrequests = 0",
            "2: defaults: requests: 0 asks for nothing",
            "give 1 or more, or take the scenario out",
        ),
        (
            "x = \ny = 1",
            "1: not TOML: Invalid value (column 5)",
            "mend that line, or name another file",
        ),
    ],
)
def test_what_can_not_be_in_the_file_is_refused_with_its_line(text: str, message: str, hint: str) -> None:
    assert (f"{FILE}:{message}", hint) == complaint_about(text)


TIME = 'write it like "01:00-04:00" or "02:30", in UTC'


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("inptu = 1", "inptu is not a key of a scenario", "did you mean input?"),
        ("cache_read = 5", "cache_read is not a key of a scenario", "did you mean cached?"),
        (
            "per_month = 5",
            "per_month is not a key of a scenario",
            "a limit stands in a table, as in limits = { per_month = 5 }",
        ),
        (
            "as_of = 2026-11-01",
            "as_of is not a key of a scenario",
            "as_of holds for the whole file: move it to the top, above every [table]",
        ),
        ("input = 1.5", "input: 1.5 is not a count", COUNT),
        ("input = 12.0", "input: 12.0 is not a count", COUNT),
        ("input = 1e5", "input: 1e5 is not a count", COUNT),
        ("input = -0.5", "input: -0.5 is not a count", "it can't be negative"),
        ("input = inf", "input: inf is not a count", COUNT),
        ("input = true", "input: true is not a count", COUNT),
        ("input = -5", "input: -5 is not a count", "it can't be negative"),
        ("input = '-5'", "input: '-5' is not a count", "it can't be negative"),
        (
            "input = 2_000_000_000_000_000",
            "input: '2000000000000000' is more than 1,000,000,000,000,000",
            "check the number",
        ),
        (f"input = 0x{'f' * 5000}", "input: this int is not a count", COUNT),
        (f"input = '{'9' * 99}'", f"input: '{'9' * 56}... is not a count", COUNT),
        ("input = '1,5k'", "input: '1,5k' is not a count", COMMA),
        ("output = {}", "output: {} is not a count", COUNT),
        ("searches = '0.5'", "searches: '0.5' is not a whole number", "give a whole number"),
        ("cached = '101%'", "cached: '101%' is more than the whole", "give 0% to 100%"),
        ("cached = 0.75", "cached: 0.75 is not a count or a share", 'write it like 900, "12k" or "75%"'),
        ("cached = 11", "cached: 11 is more than the 10 that it is part of", "give a part, or a share"),
        ("cached = false", "cached: false is not a count or a share", 'write it like 900, "12k" or "75%"'),
        ("reasoning = 1", "reasoning: 1 is more than the 0 that it is part of", "give a part, or a share"),
        ("requests = 0", "requests: 0 asks for nothing", "give 1 or more, or take the scenario out"),
        ("requests = -1", "requests: -1 is not a count", "it can't be negative"),
        *(
            (f"per = {value}", f"per: {shown} is no period", PERIOD)
            for value, shown in (("'hour'", "'hour'"), ("7", "7"), ("[]", "[]"))
        ),
        ("when = '25:00'", "when: '25:00' is not a time of day", TIME),
        ("when = '01:00-'", "when: '01:00-' is not a time of day", TIME),
        ("when = 01:00:00", "when: '01:00:00' is not a time of day", TIME),
        ("when = 5", "when: 5 is not a time of day", TIME),
        (
            "when = '01:00-01:00'",
            "when: '01:00-01:00' ends where it begins",
            'write "01:00" for that minute; for any hour leave it out',
        ),
        ("batch = 'true'", "batch: 'true' is neither true nor false", "write batch = true, without quotes"),
        ("batch = 1", "batch: 1 is neither true nor false", "write batch = true, without quotes"),
        ("markup = 5", "markup: 5 is not a percentage", 'write it like "5.5%"'),
        ("markup = '5'", "markup: '5' is not a percentage", "write it like 75% or 5.5%"),
        ("needs = 'tools'", "needs: 'tools' is not a list", 'write it like needs = ["tools"]'),
        ("needs = [1]", "needs: 1 is not a string", "write it in quotes"),
        ("min_intelligence = '-1'", "min_intelligence: '-1' is not a number", "write it like 40 or 37.5"),
        ("limits = 5", "limits: 5 is not a table", FORM),
        ("limits = { total = -1 }", "limits.total: -1 is not an amount in USD", "it can't be negative"),
        ("limits.per_day = 1", "limits.per_day: the scenario has no period", "add per, or limit its total"),
        (
            "warn_limits.per_month = 1",
            "warn_limits.per_month: the scenario has no period",
            "add per, or limit its total",
        ),
        (
            "limits.total = 1\nper = 'day'",
            "limits.total: the scenario recurs every day",
            "limit per_day or per_month",
        ),
        ("model = ''", "model: it is empty", "name something"),
        ("model = 5", "model: 5 is not a string", "write it in quotes"),
        (
            'model = "a\\nb"',
            "model: 'a\\nb' is not a string of up to 300 printable characters",
            "write it on one line, without control characters",
        ),
    ],
)
def test_what_can_not_be_in_a_scenario_is_refused_with_its_line(line: str, message: str, hint: str) -> None:
    stated = {"model": "'m'", "requests": "1", "input": "10"}
    rest = "".join(f"{key} = {value}\n" for key, value in stated.items() if not line.startswith(key))
    before = "[[scenarios]]\nname = 'a'\nmodel = 'm'\nrequests = 1\ninput = 1\n\n"
    text = f"{before}[[scenarios]]\nname = 'b'\n{line}\n{rest}"

    assert (f"{FILE}:9: scenario 'b': {message}", hint) == complaint_about(text)


WHOLE = {"name": "'a'", "model": "'m'", "requests": "1", "input": "10"}


@pytest.mark.parametrize(
    ("key", "message", "hint"),
    [
        ("name", "scenario 1: it states no name", 'add it, as in name = "support-chat"'),
        ("model", "scenario 'a': it states no model", 'add it, as in model = "gpt-4.1-mini"'),
        (
            "requests",
            "scenario 'a': it states no requests",
            'add it, as in requests = 30_000 and per = "day"',
        ),
        (
            "input",
            "scenario 'a': it states no input or output",
            'add it, as in input = "12k" and output = 800',
        ),
    ],
)
def test_what_a_scenario_needs_is_missed_at_its_header(key: str, message: str, hint: str) -> None:
    text = "\n[[scenarios]]\n" + "".join(f"{k} = {v}\n" for k, v in WHOLE.items() if k != key)

    assert (f"{FILE}:2: {message}", hint) == complaint_about(text)


@pytest.mark.parametrize(
    "name", ["a::b", "##[error]", " a", "a ", "x" * 101], ids=["::", "##[", "before", "behind", "long"]
)
def test_a_name_that_could_be_taken_for_more_is_refused(name: str) -> None:
    shown = repr(name) if len(name) < 60 else f"'{name[:56]}..."
    shown = shown.replace("::", ": :").replace("##[", "## [")

    message = f"{FILE}:2: scenario {shown}: name: {shown} can't name a scenario"
    assert (message, NAME) == complaint_about(f"[[scenarios]]\nname = '{name}'")


def test_a_name_of_another_kind_is_refused() -> None:
    message = f"{FILE}:2: scenario 1: name: 5 is not a string"

    assert (message, "write it in quotes") == complaint_about("[[scenarios]]\nname = 5")


def test_two_scenarios_of_one_name_are_refused_with_both_lines() -> None:
    one = "[[scenarios]]\nmodel = 'm'\nrequests = 1\ninput = 1\nname = 'a'\n"
    message = f"{FILE}:10: scenario 'a': the scenario in line 1 has that name too"

    assert (message, "give each its own") == complaint_about(one + one)


@pytest.mark.parametrize("other", ["CHAT", "\N{FULLWIDTH LATIN SMALL LETTER C}hat"])
def test_two_names_that_look_alike_are_refused(other: str) -> None:
    one = "[[scenarios]]\nmodel = 'm'\nrequests = 1\ninput = 1\nname = '{}'\n"
    said, hint = complaint_about(one.format("chat") + one.format(other))

    assert said.endswith(f"{other!r}: the scenario in line 1 has a name that looks like it")
    assert hint == "give each its own"


def test_a_one_off_among_what_recurs_is_told_by_its_period() -> None:
    once = "[[scenarios]]\nname = 'a'\nmodel = 'm'\nrequests = 1\ninput = 1\nper = 'once'"
    (scenario,) = read(f"[defaults]\nper = 'day'\n{once}").scenarios

    assert scenario.per is None


def test_parts_that_are_more_than_their_whole_together_are_refused() -> None:
    text = "[[scenarios]]\nname = 'a'\nmodel = 'm'\nrequests = 1\ninput = 10\ncached = 6\ncache_write = 6"
    message = f"{FILE}:1: scenario 'a': cache_read 6 + cache_write 6 is more than input 10"

    assert (message, "input is the total, these included") == complaint_about(text)


@pytest.mark.parametrize("key", ["models", "aliases"])
@pytest.mark.parametrize(("file", "table"), [("plan.toml", ""), ("pyproject.toml", "tool.llmcost.")])
def test_prices_in_a_file_where_nobody_looks_for_them_are_refused(key: str, file: str, table: str) -> None:
    message = f"{file}:1: {key} is not a key of a workload file"

    assert (message, "prices of your own belong in llmcost.toml") == complaint_about(f"[{table}{key}]", file)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("tool = 5", "1: tool: 5 is not a table", FORM),
        ("[tool]\nllmcost = 5", "2: llmcost: 5 is not a table", FORM),
        ("[tool.llmcost]\nscenario = 1", f"2: scenario {NO_SUCH_TOP_KEY}", "did you mean scenarios?"),
        (
            "[tool.llmcost.scenarios]",
            "1: scenarios: {} is not a list of tables",
            'begin each scenario with [[tool.llmcost.scenarios]] and the line name = "..."',
        ),
        (
            "[[tool.mypy.overrides]]\n[[tool.llmcost.scenarios]]\nname = 'a'\n\ninput = -1",
            "5: scenario 'a': input: -1 is not a count",
            "it can't be negative",
        ),
    ],
)
def test_a_table_of_pyproject_is_refused_with_its_line(text: str, message: str, hint: str) -> None:
    assert (f"pyproject.toml:{message}", hint) == complaint_about(text, "pyproject.toml")


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        ("a = 1".encode("utf-16"), "not TOML: not UTF-8 text at byte 0", "name a TOML file"),
        (b"x = [", "not TOML: Invalid value (at end of document)", "mend that line, or name another file"),
    ],
)
def test_what_is_no_toml_is_refused(data: bytes, message: str, hint: str) -> None:
    assert (f"{FILE}: {message}", hint) == complaint_about(data)


def test_a_file_is_named_on_one_line() -> None:
    assert complaint_about("a = 1", "a\nb.toml")[0].startswith("a\\nb.toml:1: ")


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    own, pyproject, other = (tmp_path / name for name in (FILE, "pyproject.toml", "plan.toml"))
    own.write_text(FULL, encoding="utf-8")
    pyproject.write_text("[tool.llmcost.limits]\nper_day = 1", encoding="utf-8")
    other.write_text("[limits]\nper_day = 1", encoding="utf-8")
    cap = Cap("per_day", Decimal(1), line=2)

    assert read(FULL) == load_workload(own, FILE)
    assert Workload((), str(pyproject), (cap,)) == load_workload(pyproject)
    assert Workload((), "plan", (cap,)) == load_workload(other, "plan")


def test_ten_thousand_scenarios_are_read() -> None:
    one = "[[scenarios]]\nname = '{}'\nmodel = 'm'\ninput = '2k'\nrequests = 1\nlimits = {{ total = 1 }}\n"
    workload = read("".join(one.format(number) for number in range(10_000)))

    assert [6 * number + 1 for number in range(10_000)] == [each.line for each in workload.scenarios]
    assert [6 * number + 6 for number in range(10_000)] == [each.caps[0].line for each in workload.scenarios]
