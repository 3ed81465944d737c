"""A fetch against every fault that a server, a proxy or the machine's settings can have."""

from __future__ import annotations

import gzip
import re
import signal
import socket
import threading
import time
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
import server as faults
from server import CERTIFICATE, Server, answer, redirect

from llmcost import __version__
from llmcost.errors import SourceError, UsageError
from llmcost.sources.ledger import Validator
from llmcost.sources.openrouter import Fetch, Fetched, Patience
from llmcost.sources.unpacking import MAX_UNPACKED

if TYPE_CHECKING:
    from pathlib import Path

    from server import Behaviour

    from llmcost.errors import LlmcostError

BODY = b'{"data": []}'
GOOD = answer(200, BODY)
QUICK = Patience(backoff_ms=2)
PROXY = "the proxy settings can't be used"
CERTIFICATES = "the certificate settings can't be used: "
CONNECTION = "check the connection, or try again later"
LATER = "try again later"
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fetch(server: Server, patience: Patience = QUICK, **how: Any) -> Fetched:
    return Fetch(server.url, patience=patience, **how).run()


def refusal(url: str, patience: Patience = QUICK, **how: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        Fetch(url, patience=patience, **how).run()
    return caught.value


def said(error: LlmcostError) -> tuple[str, str | None]:
    return error.message, error.hint


def outcome(*turns: Behaviour, patience: Patience = QUICK, tls: bool = False) -> tuple[str, str | None, int]:
    """What a fetch fails with, without the URL, the hint, and the number of requests."""
    with Server(*turns, tls=tls) as server:
        error = refusal(server.url, patience)
    return error.message.removeprefix(f"{server.url}: "), error.hint, len(server.requests)


def test_an_answer_is_given_with_the_servers_clock_and_validators() -> None:
    turn = answer(200, BODY, ETag='"1"', Last_Modified="Sun, 22 Nov 2026 11:00:00 GMT")
    with Server(turn, today=TODAY) as server:
        fetched = fetch(server)
    assert Fetched(BODY, '"1"', "Sun, 22 Nov 2026 11:00:00 GMT", NOON) == fetched


def test_a_request_says_who_asks_and_what_it_takes() -> None:
    with Server(GOOD) as server:
        fetch(server, key="sk-or-v1-key")
    (request,) = server.requests
    assert ("GET", "/api/v1/models") == (request.method, request.path)
    assert {
        "host": server.origin.removeprefix("http://"),
        "user-agent": f"llmcost/{__version__}",
        "accept": "application/json",
        "accept-encoding": "gzip",
        "connection": "keep-alive",
    } == {name.lower(): value for name, value in request.headers.items()}


def test_a_packed_answer_is_unpacked() -> None:
    with Server(faults.gzipped(BODY)) as server:
        assert fetch(server).body == BODY


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json", "text/plain"]
)
def test_json_goes_by_several_types(kind: str) -> None:
    with Server(answer(200, BODY, {"Content-Type": kind})) as server:
        assert fetch(server).body == BODY


def test_an_answer_without_a_type_is_taken() -> None:
    with Server(answer(200, BODY, {})) as server:
        assert fetch(server).body == BODY


def test_a_server_that_has_nothing_new_says_so_in_a_few_bytes() -> None:
    validator = Validator("", '"1"', "Sun, 22 Nov 2026 11:00:00 GMT")
    with Server(faults.not_modified('"1"'), today=TODAY) as server:
        fetched = fetch(server, validator=validator)
    assert Fetched(None, '"1"', "Sun, 22 Nov 2026 11:00:00 GMT", NOON) == fetched
    headers = server.requests[0].headers
    assert ('"1"', validator.last_modified) == (headers["If-None-Match"], headers["If-Modified-Since"])


def test_nothing_new_is_no_answer_for_who_has_nothing() -> None:
    assert ("it answered 304 (Not Modified)", "check the URL", 1) == outcome(faults.not_modified())


def test_progress_grows_up_to_the_length_that_was_announced() -> None:
    body = bytes(300_000)
    seen: list[tuple[int, int | None]] = []
    with Server(answer(200, body)) as server:
        fetch(server, progress=lambda *step: seen.append(step))
    assert [*sorted(set(seen))] == seen
    assert (300_000, 300_000) == seen[-1]


def test_progress_does_without_a_length() -> None:
    def turn(exchange: faults.Exchange) -> None:
        exchange.head()
        exchange.send(BODY)
        exchange.close_connection = True

    seen: list[tuple[int, int | None]] = []
    with Server(turn) as server:
        fetch(server, progress=lambda *step: seen.append(step))
    assert [(len(BODY), None)] == seen


def test_an_error_of_whoever_shows_progress_is_not_taken_for_one_of_the_server() -> None:
    def progress(*_: object) -> None:
        raise ValueError("no such bar")

    with Server(GOOD) as server, pytest.raises(ValueError, match="no such bar"):
        fetch(server, progress=progress)


@pytest.mark.parametrize(
    "turn",
    [
        answer(500),
        answer(503, b"{}"),
        faults.too_many("0"),
        faults.too_many("Wed, 21 Oct 2015 07:28:00 GMT"),
        faults.too_many("soon"),
        faults.reset_in_body(b'{"data'),
        faults.reset_at_once,
        faults.short(b'{"data'),
        faults.close_at_once,
        faults.garbage,
        answer(200, gzip.compress(BODY)[:-9], Content_Encoding="gzip"),
        answer(200, b"not packed at all", Content_Encoding="gzip"),
    ],
)
@pytest.mark.parametrize("tls", [False, True])
def test_a_fault_that_passes_is_survived(
    turn: Behaviour, monkeypatch: pytest.MonkeyPatch, *, tls: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Server(turn, turn, GOOD, tls=tls) as server:
        assert fetch(server).body == BODY
    assert 3 == len(server.requests)


@pytest.mark.parametrize(
    ("turn", "message"),
    [
        (answer(500), "it answered 500 (Internal Server Error)"),
        (answer(599), "it answered 599"),
        (faults.short(b"{"), "the connection failed (peer closed connection without sending complete"),
        (faults.reset_in_body(b"{"), "the connection failed (ReadError)"),
        (faults.close_at_once, "the connection failed (Server disconnected without sending a response.)"),
        (faults.garbage, "the connection failed (illegal status line: "),
        (faults.endless_head, "the connection failed (Receive buffer too long)"),
        (answer(200, b"x", Content_Encoding="gzip"), "its packing is damaged or breaks off"),
        (answer(200, Content_Encoding="gzip"), "its packing is damaged or breaks off"),
    ],
)
def test_a_fault_that_stays_is_told_after_three_tries(turn: Behaviour, message: str) -> None:
    told, hint, requests = outcome(turn)
    assert told.startswith(message)
    assert told.endswith(", 3 times")
    assert (CONNECTION if message.startswith("the connection") else LATER, 3) == (hint, requests)


@pytest.mark.parametrize(
    ("turn", "message", "hint"),
    [
        (answer(401, b"{}"), "it answered 401 (Unauthorized)", "check the URL"),
        (answer(404, b"{}"), "it answered 404 (Not Found)", "check the URL"),
        (answer(204), "it answered 204 (No Content)", "check the URL"),
        (
            faults.captive_portal,
            "it answered with text/html instead of JSON",
            "a login page of the network, perhaps; open any web page and try again",
        ),
        (
            answer(200, b"\x89PNG", {"Content-Type": "image/png"}),
            "it answered with image/png instead of JSON",
            "check the URL",
        ),
        (
            answer(200, BODY, Content_Encoding="br"),
            "packed as 'br', which nobody asked for",
            "check the URL",
        ),
        (
            answer(200, gzip.compress(gzip.compress(BODY)), Content_Encoding="gzip, gzip"),
            "packed as 'gzip, gzip', which nobody asked for",
            "check the URL",
        ),
        (faults.endless_body, "too long for a price list", "check the URL"),
        (faults.bomb(100), "too long for a price list", "check the URL"),
        (
            faults.too_many("11"),
            "it answered 429 (Too Many Requests), and asks to wait for 11 seconds",
            "try again then",
        ),
        (
            faults.too_many("99999999999"),
            "it answered 429 (Too Many Requests), and asks to wait for 99999999999 seconds",
            "try again then",
        ),
    ],
)
def test_a_fault_that_stays_for_certain_is_told_at_once(turn: Behaviour, message: str, hint: str) -> None:
    assert (message, hint, 1) == outcome(turn)


def test_the_status_of_an_answer_goes_with_the_error() -> None:
    with Server(answer(404)) as server:
        assert 404 == refusal(server.url).status


def test_a_wait_until_a_far_date_is_refused_at_once() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    message, _, requests = outcome(faults.too_many(later))
    assert re.fullmatch(r"it answered 429 .*, and asks to wait for 3\d{3} seconds", message)
    assert 1 == requests


def test_a_short_wait_is_kept() -> None:
    with Server(faults.too_many("1"), GOOD) as server:
        start = time.monotonic()
        assert fetch(server).body == BODY
        assert time.monotonic() - start > 0.9


def test_a_bomb_is_not_unpacked_beyond_what_a_list_can_have() -> None:
    turn = faults.bomb(1024)
    with Server(turn) as server:
        tracemalloc.start()
        try:
            message = refusal(server.url).message
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert f"{server.url}: too long for a price list" == message
    assert peak < 4 * MAX_UNPACKED


@pytest.mark.parametrize(
    "turn", [faults.dripped_head, faults.dripped_body, faults.too_many("5"), redirect("/again")]
)
def test_whatever_a_server_does_a_fetch_ends_in_time(turn: Behaviour) -> None:
    turn = turn if turn in {faults.dripped_head, faults.dripped_body} else faults.slow(0.4, turn)
    start = time.monotonic()
    message, hint, _ = outcome(turn, patience=Patience(total=1, read=10))
    assert time.monotonic() - start < 4
    assert ("no complete answer within 1 seconds", "try again, or give it more time with --timeout") == (
        message,
        hint,
    )


def test_a_look_up_that_hangs_does_not_hold_it_either(monkeypatch: pytest.MonkeyPatch) -> None:
    found = threading.Event()

    def getaddrinfo(*_: object, **__: object) -> Any:
        found.wait(20)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    start = time.monotonic()
    try:
        message = refusal("https://localhost:1/", Patience(total=1)).message
    finally:
        took = time.monotonic() - start
        found.set()
    assert "https://localhost:1/: no complete answer within 1 seconds" == message
    assert took < 4


@pytest.mark.parametrize("tls", [False, True])
def test_silence_is_worth_another_try(monkeypatch: pytest.MonkeyPatch, *, tls: bool) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Server(faults.silent, GOOD, tls=tls) as server:
        assert fetch(server, QUICK._replace(read=1)).body == BODY


@pytest.mark.parametrize(
    ("to", "status"),
    [("/b", 301), ("{origin}/b", 302), ("//{host}/b", 307), ("http:b", 308), ("{other}/b", 303)],
)
def test_a_redirect_is_followed(to: str, status: int) -> None:
    with Server(GOOD) as other, Server(GOOD) as server:
        host = server.origin.removeprefix("http://")
        target = to.format(origin=server.origin, host=host, other=other.origin)
        server.then(redirect(target, status), GOOD)
        assert fetch(server, key="sk-or-v1-key").body == BODY
    asked = [*server.requests, *other.requests]
    assert 2 == len(asked)
    assert asked[1].path.endswith("/b")
    assert [None, None] == [request.headers["Authorization"] for request in asked]


def test_three_redirects_are_followed() -> None:
    with Server(redirect("/1"), redirect("/2"), redirect("/3"), GOOD) as server:
        assert fetch(server).body == BODY
    assert ["/api/v1/models", "/1", "/2", "/3"] == [request.path for request in server.requests]


def test_a_fourth_redirect_is_one_too_many() -> None:
    with Server(redirect("/1"), redirect("/2"), redirect("/3"), redirect("/4"), GOOD) as server:
        error = refusal(server.url)
    assert (
        f"{server.origin}/4: more than 3 redirects",
        "give the URL that it ends at, with --url",
    ) == said(error)
    assert 4 == len(server.requests)


@pytest.mark.parametrize("to", ["/api/v1/models", "?", "#here", "//", "http://"])
def test_a_redirect_to_itself_ends(to: str) -> None:
    with Server(redirect(to)) as server:
        assert refusal(server.url).message.endswith(": more than 3 redirects")
    assert 4 == len(server.requests)


@pytest.mark.parametrize(
    "to",
    [
        "mailto:a@b",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https:///x",
        "http://[::1",
        "\x7f",
        "https://xn--/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:-1/",
        "http://127.0.0.1:x/",
    ],
)
def test_a_redirect_to_no_url_is_refused_at_once(to: str) -> None:
    assert ("it redirects to no URL", "check the URL", 1) == outcome(redirect(to))


def test_a_redirect_off_this_machine_by_plain_http_is_refused() -> None:
    to = "http://user:password@openrouter.ai/api?key=secret"
    assert (
        "it redirects to http://openrouter.ai/api, which is not https",
        "check the URL",
        1,
    ) == outcome(redirect(to))


def test_a_redirect_from_https_to_http_is_refused_even_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Server(GOOD) as plain, Server(redirect(plain.url), tls=True) as server:
        error = refusal(server.url)
    assert (
        f"{server.url}: it redirects to {plain.url}, which is not https",
        "check the URL",
    ) == said(error)
    assert [] == plain.requests


def test_a_certificate_that_nobody_signed_is_told_at_once() -> None:
    assert (
        "its certificate is not trusted: self-signed certificate",
        "behind a company's proxy, name its certificates with SSL_CERT_FILE",
        0,
    ) == outcome(GOOD, tls=True)


def test_a_certificate_can_be_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Server(GOOD, tls=True) as server:
        assert fetch(server).body == BODY


def test_a_server_without_tls_is_told_at_once() -> None:
    with Server(GOOD) as server:
        url = server.url.replace("http:", "https:")
        assert (f"{url}: no secure connection: WRONG_VERSION_NUMBER", "check the URL") == said(refusal(url))


def test_a_secure_connection_that_is_damaged_on_the_way_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def turn(exchange: faults.Exchange) -> None:
        exchange.head(headers={**faults.JSON, "Content-Length": "1000"})
        # Beneath TLS, where whoever stands between could write.
        with socket.socket(fileno=socket.dup(exchange.connection.fileno())) as beneath:
            beneath.sendall(b"\x17\x03\x03\x00\x40" + b"x" * 64)
        exchange.close_connection = True

    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    message, hint, requests = outcome(turn, tls=True)
    assert message.startswith("no secure connection: ")
    assert ("check the URL", 1) == (hint, requests)


def test_a_port_where_nobody_listens_is_told_after_three_tries() -> None:
    with Server(GOOD) as server:
        pass
    message = "the connection failed (All connection attempts failed), 3 times"
    assert (f"{server.url}: {message}", CONNECTION) == said(refusal(server.url))


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(GOOD) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        assert Fetch("http://127.0.0.1:1/list", patience=QUICK).run().body == BODY
    assert ["http://127.0.0.1:1/list"] == [request.path for request in proxy.requests]


@pytest.mark.parametrize("exempt", ["127.0.0.1", "*", "example.org, 127.0.0.1"])
def test_hosts_can_be_exempt_from_the_proxy(exempt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(answer(404)) as proxy, Server(GOOD) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        monkeypatch.setenv("NO_PROXY", exempt)
        assert fetch(server).body == BODY
    assert [] == proxy.requests


def test_a_proxy_that_refuses_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(answer(407)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
        error = refusal("https://openrouter.ai/api/v1/models", key="sk-or-v1-key")
    assert ("the proxy can't be used: 407 Proxy Authentication Required", "see HTTPS_PROXY") == said(error)
    ((method, path, headers),) = proxy.requests
    assert ("CONNECT", "openrouter.ai:443", None) == (method, path, headers["Authorization"])


def test_a_dead_proxy_is_told_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(GOOD) as proxy:
        pass
    monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
    message = "https://openrouter.ai/: the connection failed (All connection attempts failed), 3 times"
    hint = "check the connection and HTTPS_PROXY, or try again later"
    assert (message, hint) == said(refusal("https://openrouter.ai/"))


@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
def test_a_socks_proxy_needs_a_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "socks5://user:password@127.0.0.1:1080")
    assert (
        "a SOCKS proxy is set, which httpx needs a package for",
        f"pip install 'httpx[socks]', or change it; see {name.upper()}",
    ) == said(refusal("https://openrouter.ai/"))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HTTPS_PROXY", "socks4://127.0.0.1", PROXY),
        ("HTTPS_PROXY", "ftp://u:password@h", PROXY),
        ("HTTPS_PROXY", "http://127.0.0.1:port", PROXY),
        ("NO_PROXY", "[::1]:x", PROXY),
        ("SSL_CERT_FILE", "/nonexistent", f"{CERTIFICATES}[Errno 2] No such file or directory"),
        ("SSLKEYLOGFILE", "/nonexistent/log", f"{CERTIFICATES}[Errno 2] No such file or directory"),
    ],
)
def test_a_wrong_setting_is_a_hint(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    message, hint = said(refusal("https://openrouter.ai/"))
    assert told == message.partition(": '")[0]
    assert f"see {name}" == hint


def test_certificates_that_are_none_are_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "bundle.pem"))
    (tmp_path / "bundle.pem").write_text("-----BEGIN CERTIFICATE-----\nnonsense\n")
    message, hint = said(refusal("https://openrouter.ai/"))
    assert message.startswith(CERTIFICATES)
    assert "see SSL_CERT_FILE" == hint


def test_a_proxy_on_a_port_that_cannot_be_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:99999")
    assert ("the proxy can't be used: connect(): port must be 0-65535.", "see HTTPS_PROXY") == said(
        refusal("https://openrouter.ai/")
    )


def test_only_urls_that_may_be_fetched_are() -> None:
    with pytest.raises(UsageError, match="does not begin with https://"):
        Fetch("http://openrouter.ai/api/v1/models").run()


def test_an_interruption_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(faults.dripped_body) as server, pytest.raises(KeyboardInterrupt):
        fetch(server, progress=lambda *_: signal.raise_signal(signal.SIGINT))


def test_no_thread_is_left_of_a_server_whose_clients_hang() -> None:
    before = threading.active_count()
    with (
        Server(faults.silent) as server,
        socket.create_connection(("127.0.0.1", int(server.origin.rpartition(":")[2]))) as idle,
    ):
        idle.sendall(b"GET / HTTP/1.1\r\n\r\n")
        while not server.requests:
            time.sleep(0.01)
    assert before == threading.active_count()
