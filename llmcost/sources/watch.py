"""The models that a project's or a user's own files name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.errors import LlmcostError
from llmcost.sources.document import parse_toml
from llmcost.sources.ledger import MAX_OVERRIDE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog


def watched(files: Iterable[Path], catalog: Catalog) -> frozenset[str]:
    """The ids meant by the keys of ``[models]`` and the values of ``[aliases]``.

    Files and names that can't be read are passed over: each command that uses them says so.
    """
    named: list[str] = []
    for file in files:
        try:
            with file.open("rb") as stream:
                document = parse_toml(stream.read(MAX_OVERRIDE_BYTES), str(file))
        except (OSError, LlmcostError):
            continue
        models, aliases = document.get("models"), document.get("aliases")
        named += models if isinstance(models, dict) else ()
        named += aliases.values() if isinstance(aliases, dict) else ()
    meant = (catalog.meaning(name) for name in named if isinstance(name, str))
    return frozenset(model_id for model_id in meant if model_id is not None)
