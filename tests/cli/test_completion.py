from __future__ import annotations

from pathlib import Path

import pytest
from ledgers import RETIRED, TIERED, ledger, model

from llmcost.cli.completion import MOST, complete_model


@pytest.fixture(autouse=True)
def prices(monkeypatch: pytest.MonkeyPatch) -> Path:
    path = Path("prices.toml")
    many = "\n".join(model(f"zoo/animal-{number:03}") for number in range(300))
    path.write_text(ledger(TIERED, RETIRED, many), encoding="utf-8")
    monkeypatch.setenv("LLMCOST_PRICES", str(path))
    return path


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("goo", ["google/gemini-2.5-pro"]),
        ("google/gemini", ["google/gemini-2.5-pro"]),
        ("gemini", ["gemini-2.5-pro"]),
        ("gpt", []),
        ("zoo/animal-29", [f"zoo/animal-29{digit}" for digit in range(10)]),
    ],
)
def test_listed_models_complete_by_id_or_else_by_slug(typed: str, expected: list[str]) -> None:
    assert expected == complete_model(typed)


def test_no_shell_is_flooded() -> None:
    assert MOST == len(complete_model(""))


def test_names_of_the_users_own_complete_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLMCOST_PRICES")
    Path("llmcost.toml").write_text('[aliases]\nzippy = "openai/gpt-4.1-mini"\n', encoding="utf-8")
    assert ["zippy"] == complete_model("zipp")


@pytest.mark.parametrize("text", ["[[", "", "\x00"])
def test_a_broken_price_file_completes_to_nothing(text: str, prices: Path) -> None:
    prices.write_text(text, encoding="utf-8")
    assert [] == complete_model("goo")


def test_a_missing_price_file_completes_to_nothing(prices: Path) -> None:
    prices.unlink()
    assert [] == complete_model("goo")
