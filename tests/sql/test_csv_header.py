from __future__ import annotations

import pytest

from llmcost.sql.csv_header import CsvHeader, csv_header


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["model,input"], CsvHeader(("model", "input"), frozenset(), ",", 0)),
        (["", "\ufeffmodel;in,put;x", "x;1;2"], CsvHeader(("model", "in,put", "x"), frozenset(), ";", 1)),
        (["sep=;", "", "model;a,b,c"], CsvHeader(("model", "a,b,c"), frozenset(), ";", 2)),
        (['"a,b,c"\tmodel'], CsvHeader(("a,b,c", "model"), frozenset(), "\t", 0)),
        (["a,A,a, ,a"], CsvHeader(("a", "A (2)", "a (3)", "column 4", "a (4)"), frozenset("a"), ",", 0)),
    ],
)
def test_a_header_is_told_with_its_delimiter_and_what_stands_before_it(
    lines: list[str], expected: CsvHeader
) -> None:
    assert csv_header(lines) == expected


@pytest.mark.parametrize("lines", [[], ["", " "], ["sep=,"], ["sep=,", ""]])
def test_without_a_line_there_is_no_header(lines: list[str]) -> None:
    assert csv_header(lines) is None
