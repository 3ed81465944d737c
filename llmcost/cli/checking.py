"""A project's workload, found, compared and held to its limits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.cli.check_question import is_same_file
from llmcost.cli.project import project_of
from llmcost.cost.check import check
from llmcost.cost.suggestion import Advisor
from llmcost.errors import ConfigError, NothingToCheckError, StalePricesError, UsageError
from llmcost.printable import printable
from llmcost.sources import paths
from llmcost.sources.layers import load_catalog, load_catalog_with
from llmcost.workload.workload_file import load_workload

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.catalog import Catalog
    from llmcost.cli.check_question import CheckQuestion
    from llmcost.cli.project import Project
    from llmcost.cli.session import Session
    from llmcost.cost.attachment import Measure
    from llmcost.cost.checked import Checked
    from llmcost.cost.measured import Demand
    from llmcost.cost.past import Past
    from llmcost.cost.workload import Scenario, Workload


def answer_check(question: CheckQuestion, session: Session, prices: Path | None) -> Checked:
    """Hold the project's workload to its limits.

    Raises:
        LlmcostError: for what can't be read, found, or is too old.
    """
    day, floor, oldest = question.day(session.today), question.floor(), question.oldest()
    project = project_of(question.file)
    if project is None:
        if paths.project_file(Path().absolute()) is not None:
            raise NothingToCheckError(
                "no workload found: llmcost.toml has no scenarios",
                hint="add [[scenarios]] to it; the README shows the form",
            )
        raise NothingToCheckError(
            "no workload found: neither llmcost.toml with scenarios nor [tool.llmcost] in pyproject.toml, "
            "from here up to the repository's root",
            hint="`llmcost check --init` writes a first llmcost.toml",
        )
    _refuse_overwriting(question, project.path)
    workload = load_workload(project.path, project.shown)
    workload = workload._replace(as_of=day or workload.as_of)
    catalog = load_catalog(prices, environ=session.environ, start=project.folder)
    if oldest is not None:
        catalog.provenance.check_age(oldest, session.today)
        _refuse_old_pin(workload.as_of, oldest, session.today)
    own = project.overrides if question.no_project_prices else None
    refused = () if own is None else (str(own),)
    measure = _measure(question)
    past = _past(question, project, workload, session, prices, measure=measure)
    advisor = _advisor(workload, catalog, refused, floor) if question.suggest else None
    found = check(
        workload, catalog, session.today, past=past, advisor=advisor, refused=refused, measure=measure
    )
    return found._replace(provenance=project.with_short_names(found.provenance))


def _refuse_overwriting(question: CheckQuestion, path: Path) -> None:
    """A report must not take the place of what it was made from."""
    for flag, file in question.written:
        if is_same_file(file, path):
            raise UsageError(f"{flag}: {file} is the workload file", hint="name another file")


def _refuse_old_pin(pinned: date | None, most_days: int, today: date) -> None:
    """Prices of an old day are old, however new the file is that tells them."""
    age = 0 if pinned is None else (today - pinned).days
    if age > most_days:
        raise StalePricesError(
            f"prices are pinned to {pinned}, {age} days ago; --max-age allows {most_days}",
            hint="pin them to a later day, or to none",
        )


def _measure(question: CheckQuestion) -> Measure:
    """What counts input files, loaded when the first scenario has any."""
    made: list[Measure] = []

    def measure(scenario: Scenario) -> Demand:
        if not made:
            from llmcost.tokens.scenario_count import ScenarioCount

            made.append(ScenarioCount(exact=question.exact, by_vocabulary=not question.estimate))
        return made[0](scenario)

    return measure


def _advisor(
    workload: Workload, catalog: Catalog, refused: Collection[str], floor: Decimal | None
) -> Advisor:
    """Who looks for cheaper models; none of which may rest on a refused file."""
    strange = {each.model for each in catalog.provenance.overrides if each.file in refused}
    fair = [model for model in catalog.models.values() if model.id not in strange]
    return Advisor(fair, min_intelligence=floor, as_of=workload.as_of)


def _past(
    question: CheckQuestion,
    project: Project,
    workload: Workload,
    session: Session,
    prices: Path | None,
    *,
    measure: Measure,
) -> Past | None:
    if question.baseline is not None:
        from llmcost.workload.baseline import load_baseline

        return load_baseline(question.baseline)
    if question.against is None:
        return None
    from llmcost.workload.against import NOT_MENDED, past_at, workload_at

    before = workload_at(
        project.path, question.against, in_pyproject=project.in_pyproject, may_override=project.may_override
    )
    overrides = _overrides_at(project, question.against)
    try:
        then = load_catalog_with(overrides, prices, environ=session.environ)
    except ConfigError as error:
        # That of the user was read for the present side as well.
        raise ConfigError(f"at {printable(question.against)}: {error.message}", hint=NOT_MENDED) from None
    past = past_at(question.against, before, then, workload.as_of, measure)
    # A day that the command line states stands above both files.
    return past if question.as_of is None else past._replace(pinned=workload.as_of)


def _overrides_at(project: Project, ref: str) -> tuple[Path, bytes] | None:
    """The project's overrides as they were: not where they are now, which the change itself decides."""
    from llmcost.workload.revision import file_at

    for path in project.places_of_overrides:
        data = file_at(path, ref)
        if data is not None:
            return path, data
    return None
