"""Every wire format, in the order in which they are asked whether an object is theirs."""

from __future__ import annotations

from llmcost.logs.formats.activity import ACTIVITY
from llmcost.logs.formats.anthropic import (
    ANTHROPIC_MESSAGES,
    ANTHROPIC_USAGE,
    OPENROUTER_MESSAGES,
    is_any_usage,
    read_usage,
)
from llmcost.logs.formats.anthropic_batch import ANTHROPIC_BATCH
from llmcost.logs.formats.anthropic_stream import ANTHROPIC_STREAM, OPENROUTER_STREAM
from llmcost.logs.formats.bedrock import BEDROCK_CONVERSE, BEDROCK_INVOCATION, BEDROCK_USAGE
from llmcost.logs.formats.claude_code import CLAUDE_CODE
from llmcost.logs.formats.claude_code_stream import CLAUDE_CODE_STREAM
from llmcost.logs.formats.codex import CODEX
from llmcost.logs.formats.cohere import COHERE
from llmcost.logs.formats.embeddings import EMBEDDINGS
from llmcost.logs.formats.gemini import GEMINI, GEMINI_USAGE
from llmcost.logs.formats.langfuse import LANGFUSE
from llmcost.logs.formats.litellm import LITELLM
from llmcost.logs.formats.openai_batch import OPENAI_BATCH
from llmcost.logs.formats.openai_chat import (
    CHAT_USAGE,
    DEEPSEEK,
    GROQ,
    MISTRAL,
    OPENAI_CHAT,
    is_chat_usage,
)
from llmcost.logs.formats.openai_responses import OPENAI_RESPONSES, RESPONSES_USAGE, is_responses_usage
from llmcost.logs.formats.openrouter import OPENROUTER_CHAT, OPENROUTER_GENERATION, OPENROUTER_RESPONSES
from llmcost.logs.formats.otel import OTEL
from llmcost.logs.formats.perplexity import PERPLEXITY
from llmcost.logs.formats.plain import PLAIN, PLAIN_ROW
from llmcost.logs.formats.xai import XAI, is_usage

FLAVOURS = (
    # Sessions of agents.
    CLAUDE_CODE,
    CLAUDE_CODE_STREAM,
    CODEX,
    # Envelopes and exports that change what is inside.
    OPENAI_BATCH,
    OPENROUTER_GENERATION,
    ACTIVITY,
    LITELLM,
    LANGFUSE,
    OTEL,
    ANTHROPIC_BATCH,
    BEDROCK_INVOCATION,
    # Responses that only one vendor writes like that.
    ANTHROPIC_STREAM,
    OPENROUTER_MESSAGES,
    ANTHROPIC_MESSAGES,
    BEDROCK_CONVERSE,
    GEMINI,
    COHERE,
    GROQ,
    OPENROUTER_CHAT,
    OPENROUTER_RESPONSES,
    PERPLEXITY,
    XAI,
    DEEPSEEK,
    MISTRAL,
    EMBEDDINGS,
    OPENAI_RESPONSES,
    OPENAI_CHAT,
    # Rows of figures that state more than usage.
    PLAIN_ROW,
    # The usage alone, under whatever name a log keeps it.
    ANTHROPIC_USAGE,
    CHAT_USAGE,
    RESPONSES_USAGE,
    BEDROCK_USAGE,
    GEMINI_USAGE,
    # Where a format was named, its signs aren't needed. Without a name, those above have claimed these.
    *(one._replace(claims=is_chat_usage) for one in (GROQ, OPENROUTER_CHAT, DEEPSEEK, MISTRAL)),
    *(one._replace(claims=is_usage) for one in (PERPLEXITY, XAI)),
    OPENROUTER_RESPONSES._replace(claims=is_responses_usage),
    OPENROUTER_STREAM,
    *(one._replace(claims=is_any_usage, read=read_usage) for one in (ANTHROPIC_USAGE, OPENROUTER_MESSAGES)),
    # A row of figures under names of anyone's choice.
    PLAIN,
)
"""Strong claims before weak ones; a name may stand here more than once."""
