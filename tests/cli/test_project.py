"""A project's workload file is found, and named as a pull request knows it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from builders import PROVENANCE
from repositories import Repository

from llmcost.catalog.provenance import Override
from llmcost.cli.project import project_of
from llmcost.errors import UsageError


def test_a_workload_is_named_from_the_root_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "project")
    repository.commit(llmcost__toml="[[scenarios]]")
    deep = repository.folder / "services" / "a"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    project = project_of(None)
    assert project is not None
    assert (repository.folder / "llmcost.toml", "llmcost.toml") == (project.path, project.shown)
    (deep / "own.toml").write_text("[[scenarios]]", encoding="utf-8")
    named = project_of(Path("own.toml"))
    assert named is not None
    assert (Path("own.toml"), "services/a/own.toml") == (named.path, named.shown)


def test_outside_of_a_repository_a_workload_is_named_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "llmcost.toml").write_text("[[scenarios]]", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "a")
    here = project_of(None)
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "b")
    elsewhere = project_of(tmp_path / "a" / "llmcost.toml")
    assert here is not None
    assert elsewhere is not None
    assert ("llmcost.toml", str(tmp_path / "a" / "llmcost.toml")) == (here.shown, elsewhere.shown)


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UsageError, match="the working directory is gone"):
        project_of(None)


def test_overrides_are_looked_for_from_the_workload_upwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "project")
    deep = repository.folder / "services" / "a"
    deep.mkdir(parents=True)
    monkeypatch.chdir(repository.folder)
    project = project_of(Path("services/a/costs.toml"))
    assert project is not None
    places = [folder / "llmcost.toml" for folder in (deep, deep.parent, repository.folder)]
    assert places == list(project.places_of_overrides)
    assert project.overrides is None
    places[-1].write_text("", encoding="utf-8")
    assert project.overrides == places[-1]


def test_the_projects_overrides_are_named_as_the_workload_is_and_others_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "project")
    repository.commit(llmcost__toml="[[scenarios]]")
    (repository.folder / "a").mkdir()
    monkeypatch.chdir(repository.folder / "a")
    project = project_of(None)
    assert project is not None
    own, users = repository.folder / "llmcost.toml", tmp_path / "home" / "overrides.toml"
    overrides = tuple(Override("acme/one", "input", Decimal(1), str(path)) for path in (own, users))
    told = project.with_short_names(PROVENANCE._replace(overrides=overrides))
    assert ["llmcost.toml", str(users)] == [each.file for each in told.overrides]


def test_without_a_workload_there_is_no_project() -> None:
    assert project_of(None) is None
