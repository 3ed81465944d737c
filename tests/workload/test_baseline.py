from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import catalog, model, period, price, when

from llmcost.catalog.model import Model, Period
from llmcost.cost.cap import Cap
from llmcost.cost.plan import Choice, plan
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import ConfigError, UnpricedError
from llmcost.report import payload
from llmcost.report.json_text import to_json
from llmcost.workload import baseline
from llmcost.workload.baseline import load_baseline

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 10)
AGAIN = "save it again with `llmcost check --save FILE`"


def used(model_id: str = "acme/one", weight: Any = 1, name: str = "one") -> dict[str, Any]:
    return {"model": model_id, "name": name, "weight": weight}


def scenario(name: str = "chat", *models: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {
        "name": name,
        "models": list(models) or [used()],
        "usage": {"input": 1_000_000, "output": 0},
        "requests": 10,
        "per": "month",
        "batch": False,
        "when": None,
        "markup": 0,
        "limits": [],
    } | changed


def limit(kind: str = "per_month", **changed: Any) -> dict[str, Any]:
    return {"kind": kind, "limit": 5, "unit": "USD", "warn_only": False} | changed


def report(*scenarios: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "currency": "USD",
        "prices": {"as_of": DAY},
        "date": None,
        "workload": "llmcost.toml",
        "scenarios": list(scenarios) or [scenario()],
        "unpriced": [],
        "total": {"limits": []},
        "models": {
            "acme/one": {"rates": {"input": 1, "output": 4}, "when": []},
            "acme/two": {"rates": {"input": 3, "output": 9}, "when": []},
        },
        "verdict": "ok",
    } | changed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def save(file: Path, document: Any) -> Path:
    file.write_text(to_json(document), encoding="utf-8")
    return file


def refusal(file: Path) -> tuple[str, str | None]:
    with pytest.raises(ConfigError) as caught:
        load_baseline(file)
    return caught.value.message.replace(f"{file}", "FILE"), caught.value.hint


def test_a_report_becomes_the_past_priced_at_its_own_prices(file: Path) -> None:
    past = load_baseline(save(file, report(scenario(limits=[limit()]), total={"limits": [limit("growth")]})))
    assert (past.label, past.exists, past.as_of) == (str(file), True, DAY)
    assert past.caps == (Cap("growth", Decimal(5)),)
    planned = past.planned["chat"]
    assert planned.basis == 10
    assert planned.scenario == Scenario(
        "chat",
        (("one", Decimal(1)),),
        Usage(input=1_000_000),
        10,
        "month",
        caps=(Cap("per_month", Decimal(5)),),
    )


def test_everything_that_a_scenario_can_state_comes_back(file: Path) -> None:
    limits = [
        limit("per_request", limit=Decimal("0.5"), warn_only=True),
        limit("growth", limit=Decimal("0.1"), unit="share"),
        limit("growth", unit="USD", warn_only=True),
    ]
    usage = {"input": 100, "cache_read": 50, "output": 10, "web_search": 1}
    stated = scenario(
        "mixed",
        used("acme/one:batch", 90),
        used("acme/two", Decimal("0.5"), "two"),
        usage=usage,
        per=None,
        batch=True,
        when="23:00-24:00",
        markup=Decimal("0.055"),
        limits=limits,
    )
    rates = {"input": 1, "output": 4, "web_search": Decimal("0.01")}
    models = {key: {"rates": rates, "when": []} for key in ("acme/one:batch", "acme/two")}
    planned = load_baseline(save(file, report(stated, models=models))).planned["mixed"]
    assert planned.scenario == Scenario(
        "mixed",
        (("one", Decimal(90)), ("two", Decimal("0.5"))),
        Usage(**usage),
        10,
        None,
        True,  # noqa: FBT003
        (23 * 60, 24 * 60),
        Decimal("0.055"),
        (
            Cap("per_request", Decimal("0.5"), warn_only=True),
            Cap("growth", Decimal("0.1"), is_share=True),
            Cap("growth", Decimal(5), warn_only=True),
        ),
    )


def test_a_minute_is_a_window_of_itself(file: Path) -> None:
    planned = load_baseline(save(file, report(scenario(when="02:30")))).planned["chat"]
    assert planned.scenario.window == (150, 150)


def test_a_pinned_day_stands_for_any_day_of_the_week(file: Path) -> None:
    weekend = {"above": None, "utc": None, "days": ["saturday", "sunday"], "rates": {"input": 7}}
    models = {"acme/one": {"rates": {"input": 1, "output": 4}, "when": [weekend]}}
    dearest = load_baseline(save(file, report(models=models)))
    assert (dearest.planned["chat"].basis, dearest.as_of, dearest.pinned) == (Decimal(70), DAY, None)
    friday = load_baseline(save(file, report(models=models, date=date(2026, 11, 6))))
    assert (friday.planned["chat"].basis, friday.as_of) == (Decimal(70), date(2026, 11, 6))
    assert friday.pinned == friday.as_of


def test_rates_of_zero_that_were_meant_are_meant_again(file: Path) -> None:
    models = {"acme/one": {"rates": {"input": 0, "output": 0}, "when": []}}
    assert load_baseline(save(file, report(models=models))).planned["chat"].total == 0


def test_a_scenario_that_had_no_price_is_lost_and_not_free(file: Path) -> None:
    entry = {"scenario": "talk", "line": 3, "code": "unknown_model", "message": "no\nmodel"}
    past = load_baseline(save(file, report(unpriced=[entry])))
    assert past.lost == {"talk"}
    assert [(each.code, each.message) for each in past.unplanned] == [("unknown_model", r"no\nmodel")]


def test_a_model_of_the_report_has_its_price_of_then(file: Path) -> None:
    past = load_baseline(save(file, report()))
    found = past.then(Choice(model("acme/two", input="100"), Decimal(9)))
    assert found is not None
    assert found.model.current == Period(price(input="3", output="9"), None, None)
    assert found == Choice(found.model, Decimal(9))


def then(file: Path, known: Model, **changed: Any) -> Choice:
    found = load_baseline(save(file, report(**changed))).then(Choice(known, Decimal(1), date(2026, 12, 1)))
    assert found is not None
    return found


def test_another_model_has_its_price_of_the_day_of_the_report(file: Path) -> None:
    earlier = period("2026-01-01", "2026-11-20", input="7")
    known = model("acme/new", input="8", since="2026-11-21", facts={"past": (earlier,)})
    assert then(file, known).model == Model("acme/new", Period(earlier.price, None, None))
    pinned = then(file, known, date=date(2026, 11, 30))
    assert pinned.model == Model("acme/new", Period(known.current.price, None, None))
    assert pinned.as_of == date(2026, 11, 30)


def test_another_model_that_came_later_had_no_price(file: Path) -> None:
    with pytest.raises(UnpricedError, match="no price of acme/new is known for 2026-11-10"):
        then(file, model("acme/new", since="2026-11-21"))


def test_rates_of_zero_are_meant_only_where_an_override_states_them(file: Path) -> None:
    chat = load_baseline(save(file, report())).planned["chat"].scenario
    free = model("acme/new", input="0", output="0", facts={"overridden": ("input", "output")})
    assert plan(chat, [then(file, free)]).total == 0
    earlier = period("2026-01-01", "2026-11-20", input="0", output="0")
    unlisted = free._replace(past=(earlier,), current=free.current._replace(since=date(2026, 11, 21)))
    with pytest.raises(UnpricedError, match="listed at 0 but is not free"):
        plan(chat, [then(file, unlisted)])


def test_the_weekday_matters_of_neither_side_that_is_not_pinned(file: Path) -> None:
    known = model("acme/new", when(days=(5,), input="9"), input="1")
    chat = load_baseline(save(file, report())).planned["chat"].scenario
    assert plan(chat, [then(file, known)]).total == 90


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "empty"),
        (b"<html>", "a page of HTML"),
        (b"\xff", "not UTF-8 text at byte 0"),
        (b'{"models": {"a": 1, "a": 2}}', "the key 'a' stands twice in one object"),
        (b'{"total": NaN}', "NaN is no number of JSON"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_is_refused(file: Path, text: bytes, said: str) -> None:
    file.write_bytes(text)
    assert refusal(file) == (f"FILE: {said}", AGAIN)


@pytest.mark.parametrize(
    "document", [[], 1, None, {}, {"schema_version": "1"}, {"schema_version": True}, {"schema_version": 0}]
)
def test_what_is_no_report_is_refused(file: Path, document: Any) -> None:
    assert refusal(save(file, document)) == ("FILE: no report of llmcost check", AGAIN)


def test_a_report_of_anything_else_is_refused(file: Path) -> None:
    error = {"schema_version": 1, "error": {"code": "usage", "message": "no"}}
    assert refusal(save(file, error)) == ("FILE: the report of an error, not of a check", AGAIN)
    estimate = {"schema_version": 1, "currency": "USD", "estimates": []}
    assert refusal(save(file, estimate)) == ("FILE: the report of another command than check", AGAIN)


def test_a_report_of_a_newer_llmcost_is_refused_whatever_it_holds(file: Path) -> None:
    assert refusal(save(file, {"schema_version": 2, "error": 1})) == (
        "FILE: schema_version 2; this llmcost reads 1",
        "upgrade llmcost-cli",
    )
    assert baseline.SCHEMA == payload.SCHEMA_VERSION
    assert baseline.CURRENCY == payload.CURRENCY


@pytest.mark.parametrize("currency", ["EUR", "usd", None, ["USD"]])
def test_a_report_in_another_currency_is_refused(file: Path, currency: Any) -> None:
    assert refusal(save(file, report(currency=currency))) == (
        f"FILE: currency {currency!r}",
        "llmcost computes in USD",
    )


def test_a_file_that_can_not_be_read_is_refused(tmp_path: Path) -> None:
    hint = "`llmcost check --save FILE` writes one"
    missing, loop = tmp_path / "missing.json", tmp_path / "loop.json"
    loop.symlink_to(loop)
    reasons = {
        missing: "No such file or directory",
        tmp_path: "Is a directory",
        loop: "Too many levels of symbolic links",
        tmp_path / "a\0b": "embedded null byte",
    }
    for path, reason in reasons.items():
        assert refusal(path) == (f"can't read the baseline from FILE: {reason}", hint)


def test_a_file_of_any_size_is_not_read_to_its_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline, "MAX_BYTES", 2**20)
    file.touch()
    os.truncate(file, 2**20 + 1)
    assert refusal(file) == ("FILE: more than 1 MiB is no report of a check", AGAIN)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, ".name: '' is not a string of 1 to 300 printable characters"),
        ({"name": "::error::"}, ".name: '::error::' is not the name of a scenario"),
        ({"models": []}, ".models: [] is not a list of at least one model"),
        ({"models": {}}, ".models: {} is not a list"),
        ({"models": [used("acme/gone")]}, ".models[0].model: 'acme/gone' is not among its models"),
        ({"models": [used(weight=0)]}, ".models[0].weight: 0 is not a number above 0"),
        ({"models": [used(weight=-1)]}, ".models[0].weight: -1 is not a non-negative number"),
        ({"usage": None}, ".usage: None is not an object"),
        ({"usage": {"input": Decimal("1.5")}}, ".usage.input: 1.5 is not a whole number from 0"),
        ({"usage": {"input": -1}}, ".usage.input: -1 is not a whole number from 0"),
        ({"usage": {"video": 1}}, ".usage.video is nothing that this version can price"),
        ({"usage": {"input": 1, "cache_read": 2}}, ": cache_read 2 is more than input 1"),
        ({"usage": {"web_search": 1}}, ": no price is known for web_search of acme/one"),
        ({"requests": 0}, ".requests: 0 is not a whole number from 1"),
        ({"requests": -3}, ".requests: -3 is not a whole number from 1"),
        ({"requests": "10"}, ".requests: '10' is not a whole number from 1"),
        ({"per": "hour"}, ".per: 'hour' is not one of day, week, month, year"),
        ({"batch": 0}, ".batch: 0 is not true or false"),
        ({"when": "25:00"}, ".when: '25:00' is not a time such as 02:30 or 01:00-04:00"),
        ({"when": "01:00-01:00"}, ".when: '01:00-01:00' is not a window such as 01:00-04:00"),
        ({"when": 150}, ".when: 150 is not a string of 1 to 300 printable characters"),
        ({"markup": Decimal("-0.1")}, ".markup: -0.1 is not a non-negative number"),
        ({"limits": [limit("per_hour")]}, None),
        ({"limits": [limit(limit=None)]}, ".limits[0].limit: None is not a non-negative number"),
        ({"limits": [limit(unit="EUR")]}, ".limits[0].unit: 'EUR' is not one of USD, share"),
        ({"limits": [limit(unit="share")]}, ".limits[0].unit: 'share' is not the unit of a limit per_month"),
        ({"limits": [limit(), limit(limit=6)]}, ".limits[1]: the limit per_month stands in it twice"),
        ({"limits": [limit(warn_only=None)]}, ".limits[0].warn_only: None is not true or false"),
    ],
)
def test_a_wrong_value_of_a_scenario_is_refused_with_its_place(
    file: Path, changed: dict[str, Any], said: str | None
) -> None:
    message, hint = refusal(save(file, report(scenario("first"), scenario(**changed))))
    kinds = "per_request, per_day, per_month, total, growth"
    said = said or f".limits[0].kind: 'per_hour' is not one of {kinds}"
    assert (message, hint) == (f"FILE: scenarios[1]{said}", AGAIN)


@pytest.mark.parametrize("key", sorted(scenario()))
def test_a_key_of_a_scenario_that_is_missing_is_told(file: Path, key: str) -> None:
    stated = scenario()
    del stated[key]
    assert refusal(save(file, report(stated)))[0] == f"FILE: scenarios[0].{key} is missing"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scenarios": {}}, "scenarios: {} is not a list"),
        ({"scenarios": [1]}, "scenarios[0]: 1 is not an object"),
        ({"scenarios": [scenario(), scenario()]}, "the scenario 'chat' stands in it twice"),
        (
            {"unpriced": [{"scenario": "chat", "code": "a", "message": ""}]},
            "the scenario 'chat' stands in it twice",
        ),
        (
            {"unpriced": [{"scenario": 1}]},
            "unpriced[0].scenario: 1 is not a string of 1 to 300 printable characters",
        ),
        ({"unpriced": [{"scenario": "a", "code": "b"}]}, "unpriced[0].message is missing"),
        ({"date": 1}, "date: 1 is not a date such as 2026-11-10"),
        ({"prices": None}, "prices: None is not an object"),
        ({"prices": {"as_of": None}}, "prices.as_of: None is not a date such as 2026-11-10"),
        ({"total": {}}, "total.limits is missing"),
        ({"models": []}, "models: [] is not an object"),
        (
            {"models": {"acme/one": {"rates": {"input": "1"}, "when": []}}},
            "models.acme/one.rates.input: '1' is not a non-negative number",
        ),
        (
            {"models": {"acme/one": {"rates": {}, "when": []}}},
            "scenarios[0]: acme/one is listed at 0 but is not free: it is charged in a way that isn't listed",
        ),
    ],
)
def test_a_wrong_value_elsewhere_is_refused_with_its_place(
    file: Path, changed: dict[str, Any], said: str
) -> None:
    assert refusal(save(file, report(**changed))) == (f"FILE: {said}", AGAIN)


def test_figures_that_no_bill_has_are_refused_and_not_rounded(file: Path) -> None:
    wide = Decimal("999999999999.000000000000000000000001")
    rates = {"rates": {"input": wide}, "when": []}
    huge = scenario("huge", usage={"input": 10**15 - 1}, requests=10**15 - 1, markup=wide)
    message, _ = refusal(save(file, report(huge, models={"acme/one": rates})))
    assert message == "FILE: scenarios[0]: figures beyond reason"


def test_keys_that_nobody_asks_for_may_say_anything(file: Path) -> None:
    file.write_text(json.dumps({"later": -1.5}) + "\n")
    document = report(scenario(total=-1, change="anything"), later=[None])
    assert load_baseline(save(file, document)).planned["chat"].basis == 10


def test_the_catalogue_of_today_plays_no_part_in_the_prices_of_then(file: Path) -> None:
    today = catalog(model("acme/one", input="50"))
    past = load_baseline(save(file, report()))
    found = past.then(Choice(today["acme/one"], Decimal(1)))
    assert found is not None
    assert found.model.current.price == price(input="1", output="4")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_powershell_writes_is_read(file: Path, encoding: str) -> None:
    save(file, report())
    plain = load_baseline(file).planned
    file.write_text(file.read_text(encoding="utf-8"), encoding=encoding)
    assert plain == load_baseline(file).planned
