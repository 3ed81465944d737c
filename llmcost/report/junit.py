"""Findings as JUnit XML, which GitLab, Jenkins and most others show as tests."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from llmcost.report.finding import Finding


def junit_text(
    findings: Iterable[Finding], properties: Mapping[str, str], *, ascii_only: bool = False
) -> str:
    """A test suite for each file, a test case for each finding; no time in it, so that two runs are the same.

    What fails the check is a failure, also what could not be judged: a gate passes on nothing that it has
    not seen. Warnings and notes pass, with their text as output.

    Args:
        findings: of a check.
        properties: facts of the run, for each suite.
        ascii_only: whether everything else is written as character references.
    """
    suites: dict[str, list[Finding]] = {}
    for each in findings:
        suites.setdefault(each.file, []).append(each)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    every = [each for cases in suites.values() for each in cases]
    lines.append(f"<testsuites{_attributes({'name': 'llmcost check', **_counts(every)})}>")
    for file, cases in suites.items():
        lines += _suite(file, cases, properties)
    lines.append("</testsuites>")
    text = "\n".join(lines) + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else text


def _counts(findings: list[Finding]) -> dict[str, str]:
    failed = sum(each.level == "error" for each in findings)
    counts = {"tests": len(findings), "failures": failed, "errors": 0, "skipped": 0, "time": 0}
    return {name: str(count) for name, count in counts.items()}


def _suite(file: str, findings: list[Finding], properties: Mapping[str, str]) -> Iterator[str]:
    yield f"  <testsuite{_attributes({'name': file, **_counts(findings)})}>"
    yield "    <properties>"
    for name, value in properties.items():
        yield f"      <property{_attributes({'name': name, 'value': value})}/>"
    yield "    </properties>"
    for each in findings:
        yield from _case(each)
    yield "  </testsuite>"


def _case(finding: Finding) -> Iterator[str]:
    place = {"file": finding.file} | ({} if finding.line is None else {"line": str(finding.line)})
    case = _attributes({"classname": finding.group, "name": finding.name, **place, "time": "0"})
    if finding.level == "pass":
        yield f"    <testcase{case}/>"
        return
    yield f"    <testcase{case}>"
    if finding.level == "error":
        stated = _attributes({"message": finding.title, "type": finding.code})
        yield f"      <failure{stated}>{_escape(finding.message)}</failure>"
    else:
        told = f"{finding.level}: {finding.title}: {finding.message}"
        yield f"      <system-out>{_escape(told)}</system-out>"
    yield "    </testcase>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_escape(value)}"' for name, value in values.items())


def _escape(text: str) -> str:
    # Spelled out first: XML has no way at all to hold most control characters.
    return escape(printable(text))
