from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders
import pytest
from builders import model

from llmcost.cost.mention import Skipped
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.scan import scan as scanning
from llmcost.scan.scan import scan

CATALOG = builders.catalog(
    model("openai/gpt-4o"),
    model("openai/gpt-4o:batch"),
    model("openai/gpt-4", facts={"retired": date(2026, 1, 2)}),
    model("acme/sonar"),
    model("acme/same-1"),
    model("other/same-1"),
    aliases={"house-model-1": "openai/gpt-4o"},
)


def scenario(name: str, *names: str) -> Scenario:
    return Scenario(name, tuple((each, Decimal(1)) for each in names), Usage(input=1), 1, None)


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        (root / f"{name}.py").write_text(text, encoding="utf-8")
    return root


def test_names_are_judged_and_covered(tmp_path: Path) -> None:
    source = """\
import openai; ChatOpenAI(model="gpt-4o"); x = ["gpt-4", "gpt-4x-1", "house-model-1"]
model = "gpt-9"; x = ["gpt-4x-1"]
model = "a-1"
"""
    found = scan(
        write(tmp_path, app=source),
        CATALOG,
        (scenario("chat", "openai/gpt-4o:batch", "no-such"), scenario("also", "gpt-4o", "gpt-4o:batch")),
    )
    assert [
        (1, "gpt-4", "text", "openai/gpt-4", "retired", ()),
        (1, "gpt-4o", "call", "openai/gpt-4o", "listed", ("chat", "also")),
        (1, "house-model-1", "text", "openai/gpt-4o", "listed", ("chat", "also")),
        (2, "gpt-9", "key", "gpt-9", "unknown", ()),
    ] == [
        (each.line, each.name, each.found_in, each.told, each.status, each.scenarios)
        for each in found.mentions
    ]
    assert "no model 'gpt-9'; did you mean openai/gpt-4 or openai/gpt-4o?" == found.mentions[3].message
    assert ["alias"] == [note.code for note in found.mentions[2].notes]


def test_a_call_says_what_is_a_model_whatever_its_name(tmp_path: Path) -> None:
    source = "\n".join(
        f"ChatOpenAI(model={each}); import openai" for each in ('"mine"', '"sonar"', "pick()", '"same-1"')
    )
    found = scan(write(tmp_path, app=source), CATALOG)
    assert [("mine", "unknown"), ("acme/sonar", "listed"), ("same-1", "unknown")] == [
        (each.told, each.status) for each in found.mentions
    ]
    assert (("app.py", 3),) == found.unnamed
    assert (
        "'same-1' is the name of 2 models; say which one: acme/same-1, other/same-1"
        == found.mentions[2].message
    )


def test_a_provider_before_a_colon_is_understood_and_the_best_of_two_finds_told(tmp_path: Path) -> None:
    ask = "import openai; ask = init_chat_model"
    source = f'{ask}; init_chat_model("openai:gpt-4o"), "openai:gpt-4o", init_chat_model("openai:gpt-9")'
    assert [
        ("openai:gpt-4o", "call", "openai/gpt-4o"),
        ("openai:gpt-9", "call", "openai:gpt-9"),
    ] == [
        (each.name, each.found_in, each.told) for each in scan(write(tmp_path, app=source), CATALOG).mentions
    ]


def test_files_are_counted_and_some_left_out(tmp_path: Path) -> None:
    write(tmp_path, a='"gpt-4o" !', b="\0", c="x = 'gpt-4o'", d="x")
    found = scan(tmp_path, CATALOG, fail_on=("retired",), leave_out=[tmp_path / "c.py"])
    assert (2, (Skipped("a.py", "unparsable"), Skipped("b.py", "binary")), ("retired",), str(tmp_path)) == (
        found.read,
        found.skipped,
        found.fail_on,
        found.path,
    )
    assert [("a.py", 1)] == [(each.file, each.line) for each in found.mentions]


def test_a_projects_file_is_code_but_for_the_workload(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.llmcost]\nx = "gpt-4"\n[tool.other]\nx = "gpt-4o"\n', encoding="utf-8")
    assert [4] == [each.line for each in scan(tmp_path, CATALOG, leave_out=[path]).mentions]


def test_only_so_many_unknown_names_are_compared_with_known_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_MOST_SUGGESTIONS", 1)
    found = scan(
        write(tmp_path, app='import openai\nChatOpenAI(model="gpt-41")\nChatOpenAI(model="gpt-42")'), CATALOG
    )
    assert ["no model 'gpt-41'; did you mean openai/gpt-4 or openai/gpt-4o?", "no model 'gpt-42'"] == [
        each.message for each in found.mentions
    ]


@pytest.mark.parametrize("name", ["x", "gpt-4o"])
def test_nothing_is_found_where_nothing_is(tmp_path: Path, name: str) -> None:
    assert () == scan(write(tmp_path, app=f"# {name}"), CATALOG).mentions


@pytest.mark.parametrize("name", ["gpt-4o::error::x", "gpt-9##[error]x", "gpt-9::x"])
def test_what_would_be_a_command_where_it_is_told_is_no_model(tmp_path: Path, name: str) -> None:
    assert () == scan(write(tmp_path, app=f"import openai; ChatOpenAI(model={name!r})"), CATALOG).mentions


def test_models_of_other_things_are_no_unknown_ones(tmp_path: Path) -> None:
    source = 'db.runs.create(model="resnet-50"); db.runs.create(model="gpt-4o")'
    assert ["openai/gpt-4o"] == [each.told for each in scan(write(tmp_path, app=source), CATALOG).mentions]


def test_a_gate_does_not_pass_on_what_can_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a="x = 1", b="x = 1")
    opened = Path.open

    def refuse(path: Path, *arguments: Any) -> Any:
        if path.name == "b.py":
            raise PermissionError
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    found = scan(tmp_path, CATALOG, fail_on=("retired",))
    assert ((Skipped("b.py", "unreadable"),), "unpriced") == (found.unread, found.outcome)
    assert "ok" == scan(tmp_path, CATALOG).outcome
