"""A chart as a vector drawing, of whichever kind it is; it stands in a page, and in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.report.figure import Chart, Curves, Scatter
from llmcost.report.web.markup import element, words

if TYPE_CHECKING:
    from llmcost.report.figure import Figure
    from llmcost.report.web.markup import Attribute

INKS = 6
"""Colours of the lines, the classes ``ink0`` and so on."""


class Vector(NamedTuple):
    """A drawing."""

    width: int
    height: int
    """In units, which are pixels at its natural size."""
    title: str
    """What it shows, in a few words."""
    description: str
    """What can be seen in it."""
    body: tuple[str, ...]
    """Its elements, escaped; styled by ``chart.css``."""

    def svg(self, **attributes: Attribute) -> str:
        """The whole as an element that is read out as an image."""
        return element(
            "svg",
            *(f"\n{each}" for each in (words("title", self.title), words("desc", self.description))),
            *(f"\n{each}" for each in self.body),
            "\n",
            viewBox=f"0 0 {self.width} {self.height}",
            role="img",
            **attributes,
        )


def draw_vector(figure: Figure, width: int) -> Vector:
    """The drawing of a figure.

    Args:
        figure: what is drawn.
        width: units, 300 or more.
    """
    if isinstance(figure, Chart):
        from llmcost.report.web.chart import draw_chart

        return draw_chart(figure, width)
    if isinstance(figure, Scatter):
        from llmcost.report.web.scatter import draw_scatter

        return draw_scatter(figure, width)
    if isinstance(figure, Curves):
        from llmcost.report.web.curves import draw_curves

        return draw_curves(figure, width)
    from llmcost.report.web.histogram import draw_histogram

    return draw_histogram(figure, width)
