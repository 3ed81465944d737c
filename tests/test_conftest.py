"""The guards around all other tests hold."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ELSEWHERE = "192.0.2.1"  # an address for documentation, RFC 5737


def _connect() -> None:
    with socket.socket() as plug:
        plug.connect((ELSEWHERE, 443))


def _connect_ex() -> None:
    with socket.socket() as plug:
        plug.connect_ex((ELSEWHERE, 443))


def _look_up() -> None:
    socket.getaddrinfo(ELSEWHERE, 443)


def _look_up_bytes() -> None:
    socket.getaddrinfo(ELSEWHERE.encode(), 443)


@pytest.mark.parametrize("leave", [_connect, _connect_ex, _look_up, _look_up_bytes])
def test_a_test_that_leaves_loopback_fails(leave: Callable[[], None], ways_out: list[str]) -> None:
    with pytest.raises(Exception, match=r"a test tried to reach 192\.0\.2\.1"):
        leave()

    assert [ELSEWHERE] == ways_out
    ways_out.clear()


def test_a_name_is_not_even_looked_up(ways_out: list[str]) -> None:
    with pytest.raises(Exception, match=r"a test tried to reach openrouter\.ai"):
        socket.create_connection(("openrouter.ai", 443))

    assert ["openrouter.ai"] == ways_out
    ways_out.clear()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_loopback_may_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port)) as plug:
            assert ("127.0.0.1", port) == plug.getpeername()


def test_the_environment_is_scrubbed_and_the_home_empty(tmp_path: Path) -> None:
    kept = {"NO_COLOR", "TERM", "COLUMNS", "CI", "HTTPS_PROXY", "LLMCOST_PRICES", "XDG_CACHE_HOME"} & set(
        os.environ
    )

    assert set() == kept
    assert (tmp_path, tmp_path, []) == (Path.home(), Path.cwd(), list(tmp_path.iterdir()))


def test_golden_files_are_compared_unless_told_otherwise(
    request: pytest.FixtureRequest, *, regenerate: bool
) -> None:
    assert regenerate is request.config.getoption("--regenerate")
