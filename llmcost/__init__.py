"""What does this use of a language model cost? Exact, dated, offline.

>>> from datetime import date
>>> from llmcost import Terms, Usage, estimate, load_catalog
>>> catalog = load_catalog()
>>> then = Terms(as_of=date(2026, 11, 10))
>>> estimate(catalog["gpt-4.1-mini"], Usage(input=1_000_000, output=100_000), then).total
Decimal('0.5600000')
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "AmbiguousModelError": "llmcost.errors",
    "Candidate": "llmcost.market.frontier",
    "Cap": "llmcost.cost.cap",
    "Catalog": "llmcost.catalog.catalog",
    "Checked": "llmcost.cost.checked",
    "ConfigError": "llmcost.errors",
    "Contest": "llmcost.market.breakeven",
    "Count": "llmcost.cost.counted",
    "DuckDBEngine": "llmcost.sql.duckdb_engine",
    "Estimate": "llmcost.cost.estimate",
    "Frontier": "llmcost.market.frontier",
    "LedgerError": "llmcost.errors",
    "LlmcostError": "llmcost.errors",
    "Model": "llmcost.catalog.model",
    "NothingToCheckError": "llmcost.errors",
    "NothingToReadError": "llmcost.errors",
    "Page": "llmcost.market.page",
    "PriceError": "llmcost.errors",
    "Pricer": "llmcost.cost.pricer",
    "QuantityError": "llmcost.errors",
    "RefusedError": "llmcost.errors",
    "RequestShape": "llmcost.market.cost_axis",
    "Scenario": "llmcost.cost.workload",
    "ScenarioCount": "llmcost.tokens.scenario_count",
    "SourceError": "llmcost.errors",
    "SparkEngine": "llmcost.sql.spark_engine",
    "Spending": "llmcost.cost.spending",
    "StalePricesError": "llmcost.errors",
    "Terms": "llmcost.cost.estimate",
    "UnknownModelError": "llmcost.errors",
    "UnpricedError": "llmcost.errors",
    "Usage": "llmcost.cost.usage",
    "UsageError": "llmcost.errors",
    "Workload": "llmcost.cost.workload",
    "breakeven": "llmcost.market.breakeven",
    "check": "llmcost.cost.check",
    "estimate": "llmcost.cost.estimate",
    "frontier_of": "llmcost.market.frontier",
    "load_catalog": "llmcost.sources.layers",
    "load_workload": "llmcost.workload.workload_file",
    "page_of": "llmcost.market.page",
    "tokens_in": "llmcost.tokens.tokens_in",
    "usage_in": "llmcost.logs.usage_in",
    "usage_through": "llmcost.sql.usage_through",
}
# Each name is imported when it is asked for: a command pays only for what it uses, `--version` for nothing.

__all__ = [
    "AmbiguousModelError",
    "Candidate",
    "Cap",
    "Catalog",
    "Checked",
    "ConfigError",
    "Contest",
    "Count",
    "DuckDBEngine",
    "Estimate",
    "Frontier",
    "LedgerError",
    "LlmcostError",
    "Model",
    "NothingToCheckError",
    "NothingToReadError",
    "Page",
    "PriceError",
    "Pricer",
    "QuantityError",
    "RefusedError",
    "RequestShape",
    "Scenario",
    "ScenarioCount",
    "SourceError",
    "SparkEngine",
    "Spending",
    "StalePricesError",
    "Terms",
    "UnknownModelError",
    "UnpricedError",
    "Usage",
    "UsageError",
    "Workload",
    "breakeven",
    "check",
    "estimate",
    "frontier_of",
    "load_catalog",
    "load_workload",
    "page_of",
    "tokens_in",
    "usage_in",
    "usage_through",
]

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.cost.cap import Cap
    from llmcost.cost.check import check
    from llmcost.cost.checked import Checked
    from llmcost.cost.counted import Count
    from llmcost.cost.estimate import Estimate, Terms, estimate
    from llmcost.cost.pricer import Pricer
    from llmcost.cost.spending import Spending
    from llmcost.cost.usage import Usage
    from llmcost.cost.workload import Scenario, Workload
    from llmcost.errors import (
        AmbiguousModelError,
        ConfigError,
        LedgerError,
        LlmcostError,
        NothingToCheckError,
        NothingToReadError,
        PriceError,
        QuantityError,
        RefusedError,
        SourceError,
        StalePricesError,
        UnknownModelError,
        UnpricedError,
        UsageError,
    )
    from llmcost.logs.usage_in import usage_in
    from llmcost.market.breakeven import Contest, breakeven
    from llmcost.market.cost_axis import RequestShape
    from llmcost.market.frontier import Candidate, Frontier, frontier_of
    from llmcost.market.page import Page, page_of
    from llmcost.sources.layers import load_catalog
    from llmcost.sql.duckdb_engine import DuckDBEngine
    from llmcost.sql.spark_engine import SparkEngine
    from llmcost.sql.usage_through import usage_through
    from llmcost.tokens.scenario_count import ScenarioCount
    from llmcost.tokens.tokens_in import tokens_in
    from llmcost.workload.workload_file import load_workload


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
