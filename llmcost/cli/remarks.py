"""Remarks of a run told on stderr, the first of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmcost.cli.console import Console

_SHOWN = 10


def tell_first(console: Console, remarks: Sequence[str]) -> None:
    """The first ten remarks as warnings, and how many more there are."""
    for each in remarks[:_SHOWN]:
        console.warning(each)
    if len(remarks) > _SHOWN:
        more = len(remarks) - _SHOWN
        console.warning(f"and {more:,} more remark{'' if more == 1 else 's'}")


def by_subject(remarks: Iterable[str]) -> list[str]:
    """The remarks with those in one line that begin with the same subject: ``acme/one: this; that``."""
    said: dict[str, list[str]] = {}
    for each in remarks:
        subject, colon, what = each.partition(": ")
        said.setdefault(f"{subject}{colon}", []).append(what)
    return [f"{subject}{'; '.join(dict.fromkeys(told))}" for subject, told in said.items()]


def tell_skipped(console: Console, skipped: Sequence[str]) -> None:
    """The files that were skipped as warnings, in the words of a report."""
    for each in skipped:
        console.warning(f"skipped {each}")
