"""What definitions of tools cost on a model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.counted import Count, add_counts, up
from llmcost.tokens.model_name import claude_version, plain_id
from llmcost.tokens.reach import Reach, exactly, total

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.tokens.passage import Passages
    from llmcost.tokens.tools import Tools

_PROPERTIES, _PROPERTY, _ENUM, _VALUE, _END = 3, 3, -3, 3, 12
"""The cookbook's constants: once a function that has properties, a property, a list of values, a value in it,
and once behind all functions."""
HOSTED = Reach(350, 0, 1500)
"""A tool that the provider runs. Anthropic publishes 245 to 735 tokens for some of its own."""


class Share(NamedTuple):
    """How many tokens a definition costs of those that its JSON has, in per cent."""

    tokens: int
    low: int
    high: int


_OWN_FORMAT = Share(70, 40, 120)
"""Vendors write JSON anew, and shorter. Anthropic's example of 403 input tokens with one tool leaves 41 for
the tool, 67 % of its JSON."""
_VERBATIM = Share(100, 40, 180)
"""Templates of open models show the JSON as it is, some of them indented."""


class CookbookRule(NamedTuple):
    """OpenAI's rule for functions: a line each for it and for its properties, and constants."""

    function: int
    """Tokens a function beside its line."""
    off: int
    """How far off the sum can be, in per cent."""
    least_off: int
    """And at least by so many tokens."""


class JsonRule(NamedTuple):
    """The JSON, and what the provider says of tools in general."""

    share: Share
    auto: Reach
    """Once, where the model decides whether to call a tool."""
    forced: Reach
    """Once, where it has to."""


_CLAUDE_4 = JsonRule(_OWN_FORMAT, exactly(346), exactly(313))
_ANY_CLAUDE = JsonRule(_OWN_FORMAT, Reach(500, 250, 950), Reach(500, 250, 950))
"""Of a version for which no figure is settled, and of a name that states none."""
_RULES: tuple[tuple[str, CookbookRule | JsonRule], ...] = (
    (r"openai/gpt-(3\.5-turbo|4|4-32k)(-16k)?(-[0-9]{4})?", CookbookRule(10, 15, 8)),
    (r"openai/gpt-4o(-mini)?(-20[0-9]{2}-[0-9]{2}-[0-9]{2})?", CookbookRule(7, 15, 8)),
    (r"openai/gpt-4-.*", CookbookRule(10, 25, 16)),
    (r"openai/.*", CookbookRule(7, 25, 16)),
    (r"anthropic/claude-3-opus", JsonRule(_OWN_FORMAT, exactly(530), exactly(281))),
    (r"anthropic/claude-3-sonnet", JsonRule(_OWN_FORMAT, exactly(159), exactly(235))),
    (r"anthropic/claude-3(\.5)?-haiku(-[0-9]{8})?", JsonRule(_OWN_FORMAT, exactly(264), exactly(340))),
    (
        r"anthropic/claude-3\.5-sonnet(-[0-9]{8})?",
        JsonRule(_OWN_FORMAT, Reach(346, 294, 346), Reach(313, 261, 313)),
    ),
    (r"anthropic/claude-3\.7-sonnet", _CLAUDE_4),
    (r"google/gemini-.*", JsonRule(_OWN_FORMAT, Reach(10, 0, 60), Reach(10, 0, 60))),
)
_ANY = JsonRule(_VERBATIM, Reach(80, 0, 350), Reach(80, 0, 350))


def tool_rule_of(model: Model) -> CookbookRule | JsonRule:
    """How a model's tools are counted; all of it is an estimate.

    - OpenAI's cookbook gives a rule, and held it to the API with one tool (105 and 101 tokens). It covers
      functions whose properties have a type, a description and a list of values, no more.
    - Anthropic publishes what its hidden prompt about tools costs: of Claude 3 on "Tool use pricing and
      tokens" (of 2024, as read 2026-11), of later ones up to 4.6 in the table of tool use on "Pricing" (as
      read 2026-11): 346 tokens, or 313 where a tool must be called, from Claude 3.7 on. For later models the
      figures seen contradict each other. How definitions are written is not published.
    - Of others nothing is published.

    As of 2026-11.
    """
    name = plain_id(model)
    found = next((rule for pattern, rule in _RULES if re.fullmatch(pattern, name)), None)
    if found is not None:
        return found
    author, _, slug = name.partition("/")
    if author != "anthropic":
        return _ANY
    version = claude_version(slug)
    return _CLAUDE_4 if version is not None and (4, 0) <= version < (4, 7) else _ANY_CLAUDE


def count_tools(tools: Tools, model: Model, *, is_forced: bool = False, by_vocabulary: bool = True) -> Count:
    """The tokens that definitions of tools add to a request.

    Args:
        tools: at least one.
        model: from a catalogue.
        is_forced: whether the request demands that a tool is called.
        by_vocabulary: whether vocabularies that are installed are used.
    """
    rule = tool_rule_of(model)
    hosted = HOSTED.times(tools.hosted)
    if isinstance(rule, JsonRule):
        whole = count_share(tools.whole, rule.share, model, by_vocabulary=by_vocabulary)
        return add_counts([whole, total([rule.forced if is_forced else rule.auto, hosted])])
    lines = tools.lines.count(model, by_vocabulary=by_vocabulary)
    marks = (
        rule.function * tools.functions
        + _PROPERTIES * tools.with_properties
        + _PROPERTY * tools.properties
        + _ENUM * tools.enums
        + _VALUE * tools.values
        + _END * bool(tools.whole)
    )
    off = max(up((lines.tokens + marks) * rule.off, 100), rule.least_off) if tools.whole else 0
    low, high = max(lines.low + marks - off, 0), lines.high + marks + off
    defined = Count(lines.tokens + marks, low, high, "estimate", lines.encoding)
    rest = count_share(tools.rest, _OWN_FORMAT, model, by_vocabulary=by_vocabulary)
    return add_counts([defined, rest, total([hosted])])


def count_share(passages: Passages, share: Share, model: Model, *, by_vocabulary: bool) -> Count:
    """The tokens of JSON that is sent in another form."""
    whole = passages.count(model, by_vocabulary=by_vocabulary)
    if not whole.high:
        return whole
    tokens, low = whole.tokens * share.tokens // 100, whole.low * share.low // 100
    return Count(tokens, low, up(whole.high * share.high, 100), "estimate", whole.encoding)
