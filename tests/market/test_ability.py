from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from traits_told import of, told

from llmcost.market.ability import abilities
from llmcost.market.peers import Peers

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def able(own: Model, *others: Model) -> dict[str, str]:
    return told(abilities(own, Peers("all", "models", None, (own, *others), is_guest=False)))


def test_what_fewer_than_half_of_a_class_have_is_a_strength_and_what_more_than_half_have_a_lack() -> None:
    own = of("acme/own", input=("text", "image"), output=("text", "image"), features=("tools",))
    other = of(
        "acme/other",
        input=("text", "file", "audio"),
        output=("text",),
        features=("structured_outputs", "reasoning"),
    )
    third = of("acme/third", input=("text", "audio"), features=("reasoning",))
    assert able(own, other, third) == {
        "reads_image": "reads images, as 1 of 3 in its class does",
        "writes_image": "writes images, as 1 of 3 in its class does",
        "tools": "supports tools, as 1 of 3 in its class is known to",
        "-no_audio_input": "does not read audio; 2 of 3 in its class do",
        "-no_reasoning": "not known to support reasoning; 2 of 3 in its class are",
    }


def test_what_just_half_of_a_class_have_is_neither() -> None:
    image = of("acme/other", input=("text", "image"), features=("tools",))
    plain = of("acme/own", input=("text",), features=("reasoning",))
    assert able(plain, image) == able(image, plain) == {}


def test_one_that_is_no_longer_listed_is_beside_todays_class() -> None:
    own = of("acme/own", output=("text", "audio"), retired=date(2026, 11, 1))
    assert able(own, of("acme/other"), of("acme/third")) == {
        "writes_audio": "writes audio, as 1 of 3 in today's class does"
    }


def test_several_do_and_are() -> None:
    own = of("acme/own", input=("video",), features=("tools",))
    assert able(own, own._replace(id="acme/twin"), *(of(f"acme/{number}") for number in range(3))) == {
        "reads_video": "reads videos, as 2 of 5 in its class do",
        "tools": "supports tools, as 2 of 5 in its class are known to",
    }


def test_what_is_not_known_is_no_limit() -> None:
    other = of("acme/other", input=("text", "image"), output=("text",), features=("tools", "reasoning"))
    assert able(of("acme/own"), other, other) == {}
    # Structured outputs are not stated of all that have them.
    stated = of("acme/own", features=("tools", "reasoning"))
    structured = other._replace(input=(), features=("tools", "reasoning", "structured_outputs"))
    assert able(stated, structured, structured) == {}
