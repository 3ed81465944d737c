"""What a fetch sends and reads; how it gets on with servers is in ``faults/test_fetch.py``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.sources.ledger import Validator
from llmcost.sources.openrouter import Fetch, _date, _wait

LIST = "https://openrouter.ai/api/v1/models"


def headers(url: str = LIST, *, key: str | None = None, validator: Validator | None = None) -> dict[str, str]:
    return Fetch(LIST, validator, key).headers(httpx.URL(url))


@pytest.mark.parametrize("url", [LIST, "https://OpenRouter.ai:443/", "https://user:pass@openrouter.ai/"])
def test_the_key_goes_to_openrouter(url: str) -> None:
    assert {"Accept-Encoding": "gzip", "Authorization": "Bearer sk-or-v1-1"} == headers(url, key="sk-or-v1-1")


@pytest.mark.parametrize(
    "url",
    [
        "http://openrouter.ai/",
        "http://openrouter.ai:443/",
        "https://openrouter.ai:8443/",
        "https://openrouter.ai.evil.test/",
        "https://openrouter.ai@evil.test/",
        "https://openrouter.ai:pass@evil.test/",
        "https://evil.test/openrouter.ai",
        "https://evil.test#openrouter.ai",
        "https://notopenrouter.ai/",
        "https://www.openrouter.ai/",
        "https://openrouter.ai./",
        "https://openrоuter.ai/",  # noqa: RUF001 - a Cyrillic o
        "https://127.0.0.1/",
    ],
)
def test_the_key_goes_to_nobody_else(url: str) -> None:
    assert {"Accept-Encoding": "gzip"} == headers(url, key="sk-or-v1-1")


@pytest.mark.parametrize("key", [None, "", "sk\n", "sk\r\nX: y", "sk é", "s" * 1001])
def test_a_key_that_cannot_be_sent_is_not(key: str | None) -> None:
    assert {"Accept-Encoding": "gzip"} == headers(key=key)


def test_a_validator_is_sent() -> None:
    told = Validator(LIST, 'W/"1 2"', "Sun, 22 Nov 2026 11:00:00 GMT")
    assert {
        "Accept-Encoding": "gzip",
        "If-None-Match": 'W/"1 2"',
        "If-Modified-Since": "Sun, 22 Nov 2026 11:00:00 GMT",
    } == headers(validator=told)


@pytest.mark.parametrize("text", [None, "", "é", "a\nb", " a", "a\x00"])
def test_a_validator_that_cannot_be_sent_is_not(text: str | None) -> None:
    assert {"Accept-Encoding": "gzip"} == headers(validator=Validator(LIST, text, text))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None),
        ("0", 0),
        (" 7 ", 7),
        ("3600", 3600),
        ("9" * 18, 10**18 - 1),
        ("9" * 5000, None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00 +99999999999999999999", None),
    ],
)
def test_a_wait_is_stated_in_seconds_or_as_a_date(text: str | None, seconds: int | None) -> None:
    assert seconds == _wait(text)


def test_a_wait_until_a_date_is_rounded_up() -> None:
    now = datetime.now(UTC)
    told = _wait(format_datetime(now + timedelta(seconds=100), usegmt=True))
    assert told in range(95, 101)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sun, 22 Nov 2026 12:00:00 GMT", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 23:00:00 -0500", datetime(2026, 11, 23, 4, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 12:00:00 -0000", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 -0100", None),
        ("Sun, 22 Nov 2026", None),
        ("", None),
        (None, None),
    ],
)
def test_a_servers_clock_is_read_in_utc(text: str | None, told: datetime | None) -> None:
    assert told == _date(text)


@given(st.text(st.sampled_from('0123456789 ,:+-GMTNovSunWed()"\\'), max_size=40) | st.text(max_size=40))
def test_whatever_a_header_says_it_is_a_date_and_a_wait_or_none(text: str) -> None:
    told = _date(text)
    assert told is None or told.tzinfo is UTC
    wait = _wait(text)
    assert wait is None or wait >= 0
