"""Where the lines of a script end."""

from __future__ import annotations

from llmcost.sql.lines import arm, indented, joined, listed

LONG = "a" * 60


def test_each_line_moves_to_the_right() -> None:
    assert "  a\n  b" == indented("a\nb")


def test_a_line_ends_before_the_sign_that_would_make_it_too_long() -> None:
    assert "a AND b" == joined("a", "AND", "b")
    assert f"{LONG}\nAND {LONG}" == joined(LONG, "AND", LONG)
    assert f"{LONG}\nOR {LONG} OR b" == joined(f"{LONG}\nOR {LONG}", "OR", "b")
    assert "a\n+ b\nc" == joined("a", "+", "b\nc")


def test_a_comparison_stays_on_its_line() -> None:
    assert f"{LONG} = {LONG}" == joined(LONG, "=", LONG)


def test_a_list_has_as_many_values_on_a_line_as_fit() -> None:
    assert "a, b" == listed(["a", "b"])
    assert f"\n  {LONG}, b,\n  {LONG}\n" == listed([LONG, "b", LONG])
    assert LONG * 2 == listed([LONG * 2])


def test_an_arm_of_a_case_is_broken_where_its_condition_is_or_it_is_too_long() -> None:
    assert "WHEN a THEN CASE\n  b\nEND" == arm("a", "CASE\n  b\nEND")
    assert "WHEN a\n  OR b\n  THEN c" == arm("a\nOR b", "c")
    assert f"WHEN {LONG}\n  THEN {LONG}" == arm(LONG, LONG)
