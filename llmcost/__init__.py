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
    "Catalog": "llmcost.catalog.catalog",
    "ConfigError": "llmcost.errors",
    "Estimate": "llmcost.cost.estimate",
    "LedgerError": "llmcost.errors",
    "LlmcostError": "llmcost.errors",
    "Model": "llmcost.catalog.model",
    "PriceError": "llmcost.errors",
    "Pricer": "llmcost.cost.pricer",
    "QuantityError": "llmcost.errors",
    "RefusedError": "llmcost.errors",
    "SourceError": "llmcost.errors",
    "StalePricesError": "llmcost.errors",
    "Terms": "llmcost.cost.estimate",
    "UnknownModelError": "llmcost.errors",
    "UnpricedError": "llmcost.errors",
    "Usage": "llmcost.cost.usage",
    "UsageError": "llmcost.errors",
    "estimate": "llmcost.cost.estimate",
    "load_catalog": "llmcost.sources.layers",
}
# Each name is imported when it is asked for: a command pays only for what it uses, `--version` for nothing.

__all__ = [
    "AmbiguousModelError",
    "Catalog",
    "ConfigError",
    "Estimate",
    "LedgerError",
    "LlmcostError",
    "Model",
    "PriceError",
    "Pricer",
    "QuantityError",
    "RefusedError",
    "SourceError",
    "StalePricesError",
    "Terms",
    "UnknownModelError",
    "UnpricedError",
    "Usage",
    "UsageError",
    "estimate",
    "load_catalog",
]

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.cost.estimate import Estimate, Terms, estimate
    from llmcost.cost.pricer import Pricer
    from llmcost.cost.usage import Usage
    from llmcost.errors import (
        AmbiguousModelError,
        ConfigError,
        LedgerError,
        LlmcostError,
        PriceError,
        QuantityError,
        RefusedError,
        SourceError,
        StalePricesError,
        UnknownModelError,
        UnpricedError,
        UsageError,
    )
    from llmcost.sources.layers import load_catalog


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
