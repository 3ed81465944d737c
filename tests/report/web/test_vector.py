from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from vectors import spots

from llmcost.report.figure import (
    Amount,
    Chart,
    Crossing,
    Curve,
    Curves,
    Histogram,
    Line,
    Piece,
    Point,
    Scatter,
    Stretch,
)
from llmcost.report.web.vector import Vector, draw_vector

if TYPE_CHECKING:
    from llmcost.report.figure import (
        Figure,
    )

names = st.sampled_from(["a/b", "openai/gpt-4.1-mini", "日本/語", "<script>&amp;", "x" * 150, "\x1b[31m\n"])
amounts = st.decimals("0.000001", "100000", places=6)
days = st.dates(date(2020, 1, 1), date(2026, 11, 22))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    ends = sorted(draw(st.lists(days, min_size=2, max_size=8)))
    pieces = [
        Piece(first, last, draw(st.just(Decimal(0)) | amounts), draw(st.booleans()))
        for first, last in pairwise(ends)
    ]
    return Line(draw(names), tuple(pieces))


charts = st.builds(Chart, st.lists(lines(), min_size=1, max_size=9).map(tuple))


@st.composite
def histograms(draw: st.DrawFn) -> Histogram:
    first = draw(days)
    values = [*draw(st.lists(st.none() | st.just(Decimal(0)) | amounts, max_size=200)), draw(amounts)]
    told = tuple(Amount(first + timedelta(at), value) for at, value in enumerate(values))
    return Histogram("Cost", "UTC", told)


points = st.builds(Point, names, amounts, st.decimals("0", "100", places=1), st.booleans())
scatters = st.builds(
    lambda points: Scatter("Cost, USD", (points[0]._replace(on_frontier=True), *points[1:])),
    st.lists(points, min_size=1, max_size=40),
)


@st.composite
def curves(draw: st.DrawFn) -> Curves:
    ends = sorted(draw(st.lists(amounts, min_size=2, max_size=6, unique=True)))
    drawn = [
        Curve(
            draw(names),
            tuple(Stretch((start, draw(amounts)), (end, draw(amounts))) for start, end in pairwise(ends)),
        )
        for _ in range(draw(st.integers(1, 8)))
    ]
    most = max(cost for curve in drawn for each in curve.stretches for _, cost in each)
    crossings = draw(
        st.lists(
            st.builds(
                Crossing, st.decimals(ends[0], ends[-1], places=6), st.decimals(0, most, places=6), names
            ),
            max_size=3,
        )
    )
    return Curves("Quantity", "USD", tuple(drawn), tuple(crossings))


@given(charts | histograms() | scatters | curves(), st.integers(320, 1200))
def test_nothing_of_a_drawing_lies_outside_of_it(figure: Figure, width: int) -> None:
    vector = draw_vector(figure, width)
    assert width == vector.width
    for x, y in spots(vector):
        assert 0 <= x <= vector.width
        assert 0 <= y <= vector.height


def test_a_drawing_is_an_image_that_is_read_out() -> None:
    node = ET.fromstring(Vector(10, 20, "a<b", "c", ("<g/>",)).svg(class_="chart", x=5))  # noqa: S314
    assert {"viewBox": "0 0 10 20", "role": "img", "class": "chart", "x": "5"} == node.attrib
    assert [("title", "a<b"), ("desc", "c"), ("g", None)] == [(each.tag, each.text) for each in node]
