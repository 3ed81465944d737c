"""A refresh: a complete, checked ledger in place of the old one, or no change and the reason."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.change import changes_between
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Provenance
from llmcost.catalog.refreshed import Refreshed, RolledBack
from llmcost.errors import LedgerError, RefusedError, SourceError
from llmcost.sources import basis, paths, sanity, store
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.exclusive import exclusive
from llmcost.sources.layers import VARIABLE as PRICES
from llmcost.sources.layers import bundled_file, override_files, read_bytes
from llmcost.sources.ledger import validator_of
from llmcost.sources.lists import Lists
from llmcost.sources.price_list import read_list
from llmcost.sources.renewal import confirmed, renewed
from llmcost.sources.store import damaged_of, previous_of
from llmcost.sources.watch import watched

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from llmcost.catalog.model import Model
    from llmcost.sources.basis import Basis
    from llmcost.sources.ledger import Ledger
    from llmcost.sources.openrouter import Fetched
    from llmcost.sources.upstream import Upstream

MOST_TOLD = 3
"""Skipped rows that are told one by one."""


class _Outcome(NamedTuple):
    """The renewed ledger, not yet written."""

    ledger: Ledger
    findings: tuple[Note, ...] = ()
    """What speaks against it."""
    skipped: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Note, ...] = ()


def refresh(
    upstream: Upstream,
    environ: Mapping[str, str],
    *,
    ledger: Path | None = None,
    force: bool = False,
    dry_run: bool = False,
) -> Refreshed:
    """Renew a ledger by a list.

    Args:
        upstream: the list.
        environ: the environment, which says where the user's folders are.
        ledger: the file to renew, or to begin. None: the user's own, which builds on
            the one that came with llmcost.
        force: accept what sanity rules refuse.
        dry_run: find out everything and write nothing.

    Raises:
        RefusedError: when sanity rules speak against the list.
        SourceError: when the list can't be had, read or believed, or the ledger can't be read or written.
    """
    path = basis.place(ledger, environ)
    with nullcontext() if dry_run else exclusive(path):
        return _refresh(upstream, environ, ledger, force=force, dry_run=dry_run)


def _refresh(
    upstream: Upstream, environ: Mapping[str, str], ledger: Path | None, *, force: bool, dry_run: bool
) -> Refreshed:
    folders = paths.folders(environ)
    base = basis.named(ledger) if ledger else basis.own(folders)
    validator = base.ledger.validator
    fetched = upstream.get(validator if validator and validator.url == upstream.url else None)
    _check_clock(upstream.day, fetched)
    _refuse_older(upstream.day, base.ledger)
    found = _renewal(fetched, base, upstream, folders)
    if found.findings and not force:
        raise RefusedError(
            f"the prices from {upstream.name} can't be trusted; the old ones stay",
            findings=tuple((note.code, note.message) for note in found.findings),
            hint="--force --dry-run shows what they would change, --force accepts them",
        )
    data = _checked(found.ledger)
    changes = changes_between(base.ledger.models, found.ledger.models, upstream.day)
    written, kept = (False, False) if dry_run else _install(base, data, changed=bool(changes))
    listed = sum(model.retired is None for model in found.ledger.models.values())
    return Refreshed(
        source=upstream.name,
        path=str(base.path),
        as_of=upstream.day,
        before=None if base.ledger is basis.NOTHING else base.ledger.as_of,
        changes=changes,
        unchanged=listed - sum(change.kind != "retired" for change in changes),
        written=written,
        dry_run=dry_run,
        previous=str(previous_of(base.path)) if kept else None,
        skipped=found.skipped,
        accepted=found.findings,
        warnings=(*upstream.warnings, *found.warnings, *_unread(environ, ledger)),
    )


def _install(base: Basis, data: bytes, *, changed: bool) -> tuple[bool, bool]:
    """Whether the ledger was written, and whether the one before was kept.

    It is where prices changed, or else a day without changes would push out the one to go back to.
    """
    if base.is_damaged:
        store.replace(damaged_of(base.path), read_bytes(base.path))
    if changed and not base.is_damaged:
        written = store.install(base.path, data, first=base.first)
        return written, written and previous_of(base.path).exists()
    return store.replace(base.path, data), False


def _unread(environ: Mapping[str, str], ledger: Path | None) -> tuple[Note, ...]:
    """Where the environment names another ledger, what is written here is not read by other commands."""
    given = environ.get(PRICES)
    if ledger is not None or not given:
        return ()
    message = f"{PRICES} names {given}, which other commands use instead; --ledger {given} would renew that"
    return (Note("given_prices", message),)


def _renewal(fetched: Fetched, base: Basis, upstream: Upstream, folders: paths.Folders) -> _Outcome:
    """The ledger as the answer leaves it, and what was found on the way."""
    if fetched.body is None:
        return _Outcome(confirmed(base.ledger, upstream.day), warnings=base.warnings)
    converted = read_list(fetched.body, upstream.name, upstream.day)
    skipped = tuple((row.id, row.reason) for row in converted.skipped)
    unread = [row.id for row in converted.skipped]
    lists = _lists(base.ledger, converted.models, unread, upstream.day, folders)
    after = renewed(base.ledger, converted.models, upstream.day, unread)
    return _Outcome(
        after._replace(
            source=upstream.url,
            validator=validator_of(upstream.url, fetched.etag, fetched.last_modified),
        ),
        sanity.reasons_to_refuse(lists),
        skipped,
        (*base.warnings, *_skipped(skipped), *sanity.remarks(lists)),
    )


def roll_back(environ: Mapping[str, str], ledger: Path | None = None) -> RolledBack:
    """Swap a ledger and the one before it.

    Args:
        environ: the environment, which says where the user's folders are.
        ledger: its file. None: the user's own.

    Raises:
        SourceError: when there is none before it, that can't be read, or nothing can be written.
    """
    path = basis.place(ledger, environ)
    with exclusive(path):
        previous = previous_of(path)
        if paths.is_file(previous):
            # First: a ledger that can't be read must not take the place of one that can.
            basis.read(previous)
        store.rollback(path)
        as_of = basis.read(path).as_of
    bundled, bundled_path = bundled_file()
    outdone = ledger is None and as_of < read_ledger(bundled, str(bundled_path)).as_of
    return RolledBack(str(path), as_of, outdone)


def _skipped(rows: tuple[tuple[str, str], ...]) -> tuple[Note, ...]:
    if not rows:
        return ()
    told = "; ".join(f"{model}: {reason}" for model, reason in rows[:MOST_TOLD])
    more = f"; and {len(rows) - MOST_TOLD} more" if len(rows) > MOST_TOLD else ""
    return (Note("skipped", f"rows that can't be used ({len(rows)}): {told}{more}"),)


def _check_clock(day: date, fetched: Fetched) -> None:
    """A wrong date would stand in the history for ever, and one in the future would bar every later list."""
    if fetched.date is not None and abs(fetched.date.date() - day) > timedelta(days=1):
        raise SourceError(
            f"this machine says that it is {day}, the server that it is {fetched.date.date()}",
            hint="set the clock, or see whether a cache in between gave an old answer",
        )


def _refuse_older(day: date, ledger: Ledger) -> None:
    if day < ledger.as_of:
        raise SourceError(
            f"a list of {day} is older than the prices at hand, which are of {ledger.as_of}",
            hint="begin another ledger with --ledger, or go back to the previous one with --rollback",
        )


def _lists(
    ledger: Ledger, listed: Mapping[str, Model], unread: Collection[str], day: date, folders: paths.Folders
) -> Lists:
    before = {model_id: model for model_id, model in ledger.models.items() if model.retired is None}
    catalog = Catalog(ledger.models, Provenance("", ledger.as_of, "", ""))
    files = override_files(folders)
    names = watched(files, catalog) if files else ()
    return Lists(before, listed, (day - ledger.as_of).days, names, unread)


def _checked(ledger: Ledger) -> bytes:
    """The ledger's text, after it was read again and found to say the same."""
    data = write_ledger(ledger).encode()
    try:
        same = _known(read_ledger(data, "the new ledger")) == _known(ledger)
    except LedgerError as error:
        raise SourceError(error.message, hint="begin another ledger with --ledger") from None
    if not same:
        raise SourceError("the new ledger doesn't read back as it was written", hint="please report this")
    return data


def _known(ledger: Ledger) -> Ledger:
    """What a ledger says under keys that this version knows; numbers under others may be spelled anew."""
    models = {model_id: model._replace(extra={}) for model_id, model in ledger.models.items()}
    return ledger._replace(models=models, warnings=(), listed=None, extra={})
