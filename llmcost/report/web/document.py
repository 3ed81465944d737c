"""A report as one page of HTML that needs nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from llmcost.report.web.markup import element, words
from llmcost.report.web.section import further, parts
from llmcost.report.web.style import page_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.report.sheet import Sheet
    from llmcost.report.web.fragment import Fragment


_TITLE = "title"
"""Id of the heading."""


def document_text(sheet: Sheet, command: str, fragment: Fragment | None = None) -> str:
    """The page, ending in a newline; the same each time.

    Args:
        sheet: what it shows.
        command: what made it.
        fragment: a further section, and the script that it needs.
    """
    style = page_style()
    script = fragment.script if fragment else ""
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="llmcost"),
        words("title", f"{sheet.title} - llmcost {command}"),
        element("style", style),
    )
    heading = (words("p", f"llmcost {command}", class_="kind"), words("h1", sheet.title, id=_TITLE))
    last = (words("p", line) for line in (*sheet.fine_print, "Made by llmcost."))
    body = (
        _block("header", heading),
        _block("main", _main(sheet, fragment)),
        _block("footer", last),
        *([element("script", script)] if script else []),
    )
    page = element("html", "\n", _block("head", head), "\n", _block("body", body), "\n", lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _block(tag: str, inner: Iterable[str]) -> str:
    """An element around others, a line each."""
    return element(tag, *(f"\n{each}" for each in inner), "\n")


def _main(sheet: Sheet, fragment: Fragment | None) -> Iterator[str]:
    yield from parts(sheet, _TITLE)
    if fragment is not None:
        yield fragment.html
    yield from further(sheet)


def _policy(style: str, script: str) -> str:
    """What a browser lets the page do: show its own style, run its own script, and nothing else."""
    scripts = f"script-src {_digest(script)}; " if script else ""
    return f"default-src 'none'; style-src {_digest(style)}; {scripts}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
