from __future__ import annotations

from llmcost.report.finding import Finding
from llmcost.report.json_text import to_json
from llmcost.report.sarif import FINGERPRINT, RULES, sarif_payload

OVER = Finding(
    "over_limit",
    "error",
    "chat: over the limit per month",
    "chat costs $5.00",
    "chat",
    "my app/llm#cost:é.toml",
    12,
    "limit per month",
)
UNPRICED = Finding("varies", "error", "bot: no price", "it varies", "bot", "llmcost.toml")
RETIRED = Finding("retired", "warning", "chat: acme/one", "no longer listed", "chat", "llmcost.toml", 3)
PASSED = Finding("limit_kept", "pass", "chat: within the limit", "kept", "chat", "llmcost.toml", 4)


def fingerprints(*findings: Finding) -> list[str]:
    (run,) = sarif_payload(findings, "1.0")["runs"]
    return [result["partialFingerprints"][FINGERPRINT] for result in run["results"]]


def test_findings_but_passes_are_results_of_one_run() -> None:
    assert (
        to_json(sarif_payload([OVER, UNPRICED, PASSED], "1.0"))
        == """\
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "llmcost",
          "version": "1.0",
          "rules": [
            {
              "id": "over_limit",
              "shortDescription": {
                "text": "A cost is above the limit that the workload file states for it."
              },
              "fullDescription": {
                "text": "A cost is above the limit that the workload file states for it. Use a cheaper model \
(--suggest names some) or fewer tokens, or raise the limit."
              },
              "help": {
                "text": "Use a cheaper model (--suggest names some) or fewer tokens, or raise the limit."
              }
            },
            {
              "id": "varies",
              "shortDescription": {
                "text": "A scenario can't be priced."
              },
              "fullDescription": {
                "text": "A scenario can't be priced. Use a model whose price for this is known."
              },
              "help": {
                "text": "Use a model whose price for this is known."
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "over_limit",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "chat: over the limit per month: chat costs $5.00"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "my%20app/llm%23cost%3A%C3%A9.toml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 12
                }
              }
            }
          ],
          "partialFingerprints": {
            "llmcost/v1": "b09f39d943556dcba35739296195a7a2"
          }
        },
        {
          "ruleId": "varies",
          "ruleIndex": 1,
          "level": "error",
          "message": {
            "text": "bot: no price: it varies"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "llmcost.toml",
                  "uriBaseId": "%SRCROOT%"
                }
              }
            }
          ],
          "partialFingerprints": {
            "llmcost/v1": "ca6baabe7de74f526abfe35bb8735111"
          }
        }
      ]
    }
  ]
}
"""
    )


def test_results_of_one_rule_share_it() -> None:
    (run,) = sarif_payload([RETIRED, OVER, RETIRED], "1.0")["runs"]
    assert ["retired", "over_limit"] == [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [0, 1, 0] == [result["ruleIndex"] for result in run["results"]]
    assert ["warning", "error", "warning"] == [result["level"] for result in run["results"]]


def test_a_fingerprint_is_of_what_was_found_and_not_of_where_or_how_much() -> None:
    moved = OVER._replace(line=99, message="chat costs $6.00", title="chat: far over")
    assert fingerprints(OVER) == fingerprints(moved)
    others = [
        OVER._replace(group="bot"),
        OVER._replace(subject="limit per day"),
        OVER._replace(code="near_limit"),
        OVER._replace(file="other.toml"),
    ]
    assert 5 == len({*fingerprints(OVER, *others)})


def test_two_of_the_same_kind_are_told_from_each_other() -> None:
    assert 2 == len({*fingerprints(RETIRED, RETIRED._replace(line=9))})


def test_what_is_no_text_has_a_fingerprint_too() -> None:
    assert 1 == len(fingerprints(OVER._replace(group="\udcff")))


def test_a_file_outside_of_the_repository_has_a_whole_address() -> None:
    (run,) = sarif_payload([OVER._replace(file="/tmp/a b\udcff.toml")], "1.0")["runs"]  # noqa: S108 - never opened
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert {"uri": "file:///tmp/a%20b%FF.toml"} == place


def test_each_rule_is_sentences() -> None:
    texts = [text for rule in RULES.values() for text in rule]
    assert [] == [text for text in texts if not text.endswith(".") or not text[0].isupper()]


def test_a_limit_is_near_from_where_it_is_warned_of() -> None:
    assert RULES["near_limit"].meaning == "A cost has come to 80 % or more of its limit."
