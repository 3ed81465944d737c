"""A server on loopback that answers chats as OpenRouter does, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from email.message import Message

USAGE = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15, "cost": 0.0000096}


class Asked(NamedTuple):
    """One request."""

    method: str
    path: str
    headers: Message
    body: Any


class ChatServer:
    """Serves while it is entered."""

    def __init__(
        self,
        message: dict[str, Any],
        *,
        status: int = 200,
        body: bytes | None = None,
        location: str | None = None,
        raw: bytes | None = None,
    ) -> None:
        """Describe the answers.

        Args:
            message: what the model says.
            status: of HTTP.
            body: instead of a chat with that message.
            location: where a redirect goes.
            raw: all that is sent, head and body, before the connection is closed.
        """
        chat = {"id": "gen-1", "choices": [{"index": 0, "message": message}], "usage": USAGE}
        self.asked: list[Asked] = []
        answer = json.dumps(chat).encode() if body is None else body
        served = _Served(status, answer, location, raw)
        self._listener = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.asked, served))
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,))
        self.base_url = f"http://127.0.0.1:{self._listener.server_port}/api/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()


class _Served(NamedTuple):
    status: int
    body: bytes
    location: str | None
    raw: bytes | None


def _handler(asked: list[Asked], served: _Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(Asked(self.command, self.path, self.headers, json.loads(body) if body else None))
            if served.raw is not None:
                self.wfile.write(served.raw)
                return
            self.send_response(served.status)
            self.send_header("Content-Type", "application/json")
            if served.location is not None:
                self.send_header("Location", served.location)
            self.send_header("Content-Length", str(len(served.body)))
            self.end_headers()
            self.wfile.write(served.body)

        def do_GET(self) -> None:
            """Answer what a redirect is followed with."""
            self.do_POST()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
