"""The flags of `usage`, read into what logs are asked and how it is told."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.spend import Wish
from llmcost.errors import NothingToReadError, QuantityError, UsageError
from llmcost.logs.agents import claude_code_folders, codex_folders
from llmcost.logs.files import find_logs
from llmcost.quantity import parse_amount, parse_count, parse_date, parse_days
from llmcost.records.fields import parse_map
from llmcost.records.question import Question
from llmcost.records.zone import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import tzinfo

    from llmcost.catalog.catalog import Catalog
    from llmcost.logs.files import LogFile

_MOST_JOBS = 64
_CLAUDE_CODE = "~/.claude/projects (or CLAUDE_CONFIG_DIR)"
_CODEX = "~/.codex/sessions (or CODEX_HOME)"


class UsageQuestion(NamedTuple):
    """What was typed, unread."""

    names: tuple[str, ...]
    claude_code: bool
    codex: bool
    flavour: str | None
    columns: tuple[str, ...]
    model: str | None
    by: tuple[str, ...]
    since: str | None
    until: str | None
    zone: str
    top: str | None
    basis: str
    reconcile: bool
    others: tuple[str, ...]
    forecast: bool
    max_cost: str | None
    strict: bool
    jobs: str
    engine: str | None = None

    def check(self) -> None:
        """Refuse what can't be answered, before any file is looked for.

        Raises:
            UsageError: naming the flag.
        """
        if self.engine is not None:
            self._check_engine()
        if not (self.names or self.claude_code or self.codex):
            raise UsageError(
                "no log given", hint="name files, folders or globs, - for stdin, or --claude-code or --codex"
            )
        if self.basis == "stated" and self.others:
            raise UsageError(
                "--as: other models have no bills to sum with --cost stated", hint="leave out one of them"
            )

    def _check_engine(self) -> None:
        """Refuse what an engine can't answer: it reads rows of tables, and gives only what they come to."""
        given = {
            "--claude-code": self.claude_code,
            "--codex": self.codex,
            "--flavour": self.flavour is not None,
            "--as": bool(self.others),
            "--reconcile": self.reconcile,
            "--jobs": self.jobs != "1",
        }
        refused = [flag for flag, is_given in given.items() if is_given]
        if refused:
            raise UsageError(
                f"{refused[0]}: not with --engine {self.engine}, which adds up rows of tables itself",
                hint="leave it out, or read the files without --engine",
            )
        if not self.names:
            raise UsageError(
                f"--engine {self.engine}: nothing is named to read",
                hint="name files, folders, globs, addresses such as s3://..., or table:NAME",
            )

    def files(self, environ: Mapping[str, str], warn: Callable[[str], None]) -> tuple[LogFile, ...]:
        """The logs that are named.

        Args:
            environ: the environment.
            warn: told of sessions that are asked for and not there, where other logs are.

        Raises:
            NothingToReadError: where there are none.
            UsageError: for one that can't be read.
        """
        home = Path(environ["HOME"]) if environ.get("HOME") else None
        asked = (
            (self.claude_code, "--claude-code", claude_code_folders, _CLAUDE_CODE),
            (self.codex, "--codex", codex_folders, _CODEX),
        )
        names, missing = list(self.names), []
        for is_asked, flag, find, place in asked:
            folders = find(environ, home) if is_asked else ()
            names += map(str, folders)
            if is_asked and not folders:
                missing.append(f"{flag}: there are no sessions in {place}")
        if not names:
            raise NothingToReadError("; ".join(missing), hint="name the folder that holds them")
        for each in missing:
            warn(each)
        return find_logs(names, cwd=Path.cwd())

    def question(self, catalog: Catalog, now: datetime) -> Question:
        """What logs are asked.

        Args:
            catalog: the prices.
            now: the time, with its zone.

        Raises:
            UsageError: for a flag that can't be read.
            PriceError: for a model of --as that isn't known.
        """
        zone = zone_of(self.zone)
        question = Question(
            by=self.keys,
            now=int(now.timestamp()),
            since=None if self.since is None else _moment(self.since, "--since", zone, now),
            until=None if self.until is None else _moment(self.until, "--until", zone, now, at_end=True),
            zone=self.zone,
            others=tuple(self._elsewhere(catalog)),
            reconcile=self.reconcile,
            flavour=self.flavour,
            model=self.model,
            columns=parse_map(self.columns),
        )
        question.check("--")
        if self.model is not None:
            # A name that nobody has is told at once, not in a row of the report.
            catalog.resolve(self.model)
        return question

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is grouped by."""
        return _listed(self.by) or ("model",)

    def wish(self, catalog: Catalog) -> Wish:
        """How it is told.

        Raises:
            UsageError: for a flag that can't be read.
        """
        return Wish(
            self.keys,
            0 if self.top is None else parse_count(self.top, "--top"),
            self.basis,
            self.zone,
            tuple(self._elsewhere(catalog).values()),
            self.reconcile,
            self.forecast,
            None if self.max_cost is None else parse_amount(self.max_cost, "--max-cost"),
        )

    def _elsewhere(self, catalog: Catalog) -> dict[str, str]:
        """The other models by id, each with the first name that it was given."""
        named: dict[str, str] = {}
        for name in _listed(self.others):
            named.setdefault(catalog.resolve(name).id, name)
        return named

    def processes(self) -> int:
        """How many processes read; 0 means as many as there are processors.

        Raises:
            UsageError: for what is no such number.
        """
        text = self.jobs
        if not (text.isascii() and text.isdigit() and int(text[:9]) <= _MOST_JOBS):
            raise QuantityError(
                f"--jobs: {text!r} is no number of processes up to {_MOST_JOBS}",
                hint="write it like 4; 0 takes all processors",
            )
        return int(text) or os.cpu_count() or 1


def _listed(texts: Sequence[str]) -> tuple[str, ...]:
    """The names in flags that may be repeated and may list several."""
    return tuple(name.strip() for text in texts for name in text.split(",") if name.strip())


def _moment(text: str, flag: str, zone: tzinfo, now: datetime, *, at_end: bool = False) -> int:
    """The second that a flag means: of a day its first, or with ``at_end`` that behind its last."""
    try:
        return int(_read(text, zone, now, at_end=at_end).timestamp())
    except (QuantityError, ValueError, OverflowError):
        raise QuantityError(
            f"{flag}: {text!r} is no day or time",
            hint="write it like 2026-11-01, 2026-11-01T13:30 or, for the last week, 7d",
        ) from None


def _read(text: str, zone: tzinfo, now: datetime, *, at_end: bool) -> datetime:
    if text[-1:] in {"d", "w"}:
        return now - timedelta(days=parse_days(text, ""))
    if "T" in text or ":" in text:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    day = parse_date(text, "") + timedelta(days=1 if at_end else 0)
    return datetime(day.year, day.month, day.day, tzinfo=zone)
