"""The best price file wins, and every catalogue says which one it was."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ledgers import MINI, RETIRED, ROUTER, TIERED, ledger, model

from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override, Provenance
from llmcost.errors import ConfigError, LedgerError, UnknownModelError
from llmcost.reading.fields import parse_float
from llmcost.sources import layers, paths
from llmcost.sources.compiled import compile_ledger
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.layers import bundled_file, load_catalog, load_catalog_with, override_files, read_bytes
from llmcost.sources.ledger import MAX_BYTES, MAX_OVERRIDE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.catalog.catalog import Catalog

ROOT = Path(__file__).parents[2]
SOURCE = "https://openrouter.ai/api/v1/models"
BUNDLED = ledger(TIERED, RETIRED, MINI, ROUTER)


def rate(catalog: Catalog, name: str = "openai/gpt-4.1-mini") -> Decimal:
    """The input rate of a model."""
    price = catalog[name].current.price
    assert price is not None
    return price.rates["input"]


def at(input_rate: str, as_of: str = "2026-11-10") -> str:
    """A ledger of one model at that input rate."""
    return ledger(model("openai/gpt-4.1-mini", f"input = {input_rate}\noutput = 1"), as_of=as_of)


class House:
    """A machine with llmcost installed: its package, its user's folders, and a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = root / "site-packages" / "llmcost"
        self.config, self.data, self.cache = (root / kind for kind in ("config", "data", "cache"))
        self.project = root / "project"
        self.environ = {
            "XDG_CONFIG_HOME": str(self.config),
            "XDG_DATA_HOME": str(self.data),
            "XDG_CACHE_HOME": str(self.cache),
        }
        for folder in (self.package, self.project / ".git"):
            folder.mkdir(parents=True)

    def install(self, text: str) -> None:
        """As a wheel does: the ledger and its compiled copy in the package."""
        data = text.encode()
        (self.package / "models.toml").write_bytes(data)
        (self.package / "models.compiled").write_bytes(compile_ledger(read_ledger(data, "models.toml"), data))

    def user(self, text: str) -> Path:
        return _write(self.config / "llmcost" / "prices.toml", text)

    def refreshed(self, text: str) -> Path:
        return _write(self.data / "llmcost" / "models.toml", text)

    def overrides(self, text: str) -> Path:
        return _write(self.project / "llmcost.toml", text)

    def load(self, prices: Path | str | None = None, start: Path | None = None, **environ: str) -> Catalog:
        return load_catalog(prices, environ=self.environ | environ, start=start or self.project)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """An installed llmcost with a small bundled ledger."""
    house = House(tmp_path)
    monkeypatch.setattr(layers, "PACKAGE", house.package)
    house.install(BUNDLED)
    return house


# The bundled ledger


def test_without_any_file_the_bundled_prices_are_used(house: House) -> None:
    catalog = house.load()
    path = str(house.package / "models.toml")

    assert Provenance(SOURCE, date(2026, 11, 10), "bundled", path) == catalog.provenance
    assert [
        "google/gemini-2.5-pro",
        "openai/gpt-4",
        "openai/gpt-4.1-mini",
        "openrouter/auto",
    ] == sorted(catalog)
    assert "openai/gpt-4" not in catalog.listed
    assert not house.cache.exists()


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda path: path.write_bytes(b"?")], ids=["missing", "damaged"]
)
def test_without_the_compiled_copy_the_text_is_read_and_a_copy_cached(
    house: House, damage: Callable[[Path], object]
) -> None:
    damage(house.package / "models.compiled")

    assert Decimal("0.4") == rate(house.load())
    assert 1 == len(list((house.cache / "llmcost").iterdir()))


def test_without_any_cache_folder_the_text_is_read_each_time(house: House) -> None:
    (house.package / "models.compiled").unlink()
    house.environ.clear()

    assert Decimal("0.4") == rate(house.load())
    assert not house.cache.exists()


def test_in_a_source_tree_the_ledger_beside_the_package_is_used(house: House) -> None:
    for name in ("models.toml", "models.compiled"):
        (house.package / name).unlink()
    (house.package.parent / "pyproject.toml").touch()
    beside = _write(house.package.parent / "models.toml", at("0.7"))
    catalog = house.load()

    assert (Decimal("0.7"), str(beside)) == (rate(catalog), catalog.provenance.path)


def test_the_bundled_file_is_the_package_s_or_the_source_tree_s(house: House) -> None:
    inside = house.package / "models.toml"
    assert (BUNDLED.encode(), inside) == bundled_file()

    inside.unlink()
    (house.package.parent / "pyproject.toml").touch()
    beside = _write(house.package.parent / "models.toml", "anything")
    assert (b"anything", beside) == bundled_file()

    beside.unlink()
    with pytest.raises(LedgerError, match="No such file or directory"):
        bundled_file()


def test_a_stranger_s_ledger_beside_an_installed_package_is_not_used(house: House) -> None:
    (house.package / "models.toml").unlink()
    _write(house.package.parent / "models.toml", at("0.7"))
    with pytest.raises(LedgerError) as refused:
        house.load()

    assert (
        "the price file that belongs to llmcost is missing",
        "install llmcost-cli again",
    ) == (refused.value.message, refused.value.hint)


# The refreshed ledger


@pytest.mark.parametrize(
    ("as_of", "layer", "expected"),
    [
        ("2026-11-09", "bundled", "0.4"),
        ("2026-11-10", "refreshed", "0.9"),
        ("2026-12-01", "refreshed", "0.9"),
    ],
    ids=["older", "as old", "newer"],
)
def test_the_newer_ledger_wins(house: House, as_of: str, layer: str, expected: str) -> None:
    house.refreshed(at("0.9", as_of))
    catalog = house.load()

    assert (layer, Decimal(expected)) == (catalog.provenance.layer, rate(catalog))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (BUNDLED.partition("[")[0] + "[models", "{path}: Expected ']' at the end of a table declaration"),
        ("schema = 9", "{path}: schema 9; this llmcost reads schema 1"),
    ],
)
def test_a_broken_refreshed_ledger_is_passed_over_with_a_warning(
    house: House, text: str, complaint: str
) -> None:
    path = house.refreshed(text)
    provenance = house.load().provenance
    (note,) = provenance.warnings

    assert ("bundled", "refreshed_unreadable") == (provenance.layer, note.code)
    assert note.message.startswith(complaint.format(path=path))
    assert note.message.endswith("; using the prices that came with llmcost")


def test_a_folder_in_the_refreshed_ledger_s_place_is_no_ledger(house: House) -> None:
    (house.data / "llmcost" / "models.toml").mkdir(parents=True)

    assert "bundled" == house.load().provenance.layer


# A ledger that was named


@pytest.mark.parametrize("by", ["argument", "path", "variable"])
def test_a_named_ledger_is_used_instead_of_all_others(house: House, by: str) -> None:
    house.refreshed(at("0.9", "2027-01-01"))
    house.user('[models."openai/gpt-4.1-mini".price]\ninput = 7')
    house.overrides("[aliases]\nfast = 'openai/gpt-4.1-mini'")
    named = _write(house.project / "mine.toml", at("0.2", "2020-01-01"))
    loads: dict[str, Callable[[], Catalog]] = {
        "argument": lambda: house.load(str(named)),
        "path": lambda: house.load(named, LLMCOST_PRICES="/nowhere"),
        "variable": lambda: house.load(LLMCOST_PRICES=str(named)),
    }
    catalog = loads[by]()

    assert Decimal("0.2") == rate(catalog)
    assert Provenance(SOURCE, date(2020, 1, 1), "given", str(named)) == catalog.provenance
    assert {} == dict(catalog.aliases)


def test_an_empty_variable_names_nothing(house: House) -> None:
    assert "bundled" == house.load(LLMCOST_PRICES="").provenance.layer


def test_the_process_s_own_environment_and_folder_are_the_default(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.overrides("[aliases]\nfast = 'openai/gpt-4.1-mini'")
    inner = house.project / "src"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert Decimal("0.4") == rate(load_catalog(), "fast")
    assert Decimal("0.4") == rate(load_catalog(start=Path("..")), "fast")

    named = _write(house.project / "mine.toml", at("0.2"))
    monkeypatch.setenv("LLMCOST_PRICES", str(named))
    assert Decimal("0.2") == rate(load_catalog())


def test_a_second_load_of_a_named_ledger_parses_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = _write(house.project / "mine.toml", at("0.2"))
    house.load(named)
    monkeypatch.setitem(sys.modules, "tomllib", None)  # importing it would fail

    assert Decimal("0.2") == rate(house.load(named))


@pytest.mark.parametrize(
    ("name", "reason"),
    [(".", "Is a directory"), ("none.toml", "No such file or directory"), ("nu\0l", "embedded null byte")],
)
def test_what_can_t_be_read_is_refused(house: House, name: str, reason: str) -> None:
    path = house.project / name
    with pytest.raises(LedgerError) as refused:
        house.load(path)

    assert (
        f"can't read prices from {path}: {reason}",
        "check the path, in --prices or LLMCOST_PRICES",
    ) == (refused.value.message, refused.value.hint)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody keeps root from reading")
def test_a_file_that_may_not_be_read_is_refused(house: House) -> None:
    path = _write(house.project / "mine.toml", at("0.2"))
    path.chmod(0)
    with pytest.raises(LedgerError, match="Permission denied"):
        house.load(path)


def test_a_file_of_64_mib_and_more_is_refused(house: House) -> None:
    path = house.project / "huge.toml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 2)
    with pytest.raises(LedgerError) as refused:
        house.load(path)

    assert f"{path}: more than 64 MiB is no price file" == refused.value.message


@pytest.mark.skipif(os.name == "nt", reason="no such device")
def test_a_device_that_never_ends_is_refused(house: House) -> None:
    with pytest.raises(LedgerError) as refused:
        house.load("/dev/zero")

    assert "/dev/zero: more than 64 MiB is no price file" == refused.value.message


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_a_pipe_is_read(house: House) -> None:
    reader, writer = os.pipe()
    os.write(writer, at("0.2").encode())
    os.close(writer)
    try:
        assert Decimal("0.2") == rate(house.load(f"/dev/fd/{reader}"))
    finally:
        os.close(reader)


def test_bytes_are_read_up_to_a_bound(house: House) -> None:
    path = _write(house.project / "five", "12345")

    assert b"12345" == read_bytes(path) == read_bytes(path, most=5)
    with pytest.raises(LedgerError, match="more than 0 MiB is no price file"):
        read_bytes(path, most=4)


# Overrides


def test_override_files_are_the_user_s_and_the_project_s_as_far_as_they_exist(house: House) -> None:
    folders = paths.folders(house.environ)
    inner = house.project / "src"
    inner.mkdir()
    assert [] == override_files(folders, inner)

    project = house.overrides("[aliases]")
    assert [project] == override_files(folders, inner)

    user = house.user("not even TOML")
    assert [user, project] == override_files(folders, inner)
    assert [user] == override_files(folders, house.root)
    assert [project] == override_files(paths.folders({}), inner)


def test_the_search_for_the_project_s_file_begins_in_the_working_directory(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = house.overrides("[aliases]")
    monkeypatch.chdir(house.project)

    assert [project] == override_files(paths.folders(house.environ))


def test_the_project_s_overrides_win_over_the_user_s(house: House) -> None:
    user = house.user(
        '[models."openai/gpt-4.1-mini".price]\ninput = 7\noutput = 8\n[aliases]\na = "gpt-4"\nb = "gpt-4"'
    )
    project = house.overrides(
        '[models."openai/gpt-4.1-mini".price]\noutput = 9\n[aliases]\na = "gpt-4.1-mini"'
    )
    catalog = house.load()
    found = catalog["openai/gpt-4.1-mini"]
    price = found.current.price
    assert price is not None

    assert (Decimal(7), Decimal(9), Decimal("0.1")) == (
        price.rates["input"],
        price.rates["output"],
        price.rates["cache_read"],
    )
    assert ("input", "output") == found.overridden
    assert (
        Override("openai/gpt-4.1-mini", "input", Decimal(7), str(user)),
        Override("openai/gpt-4.1-mini", "output", Decimal(9), str(project)),
    ) == catalog.provenance.overrides
    assert ("openai/gpt-4.1-mini", "openai/gpt-4") == (catalog.resolve("a").id, catalog.resolve("b").id)
    assert {"a": str(project), "b": str(user)} == catalog.alias_files


def test_overrides_apply_to_refreshed_prices_too(house: House) -> None:
    house.refreshed(at("0.9", "2027-01-01"))
    house.user('[models."openai/gpt-4.1-mini".price]\noutput = 8')
    catalog = house.load()

    assert ("refreshed", Decimal("0.9")) == (catalog.provenance.layer, rate(catalog))


def test_a_private_model_is_listed_and_found(house: House) -> None:
    house.user('[models."acme/own".price]\ninput = 1\noutput = 2')
    catalog = house.load()

    assert Decimal(1) == rate(catalog, "own")
    assert {
        "acme/own",
        "google/gemini-2.5-pro",
        "openai/gpt-4.1-mini",
        "openrouter/auto",
    } == set(catalog.listed)
    assert (5, "acme/own") == (len(catalog), min(catalog))


def test_a_retired_model_stays_retired_though_an_override_states_its_price(house: House) -> None:
    house.user('[models."openai/gpt-4".price]\ninput = 1')
    catalog = house.load()

    assert Decimal(1) == rate(catalog, "openai/gpt-4")
    assert {"google/gemini-2.5-pro", "openai/gpt-4.1-mini", "openrouter/auto"} == set(catalog.listed)


def test_zero_rates_that_an_override_states_are_believed(house: House) -> None:
    house.user('[models."openai/gpt-4.1-mini".price]\ninput = 0\noutput = 0')
    found = house.load()["gpt-4.1-mini"]

    assert 0 == found.price_in(found.current).rates["input"]


@pytest.mark.parametrize(
    ("folder", "seen"),
    [("project", True), ("project/src/deep", True), ("elsewhere", False), ("elsewhere/deep", False)],
)
def test_the_project_s_file_is_found_up_to_the_root_of_its_repository(
    house: House, tmp_path: Path, folder: str, *, seen: bool
) -> None:
    _write(tmp_path / "llmcost.toml", "[aliases]\nstray = 'gpt-4'")
    house.overrides("[aliases]\nfast = 'gpt-4'")
    start = tmp_path / folder
    start.mkdir(parents=True, exist_ok=True)

    assert ({"fast": "gpt-4"} if seen else {}) == dict(house.load(start=start).aliases)


@pytest.mark.parametrize(
    ("platform", "variable", "place"),
    [
        ("linux", "HOME", ".config/llmcost"),
        ("darwin", "HOME", "Library/Application Support/llmcost"),
        ("win32", "APPDATA", "llmcost"),
    ],
)
def test_the_user_s_file_is_found_on_every_system(
    house: House, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, place: str
) -> None:
    _write(house.root / place / "prices.toml", "[aliases]\nfast = 'gpt-4'")
    house.environ = {variable: str(house.root)}
    monkeypatch.setattr(paths.folders, "__defaults__", (platform,))

    assert {"fast": "gpt-4"} == dict(house.load().aliases)


def test_an_alias_behind_an_id_is_warned_of(house: House) -> None:
    house.user('[aliases]\n"openai/gpt-4" = "openai/gpt-4.1-mini"')
    catalog = house.load()

    assert "openai/gpt-4" == catalog["openai/gpt-4"].id
    assert (
        Note("alias_hidden", "the alias 'openai/gpt-4' is never used: a model has that id"),
    ) == catalog.provenance.warnings


def test_aliases_may_lead_to_each_other_but_not_in_a_circle(house: House) -> None:
    house.user(
        '[aliases]\nfast = "quick"\nquick = "gpt-4.1-mini"\nhen = "egg"\negg = "hen"\nlost = "nowhere"'
    )
    catalog = house.load()

    assert "openai/gpt-4.1-mini" == catalog["fast"].id
    with pytest.raises(ConfigError) as circle:
        catalog["hen"]
    assert "the alias 'hen' leads back to itself: hen -> egg -> hen" == circle.value.message
    with pytest.raises(UnknownModelError):
        catalog["lost"]


def test_warnings_of_all_files_are_kept(house: House) -> None:
    house.refreshed("mood = 1\n" + at("0.9"))
    house.user("mood = 1")
    house.overrides("mood = 1")
    files = (
        house.data / "llmcost" / "models.toml",
        house.config / "llmcost" / "prices.toml",
        house.project / "llmcost.toml",
    )

    assert [str(file) for file in files] == [
        note.message.partition(":")[0] for note in house.load().provenance.warnings
    ]


@pytest.mark.parametrize("where", ["user", "overrides"])
def test_an_override_file_of_more_than_16_mib_stops_everything(house: House, where: str) -> None:
    path = getattr(house, where)("#" * (MAX_OVERRIDE_BYTES + 1))
    with pytest.raises(ConfigError) as refused:
        house.load()

    assert (f"{path}: more than 16 MiB is no price file", "mend the file, or move it away") == (
        refused.value.message,
        refused.value.hint,
    )


@pytest.mark.parametrize("where", ["user", "overrides"])
@pytest.mark.parametrize("text", ["[models", "models = 1", '[models."gpt-4".price]\ninput = 1'])
def test_a_wrong_override_file_stops_everything(house: House, where: str, text: str) -> None:
    path = getattr(house, where)(text)
    with pytest.raises(ConfigError) as refused:
        house.load()

    assert refused.value.message.startswith(f"{path}: ")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody keeps root from reading")
def test_an_override_file_that_may_not_be_read_stops_everything(house: House) -> None:
    path = house.user("[aliases]")
    path.chmod(0)
    with pytest.raises(ConfigError) as refused:
        house.load()

    assert (
        f"can't read prices from {path}: Permission denied",
        "mend the file, or move it away",
    ) == (refused.value.message, refused.value.hint)


def test_an_override_file_that_vanishes_while_it_is_read_stops_everything(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house.user("[aliases]")
    path.unlink()
    monkeypatch.setattr(paths, "is_file", lambda candidate: candidate == path)
    with pytest.raises(ConfigError) as refused:
        house.load()

    assert f"can't read prices from {path}: No such file or directory" == refused.value.message


@pytest.mark.skipif(os.name == "nt", reason="a working directory can't be removed there")
def test_a_working_directory_that_was_removed_has_no_project_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        assert "bundled" == load_catalog(environ=house.environ).provenance.layer
    finally:
        os.chdir(tmp_path)


# A project's file that is handed in

HANDED = Path("main:llmcost.toml")


def test_a_project_s_file_that_is_handed_in_is_laid_over_the_user_s(house: House) -> None:
    text = '[models."openai/gpt-4.1-mini".price]\noutput = 9\n[aliases]\nfast = "gpt-4"'
    user = house.user('[models."openai/gpt-4.1-mini".price]\ninput = 7\noutput = 8')
    found = load_catalog_with((HANDED, text.encode()), environ=house.environ)

    assert (Decimal(7), {"fast": "gpt-4"}) == (rate(found), dict(found.aliases))
    assert (
        Override("openai/gpt-4.1-mini", "input", Decimal(7), str(user)),
        Override("openai/gpt-4.1-mini", "output", Decimal(9), str(HANDED)),
    ) == found.provenance.overrides


def test_a_file_handed_in_makes_the_catalogue_that_it_would_make_where_it_lies(house: House) -> None:
    house.refreshed(at("0.9", "2027-01-01"))
    file = house.overrides('mood = 1\n[models."acme/own".price]\ninput = 1\noutput = 2')
    lying, handed = house.load(), load_catalog_with((file, file.read_bytes()), environ=house.environ)

    assert (lying.provenance, tuple(lying.listed), dict(lying)) == (
        handed.provenance,
        tuple(handed.listed),
        dict(handed),
    )


@pytest.mark.parametrize("project", [None, (HANDED, b"")], ids=["no file", "an empty file"])
def test_the_project_s_file_on_the_disk_is_not_looked_for(
    house: House, monkeypatch: pytest.MonkeyPatch, project: tuple[Path, bytes] | None
) -> None:
    house.overrides("[aliases]\nfast = 'gpt-4'")
    monkeypatch.chdir(house.project)
    found = load_catalog_with(project, environ=house.environ)

    assert ("bundled", {}, ()) == (found.provenance.layer, dict(found.aliases), found.provenance.overrides)


@pytest.mark.parametrize("by", ["argument", "variable", "the process's variable"])
def test_a_named_ledger_is_used_instead_of_a_project_s_file(
    house: House, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    named = _write(house.project / "mine.toml", at("0.2"))
    project = (HANDED, b'[models."openai/gpt-4.1-mini".price]\ninput = 7')
    monkeypatch.setenv("LLMCOST_PRICES", str(named))
    loads: dict[str, Callable[[], Catalog]] = {
        "argument": lambda: load_catalog_with(project, named, environ=house.environ),
        "variable": lambda: load_catalog_with(project, environ={"LLMCOST_PRICES": str(named)}),
        "the process's variable": lambda: load_catalog_with(project),
    }
    found = loads[by]()

    assert (Decimal("0.2"), "given", ()) == (
        rate(found),
        found.provenance.layer,
        found.provenance.overrides,
    )


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"models = 1", "models: 1 is not a table", "mend it there; README, Overrides, shows the form"),
        (b"\xff", "not UTF-8 text at byte 0", "mend it there; README, Overrides, shows the form"),
    ],
    ids=["no table", "no text"],
)
def test_a_wrong_file_that_is_handed_in_stops_everything(
    house: House, data: bytes, message: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        load_catalog_with((HANDED, data), environ=house.environ)

    assert (f"{HANDED}: {message}", hint) == (refused.value.message, refused.value.hint)


def test_a_file_of_more_than_16_mib_that_is_handed_in_stops_everything(house: House) -> None:
    with pytest.raises(ConfigError) as refused:
        load_catalog_with((HANDED, b"#" * (MAX_OVERRIDE_BYTES + 1)), environ=house.environ)

    assert (f"{HANDED}: more than 16 MiB is no price file", "mend the file, or move it away") == (
        refused.value.message,
        refused.value.hint,
    )


# The ledger that really comes with llmcost


@pytest.fixture(scope="module")
def real() -> bytes:
    """The text of models.toml at the top of the source tree."""
    return (ROOT / "models.toml").read_bytes()


def test_the_bundled_ledger_holds_every_model_and_stands_in_its_normal_form(real: bytes) -> None:
    found = read_ledger(real, "models.toml")
    models = found.models.values()

    assert (SOURCE, ()) == (found.source, found.warnings)
    # A renewal makes it newer, and longer: what was listed once is kept.
    assert (True, True) == (date(2026, 11, 10) <= found.as_of, 1126 <= len(models))
    assert [] == [one.id for one in models if one.current.price is not None and not one.current.price.rates]
    assert real == write_ledger(found).encode()


def test_the_bundled_ledger_holds_plain_decimals_only(real: bytes) -> None:
    import tomllib

    misfits: list[str] = []

    def collect(text: str) -> object:
        number = parse_float(text)
        if not isinstance(number, Decimal):
            misfits.append(text)
        return number

    tomllib.loads(real.decode(), parse_float=collect)
    assert [] == misfits


def test_the_bundled_catalogue_loads_without_reading_toml_the_second_time(
    real: bytes, tmp_path: Path
) -> None:
    program = """\
import sys
from llmcost import load_catalog
heavy = {"tomllib", "tomli_w", "tempfile", "hashlib", "importlib.resources"}
print(len(load_catalog()), *sorted(heavy & set(sys.modules)))
"""
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=environ,
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]

    known = len(read_ledger(real, "models.toml").models)
    assert [f"{known} tempfile tomllib\n", f"{known}\n"] == runs
