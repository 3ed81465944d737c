"""How long `llmcost usage` reads large logs, beside a plain loop over the same file that only decodes.

Run it with ``python tests/benchmarks/usage.py [LINES [RUNS]]``. It writes logs into a temporary folder and
prints ratios of user and system seconds, whole process to whole process and run in turn: that of the least of
each, then the least and the most of the pairs. With the extra ``fast`` installed it is measured with and
without. Unset PYTHONDONTWRITEBYTECODE, or every run compiles its modules anew. Logs of other formats have a
tenth of the lines, so that starting up is a large share of their figures.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Value = dict[str, Any]

RUN = "from llmcost.__main__ import main; main()"
WITHOUT = f"import sys; sys.modules['msgspec'] = None; {RUN}"
LOOP = """
import json, sys
sums = {}
for line in open(sys.argv[1], "rb"):
    value = json.loads(line)
    usage = value.get("usage") or {}
    pile = sums.setdefault(value.get("model"), [0, 0, 0])
    pile[0] += 1
    pile[1] += usage.get("prompt_tokens", 0)
    pile[2] += usage.get("completion_tokens", 0)
"""
DECODE = """
import sys
from msgspec.json import Decoder
decode = Decoder().decode
for line in open(sys.argv[1], "rb"):
    decode(line)
"""
MODELS = ("gpt-4o-2024-08-06", "gpt-4.1-mini-2025-04-14", "gpt-5-2025-08-07", "gpt-4o-mini-2024-07-18")
PLAIN = ("the", "of", "and", "model", "price", "token", "when", "user", "data")
ODD = ('"price"', "value\ntotal", "C:\\temp", "größer", "東京", "→", "😀")
START = 1_755_000_000
source = random.Random(1)  # noqa: S311 - figures to measure with


class Figures(NamedTuple):
    """What one process took."""

    seconds: float
    mebibytes: float


def words(least: int, most: int) -> str:
    """Text with a few characters that have to be escaped."""
    return " ".join(source.choices(PLAIN * 5 + ODD, k=source.randint(least, most)))


def name(prefix: str) -> str:
    """An id that no other line has."""
    return f"{prefix}{source.getrandbits(116):029x}"


def chat(number: int, **more: Any) -> Value:
    """A chat completion of about 690 bytes; one of eight calls tools instead."""
    prompt, answer = source.randint(20, 9000), source.randint(20, 900)
    message: Value = {"role": "assistant", "content": words(8, 24), "refusal": None, "annotations": []}
    if number % 8 == 0:
        called = {"name": "look_up", "arguments": json.dumps({"query": words(2, 5)})}
        calls = [{"id": name("call_"), "type": "function", "function": called}] * source.randint(1, 3)
        message |= {"content": None, "tool_calls": calls}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {
        "id": name("chatcmpl-"),
        "object": "chat.completion",
        "created": START + 7 * number,
        "model": source.choice(MODELS),
        "choices": [choice],
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": answer,
            "total_tokens": prompt + answer,
            "prompt_tokens_details": {"cached_tokens": source.choice((0, prompt // 2)), "audio_tokens": 0},
            "completion_tokens_details": {
                "reasoning_tokens": source.choice((0, answer // 2)),
                "audio_tokens": 0,
                "accepted_prediction_tokens": 0,
                "rejected_prediction_tokens": 0,
            },
        },
        "service_tier": "default",
        "system_fingerprint": f"fp_{source.getrandbits(40):010x}",
        **more,
    }


def response(number: int) -> Value:
    """A response of the Responses API."""
    prompt, answer = source.randint(20, 9000), source.randint(20, 900)
    return {
        "id": name("resp_"),
        "object": "response",
        "created_at": START + 7 * number,
        "model": source.choice(MODELS),
        "output": [{"type": "message", "content": [{"type": "output_text", "text": words(8, 24)}]}],
        "usage": {
            "input_tokens": prompt,
            "input_tokens_details": {"cached_tokens": prompt // 2},
            "output_tokens": answer,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": prompt + answer,
        },
    }


def session(number: int) -> Value:
    """A line of a session of Claude Code; most hold what tools put out."""
    line = {
        "parentUuid": name(""),
        "isSidechain": False,
        "cwd": "/home/me/project",
        "sessionId": f"session-{number // 500}",
        "timestamp": f"2026-05-{1 + number // 9000 % 28:02}T10:{number % 60:02}:00.000Z",
    }
    if number % 5 < 3:
        text = words(10, 400)
        content = [{"tool_use_id": name("toolu_"), "type": "tool_result", "content": text}]
        user = {"role": "user", "content": content}
        return {**line, "type": "user", "message": user, "toolUseResult": {"stdout": text, "stderr": ""}}
    written = source.randint(0, 9000)
    usage = {
        "input_tokens": source.randint(1, 90),
        "cache_creation_input_tokens": written,
        "cache_read_input_tokens": source.randint(0, 90_000),
        "cache_creation": {"ephemeral_5m_input_tokens": written, "ephemeral_1h_input_tokens": 0},
        "output_tokens": source.randint(1, 2000),
        "service_tier": "standard",
    }
    message = {
        "id": name("msg_01")[:28],
        "model": "claude-sonnet-4-5-20250929",
        "content": [{"type": "text", "text": words(5, 200)}],
        "usage": usage,
    }
    return {**line, "type": "assistant", "message": message, "requestId": name("req_")}


def mixed(number: int) -> Value:
    """Chat completions as they are and inside a log's own line, responses, and lines without usage."""
    kinds: tuple[Callable[[int], Value], ...] = (
        chat,
        chat,
        response,
        lambda number: {"time": START + number, "level": "info", "response": chat(number)},
        lambda number: {"time": START + number, "level": "info", "said": words(5, 30)},
    )
    return source.choice(kinds)(number)


def write(path: Path, line: Callable[[int], Value], lines: int) -> Path:
    """A log of so many lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            file.write(json.dumps(line(number), ensure_ascii=number % 3 != 0) + "\n")
    return path


def run(code: str, *arguments: str) -> Figures:
    """What one process takes."""
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Figures(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Bench(NamedTuple):
    """Ours against theirs, so many times in turn."""

    runs: int
    ours: str
    theirs: str

    def compare(self, label: str, path: Path, *flags: str, goal: str = "") -> float:
        """Print the ratio of both; give the most memory that ours took."""
        pairs = [
            (run(self.ours, "usage", str(path), "--json", "--quiet", *flags), run(self.theirs, str(path)))
            for _ in range(self.runs)
        ]
        least = min(mine.seconds for mine, _ in pairs) / min(other.seconds for _, other in pairs)
        each = sorted(mine.seconds / other.seconds for mine, other in pairs)
        most = max(mine.mebibytes for mine, _ in pairs)
        told = f"{least:6.2f}  ({each[0]:.2f} to {each[-1]:.2f}) {most:6.0f} MiB  {goal}"
        print(f"{label:46} {told}".rstrip(), flush=True)
        return most


def main() -> None:
    """Print a line for each comparison."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    few, half = max(1, lines // 10), lines // 2
    alone, extra, bare = Bench(runs, WITHOUT, LOOP), Bench(runs, RUN, LOOP), Bench(runs, RUN, DECODE)
    has_extra = importlib.util.find_spec("msgspec") is not None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        log = write(place / "chat.jsonl", chat, lines)
        logs = {
            "Claude Code": write(place / "session.jsonl", session, few),
            "responses": write(place / "responses.jsonl", response, few),
            "mixed": write(place / "mixed.jsonl", mixed, few),
        }
        print(f"{lines:,} chat completions, {log.stat().st_size / 1e6:,.0f} MB; {runs} runs")
        most = alone.compare("chat / json.loads and a dict", log, goal="<= 1.0 in 64 MiB")
        alone.compare("chat with --jobs 2 / json.loads and a dict", log, "--jobs", "2")
        less = alone.compare(f"chat, {half:,} lines", write(place / "half.jsonl", chat, half))
        print(f"{'memory for each line beyond those':46} {(most - less) * 2**20 / half:6.0f} bytes")
        if has_extra:
            bare.compare("chat with the extra / msgspec alone", log, goal="<= 1.5")
        for label, path in logs.items():
            alone.compare(f"{label} / json.loads", path)
            if has_extra:
                extra.compare(f"{label} with the extra / json.loads", path)
                bare.compare(f"{label} with the extra / msgspec alone", path)


if __name__ == "__main__":
    main()
