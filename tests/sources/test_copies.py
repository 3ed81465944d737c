"""A ledger is parsed once; its copy saves time and is never needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ledgers import MINI, RETIRED, ledger

from llmcost.errors import LedgerError
from llmcost.sources.copies import KEPT, through_copy
from llmcost.sources.document import read_ledger

if TYPE_CHECKING:
    from llmcost.sources.ledger import Ledger

TEXT = ledger(RETIRED, MINI).encode()


class Parser:
    """Parses, and counts how often."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, data: bytes, path: str) -> Ledger:
        self.calls += 1
        return read_ledger(data, path)


@pytest.fixture
def parse() -> Parser:
    return Parser()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder of copies that isn't there yet."""
    return tmp_path / "cache" / "llmcost"


def load(parse: Parser, cache: Path, path: str = "/prices.toml", data: bytes = TEXT) -> list[str]:
    """The ids of the ledger, sorted, since a copy has its own order."""
    return sorted(through_copy(data, Path(path), cache, parse).models)


IDS = ["openai/gpt-4", "openai/gpt-4.1-mini"]


def test_the_second_time_nothing_is_parsed(parse: Parser, cache: Path) -> None:
    assert [IDS, IDS] == [load(parse, cache), load(parse, cache)]
    assert 1 == parse.calls
    assert ["ledger"] == [path.name.partition("-")[0] for path in cache.iterdir()]


@pytest.mark.parametrize("change", [{"path": "/other.toml"}, {"data": TEXT + b"\n"}])
def test_another_file_or_content_has_a_copy_of_its_own(
    parse: Parser, cache: Path, change: dict[str, str | bytes]
) -> None:
    load(parse, cache)
    load(parse, cache, **change)  # type: ignore[arg-type]

    assert (2, 2) == (parse.calls, len(list(cache.iterdir())))


@pytest.mark.parametrize("damage", [b"", b"llmcost-ledger-1", b"\x00" * 500, TEXT])
def test_a_damaged_copy_is_made_anew(parse: Parser, cache: Path, damage: bytes) -> None:
    load(parse, cache)
    (copy,) = cache.iterdir()
    whole = copy.read_bytes()
    copy.write_bytes(damage)

    assert (IDS, 2, whole) == (load(parse, cache), parse.calls, copy.read_bytes())


def test_a_copy_that_lost_its_end_is_made_anew(parse: Parser, cache: Path) -> None:
    load(parse, cache)
    (copy,) = cache.iterdir()
    copy.write_bytes(copy.read_bytes()[:-1])

    assert (IDS, 2) == (load(parse, cache), parse.calls)


def test_where_the_cache_is_a_file_the_ledger_still_loads(parse: Parser, cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_text("in the way")

    assert [IDS, IDS] == [load(parse, cache), load(parse, cache)]
    assert (2, "in the way") == (parse.calls, cache.read_text())


def test_where_a_folder_is_in_the_copy_s_place_the_ledger_still_loads(parse: Parser, cache: Path) -> None:
    load(parse, cache)
    (copy,) = cache.iterdir()
    copy.unlink()
    copy.mkdir()

    assert (IDS, 2) == (load(parse, cache), parse.calls)
    assert [copy] == list(cache.iterdir())


def test_on_a_full_disk_the_ledger_still_loads(
    parse: Parser, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)

    assert (IDS, []) == (load(parse, cache), list(cache.iterdir()))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody keeps root from writing")
def test_where_the_cache_is_read_only_the_ledger_still_loads(parse: Parser, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o500)
    try:
        assert (IDS, []) == (load(parse, cache), list(cache.iterdir()))
    finally:
        cache.chmod(0o700)


def test_only_the_newest_copies_are_kept(parse: Parser, cache: Path) -> None:
    for number in range(KEPT + 4):
        known = set(cache.iterdir()) if cache.exists() else set()
        load(parse, cache, f"/{number}.toml")
        (new,) = set(cache.iterdir()) - known
        os.utime(new, (number, number))
    load(parse, cache, "/last.toml")

    kept = sorted(int(path.stat().st_mtime) for path in cache.iterdir())
    assert list(range(5, KEPT + 4)) == kept[:-1]


def test_no_copy_is_kept_of_what_is_no_ledger(parse: Parser, cache: Path) -> None:
    with pytest.raises(LedgerError):
        load(parse, cache, data=b"?")

    assert not cache.exists()


def test_processes_at_once_don_t_disturb_each_other(cache: Path, tmp_path: Path) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_bytes(TEXT)
    program = f"""\
from pathlib import Path
from llmcost.sources.layers import read_ledger_file
for _ in range(20):
    ledger = read_ledger_file(Path({str(prices)!r}), Path({str(cache)!r}))
    assert sorted(ledger.models) == {IDS!r}
    for copy in Path({str(cache)!r}).glob("ledger-*"):
        copy.unlink(missing_ok=True)
"""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]

    assert [""] * 4 == [process.communicate()[1] for process in running]
    assert [] == list(cache.glob(".ledger-*"))
