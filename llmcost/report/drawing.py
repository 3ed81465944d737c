"""What stands below a table as a drawing out of characters, of whichever kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from llmcost.report.figure import Chart, Curves, Scatter

if TYPE_CHECKING:
    from llmcost.report.figure import Figure

WIDTH = 72
"""Columns of a drawing that has no terminal to fill."""


class Span(NamedTuple):
    """A stretch of one line of a drawing."""

    text: str
    line: int | None = None
    """The line of the chart, counted from 0, whose colour it has; None: none."""


class Drawer(Protocol):
    """What draws a figure out of characters, as `draw` does."""

    def __call__(self, chart: Figure, width: int, /, *, unicode: bool) -> list[tuple[Span, ...]]:
        """The lines of the drawing."""
        ...


def draw(chart: Figure, width: int, *, unicode: bool) -> list[tuple[Span, ...]]:
    """The lines of the drawing, none wider than ``width`` unless that is hardly any.

    Args:
        chart: what is drawn.
        width: columns.
        unicode: whether it may be drawn with block and box characters.
    """
    if isinstance(chart, Chart):
        from llmcost.report.chart import draw_chart

        return draw_chart(chart, width, unicode=unicode)
    if isinstance(chart, Scatter):
        from llmcost.report.scatter import draw_scatter

        return draw_scatter(chart, width, unicode=unicode)
    if isinstance(chart, Curves):
        from llmcost.report.curves import draw_curves

        return draw_curves(chart, width, unicode=unicode)
    from llmcost.report.histogram import draw_histogram

    return draw_histogram(chart, width, unicode=unicode)
