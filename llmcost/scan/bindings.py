"""What a module of Python binds, calls and compares, each with the scope in which it stands."""

from __future__ import annotations

import ast
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from llmcost.scan.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Bindings:
    """One walk over a syntax tree.

    Without recursion, since others may nest as deeply as Python parses, and by a table of what matters: most
    nodes don't.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.strings: list[ast.Constant] = []
        """All but docstrings and pieces of f-strings."""
        self.calls: list[tuple[ast.Call, Scope]] = []
        self.mappings: list[tuple[ast.Dict, Scope]] = []
        self.named: list[tuple[str, ast.expr, Scope]] = []
        """Names with a value that they are bound to, each time."""
        self.compared: list[Sequence[ast.expr]] = []
        """Operands of comparisons, patterns and subscripts."""
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.classes: dict[str, Scope] = {}
        """By name; of several the last."""
        notes: dict[type[ast.AST], Callable[[Any, Scope], Iterable[tuple[ast.AST, Scope]] | None]] = {
            ast.Constant: self._constant,
            ast.JoinedStr: self._pieces,
            ast.Expr: self._expr,
            ast.Call: lambda node, scope: self.calls.append((node, scope)),
            ast.Dict: lambda node, scope: self.mappings.append((node, scope)),
            ast.Compare: lambda node, _: self.compared.append([node.left, *node.comparators]),
            ast.MatchValue: lambda node, _: self.compared.append([node.value]),
            ast.Subscript: lambda node, _: self.compared.append([node.slice]),
            **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda), self._function),
            ast.ClassDef: self._class,
            ast.Assign: self._assignment,
            ast.AnnAssign: self._annotated,
            ast.NamedExpr: lambda node, scope: self._bind(node.target, node.value, scope),
            **dict.fromkeys(
                (ast.AugAssign, ast.For, ast.AsyncFor, ast.comprehension),
                lambda node, scope: self._bind(node.target, None, scope),
            ),
            ast.withitem: lambda node, scope: self._bind(node.optional_vars, None, scope),
            ast.Delete: lambda node, scope: self._bind(ast.Tuple(node.targets), None, scope),
            **dict.fromkeys((ast.Global, ast.Nonlocal), self._shared),
            **dict.fromkeys((ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping), self._caught),
            ast.Import: self._import,
            ast.ImportFrom: self._import,
        }
        todo: list[tuple[ast.AST, Scope]] = [(tree, Scope())]
        while todo:
            node, scope = todo.pop()
            note = notes.get(type(node))
            inside = None if note is None else note(node, scope)
            todo += [(each, scope) for each in _parts(node)] if inside is None else inside

    def _constant(self, node: ast.Constant, _: Scope) -> None:
        if isinstance(node.value, str):
            self.strings.append(node)

    @staticmethod
    def _pieces(node: ast.JoinedStr, scope: Scope) -> Iterable[tuple[ast.AST, Scope]]:
        return ((each, scope) for each in node.values if isinstance(each, ast.FormattedValue))

    @staticmethod
    def _expr(node: ast.Expr, _: Scope) -> tuple[()] | None:
        """A docstring is for people."""
        return () if isinstance(node.value, ast.Constant) else None

    def _function(self, node: Function, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
        inner = Scope(scope)
        given = node.args
        for argument, default in _parameters(given):
            inner.bind(argument.arg, default, scope)
            if default is not None:
                self.named.append((argument.arg, default, scope))
        for rest in filter(None, (given.vararg, given.kwarg)):
            inner.bind(rest.arg)
        yield given, scope
        if isinstance(node, ast.Lambda):
            yield node.body, inner
            return
        scope.bind(node.name)
        yield from ((each, scope) for each in (*node.decorator_list, *filter(None, (node.returns,))))
        yield from ((each, inner) for each in node.body)

    def _class(self, node: ast.ClassDef, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
        scope.bind(node.name)
        inner = Scope(scope, is_class=True)
        # The walk comes from the end.
        self.classes.setdefault(node.name, inner)
        yield from ((each, scope) for each in (*node.decorator_list, *node.bases, *node.keywords))
        yield from ((each, inner) for each in node.body)

    def _assignment(self, node: ast.Assign, scope: Scope) -> None:
        for target in node.targets:
            self._bind(target, node.value, scope)

    def _annotated(self, node: ast.AnnAssign, scope: Scope) -> None:
        if node.value is not None:
            self._bind(node.target, node.value, scope)

    def _bind(self, target: ast.expr | None, value: ast.expr | None, scope: Scope) -> None:
        todo: list[tuple[ast.expr | None, ast.expr | None]] = [(target, value)]
        while todo:
            place, given = todo.pop()
            if isinstance(place, ast.Tuple | ast.List):
                todo += ((each, None) for each in place.elts)
            elif isinstance(place, ast.Starred):
                todo.append((place.value, None))
            elif isinstance(place, ast.Name):
                scope.bind(place.id, given)
                self._name(place.id, given, scope)
            elif isinstance(place, ast.Attribute):
                if isinstance(place.value, ast.Name) and place.value.id == "self":
                    scope.bind_attribute(place.attr, given)
                self._name(place.attr, given, scope)

    def _name(self, name: str, value: ast.expr | None, scope: Scope) -> None:
        if value is not None:
            self.named.append((name, value, scope))

    @staticmethod
    def _shared(node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
        """What another function may bind is no constant, in any scope around it."""
        here: Scope | None = scope
        while here is not None:
            for name in node.names:
                here.bind(name)
            here = here.parent

    @staticmethod
    def _caught(
        node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar | ast.MatchMapping, scope: Scope
    ) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name is not None:
            scope.bind(name)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        for alias in node.names:
            scope.bind(alias.asname or alias.name.partition(".")[0])
        self.imports.append(node)


_PLAIN = (ast.Name, ast.expr_context, ast.operator, ast.cmpop, ast.unaryop, ast.boolop, ast.alias, ast.Pass)
"""Nodes that tell nothing by themselves, which are most."""


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes directly below one."""
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            yield from (each for each in value if isinstance(each, ast.AST) and not isinstance(each, _PLAIN))
        elif isinstance(value, ast.AST) and not isinstance(value, _PLAIN):
            yield value


def _parameters(given: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """Every named parameter with its default; None where it has none."""
    plain = [*given.posonlyargs, *given.args]
    yield from zip_longest(reversed(plain), reversed(given.defaults))
    yield from zip(given.kwonlyargs, given.kw_defaults, strict=True)
