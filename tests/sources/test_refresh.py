"""A refresh installs a complete, checked ledger, or changes nothing and says why."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from ledgers import ledger, model, row
from server import Server, answer, not_modified

from llmcost.catalog.note import Note
from llmcost.catalog.refreshed import RolledBack
from llmcost.errors import RefusedError, SourceError, UsageError
from llmcost.sources import layers, paths
from llmcost.sources import refresh as refreshing
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.ledger import Validator
from llmcost.sources.openrouter import Fetch, Fetched
from llmcost.sources.refresh import refresh, roll_back
from llmcost.sources.store import damaged_of, previous_of
from llmcost.sources.upstream import Upstream, from_file, from_network

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from llmcost.catalog.refreshed import Refreshed
    from llmcost.sources.ledger import Ledger

TODAY = date(2026, 11, 20)
URL = "https://prices.test/api/v1/models"
IDS = ("acme/one", "acme/two", "acme/three")


def dated(
    model_id: str, price: str = "input = 1\noutput = 2", facts: str = "", day: str = "2026-11-10"
) -> str:
    return model(model_id, price, f"since = {day}\nseen = {day}\n{facts}")


BUNDLED = ledger(*map(dated, IDS))


def priced(model_id: str, dollars: str = "1") -> dict[str, Any]:
    """A row at so many dollars per million input tokens, and twice that for output."""
    return row(model_id, {"prompt": f"{dollars}e-6", "completion": f"{2 * int(dollars)}e-6"})


LISTED = tuple(map(priced, IDS))


def body(*rows: Any) -> bytes:
    return json.dumps({"data": rows}).encode()


class House:
    """A user's machine, with llmcost on it."""

    def __init__(self, root: Path) -> None:
        self.root = root / "home"
        self.environ = dict.fromkeys(("HOME", "APPDATA", "LOCALAPPDATA"), str(self.root))
        folders = paths.folders(self.environ)
        assert folders.data
        assert folders.config
        self.own, self.config = folders.data / paths.REFRESHED_FILE, folders.config
        self.root.mkdir()

    def keeps(self, text: str, path: Path | None = None) -> Path:
        path = path or self.own
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def sees(self, *rows: Any, day: date = TODAY, **options: Any) -> Refreshed:
        """Refresh by a list of these rows, saved on that day."""
        saved = self.root.parent / "answer.json"
        saved.write_bytes(body(*rows))
        return refresh(from_file(saved, URL, day), self.environ, **options)

    def files(self) -> Mapping[str, bytes]:
        """Every file and its bytes."""
        found = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    package = tmp_path / "package"
    package.mkdir()
    (package / "models.toml").write_text(BUNDLED, encoding="utf-8")
    monkeypatch.setattr(layers, "PACKAGE", package)
    return House(tmp_path)


def read(path: Path) -> Ledger:
    return read_ledger(path.read_bytes(), str(path))


def inputs(path: Path) -> dict[str, str]:
    """The input rate of every listed model."""
    return {
        model_id: str(each.current.price.rates["input"])
        for model_id, each in read(path).models.items()
        if each.retired is None and each.current.price
    }


def kinds(found: Refreshed) -> dict[str, str]:
    return {change.model: change.kind for change in found.changes}


# The user's own ledger


def test_the_first_refresh_builds_on_the_bundled_ledger(house: House) -> None:
    found = house.sees(*LISTED[1:], priced("acme/new", "5"), priced("acme/one", "2"))

    assert {"acme/one": "2", "acme/two": "1", "acme/three": "1", "acme/new": "5"} == inputs(house.own)
    assert "2026-11-10" == str(read(house.own).models["acme/one"].past[0].seen)
    assert {"acme/new": "new", "acme/one": "dearer"} == kinds(found)
    assert BUNDLED.encode() == previous_of(house.own).read_bytes()
    assert (date(2026, 11, 10), 2, True, str(previous_of(house.own))) == (
        found.before,
        found.unchanged,
        found.written,
        found.previous,
    )
    assert (URL, TODAY, None) == (
        read(house.own).source,
        read(house.own).as_of,
        read(house.own).validator,
    )


def test_a_later_refresh_builds_on_the_one_before_and_keeps_it(house: House) -> None:
    house.sees(*LISTED, day=TODAY - timedelta(2))
    before = house.own.read_bytes()

    found = house.sees(priced("acme/one", "2"), *LISTED[1:])

    assert before == previous_of(house.own).read_bytes()
    assert (str(house.own), str(previous_of(house.own))) == (found.path, found.previous)
    assert TODAY - timedelta(2) == found.before
    first, last = read(house.own).models["acme/one"].past[0], read(house.own).models["acme/one"].current
    assert (TODAY - timedelta(2), TODAY) == (first.seen, last.since)


def test_an_older_ledger_of_ones_own_adds_what_the_newer_bundled_one_missed(house: House) -> None:
    house.keeps(
        ledger(
            dated("acme/one", "input = 7\noutput = 8", day="2026-11-01"),
            dated("acme/private", day="2026-11-01"),
            as_of="2026-11-01",
        )
    )
    found = house.sees(*LISTED)

    models = read(house.own).models
    assert ["2026-11-01", "2026-11-10"] == [
        str(each.since) for each in (*models["acme/one"].past, models["acme/one"].current)
    ]
    assert date(2026, 11, 10) == models["acme/private"].retired == found.before
    assert {} == kinds(found)


def test_a_newer_ledger_of_ones_own_adds_what_the_bundled_one_saw(house: House) -> None:
    house.keeps(ledger(dated("acme/one", "input = 7\noutput = 14", day="2026-11-15"), as_of="2026-11-15"))

    found = house.sees(priced("acme/one", "7"), *LISTED[1:], force=True)

    models = read(house.own).models
    assert ["2026-11-10", "2026-11-15"] == [
        str(each.since) for each in (*models["acme/one"].past, models["acme/one"].current)
    ]
    assert date(2026, 11, 15) == found.before
    assert {"acme/two": "revived", "acme/three": "revived"} == kinds(found)


@pytest.mark.parametrize("previous", [True, False])
def test_an_unreadable_ledger_of_ones_own_is_put_aside_with_a_warning(
    house: House, *, previous: bool
) -> None:
    broken = house.keeps("schema = 1\n[mod")
    past = ledger(dated("acme/one", day="2026-11-15"), as_of="2026-11-15")
    if previous:
        house.keeps(past, previous_of(house.own))

    found = house.sees(*LISTED)

    (warning,) = found.warnings
    assert "refreshed_unreadable" == warning.code
    assert warning.message.startswith(f"{broken}: ")
    origin = previous_of(house.own) if previous else "those that came with llmcost"
    assert warning.message.endswith(
        f"; it is set aside as {damaged_of(broken)}, and the prices go on from {origin}"
    )
    assert date(2026, 11, 15 if previous else 10) == found.before
    assert b"schema = 1\n[mod" == damaged_of(broken).read_bytes()
    assert previous == previous_of(house.own).exists()
    if previous:
        assert past.encode() == previous_of(house.own).read_bytes()
    assert set(IDS) == set(inputs(house.own))


def test_without_a_home_there_is_no_place_for_prices(house: House) -> None:
    house.environ.clear()

    for act in (lambda: house.sees(*LISTED), lambda: roll_back(house.environ)):
        with pytest.raises(SourceError, match="no place for prices") as caught:
            act()
        assert "set HOME or XDG_DATA_HOME, or name a file with --ledger" == caught.value.hint
    assert {} == house.files()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody keeps root from writing")
def test_in_a_read_only_home_nothing_is_written(house: House) -> None:
    house.root.chmod(0o500)
    try:
        with pytest.raises(SourceError, match=r"can't write .*; nothing was changed"):
            house.sees(*LISTED)
        assert {} == house.files()
    finally:
        house.root.chmod(0o700)


# A ledger that was named


def test_a_named_ledger_is_begun_where_there_is_none(house: House) -> None:
    path = house.root / "prices.toml"

    found = house.sees(*LISTED[:2], ledger=path)

    assert {"acme/one": "1", "acme/two": "1"} == inputs(path)
    assert {"prices.toml": path.read_bytes()} == house.files()
    assert (str(path), None, None, 0) == (found.path, found.before, found.previous, found.unchanged)
    assert {"acme/one": "new", "acme/two": "new"} == kinds(found)


def test_a_named_ledger_is_not_begun_in_a_folder_that_does_not_exist(house: House) -> None:
    with pytest.raises(UsageError, match="--ledger: there is no folder"):
        house.sees(*LISTED, ledger=house.root / "new" / "prices.toml")
    assert [] == list(house.root.iterdir())


def test_a_named_ledger_is_renewed_in_place(house: House) -> None:
    path = house.keeps(ledger(dated("acme/one")), house.root / "prices.toml")
    before = path.read_bytes()

    found = house.sees(priced("acme/one", "2"), ledger=path)

    assert {"acme/one": "2"} == inputs(path)
    assert before == previous_of(path).read_bytes()
    assert ["prices.previous.toml", "prices.toml"] == list(house.files())
    assert {"acme/one": "dearer"} == kinds(found)


def test_a_link_stays_a_link_and_the_ledger_before_lies_beside_the_file(house: House) -> None:
    target = house.keeps(ledger(dated("acme/one")), house.root / "kept" / "prices.toml")
    before = target.read_bytes()
    link = house.root / "link.toml"
    link.symlink_to(target)

    found = house.sees(priced("acme/one", "2"), ledger=link)

    assert link.is_symlink()
    assert {"acme/one": "2"} == inputs(target)
    assert (str(link), str(target.with_name("prices.previous.toml"))) == (found.path, found.previous)
    assert RolledBack(str(link), date(2026, 11, 10)) == roll_back(house.environ, link)
    assert before == target.read_bytes()


def test_a_link_that_leads_nowhere_yet_begins_a_ledger_there(house: House) -> None:
    link = house.root / "link.toml"
    link.symlink_to(house.root / "prices.toml")

    house.sees(*LISTED, ledger=link)

    assert link.is_symlink()
    assert set(IDS) == set(inputs(house.root / "prices.toml"))


UNUSABLE = {
    "a folder": "can't read prices from .*: Is a directory",
    "empty": "no schema number",
    "another schema": "schema 2; this llmcost reads schema 1",
    "not toml": "Invalid statement",
    "too long a name": "can't write .*; nothing was changed",
}


@pytest.mark.skipif(os.name == "nt", reason="the system's own words")
@pytest.mark.parametrize("what", UNUSABLE)
def test_a_named_ledger_that_can_not_be_used_is_left_alone(house: House, what: str) -> None:
    path = house.root / ("x" * 300 if what == "too long a name" else "prices.toml")
    texts = {"empty": "", "another schema": "schema = 2", "not toml": "?"}
    if what in texts:
        house.keeps(texts[what], path)
    elif what == "a folder":
        path.mkdir()
    before = house.files()

    with pytest.raises(SourceError, match=UNUSABLE[what]) as caught:
        house.sees(*LISTED, ledger=path)

    assert caught.value.hint
    assert "--prices" not in caught.value.hint
    assert before == house.files()


def test_keys_that_this_version_does_not_know_survive(house: House) -> None:
    head, _, rest = ledger(dated("acme/one", facts='licence = "MIT"\nscore = -0.5')).partition("currency")
    text = f"region = 'eu'\nlimits = {{ soft = 1e5, hard = inf, none = nan }}\n{head}currency{rest}"
    path = house.keeps(text, house.root / "prices.toml")

    house.sees(priced("acme/one", "2"), ledger=path)
    house.sees(priced("acme/one", "3"), ledger=path)

    again = path.read_text(encoding="utf-8")
    for line in ('region = "eu"', 'licence = "MIT"', "score = -0.5", "hard = inf", "none = nan"):
        assert line in again
    assert {"soft", "hard", "none"} == read(path).extra["limits"].keys()


def test_a_ledger_that_contradicts_its_own_date_is_left_alone(house: House) -> None:
    text = ledger(dated("acme/one", day="2027-01-01"), as_of="2026-11-10")
    path = house.keeps(text, house.root / "prices.toml")

    with pytest.raises(SourceError) as caught:
        house.sees(*LISTED, ledger=path, force=True)

    told = f'{path}: models."acme/one".since: 2027-01-01 is later than as_of, 2026-11-10'
    assert told == caught.value.message
    assert caught.value.hint
    assert {"prices.toml": text.encode()} == house.files()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"models": {}}, "the new ledger doesn't read back as it was written"),
        ({"as_of": date(2026, 11, 1)}, "the new ledger: .* is later than as_of, 2026-11-01"),
    ],
)
def test_a_ledger_that_does_not_read_back_is_never_installed(
    house: House, fault: Mapping[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(found: Ledger) -> str:
        return write_ledger(found._replace(**fault))

    monkeypatch.setattr(refreshing, "write_ledger", forgetful)

    with pytest.raises(SourceError, match=f"^{message}$") as caught:
        house.sees(*LISTED)

    assert caught.value.hint
    assert {} == house.files()


# Lists that change nothing


def test_a_dry_run_finds_out_everything_and_writes_nothing(house: House) -> None:
    rows = (priced("acme/one", "2"), *LISTED[1:])

    found = house.sees(*rows, dry_run=True)

    assert {} == house.files()
    assert [] == list(house.root.iterdir())
    kept = str(previous_of(house.own))
    assert found._replace(written=True, dry_run=False, previous=kept) == house.sees(*rows)
    before = house.files()
    later = house.sees(*LISTED, day=TODAY + timedelta(1), dry_run=True)
    assert before == house.files()
    assert ({"acme/one": "cheaper"}, False, None) == (kinds(later), later.written, later.previous)


def test_a_list_that_is_refused_changes_nothing_unless_it_is_forced(house: House) -> None:
    house.sees(*LISTED, day=TODAY - timedelta(1))
    before = house.files()
    finding = ("too_few", "1 models, where there were 3")

    for dry_run in (False, True):
        with pytest.raises(RefusedError, match="can't be trusted; the old ones stay") as caught:
            house.sees(LISTED[0], dry_run=dry_run)
        assert (finding,) == caught.value.findings
        assert before == house.files()

    found = house.sees(LISTED[0], force=True)
    assert (Note(*finding),) == found.accepted
    assert {"acme/one": "1"} == inputs(house.own)
    assert {"acme/two": "retired", "acme/three": "retired"} == kinds(found)


@pytest.mark.parametrize("ledger_of", ["own", "bundled"])
def test_a_list_older_than_the_ledger_is_refused(house: House, ledger_of: str) -> None:
    known = TODAY if ledger_of == "own" else date(2026, 11, 10)
    if ledger_of == "own":
        house.sees(*LISTED)
    before, older = house.files(), known - timedelta(1)

    with pytest.raises(SourceError, match=f"a list of {older} is older than .* which are of {known}"):
        house.sees(*LISTED, day=older, force=True)

    assert before == house.files()


def test_a_second_list_of_the_same_day_replaces_the_first(house: House) -> None:
    house.sees(priced("acme/one", "2"), *LISTED[1:])

    found = house.sees(*LISTED)

    assert {"acme/one": "cheaper"} == kinds(found)
    assert () == read(house.own).models["acme/one"].past


def test_rows_that_can_not_be_used_are_told_and_nothing_is_concluded_from_them(house: House) -> None:
    many = [priced(f"acme/m{number}") for number in range(20)]
    house.sees(*LISTED, *many, day=TODAY - timedelta(1))
    bad = [row(model_id, {"prompt": "?"}) for model_id in ("acme/one", "acme/two", "acme/three", "acme/m0")]

    found = house.sees(*bad, *many[1:])

    reasons = tuple((each["id"], "prompt is '?'") for each in bad)
    assert reasons == found.skipped
    told = "; ".join(f"{model_id}: {reason}" for model_id, reason in reasons[:3])
    assert (Note("skipped", f"rows that can't be used (4): {told}; and 1 more"),) == found.warnings
    assert ({}, 23) == (kinds(found), found.unchanged)
    assert TODAY - timedelta(1) == read(house.own).models["acme/one"].current.seen


def test_one_skipped_row_is_told_without_more(house: House) -> None:
    found = house.sees(*LISTED, *map(priced, ("acme/four", "acme/five")), "?")

    assert (Note("skipped", "rows that can't be used (1): row 6: not an object"),) == found.warnings


def test_models_that_the_users_files_name_are_watched(house: House) -> None:
    house.keeps('[aliases]\nfast = "acme/one"\n', house.config / paths.USER_FILE)

    found = house.sees(priced("acme/one", "2"), *LISTED[1:])

    assert (Note("watched_changed", "acme/one, which your files name, has another price"),) == found.warnings


# The server


def fetched(server: Server, day: date = TODAY) -> Upstream:
    return from_network(server.url, day, Fetch(server.url))


def test_a_list_that_the_server_says_still_holds_is_only_seen_longer(house: House) -> None:
    with Server(answer(200, body(*LISTED), ETag='"1"'), not_modified('"1"'), today=TODAY) as server:
        refresh(fetched(server), house.environ)
        first = read(house.own)
        later = TODAY + timedelta(1)
        found = refresh(fetched(server, later), house.environ)

        assert [None, '"1"'] == [request.headers["If-None-Match"] for request in server.requests]
        assert Validator(server.url, '"1"') == first.validator
    expected = {
        model_id: each._replace(current=each.current._replace(seen=later))
        for model_id, each in first.models.items()
    }
    assert first._replace(models=expected, as_of=later) == read(house.own)
    assert ((), 3, TODAY, later) == (found.changes, found.unchanged, found.before, found.as_of)


def test_a_list_that_holds_is_asked_for_by_what_the_bundled_ledger_knows_of_it(house: House) -> None:
    text = BUNDLED.replace("[models", f"[validator]\nurl = '{URL}'\netag = 'W/\"1\"'\n\n[models", 1)
    house.keeps(text, layers.PACKAGE / "models.toml")
    asked: list[Validator | None] = []

    def get(validator: Validator | None) -> Fetched:
        asked.append(validator)
        return Fetched(None)

    found = refresh(Upstream(URL, URL, TODAY, get), house.environ)

    assert [Validator(URL, 'W/"1"')] == asked == [read(house.own).validator]
    assert {TODAY} == {each.current.seen for each in read(house.own).models.values()}
    assert ((), 3, date(2026, 11, 10)) == (found.changes, found.unchanged, found.before)


def test_a_changed_list_comes_with_a_new_validator(house: House) -> None:
    dear = body(priced("acme/one", "2"), *LISTED[1:])
    modified = "Thu, 19 Nov 2026 00:00:00 GMT"
    with Server(
        answer(200, body(*LISTED), ETag='"1"'),
        answer(200, dear, Last_Modified=modified),
        answer(200, dear),
        today=TODAY,
    ) as server:
        held = []
        for _ in range(3):
            refresh(fetched(server), house.environ)
            held.append(read(house.own).validator)
        sent = [
            (each.headers["If-None-Match"], each.headers["If-Modified-Since"]) for each in server.requests
        ]

    assert [Validator(server.url, '"1"'), Validator(server.url, None, modified), None] == held
    assert [(None, None), ('"1"', None), (None, modified)] == sent


def test_a_validator_is_only_sent_to_whom_it_came_from(house: House) -> None:
    with (
        Server(answer(200, body(*LISTED), ETag='"1"'), today=TODAY) as one,
        Server(answer(200, body(*LISTED), ETag='"2"'), today=TODAY) as other,
    ):
        refresh(fetched(one), house.environ)
        refresh(fetched(other), house.environ)

        assert [None] == [request.headers["If-None-Match"] for request in other.requests]
        assert Validator(other.url, '"2"') == read(house.own).validator


@pytest.mark.parametrize("off", [-2, 2])
def test_a_clock_that_is_off_is_not_believed(house: House, off: int) -> None:
    told = TODAY + timedelta(off)
    with (
        Server(answer(200, body(*LISTED)), today=told) as server,
        pytest.raises(SourceError, match=f"says that it is {TODAY}, the server that it is {told}"),
    ):
        refresh(fetched(server), house.environ, force=True)

    assert {} == house.files()


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_clock_may_be_off_by_a_day_around_midnight(house: House, off: int) -> None:
    with Server(answer(200, body(*LISTED)), today=TODAY + timedelta(off)) as server:
        assert refresh(fetched(server), house.environ).written


def test_a_server_without_a_clock_is_believed(house: House) -> None:
    nowhere = Upstream("somewhere", URL, TODAY, lambda _: Fetched(body(*LISTED)))

    assert "somewhere" == refresh(nowhere, house.environ).source


# Back


def test_two_rollbacks_change_nothing(house: House) -> None:
    house.sees(*LISTED, day=TODAY - timedelta(1))
    house.sees(priced("acme/one", "2"), *LISTED[1:])
    before = house.files()

    assert RolledBack(str(house.own), TODAY - timedelta(1)) == roll_back(house.environ)
    assert "1" == inputs(house.own)["acme/one"]
    assert RolledBack(str(house.own), TODAY) == roll_back(house.environ)
    assert before == house.files()


def test_the_first_refresh_is_undone_to_the_bundled_prices(house: House) -> None:
    house.sees(priced("acme/one", "2"), *LISTED[1:])

    assert RolledBack(str(house.own), date(2026, 11, 10)) == roll_back(house.environ)
    assert BUNDLED.encode() == house.own.read_bytes()


def test_going_back_behind_the_bundled_prices_is_told(house: House) -> None:
    house.keeps(ledger(dated("acme/one", day="2026-11-01"), as_of="2026-11-01"), previous_of(house.own))
    house.keeps(ledger(dated("acme/one", day="2026-11-02"), as_of="2026-11-02"))

    assert roll_back(house.environ).is_outdone


def test_days_without_a_change_leave_the_ledger_to_go_back_to(house: House) -> None:
    house.sees(priced("acme/one", "2"), *LISTED[1:], day=TODAY - timedelta(1))
    found = house.sees(priced("acme/one", "2"), *LISTED[1:])

    assert (True, None) == (found.written, found.previous)
    assert BUNDLED.encode() == previous_of(house.own).read_bytes()


def test_the_same_list_once_more_writes_nothing(house: House) -> None:
    house.sees(*LISTED)
    before = house.files()
    found = house.sees(*LISTED)

    assert (False, None) == (found.written, found.previous)
    assert before == house.files()


def test_a_ledger_that_the_environment_names_is_not_the_one_that_is_written(house: House) -> None:
    house.environ[layers.VARIABLE] = "mine.toml"
    (warning,) = house.sees(*LISTED).warnings
    assert "given_prices" == warning.code
    assert () == house.sees(*LISTED, ledger=house.root / "mine.toml").warnings


def test_without_a_ledger_before_there_is_no_way_back(house: House) -> None:
    house.sees(*LISTED)  # nothing changed, so there is nothing to go back to
    before = house.files()

    with pytest.raises(SourceError, match=f"there is no ledger before {house.own}"):
        roll_back(house.environ)

    assert before == house.files()


@pytest.mark.parametrize("linked", [False, True])
def test_there_is_no_way_back_to_a_ledger_that_can_not_be_read(house: House, *, linked: bool) -> None:
    path = house.keeps(ledger(dated("acme/one")), house.root / "kept" / "prices.toml")
    house.keeps("?", previous_of(path))
    if linked:
        (house.root / "link.toml").symlink_to(path)
        path = house.root / "link.toml"
    before = house.files()

    with pytest.raises(SourceError, match=r"prices\.previous\.toml: "):
        roll_back(house.environ, path)

    assert before == house.files()


def test_a_rollback_that_was_killed_half_way_is_finished_by_the_next_one(house: House) -> None:
    house.sees(*LISTED, day=TODAY - timedelta(1))
    house.sees(priced("acme/one", "2"), *LISTED[1:])
    roll_back(house.environ)
    before = house.files()
    # The ledger before is in place, the newer one not yet under its name.
    previous_of(house.own).rename(house.own.with_name(".models.toml.swapping"))

    assert RolledBack(str(house.own), TODAY - timedelta(1)) == roll_back(house.environ)
    assert before == house.files()
