"""The fast lane takes in exactly what the long way does, and so does the quicker decoder."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import CATALOG, NOW, THEN, log, outcome

from llmcost.logs import decoder, lane
from llmcost.logs.reader import Part, Reader, unwatched
from llmcost.records.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from llmcost.cost.cell import Cell, Sums
    from llmcost.cost.tally import Oddity

COUNTS = st.sampled_from([0, 1, 7, 990, 1000, 1001, 20_000, 999_999_999, 10**9, 2**33, 10**13, -1, 7.0, None])
TEXTS = st.text(max_size=12) | st.sampled_from(
    ['"quoted"', "back\\slash\\", "\x7f", "\ud800", "ä€😀", "\n\t\r", '{"usage": 1}']
)
IDS = st.integers(0, 5).map(lambda number: f"chatcmpl-{number:020}") | st.sampled_from(
    ["short", "chatcmpl-3", "gen-00000000000000000001", "ä" * 20, 'a"b' * 9, "x" * 300, 17, None]
)
TIMES = st.sampled_from(
    [THEN, THEN + 1, THEN + 3600, THEN + 86_400, THEN + 10**8, 0, float(THEN), str(THEN), None]
)
CALLS = st.lists(
    st.fixed_dictionaries(
        {"id": TEXTS, "type": st.just("function")}, optional={"function": st.just({"arguments": "{}"})}
    ),
    max_size=3,
)
MESSAGES = st.fixed_dictionaries(
    {"role": st.just("assistant"), "content": TEXTS | st.none()},
    optional={"refusal": st.none(), "annotations": st.lists(st.integers()), "tool_calls": CALLS | st.none()},
)
CHOICES = st.lists(
    st.fixed_dictionaries(
        {"index": st.integers(0, 2), "message": MESSAGES},
        optional={"logprobs": st.none() | st.lists(st.floats(allow_nan=True))},
    ),
    max_size=2,
)
DETAILS = st.none() | st.fixed_dictionaries(
    {}, optional={"cached_tokens": COUNTS, "audio_tokens": st.sampled_from([0, 0, 0, 3, None])}
)
OUTPUTS = st.none() | st.fixed_dictionaries(
    {}, optional={"reasoning_tokens": COUNTS, "accepted_prediction_tokens": COUNTS}
)


@st.composite
def usages(draw: st.DrawFn) -> dict[str, Any]:
    """A usage object, in most cases one that adds up."""
    prompt, output, total = draw(COUNTS), draw(COUNTS), draw(COUNTS)
    if isinstance(prompt, int) and isinstance(output, int) and draw(st.integers(0, 9)):
        total = prompt + output
    more = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "prompt_tokens_details": DETAILS,
                "completion_tokens_details": OUTPUTS,
                "cost": st.sampled_from([0.25, None]),
                "cached_tokens": COUNTS,
            },
        )
    )
    return {"prompt_tokens": prompt, "completion_tokens": output, "total_tokens": total, **more}


PLAIN = st.fixed_dictionaries(
    {
        "id": st.integers(0, 9).map(lambda number: f"chatcmpl-{number:020}"),
        "object": st.just("chat.completion"),
        "created": st.integers(THEN, THEN + 90_000),
        "model": st.sampled_from(["acme/one", "acme/two", "lost"]),
        "choices": CHOICES,
        "usage": st.builds(
            lambda prompt, output, cached: {
                "prompt_tokens": prompt,
                "completion_tokens": output,
                "total_tokens": prompt + output,
                "prompt_tokens_details": {"cached_tokens": min(prompt, cached), "audio_tokens": 0},
            },
            st.integers(0, 2000),
            st.integers(0, 90),
            st.integers(0, 900),
        ),
        "service_tier": st.sampled_from(["default", "batch", "priority", None]),
    }
)
ODD = st.fixed_dictionaries(
    {"object": st.sampled_from(["chat.completion", "chat.completion.chunk", None])},
    optional={
        "id": IDS,
        "created": TIMES,
        "model": st.sampled_from(["acme/one", "ä", "", None]),
        "choices": CHOICES,
        "usage": usages() | st.none(),
        "service_tier": st.sampled_from(["flex", "FLEX", "ä", 7]),
        "system_fingerprint": TEXTS | st.none(),
        "provider": st.just("Acme"),
        "user": TEXTS,
        "x_groq": st.just({}),
    },
)
WRITERS: st.SearchStrategy[Callable[[Any], str]] = st.sampled_from(
    [
        json.dumps,
        lambda value: json.dumps(value, separators=(",", ":")),
        lambda value: json.dumps(value, ensure_ascii=False),
        lambda value: json.dumps(value, separators=(" ,\t", ": ")),
        lambda value: "data: " + json.dumps(value),
        lambda value: json.dumps(value)[:-9],
        lambda value: json.dumps(value) + json.dumps(value),
        lambda value: json.dumps(value).replace('"usage"', '"id": "a second id of it", "usage"'),
        lambda value: json.dumps(value).replace('"usage"', '"usage": {}, "usage"'),
        lambda value: json.dumps(value).replace("index", "in\x01dex"),
        lambda value: json.dumps(value).replace("index", "in\\qdex"),
        lambda value: json.dumps(value).replace('"index": 1', '"index": 01'),
        lambda value: json.dumps(value).replace('"index": 0', '"index": ' + "1" * 5000),
        lambda value: json.dumps(value).replace('"index": 0', '"index": 1e999'),
    ]
)
HURT = st.sampled_from([(b"", b""), (b"", b""), (b"assistant", b"assist\xff"), (b"ssist", b"\xed\xa0\x80")])


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    """A line of a log, the most of them plain."""
    if draw(st.integers(0, 2)):
        return json.dumps(draw(PLAIN)).encode()
    written = draw(WRITERS)(draw(PLAIN | ODD))
    return bytes(written.encode("utf-8", "surrogatepass").replace(*draw(HURT)))


QUESTIONS = st.builds(
    Question,
    by=st.sampled_from([("model",), ("file", "day"), ("hour",), ("session",)]),
    now=st.just(NOW),
    since=st.none() | st.integers(THEN - 10, THEN + 10**5),
    until=st.none() | st.integers(THEN, THEN + 10**6),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu"]),
    flavour=st.sampled_from([None, "openai-chat", "xai"]),
)


def read(
    folder: str, logs: list[bytes], asked: Question, *, by_lane: bool
) -> tuple[dict[Cell, Sums], tuple[Oddity, ...], tuple[int, ...]]:
    reader = Reader(asked, CATALOG)
    reader._lane.is_open &= by_lane
    for number, data in enumerate(logs):
        reader.read(Part(log(Path(folder) / f"{number}.jsonl", data)), unwatched)
    return outcome(reader.account)


@pytest.fixture(params=["standard library", "msgspec"], scope="module")
def _decoding(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "standard library":
            patch.setattr(decoder, "_quick", lambda: None)
            patch.setattr(lane, "_source", lambda: None)
        yield


@pytest.mark.usefixtures("_decoding")
@given(
    st.lists(st.lists(lines(), max_size=12).map(b"\n".join), min_size=1, max_size=3),
    st.sampled_from([b"\n", b"\r\n"]),
    QUESTIONS,
)
def test_the_lane_takes_in_what_the_long_way_does(logs: list[bytes], end: bytes, asked: Question) -> None:
    logs = [data.replace(b"\n", end) for data in logs]
    with tempfile.TemporaryDirectory() as folder:
        assert read(folder, logs, asked, by_lane=False) == read(folder, logs, asked, by_lane=True)


@given(st.lists(lines(), min_size=1, max_size=6).map(b"\n".join), QUESTIONS)
def test_both_decoders_come_to_the_same(data: bytes, asked: Question) -> None:
    with tempfile.TemporaryDirectory() as folder:
        quick = read(folder, [data], asked, by_lane=False)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decoder, "_quick", lambda: None)
            assert read(folder, [data], asked, by_lane=False) == quick
