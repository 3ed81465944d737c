"""The names of models as a table that a script carries, for warehouses that can't ask the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.aliases import Aliases
from llmcost.catalog.names import NameIndex
from llmcost.catalog.spelling import BEDROCK, spellings
from llmcost.errors import AmbiguousModelError, UnknownModelError
from llmcost.sql.model_names import (
    DATED_AUTHOR,
    as_vendors_call,
    bare,
    bedrock_names,
    dashed,
    names_of,
    undated_names,
)
from llmcost.sql.name_starts import behind, head, is_listable, slug_head, starts
from llmcost.sql.spelled_name import BY_BEDROCK, OF_ANY_DAY, RENAMED, ROUTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model

_CENTURY = re.compile(r"[-@]20")
_SOME_DAY = "2000-01-01"
"""Where any day is taken, this one is."""
_ROUTES = tuple(f":{route}" for route in ROUTES)


class KnownName(NamedTuple):
    """A name, and the model that it means."""

    name: str
    """As one of the readings of ``spelled_name``; where ``exact``, a name as it stands in the data."""
    model: str | None
    """The id; None where the name is refused."""
    reason: str | None
    """Why it is refused, such as ``ambiguous_model``; None where it means a model."""
    exact: bool = False
    """Whether the name counts as it stands, before and instead of its readings."""


def known_names(
    catalog: Catalog, models: Collection[str] | None = None, more: Iterable[str] = ()
) -> tuple[KnownName, ...]:
    """Names by which models are known, each as the catalogue itself resolves it.

    What isn't among them is unknown to SQL: ARNs, and whatever else can't be listed ahead. ``more`` makes up
    for that.

    Args:
        catalog: the models, and the user's aliases.
        models: the ids whose names are wanted; None: all. The user's aliases are always there, and so is any
            name of another model that would else be taken for one of these.
        more: names as they stand in the data, all of which the table is to know.

    Returns:
        Sorted by name. At most one row of a name that is exact, and one of a name that isn't.

    Raises:
        ConfigError: an alias goes round in a circle.
    """
    wanted = frozenset(catalog.models if models is None else catalog.models.keys() & models)
    readings = _Readings(catalog)
    found = {(name, False): KnownName(name, *meant[:2]) for name, meant in readings.listed(wanted).items()}
    for model_id in catalog.models:
        meant = readings.meaning(bare(model_id))
        if meant is None or (meant.model != model_id and not wanted.isdisjoint((model_id, *meant.ids))):
            found[model_id, True] = KnownName(model_id, model_id, None, exact=True)
    for name in dict.fromkeys(each.strip(" \t\n\r") for each in more):
        exact = _resolved(catalog, name)
        listed = found.get((name, False))
        if (exact.model is None or exact.model in wanted) and (listed is None or listed[:3] != exact[:3]):
            found[name, True] = exact
    for alias in catalog.aliases:
        if alias not in catalog.models:
            found[alias, True] = _resolved(catalog, alias)
    return tuple(sorted(found.values(), key=lambda known: (known.name, known.exact)))


class _Meaning(NamedTuple):
    """What a name means."""

    model: str | None
    reason: str | None
    ids: tuple[str, ...]
    """The models that it may be a name of."""


class _Readings:
    """What the readings of names mean, without the user's aliases."""

    def __init__(self, catalog: Catalog) -> None:
        models = catalog.models
        self._models = models
        self._index = NameIndex(
            models, lambda model_id: models[model_id].snapshot, Aliases({}, {}, models), models.__contains__
        )
        self._names = dict.fromkeys(chain.from_iterable(map(names_of, models.values())))
        self._known: dict[str, _Meaning | None] = {}
        # What names end in, and begin with, that is else taken off before they are looked up.
        self._routes = [route for route in _ROUTES if any(route in name for name in self._names)]
        self._routed = {slug_head(name) for name in self._names if any(map(name.__contains__, self._routes))}
        heads = {name.partition("/")[0] for name in self._names if "/" in name}
        self._behind = [
            start for start in starts(heads) if any(name.startswith(start) for name in self._names)
        ]
        self._heads = {head(name) for name in self._names}
        alike = (re.fullmatch(BEDROCK, name.rpartition("/")[2]) for name in self._names)
        self._odd = {match["author"] for match in alike if match}
        self._continued: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for match in _CENTURY.finditer(name):
                self._continued[name[: match.start()]].append(name)

    def listed(self, wanted: AbstractSet[str]) -> dict[str, _Meaning]:
        """The names of the models that are wanted, and those that would else be taken for one of these."""
        models = [model for model_id, model in self._models.items() if model_id in wanted]
        names = dict.fromkeys(chain.from_iterable(map(names_of, models)))
        theirs = chain.from_iterable(map(as_vendors_call, names))
        read = ((name, self.meaning(name)) for name in (*names, *theirs))
        found = {name: meant for name, meant in read if meant and not wanted.isdisjoint(meant.ids)}
        hidden = [each for name in found for each in self._hiding(name)]
        by_bedrock = self._by_bedrock(chain.from_iterable(map(bedrock_names, models)))
        bedrock = {name: meant for name, meant in by_bedrock if not wanted.isdisjoint(meant.ids)}
        return found | dict(hidden) | bedrock | dict(chain.from_iterable(map(self._of_any_day, models)))

    def meaning(self, name: str) -> _Meaning | None:
        """What a name means in whatever case; None where it means nothing, or can't be told."""
        return self._read(name) if is_listable(name) else None

    def _read(self, name: str) -> _Meaning | None:
        """What a name means as it is, else with its author as in ids."""
        if name not in self._known:
            found = self._find(name)
            if found is None and name.partition("/")[0] in RENAMED:
                found = self._find([*spellings(name)][-1].slug)
            self._known[name] = found
        return self._known[name]

    def _find(self, name: str) -> _Meaning | None:
        """What one reading means; None where the catalogue goes on to the next."""
        try:
            # Behind this prefix nothing is read but the plain name, even where an id is spelled like it.
            found = self._index.find(f"openrouter/~{name.removeprefix('~')}")
        except AmbiguousModelError as error:
            return _Meaning(None, error.code, error.candidates)
        except UnknownModelError as error:
            return _Meaning(None, error.code, error.suggestions)
        return found and _Meaning(found.id, None, (found.id,))

    def _hiding(self, name: str) -> Iterator[tuple[str, _Meaning]]:
        """Names in which SQL would find this one, and that mean something else."""
        routes = () if ":" in name else self._routes
        if slug_head(name) in self._routed:
            for route in routes:
                routed = self._read(f"{name}{route}")
                if routed and routed != self._read(name):
                    yield f"{name}{route}", routed
        for start, route in product(self._behind, ("", *routes)):
            longer = f"{start}{behind(start, name)}{route}"
            found = self._find(longer) if head(longer) in self._heads else None
            if found:
                yield longer, found

    def _by_bedrock(self, names: Iterable[str]) -> Iterator[tuple[str, _Meaning]]:
        """The names as Bedrock spells them, but of authors of whom some name only looks as if it did."""
        for name in names:
            if not self._is_by_bedrock(name):
                continue
            _, *readings = spellings(name)
            found = (self._find(reading.slug) for reading in readings)
            meant = next((each for each in found if each), None)
            if meant:
                yield f"{BY_BEDROCK}{name}", meant

    def _is_by_bedrock(self, name: str) -> bool:
        is_odd = name.partition(".")[0] in self._odd
        return not is_odd and is_listable(name) and re.fullmatch(BEDROCK, name) is not None

    def _of_any_day(self, model: Model) -> Iterator[tuple[str, _Meaning]]:
        """The names of a model behind which the catalogue takes any date, as it knows of none of it."""
        meant = _Meaning(model.id, None, (model.id,))
        for name in undated_names(model):
            if not self._takes_any_day(name, meant):
                continue
            yield f"{OF_ANY_DAY}{name}", meant
            author, slash, slug = name.partition("/")
            by_bedrock = f"{author}.{slug}"
            if slash and author == DATED_AUTHOR and self._is_by_bedrock(by_bedrock):
                yield f"{OF_ANY_DAY}{BY_BEDROCK}{by_bedrock}", meant

    def _takes_any_day(self, name: str, meant: _Meaning) -> bool:
        """Whether a name with a date means this model, whatever the date and whatever stands before it."""
        longer = (f"{start}{behind(start, name)}" for start in self._behind)
        if not is_listable(name) or any(head(each) in self._heads for each in longer):
            return False
        try:
            found = self._index.find(f"openrouter/~{name}-{_SOME_DAY}")
        except (AmbiguousModelError, UnknownModelError):
            return False
        taken = found and (found.id, *(note.code for note in found.notes))
        if taken != (meant.model, "unchecked_date"):
            return False
        # Some day may be in the name of another one.
        continued = self._continued.get(dashed(name), ())
        return all(self._read(each) == meant for each in continued)


def _resolved(catalog: Catalog, name: str) -> KnownName:
    try:
        return KnownName(name, catalog.resolve(name, suggest=False).id, None, exact=True)
    except (AmbiguousModelError, UnknownModelError) as error:
        return KnownName(name, None, error.code, exact=True)
