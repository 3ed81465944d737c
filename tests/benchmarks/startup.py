"""How long commands take beside a bare interpreter: ``python tests/benchmarks/startup.py [RUNS]``.

Runs the installed llmcost of this interpreter in turn with ``python -c pass`` and prints the ratio of wall
times, pair by pair. Measure an install of the wheel: an editable one has no compiled ledger of its own, and
where PYTHONDONTWRITEBYTECODE is set it compiles its modules each time.
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = [sys.executable, "-c", "pass"]
PROGRAM = str(Path(sys.executable).with_name("llmcost"))
NAMED = ["estimate", "gpt-4.1-mini", "claude-sonnet-4.5", "gemini-2.5-pro", "-i", "1M", "-o", "100k"]
CASES = [
    (
        "estimate --json, one model",
        ["estimate", "gpt-4.1-mini", "-i", "1M", "-o", "100k", "--json"],
        7.0,
        9.0,
    ),
    ("estimate --json, all models", ["estimate", "-i", "1M", "-o", "100k", "--json"], 7.0, 9.0),
    ("estimate, piped, three models", NAMED, 9.5, 11.5),
    ("estimate, piped, all models", ["estimate", "-i", "1M", "-o", "100k"], 9.5, 11.5),
    ("estimate, terminal, three models", NAMED, 9.5, 11.5),
    ("estimate, terminal, all models", ["estimate", "-i", "1M", "-o", "100k"], 9.5, 11.5),
]


def seconds(command: list[str], environ: dict[str, str], *, terminal: bool) -> float:
    """Wall time of one run; what it prints goes to nobody, or to a terminal that nobody looks at."""
    if not terminal:
        began = time.perf_counter()
        subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began
    leader, follower = pty.openpty()
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environ, stdout=follower)
    os.close(follower)
    try:
        while os.read(leader, 65536):
            pass
    except OSError:
        pass  # how Linux tells that the other side has closed
    process.wait()
    os.close(leader)
    return time.perf_counter() - began


def ratios(arguments: list[str], environ: dict[str, str], runs: int, *, terminal: bool) -> list[float]:
    """Ratios of adjacent runs, after one of each that doesn't count."""
    found = []
    for _ in range(runs + 1):
        ours = seconds([PROGRAM, *arguments], environ, terminal=terminal)
        found.append(ours / seconds(BARE, environ, terminal=False))
    return found[1:]


def main() -> None:
    """Print a line a case: least, median and most, with a warm and with an empty home."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"{'ratio to python -c pass':34} {'home':6} {'min':>6} {'median':>7} {'max':>6}  goal")
    for label, arguments, *goals in CASES:
        for home, goal in zip(("own", "empty"), goals, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                environ = dict(os.environ, COLUMNS="120", TERM="xterm-256color")
                if home == "empty":
                    environ = {k: v for k, v in environ.items() if not k.startswith("XDG_")} | {
                        "HOME": folder
                    }
                found = ratios(arguments, environ, runs, terminal="terminal" in label)
            median = statistics.median(found)
            print(f"{label:34} {home:6} {min(found):6.2f} {median:7.2f} {max(found):6.2f}  <= {goal}")


if __name__ == "__main__":
    main()
