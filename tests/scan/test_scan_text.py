from __future__ import annotations

from time import perf_counter

import pytest

from llmcost.scan.spot import Looks
from llmcost.scan.text import is_about_models, text_spots

LOOKS = Looks({"acme"})


def told(text: str, *, bare: bool = False) -> list[tuple[int, str, str]]:
    return [tuple(spot) for spot in text_spots(text, LOOKS, bare=bare).spots]  # type: ignore[misc]


def test_strings_that_are_a_name_are_told_with_their_line() -> None:
    source = """\
const fast = 'gpt-4o-mini';
const other = `acme/large`, also = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

openai.chat({ model: "o3", fallback: process.env.MODEL || "openai:gpt-4o" });
"""
    assert [
        (1, "gpt-4o-mini", "text"),
        (2, "acme/large", "text"),
        (2, "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "text"),
        (4, "o3", "key"),
        (4, "openai:gpt-4o", "text"),
    ] == told(source)


@pytest.mark.parametrize(
    "line",
    [
        'say("we use gpt-4o here")',
        'path("gpt-4o/../x y")',
        'label = "GPT-4"',
        'size = "o1"',
        'mode = "auto"',
        'import "src/gpt-4o"',
        '// "gpt-4o" was here',
        ' * "gpt-4o" was here',
        'call() // not "gpt-4o"',
        '# "gpt-4o"',
        'if (name === "gpt-4o") {',
        'if (name != "gpt-4o") {',
        'case "gpt-4o":',
        "name.startsWith('gpt-4o')",
        'type Model = "large" | "gpt-4o"',
        'type Model = "gpt-4o" | "large"',
        'type Model =\n  | "gpt-4o"\n  | "gpt-4.1"',
        'type Model = "gpt-4o"\n    | "gpt-4.1";',
        'ask(model: "gpt-4o" | "gpt-4.1") {',
        'export type Model = "gpt-4o";',
        '"gpt-4o" | "gpt-4.1" => 128_000,',
        '{"gpt-4o": {"context": 128000}}',
        '{ model: "user" }',
        '{ model: "" }',
    ],
)
def test_what_only_looks_like_one_or_chooses_none_is_not(line: str) -> None:
    assert [] == told(line)


@pytest.mark.parametrize(
    "line",
    [
        'model: "gpt-9"',
        '"model": "gpt-9"',
        "'model_name' => 'gpt-9'",
        'const defaultModel: string = "gpt-9"',
        'modelId := "gpt-9"',
        'OPENAI_MODEL="gpt-9"',
        'builder().modelName("gpt-9").build()',
        '{ model: openai("gpt-9") }',
        'Params{Model: anthropic.F("gpt-9")}',
        'let model = "gpt-9" || other',
        'model = "gpt-9" |> ask()',
        "--model 'gpt-9'",
    ],
)
def test_the_value_of_something_called_model_is_told_as_such(line: str) -> None:
    assert [(1, "gpt-9", "key")] == told(line)


def test_where_values_need_no_quotes_each_word_is_looked_at() -> None:
    source = """\
model: gpt-4o
models: [gpt-4o-mini, "acme/large"]
# model: gpt-5
url: https://api.test/gpt-4o/x
other: gpt-4o # gpt-5
shell: ${MODEL:-gpt-4.1-mini}
pipe: echo gpt-4o | ask
llmcost estimate --model gpt-9
[overrides."gpt-5.1"]
mygpt-4o gpt-4o-
"""
    assert [
        (1, "gpt-4o", "key"),
        (2, "gpt-4o-mini", "text"),
        (2, "acme/large", "text"),
        (5, "gpt-4o", "text"),
        (6, "gpt-4.1-mini", "text"),
        (7, "gpt-4o", "text"),
        (8, "gpt-9", "key"),
    ] == [each for each in told(source, bare=True) if each[1] not in {"mygpt-4o", "gpt-4o-"}]


def test_a_routers_own_name_for_a_group_is_no_model() -> None:
    source = """\
- model_name: gpt-4
  litellm_params:
    model: azure/gpt-4-eu
- model_name: gpt-5
"""
    assert [(3, "azure/gpt-4-eu", "key"), (4, "gpt-5", "key")] == told(source, bare=True)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 1_000_000,
        '"' * 1_000_000,
        "gpt-4 " * 160_000,
        "model=" * 160_000,
        '"a' * 500_000,
        "# " * 500_000,
    ],
)
def test_a_line_of_a_megabyte_takes_no_longer_than_a_megabyte_of_lines(line: str) -> None:
    begun = perf_counter()
    text_spots(line, LOOKS)
    text_spots(line, LOOKS, bare=True)
    is_about_models(line, LOOKS)
    # Quadratic, it would be hours.
    assert 60 > perf_counter() - begun


def test_a_source_is_about_models_when_it_quotes_one() -> None:
    assert (True, True, False) == tuple(
        is_about_models(text, LOOKS) for text in ("x = 'gpt-4o'", "x = 'GPT-4o'", "x = 'gpt4' + 'utf-8'")
    )
