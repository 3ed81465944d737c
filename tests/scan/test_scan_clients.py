"""Calls of clients are known by what they hang on, and say where their model stands."""

from __future__ import annotations

import ast

import pytest

from llmcost.scan.clients import (
    asked,
    deployments,
    imported_from_litellm,
    imports_client,
    uses_clients,
    values_of,
)


def call(source: str) -> ast.Call:
    found = ast.parse(source, mode="eval").body
    assert isinstance(found, ast.Call)
    return found


def mapping(source: str) -> ast.Dict:
    found = ast.parse(source, mode="eval").body
    assert isinstance(found, ast.Dict)
    return found


def question(source: str) -> tuple[list[str], list[str]] | None:
    found = asked(call(source), {"ask"})
    return found and (
        [ast.unparse(each) for each in found.values],
        [ast.unparse(each) for each in found.spreads],
    )


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("client.chat.completions.create(model=m)", ["m"]),
        ("f().completions.with_raw_response.parse(messages=[], model=m)", ["m"]),
        ("client.messages.create('a', model=m)", ["m"]),
        ("openai.ChatCompletion.create(model=m)", ["m"]),
        ("client.models.generate_content(model=m)", ["m"]),
        ("ChatOpenAI(model_name=m)", ["m"]),
        ("langchain.ChatBedrock(model_id=m)", ["m"]),
        ("GenerativeModel(m, x)", ["m"]),
        ("litellm.completion(m)", ["m"]),
        ("ask(m)", ["m"]),
    ],
)
def test_a_client_is_asked_for_a_model(source: str, values: list[str]) -> None:
    assert (values, []) == question(source)
    assert uses_clients(source) == (not source.startswith("ask"))


def test_of_a_call_that_names_none_what_is_spread_may() -> None:
    assert ([], ["a", "b"]) == question("ChatOpenAI(**a, x=1, **b)")
    assert (["m"], []) == question("ChatOpenAI(**a, model=m)")


@pytest.mark.parametrize(
    "source",
    [
        "ChatOpenAI(m)",
        "ChatOpenAI()",
        "completion(m)",
        "mine.completion(m)",
        "completions(model=m)",
        "create(model=m)",
        "client.other.create(model=m)",
        "f()(model=m)",
    ],
)
def test_any_other_call_asks_for_none(source: str) -> None:
    assert question(source) is None


@pytest.mark.parametrize("text", ["", "model", "x.completions.create()", "from litellm import x"])
def test_a_source_without_any_sign_of_a_client_is_known_at_once(text: str) -> None:
    assert uses_clients(text) == text.startswith("from")


def test_the_models_of_a_router_stand_in_the_parameters_of_its_deployments() -> None:
    entry = mapping(
        "{'model_name': 'mine', 'litellm_params': {'model': m, 'key': k, **more}, 'a': {'model': n}}"
    )
    assert ["m"] == [ast.unparse(each) for each in deployments(entry)]
    assert [] == list(deployments(mapping("{'litellm_params': params}")))
    assert ["'mine'"] == [ast.unparse(each) for each in values_of("model_name", entry)]


def test_functions_of_litellm_are_known_by_their_local_names() -> None:
    ours, theirs = ast.parse(
        "from litellm import completion as ask, embedding, Router\nfrom other import completion"
    ).body
    assert isinstance(ours, ast.ImportFrom)
    assert isinstance(theirs, ast.ImportFrom)
    assert (["ask", "embedding"], []) == (
        list(imported_from_litellm(ours)),
        list(imported_from_litellm(theirs)),
    )


@pytest.mark.parametrize(
    ("statement", "brings"),
    [
        ("import openai", True),
        ("import os, google.generativeai as genai", True),
        ("from google import genai", True),
        ("from google.genai import types", True),
        ("from langchain_openai.chat_models import base", True),
        ("from .openai import client", True),
        ("from .models import ChatOpenAI", True),
        ("from app import GenerativeModel", True),
        ("import openair, google", False),
        ("from google.cloud import bigquery", False),
        ("from . import client", False),
        ("from litellms import completion", False),
    ],
)
def test_a_client_comes_from_its_package_or_under_its_name(statement: str, *, brings: bool) -> None:
    node = ast.parse(statement).body[0]
    assert isinstance(node, ast.Import | ast.ImportFrom)
    assert brings == imports_client(node)
