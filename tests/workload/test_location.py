"""The nearest file that holds a workload is found; what can't be read is never passed over."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from llmcost.errors import ConfigError
from llmcost.workload.location import find_workload

if TYPE_CHECKING:
    from pathlib import Path

HINT = "mend or remove it, or name another file"
PRICES = "[models.'acme/own']\nprice = { input = 1 }\n[aliases]\nown = 'acme/own'\n"
WORKLOAD = "[limits]\nper_day = 1\n"
TABLE = "[tool.llmcost]\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two folders, the nearest first."""
    inner = tmp_path / "inner"
    inner.mkdir()
    return [inner, tmp_path]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complaint_about(folders: list[Path]) -> tuple[str, str | None]:
    with pytest.raises(ConfigError) as refused:
        find_workload(folders)
    return refused.value.message, refused.value.hint


def test_where_there_is_none_none_is_found(folders: list[Path]) -> None:
    write(folders[0], "pyproject.toml", "[tool.other]")
    write(folders[0], "llmcost.toml", PRICES)
    write(folders[1], "pyproject.toml", "tool = 5")
    write(folders[1], "llmcost.toml", "")

    assert find_workload(folders) is None


def test_the_nearest_wins(folders: list[Path]) -> None:
    write(folders[1], "llmcost.toml", WORKLOAD)
    near = write(folders[0], "pyproject.toml", TABLE)

    assert near == find_workload(folders)


def test_two_workloads_in_one_folder_are_refused(folders: list[Path]) -> None:
    write(folders[0], "pyproject.toml", TABLE)
    own = write(folders[0], "llmcost.toml", WORKLOAD)
    message = f"two workloads: {own}, and [tool.llmcost] of pyproject.toml beside it"

    assert (message, "name the one that is meant, or make them one") == complaint_about(folders)


def test_prices_in_its_own_file_go_with_a_workload_in_pyproject(folders: list[Path]) -> None:
    write(folders[0], "llmcost.toml", PRICES)
    beside = write(folders[0], "pyproject.toml", TABLE)

    assert beside == find_workload(folders)


def test_a_file_of_prices_alone_does_not_hide_a_workload(folders: list[Path]) -> None:
    write(folders[0], "llmcost.toml", PRICES)
    far = write(folders[1], "llmcost.toml", PRICES + WORKLOAD)

    assert far == find_workload(folders)


@pytest.mark.parametrize("key", ["scenarios", "defaults", "limits", "warn_limits", "as_of", "scenario"])
def test_any_key_but_prices_makes_a_workload_even_a_mistyped_one(folders: list[Path], key: str) -> None:
    own = write(folders[0], "llmcost.toml", f"{PRICES}[{key}]\n")

    assert own == find_workload(folders)


def test_a_link_to_a_workload_is_one(folders: list[Path]) -> None:
    link = folders[0] / "llmcost.toml"
    link.symlink_to(write(folders[1], "plan.toml", WORKLOAD))

    assert link == find_workload(folders)


@pytest.mark.parametrize("name", ["llmcost.toml", "pyproject.toml"])
def test_what_is_no_toml_stops_the_search(folders: list[Path], name: str) -> None:
    path = write(folders[0], name, "a = 1\nb\nc = 2")
    write(folders[1], "llmcost.toml", WORKLOAD)
    message = (
        f"{path}:2: not TOML: Expected '=' after a key in a key/value pair (column 2)",
        "mend that line, or name another file",
    )

    assert message == complaint_about(folders)


def test_a_file_is_named_as_asked_for(folders: list[Path]) -> None:
    write(folders[0], "llmcost.toml", "b\n")
    with pytest.raises(ConfigError, match=r"^the-llmcost\.toml:1: not TOML"):
        find_workload(folders, lambda path: f"the-{path.name}")


@pytest.mark.skipif(os.name == "nt", reason="Windows words it otherwise")
def test_a_link_to_itself_stops_the_search(folders: list[Path]) -> None:
    path = folders[0] / "llmcost.toml"
    path.symlink_to(path)
    message = f"can't read the workload from {path}: {os.strerror(errno.ELOOP)}"

    assert (message, HINT) == complaint_about(folders)


def test_a_link_to_nothing_stops_the_search(folders: list[Path]) -> None:
    path = folders[0] / "pyproject.toml"
    path.symlink_to("nowhere")

    assert (f"can't read the workload from {path}: a link to what is not there", HINT) == complaint_about(
        folders
    )


def test_a_folder_of_that_name_stops_the_search(folders: list[Path]) -> None:
    path = folders[0] / "llmcost.toml"
    path.mkdir()

    assert (f"can't read the workload from {path}: not a file", HINT) == complaint_about(folders)
