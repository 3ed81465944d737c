"""Snippets, run as they stand against a server on loopback."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from builders import routed
from chats_served import USAGE, ChatServer
from snippets import HELLO, HOSTILE, KEY, listing, of, run

from llmcost.errors import UsageError
from llmcost.report.call import OPENROUTER, PICTURE, PICTURE_URL
from llmcost.report.quickstart import LANGUAGES, quickstart

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.catalog.model import Model

each_language = pytest.mark.parametrize("language", ["python", "javascript", "curl"])


@each_language
def test_a_snippet_asks_the_model_and_prints_its_answer_and_the_usage(language: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        done = run(quickstart(of(), language, base_url=server.base_url), language, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/api/v1/chat/completions")
    assert (asked.headers["Authorization"], asked.headers["Content-Type"]) == (
        f"Bearer {KEY}",
        "application/json",
    )
    assert asked.body == {
        "model": "acme/one",
        "messages": [{"role": "user", "content": "Say hello in three languages."}],
        "usage": {"include": True},
    }
    if language == "curl":
        answer = json.loads(done.stdout)
        assert (answer["choices"][0]["message"], answer["usage"]) == (HELLO, USAGE)
        assert done.stdout.endswith("}\n")
    else:
        content, usage = done.stdout.splitlines()
        assert content == HELLO["content"]
        assert json.loads(usage.removeprefix("usage: ")) == USAGE


@each_language
def test_a_snippet_about_a_picture_sends_one_that_can_be_changed(language: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = quickstart(of(), language, vision=True, base_url=server.base_url)
        done = run(text, language, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert server.asked[0].body["messages"] == [
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Which colour is this picture?"},
                {"type": "image_url", "image_url": {"url": PICTURE_URL}},
            ],
        }
    ]
    assert "Of your own:" in text


@each_language
@pytest.mark.parametrize("model_id", HOSTILE)
def test_an_id_is_data_in_every_language(language: str, model_id: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        done = run(quickstart(of(model_id), language, base_url=server.base_url), language, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert server.asked[0].body["model"] == model_id
    assert listing(tmp_path) == []


@each_language
@pytest.mark.parametrize(
    "path", ["it's", 'a"b', "back\\slash", "$(touch${IFS}pwned)", "`pwd`", "[1-3]", "{a,b}"]
)
def test_a_url_is_data_in_every_language(language: str, path: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        done = run(quickstart(of(), language, base_url=f"{server.base_url}/{path}/"), language, tmp_path)
    assert (done.returncode, done.stderr, listing(tmp_path)) == (0, "", [])
    # In a URL, JavaScript turns these around.
    seen = path.replace("\\", "/") if language == "javascript" else path
    assert [f"/api/v1/{seen}/chat/completions"] == [unquote(asked.path) for asked in server.asked]


@each_language
@pytest.mark.parametrize("base_url", ["http://127.0.0.1:1/a\tb\nhttp:", "ht!tp://acme", "-Kpwned", ""])
def test_what_is_no_url_is_an_error(language: str, base_url: str, tmp_path: Path) -> None:
    text = quickstart(of(), language, base_url=base_url)
    config = tmp_path / "pwned" / "chat" / "completions"
    config.parent.mkdir(parents=True)
    with ChatServer(HELLO) as server:
        config.write_text(f"url = {server.base_url}\n")
        # No name of a host is looked up: that would be left to the proxy, which isn't there.
        done = run(text, language, tmp_path, http_proxy="http://127.0.0.1:1", NO_PROXY="127.0.0.1")
    assert (server.asked, done.stdout.strip(), listing(tmp_path)) == ([], "", ["pwned"])
    assert done.returncode != 0
    assert done.stderr
    assert not [word for word in ("Traceback", "SyntaxError") if word in done.stderr]


@each_language
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_gets_the_key(language: str, status: int, tmp_path: Path) -> None:
    with ChatServer(HELLO) as other:
        location = f"{other.base_url.replace('127.0.0.1', 'localhost')}/else"
        with ChatServer(HELLO, status=status, location=location, body=b"") as server:
            done = run(quickstart(of(), language, base_url=server.base_url), language, tmp_path)
    assert (len(server.asked), other.asked) == (1, [])
    told = {
        "python": (f"HTTP {status}: a redirect to '{location}' is not followed with the key", 1),
        "javascript": (f'HTTP {status}: a redirect to "{location}" is not followed with the key', 1),
        "curl": ("curl: (47) Maximum (0) redirects followed", 47),
    }
    assert (done.stdout.strip(), (done.stderr.strip(), done.returncode)) == ("", told[language])


@each_language
@pytest.mark.parametrize("key", ["", None])
def test_without_a_key_nothing_is_asked(language: str, key: str | None, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = quickstart(of(), language, base_url=server.base_url)
        done = run(text, language, tmp_path, key=key)
    assert (server.asked, done.stdout) == ([], "")
    assert done.returncode != 0
    told = "is not set; keys are made at https://openrouter.ai/keys"
    assert ["OPENROUTER_API_KEY", told] == [
        part for part in ("OPENROUTER_API_KEY", told) if part in done.stderr
    ]
    assert len(done.stderr.splitlines()) == 1


@each_language
def test_what_the_server_says_about_an_error_is_shown(language: str, tmp_path: Path) -> None:
    said = b'{"error": {"message": "No endpoints found", "code": 404}}'
    with ChatServer(HELLO, status=404, body=said) as server:
        done = run(quickstart(of(), language, base_url=server.base_url), language, tmp_path)
    assert done.returncode != 0
    assert said.decode() in (done.stdout if language == "curl" else done.stderr)
    assert "404" in done.stderr
    assert "Traceback" not in done.stderr


@each_language
def test_a_server_that_is_not_there_is_an_error(language: str, tmp_path: Path) -> None:
    with ChatServer(HELLO) as server:
        text = quickstart(of(), language, base_url=server.base_url)
    done = run(text, language, tmp_path)
    assert done.returncode != 0
    assert {"curl": "connect to 127.0.0.1"}.get(language, "refused") in done.stderr.lower()
    assert len(done.stderr.splitlines()) == 1


def test_a_router_that_may_draw_is_asked_for_text() -> None:
    router = routed("acme/any")._replace(input=("text",), output=("text", "image"))
    assert "modalities" not in quickstart(router, "curl")


def test_the_key_goes_to_openrouter_unless_a_mirror_is_named_which_is_said() -> None:
    for language in ("python", "javascript", "curl"):
        plain, other = (
            quickstart(of(), language, base_url=url) for url in (OPENROUTER, "https://mirror.test")
        )
        assert "https://openrouter.ai/api/v1/chat/completions" in plain
        assert ("mirror" in plain, "The key is sent to a mirror of OpenRouter." in other) == (False, True)


@pytest.mark.parametrize(
    ("called", "asked", "message", "hint"),
    [
        (
            of(retired=date(2026, 1, 1)),
            {},
            "acme/one can't be called: it has not been listed since 2026-01-01",
            "llmcost show acme/one names its siblings",
        ),
        (
            of("acme/one:batch"),
            {},
            "acme/one:batch can't be called: it is the price of acme/one in batches",
            "ask for a snippet that calls acme/one",
        ),
        (
            of(writes="text audio"),
            {},
            "no snippet calls acme/one: it answers in audio, which OpenRouter only streams",
            "see https://openrouter.ai/docs/guides/overview/multimodal/audio",
        ),
        (
            of(reads="text file"),
            {"vision": True},
            "--vision: acme/one is not known to read pictures: it reads text, file",
            "leave --vision out, or see llmcost models --with image",
        ),
        (
            of(reads=""),
            {"vision": True},
            "--vision: acme/one is not known to read pictures: what it reads is not known",
            "leave --vision out, or see llmcost models --with image",
        ),
        (
            of(),
            {"language": "cobol"},
            "no snippet is written in 'cobol'",
            "known are python, javascript, curl, llm",
        ),
        (
            of(),
            {"language": "llm", "base_url": "https://mirror.test/v1/"},
            "llm can't ask https://mirror.test/v1: its plugin knows openrouter.ai alone",
            "take python, javascript or curl, or leave the mirror out",
        ),
        (
            of(writes="text image"),
            {"language": "llm"},
            "llm can't keep the pictures that acme/one answers with",
            "take python, javascript or curl",
        ),
    ],
)
def test_what_cannot_be_called_so_says_why(
    called: Model, asked: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        quickstart(called, **{"language": "python", **asked})
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vision", [False, True])
def test_a_snippet_is_short_plain_text(language: str, *, vision: bool) -> None:
    text = quickstart(of("acme/caf\u00e9" if language != "llm" else "acme/one"), language, vision=vision)
    assert text.isascii()
    assert text.endswith("\n")
    assert len(text.splitlines()) <= 70
    assert all(len(line) <= 118 for line in text.splitlines() if PICTURE not in line)
