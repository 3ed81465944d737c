"""Spark in local mode, with a Java virtual machine of its own that talks to nobody but these tests."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from engine import library, missing
from generated_usage import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from llmcost.sql.dialects import DialectName

_TYPES = {"text": "STRING", "count": "BIGINT", "time": "TIMESTAMP"}
_LOOPBACK = "127.0.0.1"
_MEMORY = "2g"
_PIECE = re.compile(r"'(?:[^'\\]|\\.)*'|`[^`]*`|--[^\n]*|/\*.*?\*/|(?P<end>;)|.", re.DOTALL)


class Spark:
    """A session of two threads."""

    dialect: DialectName = "spark"
    time = "timestamp"

    def __init__(self, session: Any) -> None:
        self.session = session

    def run(self, script: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for statement in statements(script):
            found = self.session.sql(statement)
            rows = [tuple(row) for row in found.collect()] if found.columns else rows
        return rows

    def load(self, table: str, *paths: Path) -> None:
        files = [path.as_uri() for path in paths]
        self.run(f"DROP TABLE IF EXISTS {table}")
        is_parquet = paths[0].suffix == ".parquet"
        self.time = "datetime" if is_parquet else "timestamp"
        if is_parquet:
            read = self.session.read.parquet(*files)
        else:
            schema = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in COLUMNS.items())
            read = self.session.read.csv(files, schema=schema, header=True, escape='"', mode="FAILFAST")
        read.write.saveAsTable(table)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, which Spark takes one at a time."""
    start = 0
    for piece in _PIECE.finditer(script):
        if piece["end"]:
            yield script[start : piece.start()]
            start = piece.end()
    if re.sub(r"--[^\n]*", "", script[start:]).strip():
        yield script[start:]


@contextlib.contextmanager
def spark_in_local_mode(folder: Path) -> Iterator[Spark]:
    """A session that keeps all that it writes in a folder; ends the test where there is no Spark or Java."""
    sql = library("pyspark.sql")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        missing("java is not installed")
    settings = {
        "spark.master": "local[2]",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": _LOOPBACK,
        "spark.driver.bindAddress": _LOOPBACK,
        "spark.driver.memory": _MEMORY,
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder} -Djava.io.tmpdir={folder}",
        "spark.local.dir": str(folder),
        "spark.log.level": "ERROR",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    builder = sql.SparkSession.builder.appName("tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    interrupted = signal.getsignal(signal.SIGINT)
    # Whatever else it writes, it writes where it was started.
    with contextlib.chdir(folder), patch.dict(os.environ, SPARK_LOCAL_IP=_LOOPBACK):
        session = builder.getOrCreate()
    gateway = session.sparkContext._gateway
    try:
        yield Spark(session)
    finally:
        session.stop()
        # Its own asks the virtual machine to cancel all jobs.
        signal.signal(signal.SIGINT, interrupted)
        # Otherwise the virtual machine lives as long as this process.
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        # The next session starts another.
        context = library("pyspark").SparkContext
        context._gateway = context._jvm = None
