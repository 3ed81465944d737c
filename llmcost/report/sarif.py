"""Findings as SARIF 2.1.0, the format of code scanning."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from llmcost.cost.cap import WARN_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.report.finding import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "llmcost/v1"
"""What our fingerprints are called; another way to make them needs another number."""

_DIGITS = 32


class Rule(NamedTuple):
    """What a code means."""

    meaning: str
    remedy: str


RULES = {
    "over_limit": Rule(
        "A cost is above the limit that the workload file states for it.",
        "Use a cheaper model (--suggest names some) or fewer tokens, or raise the limit.",
    ),
    "near_limit": Rule(
        f"A cost has come to {WARN_FROM.scaleb(2):f} % or more of its limit.",
        "Nothing fails yet; look at what made it grow.",
    ),
    "not_judged": Rule(
        "There was nothing to hold to a limit, so that it can't be taken for kept.",
        "Price every scenario; for a limit of growth give --against or --baseline, and a new name to a "
        "scenario that got or lost its period.",
    ),
    "new": Rule(
        "What has a limit of growth was not there before, or had no price.",
        "Nothing fails; it is compared from the next time on.",
    ),
    "limit_loosened": Rule(
        "A limit was raised or taken out.", "Nothing fails; whoever reviews the change should know of it."
    ),
    "prices_repinned": Rule(
        "The day that prices are pinned to was set, moved or dropped.",
        "Nothing fails; whoever reviews the change should know that its costs are of another day.",
    ),
    "unknown_model": Rule("No model has this name.", "Write one of the names that `llmcost models` finds."),
    "ambiguous_model": Rule("Several models have this name.", "Write the id in full."),
    "retired": Rule(
        "A model is no longer listed upstream.", "Move to another one before its provider ends it."
    ),
    "expires": Rule("Upstream announced the end of a model.", "Move to another one until then."),
    "over_context": Rule(
        "A request is larger than the context window of its model.",
        "Send less, or use a model with a larger one.",
    ),
    "over_max_output": Rule(
        "An answer is longer than its model writes.", "Ask for less, or use a model that writes more."
    ),
    "modality": Rule(
        "A model is not listed to take or give this kind of token.",
        "Use one that does; --suggest names some.",
    ),
    "uncovered": Rule(
        "A model is named in the code, but in no scenario.",
        "Write a scenario for it, so that its cost is known.",
    ),
    "nothing_read": Rule(
        "No file was read, so that nothing could be found.", "Give the path of code in --scan."
    ),
    "unread": Rule(
        "A file or folder can't be read, so that nobody knows which models it names.",
        "Let whoever runs the scan read it, or keep it out of the repository.",
    ),
    "not_exact": Rule(
        "Tokens can only be estimated, which --exact refuses.",
        "Use a model whose encoding is published, or leave out --exact.",
    ),
    "part_of_input": Rule(
        "A part of the input is more than what its files and its tokens come to.",
        "Mend the part, or state it as a share.",
    ),
    "project_price": Rule(
        "A price that the project overrides itself was refused.",
        "Take the override out of the project's file.",
    ),
    "project_alias": Rule(
        "An alias of the project itself was refused.", "Take the alias out of the project's file."
    ),
}
"""Code of a finding -> its rule. Codes that say why there is no price fall back to ``UNPRICED``."""

UNPRICED = Rule("A scenario can't be priced.", "Use a model whose price for this is known.")


def sarif_payload(findings: Iterable[Finding], version: str) -> dict[str, Any]:
    """One run of the tool, ready for ``to_json``; what passed is no result.

    Args:
        findings: of a check.
        version: of the program.
    """
    told = [each for each in findings if each.level != "pass"]
    codes = list(dict.fromkeys(each.code for each in told))
    seen: Counter[tuple[str, ...]] = Counter()
    results = []
    for each in told:
        identity = (each.code, each.file, each.group, each.name)
        seen[identity] += 1
        results.append(_result(each, codes.index(each.code), _fingerprint(*identity, str(seen[identity]))))
    driver = {"name": "llmcost", "version": version, "rules": [_rule(code) for code in codes]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _rule(code: str) -> dict[str, Any]:
    rule = RULES.get(code, UNPRICED)
    return {
        "id": code,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": f"{rule.meaning} {rule.remedy}"},
        "help": {"text": rule.remedy},
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _address(finding.file)}
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": f"{finding.title}: {finding.message}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _address(file: str) -> dict[str, str]:
    """A file as an address, not a path: a space or a # in its name would end or split it."""
    address = quote(file, errors="surrogateescape")
    if address.startswith("/"):
        return {"uri": f"file://{address}"}
    return {"uri": address, "uriBaseId": "%SRCROOT%"}


def _fingerprint(*identity: str) -> str:
    """The same for the same finding of the next run, on whatever line: neither line nor figures go in."""
    text = "\0".join(identity)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
