"""The models that a project's code names, found and held against its workload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cli.project import project_of
from llmcost.scan.scan import scan
from llmcost.sources.layers import load_catalog
from llmcost.workload.workload_file import load_workload

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cli.check_question import CheckQuestion
    from llmcost.cli.session import Session
    from llmcost.cost.mention import Scan


def answer_scan(question: CheckQuestion, session: Session, prices: Path | None) -> Scan:
    """Find the models below a path; without a workload none of them is covered.

    Raises:
        LlmcostError: for what can't be read or found, or is too old.
    """
    assert question.scan is not None  # noqa: S101 - what brings a command here
    reasons = question.reasons()
    oldest = question.oldest()
    project = project_of(question.file)
    workload = None if project is None else load_workload(project.path, project.shown)
    start = None if project is None else project.path.absolute().parent
    catalog = load_catalog(prices, environ=session.environ, start=start)
    if oldest is not None:
        catalog.provenance.check_age(oldest, session.today)
    found = scan(
        question.scan,
        catalog,
        () if workload is None else workload.scenarios,
        fail_on=reasons,
        leave_out=() if project is None else (project.path,),
    )
    if project is None:
        return found
    return found._replace(provenance=project.with_short_names(found.provenance))
