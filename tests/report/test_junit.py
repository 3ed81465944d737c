from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from llmcost.report.finding import Finding
from llmcost.report.junit import junit_text

FOUND = (
    Finding(
        "over_limit",
        "error",
        "chat: over the limit per month",
        "chat costs <$5.00> & more",
        "chat",
        "llmcost.toml",
        12,
        "limit per month",
    ),
    Finding("retired", "warning", "chat: acme/one", "no longer listed", "chat", "llmcost.toml"),
    Finding("limit_kept", "pass", "chat: kept", "it is kept", "chat", "llmcost.toml", 3, "limit per day"),
    Finding("uncovered", "note", "src: acme/two", "in no scenario", "src", "src/a b.py", 7, "acme/two"),
)


def test_findings_are_test_cases_in_a_suite_for_each_file() -> None:
    assert junit_text(FOUND, {"headline": '"5" > 4', "llmcost": "1.0"}) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="llmcost check" tests="4" failures="1" errors="0" skipped="0" time="0">\n'
        '  <testsuite name="llmcost.toml" tests="3" failures="1" errors="0" skipped="0" time="0">\n'
        "    <properties>\n"
        '      <property name="headline" value="&quot;5&quot; &gt; 4"/>\n'
        '      <property name="llmcost" value="1.0"/>\n'
        "    </properties>\n"
        '    <testcase classname="chat" name="limit per month" file="llmcost.toml" line="12" time="0">\n'
        '      <failure message="chat: over the limit per month" type="over_limit">'
        "chat costs &lt;$5.00&gt; &amp; more</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="chat" name="chat: acme/one" file="llmcost.toml" time="0">\n'
        "      <system-out>warning: chat: acme/one: no longer listed</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="chat" name="limit per day" file="llmcost.toml" line="3" time="0"/>\n'
        "  </testsuite>\n"
        '  <testsuite name="src/a b.py" tests="1" failures="0" errors="0" skipped="0" time="0">\n'
        "    <properties>\n"
        '      <property name="headline" value="&quot;5&quot; &gt; 4"/>\n'
        '      <property name="llmcost" value="1.0"/>\n'
        "    </properties>\n"
        '    <testcase classname="src" name="acme/two" file="src/a b.py" line="7" time="0">\n'
        "      <system-out>note: src: acme/two: in no scenario</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_without_findings_there_is_no_suite() -> None:
    assert junit_text((), {"headline": "nothing"}) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="llmcost check" tests="0" failures="0" errors="0" skipped="0" time="0">\n'
        "</testsuites>\n"
    )


@pytest.mark.parametrize("ascii_only", [True, False])
def test_no_character_of_a_name_breaks_the_document(*, ascii_only: bool) -> None:
    name = "é日\x00\x1b\x7f\ufffe\udcff]]>\r\n\"'<&\U0001f600"
    hostile = Finding("over_limit", "error", name, name, name, name, 1)
    text = junit_text([hostile], {name: name}, ascii_only=ascii_only)
    case = next(ET.fromstring(text.encode()).iter("testcase"))  # noqa: S314 - our own
    expected = "é日\\x00\\x1b\\x7f\\ufffe\\udcff]]>\\r\\n\"'<&\U0001f600"
    assert [expected] * 3 == [case.attrib["name"], case[0].attrib["message"], case[0].text]
    assert ascii_only is text.isascii()
