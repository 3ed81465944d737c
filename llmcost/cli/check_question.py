"""The flags of `check`, read and held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cli.prompt_flags import refuse_both
from llmcost.cost.mention import REASONS
from llmcost.errors import UsageError
from llmcost.quantity import parse_date, parse_days, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from pathlib import Path


def is_same_file(one: Path, other: Path) -> bool:
    """Whether both name one file that is there, by whatever path or link."""
    try:
        return one.samefile(other)
    except OSError:
        return False


class CheckQuestion(NamedTuple):
    """What was typed; quantities are still text, None where their flag was not given."""

    file: Path | None = None
    """The workload file. None: the one that is found."""
    init: bool = False
    save: Path | None = None
    baseline: Path | None = None
    against: str | None = None
    suggest: bool = False
    min_intelligence: str | None = None
    as_of: str | None = None
    no_project_prices: bool = False
    max_age: str | None = None
    scan: Path | None = None
    fail_on: str | None = None
    exact: bool = False
    """Whether input files must not be estimated."""
    estimate: bool = False
    """Whether they are, whatever is installed."""
    report_flags: tuple[str, ...] = ()
    """The flags given that say how and where to report, or with which prices."""
    out: tuple[Path, ...] = ()

    @property
    def written(self) -> Iterator[tuple[str, Path]]:
        """The files that get written, each with the flag that asks for it."""
        yield from (("--save", file) for file in (self.save,) if file is not None)
        yield from (("--out", file) for file in self.out)

    def check(self) -> None:
        """Refuse flags that contradict each other, before any file is read.

        Raises:
            UsageError: naming the flags.
        """
        if self.baseline is not None and self.against is not None:
            raise UsageError(
                "--baseline and --against are two things to compare with", hint="leave out one of them"
            )
        if self.min_intelligence is not None and not self.suggest:
            raise UsageError("--min-intelligence: only with --suggest", hint="add --suggest, or leave it out")
        if self.fail_on is not None and self.scan is None:
            raise UsageError("--fail-on: only with --scan", hint="add --scan PATH, or leave it out")
        refuse_both(exact=self.exact, estimate=self.estimate)
        if self.init:
            age = () if self.max_age is None else ("--max-age",)
            _refuse_beside("--init", {*self._of_limits(), *self.report_flags, *age})
        elif self.scan is not None:
            _refuse_beside("--scan", self._of_limits())
        self._check_files()

    def _check_files(self) -> None:
        if self.save is not None and self.save.suffix.lower() == ".toml":
            raise UsageError(
                f"--save: {self.save} is a name for a workload file", hint="name it like baseline.json"
            )
        for file in self.out:
            if self.baseline is not None and is_same_file(file, self.baseline):
                raise UsageError(
                    f"--out: {file} is the baseline", hint="--save renews it where all limits are kept"
                )

    def _of_limits(self) -> set[str]:
        """The flags given that belong to the check of limits, or name something else to do."""
        given = {
            "--init": self.init,
            "--save": self.save is not None,
            "--baseline": self.baseline is not None,
            "--against": self.against is not None,
            "--suggest": self.suggest,
            "--as-of": self.as_of is not None,
            "--no-project-prices": self.no_project_prices,
            "--scan": self.scan is not None,
            "--exact": self.exact,
            "--estimate": self.estimate,
        }
        return {flag for flag, is_given in given.items() if is_given}

    def day(self, today: date) -> date | None:
        """The day whose prices count; None where the command line doesn't say.

        Raises:
            QuantityError: for what is no date.
            UsageError: for a date in the future.
        """
        if self.as_of is None:
            return None
        as_of = parse_date(self.as_of, "--as-of")
        if as_of > today:
            raise UsageError(f"--as-of: {as_of} lies in the future", hint="its prices are not known yet")
        return as_of

    def oldest(self) -> int | None:
        """Days that the prices may be old; None for any.

        Raises:
            QuantityError: for a duration that can't be read.
        """
        return None if self.max_age is None else parse_days(self.max_age, "--max-age")

    def floor(self) -> Decimal | None:
        """The intelligence that a suggested model has to have at least; None where nothing is said.

        Raises:
            QuantityError: for what is no number.
        """
        if self.min_intelligence is None:
            return None
        return parse_number(self.min_intelligence, "--min-intelligence")

    def reasons(self) -> tuple[str, ...]:
        """What a scan shall fail on, of ``REASONS``.

        Raises:
            UsageError: for another word, or none.
        """
        if self.fail_on is None:
            return ()
        words = [word.strip().lower() for word in self.fail_on.split(",")]
        for word in words:
            if word not in REASONS:
                raise UsageError(
                    f"--fail-on: {word!r} is nothing to fail on",
                    hint=f"use any of {', '.join(REASONS)}, with commas between",
                )
        return tuple(reason for reason in REASONS if reason in words)


def _refuse_beside(flag: str, given: set[str]) -> None:
    others = sorted(given - {flag})
    if others:
        raise UsageError(f"{flag}: not with {', '.join(others)}", hint="leave out the one or the other")
