"""The development issuer's sign-in page."""

from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from deploy.issuer import create_issuer
from deploy.local.tokens import UNITS as LOCAL_UNITS
from deploy.sign_in import COOKIE, DASHBOARD, UNITS
from shared.http import browser

ROOT = "http://127.0.0.1:8000"
MANAGER = {"role": "manager", "units": "gavle stockholm"}


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = create_issuer(f"{ROOT}/issuer", "sius", "local")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, client=("127.0.0.1", 1)), base_url=ROOT) as client:
        yield client


async def claims(client: httpx.AsyncClient, answer: httpx.Response) -> dict[str, Any]:
    keys = KeySet.import_key_set((await client.get("/jwks")).json())
    return jwt.decode(answer.cookies[COOKIE], keys, algorithms=["ES256"]).claims


async def test_a_manager_gets_a_token_of_the_units_and_an_analyst_one_of_none(client: httpx.AsyncClient) -> None:
    manager = await claims(client, await client.post("/sign-in", data=MANAGER))
    assert (manager["units"], "figures" in str(manager["scope"]).split()) == (["gavle", "stockholm"], True)
    analyst = await claims(client, await client.post("/sign-in", data={"role": "analyst", "units": "gavle"}))
    assert (analyst["units"], analyst["scope"]) == ([], "figures")


async def test_the_cookie_is_out_of_reach_of_scripts_and_goes_to_the_dashboard_alone(client: httpx.AsyncClient) -> None:
    answer = await client.post("/sign-in", data=MANAGER)
    [(name, given)] = SimpleCookie(answer.headers["set-cookie"]).items()
    assert name == COOKIE == browser.COOKIE
    assert (given["httponly"], given["samesite"], given["path"], given["domain"]) == (True, "lax", DASHBOARD, "")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("wanted", ["/metrics/v1/dashboard", "/metrics/v1/dashboard/rows?group=cohort&lang=en"])
async def test_one_comes_back_to_where_one_was(client: httpx.AsyncClient, wanted: str) -> None:
    answer = await client.post("/sign-in", data={**MANAGER, "next": wanted})
    assert (answer.status_code, answer.headers["location"]) == (303, wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        *("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example"),
        *("/\t/elsewhere.example", " //elsewhere.example", "javascript:alert(1)", "metrics", "", "/x\r\nSet-Cookie: a=b", "/ö"),
        *("/metrics\\..\\..", "/\x00/elsewhere.example"),
    ],
)
async def test_nobody_is_sent_elsewhere(client: httpx.AsyncClient, wanted: str) -> None:
    answer = await client.post("/sign-in", data={**MANAGER, "next": wanted})
    assert (answer.status_code, answer.headers["location"]) == (303, DASHBOARD)
    page = await client.get("/sign-in", params={"next": wanted})
    assert f'name="next" value="{DASHBOARD}"' in page.text


async def test_with_kafka_the_dashboard_is_at_another_port_of_this_machine() -> None:
    app = create_issuer(f"{ROOT}/issuer", "sius", "local", pages="http://127.0.0.1:8004")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, client=("127.0.0.1", 1)), base_url=ROOT) as client:
        answer = await client.post("/sign-in", data={**MANAGER, "next": "/metrics/v1/dashboard?unit=gavle"})
        assert answer.headers["location"] == "http://127.0.0.1:8004/metrics/v1/dashboard?unit=gavle"
        assert "form-action 'self' http://127.0.0.1:8004" in (await client.get("/sign-in")).headers["content-security-policy"]


@pytest.mark.parametrize("units", ["", "   ", "Gävle", "a_b", "<b>"])
async def test_units_that_are_no_codes_are_told_so(client: httpx.AsyncClient, units: str) -> None:
    answer = await client.post("/sign-in", data={"role": "manager", "units": units, "lang": "en"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (422, False)
    assert "aria-invalid" in answer.text
    assert "<b>" not in answer.text


async def test_nobody_on_another_machine_signs_in() -> None:
    elsewhere = httpx.ASGITransport(create_issuer(f"{ROOT}/issuer", "sius", "local"), client=("192.0.2.7", 5000))
    async with httpx.AsyncClient(transport=elsewhere, base_url=ROOT) as client:
        answer = await client.post("/sign-in", data=MANAGER)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_the_units_offered_are_those_of_the_made_up_people() -> None:
    assert tuple(UNITS.split()) == LOCAL_UNITS
