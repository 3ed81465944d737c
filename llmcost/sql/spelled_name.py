"""The readings of a model's name, those of ``catalog.spelling``, as steps of SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.names import LONGEST
from llmcost.catalog.routing import ROUTING_SUFFIXES
from llmcost.catalog.spelling import AUTHORS, BEDROCK_AREAS, DEPLOYMENT, GATEWAYS
from llmcost.sql.counted import own
from llmcost.sql.expression import ONE, Binary, Case, Column, In, Not, Number, Text, both, call, equal, when
from llmcost.sql.model_names import BEDROCK_VERSIONS, DATED_AUTHOR
from llmcost.sql.statement import Named, Select, Star, Step, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.sql.expression import Expression

READINGS = ("plain", "plain_unrouted", "by_bedrock", "behind", "behind_unrouted", "of_any_day")
"""The columns of the last step that hold readings: the first that is in the table of known names counts."""

OPENROUTER = "openrouter"
GOOGLES = ("gemini", "models")
"""Gateways behind which the author is left out, as it is always the same."""
GOOGLE = "google/"
BEDROCK_GATEWAYS = ("bedrock", "bedrock_converse")
PLAIN_GATEWAYS = tuple(name for name in GATEWAYS if name not in {*GOOGLES, *BEDROCK_GATEWAYS})
PLACES = (
    *sorted(DEPLOYMENT),
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1", "ca-central-1"),
    *("eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"),
    *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2"),
)
"""Where a deployment may run, as it stands behind a gateway; of the regions only some."""
FIREWORKS = "accounts/fireworks/models/"
RENAMED = tuple(author for author, ours in AUTHORS.items() if author != ours)
"""Authors that have another name in ids, where only OpenRouter itself reads theirs as it stands."""
ROUTES = (*ROUTING_SUFFIXES, *(f"{suffix}:online" for suffix in ROUTING_SUFFIXES if suffix != "online"))
"""What is dropped behind the first colon, where it is all that stands there."""
BY_BEDROCK = "Bedrock:"
"""Begins the names as Bedrock spells them: as no other reading has capital letters, none can be one."""
OF_ANY_DAY = "Dated:"
"""Begins what is left of a name without its date: only models of which no date is known stand under it."""

_LONG_CONTEXT = "[1m]"
_DATES = ((".*[-@]20[0-9]{2}-[0-9]{2}-[0-9]{2}", len("-2025-04-14")), (".*[-@]20[0-9]{6}", len("-20250414")))
"""How a name with a date may look, and how long the date is."""
_DAY = (
    "20("
    "[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])|[0-9]{2}(0[13-9]|1[0-2])(29|30)|[0-9]{2}(0[13578]|1[02])31|"
    "([02468][048]|[13579][26])0229"
    ")"
)
"""The digits of a date that there is."""

_NAME, _LOWERED, _PLAIN, _GATEWAY, _REST, _MODEL, _BEHIND, _BEDROCK, _ROUTED = map(
    Column, ("name", "lowered", "plain", "gateway", "rest", "rest_model", "behind", "bedrock", "is_routed")
)
_BY_BEDROCK, _DATED, _STEM = map(Column, ("by_bedrock", "dated", "stem"))


def read_names(source: str) -> tuple[Step, ...]:
    """The steps from names to their ``READINGS``. Best taken over the different names, not over all rows.

    A reading is nothing where there is none, or where the name is longer than any that is looked at.

    Args:
        source: the step that has the names, each as ``name``.
    """
    steps: list[Step] = []
    for name, comment, columns in (
        ("names_lowered", "In small letters; no known name is longer.", _lowered()),
        ("names_plain", "Without the mark that clients put behind a long context.", _plain()),
        ("names_split", "What stands behind a gateway, and whether the end says how to route.", _split()),
        ("names_placed", "Without the place where the model runs.", _placed()),
        ("names_behind", "As they are read behind a gateway, and as Bedrock would.", _behind()),
        ("names_read", "Without the route; and for Bedrock, without the area.", _read()),
        ("names_dated", "What may end in a date; for Bedrock, without the version behind it.", _dated()),
        ("names_cut", "Without what looks like a date.", _cut()),
        ("names_undated", "Where it is one: as models are known of which no date is.", _undated()),
    ):
        steps.append(Step(own(name), Select((Star(), *columns), Table(source)), comment))
        source = own(name)
    return tuple(steps)


def _lowered() -> tuple[Named, ...]:
    short = Binary("<=", call("length", _NAME), Number(LONGEST))
    return (Named(when(short, call("lower_ascii", _NAME)), _LOWERED.name),)


def _plain() -> tuple[Named, ...]:
    is_marked = call("ends_with", _LOWERED, Text(_LONG_CONTEXT))
    cut = call("cut_end", _LOWERED, Number(len(_LONG_CONTEXT)))
    return (Named(when(is_marked, cut, _LOWERED), _PLAIN.name),)


def _split() -> tuple[Named, ...]:
    return (
        Named(_before(_PLAIN, "/"), _GATEWAY.name),
        Named(_after(_PLAIN, "/"), _REST.name),
        Named(_among(_after(_PLAIN, ":"), ROUTES), _ROUTED.name),
    )


def _placed() -> tuple[Named, ...]:
    whens = (
        (_among(_before(_REST, "/"), PLACES), _after(_REST, "/")),
        (call("begins_with", _REST, Text(FIREWORKS)), call("cut_start", _REST, Number(len(FIREWORKS)))),
    )
    return (Named(Case(whens, _REST), _MODEL.name),)


def _behind() -> tuple[Named, ...]:
    # What vendors call an author means nothing there.
    by_openrouter = both(equal(_GATEWAY, Text(OPENROUTER)), Not(_among(_before(_REST, "/"), RENAMED)))
    behind = Case(
        (
            (by_openrouter, _REST),
            (_among(_GATEWAY, GOOGLES), call("concat", Text(GOOGLE), _MODEL)),
            (_among(_GATEWAY, PLAIN_GATEWAYS), _MODEL),
        )
    )
    bedrock = when(_among(_GATEWAY, BEDROCK_GATEWAYS), _MODEL, _PLAIN)
    return (Named(behind, _BEHIND.name), Named(bedrock, _BEDROCK.name))


def _read() -> tuple[Named, ...]:
    has_area = _among(_before(_BEDROCK, "."), BEDROCK_AREAS)
    bedrock = when(has_area, _after(_BEDROCK, "."), _BEDROCK)
    return (
        Named(when(_ROUTED, _before(_PLAIN, ":")), "plain_unrouted"),
        Named(when(_ROUTED, _before(_BEHIND, ":")), "behind_unrouted"),
        Named(call("concat", Text(BY_BEDROCK), bedrock), _BY_BEDROCK.name),
    )


def _dated() -> tuple[Named, ...]:
    versions = [version for version in BEDROCK_VERSIONS[DATED_AUTHOR] if version]
    whens = (
        (call("ends_with", _BY_BEDROCK, Text(version)), call("cut_end", _BY_BEDROCK, Number(len(version))))
        for version in versions
    )
    by_bedrock = call("begins_with", _BY_BEDROCK, Text(f"{BY_BEDROCK}{DATED_AUTHOR}."))
    bare = Case(tuple(whens), _BY_BEDROCK)
    return (Named(when(by_bedrock, bare, call("coalesce", _BEHIND, _PLAIN)), _DATED.name),)


def _cut() -> tuple[Named, ...]:
    whens = (
        (call("matches", _DATED, Text(shape)), call("cut_end", _DATED, Number(length)))
        for shape, length in _DATES
    )
    return (Named(Case(tuple(whens)), _STEM.name),)


def _undated() -> tuple[Named, ...]:
    date = call("cut_start", _DATED, Binary("+", call("length", _STEM), ONE))
    is_day = call("matches", call("replace", date, Text("-"), Text("")), Text(_DAY))
    return (Named(when(is_day, call("concat", Text(OF_ANY_DAY), _STEM)), "of_any_day"),)


def _before(text: Expression, sign: str) -> Expression:
    return call("part_before", text, Text(sign))


def _after(text: Expression, sign: str) -> Expression:
    return call("part_behind", text, Text(sign))


def _among(value: Expression, options: Iterable[str]) -> Expression:
    return In(value, tuple(map(Text, options)))
