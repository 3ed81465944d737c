"""How fast usage is priced in process, by DuckDB and by Spark: rows a second, and the memory that takes.

Run it with ``python tests/benchmarks/engines.py [MILLIONS ...]`` where ``llmcost`` is on the path with its
extras ``duckdb`` and ``spark``; by default with 1 and 10 million. The million records that engines are tested
with are written as CSV, and copied for more; engines read them as Parquet, too. Each run is a process of its
own, from start to end. Memory is the most that each of its processes ever held, added up.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from generated_usage import as_parquet, generate

from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MILLION = 1_000_000
DEFAULT = ("1", "10")
RUNS = {
    "in process": ("csv", ()),
    "in process, --jobs 2": ("csv", ("--jobs", "2")),
    "DuckDB": ("csv", ("--engine", "duckdb")),
    "DuckDB, Parquet": ("parquet", ("--engine", "duckdb")),
    "Spark": ("csv", ("--engine", "spark")),
    "Spark, Parquet": ("parquet", ("--engine", "spark")),
}
PAUSE = 0.05


class Figures(NamedTuple):
    """What one run took."""

    seconds: float
    busy: float
    """Seconds of processors, its children's included."""
    mebibytes: float
    cost: Decimal


def main() -> None:
    """Print a line a run, and by how much its total differs from the first one's."""
    catalog = load_catalog(None, environ={})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = generate(folder, MILLION, catalog)
        originals = {"csv": made.csv, "parquet": (as_parquet(made),)}
        for millions in map(int, sys.argv[1:] or DEFAULT):
            print(f"{millions * MILLION:,} rows")
            truth = None
            for label, (kind, flags) in RUNS.items():
                files = [path for original in originals[kind] for path in copied(original, millions)]
                command = ("llmcost", "usage", *map(str, files), "--json", "--quiet", *flags)
                try:
                    found = run(command, folder)
                except RuntimeError as error:
                    print(f"  {label:22} {error}", flush=True)
                    continue
                truth = found.cost if truth is None else truth
                print(
                    f"  {label:22} {told(found, millions)}  off by {(found.cost - truth).normalize():f} USD",
                    flush=True,
                )


def copied(original: Path, times: int) -> Iterator[Path]:
    """A file so many times, itself the first."""
    yield original
    for number in range(1, times):
        copy = original.with_stem(f"{original.stem}-{number}")
        if not copy.exists():
            shutil.copyfile(original, copy)
        yield copy


def run(command: Sequence[str], folder: Path) -> Figures:
    """What one process takes with all that it starts.

    Raises:
        RuntimeError: when it fails.
    """
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    out, told = folder / "out", folder / "told"
    began, before = time.perf_counter(), os.times()
    with out.open("wb") as stdout, told.open("wb") as stderr:
        process = subprocess.Popen(command, cwd=folder, env=environ, stdout=stdout, stderr=stderr)
        most: dict[int, int] = {}
        while process.poll() is None:
            for pid in family(process.pid):
                most[pid] = max(most.get(pid, 0), peak(pid))
            time.sleep(PAUSE)
    seconds, after = time.perf_counter() - began, os.times()
    if process.returncode:
        said = told.read_text(encoding="utf-8").strip() or out.read_text(encoding="utf-8")
        raise RuntimeError(f"exit code {process.returncode}: {said.splitlines()[0] if said else ''}")
    busy = sum(after[2:4]) - sum(before[2:4])
    answer = json.loads(out.read_text(encoding="utf-8"), parse_float=Decimal)
    return Figures(seconds, busy, sum(most.values()) / 1024, Decimal(answer["total"]["cost"] or 0))


def family(pid: int) -> Iterator[int]:
    """A process and all that it started, directly or not."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue  # it has just ended
        for child in children:
            yield from family(int(child))


def peak(pid: int) -> int:
    """The most memory that a process held so far, in kibibytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def told(found: Figures, millions: int) -> str:
    """One run's figures."""
    rate = millions * MILLION / found.seconds
    return f"{rate:10,.0f} rows/s {found.seconds:7.1f} s {found.busy:7.1f} CPU s {found.mebibytes:7,.0f} MiB"


if __name__ == "__main__":
    main()
