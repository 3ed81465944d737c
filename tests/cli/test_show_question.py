from __future__ import annotations

from typing import Any

import pytest

from llmcost.cli.show_question import ShowQuestion, base_of
from llmcost.cli.use_question import UseQuestion
from llmcost.errors import UsageError

USE = UseQuestion()
PAGE = ShowQuestion(
    "acme/one", USE, None, live=False, quickstart=None, vision=False, url=None, format="table", file=None
)
SNIPPET = PAGE._replace(quickstart="curl")
MIRROR = "https://mirror.test/api/v1/models"


@pytest.mark.parametrize(
    "question",
    [
        PAGE,
        PAGE._replace(kind="all", live=True, url=MIRROR, format="json", file="q.py"),
        PAGE._replace(use=USE._replace(input="1k", output="1", requests="2", cached="50%")),
        SNIPPET,
        SNIPPET._replace(vision=True, url=MIRROR),
    ],
)
def test_what_goes_together_is_let_through(question: ShowQuestion) -> None:
    question.check()


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (PAGE._replace(vision=True), "--vision: only with --quickstart"),
        (PAGE._replace(url=MIRROR), "--url: only with --live or --quickstart"),
        (PAGE._replace(use=USE._replace(cached="50%")), "--cached needs tokens"),
        (SNIPPET._replace(kind="inputs"), "--class: not with --quickstart"),
        (SNIPPET._replace(live=True), "--live: not with --quickstart"),
        (SNIPPET._replace(use=USE._replace(input="1")), "-i/--input: not with --quickstart"),
        (SNIPPET._replace(use=USE._replace(output="1")), "-o/--output: not with --quickstart"),
        (SNIPPET._replace(use=USE._replace(requests="1")), "-n/--requests: not with --quickstart"),
        (SNIPPET._replace(use=USE._replace(cached="1")), "--cached: not with --quickstart"),
        (SNIPPET._replace(file="q.py"), "--out: not with --quickstart"),
        (SNIPPET._replace(format="csv"), "--format csv: not with --quickstart"),
    ],
)
def test_what_contradicts_itself_is_refused(question: ShowQuestion, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        question.check()
    assert message == refusal.value.message
    assert refusal.value.hint


def test_a_snippet_is_redirected_to_a_file() -> None:
    with pytest.raises(UsageError) as refusal:
        SNIPPET._replace(file="q.md").check()
    assert "redirect it: > q.md" == refusal.value.hint


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://openrouter.ai/api/v1/models", "https://openrouter.ai/api/v1"),
        ("https://me:secret@mirror.test/v1/models/?key=secret#there", "https://mirror.test/v1"),
        ("http://127.0.0.1:8000/v1/models", "http://127.0.0.1:8000/v1"),
        ("https://mirror.test/list", "https://mirror.test/list"),
    ],
)
def test_an_api_is_where_its_list_of_models_is(url: str, expected: str) -> None:
    assert expected == base_of(url)


@pytest.mark.parametrize("url", ["http://mirror.test/v1/models", "nowhere", ""])
def test_a_url_that_may_not_be_fetched_is_refused(url: Any) -> None:
    with pytest.raises(UsageError):
        base_of(url)
