"""How far the reading of files has come: bytes, rate and time left, as figures and as a line of text."""

from __future__ import annotations

from llmcost.report.measures import as_bytes, as_duration

_SECOND = 10**9
_SETTLED = _SECOND // 2
"""Nanoseconds until a rate says something."""
_WIDEST = 40


class Progress:
    """What was read of how much. The clock is the caller's: nanoseconds, such as ``time.monotonic_ns``."""

    def __init__(self, total: int | None, began: int) -> None:
        """Begin.

        Args:
            total: bytes of all files as they lie on disk. None: not known, as of a pipe.
            began: the time.
        """
        self.total = total
        self.done = 0
        """Bytes read so far, of all files."""
        self.shown = ""
        """The file that is being read."""
        self._began = began

    def update(self, shown: str, done: int) -> None:
        """Note the file that is being read, and the bytes read so far of all files."""
        self.shown, self.done = shown, done

    @property
    def percent(self) -> int | None:
        """How much of the total was read, rounded down; None where that isn't known."""
        # A file that is being written grows beyond what it was.
        return min(100, self.done * 100 // self.total) if self.total else None

    def rate(self, now: int) -> int | None:
        """Bytes a second on the average; None as long as that says nothing."""
        passed = now - self._began
        return self.done * _SECOND // passed if passed >= _SETTLED and self.done else None

    def seconds_left(self, now: int) -> int | None:
        """How long the rest takes at that rate, rounded up; None where that isn't known."""
        passed = now - self._began
        if self.total is None or self.rate(now) is None:
            return None
        # Not by the rate, which is rounded: a slow one to 0.
        return -(-max(0, self.total - self.done) * passed // (self.done * _SECOND))

    def line(self, now: int) -> str:
        """All of it: ``reading logs/a.jsonl  45 %  62 MB of 138 MB  95 MB/s  1 s left``."""
        size = as_bytes(self.done)
        parts = [f"reading {_ending(self.shown)}".rstrip()]
        if self.percent is not None:
            parts.append(f"{self.percent} %")
        parts.append(size if self.total is None else f"{size} of {as_bytes(max(self.total, self.done))}")
        rate, left = self.rate(now), self.seconds_left(now)
        if rate is not None:
            parts.append(f"{as_bytes(rate)}/s")
        if left is not None:
            parts.append(f"{as_duration(left)} left")
        return "  ".join(parts)


def _ending(shown: str) -> str:
    """A name, or the end of a long one, where it differs from its neighbours'."""
    return shown if len(shown) <= _WIDEST else f"...{shown[-_WIDEST + 3 :]}"
