"""A table read into the account: its header first, then row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.errors import UsageError
from llmcost.logs.columns import find_columns
from llmcost.logs.csv_rows import BadRow, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.logs.intake import Intake
    from llmcost.records.question import Question


def read_table(lines: Iterable[bytes], intake: Intake, asked: Question, *, is_named: bool) -> None:
    """Read a table.

    Args:
        lines: with their ends.
        intake: takes in the rows.
        asked: what says which column is which.
        is_named: whether it is meant to hold usage; one that is met and holds none is noted.

    Raises:
        UsageError: for one that is named and lacks a column.
    """
    table = Table(lines)
    try:
        columns = find_columns(
            table.header,
            intake.file,
            asked.columns,
            flavour=asked.flavour,
            has_model=asked.model is not None,
        )
    except UsageError as error:
        if is_named:
            raise
        intake.odd("no_log", error.message.removeprefix(f"{intake.file}: "))
        return
    for row in table:
        if isinstance(row, BadRow):
            intake.refused(row.said, row.line)
        else:
            intake.row(row.cells, columns.flavour, row.line)
