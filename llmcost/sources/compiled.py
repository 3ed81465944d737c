"""The ledger in a form that loads in a few milliseconds: one line a model, decoded when it is asked for.

The first line tells the version of the form, and length and checksum of the TOML that it was made from and of
its own body; with any of them off the copy is passed over and the TOML is read. It is text only, never code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any
from zlib import crc32

from llmcost import __version__
from llmcost.catalog.model import Model, Period
from llmcost.catalog.note import Note
from llmcost.catalog.price import Condition, Price
from llmcost.money import plain
from llmcost.sources.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = f"llmcost-ledger-{__version__}-2"
"""Each version reads its own copies only: what one doesn't know of a ledger, the next may. The last number
counts the forms within a version that is not yet released."""


class LazyModels(Mapping[str, Model]):
    """Models by id, each decoded from its line the first time it is asked for."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines
        self._decoded: dict[str, Model] = {}

    def __getitem__(self, model_id: str) -> Model:
        model = self._decoded.get(model_id)
        if model is None:
            model = self._decoded[model_id] = _decode(model_id, json.loads(self._lines[model_id]))
        return model

    def __contains__(self, model_id: object) -> bool:
        return model_id in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def stamp(data: bytes) -> str:
    """What tells one content of a file from another: length and CRC-32. It finds accidents, not attacks."""
    return f"{len(data)}-{crc32(data):08x}"


def compile_ledger(ledger: Ledger, data: bytes) -> bytes:
    """The compiled copy of a ledger that was read from ``data``."""
    listed = [model for model in ledger.models.values() if model.retired is None]
    retired = [model for model in ledger.models.values() if model.retired is not None]
    notes = [[note.code, note.message] for note in ledger.warnings]
    lines = [_dump([ledger.as_of.isoformat(), ledger.source, notes, len(listed)])]
    lines += [f"{model.id}\t{_dump(_encode(model))}" for model in (*listed, *retired)]
    body = "\n".join(lines).encode()
    return f"{FORM} {stamp(data)} {stamp(body)}\n".encode() + body


def load_compiled(compiled: bytes, data: bytes) -> Ledger | None:
    """The ledger of a compiled copy; None when it was made from other data, is damaged or of another form."""
    head, _, body = compiled.partition(b"\n")
    if head != f"{FORM} {stamp(data)} {stamp(body)}".encode():
        return None
    first, _, rest = body.decode().partition("\n")
    as_of, source, warnings, listed = json.loads(first)
    lines = dict(line.split("\t", 1) for line in rest.split("\n")) if rest else {}
    notes = tuple(Note(code, message) for code, message in warnings)
    return Ledger(LazyModels(lines), date.fromisoformat(as_of), source, notes, tuple(islice(lines, listed)))


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _encode(model: Model) -> list[Any]:
    return [
        _encode_period(model.current),
        [_encode_period(period) for period in model.past],
        model.name,
        model.snapshot,
        _encode_day(model.released),
        model.context,
        model.max_output,
        model.input,
        model.output,
        model.features,
        model.tokenizer,
        _encode_day(model.knowledge_cutoff),
        None if model.intelligence is None else plain(model.intelligence),
        _encode_day(model.expires),
        _encode_day(model.retired),
        model.alias_of,
    ]


def _decode(model_id: str, row: list[Any]) -> Model:
    current, past, name, snapshot, released, context, max_output, reads, writes, features = row[:10]
    tokenizer, cutoff, intelligence, expires, retired, alias_of = row[10:]
    return Model(
        model_id,
        _decode_period(current),
        name,
        snapshot,
        _decode_day(released),
        context,
        max_output,
        tuple(reads),
        tuple(writes),
        tuple(features),
        tokenizer,
        _decode_day(cutoff),
        None if intelligence is None else Decimal(intelligence),
        _decode_day(expires),
        _decode_day(retired),
        alias_of,
        tuple(map(_decode_period, past)) if past else (),
    )


def _encode_period(period: Period) -> list[Any]:
    return [
        None if period.price is None else _encode_price(period.price),
        _encode_day(period.since),
        _encode_day(period.seen),
        period.inferred,
        _encode_day(period.gone),
    ]


def _decode_period(row: list[Any]) -> Period:
    price, since, seen, inferred, gone = row
    known = None if price is None else _decode_price(price)
    return Period(known, _decode_day(since), _decode_day(seen), tuple(inferred), _decode_day(gone))


def _encode_price(price: Price) -> list[Any]:
    when = [
        [_encode_rates(condition.rates), condition.above, condition.start, condition.end, condition.days]
        for condition in price.when
    ]
    return [_encode_rates(price.rates), when]


def _decode_price(row: list[Any]) -> Price:
    rates, when = row
    conditions = tuple(
        Condition(_decode_rates(changed), above, start, end, tuple(days))
        for changed, above, start, end, days in when
    )
    return Price(_decode_rates(rates), conditions)


def _encode_rates(rates: Mapping[str, Decimal]) -> dict[str, str]:
    return {name: plain(rate) for name, rate in rates.items()}


def _decode_rates(rates: dict[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(rate) for name, rate in rates.items()}


def _encode_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _decode_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
