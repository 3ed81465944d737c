"""What is built can be installed in every usual way, and finds its prices from there."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

PROGRAM = """\
import site, sys
from datetime import date
for folder in sys.argv[1:]:
    site.addsitedir(folder)
from llmcost import load_catalog
catalog = load_catalog()
price = catalog["gpt-4.1-mini"].period_on(date(2026, 11, 10))[0].price
print(price.rates["input"], price.rates["output"])
print(catalog.provenance.layer, catalog.provenance.path)
print("parsed" if "tomllib" in sys.modules else "from the compiled copy")
"""


def _run(*command: object, cwd: Path, home: Path, **environ: str) -> str:
    """The output of a program that knows nothing of this machine's user."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"HOME": str(home)} | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all is built once."""
    return tmp_path_factory.mktemp("distribution")


def _built(workshop: Path, what: str, source: Path) -> Path:
    out = workshop / f"{what}-of-{source.name}"
    builder = [sys.executable, "-m", "build", "--no-isolation", f"--{what}", "--outdir", out, source]
    _run(*builder, cwd=workshop, home=workshop)
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="session")
def wheel(workshop: Path) -> Path:
    """The wheel, built from the source tree."""
    return _built(workshop, "wheel", ROOT)


@pytest.fixture(scope="session")
def sdist(workshop: Path) -> Path:
    """The source distribution."""
    return _built(workshop, "sdist", ROOT)


@pytest.fixture(scope="session")
def sdist_wheel(workshop: Path, sdist: Path) -> Path:
    """The wheel that is built from the unpacked source distribution."""
    with tarfile.open(sdist) as archive:
        # The filter came with 3.11.4, and is asked for since 3.12; the archive is our own.
        safely: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(workshop / "unpacked", **safely)  # noqa: S202
    (source,) = (workshop / "unpacked").iterdir()
    return _built(workshop, "wheel", source)


def _installed(what: Path, target: Path, *options: str) -> Path:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target]
    _run(*pip, *options, what, cwd=target.parent, home=target.parent, PIP_DISABLE_PIP_VERSION_CHECK="1")
    return target


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder far from the source, where the program runs."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def _prices_seen(elsewhere: Path, home: Path, *site: Path, **environ: str) -> list[str]:
    # -P keeps the working directory, -s the user's packages off the path.
    return _run(
        sys.executable, "-P", "-s", "-c", PROGRAM, *site, cwd=elsewhere, home=home, **environ
    ).splitlines()


def _wheel_files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_its_prices_and_nothing_else(wheel: Path) -> None:
    files = _wheel_files(wheel)
    read = {".py", ".js", ".css", ".json"}
    package = [path for path in (ROOT / "llmcost").rglob("*") if path.suffix in read]
    sources = {path.relative_to(ROOT).as_posix() for path in package}
    extra = {"llmcost/models.toml", "llmcost/models.compiled", "llmcost/py.typed"}

    assert sources | extra == files & (sources | extra)
    assert {"llmcost", "llmcost_cli"} == {name.partition("/")[0].partition("-")[0] for name in files}
    assert [] == [name for name in files if "test" in name]


def test_the_source_distribution_holds_what_a_build_and_the_tests_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        files = {name.partition("/")[2] for name in archive.getnames()}
    needed = {
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "PKG-INFO",
        "models.toml",
        "pyproject.toml",
        "llmcost/__init__.py",
        "llmcost/py.typed",
        "tests/conftest.py",
        "tests/test_distribution.py",
        ".github/actions/check/action.yml",
        ".github/actions/check/check.sh",
        ".pre-commit-hooks.yaml",
    }

    assert set() == needed - files
    assert "llmcost/models.compiled" not in files


def test_a_wheel_out_of_the_source_distribution_holds_the_same_files(wheel: Path, sdist_wheel: Path) -> None:
    assert _wheel_files(wheel) == _wheel_files(sdist_wheel)


@pytest.mark.parametrize("built", ["wheel", "sdist_wheel"])
def test_an_installed_wheel_reads_its_compiled_prices(
    built: str, request: pytest.FixtureRequest, tmp_path: Path, elsewhere: Path
) -> None:
    site = _installed(request.getfixturevalue(built), tmp_path / "site")
    home = tmp_path / "home"
    home.mkdir()

    assert [
        "0.4 1.6",
        f"bundled {site / 'llmcost' / 'models.toml'}",
        "from the compiled copy",
    ] == _prices_seen(elsewhere, home, PYTHONPATH=str(site))
    assert [] == list(home.iterdir())


def test_a_wheel_can_be_imported_without_unpacking_it(wheel: Path, tmp_path: Path, elsewhere: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()

    assert [
        "0.4 1.6",
        f"bundled {wheel / 'llmcost' / 'models.toml'}",
        "from the compiled copy",
    ] == _prices_seen(elsewhere, home, PYTHONPATH=str(wheel))
    assert [] == list(home.iterdir())


def test_an_editable_install_reads_the_source_tree_s_prices_and_keeps_a_copy(
    tmp_path: Path, elsewhere: Path
) -> None:
    site = _installed(ROOT, tmp_path / "site", "--no-build-isolation", "--editable")
    home = tmp_path / "home"
    home.mkdir()
    seen = ["0.4 1.6", f"bundled {ROOT / 'models.toml'}"]

    assert [*seen, "parsed"] == _prices_seen(elsewhere, home, site)
    assert [*seen, "from the compiled copy"] == _prices_seen(elsewhere, home, site)


def test_an_installed_package_is_typed(wheel: Path, tmp_path: Path, elsewhere: Path) -> None:
    site = _installed(wheel, tmp_path / "site")
    program = elsewhere / "program.py"
    program.write_text('from llmcost import load_catalog\nprice: str = load_catalog()["x"]\n')
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", program],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )

    error = 'Incompatible types in assignment (expression has type "Model", variable has type "str")'
    assert [
        f"program.py:2: error: {error}  [assignment]",
        "Found 1 error in 1 file (checked 1 source file)",
    ] == done.stdout.splitlines()
