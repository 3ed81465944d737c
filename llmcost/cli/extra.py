"""The extra of vocabularies, named where it would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from llmcost.catalog.model import Model
    from llmcost.cli.console import Console


def tell_of_extra(console: Console, estimated: Collection[Model]) -> None:
    """Say that counts could be exact, where all that lacks is the extra.

    Args:
        console: where stderr is.
        estimated: the models whose counts are estimates.
    """
    if not estimated:
        return
    from llmcost.tokens.encoding import encoding_of
    from llmcost.tokens.vocabulary import is_installed

    if not is_installed() and any(encoding_of(model).method != "estimate" for model in estimated):
        console.note("`pip install 'llmcost-cli[tokens]'` counts with the vocabularies themselves")
