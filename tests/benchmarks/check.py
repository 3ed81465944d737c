"""How long `llmcost check` takes for many scenarios: user and system seconds of whole runs, in each format.

Run it with ``python tests/benchmarks/check.py [SCENARIOS]`` where ``llmcost`` is on the path. It works in a
repository of its own; everything is told beside a bare run of the interpreter.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

MODELS = ("gpt-4.1-mini", "gpt-5", "claude-sonnet-4.5", "gemini-2.5-pro", "gpt-4o")
RUNS = {
    "bare interpreter": (sys.executable, "-c", "pass"),
    "one scenario": ("llmcost", "check", "one/llmcost.toml"),
    **{f"-f {form}": ("llmcost", "check", "-f", form) for form in ("table", "json", "csv", "markdown")},
    **{f"-f {form}": ("llmcost", "check", "-f", form) for form in ("github", "junit", "sarif")},
    "--save": ("llmcost", "check", "--save", "saved.json"),
    "--baseline": ("llmcost", "check", "--baseline", "saved.json"),
    "--against": ("llmcost", "check", "--against", "HEAD"),
    "--suggest": ("llmcost", "check", "--suggest"),
}
REPEATED = 3


def main() -> None:
    """Print a line a run: the least of some, since a busy machine only ever adds."""
    scenarios = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "llmcost.toml").write_text(workload(scenarios), encoding="utf-8")
        (folder / "one").mkdir()
        (folder / "one" / "llmcost.toml").write_text(workload(1), encoding="utf-8")
        git = ("git", "-c", "user.name=Test", "-c", "user.email=test@llmcost.test")
        for arguments in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message=first")):
            subprocess.run([*git, *arguments], cwd=folder, check=True)
        (folder / "llmcost.toml").write_text(workload(scenarios, more=1), encoding="utf-8")
        print(f"{scenarios:,} scenarios; user and system seconds, least of {REPEATED}")
        for label, command in RUNS.items():
            print(f"{label:20} {min(seconds(command, folder) for _ in range(REPEATED)):6.2f}")


def workload(scenarios: int, more: int = 0) -> str:
    """Scenarios with two limits each, no two alike; ``more`` are the requests beyond those committed."""
    return "[limits]\nper_month = 100_000_000\n" + "".join(
        f"""
[[scenarios]]
name = "scenario-{number}"
model = "{MODELS[number % len(MODELS)]}"
input = "12k"
output = 800
cached = "75%"
requests = {number + 1 + more}
per = "day"
limits = {{ per_month = 500_000, per_request = 1 }}
"""
        for number in range(scenarios)
    )


def seconds(command: tuple[str, ...], folder: Path) -> float:
    """The processor time of one run, whatever else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    subprocess.run(
        command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
