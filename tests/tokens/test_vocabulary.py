from __future__ import annotations

import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

import pytest
from splintr import Tokenizer
from texts import SCRIPTS, mixes

from llmcost.tokens import vocabulary
from llmcost.tokens.piece import pieces
from llmcost.tokens.vocabulary import VOCABULARIES, VocabularyFailed, count_with, is_installed, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

MILLION = 1_000_000


@pytest.fixture
def anew() -> Iterator[None]:
    """What is known of the installed package is found out anew, before and after."""
    for each in (missing, vocabulary._encode_of):
        each.cache_clear()
    yield
    for each in (missing, vocabulary._encode_of):
        each.cache_clear()


def stand_in(monkeypatch: pytest.MonkeyPatch, error: BaseException | None, version: str = "0.22.3") -> None:
    """A package in the place of splintr whose tokenizers raise an error."""

    class Failing:
        def encode_ordinary(self, _: str) -> NoReturn:
            assert error is not None
            raise error

        @staticmethod
        def from_pretrained(_: str) -> Failing:
            return Failing()

    module = ModuleType("splintr")
    module.__dict__.update({"Tokenizer": Failing, "__version__": version})
    monkeypatch.setitem(sys.modules, "splintr", module)


def test_the_vocabularies_are_there() -> None:
    assert missing() is None
    assert is_installed()
    assert [count_with(each, "Hello, world!") for each in VOCABULARIES] == [4] * len(VOCABULARIES)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_an_empty_text_has_no_tokens(name: str) -> None:
    assert count_with(name, "") == 0


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("o200k_base", 7),
        ("cl100k_base", 7),
        ("llama3", 7),
        ("qwen3", 7),
        ("deepseek_v3", 7),
        ("gemma3", 6),
        ("gemma4", 6),
    ],
)
def test_what_looks_like_a_mark_is_text(name: str, tokens: int) -> None:
    assert count_with(name, "<|endoftext|>") == tokens
    assert count_with(name, "<|im_start|>user") > 4


def test_symbols_of_gemma_3_are_a_token_each() -> None:
    assert count_with("gemma3", "<start_of_turn>") == 1
    assert count_with("gemma3", "a<td><td>b</td>") == 5
    assert count_with("gemma4", "<td>") == 3


def test_qwen_counts_composed_characters() -> None:
    assert count_with("qwen3", "e\u0301t\u0065\u0301") == count_with("qwen3", "\u00e9t\u00e9")
    assert len(vocabulary._encode_of("qwen3")("e\u0301t\u0065\u0301")) != count_with("qwen3", "\u00e9t\u00e9")


def test_marks_aside_gpt_oss_has_the_tokens_of_o200k() -> None:
    harmony = Tokenizer.from_pretrained("gpt-oss")
    texts = (*SCRIPTS.values(), *mixes(500, seed=3))
    assert [len(harmony.encode_ordinary(text)) for text in texts] == [
        count_with("o200k_base", text) for text in texts
    ]


def test_marks_in_any_order_are_counted_at_once_for_qwen() -> None:
    marks = "\u0315\u0300"
    assert count_with("qwen3", "a" + marks * 262_144) == count_with(
        "qwen3", "à" + "\u0300" * 262_143 + "\u0315" * 262_144
    )


LONG = {
    "one letter": ("a", [125_000, 125_000, 125_000, 125_000]),
    "spaces": (" ", [7813, 7813, 32_259, 32_259]),
    "line ends": ("\n", [62_500, 31_250, 32_259, 32_259]),
    "windows line ends": ("\r\n", [125_000, 125_000, 1_000_000, 1_000_000]),
    "tabs": ("\t", [62_500, 62_500, 32_259, 32_259]),
    "spaces and line ends": (" \n", [250_000, 250_000, 1_000_000, 1_000_000]),
}


@pytest.mark.parametrize("what", LONG)
@pytest.mark.parametrize("at", range(4))
def test_a_megabyte_of_one_thing_is_counted_at_once(what: str, at: int) -> None:
    unit, tokens = LONG[what]
    assert count_with(VOCABULARIES[at], unit * (MILLION // len(unit))) == tokens[at]


def test_a_long_text_has_the_tokens_of_its_parts() -> None:
    line = "Ein Satz, der sich wiederholt: 1234 Mal.\n"
    for name in VOCABULARIES:
        assert count_with(name, line * 20_000) == 20_000 * count_with(name, line)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_long_text_without_line_ends_is_counted_in_pieces(name: str) -> None:
    for unit in ("我能吞下玻璃。", '"ключ":"слово",', "ไทย ไทย ", "[1.5,22],"):
        text = unit * (vocabulary.MOST_UNCUT // len(unit) // 4)
        assert max(map(len, pieces(text))) < 300_000
        assert abs(count_with(name, text) - count_with(name, unit * 100) * len(text) // len(unit) // 100) < (
            len(text) // len(unit) // 20
        )


def test_a_stretch_that_cannot_be_cut_is_not_counted() -> None:
    with pytest.raises(VocabularyFailed, match=r"^a stretch of 4,000,001 characters can't be cut$"):
        count_with("o200k_base", "a" * (vocabulary.MOST_UNCUT + 1))


@pytest.mark.usefixtures("anew")
def test_without_the_package_there_is_nothing_to_count_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splintr", None)
    assert not is_installed()
    assert missing() == "splintr-rs is not installed"
    with pytest.raises(VocabularyFailed, match=r"^splintr-rs is not installed$"):
        count_with("o200k_base", "a")


@pytest.mark.usefixtures("anew")
def test_a_package_that_does_not_load_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splintr", ModuleType("splintr"))
    assert not is_installed()
    assert str(missing()).startswith("splintr-rs does not load: cannot import name 'Tokenizer'")


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("version", ["0.23.0", "0.21.9", "1.22.0", "0", "dev"])
def test_another_series_is_as_good_as_none(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, None, version)
    assert missing() == f"splintr-rs {version} is installed, not 0.22"


class PanicException(BaseException):
    """As pyo3 raises it: no Exception."""


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PanicException("stack overflow"), "splintr-rs failed: PanicException"),
        (ValueError("no"), "splintr-rs failed: ValueError"),
    ],
)
def test_a_failure_is_told(error: BaseException, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, error)
    with pytest.raises(VocabularyFailed, match=f"^{said}$"):
        count_with("o200k_base", "a")


@pytest.mark.usefixtures("anew")
def test_an_interrupt_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        count_with("o200k_base", "a")


def test_a_lone_surrogate_is_refused_not_miscounted() -> None:
    with pytest.raises(VocabularyFailed, match="UnicodeEncodeError"):
        count_with("o200k_base", "a\ud800")


GUARDED = """
import sys

def forbid(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "subprocess.", "os.exec", "os.posix_spawn")):
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(forbid)
from llmcost.tokens.vocabulary import VOCABULARIES, count_with
print([count_with(each, "Hello, world!") for each in VOCABULARIES])
if "sockets" in sys.argv:
    import socket
    socket.getaddrinfo("localhost", 80)
"""


def guarded(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", GUARDED, *arguments], check=False, capture_output=True, text=True
    )


def test_no_vocabulary_is_fetched_from_anywhere() -> None:
    run = guarded()
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"{[4] * len(VOCABULARIES)}\n"


def test_the_guard_itself_finds_sockets() -> None:
    run = guarded("sockets")
    assert run.returncode == 1
    assert run.stderr.startswith("socket.")


def test_a_passage_can_be_made_without_loading_the_package() -> None:
    code = "import sys, llmcost.tokens.passage; print('splintr' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"
