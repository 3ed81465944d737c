from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from llmcost.errors import UsageError
from llmcost.sql.spark_names import Named, find_named

if TYPE_CHECKING:
    from pathlib import Path


def test_files_here_are_paths_that_stand_for_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a [1]{x}*.csv").write_text("model\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a [1]{x}*.csv")
    assert find_named(["link.csv"], cwd=tmp_path) == Named(
        "csv",
        (rf"file:{tmp_path}/a \[1\]\{{x\}}\*.csv",),
        None,
        {f"{tmp_path}/a [1]{{x}}*.csv": "link.csv"},
        6,
    )


def test_names_of_folders_are_columns_below_the_one_that_all_share(tmp_path: Path) -> None:
    for name in ("day=1/hour=1/a.csv", "day=2/hour=1/b.csv", "other/day=1/c.csv"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert f"file:{tmp_path}" == find_named(["day=1", "day=2"], cwd=tmp_path).base
    assert find_named(["."], cwd=tmp_path).base is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["s3a://b/usage", "file:/data/usage/", "s3a://b/usage"],
            ("", ("s3a://b/usage", "file:/data/usage/")),
        ),
        (["hdfs://h/a*.csv.gz"], ("csv", ("hdfs://h/a*.csv.gz",))),
    ],
)
def test_addresses_are_told_by_their_endings(
    tmp_path: Path, names: list[str], expected: tuple[str, tuple[str, ...]]
) -> None:
    assert Named(*expected, None, {}, 0) == find_named(names, cwd=tmp_path)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["s3a://b/**/a.csv"], "s3a://b/**/a.csv: Spark knows no ** in addresses"),
        (["s3a://b/usage", "a.csv"], "s3a://b/usage: beside names that end otherwise"),
        (["_a.csv"], "_a.csv: Spark passes over names that begin with a dot or _"),
        ([".a.csv"], ".a.csv: Spark passes over names that begin with a dot or _"),
    ],
)
def test_what_spark_would_not_read_is_refused(tmp_path: Path, names: list[str], message: str) -> None:
    for name in ("a.csv", "_a.csv", ".a.csv"):
        (tmp_path / name).touch()
    with pytest.raises(UsageError) as caught:
        find_named(names, cwd=tmp_path)
    assert message == caught.value.message
