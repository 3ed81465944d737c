"""What a scan found, as tools for code review show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_rate
from llmcost.printable import printable
from llmcost.report.finding import Finding
from llmcost.report.scan import groups_of, title_of, verdict_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.mention import Mention, Scan, Skipped

GROUP = "models in code"

_CODES = {"retired": "retired", "unknown": "unknown_model", "uncovered": "uncovered"}
_LEVELS = {"retired": "warning", "unknown": "warning", "uncovered": "note"}


def scan_findings(found: Scan) -> tuple[Finding, ...]:
    """A finding for each trouble of each model of a file, at its first line; a pass where it has none.

    And one for each file or folder that can't be read.
    """
    findings = [each for group in groups_of(found) for each in _of(found, group.first)]
    findings += (_unread(found, each) for each in found.unread)
    if not findings:
        code, level = ("nothing_read", "error") if found.outcome == "unpriced" else ("nothing_named", "pass")
        message = f"{title_of(found)}. {verdict_line(found)}".rstrip()
        findings.append(Finding(code, level, "no model is named", message, GROUP, found.path))
    return tuple(findings)


def _unread(found: Scan, skipped: Skipped) -> Finding:
    level = "error" if found.fail_on else "warning"
    message = f"{skipped.file} can't be read, so the models that it names are not known."
    return Finding("unread", level, f"{skipped.file}: can't be read", message, GROUP, skipped.file)


def _of(found: Scan, mention: Mention) -> Iterator[Finding]:
    told, place = printable(mention.told), (GROUP, mention.file, mention.line)
    fails = found.fails(mention)
    for reason in mention.troubles:
        level = "error" if reason in fails else _LEVELS[reason]
        subject = f"{mention.file}: {told}: {reason}"
        yield Finding(_CODES[reason], level, f"{told}: {reason}", _sentence(mention, reason), *place, subject)
    if mention.status == "expiring" and mention.model is not None:
        message = f"{told} goes on {mention.model.expires}, as upstream announced; {_price(mention)}."
        yield Finding(
            "expires", "warning", f"{told}: expires", message, *place, f"{mention.file}: {told}: expires"
        )
    elif not mention.troubles:
        message = f"{told} is covered by {', '.join(mention.scenarios)}; {_price(mention)}."
        yield Finding(
            "listed", "pass", f"{told}: covered", message, *place, f"{mention.file}: {told}: covered"
        )


def _sentence(mention: Mention, reason: str) -> str:
    told = printable(mention.told)
    if mention.model is not None and reason == "retired":
        return f"{told} is no longer listed since {mention.model.retired}; its last price: {_price(mention)}."
    if reason == "unknown":
        return f"No price is known: {printable(mention.message)}"
    return f"No scenario covers {told}, so its volume is unknown; {_price(mention)}."


def _price(mention: Mention) -> str:
    """The unit prices, as far as they are known."""
    sides = (("input", "in"), ("output", "out"))
    rates = [f"{format_rate(mention.rates[name])} {side}" for name, side in sides if name in mention.rates]
    return f"{', '.join(rates)} /1M tokens" if rates else "no price is known"
