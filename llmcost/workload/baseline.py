"""A report that `check` saved, as the past to compare with: priced again, at the prices that it holds."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

from llmcost.catalog.model import Model, Period
from llmcost.cost.cap import KINDS, Cap
from llmcost.cost.past import Past
from llmcost.cost.period import DAYS
from llmcost.cost.plan import Choice, Unplanned, plan
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import ConfigError, LlmcostError, QuantityError
from llmcost.printable import printable
from llmcost.quantity import parse_clock
from llmcost.reading.bad_text import BadText
from llmcost.reading.bounded_file import TooLong, read_at_most
from llmcost.reading.fields import COMMAND, BadField, shown
from llmcost.reading.json_object import JsonObject
from llmcost.reading.strict_json import parse_json
from llmcost.workload.stored_count import is_counted, read_demand, read_usage
from llmcost.workload.stored_price import read_price, read_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from llmcost.cost.plan import Planned

SCHEMA = 1
CURRENCY = "USD"

MAX_BYTES = 64 * 2**20
"""A report of some 30,000 scenarios."""

_OF_A_CHECK = frozenset(["workload", "scenarios", "unpriced", "total", "models", "verdict"])
_AGAIN = "save it again with `llmcost check --save FILE`"


def load_baseline(path: Path) -> Past:
    """What to compare with: a workload as it was, at the prices of then.

    The costs that the report tells are not taken from it, but computed again from its volumes and prices, so
    that both sides are computed alike. A model that it didn't use has the price of its day, as far as that is
    known.

    Args:
        path: what ``--save``, or ``--json`` with ``--out``, wrote.

    Raises:
        ConfigError: when it can't be read, is no report of a check, is of a newer schema or of another
            currency, or holds a value that can't be.
    """
    try:
        document = parse_json(_read(path))
        return _Baseline(_report(document, path)).past(printable(str(path)))
    except (BadField, BadText) as error:
        raise ConfigError(f"{path}: {error}", hint=_AGAIN) from None


def _read(path: Path) -> bytes:
    try:
        return _as_utf8(read_at_most(path, MAX_BYTES))
    except TooLong as error:
        raise ConfigError(f"{path}: {error} is no report of a check", hint=_AGAIN) from None
    except BadText as error:
        message = f"can't read the baseline from {path}: {error}"
        raise ConfigError(message, hint="`llmcost check --save FILE` writes one") from None


def _as_utf8(data: bytes) -> bytes:
    """The bytes without a byte order mark: PowerShell writes one before what it redirects, or UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # A broken pair would be refused as a character that can't be in a name, or changes nothing.
        return data.decode("utf-16", errors="replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _report(document: Any, path: Path) -> JsonObject:
    """The document, if it is a report of a check that this version understands."""
    schema = document.get("schema_version") if isinstance(document, dict) else None
    if type(schema) is not int or schema < 1:
        raise ConfigError(f"{path}: no report of llmcost check", hint=_AGAIN)
    if schema > SCHEMA:
        message = f"{path}: schema_version {schema}; this llmcost reads {SCHEMA}"
        raise ConfigError(message, hint="upgrade llmcost-cli")
    if "error" in document:
        raise ConfigError(f"{path}: the report of an error, not of a check", hint=_AGAIN)
    if not document.keys() >= _OF_A_CHECK:
        raise ConfigError(f"{path}: the report of another command than check", hint=_AGAIN)
    report = JsonObject(document)
    if report.raw("currency") != CURRENCY:
        message = f"{path}: currency {shown(report.raw('currency'))}"
        raise ConfigError(message, hint=f"llmcost computes in {CURRENCY}")
    return report


class _Baseline:
    """A report, read."""

    def __init__(self, report: JsonObject) -> None:
        self._pinned = None if report.is_null("date") else report.day("date")
        self._day = report.object("prices").day("as_of") if self._pinned is None else self._pinned
        stored = report.object("models")
        self._models = {model_id: _model(model_id, stored.object(model_id)) for model_id in stored.keys}
        self._planned = list(self._plan_all(report))
        self._unplanned = [_unplanned(entry) for entry in report.objects("unpriced")]
        self._caps = _caps(report.object("total"))
        scenarios = [each.scenario for each in self._planned] + [each.scenario for each in self._unplanned]
        seen: set[str] = set()
        for scenario in scenarios:
            if scenario.name in seen:
                raise BadField(f"the scenario {scenario.name!r} stands in it twice")
            seen.add(scenario.name)

    def past(self, label: str) -> Past:
        """The past that it tells of."""
        return Past(
            label,
            {each.scenario.name: each for each in self._planned},
            tuple(self._unplanned),
            self._caps,
            self._then,
            self._day,
            pinned=self._pinned,
        )

    def _plan_all(self, report: JsonObject) -> Iterator[Planned]:
        for entry in report.objects("scenarios"):
            choices = tuple(self._choice(each) for each in entry.objects("models"))
            try:
                yield plan(_scenario(entry, choices), choices, read_demand(entry))
            except LlmcostError as error:
                raise BadField(f"{entry.where}: {error.message}") from None
            except ArithmeticError:
                raise BadField(f"{entry.where}: figures beyond reason") from None

    def _choice(self, entry: JsonObject) -> Choice:
        model = self._models.get(entry.text("model"))
        if model is None:
            raise BadField(f"{entry.place('model')}: {shown(entry.raw('model'))} is not among its models")
        return Choice(model, _above_zero(entry, "weight"), self._pinned)

    def _then(self, choice: Choice) -> Choice:
        model = self._models.get(choice.model.id) or _as_it_was(choice.model, self._day)
        return Choice(model, choice.weight, self._pinned)


def _as_it_was(model: Model, day: date) -> Model:
    """A model with its price of a day; raises UnpricedError where there was none."""
    period, _ = model.period_on(day)
    stated = model.overridden if period is model.current else ()
    return Model(model.id, Period(period.price, None, None), overridden=stated)


def _model(model_id: str, stored: JsonObject) -> Model:
    price = read_price(stored)
    # Whatever it was priced with was meant, rates of 0 too.
    return Model(model_id, Period(price, None, None), overridden=tuple(price.rates))


def _scenario(entry: JsonObject, choices: tuple[Choice, ...]) -> Scenario:
    if not choices:
        raise entry.bad("models", "a list of at least one model")
    names = [each.text("name") for each in entry.objects("models")]
    return Scenario(
        _name(entry, "name"),
        tuple(zip(names, (choice.weight for choice in choices), strict=True)),
        Usage() if is_counted(entry) else read_usage(entry.object("usage")),
        entry.count("requests", 1),
        None if entry.is_null("per") else entry.one_of("per", DAYS),
        entry.flag("batch"),
        None if entry.is_null("when") else _window(entry),
        entry.number("markup"),
        _caps(entry),
    )


def _name(entry: JsonObject, key: str) -> str:
    name = entry.text(key)
    if COMMAND.search(name):
        raise entry.bad(key, "the name of a scenario")
    return name


def _window(entry: JsonObject) -> tuple[int, int]:
    text = entry.text("when")
    if "-" in text:
        return read_window(entry, "when")
    try:
        minute = parse_clock(text, "when")
    except QuantityError:
        raise entry.bad("when", "a time such as 02:30 or 01:00-04:00") from None
    return minute, minute


def _caps(entry: JsonObject) -> tuple[Cap, ...]:
    caps: list[Cap] = []
    for each in entry.objects("limits"):
        kind, is_share = each.one_of("kind", KINDS), each.one_of("unit", ("USD", "share")) == "share"
        if is_share and kind != "growth":
            raise each.bad("unit", f"the unit of a limit {kind}")
        cap = Cap(kind, each.number("limit"), is_share, each.flag("warn_only"))
        if any((cap.kind, cap.warn_only) == (other.kind, other.warn_only) for other in caps):
            raise BadField(f"{each.where}: the limit {kind} stands in it twice")
        caps.append(cap)
    return tuple(caps)


def _above_zero(entry: JsonObject, key: str) -> Decimal:
    value = entry.number(key)
    if not value:
        raise entry.bad(key, "a number above 0")
    return value


def _unplanned(entry: JsonObject) -> Unplanned:
    """A scenario that had no price: only its name counts."""
    scenario = Scenario(_name(entry, "scenario"), (), Usage(), 1, None)
    return Unplanned(scenario, entry.text("code"), printable(str(entry.raw("message"))))
