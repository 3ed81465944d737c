"""Finding the one model that a name means: exactly, or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.dated_name import is_date, take_date
from llmcost.catalog.likeness import count_begun, most_alike
from llmcost.catalog.note import Note
from llmcost.catalog.routing import ROUTING_SUFFIXES, routing_notes
from llmcost.catalog.spelling import spellings
from llmcost.errors import AmbiguousModelError, UnknownModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from llmcost.catalog.aliases import Aliases
    from llmcost.catalog.dated_name import DatedName
    from llmcost.catalog.spelling import Spelling

# Text until they are needed, to start faster.
_VERSION_DOT = r"(?a)(?<=[0-9])\.(?=[0-9])"
LONGEST = 300
"""No name is longer; what is, is not looked at closely."""


class Resolution(NamedTuple):
    """The model that a name means."""

    id: str
    notes: tuple[Note, ...] = ()
    """What had to be assumed: a gateway's own price list, a date that can't be checked, a dropped suffix."""


class NameIndex:
    """All names by which the models of one catalogue are known. Built on the first name that is no id."""

    def __init__(
        self,
        ids: Collection[str],
        snapshot_of: Callable[[str], str | None],
        aliases: Aliases,
        current: Callable[[str], bool],
    ) -> None:
        """Describe the catalogue to look in.

        Args:
            ids: every id.
            snapshot_of: the dated id behind a model, None where not known.
            aliases: the user's own names.
            current: whether upstream still lists an id; suggestions prefer those.
        """
        self._ids = ids
        self._snapshot_of = snapshot_of
        self._aliases = aliases
        self._current = current
        self._slugs: dict[str, list[str]] | None = None
        self._keys: dict[str, list[str]] | None = None
        self._snapshots: dict[str, list[str]] | None = None

    def resolve(self, name: str, *, suggest: bool = True) -> Resolution:
        """The model that ``name`` means.

        Args:
            name: as somebody wrote it.
            suggest: whether to look for names that are alike, which takes some hundredths of a second.

        Raises:
            UnknownModelError: no model has that name; up to three that look alike are suggested.
            AmbiguousModelError: several models have it.
            ConfigError: the user's aliases go round in a circle.
        """
        found = self.find(name)
        if found is None:
            raise self._unknown(name, suggest=suggest)
        return found

    def find(self, name: str) -> Resolution | None:
        """The model that ``name`` means, or None, without looking for suggestions.

        Raises:
            UnknownModelError: it is a dated name of a model whose snapshot has another date.
            AmbiguousModelError: several models have it.
            ConfigError: the user's aliases go round in a circle.
        """
        return self._follow(name)

    def _follow(self, name: str) -> Resolution | None:
        if not isinstance(name, str) or len(name) > LONGEST:
            return None
        if name in self._ids:
            return Resolution(name)
        if name in self._aliases:
            return self._unalias(name)
        for spelling in spellings(_lower(name)):
            found = self._find(spelling)
            if found is not None:
                return found
        return None

    def _unalias(self, name: str) -> Resolution:
        end = self._aliases.end_of(name)
        found = self._follow(end)
        if found is None:
            raise self._unknown(end, f"the alias {name!r} leads nowhere: ")
        return Resolution(found.id, (self._aliases.note(name), *found.notes))

    def _find(self, spelling: Spelling) -> Resolution | None:
        slug, notes = spelling
        base, colon, variant = slug.removeprefix("~").partition(":")
        if colon and not variant:
            return None
        found = self._look_up(base, variant)
        if found is None and variant:
            kept = [part for part in variant.split(":") if part not in ROUTING_SUFFIXES]
            dropped = [part for part in variant.split(":") if part in ROUTING_SUFFIXES]
            if dropped:
                found = self._look_up(base, ":".join(kept))
                notes = (*notes, *routing_notes(dropped))
        return found and Resolution(found.id, (*found.notes, *notes))

    def _look_up(self, base: str, variant: str) -> Resolution | None:
        name = f"{base}:{variant}" if variant else base
        ids = self._named(name)
        if ids:
            return Resolution(self._only(name, ids))
        dated = take_date(base)
        found = dated and self._named(f"{dated.stem}:{variant}" if variant else dated.stem)
        if not dated or not found:
            return self._snapshot(name) or self._by_vendor(base, variant)
        model_id = self._only(name, found)
        own = take_date(self._snapshot_of(model_id) or "")
        if own and own.day == dated.day:
            return Resolution(model_id)
        known = self._snapshot(name) or self._by_vendor(base, variant)
        return known or self._other_date(name, model_id, dated, own)

    def _by_vendor(self, base: str, variant: str) -> Resolution | None:
        from llmcost.catalog.vendor_names import by_vendor

        meant = by_vendor(base.replace("@", "-"))
        model_id = f"{meant}:{variant}" if variant else str(meant)
        return Resolution(model_id) if meant and model_id in self._ids else None

    def _snapshot(self, name: str) -> Resolution | None:
        ids = self._by_snapshot().get(name)
        return Resolution(self._only(name, ids)) if ids else None

    def _other_date(self, name: str, model_id: str, dated: DatedName, own: DatedName | None) -> Resolution:
        """Refuse a date where others are known; accept one that can't be checked, and say so."""
        stem = _key(model_id.partition(":")[0].removeprefix("~"))
        siblings = {key[len(stem) + 1 :] for key in self._by_key() if key.startswith(f"{stem}-20")}
        known = sorted({own.day.isoformat()} if own else {day for day in siblings if is_date(day)})
        if known:
            days = " or ".join(known)
            raise UnknownModelError(
                f"no snapshot {name!r}: of {model_id} only {days} is known",
                suggestions=(model_id,),
                hint=f"for its present price say {model_id}",
            )
        message = f"no dated snapshot of {model_id} is known, so {dated.day} could not be checked"
        return Resolution(model_id, (Note("unchecked_date", message),))

    @staticmethod
    def _only(name: str, ids: Collection[str]) -> str:
        if len(ids) > 1:
            message = f"{name!r} is the name of {len(ids)} models"
            raise AmbiguousModelError(message, candidates=tuple(sorted(ids)))
        return next(iter(ids))

    def _named(self, name: str) -> Sequence[str]:
        """The ids whose slug is ``name``, else those that are it but for case, dots and dashes."""
        return self._by_slug().get(name) or self._by_key().get(_key(name)) or ()

    def _by_slug(self) -> Mapping[str, list[str]]:
        """Bare slugs as they stand: most names are one, and this index is built five times faster."""
        if self._slugs is None:
            slugs: defaultdict[str, list[str]] = defaultdict(list)
            for model_id in self._ids:
                slug = model_id.partition("/")[2]
                if slug:
                    slugs[slug].append(model_id)
            self._slugs = slugs
        return self._slugs

    def _by_key(self) -> Mapping[str, list[str]]:
        """Full ids and bare slugs, dots as dashes and aliases also without their tilde."""
        if self._keys is None:
            keys: defaultdict[str, list[str]] = defaultdict(list)
            for model_id in self._ids:
                full = _key(model_id.removeprefix("~"))
                keys[full].append(model_id)
                slug = full.partition("/")[2]
                if slug:
                    keys[slug].append(model_id)
            self._keys = keys
        return self._keys

    def _by_snapshot(self) -> Mapping[str, list[str]]:
        """Dated ids with and without author. A variant answers only to the dated id with its own suffix."""
        if self._snapshots is None:
            snapshots: defaultdict[str, list[str]] = defaultdict(list)
            for model_id in self._ids:
                snapshot = self._snapshot_of(model_id)
                if snapshot and not model_id.startswith("~"):
                    variant = model_id.partition(":")[2]
                    dated = f"{snapshot}:{variant}" if variant else snapshot
                    snapshots[dated].append(model_id)
                    snapshots[dated.partition("/")[2]].append(model_id)
            self._snapshots = snapshots
        return self._snapshots

    def _unknown(self, name: str, place: str = "", *, suggest: bool = True) -> UnknownModelError:
        from llmcost.catalog.unknown_name import unknown_model

        # What is no text at all is a name that nobody has, too.
        if not suggest:
            return unknown_model(str(name), (), place)
        begun = count_begun(_lower(str(name)), self._ids, self._current)
        return unknown_model(str(name), self.suggest(str(name)), place, begun=begun)

    def suggest(self, name: str) -> tuple[str, ...]:
        """Up to three ids or aliases that look most like ``name``; of equals those still listed first."""
        return most_alike(
            _lower(name),
            (*self._ids, *self._aliases),
            lambda known: known in self._aliases or self._current(known),
        )


def _key(name: str) -> str:
    """One form for spellings that differ in case, in 4.5 or 4-5, and in how they write the same date."""
    key = _lower(name)
    if "." in key:
        key = re.sub(_VERSION_DOT, "-", key)
    if "20" not in key:
        return key
    base, colon, variant = key.partition(":")
    dated = take_date(base)
    return f"{dated.stem}-{dated.day}{colon}{variant}" if dated else key


def _lower(name: str) -> str:
    """The name in lower case, where that can't make ASCII of what wasn't: the Kelvin sign becomes a k."""
    return name.lower() if name.isascii() else name
