from __future__ import annotations

import pytest

from llmcost.errors import UsageError
from llmcost.sources.credentials import KEY, key_of


@pytest.mark.parametrize(
    ("environ", "key"),
    [
        ({}, None),
        ({KEY: ""}, None),
        ({KEY: " "}, None),
        ({KEY: " sk-or-v1-0\n"}, "sk-or-v1-0"),
        ({KEY: "s" * 500}, "s" * 500),
    ],
)
def test_the_key_is_that_of_the_environment(environ: dict[str, str], key: str | None) -> None:
    assert key == key_of(environ)


@pytest.mark.parametrize("key", ["sk or", "sk\nor", "ské", "s" * 501])
def test_what_can_not_be_a_key_is_refused_and_never_shown(key: str) -> None:
    with pytest.raises(UsageError) as raised:
        key_of({KEY: key})
    assert (
        "OPENROUTER_API_KEY holds characters that no key has",
        "set it to the key alone, or unset it",
    ) == (raised.value.message, raised.value.hint)
