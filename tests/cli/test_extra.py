from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import model

from llmcost.cli.console import Console
from llmcost.cli.extra import tell_of_extra
from llmcost.tokens import vocabulary

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

GPT, GROK = model("openai/gpt-5"), model("x-ai/grok-4")


@pytest.mark.parametrize(
    ("models", "is_installed", "expected"),
    [((GROK, GPT), False, 1), ((GROK,), False, 0), ((), False, 0), ((GPT,), True, 0)],
)
def test_the_extra_is_named_where_a_vocabulary_is_known_and_lacking(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    models: tuple[Model, ...],
    expected: int,
    *,
    is_installed: bool,
) -> None:
    monkeypatch.setattr(vocabulary, "is_installed", lambda: is_installed)
    tell_of_extra(Console({}), models)
    assert capsys.readouterr().err.count("llmcost-cli[tokens]") == expected
