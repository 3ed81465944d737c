from __future__ import annotations

import pytest

from llmcost.report.progress import Progress

SECOND = 10**9


def progress(done: int, total: int | None, shown: str = "logs/a.jsonl") -> Progress:
    made = Progress(total, began=5 * SECOND)
    made.update(shown, done)
    return made


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (0, 138_000_000, 0, "reading logs/a.jsonl  0 %  0 B of 138 MB"),
        (10_000_000, 138_000_000, 0, "reading logs/a.jsonl  7 %  10 MB of 138 MB"),
        (62_000_000, 138_000_000, 1, "reading logs/a.jsonl  44 %  62 MB of 138 MB  62 MB/s  2 s left"),
        (138_000_000, 138_000_000, 2, "reading logs/a.jsonl  100 %  138 MB of 138 MB  69 MB/s  0 s left"),
        (
            1_400_000_000,
            5_000_000_000,
            20,
            "reading logs/a.jsonl  28 %  1.4 GB of 5.0 GB  70 MB/s  52 s left",
        ),
        # A file that grew, a pipe, empty files, and a stream that has nothing to say.
        (150_000_000, 138_000_000, 2, "reading logs/a.jsonl  100 %  150 MB of 150 MB  75 MB/s  0 s left"),
        (62_000_000, None, 2, "reading logs/a.jsonl  62 MB  31 MB/s"),
        (0, 0, 2, "reading logs/a.jsonl  0 B of 0 B"),
        (0, None, 60, "reading logs/a.jsonl  0 B"),
        (1, 1_000, 100, "reading logs/a.jsonl  0 %  1 B of 1.0 kB  0 B/s  27 h 45 min left"),
    ],
)
def test_a_line_says_how_far_it_has_come(done: int, total: int | None, seconds: int, line: str) -> None:
    assert line == progress(done, total).line((5 + seconds) * SECOND)


def test_the_figures_are_whole_numbers() -> None:
    made = progress(62_000_000, 138_000_000)
    now = 6 * SECOND
    assert (44, 62_000_000, 2) == (made.percent, made.rate(now), made.seconds_left(now))


def test_before_the_first_file_there_is_no_name() -> None:
    assert "reading  0 %  0 B of 10 B" == Progress(10, began=0).line(0)


def test_of_a_long_name_the_end_is_shown() -> None:
    assert f"reading ...{'/deeper' * 5}/a  5 B" == progress(5, None, f"logs{'/deeper' * 9}/a").line(0)
