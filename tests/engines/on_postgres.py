"""PostgreSQL: a server of its own, by the programs installed, reached by a socket in its folder."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from engine import library, missing
from generated_usage import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.sql.dialects import DialectName

_TYPES = {"text": "TEXT", "count": "BIGINT", "time": "TIMESTAMPTZ"}
_BLOCK = 2**20
_LONGEST = 30
"""Seconds in which a server starts or ends."""
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "shared_buffers": "256MB",
    "work_mem": "128MB",
}
"""Nothing has to outlive the tests."""


class Postgres:
    """A connection to the server."""

    dialect: DialectName = "postgres"
    time = "timestamp"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, script: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        with self._connection.cursor() as cursor:
            cursor.execute(script)
            more: bool | None = True
            while more:
                rows = cursor.fetchall() if cursor.description else rows
                more = cursor.nextset()
        return rows

    def load(self, table: str, *paths: Path) -> None:
        columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in COLUMNS.items())
        self.run(f"DROP TABLE IF EXISTS {table} CASCADE; CREATE UNLOGGED TABLE {table} ({columns})")
        with self._connection.cursor() as cursor:
            for path in paths:
                with (
                    path.open("rb") as file,
                    cursor.copy(f"COPY {table} FROM STDIN (FORMAT csv, HEADER true)") as copy,
                ):
                    while block := file.read(_BLOCK):
                        copy.write(block)
        self.run(f"ANALYZE {table}")


@contextlib.contextmanager
def postgres_of_its_own() -> Iterator[Postgres]:
    """A server that only this process reaches; ends the test where PostgreSQL is missing."""
    driver, initdb, server = library("psycopg"), _program("initdb"), _program("postgres")
    # Not in pytest's own folder: that is root's alone, whom the server refuses to run as.
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        folder, data = Path(name), f"{name}/data"
        prefix = _as_somebody(folder)
        making = [*prefix, initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        done = subprocess.run(making, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        flags = [flag for key, value in _SETTINGS.items() for flag in ("-c", f"{key}={value}")]
        starting = [*prefix, server, "-D", data, "-k", name, *flags]
        log = folder / "log"
        with log.open("wb") as file:
            process = subprocess.Popen(starting, cwd=folder, stdout=file, stderr=file)
        try:
            with _connected(driver, folder, process, log) as connection:
                yield Postgres(connection)
        finally:
            process.send_signal(signal.SIGINT)  # without waiting for who is connected
            process.wait(_LONGEST)


def _connected(driver: Any, folder: Path, process: subprocess.Popen[bytes], log: Path) -> Any:
    """A connection, as soon as the server takes one."""
    for _ in range(_LONGEST * 10):
        with contextlib.suppress(driver.OperationalError):
            return driver.connect(host=str(folder), user="tests", dbname="postgres", autocommit=True)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"the server takes no connection: {log.read_text(encoding='utf-8')}")


def _program(name: str) -> str:
    """Debian keeps the programs of a server off the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(installed[-1]) if installed else None)
    return found or missing(f"{name} of PostgreSQL is not installed")


def _as_somebody(folder: Path) -> list[str]:
    """What to start a program with: not as root, and so that it ends with this process, however that ends."""
    setpriv = shutil.which("setpriv")
    ending = [setpriv, "--pdeathsig", "INT"] if setpriv else []
    if os.geteuid() != 0:
        return ending
    if not setpriv:
        missing("PostgreSQL doesn't run as root, and setpriv is not installed")
    somebody = pwd.getpwnam("nobody")
    os.chown(folder, somebody.pw_uid, somebody.pw_gid)
    ids = [f"--reuid={somebody.pw_uid}", f"--regid={somebody.pw_gid}", "--clear-groups"]
    return [*ending, *ids]
