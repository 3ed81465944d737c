"""The session of Spark that runs, or one that is started."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import weakref
from contextlib import suppress
from functools import cache
from tempfile import TemporaryFile, mkdtemp
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyspark.sql import SparkSession

_CONFIGURED = (
    *("SPARK_REMOTE", "SPARK_API_MODE", "SPARK_HOME", "SPARK_CONF_DIR", "MASTER"),
    *("PYSPARK_SUBMIT_ARGS", "PYSPARK_GATEWAY_PORT"),
)
"""By any of these somebody says where Spark runs: all of it is theirs then, and nothing is set here."""
_OWN = {
    # Nobody else reaches it, and it says nothing.
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
    # Groups are few: for the default of 200 it would start as many tasks.
    "spark.sql.shuffle.partitions": "8",
}
"""The settings of a session in this machine's own cores."""
_TOLD = 200
_HINT = (
    "see that JAVA_HOME and spark-submit work, or unset what configures Spark: it then runs in this "
    "machine's own cores"
)


class Joined(NamedTuple):
    """A session."""

    session: SparkSession
    is_ours: bool
    """Whether it was started here, and so is to be stopped."""


def join_session(environ: Mapping[str, str] = os.environ) -> Joined:
    """The session that runs in this process, or a new one: of a cluster where one is configured, else local.

    Args:
        environ: where it may be configured.

    Raises:
        UsageError: where there is no pyspark or no Java, or Spark doesn't start.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError(
            "--engine spark: pyspark is not installed", hint="pip install 'llmcost-cli[spark]'"
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return Joined(running, is_ours=False)
    is_ours = not _has_context()
    try:
        if not is_ours or any(environ.get(name) for name in _CONFIGURED):
            return Joined(SparkSession.builder.appName("llmcost").getOrCreate(), is_ours)
        return _local_session(environ)
    # A client of Spark Connect alone has no Spark to run here.
    except (PySparkException, RuntimeError, OSError, ImportError) as error:
        said = str(error).partition("\n")[0][:_TOLD]
        raise UsageError(f"--engine spark: Spark doesn't start: {said}", hint=_HINT) from None


def _has_context() -> bool:
    """Whether another thread of this process has a session."""
    context = getattr(sys.modules["pyspark"], "SparkContext", None)
    return getattr(context, "_active_spark_context", None) is not None


def _local_session(environ: Mapping[str, str]) -> Joined:
    """A session in this machine's own cores, with a Java virtual machine that ends with this process."""
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    if not environ.get("JAVA_HOME") and shutil.which("java", path=environ.get("PATH")) is None:
        raise UsageError(
            "--engine spark: Spark needs Java, which is not installed",
            hint="install Java 17 or 21, or set SPARK_REMOTE to the sc:// address of a Spark Connect server",
        )
    interrupted = signal.getsignal(signal.SIGINT)
    settings = SparkConf().setAll(list(_OWN.items())).setAppName("llmcost")
    settings.set("spark.local.dir", _folder()).set("spark.sql.warehouse.dir", _folder())
    if SparkContext._gateway is not None:  # noqa: SLF001 - a process has one, even without a session
        return Joined(SparkSession.builder.config(conf=settings).getOrCreate(), is_ours=True)
    # What the machine says while it starts is of no use to anybody, unless it doesn't start.
    with TemporaryFile() as said:
        try:
            gateway = launch_gateway(settings, {"stdout": said, "stderr": said})
        except PySparkException:
            said.seek(0)
            words = said.read().decode(errors="replace").splitlines()
            why = next((line for line in words if not line.startswith("WARNING: ")), "Java ends at once")
            raise RuntimeError(why) from None
    session = SparkSession(SparkContext(conf=settings, gateway=gateway))
    # Its own talks to the virtual machine in the midst of talking to it. Other threads than the main one
    # have none and may set none.
    with suppress(ValueError):
        signal.signal(signal.SIGINT, interrupted)
    return Joined(session, is_ours=True)


@cache
def _folder() -> str:
    """Where sessions of this process write, all in the one that the first of them was given."""
    folder = mkdtemp(prefix="llmcost-spark-")
    # At the end of the process, when the last session was stopped.
    weakref.finalize(Joined, shutil.rmtree, folder, ignore_errors=True)
    return folder
