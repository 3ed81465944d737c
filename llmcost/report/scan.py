"""The models that a repository names as a report, a row for each model of a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.cost.mention import REASONS
from llmcost.printable import printable
from llmcost.report.footnotes import Footnotes
from llmcost.report.markdown import COMMENT
from llmcost.report.render import Report
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import count_of, overridden_in_words, prices_in_words, rate_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from llmcost.cost.mention import Mention, Scan
    from llmcost.report.finding import Finding
    from llmcost.report.sheet import Cell

_SHOWN = 4
"""Lines of a file that a row names; more are counted."""
_UNNAMED_SHOWN = 5
SKIPPED = {
    "binary": "no text",
    "price_list": "a list of prices",
    "too_big": "larger than 2 MiB",
    "unparsable": "can't be parsed, so read as text",
    "unreadable": "can't be read",
}
"""Why a file was not read, or not as what it is."""


class Group(NamedTuple):
    """All mentions of one model in one file."""

    mentions: tuple[Mention, ...]

    @property
    def first(self) -> Mention:
        """The uppermost of them."""
        return self.mentions[0]

    @property
    def lines(self) -> tuple[int, ...]:
        """Where they are, each line once."""
        return tuple(dict.fromkeys(each.line for each in self.mentions))


def scan_report(found: Scan, today: date) -> Report:
    """The report of what `check --scan` found."""

    def payload() -> dict[str, Any]:
        from llmcost.report.scan_payload import scan_payload

        return scan_payload(found, today)

    def csv() -> str:
        from llmcost.report.scan_csv import scan_csv

        return scan_csv(payload())

    def findings() -> tuple[Finding, ...]:
        from llmcost.report.scan_findings import scan_findings

        return scan_findings(found)

    return Report("check", payload, csv, lambda: scan_sheet(found, today), COMMENT, findings)


def groups_of(found: Scan) -> tuple[Group, ...]:
    """The mentions by file and model, in the order of their first lines."""
    groups = []
    for _, in_file in groupby(found.mentions, key=lambda each: each.file):
        by_model: dict[str, list[Mention]] = {}
        for mention in in_file:
            by_model.setdefault(mention.told, []).append(mention)
        groups += [Group(tuple(mentions)) for mentions in by_model.values()]
    return tuple(groups)


def scan_sheet(found: Scan, today: date) -> Sheet:
    """Lay out the models with their unit prices: what they cost in all, nobody but a scenario says."""
    groups = groups_of(found)
    footnotes = Footnotes()
    rates = [group.first.rates for group in groups]
    columns: tuple[tuple[Column, Sequence[Cell]], ...] = (
        (Column("File:line", 0, right=False, style="place"), [_place(group) for group in groups]),
        (Column("Model", 0, right=False, style="model"), [printable(group.first.told) for group in groups]),
        (Column("In /1M", 2), rate_column([each.get("input") for each in rates])),
        (Column("Out /1M", 2), rate_column([each.get("output") for each in rates])),
        (Column("Status", 0, right=False), [_status(found, group) for group in groups]),
        (Column("Date", 3, right=False), [_day(group) for group in groups]),
        (Column("Scenario", 5, right=False), [", ".join(group.first.scenarios) for group in groups]),
        (Column("Note", 4, right=False), [footnotes.mark_words(_remarks(group)) for group in groups]),
    )
    kept = [(column, cells) for column, cells in columns if any(cells) or not column.rank]
    rows = tuple(zip(*(cells for _, cells in kept), strict=True)) if groups else ()
    return Sheet(
        title_of(found),
        tuple(column for column, _ in kept),
        rows,
        (*footnotes.lines, *_notes(found)),
        (
            prices_in_words(found.provenance, today),
            "Unit prices only: what a scenario doesn't say is not guessed.",
        ),
    )


def title_of(found: Scan) -> str:
    """How many models are named, in one line."""
    where = f"in {count_of(found.read, 'file')} of {found.path}"
    models = len({each.told for each in found.mentions})
    if not models:
        return f"No model is named {f'in {found.path}' if found.is_file and found.read else where}"
    places = len({(each.file, each.line) for each in found.mentions})
    told = f"{count_of(models, 'model')} named at {count_of(places, 'line')}"
    return f"{told} {f'of {found.path}' if found.is_file else where}"


def verdict_line(found: Scan) -> str:
    """Whether a scan that was to fail on something did, and why; empty where it was not."""
    told = verdict_in_words(found)
    return f"{'Passed' if found.outcome == 'ok' else 'Failed'}: {told}." if told else ""


def verdict_in_words(found: Scan) -> str:
    """The same without the outcome itself: 1 retired (--fail-on retired)."""
    if not found.fail_on:
        return ""
    asked = ",".join(found.fail_on)
    if not found.read:
        return f"no file was read, and --fail-on {asked} passes on nothing"
    counts = {
        reason: {each.told for each in found.mentions if reason in found.fails(each)} for reason in REASONS
    }
    told = [f"{len(models)} {reason}" for reason, models in counts.items() if models]
    if found.unread:
        told.append(f"{len(found.unread)} unread")
    return f"{', '.join(told)} (--fail-on {asked})" if told else f"--fail-on {asked}"


def _place(group: Group) -> str:
    lines = group.lines
    told = ",".join(map(str, lines[:_SHOWN]))
    more = f" (+{len(lines) - _SHOWN})" if len(lines) > _SHOWN else ""
    return f"{group.first.file}:{told}{more}"


def _status(found: Scan, group: Group) -> str:
    mention = group.first
    told = "expires" if mention.status == "expiring" else mention.status
    if not mention.scenarios and told != "unknown":
        told += ", uncovered"
    return f"{told} (fails)" if found.fails(mention) else told


def _day(group: Group) -> str:
    """Since when a model is no longer listed, or when it goes."""
    model, status = group.first.model, group.first.status
    if model is None or status not in {"retired", "expiring"}:
        return ""
    return str(model.retired if status == "retired" else model.expires)


def _remarks(group: Group) -> Iterator[str]:
    """What names brought; an unknown one is told with the reason."""
    for mention in group.mentions:
        if mention.why_unpriced:
            yield printable(mention.why_unpriced)
        yield from (note.message for note in mention.notes)


def _notes(found: Scan) -> Iterator[str]:
    verdict = verdict_line(found)
    if verdict:
        yield verdict
    open_ones = {each.told for each in found.mentions if not each.scenarios}
    if open_ones:
        yield f"Volume unknown: no scenario covers {len(open_ones):,} of these models."
    if found.unnamed:
        shown = ", ".join(f"{file}:{line}" for file, line in found.unnamed[:_UNNAMED_SHOWN])
        more = len(found.unnamed) - _UNNAMED_SHOWN
        tail = f" and {more} more" if more > 0 else ""
        yield f"Chosen at run time: the model of {count_of(len(found.unnamed), 'call')}: {shown}{tail}."
    for code, why in SKIPPED.items():
        files = [each.file for each in found.skipped if each.code == code]
        if files:
            others = f" and {len(files) - 1} more" if len(files) > 1 else ""
            yield (
                f"Skipped, {why}: {files[0]}{others}."
                if code != "unparsable"
                else f"{files[0]}{others}: {why}."
            )
    yield from overridden_in_words(found.overrides)
