"""A project's code is scanned against the workload that is found from where one stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.cli.check_question import CheckQuestion
from llmcost.cli.scanning import answer_scan
from llmcost.cli.session import start
from llmcost.errors import StalePricesError, UsageError

if TYPE_CHECKING:
    from llmcost.cost.mention import Scan

LEDGER = Path(__file__).parents[1] / "golden" / "models.toml"

CHAT = """\
[[scenarios]]
name = "chat"
model = "gpt-4.1-mini"
input = 10_000
requests = 100
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one module, in which the test works."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text('ChatOpenAI(model="gpt-4.1-mini")\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def found(path: str = ".", file: Path | None = None, **flags: Any) -> Scan:
    question = CheckQuestion(file, scan=Path(path), **flags)
    return answer_scan(question, start([], None), LEDGER)


def told(scan: Scan) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.file, each.scenarios) for each in scan.mentions]


def test_without_a_workload_no_model_is_covered(project: Path) -> None:
    assert project.is_dir()
    assert [("app.py", ())] == told(found())


def test_the_workload_that_is_found_covers_its_models_and_is_no_code_itself(project: Path) -> None:
    (project / "llmcost.toml").write_text(CHAT, encoding="utf-8")
    assert [("app.py", ("chat",))] == told(found())


def test_a_workload_of_another_name_is_no_code_either(project: Path) -> None:
    file = project / "costs.toml"
    file.write_text(CHAT, encoding="utf-8")
    assert [("app.py", ("chat",))] == told(found(file=file))
    assert ["app.py", "costs.toml"] == [each for each, _ in told(found())]


def test_whether_one_file_was_asked_for_is_known(project: Path) -> None:
    assert (True, False) == (found(str(project / "app.py")).is_file, found(str(project)).is_file)


def test_the_reasons_to_fail_are_those_that_were_given(project: Path) -> None:
    assert project.is_dir()
    scan = found(fail_on="uncovered,retired")
    assert ({"retired", "uncovered"}, "unpriced") == (set(scan.fail_on), scan.outcome)


def test_what_is_not_there_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="--scan nowhere: No such file or directory"):
        found("nowhere")
    assert project.is_dir()


def test_prices_that_are_too_old_are_refused(project: Path) -> None:
    assert project.is_dir()
    with pytest.raises(StalePricesError):
        found(max_age="0d")
