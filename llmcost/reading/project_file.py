"""A project's own file: its name, and what its tables are for."""

from __future__ import annotations

PROJECT_FILE = "llmcost.toml"

OVERRIDES = ("models", "aliases")
"""Prices and names of the project's own."""

LIMITS = ("limits", "warn_limits")
"""The tables of limits; what breaks the second's is told and fails nothing."""

WORKLOAD = ("as_of", *LIMITS, "defaults", "scenarios")
"""The keys of a workload, which ``pyproject.toml`` can hold as well."""
