"""What every test gets: a scrubbed environment, a home of its own, and no way out of this machine."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Without a database: examples would be kept in whatever folder a test works in.
settings.register_profile("fast", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("full", max_examples=2000, deadline=None, print_blob=True, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

_SCRUBBED = re.compile(
    r"(?:HTTP|HTTPS|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|(?:REQUESTS|CURL)_CA_BUNDLE|SSLKEYLOGFILE"
    r"|NO_COLOR|FORCE_COLOR|CLICOLOR.*|COLORTERM|COLUMNS|LINES|TERM|TTY_.*|CI|GITHUB_.*|LLMCOST_.*|XDG_.*"
    r"|APPDATA|LOCALAPPDATA|_?TYPER_.*|_LLMCOST_COMPLETE",
    re.IGNORECASE,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write the golden files anew instead of comparing"
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(autouse=True)
def scrubbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without the settings of whoever runs the tests, and an empty home to work in."""
    for name in list(os.environ):
        if _SCRUBBED.fullmatch(name):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


class LeftLoopbackError(Exception):
    """A test tried to reach another machine."""


@pytest.fixture
def ways_out() -> list[str]:
    """The hosts that the test tried to reach. A test of the guard itself empties it."""
    return []


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, ways_out: list[str]) -> Iterator[None]:
    """Fails a test that leaves loopback, even where the attempt's own error is swallowed."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6}:
                _stay(address[0], ways_out)
            return real(self, address)

        return connect

    real_getaddrinfo = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _stay(host, ways_out)
        return real_getaddrinfo(host, *args, **kwargs)

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    assert ways_out == [], "this test left loopback"


def _stay(host: Any, ways_out: list[str]) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name == "localhost":
        return
    try:
        local = ipaddress.ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        ways_out.append(name)
        raise LeftLoopbackError(f"a test tried to reach {name}")
