from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import httpx
import pytest

from llmcost.errors import SourceError
from llmcost.sources.connection import RetryError, failure, new_client

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = httpx.URL("https://user:secret@h/a?secret")


@pytest.fixture
def client() -> Iterator[httpx.AsyncClient]:
    made = new_client(7, 3)
    yield made
    asyncio.run(made.aclose())


def test_a_client_has_limits_and_follows_no_redirects_by_itself(client: httpx.AsyncClient) -> None:
    assert httpx.Timeout(7, connect=3) == client.timeout
    assert not client.follow_redirects


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("HTTPS_PROXY", "http://user:secret@h:port", "the proxy settings can't be used"),
        ("HTTPS_PROXY", "http://user:secret@[::1", "the proxy settings can't be used"),
        ("ALL_PROXY", "ftp://user:secret@h", "the proxy settings can't be used"),
        ("ALL_PROXY", "secret://h", "the proxy settings can't be used"),
        ("HTTPS_PROXY", "user:secret", "the proxy settings can't be used"),
        ("NO_PROXY", "[::1]:secret", "the proxy settings can't be used"),
        ("ALL_PROXY", "socks5://user:secret@h", "a SOCKS proxy is set, which httpx needs a package for"),
        (
            "SSL_CERT_FILE",
            "/nonexistent",
            "the certificate settings can't be used: [Errno 2] No such file or directory",
        ),
    ],
)
def test_settings_that_can_not_be_used_are_told_without_their_secrets(
    name: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SourceError) as caught:
        new_client(7, 3)
    hint = caught.value.hint or ""
    assert (message, f"see {name}") == (caught.value.message, hint.rpartition("; ")[2])
    assert "secret" not in hint


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (httpx.ReadTimeout("secret"), "no answer in time"),
        (httpx.ConnectError("refused"), "the connection failed (refused)"),
        (httpx.ReadError(""), "the connection failed (ReadError)"),
        (httpx.RemoteProtocolError("no HTTP"), "the connection failed (no HTTP)"),
    ],
)
def test_a_broken_connection_is_worth_another_try(error: Exception, message: str) -> None:
    told = failure(URL, error)
    assert isinstance(told, RetryError)
    assert (message, None) == (str(told), told.wait)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (httpx.ProxyError("403 Forbidden"), "the proxy can't be used: 403 Forbidden"),
        (ExceptionGroup("", [OverflowError("port")]), "the proxy can't be used: port"),
        (httpx.UnsupportedProtocol("no such scheme"), "https://h/a: no such scheme"),
        (httpx.LocalProtocolError("not sent"), "https://h/a: not sent"),
    ],
)
def test_what_stays_wrong_is_not(error: Exception, message: str) -> None:
    told = failure(URL, error)
    assert isinstance(told, SourceError)
    assert message == told.message


@pytest.mark.parametrize("kind", [ssl.SSLEOFError, ssl.SSLWantReadError, ssl.SSLZeroReturnError])
def test_a_secure_connection_that_breaks_off_is_a_broken_connection(kind: type[ssl.SSLError]) -> None:
    error = httpx.ReadError("")
    error.__cause__ = kind(8, "EOF")
    assert isinstance(failure(URL, error), RetryError)


def test_without_a_setting_in_the_environment_the_system_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    told = failure(URL, httpx.ProxyError("403 Forbidden"))
    assert isinstance(told, SourceError)
    assert "see the system's proxy settings" == told.hint
    monkeypatch.setenv("https_proxy", "http://h")
    monkeypatch.setenv("NO_PROXY", "h")
    told = failure(URL, httpx.ProxyError("403 Forbidden"))
    assert isinstance(told, SourceError)
    assert "see HTTPS_PROXY, NO_PROXY" == told.hint
