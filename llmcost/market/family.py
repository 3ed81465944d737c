"""The family of a model, by its id: what stays when versions, dates, sizes and stages are taken away."""

from __future__ import annotations

import re

_STAGES = frozenset({"preview", "exp", "experimental", "beta", "latest", "it", "instruct", "hf"})
"""Words that say how far a model is."""

_SAME_LINE = {"deepseek": frozenset({"chat"})}
"""Author -> words that its ids lost on the way: deepseek-chat-v3.1 was followed by deepseek-v3.2."""

# Text until they are needed, to start faster.
_NO_WORD = r"(?a)v?[0-9]+(?:\.[0-9]+)*o?|(?:[0-9]+x)?[ae]?[0-9]+(?:\.[0-9]+)?[bkmt]"
"""A version or date: v3.2, 4o, 2507. A size: 235b, a22b, e4b, 8x7b, 2.4t; 32k is that of a context window."""
_SIZE = r"(?a)(?:[0-9]+x)?[ae]?[0-9]+(?:\.[0-9]+)?[bkmt]"
_VERSION = r"(?a)[0-9]+(?:\.[0-9]+)*o?"
_DAY = r"(?a)-20[0-9]{2}-?[0-9]{2}-?[0-9]{2}(?=$|:)"
_DATE = r"(?a)-(?:20[0-9]{2}-?[0-9]{2}-?[0-9]{2}|[0-9]{4}|[0-9]{2}-[0-9]{2})(?=$|-)"
"""A day, or a month or a day without its year, behind a hyphen: 2024-08-06, 2507, 02-23."""
_NUMBER = r"(?a)[0-9]+(?:\.[0-9]+)*b?"


def family_of(model_id: str) -> str:
    """Author and words of the slug, such as ``openai/gpt mini``; variants share that of the model.

    Letters that are glued to a version stay: o3 is of the family o, kimi-k2.5 of kimi k, glm-4.5v of glm v.
    A slug of nothing but versions is a family of its own.
    """
    author, slash, slug = model_id.lstrip("~").partition(":")[0].rpartition("/")
    dropped = _STAGES | _SAME_LINE.get(author, frozenset())
    words = [word for part in re.split("[-_]", slug) if (word := _word(part)) and word not in dropped]
    return f"{author}{slash}{' '.join(words) or slug}"


def _word(part: str) -> str:
    """What is left of a part of a slug without its version or size; empty where it is no more than that."""
    return "" if re.fullmatch(_NO_WORD, part) else re.sub(_NUMBER, "", part).strip(".")


def generation_of(model_id: str) -> str | None:
    """Author, first word and version, such as ``openai/gpt 4.1``; None where the id tells no version.

    Dates and sizes are no versions; one that is glued to a word is: qwen3.8-27b is of ``qwen 3.8``.
    """
    family = family_of(model_id)
    slug = re.sub(_DATE, "", model_id.partition(":")[0].rpartition("/")[2])
    parts = [part for part in re.split("[-_]", slug) if not re.fullmatch(_SIZE, part)]
    versions = [found for part in parts for found in re.findall(_VERSION, part)]
    return " ".join([family.partition(" ")[0], *versions]) if versions else None


def sizes_of(model_id: str) -> tuple[str, ...]:
    """The sizes in an id: 27b, or 235b and a22b; empty where it tells none."""
    slug = model_id.partition(":")[0].rpartition("/")[2]
    return tuple(part for part in re.split("[-_]", slug) if re.fullmatch(_SIZE, part))


def without_day(model_id: str) -> str | None:
    """The id without the day at its end: gpt-4o of gpt-4o-2024-08-06. None where it ends in none."""
    base = re.sub(_DAY, "", model_id)
    return None if base == model_id else base
