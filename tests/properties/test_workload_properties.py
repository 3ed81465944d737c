"""Whatever a workload file holds, it is read or refused; each line that is told is the right one."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.cap import KINDS
from llmcost.errors import ConfigError
from llmcost.reading.project_file import WORKLOAD
from llmcost.workload.places import every_line, outline
from llmcost.workload.tables import SCENARIO_READERS
from llmcost.workload.workload_file import read_workload

scalars = st.one_of(
    st.integers(-(10**16), 10**16),
    st.integers(1, 100),
    st.booleans(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(max_size=8),
    st.text("\"'\\#[]{}=,.\n", max_size=8),
    st.sampled_from(["75%", "12k", "day", "01:00-04:00", "$5", "gpt-5", "101%", "-1", "tools"]),
)
keys = st.one_of(
    st.sampled_from([*SCENARIO_READERS, *WORKLOAD, *KINDS, "models", "tool", "llmcost"]),
    st.text("ab.\"'\\# ]é\n\x7f", max_size=3),
)
tables = st.recursive(
    st.dictionaries(keys, scalars, max_size=5),
    lambda inner: st.dictionaries(keys, st.one_of(scalars, inner, st.lists(inner, max_size=3)), max_size=5),
    max_leaves=12,
)
limits = st.dictionaries(st.sampled_from(KINDS), scalars, max_size=3)
scenarios = st.fixed_dictionaries(
    {"name": st.text(min_size=1, max_size=4), "model": st.just("gpt-5"), "requests": st.integers(0, 9)},
    optional={
        "input": st.one_of(st.integers(0, 100), scalars),
        "output": st.integers(0, 100),
        "cached": scalars,
        "per": st.sampled_from(["day", "year"]),
        "limits": limits,
        "warn_limits": limits,
        "models": st.dictionaries(st.text(max_size=5), scalars, max_size=3),
        "when": scalars,
    },
)
workloads = st.fixed_dictionaries(
    {"scenarios": st.lists(scenarios, max_size=4)},
    optional={"limits": limits, "defaults": st.one_of(scenarios, tables), "as_of": scalars},
)
documents = st.one_of(tables, workloads, workloads.map(lambda workload: {"tool": {"llmcost": workload}}))


@given(documents, st.booleans(), st.booleans())
def test_a_document_of_any_shape_is_read_or_refused(
    document: dict[str, Any],
    in_pyproject: bool,  # noqa: FBT001 - hypothesis' signature
    may_override: bool,  # noqa: FBT001 - likewise
) -> None:
    data = tomli_w.dumps(document).encode()
    with suppress(ConfigError):
        workload = read_workload(data, "f", in_pyproject=in_pyproject, may_override=may_override)
        stated = document.get("tool", {}).get("llmcost", {}) if in_pyproject else document
        assert len(stated.get("scenarios", [])) == len(workload.scenarios)


@given(st.one_of(st.binary(max_size=60), st.text("[]{}\"'=.,#\\ \nab1", max_size=60).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ConfigError):
        read_workload(data, "f", in_pyproject=False, may_override=True)


@given(documents)
def test_each_line_that_is_told_holds_what_it_is_told_of(document: dict[str, Any]) -> None:
    text = tomli_w.dumps(document)
    lines = every_line(text)
    assert {keys: lines[keys] for keys in outline(text)} == outline(text)
    # Cut before it, a key is not there yet; cut behind the statement, it is.
    for path, line in lines.items():
        before = "\n".join(text.split("\n")[: line - 1])
        assert not _holds(_parse(before), path)


@given(st.lists(scenarios, max_size=5))
def test_each_scenario_is_told_at_its_header(each: list[dict[str, Any]]) -> None:
    text = "".join(
        f"# {position}\n\n[[scenarios]]\n"
        + tomli_w.dumps({k: v for k, v in one.items() if not isinstance(v, dict)})
        for position, one in enumerate(each)
    )
    lines = every_line(text)
    for position in range(len(each)):
        line = lines["scenarios", position]
        assert ["[[scenarios]]", f"# {position}"] == [text.split("\n")[line - 1], text.split("\n")[line - 3]]


def _parse(text: str) -> dict[str, Any]:
    """What the text says, or nothing where it was cut within a value."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _holds(value: Any, path: tuple[str | int, ...]) -> bool:
    for key in path:
        if isinstance(key, int):
            if not isinstance(value, list) or len(value) <= key:
                return False
        elif not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True
