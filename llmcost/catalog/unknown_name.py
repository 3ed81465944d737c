"""What is said of a name that no model has."""

from __future__ import annotations

from llmcost.errors import UnknownModelError

_LONGEST = 80
_PAIR = 2
_MANY = 3
"""More that begin alike are looked through in a list, rather than told by the first ones."""


def unknown_model(
    name: str, suggestions: tuple[str, ...], place: str = "", *, begun: int = 0
) -> UnknownModelError:
    """The error for a name that no model has.

    Args:
        name: as it was written.
        suggestions: known names that look like it; told, never acted on.
        place: where it was written, ahead of the message; empty for the command line.
        begun: how many models of today begin with it.
    """
    if not name.strip():
        return UnknownModelError("the model's name is empty", hint="name one like openai/gpt-4.1-mini")
    if begun > _MANY:
        # It is the beginning of ids, and so made of characters that no shell minds.
        hint = f"{begun:,} models begin with it, see `llmcost models {name}`"
    elif suggestions:
        hint = f"did you mean {_any_of(suggestions)}?"
    else:
        hint = "name it like openai/gpt-4.1-mini; `llmcost models WORD` looks for one"
    return UnknownModelError(f"{place}no model {_shown(name)}", suggestions=suggestions, hint=hint)


def _shown(name: str) -> str:
    """The name as it can safely stand in a message."""
    return repr(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}...")


def _any_of(names: tuple[str, ...]) -> str:
    if len(names) <= _PAIR:
        return " or ".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"
