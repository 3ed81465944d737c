from __future__ import annotations

import textwrap

import pytest

from llmcost.reading.bad_text import BadText
from llmcost.scan.python import python_spots
from llmcost.scan.spot import Looks

LOOKS = Looks({"acme"})


def told(source: str, brought: str = "import openai") -> list[tuple[int, str, str]]:
    found = python_spots(f"{textwrap.dedent(source)}\n{brought}", LOOKS)
    return [tuple(spot) for spot in found.spots]  # type: ignore[misc]


def unnamed(source: str) -> tuple[int, ...]:
    return python_spots(textwrap.dedent(source), LOOKS).unnamed


@pytest.mark.parametrize(
    "call",
    [
        'client.chat.completions.create(model="mine")',
        'OpenAI().chat.completions.create(messages=[], model="mine")',
        'self.client.beta.chat.completions.parse(model="mine")',
        'client.chat.completions.with_raw_response.create(model="mine")',
        'clients[0].responses.create(model="mine")',
        'client.embeddings.create(model="mine", input="x")',
        'openai.ChatCompletion.create(model="mine")',
        'client.messages.create(model="mine")',
        'client.messages.stream(model="mine")',
        'MessageCreateParamsNonStreaming(model="mine")',
        'genai.GenerativeModel("mine")',
        'genai.GenerativeModel(model_name="mine")',
        'client.aio.models.generate_content(model="mine")',
        'client.chats.create(model="mine")',
        'litellm.completion("mine", messages=[])',
        'litellm.completion(model="mine")',
        'ChatOpenAI(model="mine")',
        'ChatOpenAI(model_name="mine")',
        'langchain_anthropic.ChatAnthropic(model="mine")',
        'ChatGoogleGenerativeAI(model=" mine ")',
        'init_chat_model("mine")',
        'ChatBedrock(model_id="mine")',
        'ChatOpenAI(**{"model": "mine"})',
        'litellm.Router(model_list=[{"model_name": "gpt-4o", "litellm_params": {"model": "mine"}}])',
    ],
)
def test_the_model_of_a_clients_call_is_told_whatever_its_name(call: str) -> None:
    assert [(1, "mine", "call")] == told(call)


@pytest.mark.parametrize(
    ("brought", "kind"),
    [
        ("import openai", "call"),
        ("from app.models import ChatOpenAI", "call"),
        ("import runs", "key"),
        ("", "key"),
    ],
)
def test_without_a_client_a_call_says_no_more_than_a_key(brought: str, kind: str) -> None:
    source = """\
        db.runs.create(model="resnet-50")
        db.runs.create(model=NAME, **{"model": "gpt-9"})
        NAME = "gpt-4o"
        x = {"litellm_params": {"model": "mine-1"}}
        """
    assert [(1, "resnet-50", kind), (3, "gpt-4o", kind), (4, "mine-1", kind)] == [
        each for each in told(source, brought) if each[1] != "gpt-9"
    ]


@pytest.mark.parametrize(
    "call",
    [
        'client.messages.create(body="mine")',
        'ChatOpenAI("mine")',
        'completion(model="mine")',
        'mine.completion(model="mine")',
        'Form(model="mine")  # responses.create',
        'ChatOpenAI(model="")',
        'ChatOpenAI(model="a\\nb")',
        f'ChatOpenAI(model="{"x" * 201}")',
        "litellm.completion()",
    ],
)
def test_other_calls_and_what_can_be_no_name_tell_nothing(call: str) -> None:
    assert [] == told(f"{call}; GenerativeModel")


def test_litellms_functions_are_known_by_their_import() -> None:
    assert [(2, "mine", "call"), (3, "yours", "call")] == told(
        """\
        from litellm import completion as ask, embedding, Router
        ask("mine"); other("theirs")
        embedding(model="yours")
        from openai import completion
        """
    )


def test_a_constant_is_told_where_it_is_written_and_once() -> None:
    assert [
        (1, "one", "call"),
        (2, "two", "call"),
        (5, "three", "call"),
        (9, "four", "call"),
        (12, "five", "call"),
        (18, "six", "call"),
    ] == told(
        """\
        ONE: str = "one"
        TWO = ALSO = "two"

        class Bot:
            kind = "three"
            ask = ChatOpenAI(model=kind)

            def __init__(self, client):
                self.four = "four"
                self.client = client

            def run(self, name="five", *rest, other=None, **more):
                ChatOpenAI(model=self.kind); ChatOpenAI(model=Bot.kind)
                ChatOpenAI(model=self.four)
                ChatOpenAI(model=name)

        def ask():
            local = "six"
            ChatOpenAI(model=local)
            ChatOpenAI(model=ONE); ChatOpenAI(model=ONE); ChatOpenAI(model=ALSO)
        """
    )


@pytest.mark.parametrize(
    "value",
    [
        '"one" if fast else "two"',
        "CHOICE",
        'given or ("one" if fast else "two")',
        'os.getenv("MODEL", "one" if fast else "two")',
        'settings.get("MODEL", default=CHOICE)',
        "Field(CHOICE)",
        "field(default=CHOICE)",
    ],
)
def test_both_sides_of_a_choice_and_a_default_are_told(value: str) -> None:
    source = f'CHOICE = "one" if fast else "two"\nGenerativeModel({value})'
    named = {name for _, name, kind in told(source) if kind == "call"}
    assert {"one", "two"} == named


@pytest.mark.parametrize(
    "source",
    [
        'm = "a"; m = "b"',
        'm = "a"; m += "b"',
        "for m in names: pass",
        "m, *rest = names",
        "[m, (*n, o)] = names",
        "with names as m: pass",
        'm = "a"\ndel m',
        'm = "a"\ndef other():\n    global m\n    m = "b"',
        'def other():\n    m = "a"\n    def inner():\n        nonlocal m',
        "import m.n",
        "from n import m",
        "try: pass\nexcept E as m: pass",
        "try: pass\nexcept E: pass",
        "match x:\n    case m: pass",
        "match x:\n    case [*m]: pass",
        "match x:\n    case {**m}: pass\n    case {1: _}: pass",
        "def m(): pass",
        "class m: pass",
        "m = f'{x}-1'",
        "m = 'a' + x",
        "m = pick('a')",
        "m = m",
        "m: str",
        "m.n = 'a'",
        "m[0] = 'a'",
        "m = 1",
    ],
)
def test_a_name_that_may_stand_for_more_than_one_is_left_to_run_time(source: str) -> None:
    lines = source.count("\n") + 2
    assert (lines,) == unnamed(f"{source}\nGenerativeModel(m)")
    assert [] == told(f"{source}\nGenerativeModel(m)")


@pytest.mark.parametrize(
    "value",
    [
        "self.nothing",
        "Other.nothing",
        "cls.twice",
        "a.b.c",
        "f().x",
        "Bot.missing",
        "**params",
        "lambda: 1",
        'f"{x}"',
        "(m := x)",
    ],
)
def test_an_attribute_that_is_not_bound_once_is_left_to_run_time(value: str) -> None:
    named = value if value.startswith("**") else f"model={value}"
    source = f"""\
class Bot:
    twice = "a"
    def run(self):
        self.twice = "b"
        for self.nothing in x: pass
        ChatOpenAI({named})
"""
    assert (6,) == unnamed(source)


def test_an_attribute_outside_of_a_class_is_nobodys() -> None:
    assert (3,) == unnamed("def run(self):\n    self.x = 'a'\n    ChatOpenAI(model=self.x)")


def test_a_spread_that_is_written_out_is_looked_into() -> None:
    source = """\
        BASE = {"model": "one", "temperature": 0, **MORE}
        client.chat.completions.create(**BASE); client.chat.completions.create(**BASE)
        client.chat.completions.create(**"text")
        """
    assert ([(1, "one", "call")], (3,)) == (told(source), unnamed(source))


def test_a_circle_of_names_ends() -> None:
    assert [] == told("a = b or b or b\nb = a or a or a\nGenerativeModel(a)")


def test_what_is_called_model_is_told_as_such() -> None:
    assert [
        (1, "gpt-9", "key"),
        (2, "gpt-9", "key"),
        (3, "gpt-9", "key"),
        (4, "gpt-9", "key"),
        (5, "gpt-9", "key"),
        (6, "o1", "key"),
    ] == told(
        """\
        MODEL = "gpt-9"
        agent(model_name="gpt-9", other="user")
        {"modelId": "gpt-9", 1: "x"}
        def run(*, default_model="gpt-9"): pass
        self.x.model = "gpt-9"
        model: str = "o1"
        model = "user"; model = "two words-1"
        """
    )


def test_other_strings_are_told_where_they_look_like_a_model_and_choose_one() -> None:
    assert [(1, "gpt-4o", "text"), (2, "acme/large", "text"), (3, "gpt-4o-mini", "text")] == told(
        '''\
        x = ["gpt-4o", "o1", "GPT-4", "auto", b"gpt-4", 4]
        f(lambda a, b="acme/large": a)
        async def g() -> "T": return f"{x('gpt-4o-mini')} gpt-4.1"
        """gpt-4"""
        if x == "gpt-4" or x in ("gpt-4", "gpt-4.1"): pass
        x.startswith("gpt-4"); x.replace("gpt-4", "gpt-5")
        y: Literal["gpt-4", "gpt-5"] = {"gpt-4": 1}["gpt-5"]
        match x:
            case "gpt-4": pass
        '''
    )


def test_sources_without_any_sign_of_a_model_are_not_parsed() -> None:
    assert [] == told("this is no Python")


@pytest.mark.parametrize(
    "source",
    [
        "GenerativeModel(",
        'x = "gpt-4o" \0',
        f'x = "gpt-4o"\n{"(" * 100_000}',
        f'x = "gpt-4o"\n{"-" * 100_000}1',
        f'x = "gpt-4o"\n{"+".join("1" * 100_000)}',
        f'x = "gpt-4o"\n{"a." * 100_000}a',
    ],
)
def test_what_python_cannot_parse_is_said(source: str) -> None:
    try:
        found = python_spots(source, LOOKS)
    except BadText:
        return
    # Newer versions of Python parse more of these.
    assert [(1, "gpt-4o", "text")] == [*found.spots]


def test_others_odd_escapes_are_no_warning() -> None:
    assert [(1, "gpt-4o", "text")] == told(r'x = "gpt-4o", "\d"')
