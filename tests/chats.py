"""Chats for tests: those that vendors publish with the tokens that their APIs counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from llmcost.tokens.conversation import read_conversation

if TYPE_CHECKING:
    from llmcost.tokens.conversation import Conversation

JARGON = [
    {
        "role": "system",
        "content": "You are a helpful, pattern-following assistant that translates corporate jargon into "
        "plain English.",
    },
    {"role": "system", "name": "example_user", "content": "New synergies will help drive top-line growth."},
    {
        "role": "system",
        "name": "example_assistant",
        "content": "Things working well together will increase revenue.",
    },
    {
        "role": "system",
        "name": "example_user",
        "content": "Let's circle back when we have more bandwidth to touch base on opportunities for "
        "increased leverage.",
    },
    {
        "role": "system",
        "name": "example_assistant",
        "content": "Let's talk later when we're less busy about how to do better.",
    },
    {
        "role": "user",
        "content": "This late pivot means we don't have time to boil the ocean for the client deliverable.",
    },
]
"""127 tokens on gpt-3.5-turbo-0301, 129 on gpt-3.5-turbo and gpt-4, 124 on gpt-4o and gpt-4o-mini."""

WEATHER_FUNCTION: dict[str, Any] = {
    "name": "get_current_weather",
    "description": "Get the current weather in a given location",
    "parameters": {
        "type": "object",
        "properties": {
            "location": {"type": "string", "description": "The city and state, e.g. San Francisco, CA"},
            "unit": {
                "type": "string",
                "description": "The unit of temperature to return",
                "enum": ["celsius", "fahrenheit"],
            },
        },
        "required": ["location"],
    },
}

WEATHER: dict[str, Any] = {
    "tools": [{"type": "function", "function": WEATHER_FUNCTION}],
    "messages": [
        {
            "role": "system",
            "content": "You are a helpful assistant that can answer to questions about the weather.",
        },
        {"role": "user", "content": "What's the weather like in San Francisco?"},
    ],
}
"""105 tokens on gpt-3.5-turbo and gpt-4, 101 on gpt-4o and gpt-4o-mini."""

CLAUDES_WEATHER: dict[str, Any] = {
    "tools": [
        {
            "name": "get_weather",
            "description": "Get the current weather in a given location",
            "input_schema": {
                "type": "object",
                "properties": {
                    "location": {
                        "type": "string",
                        "description": "The city and state, e.g. San Francisco, CA",
                    }
                },
                "required": ["location"],
            },
        }
    ],
    "messages": [{"role": "user", "content": "What's the weather like in San Francisco?"}],
}
"""403 tokens on Claude 4, by Anthropic's page about counting tokens."""


def chat(document: Any) -> Conversation:
    """The chat that a document holds."""
    return read_conversation(json.dumps(document).encode(), "chat.json")


def said(content: Any, role: str = "user") -> Conversation:
    """A chat of one message."""
    return chat([{"role": role, "content": content}])
