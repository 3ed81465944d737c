from __future__ import annotations

import json
from typing import Any

import pytest

from llmcost.reading.bad_text import BadText
from llmcost.scan.notebook import notebook_spots
from llmcost.scan.spot import Found, Looks, Spot

LOOKS = Looks(set())


def notebook(*cells: Any) -> str:
    return json.dumps({"cells": cells, "metadata": {}}, indent=1)


def code(*source: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": [f"{line}\n" for line in source], "outputs": ["gpt-5"]}


def test_the_cells_of_code_are_read_as_one_source() -> None:
    text = notebook(
        {"cell_type": "markdown", "source": ["gpt-5"]},
        code("%pip install openai", "import openai", "MODEL = 'mine'", "if x:", "    !ls 'gpt-5'"),
        code("%%bash", "echo 'gpt-5'"),
        {"cell_type": "code", "source": "ChatOpenAI(model=MODEL)\nChatOpenAI(model='it\\'s')"},
        {"cell_type": "code"},
        "odd",
        code("ChatOpenAI(model=pick())"),
    )
    lines = text.split("\n")
    found = notebook_spots(text, LOOKS)
    assert [("mine", "call"), ("it's", "call")] == [(spot.name, spot.found_in) for spot in found.spots]
    assert ["MODEL = 'mine'", "it"] == [
        part
        for part, spot in zip(("MODEL = 'mine'", "it"), found.spots, strict=True)
        if part in lines[spot.line - 1]
    ]
    assert ["pick()"] == [part for part in ("pick()",) if part in lines[found.unnamed[0] - 1]]


def test_a_line_that_is_written_otherwise_is_told_at_the_one_before() -> None:
    source = '["import openai\\n",\n"ChatOpenAI(model=\\u0027mine\\u0027)"]'
    text = f'{{"cells": [\n{{"cell_type": "code", "source": {source}}}]}}'
    assert Found((Spot(2, "mine", "call"),)) == notebook_spots(text, LOOKS)


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"cells": 4}', "4", '{"cells": [{"cell_type": "code", "source": 4}]}']
)
def test_a_notebook_without_code_names_nothing(text: str) -> None:
    assert Found() == notebook_spots(text, LOOKS)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, notebook(code("GenerativeModel("))])
def test_what_is_no_notebook_is_said(text: str) -> None:
    with pytest.raises(BadText):
        notebook_spots(text, LOOKS)
