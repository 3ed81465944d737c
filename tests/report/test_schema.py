from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from contract import strict
from jsonschema import Draft202012Validator

import llmcost
from llmcost.catalog.price import RATE_NAMES, TOKEN_CLASSES
from llmcost.errors import LlmcostError
from llmcost.report.schema import schema_text


def schema() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(schema_text())
    return parsed


def concrete(error: type[LlmcostError]) -> set[type[LlmcostError]]:
    children = error.__subclasses__()
    return set().union(*map(concrete, children)) | ({error} if error.__bases__[0] is not Exception else set())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_rate_and_every_token_class_has_its_place() -> None:
    properties = schema()["$defs"]["estimated_model"]["properties"]
    assert (
        set(RATE_NAMES),
        {*RATE_NAMES, "markup"},
        {*TOKEN_CLASSES, "web_search"},
    ) == (
        set(properties["rates"]["properties"]),
        set(properties["components"]["properties"]),
        set(properties["tokens"]["properties"]),
    )


def test_every_error_code_that_is_raised_is_listed() -> None:
    listed = set(schema()["$defs"]["error"]["properties"]["error"]["properties"]["code"]["examples"])
    assert {error.code for error in concrete(LlmcostError)} - {"price"} | {"bug"} == listed


def test_every_code_of_a_remark_that_the_source_makes_is_an_example() -> None:
    folder = Path(llmcost.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    made = {code for text in texts for code in re.findall(r'\bNote\(\s*"(\w+)"', text)}
    assert made == set(schema()["$defs"]["note"]["properties"]["code"]["examples"])


def test_later_versions_may_add_keys_to_any_object() -> None:
    assert "additionalProperties" not in schema_text()


def test_the_strict_copy_has_no_room_for_further_keys() -> None:
    objects = schema_text().count('"properties": {')
    assert objects == json.dumps(strict(schema())).count('"additionalProperties": false')
