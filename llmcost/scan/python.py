"""Names of models in Python source, by its syntax tree."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from llmcost.reading.bad_text import BadText
from llmcost.scan.bindings import Bindings
from llmcost.scan.clients import (
    asked,
    deployments,
    imported_from_litellm,
    imports_client,
    uses_clients,
    values_of,
)
from llmcost.scan.scope import literals
from llmcost.scan.spot import MODEL_KEY, Found, Spot
from llmcost.scan.text import is_about_models

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.scan.clients import Asked
    from llmcost.scan.scope import Scope
    from llmcost.scan.spot import Looks

_LONGEST = 200
_KEYED = re.compile(rf"(?ai)\w*?{MODEL_KEY}")
_COMPARING = frozenset(
    {"startswith", "endswith", "replace", "removeprefix", "removesuffix", "split", "index", "count"}
)


def python_spots(text: str, looks: Looks) -> Found:
    """Every string that is asked for as a model, called one, or looks like one.

    A constant is told where it is written, once, however many calls use it.

    Args:
        text: Python source.
        looks: what is worth telling.

    Raises:
        BadText: for what Python can't parse.
    """
    if not is_about_models(text, looks) and not uses_clients(text):
        return Found()
    try:
        with warnings.catch_warnings():
            # Others' invalid escapes are not the reader's concern.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # ValueError is a null byte, the last two are brackets within brackets.
        raise BadText(f"no Python: {type(error).__name__}") from None
    return _Reader(tree, looks).found()


class _Reader:
    """Tells which strings of a syntax tree name models."""

    def __init__(self, tree: ast.Module, looks: Looks) -> None:
        self._looks = looks
        self._bindings = Bindings(tree)
        self._marked: dict[ast.Constant, str] = {}
        """String -> how it was found. The nodes of a tree are equal only to themselves."""
        self._dismissed: set[ast.expr] = set()
        """Strings that tell one model from another without choosing any."""
        # Others have methods of the same names, and models of their own.
        self._asked = "call" if any(map(imports_client, self._bindings.imports)) else "key"
        self._spreads: dict[ast.Dict, bool] = {}
        self._unnamed: set[int] = set()

    def found(self) -> Found:
        """Mark what says least first: a call's word for a string stands."""
        seen = self._bindings
        self._marked.update(dict.fromkeys(seen.strings, "text"))
        for name, value, scope in seen.named:
            self._key(name, value, scope)
        for mapping, scope in seen.mappings:
            self._mapping(mapping, scope)
        for call, scope in seen.calls:
            for keyword in call.keywords:
                self._key(keyword.arg, keyword.value, scope)
            if isinstance(call.func, ast.Attribute) and call.func.attr in _COMPARING:
                self._dismiss(call.args)
        for values in seen.compared:
            self._dismiss(values)
        self._ask()
        spots = {
            Spot(node.lineno, str(node.value).strip(), kind)
            for node, kind in self._marked.items()
            if self._tells(node, kind)
        }
        return Found(tuple(sorted(spots)), tuple(sorted(self._unnamed)))

    def _ask(self) -> None:
        seen = self._bindings
        from_litellm = {name for each in seen.imports for name in imported_from_litellm(each)}
        for mapping, scope in seen.mappings:
            for value in deployments(mapping):
                self._mark(value, scope, self._asked)
        for call, scope in seen.calls:
            question = asked(call, from_litellm)
            if question is not None and not self._answer(question, scope):
                self._unnamed.add(call.lineno)

    def _answer(self, question: Asked, scope: Scope) -> bool:
        """Mark what a call asks for; whether that could be told."""
        marked = [self._mark(value, scope, self._asked) for value in question.values]
        for spread in question.spreads:
            given = literals(spread, scope, self._bindings.classes)
            marked += [self._spread(each, scope) for each in given if isinstance(each, ast.Dict)]
        return any(marked)

    def _spread(self, node: ast.Dict, scope: Scope) -> bool:
        """Mark the model of a mapping, which many calls may spread; each is looked into once."""
        if node not in self._spreads:
            marked = [self._mark(each, scope, self._asked) for each in values_of("model", node)]
            self._spreads[node] = any(marked)
        return self._spreads[node]

    def _mapping(self, node: ast.Dict, scope: Scope) -> None:
        self._dismiss(filter(None, node.keys))
        is_deployment = any(deployments(node))
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            # The name of a LiteLLM router for a group of deployments is the user's own.
            if name == "model_name" and is_deployment:
                self._dismiss([value])
            else:
                self._key(name, value, scope)

    def _key(self, name: object, value: ast.expr, scope: Scope) -> None:
        if isinstance(name, str) and _KEYED.fullmatch(name):
            self._mark(value, scope, "key")

    def _mark(self, value: ast.expr, scope: Scope, kind: str) -> bool:
        classes = self._bindings.classes
        strings = [each for each in literals(value, scope, classes) if isinstance(each, ast.Constant)]
        self._marked.update(dict.fromkeys(strings, kind))
        return bool(strings)

    def _dismiss(self, values: Iterable[ast.expr]) -> None:
        for value in values:
            self._dismissed.update(
                value.elts if isinstance(value, ast.Tuple | ast.List | ast.Set) else [value]
            )

    def _tells(self, node: ast.Constant, kind: str) -> bool:
        name = str(node.value).strip()
        if not name.isprintable() or not 0 < len(name) <= _LONGEST:
            return False
        if kind == "call":
            return True
        if node in self._dismissed or " " in name:
            return False
        return self._looks.may_be_keyed(name) if kind == "key" else self._looks.may_be_named(name)
