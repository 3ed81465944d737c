from __future__ import annotations

import json

import pytest
from contract import VALIDATOR
from counts import GUIDE, ONE, README, TWO, counting, estimated, exact, sized

from llmcost.catalog.note import Note
from llmcost.cost.counting import Counted, Skipped, Uncounted
from llmcost.report.count import count_report, count_sheet
from llmcost.report.look import Look
from llmcost.report.render import render
from llmcost.report.wording import not_counted

NOT_COUNTED, IN_CHATS = not_counted(), not_counted(framing=True)
RULES = "Pictures and pages are counted by the rule that is published for each model."
BOUNDS = "Bounds held for 95 of 100 texts measured; of an unknown tokenizer they span all known ones."


def test_a_pipe_gets_the_models_and_below_them_the_files() -> None:
    assert (
        "Tokens of 2 files, 4.9 kB\n"
        "\n"
        "Model           Tokens  Counted  Encoding    Context  Share\n"
        "acme/one         1,200    exact  o200k_base     128k  0.9 %\n"
        "zeta/two-large  ~1,440    ±15 %  claude         200k  0.7 %\n"
        "\n"
        "By file\n"
        "\n"
        "File             one  two-large    Size\n"
        "README.md      1,000     ~1,200  4.1 kB\n"
        "docs/guide.md    200       ~240   812 B\n"
        "\n"
        f"{NOT_COUNTED}\n"
        f"{BOUNDS}\n"
    ) == render(count_report(counting()), "table", Look())


def test_a_narrow_terminal_keeps_the_tokens_on_the_first_model() -> None:
    assert (
        "Tokens of 2 files, 4.9 kB\n"
        "\n"
        "Model          Tokens  Counted\n"
        "──────────────────────────────\n"
        "acme/one        1,200    exact\n"
        "ze…/two-large  ~1,440    ±15 %\n"
        "\n"
        "By file\n"
        "\n"
        "File             one    Size\n"
        "────────────────────────────\n"
        "README.md      1,000  4.1 kB\n"
        "docs/guide.md    200   812 B\n"
        "\n"
    ) in render(count_report(counting()), "table", Look(30))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["file"], [NOT_COUNTED, BOUNDS]),
        (["image"], [RULES]),
        (["pages", "text"], [NOT_COUNTED, RULES, BOUNDS]),
        (["messages"], [IN_CHATS]),
        (["messages", "image", "stdin"], [NOT_COUNTED, RULES, BOUNDS]),
    ],
)
def test_what_a_count_is_not_is_said_of_what_was_counted(kinds: list[str], expected: list[str]) -> None:
    parts = [README._replace(kind=kind) for kind in kinds]
    assert tuple(expected) == count_sheet(counting(*parts)).fine_print


def test_one_thing_needs_no_second_table() -> None:
    sheet = count_sheet(counting(README))
    assert ((), ()) == (sheet.more, sheet.notes)


def test_what_is_odd_stands_below_the_table() -> None:
    small = sized("acme/small", 500)
    found = counting(
        *(README._replace(counts=(exact(501),)), GUIDE._replace(counts=(exact(0),))),
        models=(small,),
        skipped=(Skipped("a.bin", "not_text", "binary"),),
        uncounted=(Uncounted("zeta/two-large", "not_exact", "can't be", "leave it"),),
        by_default=True,
        top=1,
    )
    sheet = count_sheet(found)
    assert [column.heading for column in sheet.columns] == [
        "Model",
        "Tokens",
        "Counted",
        "Encoding",
        "Context",
        "Share",
        "Note",
    ]
    assert sheet.rows == (("acme/small", "501", "exact", "o200k_base", "500", "100.2 %", "1"),)
    assert sheet.notes == (
        "[1] more than the context window: it does not fit",
        "Uncounted: can't be (leave it)",
        "Skipped: a.bin: binary",
        "Models: nobody said which; -m names others.",
    )
    assert sheet.more[0].notes == ("And 1 more file, 0 tokens; see --top.",)


def test_a_share_that_is_small_is_not_called_nothing() -> None:
    big = sized("acme/big", 1_000_000)
    shares = [
        count_sheet(counting(Counted("a", "file", 1, (exact(tokens),)), models=(big,))).rows[0][-1]
        for tokens in (0, 1, 400, 600)
    ]
    assert shares == ["0.0 %", "< 0.1 %", "< 0.1 %", "0.1 %"]


def test_models_of_the_same_name_have_their_author_in_the_headings() -> None:
    same = counting(models=(ONE, sized("zeta/one", None)))
    headings = [column.heading for column in count_sheet(same).more[0].columns]
    assert headings == ["File", "acme/one", "zeta/one", "Size"]


def test_where_no_model_is_left_the_reasons_are() -> None:
    bare = [each._replace(counts=()) for each in (README, GUIDE)]
    found = counting(*bare, models=(), uncounted=(Uncounted("acme/one", "not_exact", "no"),))
    assert f"Tokens of 2 files, 4.9 kB\n\nUncounted: no\n{NOT_COUNTED}\n" == render(
        count_report(found), "table", Look()
    )


FULL = counting(
    README,
    Counted("text", "text", 5, (exact(1), estimated(2, 0, 7, None))),
    top=1,
    skipped=(Skipped("a.bin", "not_text", "binary"),),
    uncounted=(Uncounted("acme/three", "not_exact", "can't be", "leave it"),),
    warnings=(Note("as_read", "README.md: its byte order mark is not counted"),),
    models=(ONE, TWO._replace(context=1_300)),
)


def test_json_has_every_figure_and_how_it_came_about() -> None:
    def count(model: str, *rest: object) -> dict[str, object]:
        keys = ("tokens", "tokens_low", "tokens_high", "method", "encoding", "error_pct")
        return {"model": model, **dict(zip(keys, rest, strict=True))}

    payload = json.loads(render(count_report(FULL), "json", Look()))
    assert {
        "schema_version": 1,
        "files": [
            {
                "path": "README.md",
                "kind": "file",
                "bytes": 4100,
                "counts": [
                    count("acme/one", 1000, 1000, 1000, "exact", "o200k_base", 0),
                    count("zeta/two-large", 1200, 1020, 1380, "estimate", "claude", 15),
                ],
            }
        ],
        "rest": {
            "files": 1,
            "counts": [
                count("acme/one", 1, 1, 1, "exact", "o200k_base", 0),
                count("zeta/two-large", 2, 0, 7, "estimate", None, 250),
            ],
        },
        "total": [
            {
                **count("acme/one", 1001, 1001, 1001, "exact", "o200k_base", 0),
                "context": 128000,
                "share": 0.0078,
                "fits": True,
            },
            {
                **count("zeta/two-large", 1202, 1020, 1387, "estimate", "claude", 16),
                "context": 1300,
                "share": 0.9246,
                "fits": None,
            },
        ],
        "skipped": [{"path": "a.bin", "code": "not_text", "message": "binary"}],
        "uncounted": [
            {"model": "acme/three", "code": "not_exact", "message": "can't be", "hint": "leave it"}
        ],
        "warnings": [{"code": "as_read", "message": "README.md: its byte order mark is not counted"}],
    } == payload
    VALIDATOR.validate(payload)


def test_json_holds_all_unless_fewer_are_asked_for() -> None:
    many = counting(*[README] * 30)
    payload = json.loads(render(count_report(many), "json", Look()))
    assert (30, None) == (len(payload["files"]), payload["rest"])
    VALIDATOR.validate(payload)


def test_csv_has_a_row_for_each_file_and_model_then_the_rest_the_totals_and_what_is_lacking() -> None:
    assert (
        "kind,path,bytes,model,tokens,tokens_low,tokens_high,method,encoding,error_pct,context,share,reason\n"
        "file,README.md,4100,acme/one,1000,1000,1000,exact,o200k_base,0,,,\n"
        "file,README.md,4100,zeta/two-large,1200,1020,1380,estimate,claude,15,,,\n"
        "rest,(1 more),,acme/one,1,1,1,exact,o200k_base,0,,,\n"
        "rest,(1 more),,zeta/two-large,2,0,7,estimate,,250,,,\n"
        "total,,,acme/one,1001,1001,1001,exact,o200k_base,0,128000,0.0078,\n"
        "total,,,zeta/two-large,1202,1020,1387,estimate,claude,16,1300,0.9246,\n"
        "skipped,a.bin,,,,,,,,,,,binary\n"
        "uncounted,,,acme/three,,,,,,,,,can't be (leave it)\n"
    ) == render(count_report(FULL), "csv", Look())
    assert "rest" not in render(count_report(counting()), "csv", Look())
