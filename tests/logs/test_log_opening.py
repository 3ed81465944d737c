from __future__ import annotations

import gzip
import io
import os
import sys
import threading
import tracemalloc
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from llmcost.errors import UsageError
from llmcost.logs.files import LogFile
from llmcost.logs.opening import OpenLog, open_log
from llmcost.logs.unpacker import Unpacker

LINES = b"".join(b'{"id": %d, "model": "a/b"}\n' % (number * number) for number in range(40_000))
EMPTY_FRAME = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"note"
"""A frame of zstd without data."""


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


def built_in() -> ModuleType:
    """What Python 3.14 has, as far as it is used."""
    module = ModuleType("compression.zstd")
    module.ZstdDecompressor = lambda: zstandard.ZstdDecompressor().decompressobj()  # type: ignore[attr-defined]
    module.ZstdError = zstandard.ZstdError  # type: ignore[attr-defined]
    return module


@pytest.fixture(params=["package", "built-in"])
def either_zstd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    # None: as if there were no such module.
    there = built_in() if request.param == "built-in" else None
    monkeypatch.setitem(sys.modules, "compression", there and ModuleType("compression"))
    monkeypatch.setitem(sys.modules, "compression.zstd", there)


def opened(data: bytes) -> OpenLog:
    return OpenLog(LogFile(None, "-"), io.BytesIO(data), is_ours=True)


def content(log: OpenLog, size: int = 50_000) -> bytes:
    pieces = []
    while piece := log.read(size):
        assert len(piece) <= size
        pieces.append(piece)
    return b"".join(pieces)


def read(data: bytes) -> tuple[bytes, str | None]:
    log = opened(data)
    return content(log), log.damage


@pytest.mark.parametrize("data", [b"", b"{", b"{}\n", LINES])
@pytest.mark.parametrize(("packing", "pack"), [("", bytes), ("gzip", gz), ("zstd", zst)])
def test_a_log_is_unpacked_by_what_is_in_it(
    tmp_path: Path, either_zstd: None, data: bytes, packing: str, pack: type[bytes]
) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(pack(data))
    with open_log(LogFile(path, "log.txt")) as log:
        expected = (data, packing, None, path.stat().st_size)
        assert expected == (content(log), log.packing, log.damage, log.position())
    with pytest.raises(ValueError, match="closed"):
        log._raw.read()


@pytest.mark.parametrize("pack", [gz, zst])
def test_members_behind_one_another_are_one_log(either_zstd: None, pack: type[bytes]) -> None:
    assert (LINES + b"{}\n" + LINES, None) == read(pack(LINES) + pack(b"{}\n") + pack(b"") + pack(LINES))


def test_frames_without_data_are_passed_over(either_zstd: None) -> None:
    assert (b"{}\n[]\n", None) == read(EMPTY_FRAME + zst(b"{}\n") + EMPTY_FRAME + zst(b"[]\n") + EMPTY_FRAME)


def test_padding_is_passed_over() -> None:
    assert (b"{}\n[]\n", None) == read(gz(b"{}\n") + b"\0" * 9000 + gz(b"[]\n") + b"\0" * 100_000)


@given(st.lists(st.integers(1, 60)), st.sampled_from([gz, zst]))
def test_it_doesn_t_matter_how_packed_bytes_come_in(cuts: list[int], pack: type[bytes]) -> None:
    data = pack(b"{}\n") + pack(LINES[:300])
    unpacker = Unpacker("gzip" if pack is gz else "zstd")
    got = b""
    for size in (*cuts, len(data)):
        piece, data = data[:size], data[size:]
        got += b"".join(unpacker.take(piece))
    unpacker.finish()
    assert (b"{}\n" + LINES[:300], None) == (got, unpacker.damage)


@pytest.mark.parametrize("pack", [gz, zst])
def test_what_stands_before_the_missing_end_counts(pack: type[bytes]) -> None:
    packed = pack(LINES)
    got, damage = read(packed[: len(packed) * 9 // 10])
    expected = (f"its {'gzip' if pack is gz else 'zstd'} data breaks off", True, True)
    assert expected == (damage, LINES.startswith(got), len(got) > len(LINES) // 2)


@pytest.mark.parametrize("pack", [gz, zst])
def test_what_stands_before_damage_counts(either_zstd: None, pack: type[bytes]) -> None:
    packed = bytearray(pack(LINES))
    packed[len(packed) * 9 // 10] ^= 0xFF
    got, damage = read(bytes(packed))
    told = f"its {'gzip' if pack is gz else 'zstd'} data is damaged; what stands before the damage is read"
    # Damage need not be noticed at once: what comes out may be wrong from there on.
    half = len(LINES) // 2
    assert (told, LINES[:half]) == (damage, got[:half])


def test_of_a_small_file_with_a_wrong_checksum_all_is_read() -> None:
    packed = bytearray(gz(b"{}\n" * 10))
    packed[-8] ^= 1
    got, damage = read(bytes(packed))
    assert (b"{}\n" * 10, True) == (got, damage is not None)


@pytest.mark.parametrize("rest", [b"hello", b"\x1f\x8c", b"\x1f"])
def test_what_follows_the_packed_data_is_told(rest: bytes) -> None:
    got, damage = read(gz(b"{}\n") + rest)
    why = "breaks off" if rest == b"\x1f" else "is followed by something else, which is left out"
    assert (b"{}\n", f"its gzip data {why}") == (got, damage)


@pytest.mark.parametrize(("pack", "size"), [(gz, 200), (zst, 400)])
def test_what_unpacks_to_hundreds_of_megabytes_is_never_held(pack: type[bytes], size: int) -> None:
    packer = zstandard.ZstdCompressor().compressobj() if pack is zst else None
    if packer:
        packed = b"".join(packer.compress(bytes(2**20)) for _ in range(size)) + packer.flush()
    else:
        packed = gz(bytes(2**20)) * size
    log = opened(packed)
    tracemalloc.start()
    total = 0
    while piece := log.read(2**17):
        total += len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (size * 2**20, None, True) == (total, log.damage, peak < 48 * 2**20)


@pytest.mark.parametrize("pack", [bytes, gz, zst])
def test_the_first_bytes_can_be_looked_at_without_being_taken(pack: type[bytes]) -> None:
    log = opened(pack(LINES))
    first = log.read(3)
    looks = (log.peek(5), log.peek(200_000), log.peek(2))
    assert (LINES[:3], (LINES[3:8], LINES[3:200_003], LINES[3:5])) == (first, looks)
    assert LINES[3:] == content(log)


def test_a_look_at_more_than_there_is_shows_all() -> None:
    assert (b"{}", b"{}") == (opened(b"{}").peek(9), opened(gz(b"{}")).peek(9))


def test_the_position_is_that_in_the_packed_file() -> None:
    packed = gz(LINES)
    log = opened(packed)
    log.read(1)
    early = log.position()
    content(log)
    assert (True, len(packed)) == (0 < early < len(packed), log.position())


def test_a_part_of_a_plain_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES)
    with open_log(LogFile(path, "a.jsonl")) as log:
        log.peek(100)
        log.seek(1000)
        assert (True, LINES[1000:]) == (log.can_seek, content(log))


def test_of_standard_input_and_packed_files_there_are_no_parts(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gz(LINES))
    stdin = io.BytesIO(b"{}")
    with open_log(LogFile(path, "a.gz")) as packed, open_log(LogFile(None, "-"), stdin=stdin) as piped:
        assert (False, False, b"{}") == (packed.can_seek, piped.can_seek, piped.read(9))
    assert not stdin.closed


def test_standard_input_is_the_process_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(gz(b"{}"))))
    assert b"{}" == content(open_log(LogFile(None, "-")))


def test_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    packed = gz(LINES)

    def feed() -> None:
        with (tmp_path / "pipe").open("wb", buffering=0) as pipe:
            for each in packed[:20]:
                pipe.write(bytes((each,)))
            pipe.write(packed[20:])

    feeder = threading.Thread(target=feed)
    feeder.start()
    with open_log(LogFile(tmp_path / "pipe", "pipe")) as log:
        assert (False, LINES, len(packed)) == (log.can_seek, content(log), log.position())
    feeder.join()


def test_a_file_that_can_t_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^l/a: Is a directory$"):
        open_log(LogFile(tmp_path, "l/a"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that can't be read on needs Linux")
def test_a_file_that_can_t_be_read_on_ends_there() -> None:
    with open_log(LogFile(Path("/proc/self/mem"), "mem")) as log:
        assert (b"", "it can't be read on: Input/output error") == (log.read(10), log.damage)


def test_zstd_without_anything_that_unpacks_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (tmp_path / "a").write_bytes(zst(b"{}"))
    with pytest.raises(UsageError) as caught:
        open_log(LogFile(tmp_path / "a", "a"))
    assert (
        "a: packed with zstd, which can't be unpacked here",
        "pip install 'llmcost-cli[zstd]', or unpack it first: zstd -d FILE",
    ) == (caught.value.message, caught.value.hint)
