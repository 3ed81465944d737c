"""Every command in the README prints what the README says, its figures are the ledger's, and its Python runs.

After a renewal of the ledger ``--regenerate`` writes outputs, figures and the picture anew.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost import load_catalog
from llmcost.cli.app import run

if TYPE_CHECKING:
    from datetime import date

    from llmcost import Catalog

README = Path(__file__).parents[1] / "README.md"
CONSOLE = re.compile(r"```console\n\$ llmcost (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
SAMPLE = re.compile(r"<!-- golden (\w+) -->\n```text\n(.*?)```", re.DOTALL)
"""What needs the network, or a certain ledger: shown as its golden file has it."""
EXIT = re.compile(r"^\$ echo \$\?\n([0-9]+)\n\Z", re.MULTILINE)


@pytest.fixture(scope="module")
def bundled() -> Catalog:
    return load_catalog(environ={})


@pytest.fixture(scope="module")
def today(bundled: Catalog) -> date:
    """The day of the bundled prices, on which the README's commands were run."""
    return bundled.provenance.as_of


def ledger_figures(bundled: Catalog) -> dict[str, str]:
    """What the prose says of the ledger, by a pattern that stands for its place: once, with one group."""
    listed = len(bundled.listed)
    return {
        r"exactly,\s+for\s+([0-9,]+)\s+models": f"{len(bundled):,}",
        r"as\s+of\s+([0-9-]+):\s+[0-9,]+\s+models\s+with\s+caches": str(bundled.provenance.as_of),
        r"as\s+of\s+[0-9-]+:\s+([0-9,]+)\s+models\s+with\s+caches": f"{listed:,}",
        r"and\s+([0-9,]+)\s+models\s+that\s+are\s+no\s+longer\s+listed": f"{len(bundled) - listed:,}",
    }


def printed(command: str, today: date, capsys: pytest.CaptureFixture[str]) -> str:
    """What a person sees in a pipe: stderr after stdout, as both end up in one terminal."""
    code = run(shlex.split(command), today=today)
    streams = capsys.readouterr()
    shown = streams.out + streams.err
    return f"{shown}$ echo $?\n{code}\n" if code else shown


def test_every_command_prints_what_the_readme_shows(
    today: date, capsys: pytest.CaptureFixture[str], *, regenerate: bool
) -> None:
    text = README.read_text(encoding="utf-8")

    def as_printed(block: re.Match[str]) -> str:
        output = printed(block["command"], today, capsys)
        # The prose tells of these codes: where one changes, a person must look. New blocks show nothing yet.
        assert not block["output"] or EXIT.findall(block["output"]) == EXIT.findall(output), output
        return f"```console\n$ llmcost {block['command']}\n{output}```"

    expected = CONSOLE.sub(as_printed, text)
    if regenerate:
        README.write_text(expected, encoding="utf-8", newline="\n")
    assert len(CONSOLE.findall(text)) >= 7
    assert expected == README.read_text(encoding="utf-8")


def test_samples_are_those_of_golden_files(*, regenerate: bool) -> None:
    text = README.read_text(encoding="utf-8")

    def as_pinned(block: re.Match[str]) -> str:
        golden = (README.parent / "tests" / "golden" / f"{block[1]}.txt").read_text(encoding="utf-8")
        (command,) = re.findall(r"(?m)^\$ llmcost .*\n", golden)
        (shown,) = re.findall(r"(?ms)^--- stdout\n(.*?)^---", golden)
        shown = shown.replace("{server}", "https://openrouter.ai").replace("{folder}", "~")
        return f"<!-- golden {block[1]} -->\n```text\n{command}{shown}```"

    expected = SAMPLE.sub(as_pinned, text)
    if regenerate:
        README.write_text(expected, encoding="utf-8", newline="\n")
    assert len(SAMPLE.findall(text)) >= 2
    assert expected == README.read_text(encoding="utf-8")


def test_the_prose_states_the_figures_of_the_ledger(bundled: Catalog, *, regenerate: bool) -> None:
    text = README.read_text(encoding="utf-8")
    for place, figure in ledger_figures(bundled).items():
        (stated,) = re.finditer(place, text)
        text = text[: stated.start(1)] + figure + text[stated.end(1) :]
    if regenerate:
        README.write_text(text, encoding="utf-8", newline="\n")
    assert text == README.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        (
            "estimate.svg",
            (
                "estimate gpt-5 claude-sonnet-4.5 gemini-2.5-pro grok-4.5 gpt-4.1-mini "
                "-i 1M -o 200k --cached 60%"
            ),
        ),
        ("show.svg", "show gpt-4.1-mini"),
        ("pareto.svg", "models --pareto --with image"),
    ],
)
def test_a_picture_shows_the_figures_of_its_command(
    name: str,
    command: str,
    today: date,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    *,
    regenerate: bool,
) -> None:
    picture = README.parent / ".github" / "assets" / name
    drawn = tmp_path / name
    shown = printed(f"{command} --out {drawn}", today, capsys)
    if regenerate:
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(drawn.read_bytes())
    figures = [*re.findall(r"\$[0-9.,]+", shown), str(today)]
    assert len(figures) > 20
    assert [] == [figure for figure in figures if figure not in picture.read_text(encoding="utf-8")]


def test_the_python_example_runs() -> None:
    (example,) = PYTHON.findall(README.read_text(encoding="utf-8"))
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the README's own code


def test_no_text_tells_anyone_to_install_the_strangers_package() -> None:
    root = README.parent
    texts = [
        README,
        *(root / ".github").rglob("*.md"),
        *(root / ".github").rglob("*.yml"),
        root / "CHANGELOG.md",
    ]
    wrong = re.compile(r"(?:pip|pipx|uv|tool) install [^\n`&|;]*\bllmcost(?!-cli)(?=[\s`'\"]|$)")
    found = [
        (path.name, match[0]) for path in texts for match in wrong.finditer(path.read_text(encoding="utf-8"))
    ]
    assert [] == found
