"""Every command in the README prints what the README says, and its Python runs."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from llmcost.cli.app import run

README = Path(__file__).parents[1] / "README.md"
TODAY = date(2026, 11, 22)
CONSOLE = re.compile(r"```console\n\$ llmcost (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a person sees in a pipe: stderr after stdout, as both end up in one terminal."""
    code = run(shlex.split(command), today=TODAY)
    streams = capsys.readouterr()
    shown = streams.out + streams.err
    return f"{shown}$ echo $?\n{code}\n" if code else shown


def test_every_command_prints_what_the_readme_shows(
    capsys: pytest.CaptureFixture[str], *, regenerate: bool
) -> None:
    text = README.read_text(encoding="utf-8")

    def as_printed(block: re.Match[str]) -> str:
        return f"```console\n$ llmcost {block['command']}\n{printed(block['command'], capsys)}```"

    expected = CONSOLE.sub(as_printed, text)
    if regenerate:
        README.write_text(expected, encoding="utf-8", newline="\n")
    assert len(CONSOLE.findall(text)) >= 7
    assert expected == README.read_text(encoding="utf-8")


def test_the_picture_shows_the_figures_of_its_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, *, regenerate: bool
) -> None:
    picture = README.parent / ".github" / "assets" / "estimate.svg"
    drawn = tmp_path / "estimate.svg"
    command = (
        "estimate gpt-5 claude-sonnet-4.5 gemini-2.5-pro grok-4.5 gpt-4.1-mini -i 1M -o 200k --cached 60%"
    )
    shown = printed(f"{command} --out {drawn}", capsys)
    if regenerate:
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(drawn.read_bytes())
    figures = re.findall(r"\$[0-9.,]+", shown)
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
