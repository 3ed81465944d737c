"""A name stands for a literal where it is bound just once."""

from __future__ import annotations

import ast

import pytest

from llmcost.scan.scope import Bound, Scope, literals


def expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


ONE, TWO = expression("'one'"), expression("'two'")


def told(source: str, scope: Scope, **classes: Scope) -> list[str]:
    return [ast.unparse(each) for each in literals(expression(source), scope, classes)]


def test_a_name_has_the_meaning_of_the_innermost_scope() -> None:
    outer = Scope()
    inner = Scope(outer)
    outer.bind("x", ONE)
    assert Bound(ONE, outer) == inner.find("x")
    inner.bind("x", TWO)
    assert (Bound(ONE, outer), Bound(TWO, inner), None) == (outer.find("x"), inner.find("x"), inner.find("y"))


def test_a_name_that_is_bound_twice_or_to_what_nobody_can_tell_has_none() -> None:
    scope = Scope()
    scope.bind("twice", ONE)
    scope.bind("twice", ONE)
    scope.bind("open")
    assert (None, None) == (scope.find("twice"), scope.find("open"))


def test_the_names_of_a_class_are_not_those_of_its_methods() -> None:
    module = Scope()
    bot = Scope(module, is_class=True)
    run = Scope(bot)
    module.bind("x", ONE)
    bot.bind("x", TWO)
    assert (Bound(TWO, bot), Bound(ONE, module)) == (bot.find("x"), run.find("x"))


def test_an_attribute_is_bound_in_the_class_or_by_a_method() -> None:
    bot = Scope(Scope(), is_class=True)
    run = Scope(bot)
    run.bind_attribute("x", ONE)
    bot.bind("y", TWO)
    assert (bot, Bound(ONE, run), Bound(TWO, bot)) == (
        run.owner,
        bot.find_attribute("x"),
        bot.find_attribute("y"),
    )
    assert (["'one'"], ["'two'"], []) == (
        told("self.x", run),
        told("Bot.y", Scope(), Bot=bot),
        told("a.x", run),
    )
    run.bind_attribute("y", None)
    assert bot.find_attribute("y") is None


def test_outside_of_a_class_an_attribute_is_nobodys() -> None:
    scope = Scope(Scope())
    scope.bind_attribute("x", ONE)
    assert (None, []) == (scope.owner, told("self.x", scope))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("'a'", ["'a'"]),
        ("{'a': 1}", ["{'a': 1}"]),
        ("x", ["'one'"]),
        ("'a' if x else 'b'", ["'a'", "'b'"]),
        ("y or x or 'a'", ["'one'", "'a'"]),
        ("os.getenv('M', 'a')", ["'a'"]),
        ("env.get('M', default=x)", ["'one'"]),
        ("Field('a')", ["'a'"]),
        ("pick('a')", []),
        ("'a' + x", []),
        ("1", []),
    ],
)
def test_an_expression_stands_for_what_it_can_be(source: str, expected: list[str]) -> None:
    scope = Scope()
    scope.bind("x", ONE)
    assert expected == told(source, scope)


def test_a_circle_of_names_ends() -> None:
    scope = Scope()
    scope.bind("x", expression("y or y"))
    scope.bind("y", expression("x or x"))
    assert [] == told("x", scope)
