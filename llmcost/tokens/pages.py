"""The tokens of the pages of a PDF on a model: always an estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.counted import Count
from llmcost.errors import UnpricedError
from llmcost.tokens.vision import ruled_for
from llmcost.tokens.vision_rules import Allotment, Crops, Readings, Size

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.tokens.vision_rules import Rule

_TEXT = Count(1_500, 0, 3_000, "estimate")
"""Of a page: none where it is a scan, else "typically 1,500 to 3,000" (Anthropic, "PDF support", as read
2026-11). OpenAI sends the text as well and states no figure."""

_RENDERED = Size(918, 1188), Size(612, 792), Size(1700, 2200)
"""A letter page in pixels at 108 dots per inch, at the least that is usual (72) and at the most (200). The
size at which a vendor renders a page is not published."""

_CROPPED = Count(258, 256, 3_258, "estimate")
"""Gemini before 3: a page is 258 tokens ("Document processing", as read 2026-11), or 256 and its text ("Media
resolution")."""

_ALLOTTED = Count(560, 258, 560, "estimate")
"""Gemini 3: 258 by the one page, by the other 560, its text included."""


def count_pages(pages: int, model: Model) -> Count:
    """The tokens of that many pages of a PDF, 0 or more.

    Raises:
        UnpricedError: for a model that reads no documents, or for which no rule is known.
    """
    ruled = ruled_for(model, "PDF files", {"image", "file"})
    if ruled is None:
        raise UnpricedError(
            f"no rule is known for how many tokens a page of a PDF is on {model.id}",
            reason="no_page_rule",
            hint="count its text with --file, and give the tokens of its pictures with --image-input",
        )
    page = _page(ruled.rule)
    return page._replace(tokens=pages * page.tokens, low=pages * page.low, high=pages * page.high)


def _page(rule: Rule) -> Count:
    if isinstance(rule, Crops):
        return _CROPPED
    if isinstance(rule, Allotment):
        return _ALLOTTED
    if isinstance(rule, Readings):
        newer, older = map(_page, rule)
        return newer._replace(low=min(newer.low, older.low), high=max(newer.high, older.high))
    usual, least, most = (rule.reckon(size, next(iter(rule.details), "auto")) for size in _RENDERED)
    return Count(_TEXT.tokens + usual.tokens, _TEXT.low + least.low, _TEXT.high + most.high, "estimate")
