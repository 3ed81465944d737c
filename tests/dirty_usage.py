"""Rows of usage as people and programs write them, dirt and all, the same each time."""

from __future__ import annotations

import csv
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    *("id", "model", "input_tokens", "output_tokens", "cache_read", "cache_write", "reasoning"),
    *("audio_input", "web_search", "total_tokens", "cost", "time", "requests", "tier", "batch"),
    *("session", "user", "team"),
)

_MODELS = (
    *(
        "gpt-4.1-mini",
        "openai/gpt-4.1",
        "claude-sonnet-4-5-20250929",
        "GPT-4.1-Mini",
        "google/gemini-2.5-pro",
    ),
    *("deepseek/deepseek-chat", "gpt-4o", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "nobody/knows"),
    *(
        "",
        "NULL",
        " gpt-4o ",
        "it's \\ a 'name'",
        "x" * 10_000,
        "\N{GRINNING FACE}",
        "text-embedding-3-small",
    ),
)
_ODD_COUNTS = (
    *("", "NULL", "0", "12.0", "12.", "12.5", "1,234", "1,23", "-5", "-0", "+5", "1e3", "many", " 7 ", "007"),
    *("1000000000000", "1000000000001", "99999999999999999999", "1,000,000,000,000", "nan", "\u0665"),
)
_ODD_AMOUNTS = (
    *(
        "",
        "0",
        "0.0",
        "0.25",
        "1e-05",
        "1.5E-7",
        "12",
        ".5",
        "3.",
        "-1",
        "abc",
        "1e20",
        "NaN",
        "inf",
        "1e-60",
    ),
    *("9999999999999", "10000000000000", "0.00001234567890123", "+1", "-0"),
)
_ODD_TIMES = (
    *("", "NULL", "2026-11-01", "2026-11-01T12:30", "2026-11-01 12:30:15", "2026-11-01T12:30:15.5Z"),
    *("2026-11-01T23:50:00-07:00", "2026-11-01T00:10:00+05:30", "2026-06-28 03:46:57.713 UTC", "1762000000"),
    *(
        "1762000000000",
        "1762000000000000000",
        "123",
        "soon",
        "infinity",
        "2026-02-30",
        "2026-1-5",
        "2026/11/01",
    ),
    *("2027-11-01T00:00:00Z", "1999-12-31T23:59:59Z", "2026-11-01T24:00:00", "2026-11-01T12:30:15+0530"),
    *("99999999999999999999", "999999999999999999999", "2023-03-01T10:00:00Z", "2024-10-05T17:00:00Z"),
)
_TIERS = (
    *("", "standard", "default", "flex", "Batch", "priority", "us", "batch", "provisioned_throughput"),
    "odd",
)
_FLAGS = ("", "true", "1", "0", "False", "YES", "no")


def dirty_rows(rows: int, seed: int, *, clean: bool = False) -> list[dict[str, str]]:
    """Rows by column.

    Args:
        rows: how many.
        seed: of chance.
        clean: whether every figure can be read.
    """
    chance = Random(seed)  # noqa: S311 - chance that is the same each time
    made: list[dict[str, str]] = []
    for at in range(rows):
        if made and chance.random() < 0.1:
            # Written down again, more complete or less.
            again = dict(chance.choice(made))
            for name in ("output_tokens", "cost", "reasoning", "requests"):
                if chance.random() < 0.4:
                    again[name] = str(chance.randrange(1, 3000))
            made.append(again)
            continue
        made.append(_row(chance, at, clean=clean))
    return made


def _row(chance: Random, at: int, *, clean: bool) -> dict[str, str]:
    def maybe(odd: tuple[str, ...], plain: str, share: float = 0.03) -> str:
        return plain if clean or chance.random() > share else chance.choice(odd)

    def few(most: int) -> str:
        return str(chance.randrange(most)) if chance.random() < 0.3 else ""

    read, write, total_in, out, thought = (
        few(9000),
        few(3000),
        chance.randrange(300_000),
        chance.randrange(5000),
        few(900),
    )
    inside = int(read or 0) + int(write or 0)
    total = chance.choice(
        (
            "",
            "",
            str(total_in + out),
            str(total_in + out + inside),
            str(total_in + out + inside + int(thought or 0)),
            "7",
        )
    )
    if chance.random() < 0.05:
        total_in = chance.randrange(10)
    day, clock = (
        (chance.randrange(1, 12), chance.randrange(1, 28)),
        (chance.randrange(24), chance.randrange(60)),
    )
    time = "2026-{:02}-{:02}T{:02}:{:02}:00Z".format(*day, *clock)
    id_ = chance.choice(("", str(at % 50), f"req-{at % 997:08}", f"chatcmpl-{at % 997:020}", f"msg_{at:020}"))
    return {
        "id": id_,
        "model": maybe(_MODELS, chance.choice(_MODELS[:8]), 0.1),
        "input_tokens": maybe(_ODD_COUNTS, str(total_in)),
        "output_tokens": maybe(_ODD_COUNTS, str(out)),
        "cache_read": maybe(_ODD_COUNTS, read),
        "cache_write": maybe(_ODD_COUNTS, write),
        "reasoning": maybe(_ODD_COUNTS, thought),
        "audio_input": maybe(_ODD_COUNTS, few(50)),
        "web_search": maybe(_ODD_COUNTS, chance.choice(("", "", "", "2"))),
        "total_tokens": maybe(_ODD_COUNTS, total),
        "cost": maybe(_ODD_AMOUNTS, chance.choice(("", "", "", "0.0123", "1.5"))),
        "time": maybe(_ODD_TIMES, time, 0.15),
        "requests": maybe(_ODD_COUNTS, chance.choice(("", "1", "1", "2", "0"))),
        "tier": chance.choice(_TIERS) if chance.random() < 0.2 else "",
        "batch": chance.choice(_FLAGS) if chance.random() < 0.2 else "",
        "session": chance.choice(("", "NULL", "s1", "s2", " s1 ")),
        "user": chance.choice(("", "ann", "b'ob", '"q"')),
        "team": chance.choice(("", "red", "blue", "None")),
    }


def write_csv(path: Path, rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> Path:
    """Write rows as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
