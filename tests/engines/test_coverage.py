from __future__ import annotations

import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def test_what_one_measurement_leaves_out_is_what_the_other_measures() -> None:
    main, own = (
        tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["coverage"]
        for path in (HERE.parents[1] / "pyproject.toml", HERE / "coverage.toml")
    )
    left_out = [path.removesuffix(".py").replace("/", ".") for path in main["run"]["omit"]]
    assert left_out == own["run"]["source"]
    assert (main["run"]["branch"], main["report"]) == (own["run"]["branch"], own["report"])
