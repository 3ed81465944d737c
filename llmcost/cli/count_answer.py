"""What is to be counted, thing by thing, and the outcome told on stderr."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cli.exits import ExitCode
from llmcost.cli.extra import tell_of_extra
from llmcost.cli.prompt_flags import name_of
from llmcost.cli.remarks import by_subject, tell_first, tell_skipped
from llmcost.cli.text_reader import TextReader
from llmcost.errors import NothingToReadError
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from llmcost.cli.console import Console
    from llmcost.cli.count_question import CountQuestion
    from llmcost.cli.prompt_flags import PromptFlags
    from llmcost.cli.session import Session
    from llmcost.cost.counting import Counting
    from llmcost.tokens.prompt import Prompt
    from llmcost.tokens.tally import Tally


def answer_count(
    question: CountQuestion, session: Session, prices: Path | None, console: Console
) -> Counting:
    """Count what is asked for.

    Raises:
        LlmcostError: for what can't be read, found or resolved; see the methods of ``CountQuestion``.
    """
    from llmcost.tokens.tally import Tally

    catalog = load_catalog(prices, environ=session.environ)
    models, notes = question.wanted(catalog)
    tally = Tally(models, exact=question.prompt.exact, by_vocabulary=not question.prompt.estimate)
    # Of the ledger only context windows are used, whose age says little.
    for note in (*catalog.provenance.warnings, *notes):
        tally.note(note)
    for model in models:
        for note in model.period_on(None)[1]:
            # What else there is to say of a model is about its prices.
            if note.code == "retired":
                said = note.message.partition("; last price")[0]
                tally.note(note._replace(message=f"{model.id}: {said}"))
    reader = TextReader(console)
    _count_flags(tally, question.prompt, reader)
    try:
        _count_files(tally, question, reader)
    except NothingToReadError as error:
        models_named = [name for name in question.names if not os.path.exists(name) and name in catalog]  # noqa: PTH110
        if models_named:
            error.hint = f"{models_named[0]} is a model: say -m {models_named[0]}"
        raise
    for each in reader.remarks:
        tally.note(Note("as_read", each))
    return tally.found(top=question.most(), by_default=not question.models, skipped=reader.skipped)


def _count_files(tally: Tally, question: CountQuestion, reader: TextReader) -> None:
    found = question.files()
    if found is None:
        return
    reader.remarks += found.remarks
    from llmcost.tokens.passage import Passage
    from llmcost.tokens.prompt import Prompt

    for file, text in reader.texts(found.files):
        # Some files have contents and no size, as those of Linux that tell of processes.
        size = file.size or len(text.text.encode())
        kind = "stdin" if file.path is None else "file"
        tally.count(file.shown, kind, size, Prompt((Passage(text, file.shown),)))


def _count_flags(tally: Tally, flags: PromptFlags, reader: TextReader) -> None:
    """Everything beside files, each thing for itself."""
    if flags.asks_input:
        for shown, kind, size, part in _parts(flags.read(reader), flags):
            tally.count(shown, kind, size, part)


def _parts(prompt: Prompt, flags: PromptFlags) -> Iterator[tuple[str, str, int | None, Prompt]]:
    from llmcost.tokens.prompt import Prompt

    for at, passage in enumerate(prompt.texts, start=1):
        name = "text" if len(prompt.texts) == 1 else f"text {at}"
        yield name, "text", len(passage.text.encode()), Prompt((passage,))
    for named, chat in zip(flags.messages, prompt.conversations, strict=True):
        yield name_of(named), "messages", None, Prompt(conversations=(chat,))
    for picture in prompt.pictures:
        yield picture.shown, "image", None, Prompt(pictures=(picture,))
    if prompt.pages:
        name = f"{prompt.pages:,} page{'' if prompt.pages == 1 else 's'}"
        yield name, "pages", None, Prompt(pages=prompt.pages)


def tell_outcome(found: Counting, console: Console, *, estimate: bool, shows_all: bool) -> ExitCode:
    """Say on stderr what stdout has no room for and what the run fails for, and give its exit code.

    Args:
        found: what was counted.
        console: where stderr is.
        estimate: whether estimates were asked for.
        shows_all: whether the report on stdout tells people which files were skipped.
    """
    from llmcost.report.count_wording import skipped_in_words, uncounted_in_words

    tell_first(console, by_subject(note.message for note in found.warnings))
    if not shows_all:
        tell_skipped(console, skipped_in_words(found.skipped))
    for each in found.uncounted:
        console.verdict("uncounted", uncounted_in_words(each))
    if not estimate:
        tell_of_extra(console, [whole.model for whole in found.wholes if whole.total.is_estimate])
    return ExitCode.UNPRICED if found.uncounted else ExitCode.OK
