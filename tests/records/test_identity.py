"""An id tells a request from every other, or is joined with what does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.records.identity import identity, is_issued

UUID = "5e0c1c8f-5d0e-4c06-9c1b-3d11a72cf001"


@pytest.mark.parametrize(
    ("stated", "issued"),
    [
        ("chatcmpl-0123456789abcdef", True),
        ("cmpl-0123456789abcdef", True),
        ("resp_0123456789abcdef", True),
        ("gen-1790000000-abc", True),
        ("msg_01Abcdefghijklmnop", True),
        ("msg_bdrk_01Abcdefghijkl", True),
        ("msg_vrtx_01Abcdefghijkl", True),
        ("batch_req_0123456789ab", True),
        ("chatcmpl-17", False),
        ("message_0123456789abcdef", False),
        (UUID, False),
    ],
)
def test_what_apis_issue_is_known_by_its_form(stated: str, issued: bool) -> None:  # noqa: FBT001
    assert is_issued(stated) is issued
    assert (identity(stated, 1, "m", 2) == stated) is issued


@pytest.mark.parametrize(
    ("stated", "time", "within", "is_own", "expected"),
    [
        (None, 1, (), True, None),
        ("", 1, (), True, None),
        (UUID, 1, (), True, UUID),
        (UUID, 1, (), False, f"{UUID} 1 m 2"),
        (UUID, None, (), False, f"{UUID} None m 2"),
        ("7", 1, (), True, "7 1 m 2"),
        ("7", None, (), True, None),
        ("7", None, (None, "trace"), True, "trace 7 None m 2"),
        ("chatcmpl-17", None, (), True, "chatcmpl-17 None m 2"),
    ],
)
def test_what_may_be_anyone_s_is_joined_with_what_copies_share(
    stated: str | None,
    time: int | None,
    within: tuple[str | None, ...],
    is_own: bool,  # noqa: FBT001
    expected: str | None,
) -> None:
    assert identity(stated, time, "m", 2, *within, is_own=is_own) == expected


REQUESTS = st.tuples(
    st.sampled_from(["1", "12", UUID, "session-of-many-requests"]),
    st.integers(1, 3),
    st.sampled_from(["m", "n"]),
    st.integers(0, 30),
)


@given(REQUESTS, REQUESTS)
def test_requests_share_one_only_when_all_that_copies_share_is_the_same(
    one: tuple[str, int, str, int], other: tuple[str, int, str, int]
) -> None:
    assert (identity(*one) == identity(*other)) is (one == other)
