"""``python -m llmcost``, and what the ``llmcost`` command calls."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # A run is short and frees next to nothing. Without collections while it imports, and with nothing left
    # to look through at the end, it takes a sixth less time.
    gc.disable()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by whoever started it (`>&-`): the run goes on to its exit code all the same.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    from llmcost.cli.app import run

    code = run()
    # What is frozen DuckDB takes for a leak of its own, and says so.
    if "duckdb" not in sys.modules:
        gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
