"""A call of a model as a Python program."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from llmcost.report.call import PICTURE_URL

if TYPE_CHECKING:
    from llmcost.report.call import Call

_TEMPLATE = """\
# Python 3.8 or newer; nothing to install.{mirror}
{imports}import http.client
import json
import os
import sys
import urllib.request

key = os.environ.get("OPENROUTER_API_KEY", "").strip()
if not key:
    sys.exit({keys})


# Follows no redirect, since no other host may get the key.
class Direct(urllib.request.HTTPErrorProcessor):
    def http_response(self, request, response):
        return response

    https_response = http_response


{picture}body = {{
    "model": {model},
    "messages": [{{"role": "user", "content": {content}}}],
{modalities}    "usage": {{"include": True}},
}}
try:
    request = urllib.request.Request(
        {url},
        data=json.dumps(body).encode(),
        headers={{"Authorization": f"Bearer {{key}}", "Content-Type": "application/json"}},
    )
    with urllib.request.build_opener(Direct).open(request) as response:
        status, location = response.status, response.headers.get("Location")
        text = response.read().decode(errors="replace")
except (OSError, ValueError, http.client.HTTPException) as error:
    sys.exit(f"{{type(error).__name__}}: {{error}}".strip())
if 300 <= status < 400:
    sys.exit(f"HTTP {{status}}: a redirect to {{location!r}} is not followed with the key")
if status != 200:
    sys.exit(f"HTTP {{status}}\\n{{text}}")

try:
    answer = json.loads(text)
    message = answer["choices"][0]["message"]
    content = message.get("content") or ""
{decoding}    if not {said}:
        raise ValueError
except (AttributeError, LookupError, TypeError, ValueError):
    sys.exit(f"{no_answer}\\n{{text}}")
sys.stdout.reconfigure(errors="replace")
print(content)
{writing}print("usage:", json.dumps(answer.get("usage")))
"""

_PICTURE = """\
# A red square. Of your own: "https://..." or "data:image/png;base64," and what
# base64.b64encode(open("picture.png", "rb").read()).decode() gives.
picture = {url}
"""

_DECODING = """\
    urls = [image["image_url"]["url"] for image in message.get("images") or []]
    pictures = [base64.b64decode(url.split(",", 1)[1]) for url in urls]
"""

_WRITING = """\
for number, picture in enumerate(pictures, 1):
    with open(f"picture-{number}.png", "wb") as file:
        file.write(picture)
    print(f"picture-{number}.png")
"""


def python_snippet(call: Call) -> str:
    """The text of the program."""
    content = dumps(call.prompt)
    if call.vision:
        content = (
            f'[\n        {{"type": "text", "text": {content}}},\n'
            '        {"type": "image_url", "image_url": {"url": picture}},\n    ]'
        )
    return _TEMPLATE.format(
        **call.quoted("#"),
        imports="import base64\n" if call.draws else "",
        picture=_PICTURE.format(url=dumps(PICTURE_URL)) if call.vision else "",
        content=content,
        modalities='    "modalities": ["image", "text"],\n' if call.draws else "",
        decoding=_DECODING if call.draws else "",
        said="(content or pictures)" if call.draws else "content",
        writing=_WRITING if call.draws else "",
    )
