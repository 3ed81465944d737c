"""All models of one ledger, found by any name that they are known by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

from llmcost.catalog.aliases import Aliases
from llmcost.catalog.names import NameIndex
from llmcost.errors import LlmcostError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from llmcost.catalog.model import Model
    from llmcost.catalog.names import Resolution
    from llmcost.catalog.provenance import Provenance

_T = TypeVar("_T")


class Catalog(Mapping[str, "Model"]):
    """Models by name: ``catalog["gpt-4.1-mini"]``. Iterating gives the ids, retired models included.

    Looking up a name that is not an id costs an index once and a few microseconds each time; whoever
    prices many records looks each name up once and keeps the model.
    """

    def __init__(
        self,
        models: Mapping[str, Model],
        provenance: Provenance,
        aliases: Mapping[str, str] | None = None,
        listed: Collection[str] | None = None,
        alias_files: Mapping[str, str] | None = None,
    ) -> None:
        """Describe the catalogue.

        Args:
            models: every model by id; may decode them as they are asked for.
            provenance: where the prices come from.
            aliases: the user's own names for ids.
            listed: the ids that upstream still lists. None: asked of each model.
            alias_files: the file that states each alias, as far as known.
        """
        self.models = models
        self.provenance = provenance
        self.aliases = aliases or {}
        self.alias_files = alias_files or {}
        self._listed = listed

    def __getstate__(self) -> dict[str, Any]:
        """Without the index of names, which is built again when it is asked for."""
        return {key: value for key, value in self.__dict__.items() if key != "_names"}

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(
            self.models,
            snapshot_of=lambda model_id: self.models[model_id].snapshot,
            aliases=Aliases(self.aliases, self.alias_files, self.models),
            current=lambda model_id: model_id in self.listed,
        )

    @cached_property
    def listed(self) -> Collection[str]:
        """The ids of the models that are not retired."""
        if self._listed is not None:
            return self._listed
        return tuple(model_id for model_id, model in self.models.items() if model.retired is None)

    def resolve(self, name: str, *, suggest: bool = True) -> Resolution:
        """The id that ``name`` means, and what had to be assumed.

        Args:
            name: as somebody wrote it.
            suggest: whether to look for names that are alike, where no model has this one.

        Raises:
            UnknownModelError: no model has that name.
            AmbiguousModelError: several have it.
        """
        return self._names.resolve(name, suggest=suggest)

    def aliases_of(self, name: str) -> tuple[str, ...]:
        """The user's own names that ``name`` goes through, itself first; empty where it is no alias."""
        return Aliases(self.aliases, self.alias_files, self.models).trail(name)

    def meaning(self, name: str) -> str | None:
        """The id that ``name`` means; None where it means none, or several."""
        try:
            found = self._names.find(name)
        except LlmcostError:
            return None
        return found and found.id

    def __getitem__(self, name: str) -> Model:
        """The model of that name; raises as ``resolve`` does."""
        found = self.models.get(name)
        return found if found is not None else self.models[self.resolve(name).id]

    @overload
    def get(self, key: str, /) -> Model | None: ...
    @overload
    def get(self, key: str, /, default: Model | _T) -> Model | _T: ...
    def get(self, key: str, /, default: Model | _T | None = None) -> Model | _T | None:
        """The model of that name, or ``default`` where it means none, or several."""
        try:
            return self[key]
        except LlmcostError:
            return default

    def __contains__(self, name: object) -> bool:
        """Whether ``name`` means a model, so that ``catalog[name]`` gives one."""
        return name in self.models or (isinstance(name, str) and self.meaning(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.models)

    def __len__(self) -> int:
        return len(self.models)
