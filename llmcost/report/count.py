"""Counted tokens as a report: a row a model, and below it a row a file with a column a model."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from llmcost.cost.counting import SHOWN
from llmcost.printable import printable
from llmcost.report.check_wording import percent
from llmcost.report.count_wording import (
    misfit_in_words,
    only_files,
    rest_in_words,
    skipped_in_words,
    title_of,
    uncounted_in_words,
)
from llmcost.report.counted import sure_in_short, told_tokens
from llmcost.report.footnotes import Footnotes
from llmcost.report.measures import as_bytes
from llmcost.report.render import Report
from llmcost.report.sheet import Column, Sheet
from llmcost.report.wording import in_short, not_counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from llmcost.cost.counting import Counting

_TEXTS = frozenset({"file", "stdin", "text"})
_PICTURES = frozenset({"image", "pages"})
_BOUNDS = "Bounds held for 95 of 100 texts measured; of an unknown tokenizer they span all known ones."
_FIRST_RANK = 3
"""Of the columns of further models: names don't give way for them."""


def count_report(counting: Counting) -> Report:
    """The report of what `count` found out."""

    def payload() -> dict[str, Any]:
        from llmcost.report.counting_payload import counting_payload

        return counting_payload(counting)

    def csv() -> str:
        from llmcost.report.count_csv import count_csv

        return count_csv(counting)

    return Report("count", payload, csv, lambda: count_sheet(counting))


def count_sheet(counting: Counting) -> Sheet:
    """Lay out the models, the files, and what has to be said about them."""
    footnotes = Footnotes()
    wholes = counting.wholes
    misfits = [misfit_in_words(whole) for whole in wholes]
    columns: list[tuple[Column, Sequence[str]]] = [
        (Column("Model", 0, right=False, style="model"), [whole.model.id for whole in wholes]),
        (Column("Tokens", 0, style="money"), [told_tokens(whole.total) for whole in wholes]),
        (Column("Counted", 0), [sure_in_short(whole.total) for whole in wholes]),
        (Column("Encoding", 3, right=False), [whole.total.encoding or "" for whole in wholes]),
        (
            Column("Context", 4),
            [in_short(whole.model.context) if whole.model.context else "not known" for whole in wholes],
        ),
        (Column("Share", 2), [_share(whole.share, whole.total.tokens) for whole in wholes]),
        (Column("Note", 0, right=False), [footnotes.mark_words([each] if each else []) for each in misfits]),
    ]
    # What no row tells needs no column.
    told = [(column, cells) for column, cells in columns if any(cells)]
    return Sheet(
        title_of(counting),
        tuple(column for column, _ in told),
        tuple(zip(*(cells for _, cells in told), strict=True)),
        tuple(_remarks(counting, footnotes)),
        tuple(_fine_print(counting)),
        more=(_files(counting),) if len(counting.counted) > 1 and counting.models else (),
    )


def _share(share: Decimal | None, tokens: int) -> str:
    if share is None:
        return ""
    told = percent(share)
    return "< 0.1 %" if told == "0.0 %" and tokens else told


def _remarks(counting: Counting, footnotes: Footnotes) -> Iterator[str]:
    yield from footnotes.lines
    for uncounted in counting.uncounted:
        yield f"Uncounted: {printable(uncounted_in_words(uncounted))}"
    for skipped in skipped_in_words(counting.skipped):
        yield f"Skipped: {printable(skipped)}"
    if counting.by_default:
        yield "Models: nobody said which; -m names others."


def _fine_print(counting: Counting) -> Iterator[str]:
    kinds = {each.kind for each in counting.counted}
    if kinds - _PICTURES:
        yield not_counted(framing=not kinds & _TEXTS)
    if kinds & _PICTURES:
        yield "Pictures and pages are counted by the rule that is published for each model."
    if any(count.is_estimate for each in counting.counted if each.kind in _TEXTS for count in each.counts):
        yield _BOUNDS


def _files(counting: Counting) -> Sheet:
    """A row a file, a column a model."""
    told = counting.told(SHOWN)
    columns = [Column("File" if only_files(counting.counted) else "Part", 0, right=False, style="place")]
    cells: list[list[str]] = [[each.shown for each in told]]
    slugs = Counter(model.id.partition("/")[2] for model in counting.models)
    for at, model in enumerate(counting.models):
        slug = model.id.partition("/")[2]
        columns.append(Column(slug if slugs[slug] == 1 else model.id, at and _FIRST_RANK + at))
        cells.append([told_tokens(each.counts[at]) for each in told])
    columns.append(Column("Size", _FIRST_RANK + len(counting.models)))
    cells.append(["" if each.size is None else as_bytes(each.size) for each in told])
    rest = rest_in_words(counting, SHOWN)
    return Sheet(
        "By file" if only_files(counting.counted) else "By part",
        tuple(columns),
        tuple(zip(*cells, strict=True)),
        () if rest is None else (rest,),
    )
