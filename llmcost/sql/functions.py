"""The functions of the tree of expressions, as most dialects write them."""

from __future__ import annotations

from types import MappingProxyType

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = MappingProxyType(str.maketrans(_LETTERS, _LETTERS.lower()))
"""The letters of ASCII in small, for ``str.translate``."""

FUNCTIONS = MappingProxyType(
    {
        "lower_ascii": f"TRANSLATE({{0}}, '{_LETTERS}', '{_LETTERS.lower()}')",
        "as_float": "{0}",
        "length": "LENGTH({0})",
        "trim": r"TRIM({0}, ' \t\n\r')",
        "part_before": "SPLIT_PART({0}, {1}, 1)",
        "part_behind": "SUBSTR({0}, LENGTH(SPLIT_PART({0}, {1}, 1)) + LENGTH({1}) + 1)",
        "begins_with": "STARTS_WITH({0}, {1})",
        "ends_with": "ENDS_WITH({0}, {1})",
        "contains": "(STRPOS({0}, {1}) > 0)",
        "cut_start": "SUBSTR({0}, {1} + 1)",
        "cut_end": "SUBSTR({0}, 1, GREATEST(LENGTH({0}) - {1}, 0))",
        "replace": "REPLACE({0}, {1}, {2})",
        "modulo": "MOD({0}, {1})",
        "sum": "SUM({0})",
        "minimum": "MIN({0})",
        "rows": "COUNT(*)",
        "least": "LEAST({*})",
        "greatest": "GREATEST({*})",
        "coalesce": "COALESCE({*})",
        "concat": "({||})",
    }
)
"""Function of the tree -> how most dialects write it; ``{*}`` are all arguments. What begins with a bracket
has signs between them."""
