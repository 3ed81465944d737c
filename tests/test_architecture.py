"""The arrows between modules, and the few rules that hold everywhere."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import llmcost

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(llmcost.__file__).parent

BASE = {"money", "quantity", "errors", "printable", "git", "reading"}
PURE = {"cost", "catalog", *BASE}
MIDDLE = {"sources", "workload", "scan", "logs", "tokens", "sql", "report"}

MAY_IMPORT = {
    "errors": set(),
    "printable": set(),
    "git": set(),
    "money": {"errors"},
    "quantity": {"money", "errors"},
    "reading": {"money", "quantity", "errors", "printable", "git"},
    "catalog": BASE,
    "cost": {"catalog", *BASE},
    "market": {"cost", "catalog", *BASE},
    "records": PURE,
    **dict.fromkeys(MIDDLE, PURE),
    "logs": {"records", *PURE},
    "sql": {"records", *PURE},
    "report": {"market", *PURE},
    # The version, by which a compiled copy is told from another's.
    "sources": {"__init__", *PURE},
    "cli": {*MIDDLE, "market", "records", *PURE, "__init__"},
    "__main__": {"cli"},
    # Only what a user of the package imports by name; see __all__.
    "__init__": {"sources", "workload", "logs", "tokens", "market", "records", "sql", *PURE},
}
"""Part of the package -> the parts that it may import, beside itself."""

ONLY_IN = {
    "typer": ("cli/",),
    "rich": ("report/", "cli/console.py"),
    "httpx": ("sources/openrouter.py", "sources/connection.py", "sources/address.py"),
    "tomli_w": ("sources/document.py",),
    "msgspec": ("logs/decoder.py", "logs/completions.py"),
    "zstandard": ("logs/unpacker.py",),
    "splintr": ("tokens/vocabulary.py",),
    "imagesize": ("tokens/picture.py",),
    "duckdb": ("sql/duckdb_engine.py", "sql/price_list.py"),
    "pyspark": ("sql/spark_session.py", "sql/spark_frame.py", "sql/spark_engine.py", "sql/spark_fault.py"),
    "click": (),
}
"""Heavy or vendored package -> where it may be imported."""

FLOATS_ALLOWED = {
    "catalog/likeness.py",  # how much alike two names are
    "sources/document.py",  # inf and nan under keys that this version doesn't know, kept as they are
}
"""Modules that may hold a float: what they compute is never money."""


class Module(NamedTuple):
    """One source file."""

    path: str
    """Inside the package, with slashes."""
    tree: ast.Module
    lines: int

    @property
    def part(self) -> str:
        """The part of the package that it belongs to: a folder, or itself."""
        return self.path.partition("/")[0].removesuffix(".py")

    @property
    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    def imports(self) -> Iterator[str]:
        """Every module that it imports, wherever in the file, and for type checkers only."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}:{node.lineno}: a relative import hides an arrow"
                name = node.module or ""
                # `from llmcost import money` names a module, `from llmcost.money import EXACT` what is in it.
                yield from (f"llmcost.{alias.name}" for alias in node.names) if name == "llmcost" else (name,)

    def parts_imported(self) -> set[str]:
        """The other parts of the package that it imports."""
        inside = set()
        for name in self.imports():
            first, _, rest = name.partition(".")
            if first == "llmcost":
                part = rest.partition(".")[0]
                inside.add(part if part in MAY_IMPORT else "__init__")
        return inside - {self.part}


def _modules() -> list[Module]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(PACKAGE).as_posix(), ast.parse(text), len(text.splitlines())))
    return found


MODULES = _modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.path)


@each_module
def test_imports_point_one_way(module: Module) -> None:
    assert not module.parts_imported() - MAY_IMPORT[module.part]


@each_module
def test_heavy_packages_are_imported_where_they_belong(module: Module) -> None:
    outside = {name.partition(".")[0] for name in module.imports()}
    misplaced = [name for name in outside & ONLY_IN.keys() if not module.path.startswith(ONLY_IN[name])]
    assert not misplaced


@each_module
def test_no_float_comes_near_money(module: Module) -> None:
    floats = [
        node.lineno
        for node in module.nodes
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert module.path in FLOATS_ALLOWED or floats == []


@each_module
def test_a_module_is_a_noun_with_a_sentence_and_can_be_read_at_once(module: Module) -> None:
    name = module.path.rpartition("/")[2].removesuffix(".py")
    assert name not in {"utils", "util", "helpers", "helper", "common", "misc", "core"}
    assert ast.get_docstring(module.tree)
    assert module.lines <= 300


def test_the_parts_of_the_package_are_those_that_were_drawn() -> None:
    assert {module.part for module in MODULES} <= MAY_IMPORT.keys()


def test_the_public_names_are_sorted_and_all_exist() -> None:
    names = llmcost.__all__
    assert sorted(names) == names
    assert all(hasattr(llmcost, name) for name in names)


def test_every_public_import_is_a_public_name() -> None:
    source = next(module.tree for module in MODULES if module.path == "__init__.py")
    imported = {
        alias.asname or alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("llmcost.")
        for alias in node.names
    }
    assert set(llmcost.__all__) == imported


def test_a_name_that_is_not_public_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="module 'llmcost' has no attribute 'nothing'"):
        _ = llmcost.nothing


def test_the_package_lists_its_public_names() -> None:
    assert {*llmcost.__all__, "__version__"} == set(dir(llmcost))
