"""A server on loopback that answers by a script, and misbehaves when told to."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import sys
import threading
import zlib
from datetime import UTC, datetime, time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from email.message import Message

    Behaviour = Callable[["Exchange"], None]

JSON = {"Content-Type": "application/json"}
CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""Signed by itself, for 127.0.0.1 and localhost, with its key: good for nothing but tests."""


class Request(NamedTuple):
    """What a client sent."""

    method: str
    path: str
    headers: Message
    """Looked up in any case."""


class Exchange(BaseHTTPRequestHandler):
    """One request and what a behaviour does about it."""

    protocol_version = "HTTP/1.1"
    server: _Listener

    def setup(self) -> None:
        if self.server.tls:
            # In this thread rather than where connections are accepted: a handshake can hang.
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()
        with self.server.lock:
            self.server.connections.add(self.connection)

    def finish(self) -> None:
        with self.server.lock:
            self.server.connections.discard(self.connection)
        super().finish()
        # The listener closes the socket that it accepted; this one may be another, wrapped around it.
        self.connection.close()

    def do_GET(self) -> None:
        self.server.requests.append(Request(self.command, self.path, self.headers))
        self.server.behaviour(self.path)(self)

    def do_CONNECT(self) -> None:
        """What a proxy is asked for."""
        self.do_GET()

    def head(self, status: int = 200, headers: Mapping[str, str] = JSON) -> None:
        """Send the status line and these headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, data: bytes) -> None:
        self.wfile.write(data)

    def wait(self, seconds: float) -> bool:
        """Wait so long, but no longer than the server lives. Whether it still does."""
        return not self.server.closing.wait(seconds)

    def reset(self) -> None:
        """Break the connection off with RST."""
        self.wait(0.05)  # a reset that comes too early also takes back what was sent before
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()
        self.close_connection = True

    def date_time_string(self, timestamp: float | None = None) -> str:
        today = self.server.today
        if today is None:
            return super().date_time_string(timestamp)
        return format_datetime(datetime.combine(today, time(12), UTC), usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the overridden one
        pass


class _Listener(ThreadingHTTPServer):
    # Waited for at the end, so that no test leaves a thread behind.
    daemon_threads = False
    request_queue_size = 128

    def __init__(
        self,
        script: tuple[Behaviour, ...] | Mapping[str, Behaviour],
        *,
        today: date | None,
        tls: bool,
    ) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.today = today
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if self.tls:
            self.tls.load_cert_chain(CERTIFICATE)
        self.requests: list[Request] = []
        self.failures: list[BaseException] = []
        self.connections: set[socket.socket] = set()
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.paths: Mapping[str, Behaviour] = {} if isinstance(script, tuple) else script
        self.turns = list(script) if isinstance(script, tuple) else [answer(404, b"{}")]

    def behaviour(self, path: str) -> Behaviour:
        if path in self.paths:
            return self.paths[path]
        with self.lock:
            return self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]

    def handle_error(self, *_: Any) -> None:
        error = sys.exception()
        # Clients hang up, and close at the end breaks connections: only mistakes of a test are of interest.
        if error is not None and not isinstance(error, OSError):
            self.failures.append(error)


class Server:
    """Serves while it is entered.

    The behaviours take turns, and the last one stays; or each path has its own, and all others are a 404.
    """

    def __init__(
        self,
        *turns: Behaviour,
        paths: Mapping[str, Behaviour] | None = None,
        today: date | None = None,
        tls: bool = False,
    ) -> None:
        self._listener = _Listener(turns if paths is None else paths, today=today, tls=tls)
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,))
        scheme = "https" if tls else "http"
        self.origin = f"{scheme}://127.0.0.1:{self._listener.server_port}"
        """Scheme, address and port."""
        self.url = f"{self.origin}/api/v1/models"

    @property
    def requests(self) -> list[Request]:
        """What came in so far, in order."""
        return self._listener.requests

    def then(self, *turns: Behaviour) -> None:
        """What follows, for scripts that name the server itself."""
        self._listener.turns[:] = turns

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown()
        self._thread.join()
        self._listener.closing.set()
        with self._listener.lock:
            for connection in self._listener.connections:
                # Ends whatever its thread reads or writes.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._listener.server_close()
        assert self._listener.failures == []


def answer(
    status: int = 200, body: bytes = b"", headers: Mapping[str, str] | None = None, **more: str
) -> Behaviour:
    """A proper answer. ``headers`` instead of those of JSON; ``more`` beside them, with _ for -."""

    def behave(exchange: Exchange) -> None:
        sent = dict(JSON if headers is None else headers)
        sent |= {name.replace("_", "-"): value for name, value in more.items()}
        length = {} if status == 304 else {"Content-Length": str(len(body))}
        exchange.head(status, sent | length)
        exchange.send(body)

    return behave


def gzipped(body: bytes) -> Behaviour:
    return answer(200, gzip.compress(body), Content_Encoding="gzip")


def redirect(to: str, status: int = 302) -> Behaviour:
    return answer(status, Location=to)


def not_modified(etag: str = '"1"') -> Behaviour:
    return answer(304, ETag=etag)


def too_many(retry_after: str) -> Behaviour:
    return answer(429, b"{}", Retry_After=retry_after)


def captive_portal(exchange: Exchange) -> None:
    answer(200, b"<!doctype html><title>Log in</title>", {"Content-Type": "text/html; charset=utf-8"})(
        exchange
    )


def short(body: bytes) -> Behaviour:
    """An orderly end, before the length that was announced."""

    def behave(exchange: Exchange) -> None:
        exchange.head(headers={**JSON, "Content-Length": str(len(body) + 1000)})
        exchange.send(body)
        exchange.close_connection = True

    return behave


def reset_in_body(body: bytes) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        exchange.head(headers={**JSON, "Content-Length": str(len(body) + 1000)})
        exchange.send(body)
        exchange.reset()

    return behave


def reset_at_once(exchange: Exchange) -> None:
    exchange.reset()


def close_at_once(exchange: Exchange) -> None:
    exchange.close_connection = True


def garbage(exchange: Exchange) -> None:
    """Something else than HTTP."""
    exchange.send(b"\x00\x01\x02 SSH-2.0-OpenSSH_9.9\r\n\r\n" * 4)
    exchange.close_connection = True


def endless_head(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        exchange.send(b"X-%d: %s\r\n" % (number, b"x" * 100))
    exchange.close_connection = True


def endless_body(exchange: Exchange) -> None:
    """As fast as it is taken."""
    exchange.head(headers=JSON)
    while exchange.wait(0):
        exchange.send(b" " * 65536)


def dripped(data: bytes, seconds: float = 0.05) -> Behaviour:
    """These bytes of head and body, one each so many seconds; then nothing more, for ever."""

    def behave(exchange: Exchange) -> None:
        for byte in data:
            if not exchange.wait(seconds):
                return
            exchange.send(bytes([byte]))
        silent(exchange)

    return behave


dripped_head = dripped(b"HTTP/1.1 200 OK\r\n" + b"X-Filler: x\r\n" * 100)


def dripped_body(exchange: Exchange) -> None:
    exchange.head(headers={**JSON, "Content-Length": "1000"})
    dripped(b" " * 1000)(exchange)


def silent(exchange: Exchange) -> None:
    """Says nothing, for ever."""
    while exchange.wait(1):
        pass
    exchange.close_connection = True


def slow(seconds: float, then: Behaviour) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        if exchange.wait(seconds):
            then(exchange)

    return behave


def bomb(megabytes: int) -> Behaviour:
    """Zeros, packed by a factor of 1000 and sent in one piece; the end of the packing is missing."""
    return answer(200, packed_zeros(megabytes), Content_Encoding="gzip")


def packed_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    first, other = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + other * (megabytes - 1)
