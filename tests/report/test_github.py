from __future__ import annotations

from typing import Any

from llmcost.report.finding import Finding
from llmcost.report.github import github_text


def finding(
    level: str = "error", title: str = "chat: over", message: str = "too much", **more: Any
) -> Finding:
    return Finding("over_limit", level, title, message, "chat", "llmcost.toml", 12)._replace(**more)


def test_each_finding_but_a_pass_is_a_command_at_its_line_below_the_headline() -> None:
    found = [finding(), finding("warning", line=None), finding("note"), finding("pass")]
    assert github_text(found, "$5.00 a month: the limit is broken") == (
        "$5.00 a month: the limit is broken\n"
        "::error file=llmcost.toml,line=12,title=chat%3A over::too much\n"
        "::warning file=llmcost.toml,title=chat%3A over::too much\n"
        "::notice file=llmcost.toml,line=12,title=chat%3A over::too much\n"
    )


def test_kinds_stand_together_the_worst_first_and_keep_their_order() -> None:
    found = [finding("note", "a"), finding("error", "b"), finding("note", "c"), finding("error", "d")]
    told = [line.partition("title=")[2] for line in github_text(found, "").splitlines()[1:]]
    assert ["b::too much", "d::too much", "a::too much", "c::too much"] == told


def test_nothing_in_a_name_or_a_message_ends_a_line_or_a_property() -> None:
    hostile = finding(
        title="a,line=1::b\r\n::error::c%0A", message="100 %\r\n::set-output name=x::y", file="a,b:c%.toml"
    )
    assert github_text([hostile], "") == (
        "\n::error file=a%2Cb%3Ac%25.toml,line=12,title=a%2Cline=1%3A%3Ab%0D%0A%3A%3Aerror%3A%3Ac%250A"
        "::100 %25%0D%0A::set-output name=x::y\n"
    )


def test_a_headline_is_one_line_and_never_a_command() -> None:
    text = github_text([], "::error::a\n::error::b ##[error]c \x1b[31m :::: ####[[")
    assert r": :error: :a\n: :error: :b ## [error]c \x1b[31m : :: : #### [[" + "\n" == text


def test_ten_of_a_kind_are_all_shown() -> None:
    text = github_text([finding(title=str(number)) for number in range(10)], "")
    assert "\n" + "".join(
        f"::error file=llmcost.toml,line=12,title={number}::too much\n" for number in range(10)
    ) == (text)


def test_of_more_than_ten_the_last_says_how_many_more_there_are() -> None:
    found = [finding(title=str(number)) for number in range(1_010)]
    text = github_text([*found, *(finding("warning") for _ in range(11))], "")
    lines = text.splitlines()[1:]
    assert [10, 10] == [sum(line.startswith(f"::{kind} ") for line in lines) for kind in ("error", "warning")]
    left = "more of this kind are not shown here; the summary of this job has all"
    assert f"::error title=llmcost%3A 1%2C001 more::1,001 {left}" == lines[9]
    assert f"::warning title=llmcost%3A 2 more::2 {left}" == lines[19]
