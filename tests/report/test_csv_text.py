from __future__ import annotations

import pytest

from llmcost.report.csv_text import csv_text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("u\x1b[31mred\n::error::boo", "u\\x1b[31mred\\n::error::boo"),
        ("::error::boo", "'::error::boo"),
        ("##[error]boo", "'##[error]boo"),
        ("\t=1", "\\t=1"),
        ("a,b", '"a,b"'),
        ("modèle", "modèle"),
    ],
)
def test_what_a_log_says_is_on_one_line_and_commands_nothing(value: str, cell: str) -> None:
    assert csv_text([value], [[value]]) == f"{cell}\n{cell}\n"
