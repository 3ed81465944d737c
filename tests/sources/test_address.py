from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.errors import SourceError, UsageError
from llmcost.sources.address import LONGEST, checked_url, redirected, shown

ODD = st.text(st.sampled_from("htps:/@?#[]%.-x19é\x00\\ "), max_size=30)
URLS = ODD | st.builds("{}://{}".format, st.sampled_from(["https", "http", "file"]), ODD)


@pytest.mark.parametrize(
    "url",
    [
        "https://openrouter.ai/api/v1/models",
        "https://mirror.example:8443/list?key=1",
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://127.9.9.9:1/",
        "http://[::1]:65535/",
    ],
)
def test_https_may_be_fetched_and_plain_http_on_this_machine(url: str) -> None:
    assert url == str(checked_url(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://openrouter.ai/",
        "http://127.0.0.1.evil.test/",
        "http://localhost.evil.test/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://192.168.0.1/",
        "ftp://openrouter.ai/",
    ],
)
def test_everything_else_may_not(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_url(url)
    assert f"{url!r} does not begin with https://" == caught.value.message
    assert "plain http is for this machine alone (localhost, 127.0.0.1)" == caught.value.hint


@pytest.mark.parametrize(
    "url",
    [
        "",
        "openrouter.ai",
        "/api/v1/models",
        "https://",
        "mailto:a@b",
        "https://[::1",
        "https://xn--/",
        "https://h:port/",
        "https://h:65536/",
        "https://h:-1/",
        "https://h\x00/",
        "https://h/" + "x" * 70_000,
    ],
)
def test_a_url_names_a_host_and_a_port_that_can_be(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_url(url)
    assert "what is given for the URL is none" == caught.value.message
    assert "give one that begins with https://" == caught.value.hint


def test_a_url_is_no_longer_than_a_ledger_can_state() -> None:
    longest = "https://h/" + "x" * (LONGEST - len("https://h/"))
    assert longest == shown(checked_url(f"{longest}?{'x' * LONGEST}"))
    with pytest.raises(UsageError) as caught:
        checked_url(f"{longest}x")
    assert ("a URL of 301 characters", "give one of up to 300") == (caught.value.message, caught.value.hint)


@pytest.mark.parametrize(
    "url",
    [
        "http://user:secret@h/?key=secret#secret",
        "https://user:secret@h:port/",
        "https://u:secret/@h:p/?secret",
        "user:secret@h",
        "user:secret@h/https://",
        "https:/user:secret@h/",
        "https:user:secret@h/",
        "https://user:secret@",
        "https:\\\\user:secret@h/",
        "https://user:secret@[::1",
        "https://user:secret@h/" + "x" * LONGEST,
        "ftp://user:secret@h/",
    ],
)
def test_what_a_message_shows_of_a_wrong_url_has_no_secrets(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_url(url)
    for part in ("user", "secret"):
        assert part not in f"{caught.value.message}{caught.value.hint}"
    assert caught.value.__context__ is None


def test_a_url_is_shown_without_its_secrets() -> None:
    assert "https://h:1/a" == shown(httpx.URL("https://user:secret@h:1/a?key=secret#secret"))


@pytest.mark.parametrize(
    ("url", "location", "target"),
    [
        ("https://a/b/c", "d", "https://a/b/d"),
        ("https://a/b/c", "/d?e", "https://a/d?e"),
        ("https://a/b", "//c/d", "https://c/d"),
        ("https://a/b", "https://c:1/d", "https://c:1/d"),
        ("http://localhost:1/a", "https://b/", "https://b/"),
        ("http://localhost:1/a", "http://127.0.0.1:2/b", "http://127.0.0.1:2/b"),
    ],
)
def test_a_redirect_leads_to_what_may_be_fetched(url: str, location: str, target: str) -> None:
    assert target == str(redirected(httpx.URL(url), location))


@pytest.mark.parametrize(
    ("url", "location", "shown_target"),
    [
        ("https://a/b", "http://a/b", "http://a/b"),
        ("https://a/b", "http://localhost/b", "http://localhost/b"),
        ("http://localhost/b", "http://a/b", "http://a/b"),
        ("https://a/b", "http://user:secret@a/b?secret", "http://a/b"),
        ("https://a/b", "ftp://a/" + "x" * 200, "ftp://a/" + "x" * 92),
    ],
)
def test_a_redirect_never_leads_out_of_https(url: str, location: str, shown_target: str) -> None:
    with pytest.raises(SourceError) as caught:
        redirected(httpx.URL(url), location)
    assert f"{url}: it redirects to {shown_target}, which is not https" == caught.value.message


@pytest.mark.parametrize(
    "location", ["mailto:a@b", "javascript:a", "http://[::1", "https://h:99999/", "\x00"]
)
def test_a_redirect_that_leads_nowhere_is_refused(location: str) -> None:
    with pytest.raises(SourceError) as caught:
        redirected(httpx.URL("https://user:secret@h/a?secret"), location)
    assert "https://h/a: it redirects to no URL" == caught.value.message


@given(URLS)
def test_whatever_is_given_it_is_a_url_or_an_error(url: str) -> None:
    try:
        parsed = checked_url(url)
    except UsageError:
        return
    assert parsed.host
    assert shown(parsed).startswith(("https://", "http://"))
    assert len(shown(parsed)) <= LONGEST


@given(URLS)
def test_wherever_a_redirect_leads_it_is_somewhere_safe_or_an_error(location: str) -> None:
    try:
        target = redirected(httpx.URL("https://a/b"), location)
    except SourceError:
        return
    assert "https" == target.scheme
