"""The models that a project's or a user's own files name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.reading.bad_text import BadText
from llmcost.reading.toml_text import parse_toml_once
from llmcost.sources.ledger import MAX_OVERRIDE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from llmcost.catalog.catalog import Catalog


def watched(files: Iterable[Path], catalog: Catalog) -> frozenset[str]:
    """The ids meant by the keys of ``[models]``, the values of ``[aliases]``, and a workload's scenarios.

    Files and names that can't be read are passed over: each command that uses them says so.
    """
    named: list[str] = []
    for file in files:
        try:
            with file.open("rb") as stream:
                document = parse_toml_once(stream.read(MAX_OVERRIDE_BYTES))
        except (OSError, BadText):
            continue
        named += _named(document)
    meant = (catalog.meaning(name) for name in dict.fromkeys(named))
    return frozenset(model_id for model_id in meant if model_id is not None)


def _named(document: Mapping[str, Any]) -> Iterator[str]:
    yield from _table(document.get("models"))
    scenarios = document.get("scenarios")
    names = [*_table(document.get("aliases")).values()]
    for scenario in (document.get("defaults"), *(scenarios if isinstance(scenarios, list) else ())):
        yield from _table(_table(scenario).get("models"))
        names.append(_table(scenario).get("model"))
    yield from (name for name in names if isinstance(name, str))


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
