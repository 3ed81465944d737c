"""Which models a comparison without names considers, and why the others are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.model import Model


class Selection(NamedTuple):
    """What a model must be or have to be compared. The default asks for listed, priced, paid models."""

    authors: tuple[str, ...] = ()
    """Any of these authors; empty: all."""
    having: tuple[str, ...] = ()
    """Each a modality that it reads, a feature, or ``image_output``, ``audio_output``."""
    min_context: int = 0
    """Tokens."""
    min_intelligence: Decimal | None = None
    max_price: Decimal | None = None
    """Neither the input nor the output rate may be above this, USD per million tokens."""
    free: bool = False
    """Whether free models are compared too."""
    batch: bool = False
    """Whether batch rows are compared, and only those."""
    retired: bool = False
    """Whether retired models are considered, and only those; not with ``as_of``."""
    as_of: date | None = None
    """Compare what was listed on that day. None: now."""

    def left_out(self, model: Model) -> str | None:
        """The code of the first reason to leave the model out; None to keep it."""
        return self._by_kind(model) or self._by_fact(model)

    def _by_kind(self, model: Model) -> str | None:
        if self.as_of is None and (model.retired is not None) != self.retired:
            return "listed" if self.retired else "retired"
        if self.as_of is not None and not model.listed_on(self.as_of):
            return "retired" if model.retired is not None and model.retired <= self.as_of else "later"
        if model.is_alias:
            return "alias"
        if (model.variant == "batch") != self.batch:
            return "no_batch_row" if self.batch else "batch"
        if model.is_free and not self.free:
            return "free"
        return None

    def _by_fact(self, model: Model) -> str | None:
        if self.authors and model.author not in self.authors:
            return "author"
        if self.having and not set(self.having) <= capabilities(model):
            return "with"
        if self.min_context and (model.context or 0) < self.min_context:
            return "min_context"
        if self.min_intelligence is not None and (
            model.intelligence is None or model.intelligence < self.min_intelligence
        ):
            return "min_intelligence"
        if self.max_price is not None:
            # A model that was listed on a day has a period that holds it.
            price = model.period_on(self.as_of)[0].price
            rates = (price.rates.get("input"), price.rates.get("output")) if price is not None else ()
            if any(rate is not None and rate > self.max_price for rate in rates):
                return "max_price"
        return None


class BatchRows(NamedTuple):
    """Which models of those that are considered have a batch row."""

    bases: frozenset[str]
    """Their ids, without ``:batch``."""

    def stand_for(self, model: Model, reason: str) -> bool:
        """Whether a model left out for that reason goes unmentioned: its batch row is compared instead."""
        return reason == "no_batch_row" and model.id in self.bases


def batch_rows(models: Iterable[Model]) -> BatchRows:
    """The batch rows among models."""
    return BatchRows(frozenset(each.id.removesuffix(":batch") for each in models if each.variant == "batch"))


def capabilities(model: Model) -> frozenset[str]:
    """Everything that ``--with`` can ask of a model."""
    written = {f"{kind}_output" for kind in model.output if kind != "text"}
    return frozenset({*model.input, *model.features, *written})


def check_known(models: Iterable[Model], selection: Selection, *, having: str = "--with") -> None:
    """Refuse filters that no model of the catalogue could ever meet.

    Args:
        models: of the catalogue.
        selection: what was asked for.
        having: the flag or key that asked for capabilities, for the message.

    Raises:
        UsageError: for an author or a capability that none has: a typo mustn't look like an empty market.
    """
    authors: set[str] = set()
    capable: set[str] = set()
    for model in models:
        authors.add(model.author)
        capable |= capabilities(model)
    filters = (("--author", selection.authors, authors), (having, selection.having, capable))
    for flag, wanted, known in filters:
        for value in wanted:
            if value not in known:
                raise UsageError(f"{flag}: no model has {value!r}", hint=known_hint(value, known))


def known_hint(value: str, known: set[str]) -> str:
    """What may have been meant by a value that is not among those known."""
    import difflib

    close = difflib.get_close_matches(value.lower(), sorted(known), n=3)
    return f"did you mean {' or '.join(close)}?" if close else f"known are {', '.join(sorted(known))}"
