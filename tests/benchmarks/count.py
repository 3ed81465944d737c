"""How fast texts are estimated and counted: ``python tests/benchmarks/count.py [FILE]...``.

Prints megabytes a second beside those of tiktoken, in turn, and the seconds for texts of 1 MB that are hard
to count. Without files it reads the sources of Python's own library. tiktoken needs its vocabulary file in
the folder that TIKTOKEN_CACHE_DIR names; without that it is left out, and nothing is downloaded.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.tokens.estimator import FAMILIES, estimate_tokens
from llmcost.tokens.features import features_of
from llmcost.tokens.vocabulary import count_with

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
MEGABYTE = 1_000_000
LEAST = 4 * MEGABYTE


def main() -> None:
    """Print the figures of ordinary text, then those of hard ones."""
    named = [Path(name) for name in sys.argv[1:]] or sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    text = "".join(path.read_bytes().decode(errors="replace") for path in named)[:LEAST]
    size = len(text.encode())
    ways: dict[str, Callable[[str], object]] = {
        "estimate, one family": lambda text: estimate_tokens(features_of(text), "o200k_base"),
        "estimate, all families": estimate_all,
        "count, o200k_base": lambda text: count_with("o200k_base", text),
    }
    if "TIKTOKEN_CACHE_DIR" in os.environ:
        from tiktoken import get_encoding

        ways["tiktoken"] = get_encoding("o200k_base").encode_ordinary
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(seconds(way, text))
    print(f"{size / MEGABYTE:.1f} MB; megabytes a second, and times as fast as the last")
    last = taken[list(ways)[-1]]
    for name, each in taken.items():
        ratio = statistics.median(theirs / mine for mine, theirs in zip(each, last, strict=True))
        print(f"{name:24} {size / MEGABYTE / min(each):8.1f} {ratio:6.2f}")
    print("\nseconds for 1 MB: estimated, counted with o200k_base")
    for name, hard in hard_texts().items():
        print(f"{name:24} {seconds(ways['estimate, one family'], hard):6.2f} {counted(hard):6.2f}")


def estimate_all(text: str) -> None:
    """Estimate the tokens of a text for each family, looking at it once."""
    features = features_of(text)
    for family in FAMILIES:
        estimate_tokens(features, family)


def counted(text: str) -> float:
    """Seconds to count a text."""
    return seconds(lambda text: count_with("o200k_base", text), text)


def hard_texts() -> dict[str, str]:
    """Texts of 1 MB on which a careless pattern takes the square of the time."""
    source = random.Random(1)  # noqa: S311 - figures to measure with
    units = {"one letter": "a", "spaces": " ", "newlines": "\n", "tabs": "\t", "returns": "\r", "dashes": "-"}
    units |= {"newline and space": "\n ", "space and letter": " a", "both cases": "aA", "digits": "0"}
    units |= {"combining marks": "\u0301", "emoji": "😀", "nine alike": "-" * 9 + "=", "escapes": "\\x00"}
    texts = {
        name: (unit * MEGABYTE)[: MEGABYTE // len(unit.encode()) * len(unit)] for name, unit in units.items()
    }
    alphabets = {
        "random letters": "abcdefghijklmnopqrstuvwxyz",
        "random base64": "abcdefXYZ0189+/",
        "random marks": "-=+*/",
    }
    texts |= {name: "".join(source.choices(letters, k=MEGABYTE)) for name, letters in alphabets.items()}
    texts["random characters"] = "".join(chr(source.randrange(0xA0, 0xD7FF)) for _ in range(MEGABYTE // 3))
    return texts


def seconds(way: Callable[[str], object], text: str) -> float:
    """How long it takes."""
    began = time.perf_counter()
    way(text)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
