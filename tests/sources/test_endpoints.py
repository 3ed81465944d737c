from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from builders import price, when
from server import Server, answer

from llmcost.catalog.endpoint import DataPolicy, Endpoint
from llmcost.errors import SourceError, UsageError
from llmcost.sources.convert import Skipped
from llmcost.sources.endpoints import Served, fetch_endpoints, is_id, read_endpoints
from llmcost.sources.openrouter import Patience

PATIENCE = Patience(total=5)
PRICING = {"prompt": "0.000001", "completion": "0.000004"}
KEY = "sk-or-v1-not-for-you"


def row(**fields: Any) -> dict[str, Any]:
    return {"provider_name": "Acme", "tag": "acme", "pricing": PRICING} | fields


def said(*rows: Any, **fields: Any) -> bytes:
    return json.dumps({"data": {"id": "acme/one", "endpoints": list(rows)} | fields}).encode()


def read(*rows: Any, model_id: str = "acme/one", **fields: Any) -> Served:
    return read_endpoints(said(*rows, **fields), "upstream", model_id)


def only(**fields: Any) -> Endpoint:
    (endpoint,) = read(row(**fields)).endpoints
    return endpoint


FULL = {
    "name": "Acme | acme/one",
    "model_name": "One",
    "context_length": 128_000,
    "max_prompt_tokens": 100_000,
    "max_completion_tokens": 8_192,
    "quantization": "fp8",
    "status": -2,
    "uptime_last_30m": 99.5,
    "latency_last_30m": {"p50": 580, "p99": 9000},
    "throughput_last_30m": {"p50": 64.25},
    "supports_implicit_caching": True,
    "data_policy": {"training": False, "retainsPrompts": True, "retentionDays": 30},
    "brand_new": {"key": 1},
}


def test_everything_that_an_endpoint_tells_is_read() -> None:
    pricing = PRICING | {
        "input_cache_read": "0.0000001",
        "web_search": "0.01",
        "discount": 0.25,
        "overrides": [{"min_prompt_tokens": 64_000, "prompt": "0.000002"}],
    }
    expected = Endpoint(
        provider="Acme",
        tag="acme",
        price=price(
            when(above=64_000, input="2"), input="1", output="4", cache_read="0.1", web_search="0.01"
        ),
        context=128_000,
        max_input=100_000,
        max_output=8_192,
        quantization="fp8",
        discount=Decimal("0.25"),
        status=-2,
        uptime=Decimal("99.5"),
        latency=Decimal(580),
        throughput=Decimal("64.25"),
        data_policy=DataPolicy(training=False, retains_prompts=True, retention_days=30),
        implicit_caching=True,
    )
    assert Served((expected,), (), "acme/one") == read(row(**FULL, pricing=pricing))


def test_what_is_not_told_is_none() -> None:
    assert Endpoint("Acme", "acme", price()) == only()


@pytest.mark.parametrize("key", sorted(set(FULL) - {"name", "model_name", "brand_new"}))
@pytest.mark.parametrize("value", [None, [], "x" * 9, 1e12, -(10**9)])
def test_a_fact_that_can_not_be_read_is_left_out(key: str, value: Any) -> None:
    named = "x" * 9 if (key, value) == ("quantization", "x" * 9) else None
    assert Endpoint("Acme", "acme", price(), quantization=named) == only(**{key: value})


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, None),
        ({"training": "yes"}, None),
        ({"training": True}, DataPolicy(training=True)),
        ({"retains_prompts": False, "retention_days": 0}, DataPolicy(None, False, 0)),  # noqa: FBT003
        ({"retentionDays": 10**6, "retainsPrompts": True}, DataPolicy(retains_prompts=True)),
    ],
)
def test_a_data_policy_is_read_in_either_spelling(
    policy: dict[str, Any], expected: DataPolicy | None
) -> None:
    assert expected == only(data_policy=policy).data_policy


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, "12"),
        ("12.5", "12.5"),
        (0, "0"),
        ({"p50": None}, None),
        (True, None),
        (12.1234567891, "12.123457"),
    ],
)
def test_a_speed_may_stand_by_itself(value: Any, expected: str | None) -> None:
    assert (expected and Decimal(expected)) == only(throughput_last_30m=value).throughput


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (1, "1"), ("0.25", "0.25"), (1.000001, None), (25, None), (-0.25, None), ("25%", None)],
)
def test_a_discount_is_a_share(value: Any, expected: str | None) -> None:
    assert (expected and Decimal(expected)) == only(pricing=PRICING | {"discount": value}).discount


def test_a_quantization_that_is_unknown_is_none() -> None:
    assert only(quantization="unknown").quantization is None


@pytest.mark.parametrize(("model_id", "write"), [("google/one", "1.5"), ("acme/one", "0.5")])
def test_googles_cache_writes_come_on_top(model_id: str, write: str) -> None:
    (endpoint,) = read(row(pricing=PRICING | {"input_cache_write": "0.0000005"}), model_id=model_id).endpoints
    assert price(input="1", output="4", cache_write=write) == endpoint.price


def test_a_price_that_varies_is_none() -> None:
    assert only(pricing={"prompt": "-1", "completion": "-1"}).price is None


def test_a_provider_without_a_name_goes_by_its_tag() -> None:
    assert Endpoint("acme", "acme", price()) == only(provider_name=None)


def test_names_hold_no_control_characters() -> None:
    assert Endpoint("A B", "a c", price()) == only(provider_name="A\x1bB", tag="a\nc")


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (None, Skipped("endpoint 6", "not an object")),
        ({"name": "Odd", "pricing": PRICING}, Skipped("Odd", "no provider")),
        ({"provider_name": "Odd"}, Skipped("Odd", "no pricing")),
        (row(name="Odd", pricing={"prompt": "0.1"}), Skipped("Odd", "no prompt or completion price")),
    ],
)
def test_an_endpoint_that_can_not_be_used_is_skipped_and_told(bad: Any, expected: Skipped) -> None:
    served = read(*[row()] * 5, bad)
    assert (5, (expected,)) == (len(served.endpoints), served.skipped)


def test_more_than_a_fifth_of_them_refuse_the_answer() -> None:
    assert len(read(*[row()] * 4, None).skipped) == 1
    with pytest.raises(
        SourceError, match=r"^upstream: 2 of 6 endpoints can't be used; endpoint 5: not an object$"
    ):
        read(*[row()] * 4, None, None)


def test_nobody_may_serve_a_model() -> None:
    assert Served((), (), "acme/one") == read()


@pytest.mark.parametrize(("told", "expected"), [("acme/two", "acme/two"), (None, None), ("../x", None)])
def test_the_answer_tells_which_model_it_is_about(told: Any, expected: str | None) -> None:
    assert expected == read(row(), id=told).id


@pytest.mark.parametrize(
    "body", [b"[]", b'{"data": []}', b'{"data": {}}', b'{"data": {"endpoints": {}}}', b"", b"{"]
)
def test_another_answer_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError, match=r"^upstream: "):
        read_endpoints(body, "upstream", "acme/one")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("acme/one", True),
        ("~acme/one-latest", True),
        ("a/b.c:free", True),
        ("one", False),
        ("acme/../one", False),
        ("acme/..", False),
        ("../one", False),
        ("acme/one two", False),
        ("acme/one?x=1", False),
        ("acmé/one", False),
        ("", False),
    ],
)
def test_only_an_id_is_asked_for(name: str, *, expected: bool) -> None:
    assert expected == is_id(name)


@pytest.mark.parametrize(
    ("base", "model_id", "path"),
    [
        ("/api/v1/models", "acme/one", "/api/v1/models/acme/one/endpoints"),
        ("/api/v1/models/", "acme/one:free", "/api/v1/models/acme/one:free/endpoints"),
        ("/m%2Fx?team=a%20b", "~acme/one@2", "/m%2Fx/~acme/one@2/endpoints?team=a%20b"),
    ],
)
def test_an_answer_is_fetched_from_below_the_list(base: str, model_id: str, path: str) -> None:
    with Server(paths={path: answer(200, said(row()))}) as server:
        served = fetch_endpoints(f"{server.origin}{base}", model_id, key=None, patience=PATIENCE)
    assert (
        Served(
            (Endpoint("Acme", "acme", price()),), (), "acme/one", f"{server.origin}{path.partition('?')[0]}"
        )
        == served
    )


def test_a_key_is_never_sent_to_another_host() -> None:
    with Server(answer(200, said(row()))) as server:
        fetch_endpoints(server.url, "acme/one", key=KEY, patience=PATIENCE)
    (request,) = server.requests
    assert request.headers["Authorization"] is None
    assert KEY not in str(request.headers) + request.path


def test_a_model_that_upstream_does_not_know_is_a_404() -> None:
    with Server(paths={}) as server, pytest.raises(SourceError) as raised:
        fetch_endpoints(server.url, "acme/one", key=None, patience=PATIENCE)
    assert raised.value.status == 404


def test_secrets_in_a_url_are_not_told() -> None:
    with Server(paths={}) as server:
        url = server.url.replace("http://", "http://me:secret@") + "?key=secret"
        with pytest.raises(SourceError, match="404") as raised:
            fetch_endpoints(url, "acme/one", key=None, patience=PATIENCE)
    assert "secret" not in f"{raised.value.message}{raised.value.hint}"


@pytest.mark.parametrize(
    "url", ["http://prices.test/models", "prices.test", "file:///etc/passwd", "https://"]
)
def test_a_url_that_may_not_be_fetched_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        fetch_endpoints(url, "acme/one", key=None, patience=PATIENCE)
