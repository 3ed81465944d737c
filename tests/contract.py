"""What the JSON Schema promises, held to strictly: a key that the schema doesn't know fails a test."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from llmcost.report.schema import schema_text


def strict(schema: Any) -> Any:
    """The schema with no room for further keys, which it leaves to later versions."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {}
    return {key: strict(value) for key, value in schema.items()} | closed


VALIDATOR = Draft202012Validator(
    strict(json.loads(schema_text())), format_checker=Draft202012Validator.FORMAT_CHECKER
)
