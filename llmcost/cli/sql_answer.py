"""The script that `sql` writes, or the prices alone, and what has to be said of it on stderr."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from llmcost import __version__
from llmcost.sql.dialects import dialect_of
from llmcost.sql.layout import write_script
from llmcost.sql.price_list import PRICE_LIST, price_list, write_parquet
from llmcost.sql.script import book_of, script
from llmcost.sql.script_head import list_head, script_head
from llmcost.sql.statement import Comment, Make

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog
    from llmcost.cli.console import Console
    from llmcost.cli.sql_question import SqlQuestion
    from llmcost.sql.dialect import Dialect
    from llmcost.sql.statement import Inline

_SHOWN = 10


class SqlAnswer(NamedTuple):
    """What was asked for, in each format that it has."""

    texts: Mapping[str, Callable[[], str]]
    """Format -> what writes it."""
    parquet: Callable[[Path], None] | None = None
    """Writes a file of Parquet. None: there is none."""


def answer_script(question: SqlQuestion, catalog: Catalog, console: Console) -> SqlAnswer:
    """The script that prices a table.

    Raises:
        UsageError: for names that can't be read.
        PriceError: for a model that isn't known.
    """
    dialect = _dialect(question)
    usage, models = question.usage(catalog), question.ids(catalog)
    names = question.names_given()
    if question.unused:
        listed = " and ".join(question.unused)
        console.note(f"--map: no price depends on {listed}; the view has all columns of the table")
    _tell_unknown(names, catalog, console)
    book = book_of(catalog, usage, dialect, models=models, more=names)
    form = question.form or "script"
    head = script_head(
        usage,
        book.prices,
        catalog.provenance,
        dialect,
        table=question.table_name,
        version=__version__,
        models=models,
        form=form,
    )
    statements = script(book, usage, form=form, prefix=question.before_names, head=head)
    text = write_script(statements, dialect)
    # Within a statement no line ends so.
    longest = max(text.split(";\n"), key=len)
    for part, told, most in (
        (text, "the script", dialect.largest_script),
        (longest, "a statement of the script", dialect.largest_statement),
    ):
        size = len(part.encode())
        if most is not None and size > most:
            console.warning(
                f"{told} has {_megabytes(size)}, and {dialect.title} takes {_megabytes(most)}:"
                " name the models that the table has, or leave out time or tier"
            )
    return SqlAnswer({"sql": lambda: text})


def answer_prices(question: SqlQuestion, catalog: Catalog, console: Console) -> SqlAnswer:
    """The prices alone.

    Raises:
        UsageError: for names that can't be read.
        PriceError: for a model that isn't known.
    """
    models = frozenset(catalog.resolve(name).id for name in question.models) or None
    names = question.names_given()
    _tell_unknown(names, catalog, console)
    listed = price_list(catalog, models, names)
    texts = {"csv": partial(_csv, listed)}
    if question.dialect is not None:
        priced = {str(row[0]) for row in listed.rows} | {str(row[2]) for row in listed.rows}
        head = list_head(catalog.provenance, priced, version=__version__)
        made = Make("table", f"{question.prefix or ''}{PRICE_LIST}", listed)
        texts["sql"] = partial(write_script, (Comment(head), made), _dialect(question))
    return SqlAnswer(texts, partial(write_parquet, listed))


def _csv(listed: Inline) -> str:
    from llmcost.report.csv_text import csv_text

    return csv_text([name for name, _ in listed.columns], listed.rows)


def _dialect(question: SqlQuestion) -> Dialect:
    assert question.dialect is not None  # noqa: S101 - `check` has seen to it
    return dialect_of(question.dialect)


def _tell_unknown(names: Sequence[str], catalog: Catalog, console: Console) -> None:
    """Say which names mean nothing: their rows will have no price."""
    unknown = [name for name in names if catalog.meaning(name) is None]
    if unknown:
        more = f", and {len(unknown) - _SHOWN:,} more" if len(unknown) > _SHOWN else ""
        of = f"{len(unknown):,} of {len(names):,}"
        console.warning(f"--names: {of} mean no model, or several: {', '.join(unknown[:_SHOWN])}{more}")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
