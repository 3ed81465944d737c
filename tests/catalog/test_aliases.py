from __future__ import annotations

import pytest

from llmcost.catalog.aliases import Aliases
from llmcost.catalog.note import Note
from llmcost.errors import ConfigError

KNOWN = Aliases(
    {"fast": "acme/one", "faster": "fast", "acme/one": "acme/two", "a": "b", "b": "a"},
    {"faster": "/home/x/llmcost.toml"},
    {"acme/one", "acme/two"},
)


def test_an_id_is_never_an_alias() -> None:
    assert [True, True, False, False] == [name in KNOWN for name in ("fast", "a", "acme/one", "other")]
    assert ["fast", "faster", "acme/one", "a", "b"] == list(KNOWN)


@pytest.mark.parametrize(
    ("name", "trail"),
    [("acme/one", ()), ("fast", ("fast",)), ("faster", ("faster", "fast")), ("a", ("a", "b"))],
)
def test_a_name_goes_through_aliases_until_it_is_none_or_one_again(name: str, trail: tuple[str, ...]) -> None:
    assert trail == KNOWN.trail(name)


def test_an_alias_ends_in_what_is_none() -> None:
    assert "acme/one" == KNOWN.end_of("faster")


@pytest.mark.parametrize(
    ("length", "path"),
    [(2, "0 -> 1 -> 0"), (5, "0 -> 1 -> 2 -> 3 -> 4 -> 0"), (6, "0 -> 1 -> 2 -> 3 -> 4 -> ... -> 0")],
)
def test_a_circle_has_no_end(length: int, path: str) -> None:
    circle = Aliases({str(step): str((step + 1) % length) for step in range(length)}, {}, ())
    with pytest.raises(ConfigError) as refused:
        circle.end_of("0")
    assert f"the alias '0' leads back to itself: {path}" == refused.value.message


def test_an_alias_is_told_with_its_file_where_that_is_known() -> None:
    assert Note("alias", "fast is your alias of acme/one") == KNOWN.note("fast")
    assert Note("alias", "faster is an alias of fast in llmcost.toml") == KNOWN.note("faster")
