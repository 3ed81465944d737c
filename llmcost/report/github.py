"""Findings as workflow commands of GitHub Actions, which shows them at their lines of a pull request."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.report.finding import Finding

MOST = 10
"""How many annotations of a kind GitHub shows for a step; it drops the others without a word."""

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github_text(findings: Iterable[Finding], headline: str) -> str:
    """A line of plain text, then a command for each finding that is no pass, in their order within a kind.

    Args:
        findings: of a check.
        headline: one sentence on the whole.
    """
    told = sorted((each for each in findings if each.level in _COMMANDS), key=_kind)
    commands = [
        line for level, of_a_kind in groupby(told, _level) for line in _of_a_kind(level, [*of_a_kind])
    ]
    return "\n".join([_plain(headline), *commands]) + "\n"


def _level(finding: Finding) -> str:
    return finding.level


def _kind(finding: Finding) -> int:
    return [*_COMMANDS].index(finding.level)


def _of_a_kind(level: str, findings: list[Finding]) -> Iterator[str]:
    command = _COMMANDS[level]
    # The last place goes to what says that there are more.
    shown = findings if len(findings) <= MOST else findings[: MOST - 1]
    for each in shown:
        place = {"file": each.file} if each.line is None else {"file": each.file, "line": str(each.line)}
        yield _command(command, place | {"title": each.title}, each.message)
    left = len(findings) - len(shown)
    if left:
        yield _command(
            command,
            {"title": f"llmcost: {left:,} more"},
            f"{left:,} more of this kind are not shown here; the summary of this job has all",
        )


def _command(name: str, properties: dict[str, str], message: str) -> str:
    stated = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{name} {stated}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line that can't be taken for a command, in either of the two ways to write one."""
    return printable(text).replace("::", ": :").replace("##[", "## [")
