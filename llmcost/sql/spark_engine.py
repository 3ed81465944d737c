"""Spark as an engine: in the session that runs, or in one of its own."""

from __future__ import annotations

import logging
import weakref
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import uuid4

from llmcost.errors import NothingToReadError
from llmcost.printable import printable
from llmcost.sql.data_files import table_of
from llmcost.sql.engine import Found
from llmcost.sql.spark import Spark
from llmcost.sql.spark_fault import retold
from llmcost.sql.spark_frame import BAD, FILE, columns_of, frame_of
from llmcost.sql.spark_names import find_named
from llmcost.sql.spark_session import Joined, join_session
from llmcost.sql.statement import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyspark.sql import SparkSession

    from llmcost.sql.spark_names import Named

_T = TypeVar("_T")
_GOOD = f"{BAD} IS NULL AND LENGTH(COALESCE(CAST({{}} AS STRING), '')) >= 0"
"""Which rows can be read: Spark tells only beside a column that can."""
_LOGGERS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")
_PY4J_MODULES = ("java_gateway", "clientserver")
_PY4J = ("", *(f"py4j.{module}" for module in _PY4J_MODULES))
"""The loggers of py4j, which tells of an interrupt through that of all."""


class SparkEngine:
    """Runs SQL in Spark. Nothing of a session that ran before is changed.

    As a context it leaves nothing behind at its end: no view, and no session that it started itself. So it
    does when it is no longer used.
    """

    dialect = Spark()

    def __init__(self, session: SparkSession | None = None) -> None:
        """Join Spark.

        Args:
            session: the one to run in. None: the one that runs, else one as Spark is configured, such as by
                ``SPARK_REMOTE`` or ``spark-submit``, else one in this machine's own cores.

        Raises:
            UsageError: where there is no pyspark or no Java, or Spark doesn't start.
        """
        with _unlogged():
            joined = join_session() if session is None else Joined(session, is_ours=False)
        self._session = joined.session
        self._views = tuple(f"llmcost_{what}_{uuid4().hex}" for what in ("usage", "read"))
        self._shown: Mapping[str, str] = {}
        self._leave = weakref.finalize(self, _leave, joined, self._views)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Drop what was made in the session, and stop it if it was started here."""
        self._leave()

    def find(self, names: Sequence[str]) -> Found:
        """The table that is named, or that of the files, folders, wildcards or addresses.

        Raises:
            NothingToReadError: where there are none.
            UsageError: for one that can't be read, or several that are not of one kind.
        """
        told = ", ".join(map(printable, names))
        table = table_of(names)
        if table is not None:
            return self._tried(lambda: self._table(table), told)
        named = find_named(names, cwd=Path.cwd())
        self._shown = named.shown
        return self._tried(lambda: self._files(named, told), told)

    def _table(self, name: str) -> Found:
        frame = self._session.table(self.dialect.path(name))
        return Found(Table(name, "u"), columns_of(frame.schema))

    def _files(self, named: Named, told: str) -> Found:
        frame = frame_of(self._session, named)
        rows = frame.rows
        beside = next((name for name in rows.columns if name not in {BAD, FILE}), None)
        if beside is None:
            raise NothingToReadError(f"{told}: not a row can be read", hint="see that they are whole")
        column = self.dialect.identifier(beside)
        may_be_bad = BAD in rows.columns
        good = rows.where(_GOOD.format(column)).drop(BAD) if may_be_bad else rows
        usage, read = self._views
        good.createOrReplaceTempView(usage)
        rows.createOrReplaceTempView(read)
        columns = columns_of(good.drop(FILE).schema)
        return Found(
            Table(usage, "u"),
            columns | dict.fromkeys(frame.twice & columns.keys(), "twice"),
            FILE,
            named.shown,
            len(rows.inputFiles()),
            named.size,
            # Beside a column that can be read, for the same reason.
            f"SELECT COUNT({BAD}), COUNT({column}) FROM {read}" if may_be_bad else None,  # noqa: S608 - quoted
            frame.headers,
            frame.is_loose,
        )

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query.

        Raises:
            UsageError: when it fails on what stands in the files, or where they stand.
        """
        return self._tried(lambda: [tuple(row) for row in self._session.sql(sql).collect()], "spark")

    def _tried(self, action: Callable[[], _T], told: str) -> _T:
        """What Spark does, or what it says in one sentence."""
        try:
            with _unlogged(*_loggers()):
                return action()
        except _faults() as error:
            raise retold(error, told, self._shown) from None


def _faults() -> tuple[type[Exception], ...]:
    """What Spark raises; a client of Spark Connect alone has no Java to talk with."""
    from pyspark.errors import PySparkException

    try:
        from py4j.protocol import Py4JError
    except ImportError:
        return (PySparkException,)
    return PySparkException, Py4JError


def _loggers() -> Iterator[logging.Logger]:
    """Through which pyspark tells faults beside raising them."""
    from pyspark.logger import PySparkLogger

    return map(PySparkLogger.getLogger, _LOGGERS)


@contextmanager
def _unlogged(*more: logging.Logger) -> Iterator[None]:
    """Without what py4j tells beside raising it, and without what is told through others."""
    loggers = (*map(logging.getLogger, _PY4J), *more)
    for logger in loggers:
        logger.addFilter(_is_news)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether it is of another's."""
    return record.name not in _LOGGERS and record.module not in _PY4J_MODULES


def _leave(joined: Joined, views: Sequence[str]) -> None:
    """Leave a session as it was; one that is gone has nothing to leave."""
    with suppress(Exception), _unlogged():
        for view in views:
            joined.session.catalog.dropTempView(view)
        if joined.is_ours:
            joined.session.stop()
