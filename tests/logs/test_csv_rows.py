"""CSV files, row by row."""

from __future__ import annotations

import csv

import pytest

from llmcost.logs.csv_rows import WIDEST, BadRow, Row, Table


def read(text: str) -> tuple[tuple[str, ...], list[Row | BadRow]]:
    table = Table(text.splitlines(keepends=True))
    return table.header, list(table)


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,x\n",
        "a;b\r\n1;x\r\n",
        "a\tb\n1\tx",
        "\ufeffa,b\n1,x\n",
        "a , b ,\n 1 , x ,\n",
        '"a","b"\n"1","x"\n',
    ],
)
def test_a_file_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == (("a", "b"), [Row(2, {"a": "1", "b": "x"})])


def test_the_delimiter_may_stand_in_a_line_of_its_own() -> None:
    assert read("\nsep=;\na,c;b\n1;x\n") == (("a,c", "b"), [Row(4, {"a,c": "1", "b": "x"})])


def test_a_delimiter_within_quotes_is_none() -> None:
    assert read('"a;;;",b\n1,x\n') == (("a;;;", "b"), [Row(2, {"a;;;": "1", "b": "x"})])


def test_bytes_are_read_as_utf_8_with_or_without_a_mark() -> None:
    table = Table([b"\xef\xbb\xbfa,b\r\n", "é,x\r\n".encode(), b"\xe9,y\r\n"])
    assert (table.header, list(table)) == (
        ("a", "b"),
        [Row(2, {"a": "é", "b": "x"}), Row(3, {"a": "\ufffd", "b": "y"})],
    )


def test_a_row_is_found_where_it_begins() -> None:
    text = '\n\na,b\n"1\n2","x\n\ny"\n\n3,z\n'
    assert read(text) == (("a", "b"), [Row(4, {"a": "1\n2", "b": "x\n\ny"}), Row(9, {"a": "3", "b": "z"})])


def test_empty_cells_are_left_out() -> None:
    assert read("a,b,c\n1,,NULL\n , ,\n\n")[1] == [Row(2, {"a": "1"})]


def test_a_header_in_between_is_left_out() -> None:
    assert read("a,b\n1,x\na,b\n2,y\n")[1] == [Row(2, {"a": "1", "b": "x"}), Row(4, {"a": "2", "b": "y"})]


def test_rows_of_another_width_are_malformed_and_the_rest_is_read() -> None:
    assert read("a,b\n1\n1,2,3\n1,2,\n4,5\n")[1] == [
        BadRow(2, "a row of 1 cells under a header of 2"),
        BadRow(3, "a row of 3 cells under a header of 2"),
        Row(4, {"a": "1", "b": "2"}),
        Row(5, {"a": "4", "b": "5"}),
    ]


def test_torn_quotes_are_malformed_and_the_rest_is_read() -> None:
    assert read('a,b\n"1"x,2\n3,4\n"5,6\n7,8\n')[1] == [
        BadRow(2, "not a row of a CSV: ',' expected after '\"'"),
        Row(3, {"a": "3", "b": "4"}),
        BadRow(4, "not a row of a CSV: unexpected end of data"),
    ]


def test_a_cell_may_be_large_but_not_without_limit() -> None:
    assert csv.field_size_limit() <= WIDEST
    long = "x" * 200_000
    assert read(f"a,b\n1,{long}\n")[1] == [Row(2, {"a": "1", "b": long})]
    endless = "a,b\n" + f"1,{'x' * (WIDEST + 1)}\n" + "2,y\n"
    assert read(endless)[1] == [
        BadRow(2, f"not a row of a CSV: field larger than field limit ({WIDEST})"),
        Row(3, {"a": "2", "b": "y"}),
    ]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_has_neither_header_nor_rows(text: str) -> None:
    assert read(text) == ((), [])


def test_a_torn_header_is_the_only_thing_said() -> None:
    assert read('"a"x,b\n1,2\n') == ((), [BadRow(1, "the header can't be read: ',' expected after '\"'")])
