"""A project's workload is found, named, and compared with what git has of it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from repositories import Repository

from llmcost.cli.check_question import CheckQuestion
from llmcost.cli.checking import answer_check
from llmcost.cli.session import start
from llmcost.errors import ConfigError, NothingToCheckError, StalePricesError, UsageError
from llmcost.sources import paths

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

LEDGER = Path(__file__).parents[1] / "golden" / "models.toml"

CHAT = """\
[[scenarios]]
name = "chat"
model = "gpt-4.1-mini"
input = 10_000
output = 1000
requests = 100
per = "day"
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a workload on its first commit, in which the test works."""
    made = Repository(tmp_path / "project")
    made.commit(llmcost__toml=CHAT)
    monkeypatch.chdir(made.folder)
    return made


def found(file: Path | None = None, *, prices: Path | None = LEDGER, **flags: Any) -> Checked:
    return answer_check(CheckQuestion(file, **flags), start([], None), prices)


def with_overrides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The ledger of the golden files as the bundled one, on which overrides apply."""
    from llmcost.sources import layers

    shutil.copy(LEDGER, tmp_path / "models.toml")
    monkeypatch.setattr(layers, "PACKAGE", tmp_path)


def test_without_a_workload_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(NothingToCheckError):
        found()


def test_a_change_of_volume_against_a_revision_has_no_price_part(repository: Repository) -> None:
    (repository.folder / "llmcost.toml").write_text(CHAT.replace("100\n", "150\n"), encoding="utf-8")
    change = found(against="main").variance
    assert change is not None
    assert (Decimal(0), Decimal(0)) == (change.model, change.price)
    assert change.total == change.volume > 0


def test_a_change_of_model_against_a_revision_has_no_price_part(repository: Repository) -> None:
    (repository.folder / "llmcost.toml").write_text(CHAT.replace("4.1-mini", "5"), encoding="utf-8")
    change = found(against="HEAD").variance
    assert change is not None
    assert (Decimal(0), Decimal(0)) == (change.volume, change.price)
    assert change.total == change.model > 0


def test_an_override_that_the_change_itself_brings_is_the_price_s_part(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    cheaper = f'{CHAT}\n[models."openai/gpt-4.1-mini".price]\ninput = 0.1\n'
    (repository.folder / "llmcost.toml").write_text(cheaper, encoding="utf-8")
    change = found(against="main", prices=None).variance
    assert change is not None
    assert (Decimal(0), Decimal(0)) == (change.volume, change.model)
    assert change.total == change.price < 0


def test_an_alias_that_means_another_model_is_the_model_s_part(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    named = CHAT.replace("gpt-4.1-mini", "fast")
    repository.commit(llmcost__toml=f'{named}\n[aliases]\nfast = "gpt-4.1-mini"\n')
    (repository.folder / "llmcost.toml").write_text(f'{named}\n[aliases]\nfast = "gpt-5"\n', encoding="utf-8")
    change = found(against="main", prices=None).variance
    assert change is not None
    assert (Decimal(0), Decimal(0)) == (change.volume, change.price)
    assert change.total == change.model > 0


def test_a_workload_in_a_pyproject_is_compared_as_well(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    inside = CHAT.replace("[[scenarios]]", "[[tool.llmcost.scenarios]]")
    repository.commit(pyproject__toml=inside, llmcost__toml='[aliases]\nfast = "gpt-5"\n')
    (repository.folder / "pyproject.toml").write_text(inside.replace("100\n", "200\n"), encoding="utf-8")
    told = found(against="main", prices=None)
    assert told.workload.path == "pyproject.toml"
    assert told.variance is not None
    assert told.variance.total == told.variance.volume > 0


def test_a_revision_without_the_file_makes_every_scenario_new(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    (repository.folder / "ci.toml").write_text(f'{CHAT}limits = {{ growth = "1%" }}\n', encoding="utf-8")
    told = found(Path("ci.toml"), against=first)
    assert told.past is not None
    assert (False, [True], "ok") == (told.past.exists, [row.is_new for row in told.rows], told.outcome)


def test_a_revision_that_is_not_there_is_told(repository: Repository) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        found(against="nowhere")


def test_what_nobody_has_can_t_be_needed(repository: Repository) -> None:
    (repository.folder / "llmcost.toml").write_text(f'{CHAT}needs = ["tols"]\n', encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        found()
    assert ("llmcost.toml:1: scenario 'chat': needs: no model has 'tols'", "did you mean tools?") == (
        refused.value.message,
        refused.value.hint,
    )


CHEAPER = '\n[models."openai/gpt-4.1-mini".price]\ninput = 0.1\n'


@pytest.mark.parametrize("way", ["taken out", "shadowed"])
def test_overrides_of_then_are_looked_for_where_they_were_then(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    with_overrides(monkeypatch, tmp_path)
    service = repository.folder / "service"
    service.mkdir()
    (service / "costs.toml").write_text(CHAT, encoding="utf-8")
    repository.commit(llmcost__toml=CHEAPER)
    if way == "taken out":
        (repository.folder / "llmcost.toml").unlink()
    else:
        (service / "llmcost.toml").write_text('[aliases]\nfast = "gpt-5"\n', encoding="utf-8")
    change = found(Path("service/costs.toml"), against="main", prices=None).variance
    assert change is not None
    assert (Decimal(0), Decimal(0)) == (change.volume, change.model)
    assert change.total == change.price > 0


def test_without_overrides_on_any_side_nothing_is_looked_up_in_vain(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    (repository.folder / "llmcost.toml").unlink()
    repository.commit(pyproject__toml=CHAT.replace("[[scenarios]]", "[[tool.llmcost.scenarios]]"))
    change = found(against="main", prices=None).variance
    assert change is not None
    assert change.total == 0


def test_wrong_overrides_of_then_name_the_revision_and_a_way_out(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    repository.commit(llmcost__toml=f"{CHAT}\n[aliases]\nfast = 1\n")
    (repository.folder / "llmcost.toml").write_text(CHAT, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        found(against="main", prices=None)
    assert refused.value.message.startswith(f"at main: {repository.folder / 'llmcost.toml'}: ")
    assert refused.value.hint == (
        "compare with a revision in which it is right, or leave out --against for this once"
    )


def test_a_name_that_the_project_gives_is_refused_and_the_user_s_own_is_not(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    environ = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "APPDATA"), str(tmp_path / "home"))
    config = paths.folders(environ).config
    assert config is not None
    config.mkdir(parents=True)
    (config / "prices.toml").write_text('[aliases]\nmine = "gpt-5"\n', encoding="utf-8")
    text = CHAT.replace("gpt-4.1-mini", "mine") + CHAT.replace("gpt-4.1-mini", "gpt-5").replace("chat", "bot")
    text += '\n[aliases]\n"gpt-5" = "openai/gpt-4.1-nano"\n'
    (repository.folder / "llmcost.toml").write_text(text, encoding="utf-8")
    question = CheckQuestion(no_project_prices=True)
    session = start([], None)._replace(environ=environ)
    told = answer_check(question, session, None)
    # The user's name leads through the project's to the same cheap model.
    assert [(each.scenario.name, each.code) for each in told.unplanned] == [
        ("chat", "project_alias"),
        ("bot", "project_alias"),
    ]
    (repository.folder / "llmcost.toml").write_text(text.replace('"gpt-5" =', "other ="), encoding="utf-8")
    assert answer_check(question, session, None).unplanned == ()


def test_a_rate_that_the_project_overrides_is_no_ground_for_a_suggestion(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_overrides(monkeypatch, tmp_path)
    text = CHAT.replace("gpt-4.1-mini", "gpt-5") + "min_intelligence = 10\nneeds = []\n"
    text += '\n[models."openai/gpt-4.1-mini".price]\ninput = 0.0001\n'
    (repository.folder / "llmcost.toml").write_text(text, encoding="utf-8")

    def suggested(**flags: Any) -> list[str]:
        advice = found(suggest=True, prices=None, **flags).rows[0].advice
        assert advice is not None
        return [each.model.id for each in advice.found]

    assert "openai/gpt-4.1-mini" in suggested()
    assert "openai/gpt-4.1-mini" not in suggested(no_project_prices=True)


@pytest.mark.parametrize(("flag", "name"), [("save", "link.json"), ("out", "plan.txt")])
def test_what_a_check_reads_it_does_not_write_over(repository: Repository, flag: str, name: str) -> None:
    plan = repository.folder / "plan.txt"
    plan.write_text(CHAT, encoding="utf-8")
    (repository.folder / "link.json").symlink_to(plan)
    written: dict[str, Any] = {"save": Path(name), "out": (Path(name),)}
    with pytest.raises(UsageError) as refused:
        found(Path("plan.txt"), **{flag: written[flag]})
    assert (f"--{flag}: {name} is the workload file", "name another file") == (
        refused.value.message,
        refused.value.hint,
    )
    assert found(Path("plan.txt"), save=Path("new.json")).outcome == "ok"


def pinned(repository: Repository, day: str) -> None:
    (repository.folder / "llmcost.toml").write_text(f"as_of = {day}\n{CHAT}", encoding="utf-8")


def test_a_pinned_day_may_not_be_older_than_prices_may_be(repository: Repository) -> None:
    today = start([], None).today
    pinned(repository, str(today - timedelta(days=91)))
    with pytest.raises(StalePricesError) as refused:
        found(max_age="90d")
    assert (
        f"prices are pinned to {today - timedelta(days=91)}, 91 days ago; --max-age allows 90",
        "pin them to a later day, or to none",
    ) == (refused.value.message, refused.value.hint)
    with pytest.raises(StalePricesError):
        found(max_age="90d", as_of=str(today - timedelta(days=92)))
    assert found(max_age="91d").outcome == found().outcome == "ok"


def test_a_pin_that_moved_is_known_unless_the_command_line_states_the_day(repository: Repository) -> None:
    pinned(repository, "2026-10-01")
    told = found(against="main")
    assert told.past is not None
    assert (None, True) == (told.past.pinned, told.is_repinned)
    assert not found(against="main", as_of="2026-11-01").is_repinned
    assert not found().is_repinned


def test_a_pinned_day_that_hides_what_was_there_lets_no_growth_pass(repository: Repository) -> None:
    # gpt-5 came in August 2025, gpt-4o a year before.
    limited = '[defaults.limits]\ngrowth = "10%"\n'
    repository.commit(llmcost__toml=CHAT.replace("gpt-4.1-mini", "gpt-5") + limited)
    changed = "as_of = 2025-06-01\n" + CHAT.replace("gpt-4.1-mini", "gpt-4o") + limited
    (repository.folder / "llmcost.toml").write_text(changed, encoding="utf-8")
    told = found(against="main")
    assert told.past is not None
    assert (frozenset({"chat"}), "unpriced") == (told.past.hidden, told.outcome)
    assert ["unjudged"] == [judged.verdict for judged in told.rows[0].judged]


def test_a_price_that_was_never_there_is_not_hidden_by_a_pinned_day(repository: Repository) -> None:
    repository.commit(llmcost__toml=CHAT.replace("gpt-4.1-mini", "gpt-nobody"))
    (repository.folder / "llmcost.toml").write_text("as_of = 2026-06-01\n" + CHAT, encoding="utf-8")
    told = found(against="main")
    assert told.past is not None
    assert (frozenset(), frozenset({"chat"}), "ok") == (told.past.hidden, told.past.lost, told.outcome)


WITH_FILE = CHAT.replace("input = 10_000", 'input_file = "prompt.md"')


def test_a_longer_prompt_shows_as_a_change_of_volume(repository: Repository) -> None:
    repository.commit(llmcost__toml=WITH_FILE, prompt__md="Be brief.\n" * 100)
    repository.commit(prompt__md="Be brief.\n" * 150)
    change = found(against="HEAD~1").variance
    assert change is not None
    assert (change.volume > 0, change.total) == (True, change.volume)


def test_a_prompt_that_did_not_change_is_no_change(repository: Repository) -> None:
    repository.commit(llmcost__toml=WITH_FILE, prompt__md="Be brief.\n")
    change = found(against="HEAD", estimate=True).variance
    assert change is not None
    assert change.total == 0


def test_a_prompt_of_which_the_revision_has_no_file_is_not_compared(repository: Repository) -> None:
    repository.commit(llmcost__toml=WITH_FILE)
    (repository.folder / "prompt.md").write_text("Be brief.\n")
    checked = found(against="HEAD")
    assert checked.past is not None
    assert [(each.code, each.message) for each in checked.past.unplanned] == [
        ("no_input_file", "prompt.md is not there at HEAD")
    ]
    assert (checked.outcome, checked.variance) == ("ok", None)


def test_tokens_that_become_a_file_are_compared_as_tokens(repository: Repository) -> None:
    repository.commit(llmcost__toml=WITH_FILE, prompt__md="Be brief.\n")
    (change,) = (row.variance for row in found(against="HEAD~1").rows)
    assert change is not None
    assert (change.volume < 0, change.notes) == (True, ())


def test_what_can_only_be_estimated_has_no_price_where_that_is_asked_for(repository: Repository) -> None:
    model = WITH_FILE.replace("gpt-4.1-mini", "claude-sonnet-4.5")
    repository.commit(llmcost__toml=model, prompt__md="Be brief.\n")
    checked = found(exact=True)
    assert (checked.outcome, [each.code for each in checked.unplanned]) == ("unpriced", ["not_exact"])
