"""One walk over a module of Python notes what it binds, calls and compares."""

from __future__ import annotations

import ast
import textwrap

from llmcost.scan.bindings import Bindings


def walked(source: str) -> Bindings:
    return Bindings(ast.parse(textwrap.dedent(source)))


def test_strings_are_noted_but_for_docstrings_and_pieces_of_others() -> None:
    seen = walked(
        '''\
        """about"""
        def ask():
            """about"""
            return "one", f"two {f('three')}", b"four"
        '''
    )
    assert ["one", "three"] == sorted(str(each.value) for each in seen.strings)


def test_names_are_noted_each_time_with_what_they_are_bound_to() -> None:
    seen = walked(
        """\
        one = two = 1
        def ask(three=3, /, four=4, *five, six=6, seven, **eight): nine: int = 9; ten: int
        (eleven := 11), lambda twelve=12: 0
        self.thirteen = 13
        for fourteen in (14,): pass
        a, b = 15, 16
        """
    )
    assert [
        ("eleven", "11"),
        ("four", "4"),
        ("nine", "9"),
        ("one", "1"),
        ("six", "6"),
        ("thirteen", "13"),
        ("three", "3"),
        ("twelve", "12"),
        ("two", "1"),
    ] == sorted((name, ast.unparse(value)) for name, value, _ in seen.named)


def test_a_call_is_noted_with_the_scope_that_gives_its_names_their_meaning() -> None:
    seen = walked(
        """\
        x = 1
        class Bot:
            x = 2
            f(x)
            def run(self, given=f(x)):
                x = 3
                f(x)
        """
    )
    found = {call.lineno: scope.find("x") for call, scope in seen.calls}
    assert {4: "2", 5: "2", 7: "3"} == {line: ast.unparse(each.value) for line, each in found.items() if each}


def test_what_is_compared_imported_and_mapped_is_noted_and_of_two_classes_the_last() -> None:
    seen = walked(
        """\
        from litellm import completion
        import litellm
        class Bot: x = 1
        class Bot: x = 2
        x == "one"; y["two"]; {"three": 3}
        match x:
            case "four": pass
        """
    )
    assert [["'four'"], ["'two'"], ["x", "'one'"]] == sorted(
        [ast.unparse(each) for each in values] for values in seen.compared
    )
    assert (["from litellm import completion", "import litellm"], ["{'three': 3}"]) == (
        sorted(map(ast.unparse, seen.imports)),
        [ast.unparse(each) for each, _ in seen.mappings],
    )
    last = seen.classes["Bot"].find_attribute("x")
    assert last is not None
    assert "2" == ast.unparse(last.value)
