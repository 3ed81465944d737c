"""The names under which a model may be known; whether it is, the catalogue says."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from llmcost.catalog.dated_name import take_date
from llmcost.catalog.spelling import AUTHORS
from llmcost.catalog.vendor_names import VENDOR_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.catalog.model import Model

_VERSION_DOT = re.compile(r"(?a)(?<=[0-9])\.(?=[0-9])")
DATED_AUTHOR = "anthropic"
"""Whose models have their date behind an @ by Vertex AI, and in their names by Bedrock."""
_HAS_VERSION = re.compile(r"(?a).*-v[0-9]")
# https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html
BEDROCK_VERSIONS = {
    "anthropic": ("", "-v1", "-v1:0", "-v2:0"),
    **dict.fromkeys(("ai21", "amazon", "cohere", "deepseek", "meta-llama"), ("", "-v1:0")),
    **dict.fromkeys(("mistralai", "qwen", "writer"), ("", "-v1:0")),
    **dict.fromkeys(("google", "minimax", "moonshotai", "nvidia", "z-ai"), ("",)),
}
"""Author -> what may stand behind its models there."""


def bare(name: str) -> str:
    """A name in small letters, without the tilde of upstream's aliases."""
    return name.lower().removeprefix("~")


def names_of(model: Model) -> Iterator[str]:
    """The id, the snapshot and vendors' names, with and without author, in each way to write them."""
    base, colon, variant = bare(model.id).partition(":")
    for form in chain.from_iterable(map(_forms, (base, *_dated(model, base)))):
        for name in _dates(form):
            for each in _with_and_without_author(f"{name}{colon}{variant}"):
                yield each
                if model.id.startswith("~"):
                    yield f"~{each}"


def dashed(name: str) -> str:
    """A name with 4-5 where it says 4.5."""
    return _VERSION_DOT.sub("-", name)


def undated_names(model: Model) -> Iterator[str]:
    """The id, with and without author, in each way to write it: what the date of a snapshot may stand behind.

    Nobody writes one behind a suffix, behind upstream's aliases or behind another date.
    """
    base = model.id.lower()
    if ":" not in base and "~" not in base and take_date(base) is None:
        yield from chain.from_iterable(map(_with_and_without_author, _forms(base)))


def as_vendors_call(name: str) -> Iterator[str]:
    """A name with its author as vendors and LiteLLM call it, where ids call it otherwise."""
    author, _, slug = name.partition("/")
    yield from (f"{theirs}/{slug}" for theirs in _theirs(author) if theirs != author)


def bedrock_names(model: Model) -> Iterator[str]:
    """The names that Bedrock may have for a model, without an area before them."""
    # Upstream's aliases, which begin with a tilde, have no author here.
    base = model.id.lower()
    author = base.partition("/")[0]
    versions = BEDROCK_VERSIONS.get(author, ())
    dated = (_undashed(name) for name in _dated(model, base)) if author == DATED_AUTHOR else ()
    for name in dict.fromkeys(chain.from_iterable(map(_forms, (base, *dated)))):
        slug = name.partition("/")[2]
        ends = ("", ":0") if versions and _HAS_VERSION.fullmatch(slug) else versions
        yield from (f"{theirs}.{slug}{end}" for theirs in _theirs(author) for end in ends)


def _undashed(name: str) -> str:
    """A name with its date as Anthropic's own names have it."""
    dated = take_date(name)
    return f"{dated.stem}-{dated.day:%Y%m%d}" if dated else name


def _theirs(author: str) -> Iterable[str]:
    return (theirs for theirs, ours in AUTHORS.items() if ours == author)


def _dated(model: Model, base: str) -> Iterator[str]:
    """The names of a model that say of which day it is, or otherwise which one is meant."""
    # What a row of upstream's aliases leads to today has the date, not the alias.
    if model.id.startswith("~"):
        return
    snapshot = bare(model.snapshot or "")
    dated = take_date(snapshot)
    yield snapshot
    if dated:
        yield f"{base}-{dated.day}"
    yield from (name for name, model_id in VENDOR_NAMES.items() if model_id == base)


def _with_and_without_author(name: str) -> Iterator[str]:
    yield name
    slug = name.partition("/")[2]
    if slug:
        yield slug


def _forms(name: str) -> tuple[str, ...]:
    """A name as it stands, and with 4-5 where it says 4.5."""
    return tuple(dict.fromkeys((name, dashed(name))))


def _dates(name: str) -> Iterator[str]:
    """A name, and each way to write the date that it ends in."""
    yield name
    dated = take_date(name)
    if dated:
        day = dated.day.isoformat()
        short = day.replace("-", "")
        yield from (f"{dated.stem}-{day}", f"{dated.stem}-{short}")
        if name.startswith(f"{DATED_AUTHOR}/"):
            yield f"{dated.stem}@{short}"
