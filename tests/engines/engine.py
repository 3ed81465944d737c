"""Engines that run SQL, for tests of what is generated for them; and what happens if one is missing."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.sql.dialects import DialectName

REQUIRED = os.environ.get("LLMCOST_ENGINES") == "required"
"""Whether a missing engine is a failure. Read early: tests have an environment of their own."""

ZONE = "America/New_York"
"""A time zone whose days and months are not those of UTC."""


class Engine(Protocol):
    """What runs SQL."""

    dialect: DialectName
    """As ``llmcost sql --dialect`` names it."""
    time: str
    """What the column ``time`` of the table loaded last holds, as ``--time`` says it."""

    def run(self, script: str) -> list[tuple[Any, ...]]:
        """Run statements one after the other; gives the rows of the last one that has any."""

    def load(self, table: str, *paths: Path) -> None:
        """Make a table of generated records, of CSV or Parquet files."""


def missing(what: str) -> NoReturn:
    """End the test: by skipping it, or by failing where engines are required."""
    if REQUIRED:
        pytest.fail(f"{what}, but LLMCOST_ENGINES=required")
    pytest.skip(what)


def library(name: str) -> Any:
    """A library that not everybody has."""
    try:
        return importlib.import_module(name)
    except ImportError:
        missing(f"{name} is not installed")
