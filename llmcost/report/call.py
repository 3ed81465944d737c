"""The call that a snippet makes: which model it asks, where, and for what."""

from __future__ import annotations

from json import dumps
from typing import Any, NamedTuple

KEYS = "OPENROUTER_API_KEY is not set; keys are made at https://openrouter.ai/keys"
"""What a snippet says that has no key."""

NO_ANSWER = "that is no answer of a model:"
"""What a snippet says above anything else than an answer."""

OPENROUTER = "https://openrouter.ai/api/v1"
"""Where OpenRouter answers."""

PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsAtx/ZMZxgi+hcEKLNO+FgEBAQEBAQEBAQEB"
    "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQGBywKqxUDxqh7TUQAAAABJRU5ErkJggg=="
)
"""A red square of 64 by 64 pixels as PNG in base64: some models refuse smaller ones."""

PICTURE_URL = f"data:image/png;base64,{PICTURE}"


class Call(NamedTuple):
    """What is asked, and of whom."""

    model_id: str
    base_url: str
    """Of the API, without a slash at its end."""
    vision: bool = False
    """Whether a picture is asked about."""
    draws: bool = False
    """Whether a picture is asked for."""

    @property
    def url(self) -> str:
        """Where chats are answered."""
        return f"{self.base_url}/chat/completions"

    @property
    def is_mirror(self) -> bool:
        """Whether it is not OpenRouter itself that gets the key."""
        return self.base_url != OPENROUTER

    @property
    def prompt(self) -> str:
        """What is asked. In letters that need no quoting in any language."""
        if self.draws:
            return "Draw the same in blue." if self.vision else "Draw a lighthouse at night."
        return "Which colour is this picture?" if self.vision else "Say hello in three languages."

    def quoted(self, comment: str) -> dict[str, str]:
        """What a program says of the call, in quotes of JSON: Python and JavaScript read them as the same.

        Args:
            comment: what a comment begins with in its language.
        """
        return {
            "mirror": f"\n{comment} The key is sent to a mirror of OpenRouter." if self.is_mirror else "",
            "keys": dumps(KEYS),
            "model": dumps(self.model_id),
            "url": dumps(self.url),
            "no_answer": NO_ANSWER,
        }

    def body(self) -> dict[str, Any]:
        """What is sent, as JSON."""
        content: Any = self.prompt
        if self.vision:
            picture = {"type": "image_url", "image_url": {"url": PICTURE_URL}}
            content = [{"type": "text", "text": self.prompt}, picture]
        drawing = {"modalities": ["image", "text"]} if self.draws else {}
        return {
            "model": self.model_id,
            "messages": [{"role": "user", "content": content}],
            **drawing,
            "usage": {"include": True},
        }
