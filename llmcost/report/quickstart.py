"""Snippets that call a model on OpenRouter, and run as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.errors import UsageError
from llmcost.report.call import OPENROUTER, Call
from llmcost.report.javascript_snippet import javascript_snippet
from llmcost.report.python_snippet import python_snippet
from llmcost.report.shell_snippet import curl_snippet, llm_snippet

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

_SNIPPETS = {
    "python": python_snippet,
    "javascript": javascript_snippet,
    "curl": curl_snippet,
    "llm": llm_snippet,
}

LANGUAGES = tuple(_SNIPPETS)


def quickstart(model: Model, language: str, *, vision: bool = False, base_url: str = OPENROUTER) -> str:
    """The text of a program that asks the model one question, and prints the answer and what was used.

    It takes the key from OPENROUTER_API_KEY, and needs nothing to be installed but the language itself.
    Whatever is in the id or the URL is data in it.

    Args:
        model: which is called.
        language: one of ``LANGUAGES``.
        vision: whether the question is about a picture.
        base_url: of OpenRouter's API or a mirror of it.

    Raises:
        UsageError: for a model that can't be called so, a picture for one that reads none, a mirror for
            ``llm``, or another language.
    """
    if language not in _SNIPPETS:
        raise UsageError(f"no snippet is written in {language!r}", hint=f"known are {', '.join(LANGUAGES)}")
    _check_callable(model)
    if vision and "image" not in model.input:
        reads = f"it reads {', '.join(model.input)}" if model.input else "what it reads is not known"
        raise UsageError(
            f"--vision: {model.id} is not known to read pictures: {reads}",
            hint="leave --vision out, or see llmcost models --with image",
        )
    # A router that may pass a request on to a model that draws is asked for text.
    draws = "image" in model.output and model.current.price is not None
    call = Call(model.id, base_url.rstrip("/"), vision, draws)
    if language == "llm":
        _check_plugin(call)
    return _SNIPPETS[language](call)


def _check_callable(model: Model) -> None:
    if model.retired is not None:
        raise UsageError(
            f"{model.id} can't be called: it has not been listed since {model.retired}",
            hint=f"llmcost show {model.id} names its siblings",
        )
    if model.variant == "batch":
        base = model.id.removesuffix(":batch")
        raise UsageError(
            f"{model.id} can't be called: it is the price of {base} in batches",
            hint=f"ask for a snippet that calls {base}",
        )
    if "audio" in model.output:
        raise UsageError(
            f"no snippet calls {model.id}: it answers in audio, which OpenRouter only streams",
            hint="see https://openrouter.ai/docs/guides/overview/multimodal/audio",
        )


def _check_plugin(call: Call) -> None:
    """What llm's plugin for OpenRouter can't do."""
    if call.is_mirror:
        raise UsageError(
            f"llm can't ask {call.base_url}: its plugin knows openrouter.ai alone",
            hint="take python, javascript or curl, or leave the mirror out",
        )
    if call.draws:
        raise UsageError(
            f"llm can't keep the pictures that {call.model_id} answers with",
            hint="take python, javascript or curl",
        )
