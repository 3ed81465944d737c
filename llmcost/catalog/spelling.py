"""How other gateways and clients spell a model's name, and what OpenRouter calls the same model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

GATEWAYS = {
    "azure": "Azure",
    "azure_ai": "Azure",
    "bedrock": "Amazon Bedrock",
    "bedrock_converse": "Amazon Bedrock",
    "vertex_ai": "Google Vertex AI",
    "vertex_ai_beta": "Google Vertex AI",
    "gemini": "the Gemini API",
    "models": "the Gemini API",
    "github": "GitHub Models",
    "groq": "Groq",
    "together_ai": "Together AI",
    "together": "Together AI",
    "fireworks_ai": "Fireworks AI",
    "deepinfra": "DeepInfra",
    "cerebras": "Cerebras",
    "sambanova": "SambaNova",
    "vercel_ai_gateway": "Vercel AI Gateway",
    "databricks": "Databricks",
}
"""First part of a name -> whose price list it belongs to. LiteLLM's and the vendors' own spellings."""

AUTHORS = {
    "ai21": "ai21",
    "amazon": "amazon",
    "anthropic": "anthropic",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "meta": "meta-llama",
    "minimax": "minimax",
    "mistral": "mistralai",
    "moonshot": "moonshotai",
    "moonshotai": "moonshotai",
    "nvidia": "nvidia",
    "openai": "openai",
    "qwen": "qwen",
    "writer": "writer",
    "xai": "x-ai",
    "zai": "z-ai",
}
"""How Bedrock and LiteLLM name an author -> the author in OpenRouter's ids."""

# Bedrock puts regions that share capacity before the author, and versions behind the model:
# https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
BEDROCK_AREAS = ("us", "us-gov", "eu", "apac", "ap", "jp", "au", "ca", "global")
BEDROCK = rf"(?a)(?:(?:{'|'.join(BEDROCK_AREAS)})\.)?(?P<author>[a-z0-9]+)\.(?P<slug>[a-z][^/]*)"
_BEDROCK_VERSION = r"(?a)(?P<slug>.+?)-v[0-9]+(?::[0-9]+k?)*"
_AT_DATE = r"(?a)@20[0-9]{6}(?::|$)"
BEDROCK_SIZE = r"(?a)(?::[0-9]+k?)+$"
DEPLOYMENT = frozenset({"us", "eu", "global", "global-standard", "converse", "invoke"})
REGION = r"(?a)[a-z]{2}(?:-gov)?-[a-z]+-[0-9]"


class Spelling(NamedTuple):
    """One reading of a name."""

    slug: str
    """``author/slug`` or a bare slug, with an optional ``:variant``."""
    notes: tuple[Note, ...]


def spellings(name: str) -> Iterator[Spelling]:
    """Every reading of a lower-case name, the plainest first.

    Args:
        name: as typed or logged, such as ``us.anthropic.claude-sonnet-4-5-20250929-v1:0``.
    """
    name = name.removesuffix("[1m]")
    # Only Vertex AI puts a date behind an @.
    yield Spelling(name, (_list_price("Google Vertex AI"),) if re.search(_AT_DATE, name) else ())
    if name.startswith("openrouter/"):
        yield Spelling(name.removeprefix("openrouter/"), ())
        return
    first, slash, rest = name.partition("/")
    if slash and first in GATEWAYS:
        yield from _behind_gateway(first, rest)
    elif slash and AUTHORS.get(first, first) != first:
        yield Spelling(f"{AUTHORS[first]}/{rest}", (_list_price(f"the API behind {first}/"),))
    elif "/publishers/" in f"/{name}" and "/models/" in name:
        author, _, slug = f"/{name}".partition("/publishers/")[2].partition("/models/")
        yield Spelling(f"{AUTHORS.get(author, author)}/{slug}", (_list_price("Google Vertex AI"),))
    elif name.startswith("arn:aws"):
        yield from _bedrock(name.rpartition("/")[2])
    else:
        yield from _bedrock(name)


def _behind_gateway(gateway: str, rest: str) -> Iterator[Spelling]:
    parts = rest.split("/")
    while len(parts) > 1 and (parts[0] in DEPLOYMENT or re.fullmatch(REGION, parts[0])):
        parts = parts[1:]
    if parts[:1] == ["accounts"] and "models" in parts:
        parts = parts[parts.index("models") + 1 :]
    rest = "/".join(parts)
    note = _list_price(GATEWAYS[gateway])
    if gateway in {"models", "gemini"}:
        yield Spelling(f"google/{rest}", (note,))
        return
    if gateway.startswith("bedrock"):
        yield from _bedrock(rest)
    author, slash, slug = rest.partition("/")
    yield Spelling(rest, (note,))
    if slash and author in AUTHORS:
        yield Spelling(f"{AUTHORS[author]}/{slug}", (note,))


def _bedrock(name: str) -> Iterator[Spelling]:
    match = re.fullmatch(BEDROCK, name)
    if match is None or match["author"] not in AUTHORS:
        return
    author, slug = AUTHORS[match["author"]], match["slug"]
    note = _list_price("Amazon Bedrock")
    version = re.fullmatch(_BEDROCK_VERSION, slug)
    # amazon.nova-pro-v1:0 keeps its -v1 upstream, Claude's -v1:0 goes.
    yield Spelling(f"{author}/{re.sub(BEDROCK_SIZE, '', slug)}", (note,))
    if version is not None:
        yield Spelling(f"{author}/{version['slug']}", (note,))


def _list_price(gateway: str) -> Note:
    return Note("list_price", f"OpenRouter's list price; {gateway} has a price list of its own")
