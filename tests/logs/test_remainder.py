from __future__ import annotations

import json

from written import chat

from llmcost.logs.remainder import Remainder
from llmcost.logs.shape import shape_of

PLAIN = json.dumps(chat("chatcmpl-00000000000000000007")).encode()


def test_lines_of_a_shape_are_taken_out_of_others() -> None:
    shape = shape_of(PLAIN)
    assert shape is not None
    left = Remainder(b"a\n" + PLAIN + b"\nb\n", [1, 4, 6])
    stated, places = left.take_out(shape)
    assert (stated["model"], places) == ([b"acme/one"], [4])
    assert (left.block, left.places) == (b"a\nb\n", [1, 6])
    assert Remainder(PLAIN + b"\n", [3]).take_out(shape) == (stated, [3])


def test_lines_are_kept_by_their_place() -> None:
    left = Remainder(b"a\nb\nc\n", range(3))
    left.keep([0, 2])
    assert (left.block, left.places) == (b"a\nc\n", [0, 2])
    left.keep([])
    assert (left.block, left.places) == (b"", [])
