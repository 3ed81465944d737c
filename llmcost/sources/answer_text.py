"""An answer from upstream, or a saved one, as JSON."""

from __future__ import annotations

from typing import Any

from llmcost.errors import SourceError
from llmcost.reading.bad_text import BadText
from llmcost.reading.strict_json import parse_json


def parse_answer(body: bytes, where: str) -> Any:
    """What the JSON says, with decimals as ``Decimal``.

    Args:
        body: the whole answer or file.
        where: what to call it in messages.

    Raises:
        SourceError: for what is not JSON by the letter.
    """
    try:
        return parse_json(body)
    except BadText as error:
        raise SourceError(
            f"{where}: {error}", hint="what is there is not a price list; check the URL or the file"
        ) from None
