"""A call of a model as commands of a POSIX shell: with curl, or with llm and its plugin for OpenRouter."""

from __future__ import annotations

from json import dumps
from shlex import quote
from typing import TYPE_CHECKING

from llmcost.report.call import KEYS, PICTURE

if TYPE_CHECKING:
    from llmcost.report.call import Call

_UNSET = KEYS.removeprefix("OPENROUTER_API_KEY ")
"""What a shell says behind the name of the variable."""

_SHELL = "# For a POSIX shell, on Windows that of Git Bash or WSL. In any other: --quickstart python."

# Each command asks for the key itself: pasted at a prompt, nothing else would keep it from running. zsh knows
# no comments there and would run them, so they hold nothing that means something to a shell.
_CURL = """\
{shell}
# Needs curl 7.76 or newer. It prints the answer and the usage as JSON.
# A redirect is an error, since no other host may get the key.{mirror}{picture}{drawing}
curl --silent --show-error --fail-with-body --write-out '\\n'{output} \\
  --location --max-redirs 0 --globoff --url {url} \\
  --header "Authorization: Bearer ${{OPENROUTER_API_KEY:?{unset}}}" \\
  --header 'Content-Type: application/json' \\
  --data-binary @- <<'JSON'
{body}
JSON
"""

_LLM = """\
{shell}
# Once: pip install llm llm-openrouter
{picture}OPENROUTER_KEY="${{OPENROUTER_API_KEY:?{unset}}}" \\
  llm --model {model} --usage {attachment}{prompt}{end}
"""

_OWN = """
# The picture is a red square. Of your own: an https URL, or behind the comma of this one what base64
# gives of a PNG, in one line."""
_DRAWN = "\n# Here to a file: the picture in it, a data URL, is long."


def curl_snippet(call: Call) -> str:
    """The text of the command. The body stands in a document that the shell doesn't look into."""
    return _CURL.format(
        shell=_SHELL,
        mirror="\n# The key is sent to a mirror of OpenRouter." if call.is_mirror else "",
        picture=_OWN if call.vision else "",
        drawing=_DRAWN if call.draws else "",
        output=" --output answer.json" if call.draws else "",
        url=quote(call.url),
        unset=_UNSET,
        body=dumps(call.body(), indent=2),
    )


def llm_snippet(call: Call) -> str:
    """The text of the command."""
    picture = (
        "# The picture is a red square. Of your own: leave the pipe out, and take --attachment picture.png\n"
        f"printf %s {PICTURE} | base64 -d |\n"
    )
    return _LLM.format(
        shell=_SHELL,
        picture=picture if call.vision else "",
        unset=_UNSET,
        model=quote(f"openrouter/{call.model_id}"),
        attachment="--attachment-type - image/png " if call.vision else "",
        prompt=quote(call.prompt),
        end="" if call.vision else " </dev/null",
    )
