"""Sessions of Spark: the one that runs, one of one's own in this machine, and what there is without any."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from engine import library
from on_spark import spark_in_local_mode

from llmcost.errors import UsageError
from llmcost.sql.spark_engine import SparkEngine, _faults
from llmcost.sql.spark_session import join_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from on_spark import Spark

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("engines"),
    # PySpark leaves the closing of its sockets to chance.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]

ROWS = """\
model,input,output,when,team
gpt-4.1-mini,1000,200,2026-05-01T10:00:00Z,a
claude-sonnet-4.5,300,50,2026-05-02T23:30:00+02:00,b
nobody-knows,10,10,2026-05-03,b
gpt-4.1-mini,7
"""
TWICE = """\
from llmcost import SparkEngine
for _ in range(2):
    with SparkEngine() as engine:
        print(*engine.run("SELECT 1 + 1"), engine._session.conf.get("spark.master"))
"""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    with spark_in_local_mode(tmp_path_factory.mktemp("spark")) as engine:
        yield engine


@pytest.fixture
def usage(tmp_path: Path) -> Path:
    path = tmp_path / "usage.csv"
    path.write_text(ROWS)
    return path


def start(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, *arguments)
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, **environ}
    )


def asked(path: Path, engine: str) -> Sequence[str]:
    flags = ("--json", "--by", "team,model", "--map", "time=when", "--tz", "Europe/Berlin")
    return ("-m", "llmcost", "usage", str(path), "--engine", engine, *flags)


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    library("pyspark.sql")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError) as caught:
        SparkEngine()
    assert ("--engine spark: pyspark is not installed", "pip install 'llmcost-cli[spark]'") == (
        caught.value.message,
        caught.value.hint,
    )


@pytest.mark.parametrize(
    ("environ", "says", "hint"),
    [
        ({"PATH": "", "JAVA_HOME": ""}, "Spark needs Java, which is not installed", "install Java 17 or 21"),
        ({"JAVA_HOME": "/nowhere"}, "Spark doesn't start: /", "see that JAVA_HOME"),
    ],
)
def test_without_java_it_is_told_what_to_do(
    usage: Path, environ: dict[str, str], says: str, hint: str
) -> None:
    library("pyspark.sql")
    done = start(*asked(usage, "spark"), **environ)
    error = json.loads(done.stdout)["error"]
    assert (2, True) == (done.returncode, error["message"].startswith(f"--engine spark: {says}"))
    assert hint in error["hint"]
    assert "Traceback" not in done.stderr


def test_it_says_what_duckdb_says_and_nothing_else(usage: Path) -> None:
    library("pyspark.sql")
    found, expected = (start(*asked(usage, engine)) for engine in ("spark", "duckdb"))
    assert (expected.returncode, expected.stdout, expected.stderr) == (
        found.returncode,
        found.stdout,
        found.stderr,
    )


def test_a_session_of_its_own_ends_with_it_and_can_be_started_again(tmp_path: Path) -> None:
    library("pyspark.sql")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = start("-c", TWICE, TMPDIR=str(scratch))
    assert ("(2,) local[*]\n" * 2, "") == (done.stdout, done.stderr)
    assert [] == list(scratch.glob("llmcost-*"))


def test_what_is_configured_counts() -> None:
    library("pyspark.sql")
    submit = "--master local[1] --conf spark.driver.host=127.0.0.1 pyspark-shell"
    done = start("-c", TWICE, PYSPARK_SUBMIT_ARGS=submit, SPARK_LOCAL_IP="127.0.0.1")
    assert done.stdout == "(2,) local[1]\n" * 2, done.stderr


def test_another_thread_joins_the_session_that_runs(spark: Spark) -> None:
    joined = []
    thread = Thread(target=lambda: joined.append(join_session(environ={})))
    thread.start()
    thread.join()
    assert [(spark.session.sparkContext, False)] == [
        (each.session.sparkContext, each.is_ours) for each in joined
    ]


def test_a_client_without_java_has_no_faults_of_java(spark: Spark, monkeypatch: pytest.MonkeyPatch) -> None:
    both = _faults()
    monkeypatch.setitem(sys.modules, "py4j.protocol", None)
    assert both[:1] == _faults()


def test_ctrl_c_ends_it_without_a_word_of_sparks(tmp_path: Path) -> None:
    library("pyspark.sql")
    path = tmp_path / "usage.csv"
    path.write_text("model,input\n" + "gpt-4.1-mini,1000\n" * 10_000_000)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = (sys.executable, "-m", "llmcost", "usage", str(path), "--engine", "spark")
    environ = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environ,
    ) as process:
        # Spark makes it when a session starts.
        while not list(scratch.glob("llmcost-spark-*/blockmgr-*")) and process.poll() is None:
            time.sleep(0.1)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (130, "", "") == (process.returncode, out, err)
    assert [] == list(scratch.glob("llmcost-*"))
