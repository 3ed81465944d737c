"""Names in Python source, and the one literal that each stands for."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 64
"""Steps from a name to its literals; sources that need more were written to need more."""


class Bound(NamedTuple):
    """What a name was bound to."""

    value: ast.expr
    scope: Scope
    """Where the value's own names have their meaning."""


class Scope:
    """A module, class or function with its names."""

    def __init__(self, parent: Scope | None = None, *, is_class: bool = False) -> None:
        self.parent = parent
        self.is_class = is_class
        self.names: dict[str, list[Bound | None]] = {}
        """Every binding; None is one whose value can't be told."""
        self.attributes: dict[str, list[Bound | None]] = {}
        """Of a class: what methods bind on ``self``."""

    def bind(self, name: str, value: ast.expr | None = None, scope: Scope | None = None) -> None:
        """Note that ``name`` is bound here, to ``value`` as ``scope`` (this one by default) reads it."""
        self.names.setdefault(name, []).append(None if value is None else Bound(value, scope or self))

    def bind_attribute(self, name: str, value: ast.expr | None) -> None:
        """Note that a method, whose scope this is, binds an attribute of ``self``."""
        owner = self.owner
        if owner is not None:
            owner.attributes.setdefault(name, []).append(None if value is None else Bound(value, self))

    @property
    def owner(self) -> Scope | None:
        """The class that this scope is part of."""
        scope: Scope | None = self
        while scope is not None and not scope.is_class:
            scope = scope.parent
        return scope

    def find(self, name: str) -> Bound | None:
        """The only binding of a name, seen from here; None where there is none, or more."""
        scope: Scope | None = self
        while scope is not None:
            # The names of a class are not those of its methods.
            if name in scope.names and (scope is self or not scope.is_class):
                return _only(scope.names[name])
            scope = scope.parent
        return None

    def find_attribute(self, name: str) -> Bound | None:
        """The only binding of an attribute of this class, in its body or by its methods."""
        return _only([*self.names.get(name, ()), *self.attributes.get(name, ())])


def literals(value: ast.expr, scope: Scope, classes: dict[str, Scope]) -> Iterator[ast.Constant | ast.Dict]:
    """The literals that an expression can stand for: strings, and mappings that are written out.

    Both sides of a condition count, and the default of an environment variable; what is put together from
    pieces doesn't.

    Args:
        value: any expression.
        scope: where it stands.
        classes: the classes of the module by name.
    """
    todo, seen = [Bound(value, scope)], 0
    while todo and seen < _MOST:
        node, here = todo.pop()
        seen += 1
        if isinstance(node, ast.Dict) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield node
        elif isinstance(node, ast.Name):
            todo += filter(None, [here.find(node.id)])
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = here.owner if node.value.id in {"self", "cls"} else classes.get(node.value.id)
            bound = None if owner is None else owner.find_attribute(node.attr)
            todo += filter(None, [bound])
        elif isinstance(node, ast.IfExp):
            todo += (Bound(node.orelse, here), Bound(node.body, here))
        elif isinstance(node, ast.BoolOp):
            todo += [Bound(each, here) for each in reversed(node.values[:_MOST])]
        elif isinstance(node, ast.Call):
            todo += [Bound(each, here) for each in _defaults(node)]


def _defaults(call: ast.Call) -> list[ast.expr]:
    """What ``os.getenv("MODEL", "gpt-4o")`` gives where nothing else is said, and a field's default."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    stated = [each.value for each in call.keywords if each.arg == "default"]
    if name in {"getenv", "get"}:
        return [*call.args[1:2], *stated]
    if name in {"Field", "field"}:
        return [*call.args[:1], *stated]
    return []


def _only(bindings: list[Bound | None]) -> Bound | None:
    return bindings[0] if len(bindings) == 1 else None
