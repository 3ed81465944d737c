"""Prices that a project or a user states: private models, single rates, names of their own."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, Any, cast

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.note import Note
from llmcost.catalog.price import Condition, Price
from llmcost.catalog.provenance import Override
from llmcost.errors import ConfigError
from llmcost.reading.bad_text import BadText
from llmcost.reading.fields import BadField, Fields, Unknown, shown
from llmcost.reading.project_file import OVERRIDES, WORKLOAD
from llmcost.reading.toml_text import parse_toml_once
from llmcost.sources.document import unknown_keys
from llmcost.sources.price_tables import read_price
from llmcost.sources.tables import FACTS, is_id, read_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping
    from pathlib import Path

    from llmcost.catalog.model import Model, Period


def with_overrides(catalog: Catalog, files: Iterable[tuple[Path, bytes]]) -> Catalog:
    """The catalogue with what override files state.

    Args:
        catalog: what is known without them.
        files: what to call each file, and its bytes; the weakest first.

    Raises:
        ConfigError: when one of them is wrong.
    """
    models, listed = catalog.models, dict.fromkeys(catalog.listed)
    aliases: dict[str, str] = {}
    alias_files: dict[str, str] = {}
    stated: dict[tuple[str, str, str], Override] = {}
    notes: list[Note] = []
    for path, data in files:
        overrides = Overrides(path, data)
        changed, rates, warnings = overrides.apply(models, Catalog(models, catalog.provenance).meaning)
        models = ChainMap(changed, cast("MutableMapping[str, Model]", models))
        for model_id, model in changed.items():
            if model.retired is None:
                listed[model_id] = None
            else:
                listed.pop(model_id, None)
        aliases |= overrides.aliases
        alias_files |= dict.fromkeys(overrides.aliases, str(path))
        stated |= {(rate.model, rate.rate, rate.condition): rate for rate in rates}
        notes += warnings
    notes += [
        Note("alias_hidden", f"the alias {alias!r} is never used: a model has that id")
        for alias in aliases
        if alias in models
    ]
    provenance = catalog.provenance._replace(
        overrides=tuple(stated.values()), warnings=(*catalog.provenance.warnings, *notes)
    )
    return Catalog(models, provenance, aliases, tuple(listed), alias_files)


class Overrides:
    """What one override file states."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Read the ``[models]`` and ``[aliases]`` tables; others but a workload's are unknown, and told.

        Args:
            path: the file.
            data: its bytes.

        Raises:
            ConfigError: when the file is not TOML, or a table is not what it should be.
        """
        self.path = path
        try:
            document = parse_toml_once(data)
            self._tables = dict(Fields(document.get("models", {}), "models").left())
            self.aliases = _aliases(document.get("aliases", {}))
        except (BadField, BadText) as error:
            hint = "mend it there; README, Overrides, shows the form"
            raise ConfigError(f"{path}: {error}", hint=hint) from None
        self._unknown = Unknown()
        others = document.keys() - {*OVERRIDES, *WORKLOAD}
        self._unknown.add({key: document[key] for key in others}, "the file")

    def apply(
        self, models: Mapping[str, Model], meant: Callable[[str], str | None]
    ) -> tuple[dict[str, Model], tuple[Override, ...], tuple[Note, ...]]:
        """The models that change or come new, the rates stated, and warnings.

        Args:
            models: what is known so far.
            meant: the id that a name would resolve to, None where it resolves to nothing.

        Raises:
            ConfigError: when a value is wrong, a new model has no price, or a key is a name but not an id.
        """
        changed: dict[str, Model] = {}
        stated: list[Override] = []
        for model_id, table in self._tables.items():
            known = models.get(model_id)
            if known is None:
                self._refuse_taken_name(model_id, meant)
            try:
                changed[model_id], price = self._overridden(known, model_id, table)
            except BadField as error:
                raise ConfigError(f"{self.path}: {error}", hint="mend it there") from None
            stated += _stated(model_id, price, str(self.path))
        return changed, tuple(stated), unknown_keys(self._unknown, str(self.path))

    def _refuse_taken_name(self, model_id: str, meant: Callable[[str], str | None]) -> None:
        """A private model must not answer to a name that means another: nobody would see it."""
        for name in (model_id, model_id.partition("/")[2]):
            known = meant(name) if name else None
            if known is not None:
                remedy = f'to change its rates write [models."{known}".price]'
                raise ConfigError(
                    f'{self.path}: models."{model_id}": {name} is already a name of {known}',
                    hint=f"{remedy}; a private model needs a name of its own",
                )

    def _overridden(self, known: Model | None, model_id: str, table: Any) -> tuple[Model, Price | None]:
        """The model that it makes, and the price as stated."""
        where = f'models."{model_id}"'
        if known is None:
            model = read_model(model_id, table, self._unknown)
            if model.snapshot or model.alias_of or model.past or model.retired:
                raise BadField(
                    f"{where}: a private model has a price and facts, but no history or other names"
                )
            price = model.current.price
            return model._replace(overridden=tuple(price.rates) if price else ()), price
        fields = Fields(table, where)
        raw = fields.raw("price")
        others = [key for key in fields.left() if key in FACTS]
        if others or raw is None:
            said = f"{others[0]} can't be overridden" if others else "it states no price"
            raise BadField(f"{where}: {said}; of a known model only the rates can, under [{where}.price]")
        price = read_price(raw, f"{where}.price", self._unknown)
        self._unknown.add(fields.left(), where)
        # Base rates only: a condition's rate of 0 does not say that a base rate of 0 is meant.
        overridden = tuple(dict.fromkeys((*known.overridden, *(price.rates if price else ()))))
        current = known.current._replace(price=_merged(known.current, price))
        return known._replace(current=current, overridden=overridden), price


def _aliases(table: Any) -> dict[str, str]:
    fields = Fields(table, "aliases")
    aliases = {key: fields.text(key) or "" for key in list(fields.left())}
    for alias, name in aliases.items():
        if not is_id(alias) or not is_id(name):
            raise BadField(f"aliases: {shown(alias)} = {shown(name)} are not two names without spaces")
    return aliases


def _merged(current: Period, stated: Price | None) -> Price | None:
    """The stated rates over the known ones; conditions on a stated rate go unless it brings its own."""
    if stated is None or current.price is None:
        return stated
    names = set(stated.rates).union(*(condition.rates for condition in stated.when))
    kept = []
    for condition in current.price.when:
        rates = {name: rate for name, rate in condition.rates.items() if name not in names}
        if rates:
            kept.append(Condition(rates, condition.above, condition.start, condition.end, condition.days))
    return Price({**current.price.rates, **stated.rates}, (*kept, *stated.when))


def _stated(model_id: str, price: Price | None, file: str) -> list[Override]:
    """Every rate that a file states, those under a condition with the condition."""
    if price is None:
        return []
    stated = [Override(model_id, name, rate, file) for name, rate in price.rates.items()]
    return stated + [
        Override(model_id, name, rate, file, condition.words)
        for condition in price.when
        for name, rate in condition.rates.items()
    ]
