"""What is published of models' encodings, author by author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.tokens.encoding import UNKNOWN, Encoding, with_vocabulary
from llmcost.tokens.model_name import claude_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    Table = tuple[tuple[re.Pattern[str], Encoding], ...]


def _table(rows: Mapping[str, Encoding]) -> Table:
    return tuple((re.compile(names), encoding) for names, encoding in rows.items())


_O200K = with_vocabulary("o200k_base", "exact")
_CL100K = with_vocabulary("cl100k_base", "exact")

_OPENAI = _table(
    {
        r"o[13](?:-.+)?|o4-mini(?:-.+)?": _O200K,
        r"gpt-5(?:[.-].+)?|gpt-4\.5-.+|gpt-4\.1(?:-.+)?|gpt-4o(?:-.+)?|chatgpt-4o-.+": _O200K,
        # The tokens of text are those of o200k_base: it differs in marks only, which are counted as text.
        r"gpt-oss-.+": _O200K._replace(name="o200k_harmony"),
        r"gpt-4(?:-.+)?|gpt-3\.5(?:-turbo(?:-.+)?)?|(?:davinci|babbage)-002": _CL100K,
        r"text-embedding-(?:ada-002|3-small|3-large)": _CL100K,
        r"(?:text|code)-davinci-00[123]": UNKNOWN,
        # In no published table.
        r"(?:gpt|codex)-.+|o\d+(?:-.+)?": with_vocabulary("o200k_base"),
    }
)
"""By OpenAI's own table, of tiktoken 0.14.0 (tiktoken/model.py, read 2026-11-23). A prefix of it ends where a
part of the name does, so that ``gpt-4`` is not ``gpt-4o``."""

_NEWER = (4, 7)


def claude_encoding(slug: str, *, is_alias: bool) -> Encoding:
    """The encoding of a Claude.

    No vocabulary is published. Anthropic's pricing page, read 2026-11-22: Claude 4.7 and later have a newer
    tokenizer than those before. Claude 2 and older had others again, for which no weights were fitted.

    Args:
        slug: the id behind the slash, without a variant.
        is_alias: whether it names whatever is the latest; it may have either of the two.
    """
    version = claude_version(slug)
    if version is None:
        return Encoding("claude", "estimate", None, "claude") if is_alias else UNKNOWN
    if version < _NEWER:
        return Encoding("claude", "estimate", None, "claude_v3")
    return Encoding("claude-4.7", "estimate", None, "claude_v47")


_GOOGLE = _table(
    {
        r"gemini-2\.0-flash(?:-lite)?(?:-001)?|gemini-2\.5-(?:pro|flash|flash-lite)": with_vocabulary(
            "gemma3", "vocab"
        ),
        # Without a date they stood for the previews of 06-05 and of 04-17.
        r"gemini-2\.5-pro-(?:preview(?:-05-06|-06-05)?|exp-03-25)": with_vocabulary("gemma3", "vocab"),
        r"gemini-2\.5-flash-(?:preview(?:-04-17|-05-20)?|lite-preview-06-17)": with_vocabulary(
            "gemma3", "vocab"
        ),
        r"gemini-3-(?:pro|flash)-preview": with_vocabulary("gemma3", "vocab"),
        r"gemini-3\.5-flash|gemini-3\.1-(?:flash-lite|pro-preview)": with_vocabulary("gemma4", "vocab"),
        # Not in the table.
        r"gemini-(?:3\.[1-9]|[4-9]).*": with_vocabulary("gemma4"),
        r"gemini-.+": with_vocabulary("gemma3"),
        r"gemma-3-\d+b-it": with_vocabulary("gemma3", "exact"),
        # The copy of this vocabulary was not compared with the one that is published.
        r"gemma-4-.+": with_vocabulary("gemma4", "vocab"),
        r"gemma-.+": with_vocabulary("gemma3"),
    }
)
"""By the table in Google's own SDK, google-genai 3.3.0 (_local_tokenizer_loader.py, read 2026-11-23); open
weights by the tokenizer that is published with them."""

_META = _table(
    {
        r"llama-3(?:\.1)?-(?:8|70|405)b(?:-instruct)?": with_vocabulary("llama3", "exact"),
        r"llama-3\.2-(?:1|3|11|90)b(?:-vision)?-instruct|llama-3\.3-70b-instruct": with_vocabulary(
            "llama3", "exact"
        ),
        r"llama-3.*|llama-guard-[23]-.+": with_vocabulary("llama3"),
    }
)

_DEEPSEEK = _table(
    {
        r"deepseek-chat(?:-v3-0324|-v3\.1)?|deepseek-v3(?:\.1)?-base": with_vocabulary(
            "deepseek_v3", "exact"
        ),
        r"deepseek-v3\.1-terminus|deepseek-v3\.2(?:-exp|-speciale)?": with_vocabulary("deepseek_v3", "exact"),
        r"deepseek-r1(?:-0528|-zero)?|deepseek-prover-v2": with_vocabulary("deepseek_v3", "exact"),
        r"deepseek-r1-distill-llama-.+": with_vocabulary("llama3"),
        r"deepseek-r1-(?:distill|0528)-qwen.+": with_vocabulary("qwen3"),
        r"deepseek-.+": with_vocabulary("deepseek_v3"),
    }
)

_QWEN = _table(
    {
        r"qwen3-\d+(?:\.\d+)?b(?:-a\d+b)?(?:-thinking|-instruct)?(?:-\d\d-?\d\d)?": with_vocabulary(
            "qwen3", "exact"
        ),
        r"qwen3-coder(?:-30b-a3b-instruct|-next)?": with_vocabulary("qwen3", "exact"),
        r"qwen3-(?:next|vl)-\d+b(?:-a\d+b)?-(?:instruct|thinking)": with_vocabulary("qwen3", "exact"),
        # Qwen 3.5 and later, and what is only hosted.
        r"qwen-?2(?:\.5)?-.+|qwen3[.-].+|qwq-.+": with_vocabulary("qwen3"),
    }
)

_GLM = _table({r"glm-4-32b": with_vocabulary("glm4", "exact"), r"glm-.+": with_vocabulary("glm4")})

_MISTRAL = _table(
    {
        r"mistral-nemo|pixtral-12b|ministral-8b": with_vocabulary("mistral_v3", "exact"),
        # Tekken too, but in another edition or behind an API. What is older was SentencePiece.
        r"(?:mini|dev|magi)stral-.+|voxtral-.+|codestral-2508": with_vocabulary("mistral_v3"),
        r"mistral-(?:medium-3|large-(?:2512|4)|small-(?:24b|3|26|creative)).*": with_vocabulary("mistral_v3"),
    }
)

TABLES: Mapping[str, Table] = {
    "openai": _OPENAI,
    "google": _GOOGLE,
    "meta-llama": _META,
    "deepseek": _DEEPSEEK,
    "qwen": _QWEN,
    "z-ai": _GLM,
    "thudm": _GLM,
    "mistralai": _MISTRAL,
    "mistral": _MISTRAL,
    "moonshotai": _table({r"kimi-k\d.*": with_vocabulary("kimi_k2")}),
    "microsoft": _table(
        {
            r"phi-4(?:-reasoning(?:-plus)?)?": with_vocabulary("cl100k_base"),
            r"phi-4-(?:mini|multimodal)-instruct": with_vocabulary("o200k_base"),
        }
    ),
    "allenai": _table({r"olmo-2-.+": with_vocabulary("cl100k_base")}),
}
"""Author -> full matches of the id behind the slash, without its variant; the first one holds.

Open weights are exact where the vocabulary was compared with the tokenizer that is published with them, on
6,947 texts on 2026-11-22 without a difference. What others built on them is not: a tokenizer can be changed.
"""
