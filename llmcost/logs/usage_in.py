"""What the usage in logs cost, in one call: the way in for Python."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.cost.spend import Wish, spend
from llmcost.errors import UsageError
from llmcost.logs.files import find_logs
from llmcost.logs.logs import read_logs
from llmcost.records.arguments import check_basis, columns_of, keys_of, seconds_of
from llmcost.records.question import Question
from llmcost.records.zone import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.spending import Spending


def usage_in(
    logs: Sequence[str | PathLike[str]],
    catalog: Catalog,
    *,
    by: Sequence[str] = ("model",),
    since: datetime | None = None,
    until: datetime | None = None,
    zone: str = "UTC",
    others: Sequence[str] = (),
    basis: str = "best",
    reconcile: bool = False,
    model: str | None = None,
    flavour: str | None = None,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
) -> Spending:
    """Read logs of real usage and price each request at the rates of its day, hour and size.

    Args:
        logs: files, folders and globs.
        catalog: the prices, from ``load_catalog``.
        by: what to group by, the outermost first: ``model``, ``day``, ``hour``, ``month``, ``file``,
            ``session``, ``user``, or keys of the log itself.
        since: the first moment that counts, with its zone.
        until: the first moment that counts no more, with its zone.
        zone: the time zone of days and hours, as the IANA database names it.
        others: names of models on which to price the same traffic too, at their prices of today.
        basis: what to sum: ``best`` (bills where stated, else list prices), ``computed`` or ``stated``.
        reconcile: whether to hold bills in the log against list prices.
        model: of records that name none.
        flavour: the one format to read; None: told record by record.
        columns: field -> name of its column in a CSV.
        jobs: processes that read side by side; 0: one a processor.

    Raises:
        NothingToReadError: where there is no log, or none of it states usage.
        UsageError: for an argument, file or column that can't be used.
        PriceError: for a model that isn't known.
    """
    check_basis(basis)
    named_columns = columns_of(columns)
    if jobs < 0:
        raise UsageError(f"jobs is {jobs}", hint="give 1 or more, or 0 for one a processor")
    now = datetime.now(UTC)
    named: dict[str, str] = {}
    for name in others:
        named.setdefault(catalog.resolve(name).id, name)
    question = Question(
        by=keys_of(by),
        now=int(now.timestamp()),
        since=seconds_of(since, "since"),
        until=seconds_of(until, "until"),
        zone=zone,
        others=tuple(named),
        reconcile=reconcile,
        flavour=flavour,
        model=model,
        columns=named_columns,
    )
    question.check()
    if model is not None:
        catalog.resolve(model)
    files = find_logs([str(log) for log in logs], cwd=Path.cwd())
    logged = read_logs(files, question, catalog, jobs=jobs or os.cpu_count() or 1)
    wish = Wish(question.by, basis=basis, zone=zone, others=tuple(named.values()), reconcile=reconcile)
    return spend(logged, wish, catalog.provenance, now.date(), now.astimezone(zone_of(zone)).date())
