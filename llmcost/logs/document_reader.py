"""A document of JSON values read into the account, value by value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.logs.decoder import decode
from llmcost.logs.documents import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.logs.documents import Broken
    from llmcost.logs.intake import Intake


def read_document(values: Iterable[Value | Broken], intake: Intake) -> None:
    """Read a document.

    Args:
        values: in their order.
        intake: takes them in.
    """
    for found in values:
        if not isinstance(found, Value):
            intake.refused(f"not JSON: {found.why}", found.line)
            continue
        intake.account.bytes += len(found.data)
        try:
            value = decode(found.data)
        except (ValueError, RecursionError) as error:
            intake.not_json(error, found.line)
        else:
            intake.value(value, found.line)
