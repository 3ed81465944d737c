"""A ledger's text is read exactly or refused, and written in one form."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from ledgers import DAY, MINI, RETIRED, ROUTER, TIERED, ledger, model

from llmcost.catalog.model import Model, Period
from llmcost.catalog.note import Note
from llmcost.catalog.price import Price
from llmcost.errors import LedgerError
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.ledger import Ledger, Validator, validator_of

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = "https://openrouter.ai/api/v1/models"
ALL = ledger(TIERED, MINI, RETIRED, ROUTER)
# In order of id; the tables above stand in the order of their names.
SORTED = ledger(TIERED, RETIRED, MINI, ROUTER)
NAME_A_LEDGER = "name a ledger like the models.toml of llmcost"
MEND_THERE = "mend it there, or name another file"


def read(text: str) -> Ledger:
    return read_ledger(text.encode(), "prices.toml")


def complaint_about(data: bytes) -> tuple[str, str | None]:
    with pytest.raises(LedgerError) as refused:
        read_ledger(data, "prices.toml")
    return refused.value.message, refused.value.hint


def test_a_ledger_has_its_models_in_order_of_id_whatever_the_order_of_the_text() -> None:
    found = read(ALL)

    assert [
        "google/gemini-2.5-pro",
        "openai/gpt-4",
        "openai/gpt-4.1-mini",
        "openrouter/auto",
    ] == list(found.models)
    assert (date(2026, 11, 10), SOURCE, ()) == (found.as_of, found.source, found.warnings)


def test_what_is_written_is_what_was_read() -> None:
    assert SORTED == write_ledger(read(SORTED))


def test_text_is_written_in_its_normal_form() -> None:
    loose = model(
        "a/x", "input = 0.4000000\noutput = 10.0\nrequest = 0.00000010", 'input = [ "text",\n "a]b" ]'
    )
    tight = """\
[models."a/x"]
input = ["text", "a]b"]

[models."a/x".price]
input = 0.4
output = 10
request = 0.0000001
"""

    assert ledger(tight) == write_ledger(read(ledger(loose)))


@pytest.mark.parametrize("stated", [0, 2])
def test_a_ledger_that_was_cut_off_between_two_tables_is_refused(stated: int) -> None:
    text = ledger(model("a/x", "input = 1")).replace("entries = 1", f"entries = {stated}")
    with pytest.raises(LedgerError) as error:
        read(text)
    told = f"prices.toml: it says that it holds {stated} models, but holds 1"
    assert (told, "it may have been cut off; fetch it again") == (error.value.message, error.value.hint)


@pytest.mark.parametrize("end", ["", "[end]\n", "[end]\nentries = 2\n"])
def test_a_ledger_whose_end_is_missing_is_refused(end: str) -> None:
    text = ledger(model("a/x", "input = 1")).replace("[end]\nentries = 1\n", end)
    with pytest.raises(LedgerError) as error:
        read(text)
    expected = ("prices.toml: its end is missing", "it may have been cut off; fetch it again")
    assert expected == (error.value.message, error.value.hint)


def test_a_ledger_need_not_say_how_many_models_it_holds() -> None:
    assert {"a/x"} == set(read(ledger(model("a/x", "input = 1")).replace("entries = 1\n", "")).models)


def test_a_ledger_without_models_is_a_ledger() -> None:
    assert Ledger({}, date(2026, 11, 10), SOURCE) == read(ledger())


def test_a_source_may_be_missing() -> None:
    assert "not stated" == read(ledger().replace("source", "origin")).source


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text + b"\n# a remark\n",
    ],
    ids=["byte order mark", "carriage returns", "remark"],
)
def test_what_editors_leave_behind_is_tolerated(change: Callable[[bytes], bytes]) -> None:
    assert read(ALL) == read_ledger(change(ALL.encode()), "prices.toml")


VALIDATOR = Validator(SOURCE, 'W/"68b1f-\\"1"', "Tue, 10 Nov 2026 08:00:00 GMT")
TABLE = f"""\
[validator]
url = "{SOURCE}"
etag = 'W/"68b1f-\\"1"'
last_modified = "Tue, 10 Nov 2026 08:00:00 GMT"
"""


@pytest.mark.parametrize(
    ("validator", "table"),
    [
        (VALIDATOR, TABLE),
        (Validator(SOURCE, etag="1"), f'[validator]\nurl = "{SOURCE}"\netag = "1"\n'),
        (Validator(SOURCE, None, "2"), f'[validator]\nurl = "{SOURCE}"\nlast_modified = "2"\n'),
    ],
)
def test_what_the_server_said_of_the_list_is_kept(validator: Validator, table: str) -> None:
    head, dot, tables = SORTED.partition("[models")
    stated = read(f"{head}{table}\n{dot}{tables}")

    assert validator == stated.validator
    assert (read(SORTED), ()) == (stated._replace(validator=None), stated.warnings)
    assert stated == read(write_ledger(stated))


def test_it_stands_before_the_models() -> None:
    text = write_ledger(read(SORTED)._replace(validator=Validator(SOURCE, "1")))

    assert SORTED.replace("[models", f'[validator]\nurl = "{SOURCE}"\netag = "1"\n\n[models', 1) == text


@pytest.mark.parametrize(
    "table", ["", "[validator]", f"[validator]\nurl = '{SOURCE}'", "[validator]\netag = ''"]
)
def test_a_validator_that_says_nothing_is_none(table: str) -> None:
    assert read(ledger(table)).validator is None


def test_a_validator_may_not_say_where_it_came_from() -> None:
    assert Validator("", "1") == read(ledger("[validator]\netag = '1'")).validator


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("[[validator]]", "validator: [{}] is not a table"),
        (
            "[validator]\netag = 1",
            "validator.etag: 1 is not a string of up to 300 characters without control characters",
        ),
    ],
)
def test_a_wrong_validator_is_refused(table: str, complaint: str) -> None:
    assert (f"prices.toml: {complaint}", MEND_THERE) == complaint_about(ledger(table).encode())


@pytest.mark.parametrize("header", ["", "x" * 301, "caf\xe9", "a\x85b", "a\tb", "a\x7f"])
def test_a_header_that_can_t_be_kept_or_sent_back_is_passed_over(header: str) -> None:
    assert validator_of(SOURCE, header, None) is None
    assert validator_of(SOURCE, None, header) is None
    assert Validator(SOURCE, "x" * 300) == validator_of(SOURCE, "x" * 300, header)


UNKNOWN = 'mood = "good"\nfloats = [1e5, nan, -0.5, 0.5]\ndeep = { a = [{ b = 1979-05-27T07:32:00Z }] }\n'


def test_unknown_keys_are_warned_of_once_and_kept() -> None:
    text = ledger(model("a/x", facts=UNKNOWN), model("a/y", "input = 1\nvideo = 2", facts=UNKNOWN))
    found = read(f'{text}\n[sister]\nwords = ["a\u2028b", "c"]\n')
    places = (
        'deep (in models."a/x"), floats (in models."a/x"), mood (in models."a/x"), sister (in the ledger), '
        'video (in models."a/y".price)'
    )
    again = read(write_ledger(found))
    kept = [
        'mood = "good"',
        "floats = [\n    100000.0,\n    nan,\n    -0.5,\n    0.5,\n]",
        "deep]\na = [\n    { b = 1979-05-27 07:32:00+00:00 },\n]",
        'words = ["a\u2028b", "c"]',
    ]

    assert (
        Note("unknown_keys", f"prices.toml: keys that this version does not know: {places}"),
    ) == found.warnings
    assert {"sister": {"words": ["a\u2028b", "c"]}} == found.extra
    assert (found.warnings, found.extra) == (again.warnings, again.extra)
    assert [] == [text for text in kept if text not in write_ledger(found)]


def test_more_than_five_unknown_keys_are_counted_and_hostile_ones_escaped() -> None:
    keys = "".join(f"k{number} = 1\n" for number in range(5)) + '"\\u001b[31m" = 1\n'

    assert (
        Note(
            "unknown_keys",
            r"prices.toml: keys that this version does not know: '\x1b[31m' (in the ledger), "
            "k0 (in the ledger), k1 (in the ledger), k2 (in the ledger), k3 (in the ledger) and 1 more",
        ),
    ) == read(keys + ledger()).warnings


def test_a_long_period_is_written_as_a_table_of_its_own() -> None:
    periods = [
        f'{{ since = 202{year}-01-01, seen = 202{year}-02-01, inferred = ["cache_read"], '
        f"input = 0.123456789, "
        f"output = 0.987654321, cache_read = 0.1111111111, when = [{{ above = 5, input = 7.125 }}] }}"
        for year in range(3)
    ]
    found = read(ledger(model("a/x", facts=f"since = 2026-01-01\npast = [{', '.join(periods)}]")))

    assert len(periods) == write_ledger(found).count('[[models."a/x".past]]')
    assert found == read(write_ledger(found))


def test_a_decimal_is_never_written_with_an_exponent() -> None:
    tiny = Model("a/x", Period(Price({"input": Decimal("1E-9"), "output": Decimal("1E+3")}), None, None))
    text = write_ledger(Ledger({"a/x": tiny}, date(2026, 1, 1), SOURCE))

    assert text.endswith("input = 0.000000001\noutput = 1000\n\n[end]\nentries = 1\n")


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "no schema number; this llmcost reads schema 1", NAME_A_LEDGER),
        (b"schema = 0", "schema 0; this llmcost reads schema 1", NAME_A_LEDGER),
        (b"schema = 2", "schema 2; this llmcost reads schema 1", "upgrade llmcost-cli"),
        (b"schema = '1'", "the ledger.schema: '1' is not a whole number from 0", MEND_THERE),
        (b"schema = 1", "currency None", "llmcost computes in USD"),
        (b"schema = 1\ncurrency = 'EUR'", "currency 'EUR'", "llmcost computes in USD"),
        (b"schema = 1\ncurrency = 'USD'", "as_of is missing", "state the day on which the prices were seen"),
        (ledger(as_of="7").encode(), "the ledger.as_of: 7 is not a date such as 2026-11-10", MEND_THERE),
        (ledger("models = 7").encode(), "models: 7 is not a table", MEND_THERE),
        (ledger("[[models]]").encode(), "models: [{}] is not a table", MEND_THERE),
        (ledger('[models."a/x"]').encode(),
         'models."a/x": it has no price; give it one, or price = "varies"', MEND_THERE),
        (b"\xff\xfe[", "not UTF-8 text at byte 0", "name a TOML file"),
        (b"x = " + b"[" * 100_000, "nested too deeply", "mend it, or name another file"),
        (b"schema = 1\n" + b"a." * 31 + b"a = 1", "line 2 has a key of too many parts", "mend that line"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else None,
)  # fmt: skip
def test_what_is_no_ledger_is_refused_with_a_remedy(data: bytes, message: str, hint: str) -> None:
    assert (f"prices.toml: {message}", hint) == complaint_about(data)


@pytest.mark.parametrize(
    "number", ["-0.4", "nan", "+inf", "4e-7", "1E2", "1_0.5", "true", '"0.4"', "-1", "0." + "1" * 25]
)
def test_a_rate_is_a_plain_decimal_or_nothing(number: str) -> None:
    shown = {'"0.4"': "'0.4'"}.get(number, number)
    wanted = "a plain non-negative decimal number (no sign, exponent, nan or inf)"

    assert (
        f'prices.toml: models."a/x".price.input: {shown} is not {wanted}',
        MEND_THERE,
    ) == complaint_about(ledger(model("a/x", f"input = {number}")).encode())


# A key of 30 parts in each of 40 headers that lead ever deeper.
DEEP = "name = " + "{ " + " = { ".join([".".join("a" * 30)] * 40) + " = 1" + " }" * 40


@pytest.mark.parametrize("name", ["." * 40, "'''" + "." * 40, '"' + "." * 40, "\\" + "." * 40 + '"""'])
def test_a_name_of_many_dots_is_written_and_read(name: str) -> None:
    dotty = Model("a/x", Period(Price({"input": Decimal(1)}), None, None), name=name)
    found = Ledger({"a/x": dotty}, DAY, SOURCE)

    assert found == read(write_ledger(found))


NO_TEXT = "is not a string of up to 300 characters without control characters"


def test_a_number_that_can_t_even_be_shown_is_refused() -> None:
    facts = "name = 0x" + "f" * 5000
    told = (f'prices.toml: models."a/x".name: this int {NO_TEXT}', MEND_THERE)
    assert told == complaint_about(ledger(model("a/x", facts=facts)).encode())


def test_tables_too_deep_to_be_shown_are_refused() -> None:
    # Since Python 3.12 they can be shown after all, and are cut short.
    message, hint = complaint_about(ledger(model("a/x", facts=DEEP)).encode())
    assert (True, MEND_THERE) == (message.endswith(NO_TEXT), hint)
    assert len(message) < 200


def test_a_ledger_is_refused_wherever_it_is_cut_off() -> None:
    whole = SORTED.encode()
    for length in range(len(whole.rstrip()) - 1):
        with suppress(LedgerError):
            # A number or a list that is cut short may still be one; then nothing is missing but its end.
            assert read(SORTED).models.keys() == read_ledger(whole[:length], "cut").models.keys()


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        ("since = 2026-01-01", DAY),
        ("since = 2026-01-01\nseen = 2026-02-01", date(2026, 2, 1)),
        ("since = 2026-01-01\nretired = 2026-02-01", None),
        ("", None),
    ],
)
def test_a_listed_model_was_last_seen_with_the_rest_of_its_ledger(lines: str, seen: date | None) -> None:
    text = ledger(f"""\
[models."a/x"]
{lines}

[models."a/x".price]
input = 1
""")
    found = read(text)
    assert seen == found.models["a/x"].current.seen
    assert found.models == read(write_ledger(found)).models


def test_a_renewal_that_changes_no_price_changes_no_line_of_a_model() -> None:
    old = read(ALL)
    later = old._replace(
        as_of=date(2026, 12, 1),
        models={
            key: each._replace(current=each.current._replace(seen=date(2026, 12, 1)))
            if each.retired is None
            else each
            for key, each in old.models.items()
        },
    )
    changed = {*write_ledger(later).splitlines()} - {*write_ledger(old).splitlines()}
    assert {"as_of = 2026-12-01"} == changed


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("since = 2026-11-11", "since"),
        ("since = 2026-11-11\nseen = 2026-11-11", "since"),
        ("since = 2026-11-10\nseen = 2026-11-11", "seen"),
        ("seen = 2026-11-11", "seen"),
        ("seen = 2026-11-11\nretired = 2026-11-10", "seen"),
    ],
)
def test_a_price_that_begins_or_was_seen_after_its_ledger_ends_is_refused(lines: str, key: str) -> None:
    text = ledger(model("a/x", facts=lines))

    assert (
        f'prices.toml: models."a/x".{key}: 2026-11-11 is later than as_of, 2026-11-10',
        MEND_THERE,
    ) == complaint_about(text.encode())
