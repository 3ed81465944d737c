from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import catalog, model, period
from repositories import Repository

from llmcost.cost.cap import Cap
from llmcost.cost.choices import Choices
from llmcost.cost.plan import Choice, Planned
from llmcost.cost.variance import variance
from llmcost.errors import ConfigError
from llmcost.workload.against import past_at, workload_at
from llmcost.workload.workload_file import read_workload

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cost.past import Past
    from llmcost.cost.variance import Variance
    from llmcost.cost.workload import Workload

CHAT = """\
[limits]
growth = "10%"

[[scenarios]]
name = "chat"
model = "acme/one"
input = "1M"
output = 0
requests = 10
"""
IN_PYPROJECT = CHAT.replace("[limits]", "[tool.llmcost.limits]").replace("[[sc", "[[tool.llmcost.sc")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "project")


def workload(text: str = CHAT) -> Workload:
    return read_workload(text.encode(), "llmcost.toml", in_pyproject=False, may_override=True)


def own(repository: Repository, ref: str = "HEAD") -> Workload | None:
    path = repository.folder / "llmcost.toml"
    return workload_at(path, ref, in_pyproject=False, may_override=True)


def in_pyproject(repository: Repository) -> Workload | None:
    path = repository.folder / "pyproject.toml"
    return workload_at(path, "HEAD", in_pyproject=True, may_override=False)


def names(found: Workload | None) -> list[str]:
    assert found is not None
    return [scenario.name for scenario in found.scenarios]


def test_the_workload_of_a_revision_is_read(repository: Repository) -> None:
    repository.commit(llmcost__toml=CHAT)
    repository.commit(llmcost__toml=CHAT.replace("chat", "talk"))
    assert names(own(repository, "HEAD~1")) == ["chat"]
    assert names(own(repository)) == ["talk"]


def test_a_revision_without_any_workload_has_none(repository: Repository) -> None:
    repository.commit(readme="nothing yet")
    assert own(repository) is None
    assert in_pyproject(repository) is None
    assert (
        workload_at(repository.folder / "costs.toml", "HEAD", in_pyproject=False, may_override=False) is None
    )


def test_a_file_of_prices_only_holds_no_scenario(repository: Repository) -> None:
    repository.commit(llmcost__toml='[aliases]\nfast = "acme/one"\n')
    assert names(own(repository)) == []


def test_a_workload_that_moved_to_or_from_pyproject_is_found(repository: Repository) -> None:
    repository.commit(llmcost__toml=CHAT, pyproject__toml="[project]\n")
    assert names(in_pyproject(repository)) == ["chat"]
    (repository.folder / "llmcost.toml").unlink()
    repository.commit(pyproject__toml=IN_PYPROJECT)
    assert names(own(repository)) == ["chat"]


def test_a_wrong_file_of_then_names_its_revision(repository: Repository) -> None:
    repository.commit(llmcost__toml=CHAT.replace("requests = 10", "requests = -1"))
    with pytest.raises(ConfigError) as caught:
        own(repository)
    assert caught.value.message.startswith("llmcost.toml at HEAD:9: ")
    assert caught.value.hint == (
        "compare with a revision in which it is right, or leave out --against for this once"
    )


def test_the_past_is_priced_with_the_names_and_overrides_of_then() -> None:
    old = catalog(model("acme/one", input="2"), aliases={"fast": "acme/one"})
    past = past_at("main", workload(CHAT.replace("acme/one", "fast")), old, None)
    assert past.label == "main"
    assert past.exists
    assert past.as_of is None
    assert past.caps == (Cap("growth", Decimal("0.1"), is_share=True, line=2),)
    assert {"chat": Decimal(20)} == {name: each.total for name, each in past.planned.items()}


def test_the_day_that_the_new_workload_is_pinned_to_holds_for_the_old_one() -> None:
    day = date(2025, 6, 1)
    earlier = period("2025-01-01", "2025-12-01", input="7")
    known = catalog(model("acme/one", input="1", since="2026-01-01", facts={"past": (earlier,)}))
    past = past_at("main", workload("as_of = 2026-06-01\n" + CHAT), known, day)
    assert past.planned["chat"].total == Decimal(70)
    assert past.planned["chat"].choices[0].as_of == day
    assert (past.pinned, past.as_of) == (date(2026, 6, 1), None)


def test_a_scenario_without_a_price_of_then_is_lost_and_not_free() -> None:
    past = past_at("main", workload(CHAT.replace("acme/one", "acme/gone")), catalog(model()), None)
    assert past.planned == {}
    assert past.lost == {"chat"}


def test_where_there_was_no_workload_there_is_nothing_to_compare_with() -> None:
    known = catalog(model())
    assert past_at("ma\x1bin", None, known, None)[:4] == (r"ma\x1bin", {}, (), ())
    assert past_at("main", None, known, None).pinned is None
    assert not past_at("main", None, known, None).exists
    assert not past_at("main", workload(""), known, None).exists


def planned(text: str, known: dict[str, str]) -> Planned:
    models = catalog(*(model(name, input=rate) for name, rate in known.items()))
    outcome = Choices(models).plan(workload(text).scenarios[0])
    assert isinstance(outcome, Planned)
    return outcome


def past_of(known: dict[str, str]) -> Past:
    models = catalog(*(model(name, input=rate) for name, rate in known.items()))
    return past_at("main", workload(), models, None)


def parts(change: Variance) -> list[int]:
    return [int(part) for part in (change.volume, change.model, change.price)]


def test_with_the_same_prices_on_both_sides_nothing_is_due_to_the_price() -> None:
    known = {"acme/one": "1", "acme/two": "3"}
    past = past_of(known)
    after = planned(CHAT.replace("one", "two").replace("= 10", "= 20"), known)
    change = variance(past.planned["chat"], after, past.then)
    assert parts(change) == [10, 40, 0]
    assert change.notes == ()


def test_an_override_that_is_new_is_a_change_of_price() -> None:
    past = past_of({"acme/one": "1", "acme/two": "3"})
    after = planned(CHAT.replace("one", "two"), {"acme/one": "1", "acme/two": "2"})
    change = variance(past.planned["chat"], after, past.then)
    assert parts(change) == [0, 20, -10]


def test_a_private_model_that_is_new_had_no_price_then() -> None:
    past = past_of({"acme/one": "1"})
    private = model("acme/private", input="5")
    assert past.then(Choice(private, Decimal(1))) is None
    change = variance(
        past.planned["chat"], planned(CHAT.replace("one", "private"), {"acme/private": "5"}), past.then
    )
    assert parts(change) == [0, 40, 0]
    assert [note.code for note in change.notes] == ["price_in_model"]
