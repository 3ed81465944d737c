"""The ledger as text: TOML that a person can read, and back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.catalog.note import Note
from llmcost.errors import LedgerError
from llmcost.money import plain
from llmcost.reading.bad_text import BadText
from llmcost.reading.fields import BadField, Fields, Misfit, Unknown, shown, spelled
from llmcost.reading.toml_text import parse_toml
from llmcost.sources.ledger import Ledger, validator_of
from llmcost.sources.tables import read_model, write_model

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.sources.ledger import Validator

SCHEMA = 1
CURRENCY = "USD"

# tomli-w puts each item of an array on its own line; a few words read better on one.
_ARRAY_OF_WORDS = re.compile(r'= \[\n((?: +"(?:[^"\\\n]|\\.)*",\n)+) *\]', re.ASCII)


def read_ledger(data: bytes, path: str) -> Ledger:
    """Build a ledger from its text.

    Args:
        data: the file's bytes.
        path: what to call it in messages.

    Raises:
        LedgerError: when it is not a ledger of this schema, down to the first wrong value, with its place.
    """
    try:
        return _read(parse_toml(data), Unknown(), path)
    except BadText as error:
        raise LedgerError(f"{path}: {error}", hint=error.hint) from None
    except BadField as error:
        raise LedgerError(f"{path}: {error}", hint="mend it there, or name another file") from None


def _read(document: dict[str, Any], unknown: Unknown, path: str) -> Ledger:
    fields = Fields(document, "the ledger")
    schema = fields.count("schema")
    if schema != SCHEMA:
        said = "no schema number" if schema is None else f"schema {schema}"
        raise LedgerError(
            f"{path}: {said}; this llmcost reads schema {SCHEMA}",
            hint="upgrade llmcost-cli" if schema else "name a ledger like the models.toml of llmcost",
        )
    currency = fields.text("currency")
    if currency != CURRENCY:
        raise LedgerError(f"{path}: currency {shown(currency)}", hint=f"llmcost computes in {CURRENCY}")
    as_of = fields.day("as_of")
    if as_of is None:
        raise LedgerError(f"{path}: as_of is missing", hint="state the day on which the prices were seen")
    source = fields.text("source") or "not stated"
    tables = Fields(fields.raw("models", {}), "models").left()
    models = {
        key: _seen_until(as_of, read_model(key, table, unknown)) for key, table in sorted(tables.items())
    }
    entries = fields.count("entries")
    # A file that was cut off between two lines is still TOML; the number stands at its end once more.
    end = Fields(fields.raw("end", {}), "end").count("entries")
    if entries is not None and not entries == end == len(models):
        said = f"{path}: it says that it holds {entries:,} models, but holds {len(models):,}"
        raise LedgerError(
            said if entries != len(models) else f"{path}: its end is missing",
            hint="it may have been cut off; fetch it again",
        )
    validator = _read_validator(fields.raw("validator"))
    unknown.add(fields.left(), "the ledger")
    warnings = unknown_keys(unknown, path)
    return Ledger(models, as_of, source, warnings, extra=fields.left(), validator=validator)


def _seen_until(as_of: date, model: Model) -> Model:
    """A listed model that doesn't say when its price was last seen was seen with the rest of the ledger."""
    since, seen = model.current.since, model.current.seen
    for key, day in (("since", since), ("seen", seen)):
        if day is not None and day > as_of:
            raise BadField(f'models."{model.id}".{key}: {day} is later than as_of, {as_of}')
    if seen is not None or since is None or model.retired is not None:
        return model
    return model._replace(current=model.current._replace(seen=as_of))


def _unless_seen(as_of: date, model: Model) -> Model:
    """Without that date: else each renewal would change a line of every model, and hide what it changed."""
    if model.current.seen != as_of or model.current.since is None or model.retired is not None:
        return model
    return model._replace(current=model.current._replace(seen=None))


def _read_validator(table: Any) -> Validator | None:
    if table is None:
        return None
    fields = Fields(table, "validator")
    return validator_of(fields.text("url") or "", fields.text("etag"), fields.text("last_modified"))


def unknown_keys(unknown: Unknown, path: str) -> tuple[Note, ...]:
    """One warning for all unknown keys of a file, each with its first place."""
    if not unknown.keys:
        return ()
    places = ", ".join(f"{spelled(key)} (in {where})" for key, where in sorted(unknown.keys.items())[:5])
    more = f" and {len(unknown.keys) - 5} more" if len(unknown.keys) > 5 else ""  # noqa: PLR2004
    return (Note("unknown_keys", f"{path}: keys that this version does not know: {places}{more}"),)


def write_ledger(ledger: Ledger) -> str:
    """The text of a ledger; ``read_ledger`` gives the ledger back."""
    import tomli_w

    document = {
        "schema": SCHEMA,
        # Before what every ledger needs, so that none that is cut off can do without it.
        "entries": len(ledger.models),
        "source": ledger.source,
        "as_of": ledger.as_of,
        "currency": CURRENCY,
        **ledger.extra,
        **({"validator": _stated(ledger.validator)} if ledger.validator else {}),
        "models": {
            model_id: write_model(_unless_seen(ledger.as_of, model))
            for model_id, model in sorted(ledger.models.items())
        },
        "end": {"entries": len(ledger.models)},
    }
    return _ARRAY_OF_WORDS.sub(_on_one_line, tomli_w.dumps(_writable(document)))


def _stated(validator: Validator) -> dict[str, str]:
    return {key: value for key, value in validator._asdict().items() if value is not None}


def _on_one_line(match: re.Match[str]) -> str:
    items = [line.strip().removesuffix(",") for line in match[1].rstrip("\n").split("\n")]
    return f"= [{', '.join(items)}]"


class _Plain(Decimal):
    """A decimal that tomli-w writes without exponent."""

    def __str__(self) -> str:
        return plain(self)


def _writable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_writable(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else _Plain(value)
    if isinstance(value, Misfit):
        # Only under a key that this version doesn't know, where it has the meaning that TOML gives it.
        return float(value.text)
    return value
