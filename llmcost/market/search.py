"""Words to look for in what models are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

_ALIKE = str.maketrans("._", "--")
"""Versions are written 4.5 in one place and 4-5 in another."""


class Search(NamedTuple):
    """Every word has to be there, in any order."""

    words: tuple[str, ...] = ()
    """As typed. Empty: everything is found."""

    @property
    def text(self) -> str:
        """The words as one query."""
        return " ".join(self.words)

    def finds(self, model: Model) -> bool:
        """Whether each word is in the model's id, which begins with its author, its name or its snapshot."""
        return self.finds_in(model.id, model.name, model.snapshot)

    def finds_in(self, *texts: str | None) -> bool:
        """Whether each word is in one of these texts, in any case."""
        if not self.words:
            return True
        # No word holds a line break, so none is found across two texts.
        everything = _form("\n".join(text for text in texts if text))
        return all(_form(word) in everything for word in self.words)


def search_of(arguments: tuple[str, ...]) -> Search:
    """The words of a query, whether they came as one argument or as several."""
    return Search(tuple(word for argument in arguments for word in argument.split()))


def _form(text: str) -> str:
    return text.casefold().translate(_ALIKE)
