"""Every table and key of a TOML file is found on its line, whatever stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from llmcost.workload.places import every_line, nearest, outline

if TYPE_CHECKING:
    from llmcost.workload.places import Keys

TEXT = r'''# head
title = """
[[scenarios]]
name = "no""" # [x]
raw = '''
TEXT += "'''\n[[scenarios]]\n'' '\"\"\"'''\n"
TEXT += r"""
limits.per_day = 1

[[scenarios]] # first
name = "a # [b]"
list = [
  "]", '[', # ]
  [1, { a = 1 }],
]
[scenarios.limits]
per_day = 1   # one

"per_\u006Donth" = 2

  [[ "scenarios" ]]
'na.me' . "x y" = 1
limits = { per_day = 1, per_month = 2 }
[scenarios.models]
"gpt-4.1" = 1
[[scenarios.deep.list]]
a = 1
[[scenarios.deep.list]]
a = { b = 1 }
"" = "x"
"""


def lines_of(text: str) -> dict[Keys, int]:
    return dict(every_line(text))


def test_all_keys_are_found() -> None:
    expected: dict[Keys, int] = {
        ("title",): 2,
        ("raw",): 5,
        ("limits", "per_day"): 9,
        ("limits",): 9,
        ("scenarios", 0): 11,
        ("scenarios",): 11,
        ("scenarios", 0, "name"): 12,
        ("scenarios", 0, "list"): 13,
        ("scenarios", 0, "limits"): 17,
        ("scenarios", 0, "limits", "per_day"): 18,
        ("scenarios", 0, "limits", "per_month"): 20,
        ("scenarios", 1): 22,
        ("scenarios", 1, "na.me", "x y"): 23,
        ("scenarios", 1, "na.me"): 23,
        ("scenarios", 1, "limits"): 24,
        ("scenarios", 1, "models"): 25,
        ("scenarios", 1, "models", "gpt-4.1"): 26,
        ("scenarios", 1, "deep", "list", 0): 27,
        ("scenarios", 1, "deep", "list"): 27,
        ("scenarios", 1, "deep"): 27,
        ("scenarios", 1, "deep", "list", 0, "a"): 28,
        ("scenarios", 1, "deep", "list", 1): 29,
        ("scenarios", 1, "deep", "list", 1, "a"): 30,
        ("scenarios", 1, "deep", "list", 1, ""): 31,
    }

    assert expected == lines_of(TEXT)


def test_the_outline_says_the_same_of_what_it_holds() -> None:
    found = outline(TEXT)

    assert {keys: lines_of(TEXT)[keys] for keys in found} == found
    assert {("scenarios", 0, "limits", "per_month"), ("scenarios", 1, "limits"), ("limits",)} <= found.keys()
    assert ("scenarios", 0, "name") not in found


def test_windows_line_ends_are_line_ends() -> None:
    assert lines_of(TEXT) == lines_of(TEXT.replace("\n", "\r\n"))


def test_tables_in_a_list_are_found_by_their_position() -> None:
    text = 'scenarios = [\n  1, { a = [{}, {}] },\n  "{",\n  { b = """\n\n{""" }, {},\n]\nlast = 1'
    expected: dict[Keys, int] = {
        ("scenarios",): 1,
        ("scenarios", 1): 2,
        ("scenarios", 3): 4,
        ("scenarios", 4): 6,
        ("last",): 8,
    }

    assert expected == lines_of(text)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ('"""a"]b"""', 2),
        ('["""a"]b"""]', 2),
        ('{ a = """x\n}""" }', 3),
        ("['a', \"b\"]", 2),
        ('["", \'\', "\\""]', 2),
        ("'''\n\n'''''", 4),
        ('""""a""""', 2),
        ("1979-05-27 07:32:00 # x", 2),
        ("[ # ]\n]", 3),
        ("[", 3),
    ],
)
def test_a_value_ends_where_it_ends(value: str, line: int) -> None:
    found = lines_of(f"a = {value}\nb = 1")

    assert found.get(("b",)) == (None if value == "[" else line)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("scenarios", 1, "name"), 22),
        (("scenarios", 1, "limits", "per_day"), 24),
        (("scenarios", 0, "limits", "per_day"), 18),
        (("nothing", "here"), None),
        ((), None),
    ],
)
def test_what_has_no_line_of_its_own_is_told_at_what_holds_it(keys: Keys, line: int | None) -> None:
    assert line == nearest(every_line(TEXT), keys)


@pytest.mark.parametrize("text", ["[", "]]", "= 1", '"', "[[a.]]", 'a = "\\', "\\", "[a]\n'"])
def test_what_is_no_toml_does_no_harm(text: str) -> None:
    every_line(text)
    outline(text)
