"""A list comes from a server or from a file, and bears the name of where it came from."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ledgers import DAY
from server import Server, answer, not_modified

from llmcost.errors import SourceError, UsageError
from llmcost.sources.convert import SOURCE
from llmcost.sources.ledger import Validator
from llmcost.sources.openrouter import Fetch, Fetched, Patience
from llmcost.sources.unpacking import MAX_UNPACKED
from llmcost.sources.upstream import from_file, from_network, models_url

if TYPE_CHECKING:
    from collections.abc import Mapping

MIRROR = "https://mirror.example/models"


@pytest.mark.parametrize(
    ("stated", "environ", "expected"),
    [
        (None, {}, SOURCE),
        (None, {"LLMCOST_OPENROUTER_URL": ""}, SOURCE),
        (None, {"LLMCOST_OPENROUTER_URL": MIRROR}, MIRROR),
        ("https://other.example", {"LLMCOST_OPENROUTER_URL": MIRROR}, "https://other.example"),
        ("", {"LLMCOST_OPENROUTER_URL": MIRROR}, ""),
    ],
)
def test_the_url_is_the_stated_one_the_environment_s_or_openrouter_s(
    stated: str | None, environ: Mapping[str, str], expected: str
) -> None:
    assert expected == models_url(stated, environ)


# The network


def test_a_list_is_fetched_with_what_the_server_said_before() -> None:
    with Server(answer(200, b"{}", ETag='"1"'), not_modified(), today=DAY) as server:
        listed = from_network(server.url, DAY, Fetch("", patience=Patience(tries=1)))
        first = listed.get(None)
        second = listed.get(Validator(server.url, '"1"'))
        paths = [request.path for request in server.requests]
        asked = [request.headers["If-None-Match"] for request in server.requests]

    assert (server.url, server.url, DAY) == (listed.name, listed.url, listed.day)
    assert (b"{}", '"1"') == (first.body, first.etag)
    assert (None, '"1"') == (second.body, second.etag)
    assert ["/api/v1/models"] * 2 == paths
    assert [None, '"1"'] == asked


def test_where_a_url_has_a_query_nothing_is_remembered_of_it() -> None:
    with Server(answer(200, b"{}", ETag='"1"'), today=DAY) as server:
        listed = from_network(f"{server.url}?key=secret", DAY, Fetch("", patience=Patience(tries=1)))
        found = listed.get(Validator(server.url, '"1"'))
        (request,) = server.requests

    assert (server.url, server.url) == (listed.name, listed.url)
    assert (b"{}", None, None) == (found.body, found.etag, found.last_modified)
    assert ("/api/v1/models?key=secret", None) == (request.path, request.headers["If-None-Match"])


@pytest.mark.parametrize(
    ("name", "assumed", "codes"),
    [("list.json", True, ["assumed_date"]), ("list.json", False, []), ("-", True, [])],
)
def test_a_file_of_an_unknown_day_is_remarked_on(name: str, codes: list[str], *, assumed: bool) -> None:
    found = from_file(Path(name), SOURCE, DAY, assumed=assumed)
    assert codes == [note.code for note in found.warnings]


@pytest.mark.parametrize("url", ["", "http://mirror.example/models", "ftp://mirror.example", "https://"])
def test_a_url_that_may_not_be_fetched_is_refused_before_anything_is_read(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        from_network(url, DAY, Fetch(url))
    with pytest.raises(UsageError):
        from_file(tmp_path / "none.json", url, DAY)


# A saved answer


def test_a_saved_answer_is_read_and_its_source_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(b"\xef\xbb\xbf as it is")
    listed = from_file(path, f"{MIRROR}?key=secret", DAY)

    assert (str(path), MIRROR, DAY) == (listed.name, listed.url, listed.day)
    assert Fetched(b"\xef\xbb\xbf as it is") == listed.get(None) == listed.get(Validator(MIRROR, '"1"'))


class Stdin(io.TextIOWrapper):
    """What the program is fed with."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="ascii")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"{\xff}"))
    listed = from_file(Path("-"), SOURCE, DAY)

    assert ("standard input", Fetched(b"{\xff}")) == (listed.name, listed.get(None))


def test_a_standard_input_that_is_closed_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert Fetched(b"") == from_file(Path("-"), SOURCE, DAY).get(None)


@pytest.mark.parametrize(
    ("name", "reason"),
    [(".", "Is a directory"), ("none.json", "No such file or directory"), ("nu\0l", "embedded null byte")],
)
def test_a_file_that_can_t_be_read_is_refused(name: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(SourceError) as refused:
        from_file(path, SOURCE, DAY).get(None)

    assert (f"can't read {path}: {reason}", "name a saved answer of the server") == (
        refused.value.message,
        refused.value.hint,
    )


def test_a_file_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(MAX_UNPACKED)
    assert Fetched(bytes(MAX_UNPACKED)) == from_file(path, SOURCE, DAY).get(None)

    with path.open("wb") as file:
        file.truncate(MAX_UNPACKED + 1)
    with pytest.raises(SourceError) as refused:
        from_file(path, SOURCE, DAY).get(None)
    assert f"{path}: too long for a price list" == refused.value.message


@pytest.mark.skipif(os.name == "nt", reason="no such device")
def test_a_device_that_never_ends_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        from_file(Path("/dev/zero"), SOURCE, DAY).get(None)

    assert ("/dev/zero: too long for a price list", "name a saved answer of the server") == (
        refused.value.message,
        refused.value.hint,
    )
