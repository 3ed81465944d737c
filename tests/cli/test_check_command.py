"""`llmcost check` as it is typed, for what no golden file holds: links, git, thousands of scenarios."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from repositories import Repository

from llmcost.cli.app import run

TODAY = date(2026, 11, 22)
LEDGER = str(Path(__file__).parents[1] / "golden" / "models.toml")

CHAT = """\
[[scenarios]]
name = "chat"
model = "gpt-4.1-mini"
input = 10_000
requests = 100
per = "day"
limits = { per_month = 100, growth = "10%" }
"""


def told(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit code of a check, its first line, and what it said on stderr."""
    code = run(["check", *words, "--prices", LEDGER], today=TODAY)
    streams = capsys.readouterr()
    return code, streams.out.partition("\n")[0], streams.err


@pytest.mark.parametrize("named", [(), ("llmcost.toml",)])
def test_a_link_that_leads_back_to_itself_is_refused(
    named: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("llmcost.toml").symlink_to("llmcost.toml")
    code, headline, said = told(*named, capsys=capsys)
    assert (2, "") == (code, headline)
    assert said.startswith("error: can't read the workload from llmcost.toml: ")


def test_a_revision_without_the_file_makes_everything_new_and_warns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path / "project")
    repository.commit(readme__txt="nothing yet")
    repository.commit(llmcost__toml=CHAT)
    monkeypatch.chdir(repository.folder)
    code, headline, said = told("--against", "HEAD~1", capsys=capsys)
    assert (0, "$12.17 a month: the limit is kept") == (code, headline)
    assert "warning: growth is not told: HEAD~1 has no workload" in said


def test_ten_thousand_scenarios_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    one = CHAT.replace('"chat"', '"chat-{}"').replace(', growth = "10%"', "").replace("{ per", "{{ per")
    text = "".join(one.replace(" }\n", " }}\n").format(number) for number in range(10_000))
    Path("llmcost.toml").write_text(text, encoding="utf-8")
    code, headline, said = told(capsys=capsys)
    assert (0, "$121,666.67 a month: all 10,000 limits are kept", "") == (code, headline, said)
