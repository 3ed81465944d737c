"""Getting a script, or prices, to where they were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cli.deliver import Delivery
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from llmcost.cli.console import Console
    from llmcost.cli.sql_answer import SqlAnswer

_SCRIPT = {".sql": "sql"}
_PRICES = {".csv": "csv", ".parquet": "parquet", ".sql": "sql"}


class SqlDelivery:
    """Where one answer goes: to files, or else to stdout."""

    def __init__(
        self, console: Console, files: Sequence[Path], *, prices_only: bool, has_dialect: bool
    ) -> None:
        """Describe it.

        Args:
            console: where stdout is.
            files: what is written instead.
            prices_only: whether it is prices alone.
            has_dialect: whether SQL can be written.

        Raises:
            UsageError: for a file of another kind.
        """
        self._console = console
        self._files = files
        self._has_dialect = has_dialect
        self._suffixes = _PRICES if prices_only else _SCRIPT
        self._delivery = Delivery(console, "sql", tuple(files), self._suffixes)

    def check(self) -> None:
        """See to it, before any price is read, that the files can be written.

        Raises:
            UsageError: when one has no folder, or no dialect.
        """
        self._delivery.check()
        for file in self._files:
            if self._suffixes[file.suffix.lower()] == "sql" and not self._has_dialect:
                raise UsageError(f"--out {file}: in which dialect?", hint="say it with --dialect")

    def deliver(self, answer: SqlAnswer) -> None:
        """Write the files, or where there are none stdout.

        Raises:
            UsageError: when one can't be written, or stdout has not all letters.
        """
        for file in self._files:
            form = self._suffixes[file.suffix.lower()]
            if form == "parquet":
                assert answer.parquet is not None  # noqa: S101 - only prices alone have this suffix
                answer.parquet(file)
            else:
                self._delivery.write(file, form, lambda form, *_, **__: answer.texts[form]())
        if self._files:
            return
        text = answer.texts["sql" if self._has_dialect else "csv"]()
        # With a question mark for a letter it would be about another table.
        if not (self._console.out_is_utf8 or text.isascii()):
            raise UsageError("stdout is not in UTF-8, which the names need", hint="write --out FILE.sql")
        self._console.result(text)
