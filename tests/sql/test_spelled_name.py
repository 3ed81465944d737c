"""SQL finds for a name what the catalogue finds, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import duckdb
import pytest
from builders import catalog, model, named
from hypothesis import given
from hypothesis import strategies as st
from sql_values import stepwise

from llmcost.catalog.spelling import AUTHORS, GATEWAYS
from llmcost.errors import LlmcostError
from llmcost.sources.layers import load_catalog
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import Column
from llmcost.sql.known_names import known_names
from llmcost.sql.layout import write_query
from llmcost.sql.spelled_name import READINGS, read_names
from llmcost.sql.statement import Named, Query, Select, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from llmcost.catalog.catalog import Catalog
    from llmcost.sql.known_names import KnownName

LEDGER = catalog(
    model("openai/gpt-4.1-mini", facts={"snapshot": "openai/gpt-4.1-mini-2025-04-14"}),
    model("anthropic/claude-sonnet-4.5", facts={"snapshot": "anthropic/claude-4.5-sonnet-20250929"}),
    model("~anthropic/claude-sonnet-latest"),
    model("anthropic/claude-opus-4"),
    model("amazon/nova-pro-v1"),
    model("google/gemini-2.5-flash"),
    model("meta-llama/llama-3.1-70b-instruct"),
    model("meta-llama/llama-3.1-70b-instruct:nitro"),
    model("meta/muse-1"),
    model("x-ai/grok-4"),
    model("openai/gpt-oss-120b:free"),
    model("openai/gpt-oss-120b"),
    model("openrouter/auto"),
    model("acme/auto-pilot"),
    model("databricks/dbrx"),
    model("openai/gpt-4-turbo"),
    model("anthropic/claude-3.7-sonnet"),
    model("anthropic/claude-v1"),
)


class Names:
    """What SQL knows of names."""

    def __init__(
        self, known: Catalog, more: Iterable[str] = (), models: Collection[str] | None = None
    ) -> None:
        self.catalog = known
        self.models = known.models.keys() if models is None else models
        self.rows = {(row.name, row.exact): row for row in known_names(known, models, more)}

    def row(self, name: str) -> KnownName | None:
        read = readings(name)
        found = (self.rows.get((key, False)) for key in read if key is not None)
        return self.rows.get((name, True)) or next((row for row in found if row), None)

    def model(self, name: str) -> str | None:
        row = self.row(name)
        return row and row.model

    def agree(self, name: str) -> bool:
        """Whether SQL says of a name nothing but what the catalogue says."""
        row = self.row(name)
        return row is None or (row.model, row.reason) == told(self.catalog, name)


def readings(name: str) -> list[str | None]:
    """What SQL makes of a name, in the order in which it counts."""
    columns = stepwise(read_names("names"), {"name": name})
    found = [columns[each] for each in READINGS]
    assert all(each is None or isinstance(each, str) for each in found)
    return cast("list[str | None]", found)


def told(known: Catalog, name: str) -> tuple[str | None, str | None]:
    """The model that a name means, or why it means none."""
    try:
        return known.resolve(name, suggest=False).id, None
    except LlmcostError as error:
        return None, error.code


SMALL = Names(LEDGER)


@pytest.fixture(scope="module")
def bundled() -> Names:
    return Names(load_catalog())


@pytest.mark.parametrize(
    ("name", "model_id"),
    [
        ("GPT-4.1-Mini", "openai/gpt-4.1-mini"),
        ("gpt-4-1-mini-20250414", "openai/gpt-4.1-mini"),
        ("openrouter/openai/gpt-4.1-mini:online", "openai/gpt-4.1-mini"),
        ("openrouter/~anthropic/claude-sonnet-latest", "~anthropic/claude-sonnet-latest"),
        ("azure/global-standard/gpt-4.1-mini-2025-04-14", "openai/gpt-4.1-mini"),
        ("azure/gpt-4.1-mini:floor:online", "openai/gpt-4.1-mini"),
        ("bedrock/us-east-1/anthropic.claude-opus-4-20250514-v1:0", "anthropic/claude-opus-4"),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic/claude-sonnet-4.5"),
        ("bedrock/converse/eu.amazon.nova-pro-v1:0", "amazon/nova-pro-v1"),
        ("vertex_ai/claude-sonnet-4-5@20250929", "anthropic/claude-sonnet-4.5"),
        ("claude-sonnet-4-5-20250929[1m]", "anthropic/claude-sonnet-4.5"),
        ("models/gemini-2.5-flash", "google/gemini-2.5-flash"),
        ("gemini/gemini-2.5-flash", "google/gemini-2.5-flash"),
        ("xai/grok-4", "x-ai/grok-4"),
        ("groq/meta/llama-3.1-70b-instruct", "meta-llama/llama-3.1-70b-instruct"),
        ("meta/muse-1", "meta/muse-1"),
        ("meta/llama-3-1-70b-instruct", "meta-llama/llama-3.1-70b-instruct"),
        ("llama-3.1-70b-instruct:nitro", "meta-llama/llama-3.1-70b-instruct:nitro"),
        ("gpt-4.1-mini:nitro", "openai/gpt-4.1-mini"),
        ("fireworks_ai/accounts/fireworks/models/gpt-oss-120b", "openai/gpt-oss-120b"),
        ("openrouter/auto", "openrouter/auto"),
        ("openrouter/openrouter/auto", "openrouter/auto"),
        ("databricks/dbrx", "databricks/dbrx"),
        ("gpt-4-turbo-2024-04-09", "openai/gpt-4-turbo"),
        ("openrouter/openai/gpt-4-turbo-20240409", "openai/gpt-4-turbo"),
        ("GPT-4-Turbo-2024-02-29[1m]", "openai/gpt-4-turbo"),
        ("azure/eu/gpt-4-turbo-2024-04-30", "openai/gpt-4-turbo"),
        ("models/gemini-2.5-flash-2025-12-31", "google/gemini-2.5-flash"),
        ("vertex_ai/claude-3-7-sonnet@20250219", "anthropic/claude-3.7-sonnet"),
        ("anthropic/claude-3.7-sonnet-20250219", "anthropic/claude-3.7-sonnet"),
        ("anthropic.claude-3-7-sonnet-20250219", "anthropic/claude-3.7-sonnet"),
        ("bedrock/us-east-1/us.anthropic.claude-3-7-sonnet-20250219-v1:0", "anthropic/claude-3.7-sonnet"),
        ("us.anthropic.claude-3-7-sonnet-20250219-v2:0", "anthropic/claude-3.7-sonnet"),
        ("anthropic.claude-v1-20230101-v1", "anthropic/claude-v1"),
    ],
)
def test_a_name_finds_its_model(name: str, model_id: str) -> None:
    assert (SMALL.model(name), told(LEDGER, name)) == (model_id, (model_id, None))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "gpt-4.1-mini-2025-04-15",
        *(
            f"gpt-4-turbo-{day}"
            for day in ("2025-02-29", "20240431", "2024-13-01", "1999-01-01", "2024-04-00")
        ),
        *("gpt-4-turbo-2024-4-9", "gpt-4-turbo_20240409", "gpt-4-turbo20240409", "2024-04-09", "-20240409"),
        *("gpt-4-turbo-20240409-v1:0", "gpt.4-turbo-20240409", "anthropic.claude-v1-v1-20230101"),
        "gpt.4.1-mini",
        "gpt-4.1-mini ",
        "gpt-4.1-mini[1m][1m]",
        "azure/azure/gpt-4.1-mini",
        "openrouter/azure/gpt-4.1-mini",
        "openrouter/xai/grok-4",
        "openrouter/anthropic.claude-opus-4",
        "azure/anthropic.claude-opus-4",
        "us.us.anthropic.claude-opus-4",
        "us.gpt-4.1-mini",
        "gpt-4.1-mini-v1:0",
        "anthropic.claude-opus-4-v1:nitro",
        "~~gpt-4.1-mini",
        "~azure/gpt-4.1-mini",
        "gemini/google/gemini-2.5-flash",
        "DGPT-4.1-miniE",
        "gro\N{KELVIN SIGN}-4",
        f"{'x' * 300}gpt-4.1-mini",
    ],
)
def test_what_the_catalogue_refuses_is_unknown(name: str) -> None:
    assert (SMALL.model(name), told(LEDGER, name)) == (None, (None, "unknown_model"))


def test_a_name_is_read_as_it_stands_before_anything_is_taken_off() -> None:
    assert readings("Azure/EU/GPT-4.1-Mini:Nitro[1m]") == [
        "azure/eu/gpt-4.1-mini:nitro",
        "azure/eu/gpt-4.1-mini",
        "Bedrock:azure/eu/gpt-4.1-mini:nitro",
        "gpt-4.1-mini:nitro",
        "gpt-4.1-mini",
        None,
    ]


def test_of_a_name_that_ends_in_a_date_the_rest_is_read_last() -> None:
    assert readings("us.anthropic.claude-3-20240307-v1:0")[-1] == "Dated:Bedrock:anthropic.claude-3"
    assert readings("azure/GPT@20240409")[-1] == "Dated:gpt"


def test_a_date_in_the_name_of_another_model_keeps_all_dates_from_being_taken() -> None:
    other = catalog(model("acme/one"), model("acme/two", facts={"snapshot": "acme/one-20240101"}))
    alone = Names(other, models=["acme/one"])
    assert [alone.model(name) for name in ("one", "one-20240101", "one-20240102")] == ["acme/one", None, None]
    assert Names(other).model("one-20240101") == told(other, "one-20240101")[0] == "acme/two"


def test_nothing_is_taken_off_that_another_suffix_would_bare() -> None:
    name = "llama-3.1-70b-instruct:nitro:floor"
    assert (SMALL.model(name), told(LEDGER, name)[0]) == (None, "meta-llama/llama-3.1-70b-instruct")


def test_every_listed_name_is_found_as_it_stands(bundled: Names) -> None:
    plain = [name for name, exact in bundled.rows if not exact and ":" not in name[:8]]
    assert [name for name in plain if readings(name)[0] != name] == []
    bedrock = [name for name, _ in bundled.rows if name.startswith("Bedrock:")]
    areas = ("", "us.", "bedrock/", "bedrock/converse/eu.")
    written = [(name, f"{area}{name.removeprefix('Bedrock:')}") for name in bedrock[::5] for area in areas]
    assert [name for name, spelling in written if readings(spelling)[2] != name] == []


def test_duckdb_reads_the_same(bundled: Names) -> None:
    ways = ("{}", "azure/{}", "openrouter/{}", "bedrock/us.{}-v1:0", "xai/{}[1m]", "~{}:online", "{}:nitro")
    names = [way.format(name) for name, _ in [*bundled.rows][::10] for way in ways]
    names += [_by_bedrock(name) for name in names] + [name.upper() for name in names]
    steps = read_names("names")
    last = Select(tuple(Named(Column(name), name) for name in ("name", *READINGS)), Table(steps[-1].name))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE names AS SELECT UNNEST($names) AS name", {"names": names})
        found = connection.execute(write_query(Query(steps, last), DuckDB())).fetchall()
    assert {name: [*read] for name, *read in found} == {name: readings(name) for name in names}


STARTS = (
    *("", "~", "/", "openrouter/", "azure/", "azure/eu/", "azure/us/us/", "bedrock/", "bedrock/converse/"),
    *(
        "bedrock/us-east-1/",
        "gemini/",
        "vertex_ai/",
        "fireworks_ai/accounts/fireworks/models/",
        "databricks/",
    ),
    *("us.", "us-gov.", "anthropic.", "meta.", "mistral.", "amazon.", "xai/", "meta/", "openai/", "D", "P"),
    *("arn:aws:bedrock:us-east-1::foundation-model/", "projects/x/publishers/anthropic/models/"),
)
ENDS = (
    *("", ":nitro", ":floor", ":exacto", ":online", ":free", ":batch", ":", ":0", "[1m]", " ", "E", "F", "X"),
    *(
        "-2024-02-29",
        "-20250229",
        "@20240431",
        "-2025-1231",
        "-202512-31",
        "-2000-01-01",
        "@2025-06-30",
        "-1231",
    ),
    *("-v1", "-v1:0", "-v2:0", "-v1:0:200k", "-20250514", "@20250514", "-2025-05-14", "-20251001", "-latest"),
)


DATES = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from("-@"),
    st.integers(1999, 2030),
    *(
        part
        for to in (12, 31)
        for part in (st.sampled_from(("-", "")), st.integers(0, to + 1).map("{:02}".format))
    ),
)
"""What looks like a date, and mostly is one."""


def _by_bedrock(name: str) -> str:
    author, slash, slug = name.partition("/")
    theirs = {ours: author for author, ours in AUTHORS.items()}
    return f"{theirs.get(author, author)}.{slug}" if slash else name


@st.composite
def spellings(draw: st.DrawFn, names: list[str]) -> str:
    """A name as somebody might write it, or might mistype it."""
    name = draw(st.sampled_from(names))
    name = draw(st.sampled_from((name, name, name.partition("/")[2], _by_bedrock(name))))
    name = draw(st.sampled_from((name, name.replace(".", "-"), re.sub("(?<=[0-9])-(?=[0-9])", ".", name))))
    place = draw(st.integers(0, len(name)))
    typo = draw(st.sampled_from(("", "", "", "", *"a1.-:/@~EFDKX\N{KELVIN SIGN}")))
    name = name[:place] + typo + name[place + draw(st.sampled_from((0, 0, 0, 1))) :]
    name = draw(st.sampled_from((name, name, name.upper(), name.title())))
    starts = draw(st.lists(st.sampled_from(STARTS), max_size=2))
    ends = draw(st.lists(st.sampled_from(ENDS) | DATES, max_size=3))
    return "".join((*starts, name, *ends))


@given(data=st.data())
def test_sql_says_what_the_catalogue_says_or_nothing(bundled: Names, data: st.DataObject) -> None:
    names = list(bundled.catalog)
    for name in data.draw(st.lists(spellings(names), min_size=20, max_size=60)):
        assert bundled.agree(name), name


PARTS = st.lists(
    st.sampled_from(
        (
            "gpt",
            "4",
            "4.5",
            "4-5",
            "v1",
            "us.",
            "anthropic.x",
            "Big",
            "20250514",
            "2025-05-14",
            "auto",
            "[1m]",
        )
    ),
    min_size=1,
    max_size=3,
).map("-".join)
AUTHOR = st.sampled_from(
    ("", "acme/", "~acme/", "openrouter/", "us/", "us-east-1/", "~", "amazon/", "amazon/9", "amazon/b/")
) | st.sampled_from([f"{name}/" for name in (*GATEWAYS, *AUTHORS)])
VARIANT = st.sampled_from(
    ("", "", "", ":free", ":nitro", ":free:nitro", ":online", ":0", "[1m]", "-v1", "-V2")
)
IDS = st.builds("{}{}{}".format, AUTHOR, PARTS, VARIANT)


@given(data=st.data())
def test_no_ledger_makes_sql_say_anything_else(data: st.DataObject) -> None:
    ids = data.draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    snapshots = data.draw(st.lists(st.none() | IDS, min_size=len(ids), max_size=len(ids)))
    aliases = data.draw(st.dictionaries(IDS, st.sampled_from(ids), max_size=2))
    models = (model(each, facts={"snapshot": own}) for each, own in zip(ids, snapshots, strict=True))
    names = Names(catalog(*models, aliases=aliases))
    written = [*ids, *filter(None, snapshots), *aliases]
    for name in (*written, *data.draw(st.lists(spellings(written), min_size=10, max_size=30))):
        assert names.agree(name), name
    assert [each for each in ids if names.model(each) != each] == []


@given(data=st.data())
def test_no_choice_of_models_makes_sql_say_anything_else(data: st.DataObject) -> None:
    ids = data.draw(st.lists(IDS, min_size=2, max_size=6, unique=True))
    snapshots = data.draw(st.lists(st.none() | IDS, min_size=len(ids), max_size=len(ids)))
    ledger = catalog(
        *(model(each, facts={"snapshot": own}) for each, own in zip(ids, snapshots, strict=True))
    )
    names = Names(ledger, models=ids[:1])
    for name in data.draw(st.lists(spellings([*ids, *filter(None, snapshots)]), min_size=10, max_size=30)):
        assert names.model(name) in {None, told(ledger, name)[0]}, name


def test_a_ledger_of_odd_authors_leaves_some_readings_out() -> None:
    odd = Names(named("us/one", "us.anthropic.two", "anthropic/two", "azure/us/three", "acme/three"))
    names = (
        "us/one",
        "azure/us/us/one",
        "us.anthropic.two",
        "anthropic.two",
        "Azure/US/three",
        "azure/three",
    )
    assert [odd.model(name) for name in names] == [
        "us/one",
        None,
        "us.anthropic.two",
        None,
        "azure/us/three",
        "acme/three",
    ]


def test_a_route_that_one_snapshot_has_in_its_name_hides_no_other_model() -> None:
    names = Names(catalog(model("gpt"), model("gpt:free"), model("gpt-gpt", facts={"snapshot": "gpt:nitro"})))
    written = ("gpt", "gpt:free", "gpt-gpt", "gpt:nitro", "GPT:Nitro", "gpt:floor", "openrouter/gpt:nitro")
    doubled = ("gpt:free:nitro", "gpt:nitro:free", "gpt:nitro:nitro")
    assert all(names.agree(name) for name in (*written, *doubled))
    expected = ["gpt", "gpt:free", "gpt-gpt", "gpt-gpt", "gpt-gpt", "gpt", "gpt-gpt"]
    assert expected == [names.model(name) for name in written]
