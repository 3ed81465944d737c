"""A pull request that changes what a project plans to spend, checked by the action in a real repository."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from action import Runner
from repositories import Repository, git, shallow_clone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no bash of its own on Windows")

LEDGER = """\
schema = 1
source = "https://prices.test/models"
as_of = 2026-11-10
currency = "USD"

[models."acme/large"]
input = ["text"]
output = ["text"]
since = 2026-08-01
seen = 2026-11-10

[models."acme/large".price]
input = 2
output = 10

[models."acme/small"]
input = ["text"]
output = ["text"]
since = 2026-08-01
seen = 2026-11-10

[models."acme/small".price]
input = 0.5
output = 2
"""

MAIN = """\
[limits]
per_month = 1000

[defaults]
model = "acme/small"
input = "10k"
output = "1k"

[[scenarios]]
name = "support-chat"
requests = 50_000
per = "month"
limits = { per_month = 500, growth = "50%" }

[[scenarios]]
name = "nightly"
requests = 10_000
per = "month"
"""

BRANCH = (
    MAIN.replace("50_000", "60_000")
    .replace('name = "support-chat"', 'name = "support-chat"\nmodel = "large"')
    .replace("per_month = 1000", "per_month = 2500")
)
EXPECTED = Path(__file__).parent / "pull_request"
"""What the run on the branch printed and wrote; rewritten with ``--regenerate``."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose branch is checked out."""
    made = Repository(tmp_path / "origin")
    made.commit(llmcost__toml=MAIN)
    made.git("checkout", "--quiet", "-b", "feature")
    made.commit(llmcost__toml=BRANCH)
    return made


@pytest.fixture
def checkout(repository: Repository, tmp_path: Path) -> Path:
    """What the action runs in: a clone of the branch, in which main is known as origin/main."""
    git(tmp_path, "clone", "--quiet", "--branch=feature", repository.folder.as_uri(), "checkout")
    return tmp_path / "checkout"


def runner(checkout: Path) -> Runner:
    folder = checkout.with_name("runner")
    made = Runner(folder, checkout, LLMCOST_PRICES=str(folder / "prices.toml"))
    (folder / "prices.toml").write_text(LEDGER, encoding="utf-8")
    return made


def silenced(messages: str, then: str) -> str:
    """A log in which what stood on stderr can't be a command."""
    return f"::stop-commands::WORD\n{messages}::WORD::\n{then}"


def test_a_branch_that_breaks_a_limit_is_stopped_and_told_why(checkout: Path, *, regenerate: bool) -> None:
    done = runner(checkout).run(against="origin/main")
    found = {"log.txt": done.log, "comment.md": done.report()}
    if regenerate:
        for name, text in found.items():
            (EXPECTED / name).write_bytes(text.encode())
    assert (3, "3", "over") == (done.code, done.outputs["exit-code"], done.outputs["verdict"])
    assert {name: (EXPECTED / name).read_bytes().decode() for name in found} == found
    assert done.report() == done.summary


def test_the_report_is_there_as_json_too(checkout: Path) -> None:
    report = json.loads(runner(checkout).run(against="origin/main").report("json"), parse_float=Decimal)
    assert ("over", "origin/main", Decimal(1450)) == (
        report["verdict"],
        report["baseline"]["label"],
        report["total"]["change"]["total"],
    )


def test_main_passes(repository: Repository, checkout: Path) -> None:
    git(checkout, "checkout", "--quiet", "main")
    done = runner(checkout).run(file="llmcost.toml", against="origin/main")
    assert (0, "0", "ok") == (done.code, done.outputs["exit-code"], done.outputs["verdict"])
    assert done.log == silenced("", "$420.00 a month, unchanged against origin/main: all 3 limits are kept\n")


def test_a_model_that_nobody_knows_is_no_pass(repository: Repository, checkout: Path) -> None:
    (checkout / "llmcost.toml").write_text(BRANCH.replace('"large"', '"lager"'), encoding="utf-8")
    done = runner(checkout).run()
    assert (4, "4", "unpriced") == (done.code, done.outputs["exit-code"], done.outputs["verdict"])
    headline = "At least $70.00 a month: 1 scenario can't be priced; 3 of 3 limits are not judged"
    what = "llmcost.toml:9: support-chat: no model 'lager' (did you mean acme/large?)"
    assert done.log == silenced(
        f"unpriced: {what}\nfailed: {headline}\n",
        f"{headline}\n"
        "::error file=llmcost.toml,line=9,title=support-chat%3A no price::"
        "no model 'lager'; did you mean acme/large?\n"
        "::error file=llmcost.toml,line=2,title=all scenarios%3A nothing to hold to the limit per month::"
        "the limit of $2,500.00 could not be judged: no price for support-chat\n",
    )
    assert done.report() == done.summary


def test_a_file_that_is_wrong_is_told_at_once(checkout: Path) -> None:
    hostile = MAIN + '"##[set-output name=verdict]ok" = 1\n'
    (checkout / "llmcost.toml").write_text(hostile, encoding="utf-8")
    done = runner(checkout).run()
    assert (2, {"exit-code": "2", "verdict": "error"}, "") == (done.code, done.outputs, done.summary)
    what = "llmcost.toml:19: scenario 'nightly': ## [set-output name=verdict]ok is not a key of a scenario"
    hint = done.log.partition("\nhint: ")[2].partition("\n")[0]
    assert done.log == silenced(
        f"error: {what}\nhint: {hint}\n",
        f"::error title=llmcost check,file=llmcost.toml,line=19::{what}; {hint}\n",
    )


def test_a_workload_without_a_scenario_is_no_pass(checkout: Path) -> None:
    (checkout / "llmcost.toml").write_text("[limits]\nper_day = 1\n", encoding="utf-8")
    done = runner(checkout).run()
    assert (4, {"exit-code": "4", "verdict": "unpriced"}) == (done.code, done.outputs)
    what, hint = "llmcost.toml: no scenario found", "write one under [[scenarios]]; the README shows the form"
    assert done.log == silenced(
        f"error: {what}\nhint: {hint}\n", f"::error title=llmcost check::{what}; {hint}\n"
    )


def test_a_clone_of_the_last_commit_alone_is_told_what_it_lacks(
    repository: Repository, tmp_path: Path
) -> None:
    folder = shallow_clone(repository, tmp_path / "checkout", "--branch=feature")
    done = runner(folder).run(against="origin/main")
    assert (2, "error") == (done.code, done.outputs["verdict"])
    assert (
        "::error title=llmcost check::git knows no revision origin/main here; this clone is shallow"
        in done.log
    )
