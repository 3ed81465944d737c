"""The models that one is ranked among."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from llmcost.catalog.model import Model

CLASSES = ("inputs", "author", "modality", "all")
"""What a class can go by: what a model reads, who made it, what it reads and writes, or nothing."""

_IN_ORDER = ("text", "image", "file", "audio", "video")
_COUNTED = ("image", "file", "video")
"""Modalities that take an s where there are many."""

BATCH = "batch"
"""The variant of the rows that hold prices in batches."""

_ROUTING = "Router"
"""What upstream calls the tokenizer of a row that passes requests on to other models."""


class Peers(NamedTuple):
    """A class of models."""

    kind: str
    """The one of ``CLASSES`` that was asked for."""
    words: str
    """What they have in common, to stand behind their number: models that read images."""
    missing: str | None
    """Why they are not told by what was asked for, a clause. None: they are."""
    models: tuple[Model, ...]
    """Those that can be ranked, by id, and the model itself, whatever it is; not what it is an alias of."""
    is_guest: bool
    """Whether the model is retired, an alias, a variant or a router: ranked as if it were one of them. What
    is priced in batches is no guest among others that are."""


def is_ordinary(model: Model) -> bool:
    """Whether it is a listed model of its own: no alias, no variant."""
    return model.retired is None and not model.is_alias and not model.variant


def is_router(model: Model) -> bool:
    """Whether it passes requests on to other models, whose context and price are then what counts.

    Its price varies with theirs, or upstream names no tokenizer of its own: of a router to free models the
    price is known. Aliases are such rows too.
    """
    return model.current.price is None or model.tokenizer == _ROUTING


def is_ranked(model: Model) -> bool:
    """Whether models are ranked among it and others: it is ordinary and no router."""
    return is_ordinary(model) and not is_router(model)


def is_of_its_kind(other: Model, model: Model) -> bool:
    """Whether a model is put beside another: beside one in batches those in batches, else ordinary ones."""
    if model.variant != BATCH:
        return is_ordinary(other)
    return other.variant == BATCH and other.retired is None and not other.is_alias


def peers_of(model: Model, models: Iterable[Model], kind: str = "inputs") -> Peers:
    """The class of a model.

    Args:
        model: whose class it is.
        models: all models of a catalogue.
        kind: one of ``CLASSES``. ``inputs``: models that read at least all that it reads. ``modality``: those
            that read and write exactly what it does. Where that is not known, the class is all models.

    Raises:
        UsageError: for another kind.
    """
    if kind not in CLASSES:
        raise UsageError(f"no class of models goes by {kind!r}", hint=f"known are {', '.join(CLASSES)}")
    # An alias takes the place of the model that it stands for: both are one.
    same = {model.id, model.alias_of}
    ranked = (each for each in models if _is_ranked_beside(each, model) and each.id not in same)
    members = [model, *(each for each in ranked if _belongs(each, model, kind))]
    members.sort(key=lambda each: each.id)
    words = _words(model, kind, is_one=len(members) == 1)
    return Peers(kind, words, _missing(model, kind), tuple(members), not _is_ranked_beside(model, model))


def modality_words(kinds: Collection[str]) -> str:
    """Modalities as people say them: images, files and audio."""
    known = [kind for kind in _IN_ORDER if kind in kinds]
    told = [
        f"{kind}s" if kind in _COUNTED else kind
        for kind in (*known, *sorted(kind for kind in kinds if kind not in known))
    ]
    return " and ".join([*([", ".join(told[:-1])] if told[1:] else []), told[-1]])


def _is_ranked_beside(other: Model, model: Model) -> bool:
    return is_of_its_kind(other, model) and not is_router(other)


def _belongs(other: Model, model: Model, kind: str) -> bool:
    if kind == "author":
        return other.author == model.author
    if not _is_known(model, kind):
        return True
    if kind == "modality":
        return set(other.input) == set(model.input) and set(other.output) == set(model.output)
    return set(other.input) >= set(model.input)


def _is_known(model: Model, kind: str) -> bool:
    """Whether the class goes by what is known of the model; of all models nothing is asked."""
    return kind != "all" and bool(model.input) and (kind == "inputs" or bool(model.output))


def _missing(model: Model, kind: str) -> str | None:
    if kind in {"all", "author"} or _is_known(model, kind):
        return None
    return f"what it {'writes' if model.input else 'reads'} is not known"


def _words(model: Model, kind: str, *, is_one: bool) -> str:
    noun = f"{'model' if is_one else 'models'}{' in batches' if model.variant == BATCH else ''}"
    read, write = ("reads", "writes") if is_one else ("read", "write")
    if kind == "author":
        return f"{noun} by {model.author}"
    if not _is_known(model, kind):
        return noun
    if kind == "modality":
        read, write = (
            f"{read} only {modality_words(model.input)}",
            f"{write} only {modality_words(model.output)}",
        )
        return f"{noun} that {read} and {write}"
    # That it reads text too goes without saying where there is more.
    return f"{noun} that {read} {modality_words(set(model.input) - {'text'} or {'text'})}"
