"""Finding usage in decoded JSON, in whatever it is wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.errors import UsageError
from llmcost.logs.copies import without_copies
from llmcost.logs.decoder import decode
from llmcost.logs.envelope import tag_of
from llmcost.logs.flavour import Found
from llmcost.logs.flavours import FLAVOURS
from llmcost.logs.formats.plain import mapped
from llmcost.records.record import BadRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from llmcost.logs.flavour import FileState, Flavour
    from llmcost.records.question import Question
    from llmcost.records.record import Record

DEEPEST = 12
"""Objects and lists that may lie around usage."""
_MOST = 100_000
"""Objects in a row without usage, each of which every format is asked about."""

_WORDS = frozenset(
    {
        "messages",
        "content",
        "input",
        "prompt",
        "choices",
        "candidates",
        "tools",
        "tool_calls",
        "toolUseResult",
    }
)
"""Keys under which the words of a conversation stand: usage in them is talk about usage."""
_TEXTS = frozenset(
    {
        "body",
        "response",
        "response_body",
        "responseBody",
        "raw",
        "raw_response",
        "payload",
        "log",
        "message",
        "data",
        "metadata",
    }
)
"""Keys under which loggers keep JSON as text."""


def flavour_names() -> tuple[str, ...]:
    """Every format that can be asked for, each once."""
    return tuple(sorted({flavour.name for flavour in FLAVOURS}))


_ANSWERS = frozenset({"object", "type", "choices", "output", "content", "candidates"})
"""Keys of a response, which a log line around one has not."""
_SAYING = frozenset({"id", "model", *_ANSWERS})
"""Keys of what says more than a copy of the counts."""


class Detector:
    """Finds the records in decoded values."""

    def __init__(self, question: Question) -> None:
        """Describe it.

        Args:
            question: what is asked: a single format, a model for records that name none, keys of the log.

        Raises:
            UsageError: for a format that doesn't exist.
        """
        forced = question.flavour
        own = (mapped(question.columns),) if question.columns else ()
        self._flavours: tuple[Flavour, ...] = tuple(
            each for each in (*own, *FLAVOURS) if forced in {None, each.name}
        )
        if forced is not None and not self._flavours:
            raise UsageError(f"--flavour: there is no format {forced!r}", hint=_meant(forced))
        self._keys = question.keys
        self._model = question.model
        self.met: tuple[str, ...] = ()
        """Keys of the first object with usage, where keys are asked by."""
        self._completes = bool(self._keys) or self._model is not None
        self._unclaimed = 0
        """Objects since the last one with usage."""

    def records(self, value: Any, state: FileState) -> Iterator[Record | BadRecord]:
        """Every record in a value, and in its place what can't be about one.

        Args:
            value: a line, decoded.
            state: what earlier lines of the file said.
        """
        self._unclaimed = 0
        read: list[tuple[Found, Record | BadRecord]] = []
        try:
            for found, flavour in self._found(value, ()):
                read += ((found, each) for each in self.read(found, flavour, state))
        except BadRecord as error:
            read.append((Found({}), error.with_traceback(None)))
        return without_copies(read)

    def read(self, found: Found, flavour: Flavour, state: FileState) -> Iterable[Record | BadRecord]:
        """The records of an object of a known format, with what was asked for by name.

        Where one of them can't be, none of the object's counts: they are of one request.
        """
        try:
            records = list(flavour.read(found, state))
            return [self._completed(each, found) for each in records] if self._completes else records
        except BadRecord as error:
            # Without the frames, which would hold it in a circle.
            return (error.with_traceback(None),)

    def _completed(self, record: Record, found: Found) -> Record:
        if record.model is None and self._model is not None:
            record = record._replace(model=self._model)
        if self._keys:
            outermost = found.trail[0] if found.trail else found.body
            self.met = self.met or tuple(outermost)
            record = record._replace(tags=tuple(tag_of(outermost, found, key) for key in self._keys))
        return record

    def _found(
        self, value: Any, trail: tuple[Mapping[str, Any], ...], depth: int = 0
    ) -> Iterator[tuple[Found, Flavour]]:
        """The outermost objects that a format claims, in their order."""
        if depth > DEEPEST:
            return
        if isinstance(value, list):
            for each in value:
                if each and isinstance(each, (dict, list)):
                    yield from self._found(each, trail, depth + 1)
        elif isinstance(value, dict) and value:
            flavour = self._claiming(value, trail)
            if flavour is None:
                yield from self._inside(value, trail, depth)
                return
            responses = self._responses_beside(value, trail, depth)
            yield from responses or ((Found(value, trail), flavour),)

    def _inside(
        self, value: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...], depth: int
    ) -> Iterator[tuple[Found, Flavour]]:
        for key, inside in value.items():
            if key not in _WORDS:
                yield from self._found(_opened(key, inside), (*trail, value), depth + 1)

    def _responses_beside(
        self, value: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...], depth: int
    ) -> list[tuple[Found, Flavour]]:
        """The responses that a log line keeps beside a copy of their usage; they say more than the copy."""
        if not isinstance(value.get("usage"), dict) or not _ANSWERS.isdisjoint(value):
            return []
        beside = {key: inside for key, inside in value.items() if key != "usage"}
        found = list(self._inside(beside, trail, depth))
        return [each for each in found if not _SAYING.isdisjoint(each[0].body)]

    def _claiming(self, value: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> Flavour | None:
        """The first format that claims an object.

        Raises:
            BadRecord: for more objects without usage than are worth to look at.
        """
        for flavour in self._flavours:
            if flavour.claims(value, trail):
                self._unclaimed = 0
                return flavour
        self._unclaimed += 1
        if self._unclaimed > _MOST:
            raise BadRecord("it holds more objects than any record")
        return None


def _meant(name: str) -> str:
    from difflib import get_close_matches

    names = flavour_names()
    close = get_close_matches(name[:60].lower(), names, n=1)
    return f"{f'did you mean {close[0]}? ' if close else ''}one of {', '.join(names)}"


def _opened(key: str, value: Any) -> Any:
    """A value, or the JSON that it holds as text under a key where loggers keep some."""
    if isinstance(value, str) and key in _TEXTS and _looks_like_usage(value):
        try:
            return decode(value)
        except (ValueError, RecursionError):
            return None
    return value


def _looks_like_usage(text: str) -> bool:
    return text.lstrip()[:1] in {"{", "["} and ("sage" in text or "oken" in text)
