"""TOML text with exact decimals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from llmcost.reading.bad_text import BadText
from llmcost.reading.fields import parse_float

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_DOTS = 30
"""Dots in one key or number; a real one has a handful."""

# Texts and remarks, as the parser delimits them. Possessive, or one without an end would be read many times.
_NO_KEYS = re.compile(
    rb'"""(?:\\.|[^"\\]|"(?!""))*+"{0,5}'
    rb"|'''(?:[^']|'(?!''))*+'{0,5}"
    rb'|"(?:\\.|[^"\\\n])*+"?'
    rb"|'[^'\n]*+'?"
    rb"|#[^\n]*+",
    re.DOTALL,
)


def parse_toml(data: bytes) -> dict[str, Any]:
    """Read TOML; decimals become ``Decimal``, or a ``Misfit`` where no price could be written so.

    Raises:
        BadText: for anything that is not TOML in UTF-8.
    """
    import tomllib

    _refuse_long_keys(data)
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=parse_float)
    except UnicodeDecodeError as error:
        raise BadText(f"not UTF-8 text at byte {error.start}", hint="name a TOML file") from None
    except RecursionError:
        raise BadText("nested too deeply", hint="mend it, or name another file") from None
    except ValueError as error:
        # TOMLDecodeError, or an integer of more digits than Python converts.
        raise BadText(str(error), hint="mend that line, or name another file") from None


@lru_cache(maxsize=4)
def parse_toml_once(data: bytes) -> Mapping[str, Any]:
    """As ``parse_toml``, for a project's file, which holds both prices and a workload. Not to be changed."""
    return parse_toml(data)


def _refuse_long_keys(data: bytes) -> None:
    """Dotted keys cost the parser the square of their parts: a small file could take all memory."""
    if all(line.count(b".") <= MOST_DOTS for line in data.splitlines()):
        return
    # Dots within quotes part nothing: a name may have any number of them.
    bare = _NO_KEYS.sub(lambda text: b"\n" * text[0].count(b"\n"), data)
    for number, line in enumerate(bare.splitlines(), 1):
        if any(part.count(b".") > MOST_DOTS for part in line.split(b"=")):
            raise BadText(f"line {number} has a key of too many parts", hint="mend that line")
