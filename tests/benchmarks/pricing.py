"""How long pricing takes in process, beside a Decimal loop by hand: ``python tests/benchmarks/pricing.py``.

Three token classes (plain input, cached input, output), 200,000 records, both sides in turn.
"""

import random
import statistics
import time
from decimal import Decimal

from llmcost import Pricer, Usage, estimate, load_catalog

RECORDS = 200_000
ROUNDS = 7
MILLION = Decimal(1_000_000)


def records() -> list[tuple[int, int, int]]:
    """Input, output and cached tokens of as many requests, the same each time."""
    source = random.Random(1)  # noqa: S311 - figures to measure with
    drawn = []
    for _ in range(RECORDS):
        size = source.randrange(1, 50_000)
        drawn.append((size, source.randrange(1, 4_000), source.randrange(size)))
    return drawn


def main() -> None:
    """Print the ratio of each round, and that the sums agree."""
    model = load_catalog()["gpt-4.1-mini"]
    drawn = records()
    by_hand, ours = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        expected = Decimal(0)
        rate_in, rate_out, rate_cached = Decimal("0.4"), Decimal("1.6"), Decimal("0.1")
        for size, answer, cached in drawn:
            expected += ((size - cached) * rate_in + cached * rate_cached + answer * rate_out) / MILLION
        by_hand.append(time.perf_counter() - began)

        began = time.perf_counter()
        total = Decimal(0)
        cost = Pricer(model).cost
        for size, answer, cached in drawn:
            total += cost(size, answer, cached)
        ours.append(time.perf_counter() - began)
        assert expected == total
    ratios = [mine / theirs for mine, theirs in zip(ours, by_hand, strict=True)]
    told = " ".join(f"{ratio:.2f}" for ratio in (min(ratios), statistics.median(ratios), max(ratios)))
    print(f"Pricer.cost / Decimal loop: {told}  <= 2.0")
    print(f"{RECORDS / min(ours):,.0f} records a second")

    few = drawn[: RECORDS // 10]
    began = time.perf_counter()
    for size, answer, cached in few:
        estimate(model, Usage(input=size, output=answer, cache_read=cached))
    print(f"estimate() with components and notes: {len(few) / (time.perf_counter() - began):,.0f} a second")

    began = time.perf_counter()
    catalog = load_catalog()
    print(f"load_catalog(), warm, {len(catalog):,} models: {(time.perf_counter() - began) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
