"""Texts with their counts, each of which is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost.counted import Count, add_counts
from llmcost.reading.plain_text import without_surrogates
from llmcost.tokens.encoding import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.catalog.model import Model
    from llmcost.reading.plain_text import Text
    from llmcost.tokens.encoding import Encoding
    from llmcost.tokens.features import Features


def vocabulary_failed(shown: str, why: str) -> Note:
    """What is said of a count that a vocabulary that is installed did not make.

    Args:
        shown: what it is the count of.
        why: as passages tell it.
    """
    return Note("vocabulary_failed", f"{shown}: {why}")


class Passage:
    """A text of which nothing else is sent along."""

    def __init__(self, text: Text | str, shown: str = "text") -> None:
        """Describe it.

        Args:
            text: as it will be sent; of a ``str``, lone surrogates are taken for U+FFFD.
            shown: its file, or what else it is called in messages.
        """
        read = without_surrogates(text) if isinstance(text, str) else text
        self.text = read.text
        self.shown = shown
        self.remarks = read.remarks
        """What had to be done to read it."""
        self._failures: dict[str, str] = {}
        self._features: Features | None = None
        self._tokens: dict[str, int | None] = {}
        self._estimates: dict[str | None, Count] = {}

    def count(self, model: Model, *, by_vocabulary: bool = True) -> Count:
        """Its tokens on a model.

        Args:
            model: from a catalogue.
            by_vocabulary: whether vocabularies that are installed are used. Without them the figures are the
                same on every machine.
        """
        encoding = encoding_of(model)
        if not self.text:
            return Count(0, 0, 0, encoding.method, encoding.name)
        tokens = self._counted(encoding.vocabulary) if by_vocabulary and encoding.vocabulary else None
        if tokens is None:
            return self._estimated(encoding)
        if encoding.method != "estimate":
            return Count(tokens, tokens, tokens, encoding.method, encoding.name)
        from llmcost.tokens.estimator import assumed

        return assumed(tokens, self._features_once())._replace(encoding=encoding.name)

    def failure(self, model: Model) -> str | None:
        """Why a vocabulary that is installed did not count it for a model; None where none failed."""
        return self._failures.get(encoding_of(model).vocabulary or "")

    def _counted(self, vocabulary: str) -> int | None:
        """By a vocabulary; None where it can't be."""
        if vocabulary in self._tokens:
            return self._tokens[vocabulary]
        from llmcost.tokens.vocabulary import VocabularyFailed, count_with, is_installed

        tokens: int | None = None
        if is_installed():
            try:
                tokens = count_with(vocabulary, self.text)
            except VocabularyFailed as error:
                self._failures[vocabulary] = f"estimated rather than counted with {vocabulary}: {error}"
        self._tokens[vocabulary] = tokens
        return tokens

    def _estimated(self, encoding: Encoding) -> Count:
        family = encoding.family
        if family not in self._estimates:
            from llmcost.tokens.estimator import estimate_tokens

            self._estimates[family] = estimate_tokens(self._features_once(), family)
        return self._estimates[family]._replace(encoding=encoding.name)

    def _features_once(self) -> Features:
        if self._features is None:
            from llmcost.tokens.features import features_of

            self._features = features_of(self.text)
        return self._features


class Passages:
    """Some texts that are sent together, none of which a token reaches out of.

    They are counted one by one where that is exact, and reckoned as one where not: an estimate is the better
    the longer the text is. Those of many short messages would each be off by some tokens, and their bounds
    would add up.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Describe them; empty ones are left out, and lone surrogates become U+FFFD."""
        self.texts = tuple(without_surrogates(text).text for text in texts if text)
        self._each = tuple(map(Passage, self.texts))
        self._joined = self._each[0] if len(self._each) == 1 else Passage("\n".join(self.texts))

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.texts)

    def count(self, model: Model, *, by_vocabulary: bool = True) -> Count:
        """Their tokens on a model.

        Args:
            model: from a catalogue.
            by_vocabulary: whether vocabularies that are installed are used.
        """
        if not self.texts:
            return add_counts(())
        first = self._each[0].count(model, by_vocabulary=by_vocabulary)
        if first.is_estimate:
            return self._joined.count(model, by_vocabulary=by_vocabulary)
        rest = (passage.count(model, by_vocabulary=by_vocabulary) for passage in self._each[1:])
        return add_counts([first, *rest])

    def failures(self, model: Model) -> Iterator[str]:
        """Why a vocabulary that is installed did not count them for a model."""
        found = (passage.failure(model) for passage in (*self._each, self._joined))
        yield from (each for each in found if each is not None)
