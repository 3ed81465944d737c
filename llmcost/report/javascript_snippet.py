"""A call of a model as a JavaScript program."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from llmcost.report.call import PICTURE_URL

if TYPE_CHECKING:
    from llmcost.report.call import Call

# In a function, since a script that is no module can't wait at its top.
_TEMPLATE = """\
// Node.js 18 or newer; nothing to install.{mirror}
async function main() {{
  const key = (process.env.OPENROUTER_API_KEY || "").trim();
  if (!key) throw new Error({keys});
{picture}  const response = await fetch({url}, {{
    method: "POST",
    redirect: "manual", // No other host may get the key.
    headers: {{ Authorization: `Bearer ${{key}}`, "Content-Type": "application/json" }},
    body: JSON.stringify({{
      model: {model},
      messages: [{{ role: "user", content: {content} }}],
{modalities}      usage: {{ include: true }},
    }}),
  }});
  const text = await response.text();
  if (response.status >= 300 && response.status < 400) {{
    const location = JSON.stringify(response.headers.get("Location"));
    throw new Error(`HTTP ${{response.status}}: a redirect to ${{location}} is not followed with the key`);
  }}
  if (response.status !== 200) throw new Error(`HTTP ${{response.status}}\\n${{text}}`);

  let answer, content{declared};
  try {{
    answer = JSON.parse(text);
    const message = answer.choices[0].message;
    content = message.content || "";
{decoding}    if (!{said}) throw new Error();
  }} catch {{
    throw new Error(`{no_answer}\\n${{text}}`);
  }}
  console.log(content);
{writing}  console.log("usage:", JSON.stringify(answer.usage ?? null));
}}

main().catch((error) => {{
  const cause = error.cause && (error.cause.message || error.cause.code);
  console.error(cause ? `${{error.message}}: ${{cause}}` : error.message);
  process.exitCode = 1;
}});
"""

_PICTURE = """\
  // A red square. Of your own: "https://..." or "data:image/png;base64," and what
  // (await import("node:fs")).readFileSync("picture.png", "base64") gives.
  const picture = {url};
"""

_DECODING = """\
    const urls = (message.images || []).map((image) => image.image_url.url);
    pictures = urls.map((url) => Buffer.from(url.split(",")[1], "base64"));
"""

_WRITING = """\
  const fs = await import("node:fs");
  for (const [index, picture] of pictures.entries()) {
    fs.writeFileSync(`picture-${index + 1}.png`, picture);
    console.log(`picture-${index + 1}.png`);
  }
"""


def javascript_snippet(call: Call) -> str:
    """The text of the program, which is both a module and a script."""
    content = dumps(call.prompt)
    if call.vision:
        content = (
            f'[\n        {{ type: "text", text: {content} }},\n'
            '        { type: "image_url", image_url: { url: picture } },\n      ]'
        )
    return _TEMPLATE.format(
        **call.quoted("//"),
        picture=_PICTURE.format(url=dumps(PICTURE_URL)) if call.vision else "",
        content=content,
        modalities='      modalities: ["image", "text"],\n' if call.draws else "",
        declared=", pictures" if call.draws else "",
        decoding=_DECODING if call.draws else "",
        said="(content || pictures.length)" if call.draws else "content",
        writing=_WRITING if call.draws else "",
    )
