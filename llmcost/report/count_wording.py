"""The words of `count`: what was counted, what was not, and what does not fit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from llmcost.report.counted import told_tokens
from llmcost.report.measures import as_bytes
from llmcost.report.wording import count_of, first_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.cost.counting import Counted, Counting, Skipped, Uncounted, Whole

_NOUNS = {"file": "file", "text": "text", "messages": "chat", "image": "picture"}
_ALONE = {"text": "the ", "image": "the picture "}


def misfit_in_words(whole: Whole) -> str | None:
    """That it is more than the context window holds, or may be; None where it fits."""
    if whole.fits is False:
        return "more than the context window: it does not fit"
    if whole.fits is None and whole.model.context:
        return "the bound goes beyond the context window: it may not fit"
    return None


def title_of(counting: Counting) -> str:
    """What was counted: Tokens of 3 files and 1 text, 12.3 kB."""
    sizes = [each.size for each in counting.counted if each.size is not None]
    size = f", {as_bytes(sum(sizes))}" if sizes else ""
    if len(counting.counted) == 1:
        (only,) = counting.counted
        return f"Tokens of {_ALONE.get(only.kind, '')}{only.shown}{size}"
    kinds = Counter(each.kind for each in counting.counted)
    told = [count_of(kinds[kind], noun) for kind, noun in _NOUNS.items() if kinds[kind]]
    told += [each.shown for each in counting.counted if each.kind in {"stdin", "pages"}]
    return f"Tokens of {_listed(told)}{size}"


def _listed(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def rest_in_words(counting: Counting, unless_said: int) -> str | None:
    """What is not told one by one: And 480 more files, 12,345 tokens; None where all are."""
    left, counts = counting.rest(unless_said)
    if not left:
        return None
    noun = "file" if only_files(counting.counted) else "part"
    told = f"And {left:,} more {noun}{'' if left == 1 else 's'}"
    tokens = f"{told_tokens(counts[0])} token{'' if counts[0].tokens == 1 else 's'}"
    of = f" on {counting.models[0].id}" if len(counts) > 1 else ""
    return f"{told}, {tokens}{of}; see --top."


def only_files(counted: tuple[Counted, ...]) -> bool:
    """Whether nothing but files was counted."""
    return all(each.kind in {"file", "stdin"} for each in counted)


def skipped_in_words(skipped: Sequence[Skipped]) -> list[str]:
    """The files that have no count, the first with their reasons, then how many more."""
    return first_files([f"{each.shown}: {each.message}" for each in skipped])


def uncounted_in_words(uncounted: Uncounted) -> str:
    """Why a model has no counts, and what to do."""
    return f"{uncounted.message} ({uncounted.hint})" if uncounted.hint else uncounted.message
