"""The flags of `sql`, read into the table that is priced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cli.text_reader import standard_input
from llmcost.errors import UsageError
from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import bounded, read_at_most
from llmcost.reading.plain_text import NotText, text_of
from llmcost.records.fields import parse_map
from llmcost.sql.counted import own
from llmcost.sql.dialects import DIALECTS
from llmcost.sql.script import COSTS, EXACT_NAMES, NAMES, PRICES
from llmcost.sql.statement import Table
from llmcost.sql.usage_table import UsageTable
from llmcost.sql.words import parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.catalog.catalog import Catalog
    from llmcost.sql.dialects import DialectName

COLUMNS = {"model": "model", "input": "input_tokens", "output": "output_tokens"}
"""The columns of a table of which nothing is said."""

UNUSED = ("session", "user", "provider")
"""Fields that no price depends on."""

_PART = r'(?:[^\W\d][\w$-]*|"[^"\\`\x00-\x1f\x7f-\x9f]+")'
_NAME = re.compile(rf"{_PART}(?:\.{_PART})*")
_PREFIX = re.compile(rf"(?:{_PART}\.)*(?:[^\W\d]\w*)?")
_COLUMN = re.compile(r'(?:[^"\\`\x00-\x1f\x7f-\x9f]+|"[^"\\`\x00-\x1f\x7f-\x9f]+")+')
_MOST_BYTES = 16 << 20
_MOST_NAMES = 100_000
_BLANKS = " \t\n\r"
"""What a script takes off names, too."""


class SqlQuestion(NamedTuple):
    """What was typed, unread."""

    models: tuple[str, ...]
    dialect: DialectName | None
    table: str | None
    columns: tuple[str, ...]
    model: str | None
    cache: str | None
    time: str | None
    form: str | None
    prefix: str | None
    names: str | None
    prices_only: bool

    def check(self) -> None:
        """Refuse what can't be answered, before any price is read.

        Raises:
            UsageError: naming the flag.
        """
        if self.prices_only:
            self._check_prices()
        elif self.dialect is None:
            raise UsageError(
                "--dialect: what will run the script?", hint=f"name one of {', '.join(DIALECTS)}"
            )
        else:
            self._check_script()
        if self.prefix is not None and not _PREFIX.fullmatch(self.prefix):
            raise UsageError(
                f"--prefix: {self.prefix!r} can't stand before a name",
                hint="write it like costs. for a schema, or like billing_",
            )

    def _check_prices(self) -> None:
        others = {
            "--table": self.table,
            "--map": self.columns,
            "--model": self.model,
            "--cache": self.cache,
            "--time": self.time,
            "--form": self.form,
        }
        for flag, value in others.items():
            if value:
                raise UsageError(f"{flag}: --prices-only prices no table", hint="leave out one of them")
        if self.models and self.names is not None:
            raise UsageError("--names: MODEL says already which prices", hint="leave out one of them")
        if self.prefix is not None and self.dialect is None:
            raise UsageError("--prefix: only SQL makes something that has a name", hint="add --dialect")

    def _check_script(self) -> None:
        name = self.table_name
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"--table: {name!r} is no name of a table",
                hint="""write it like usage, logs.usage or '"Usage of 2026"'""",
            )
        # Whether another schema or other letters make it another table is up to the engine.
        before = (self.prefix or "").rpartition(".")[2]
        made = {f"{before}{each}".casefold() for each in (PRICES, NAMES, EXACT_NAMES, COSTS)}
        if parts_of(name)[-1][0].casefold() in made:
            raise UsageError(
                f"--table: {name}: the script itself makes a table or view of this name",
                hint="name the table that holds usage; with --prefix billing_ what is made has other names",
            )
        if self._names_dataset and not self._dataset:
            raise UsageError(
                f"--table: {name} says no dataset, without which a view of BigQuery reads no table",
                hint=f"write it like DATASET.{name}, or make no view: --form rows, totals or unpriced",
            )
        if self.prefix is not None and self.form not in {None, "script"}:
            raise UsageError(
                f"--prefix: --form {self.form} makes nothing that has a name", hint="leave out one of them"
            )
        fields = self.fields
        if self.time is not None and "time" not in fields:
            raise UsageError(
                f"--time {self.time}: no column is said to hold times", hint="add --map time=COLUMN"
            )

    @property
    def _names_dataset(self) -> bool:
        """Whether a view is made where it must say of each table in which dataset it is."""
        return self.dialect == "bigquery" and self.form in {None, "script"} and not self.prices_only

    @property
    def _dataset(self) -> str:
        """What stands before the name of the table, with its dot."""
        *_, last = re.finditer(_PART, self.table_name)
        return self.table_name[: last.start()]

    @property
    def before_names(self) -> str:
        """The prefix of what is made: that of the user, in BigQuery within the dataset of the table."""
        prefix = self.prefix or ""
        return f"{self._dataset}{prefix}" if self._names_dataset and "." not in prefix else prefix

    @property
    def table_name(self) -> str:
        """The table of usage."""
        return "usage" if self.table is None else self.table

    @property
    def unused(self) -> tuple[str, ...]:
        """The fields that are given and change nothing."""
        return tuple(field for field in parse_map(self.columns) if field in UNUSED)

    @property
    def fields(self) -> Mapping[str, str]:
        """Field -> column.

        Raises:
            UsageError: when no tokens or no models have one, or two fields the same.
        """
        if not self.columns:
            return COLUMNS
        fields = {field: column for field, column in parse_map(self.columns).items() if field not in UNUSED}
        of: dict[str, str] = {}
        for field, column in fields.items():
            if not _COLUMN.fullmatch(column):
                raise UsageError(
                    f"--map: {column!r} is no name of a column",
                    hint="""write it like prompt_tokens, usage.prompt_tokens or '"Prompt tokens"'""",
                )
            if parts_of(column)[0][0].casefold().startswith(own("")):
                raise UsageError(
                    f"--map: {column}: columns that begin with {own('')} are the script's own",
                    hint="read a view of the table in which it has another name",
                )
            if of.setdefault(column, field) != field:
                raise UsageError(
                    f"--map: {of[column]} and {field} have the same column {column}",
                    hint="name one for each",
                )
        if fields.keys().isdisjoint({"input", "output"}):
            raise UsageError(
                "--map: no column holds input or output tokens",
                hint="add input=COLUMN and output=COLUMN",
            )
        if "model" not in fields and self.model is None:
            raise UsageError(
                "--map: no column holds the model", hint="add model=COLUMN, or say --model for all rows"
            )
        return fields

    def ids(self, catalog: Catalog) -> frozenset[str] | None:
        """The models to keep to; None: all.

        Raises:
            PriceError: for one that isn't known.
        """
        given = () if self.model is None else (self.model,)
        # Rows that name no model ask for no other than the one that is given.
        kept = given if "model" not in self.fields else (*self.models, *given) if self.models else ()
        return frozenset(catalog.resolve(name).id for name in kept) or None

    def usage(self, catalog: Catalog) -> UsageTable:
        """The table that is priced.

        Raises:
            UsageError: for columns that can't be.
            PriceError: when the model of rows that name none isn't known.
        """
        return UsageTable(
            Table(self.table_name, "u"),
            self.fields,
            {"time": self.time} if self.time is not None else {},
            self.cache or "auto",
            None if self.model is None else catalog.resolve(self.model).id,
        )

    def names_given(self) -> tuple[str, ...]:
        """The names that ``--names`` lists, each once.

        Raises:
            UsageError: when they can't be read, or are more than any table has.
        """
        if self.names is None:
            return ()
        shown = "stdin" if self.names == "-" else self.names
        try:
            text = text_of(_bytes_of(self.names)).text
        except (BadText, NotText) as error:
            raise UsageError(
                f"--names: {shown}: {error}", hint="name a file of text with one name a line, or - for stdin"
            ) from None
        names = tuple(dict.fromkeys(name for line in text.splitlines() if (name := line.strip(_BLANKS))))
        if not names:
            raise UsageError(f"--names: {shown} lists no name", hint="list them one a line")
        if len(names) > _MOST_NAMES:
            raise UsageError(
                f"--names: {shown} lists {len(names):,} names; at most {_MOST_NAMES:,}",
                hint="list each once: SELECT DISTINCT",
            )
        return names


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return bounded(standard_input().read(_MOST_BYTES + 1), _MOST_BYTES)
    return read_at_most(Path(name), _MOST_BYTES)
