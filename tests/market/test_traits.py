"""Strengths and limits, said from the data alone."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import routed
from traits_told import of, told

from llmcost import load_catalog
from llmcost.market.peers import CLASSES, is_ranked, peers_of
from llmcost.market.traits import traits_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from llmcost.catalog.model import Model

TODAY = date(2026, 11, 22)


def every(own: Model, *others: Model) -> dict[str, str]:
    models = {each.id: each for each in (own, *others)}
    return told(traits_of(own, models, peers_of(own, models.values(), "all"), TODAY))


def test_strengths_come_first_each_in_the_order_of_its_subject() -> None:
    other = of("acme/other", rates={"input": "2", "output": "2", "cache_read": "1"}, input=("audio",))
    own = of(
        "acme/own",
        intelligence=None,
        expires=date(2026, 12, 1),
        input=("text", "image"),
        features=("tools",),
    )
    assert [*every(own, other, other._replace(id="acme/third")).items()] == [
        ("reads_image", "reads images, as 1 of 3 in its class does"),
        ("tools", "supports tools, as 1 of 3 in its class is known to"),
        ("-no_intelligence", "intelligence not known; that of 2 of 3 in its class is"),
        ("-no_cache_rate", "no rate for cached input; 2 of 3 in its class have one"),
        ("-no_audio_input", "does not read audio; 2 of 3 in its class do"),
        ("-expires", "upstream announced its end for 2026-12-01"),
    ]


def test_neither_a_guest_nor_a_router_counts_among_the_others() -> None:
    own = of("acme/own:free", input=("image",), features=("tools",))
    others = (of("acme/other"), of("acme/third"), routed("acme/any"), of("acme/fourth:batch"))
    assert every(own, *others) == {
        "reads_image": "reads images, as none of 2 others in its class do",
        "tools": "supports tools, as none of 2 others in its class are known to",
    }


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (date(2026, 9, 30), "upstream announced its end for 2026-09-30; it is still listed"),
        (date(2026, 11, 21), "upstream announced its end for 2026-11-21; it is still listed"),
        (TODAY, "upstream announced its end for 2026-11-22"),
        (date(2027, 11, 23), "upstream announced its end for 2027-11-23"),
        (date(2027, 11, 24), None),
        (date(2098, 12, 31), None),
    ],
)
def test_an_end_that_is_near_or_over_is_a_limit(expires: date, expected: str | None) -> None:
    assert expected == every(of("acme/own", expires=expires)).get("-expires")


def test_what_is_no_longer_listed_says_so_and_no_more() -> None:
    retired = of("acme/own", retired=date(2026, 11, 11), expires=date(2026, 11, 11))
    assert every(retired) == {"-retired": "no longer listed since 2026-11-11; last price, seen 2026-11-10"}


def test_an_alias_says_what_it_leads_to() -> None:
    assert every(of("~acme/latest", alias_of="acme/own")) == {
        "-alias": "moves on to newer models; when last seen, it was acme/own"
    }
    assert every(of("~acme/latest")) == {
        "-alias": "moves on to newer models; which one it is now is not told"
    }
    # One that is no longer listed moves no more.
    assert "-alias" not in every(of("~acme/latest", retired=date(2026, 11, 11)))


RANKED: dict[str, Callable[[Model], Decimal | int | None]] = {
    "intelligent": lambda model: model.intelligence,
    "context": lambda model: model.context,
    "answers": lambda model: model.max_output,
}
"""A word of what is said of a rank -> what is counted."""


@pytest.mark.parametrize("kind", CLASSES)
def test_ranks_in_words_are_those_that_are_counted_in_the_bundled_ledger(kind: str) -> None:
    models = load_catalog().models
    counted = 0
    for model_id in sorted(models)[:: 9 if kind == "all" else 37]:
        own = models[model_id]
        peers = peers_of(own, models.values(), kind)
        assert all(
            is_ranked(each._replace(id=each.id.removesuffix(":batch")))
            for each in peers.models
            if each.id != own.id
        )
        for trait in traits_of(own, models, peers, TODAY):
            subject = re.match(
                r"(?:more|less|longer|shorter) (intelligent|context|answers) than", trait.words
            )
            if subject is None:
                continue
            value_of = RANKED[subject[1]]
            value = value_of(own)
            others = [value_of(each) for each in peers.models if each.id != own.id]
            known = [each for each in others if each is not None]
            assert value is not None
            passed = sum(each < value if trait.is_strength else each > value for each in known)
            share = "all" if passed == len(known) else f"{100 * passed // len(known)} %"
            among = "" if len(known) == len(others) else f" {len(known)} others of"
            assert f" than {share}" in trait.words
            assert among in trait.words
            assert 100 * passed >= 70 * len(known)
            counted += 1
    assert counted
