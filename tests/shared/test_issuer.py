from collections.abc import AsyncIterator
from pathlib import Path
from stat import S_IMODE

import httpx
import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import KeySet

from deploy.issuer import CLIENT_SECRET, KEY_FILE, create_issuer
from shared.scopes import ROLES

ROOT = "http://127.0.0.1:8000"
URL = f"{ROOT}/issuer"
FORM = {"grant_type": "client_credentials", "client_id": "caseworker", "client_secret": CLIENT_SECRET}


@pytest.fixture
def app() -> FastAPI:
    return create_issuer(URL, "sius", "local")


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ROOT) as client:
        yield client


async def claims(client: httpx.AsyncClient, **form: str) -> dict[str, object]:
    answer = await client.post("/token", data=FORM | form)
    assert answer.status_code == 200
    keys = KeySet.import_key_set((await client.get("/jwks")).json())
    return jwt.decode(answer.json()["access_token"], keys, algorithms=["ES256"]).claims


@pytest.fixture
async def root() -> AsyncIterator[httpx.AsyncClient]:
    """The issuer mounted under its path, as in the embedded run."""
    outer = FastAPI()
    outer.mount("/issuer", create_issuer(URL, "sius", "local"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(outer)) as client:
        yield client


@pytest.mark.parametrize("mode", ["production", "", "LOCAL"])
def test_there_is_no_issuer_outside_local_mode(mode: str) -> None:
    with pytest.raises(ValueError, match="only when the mode is local"):
        create_issuer(URL, "sius", mode)


@pytest.mark.parametrize("url", ["http://0.0.0.0:8000", "https://sius.example/issuer", "http://127.0.0.1.example", "issuer"])
def test_there_is_no_issuer_that_others_can_reach(url: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        create_issuer(url, "sius", "local")


async def test_a_caller_on_another_machine_gets_no_token(app: FastAPI) -> None:
    elsewhere = httpx.ASGITransport(app, client=("192.0.2.7", 5000))
    async with httpx.AsyncClient(transport=elsewhere, base_url=ROOT) as client:
        assert (await client.post("/token", data=FORM)).status_code == 403


async def test_discovery_leads_to_the_keys_and_the_tokens(root: httpx.AsyncClient) -> None:
    found = (await root.get(f"{URL}/.well-known/openid-configuration")).json()
    assert found["issuer"] == URL
    assert (await root.get(found["jwks_uri"])).json()["keys"][0]["kty"] == "EC"
    assert (await root.post(found["token_endpoint"], data=FORM)).status_code == 200


async def test_the_published_key_is_public_only(client: httpx.AsyncClient) -> None:
    (key,) = (await client.get("/jwks")).json()["keys"]
    assert "d" not in key
    assert key["kid"]


@pytest.mark.parametrize("role", sorted(ROLES))
async def test_a_role_client_gets_the_scopes_of_its_role(client: httpx.AsyncClient, role: str) -> None:
    got = await claims(client, client_id=role)
    assert set(str(got["scope"]).split()) == ROLES[role]
    assert (got["iss"], got["aud"], got["sub"], got["client_id"]) == (URL, "sius", role, role)


async def test_roles_can_be_joined_and_scopes_narrowed(client: httpx.AsyncClient) -> None:
    got = await claims(client, client_id="caseworker+decider", scope="eligibility:decide case:read ops")
    assert got["scope"] == "case:read eligibility:decide"


async def test_units_subject_and_agency_are_as_asked(client: httpx.AsyncClient) -> None:
    officer = await claims(client, units="kista skövde", subject="eva")
    assert (officer["units"], officer["sub"]) == (["kista", "skövde"], "eva")
    partner = await claims(client, client_id="partner", org="2021002114")
    assert (partner["org"], partner["units"]) == ("202100-2114", [])


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"client_secret": "fel"}, 401, "invalid_client"),
        ({"client_id": "king"}, 400, "invalid_request"),
        ({"client_id": "partner", "org": "12"}, 400, "invalid_request"),
    ],
)
async def test_a_faulty_request_gets_no_token(client: httpx.AsyncClient, form: dict[str, str], status: int, error: str) -> None:
    answer = await client.post("/token", data=FORM | form)
    assert (answer.status_code, answer.json()) == (status, {"error": error})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_kept_key_survives_a_restart_and_is_its_owners_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first, second = (create_issuer(URL, "sius", "local", folder=folder).state.issuer for _ in range(2))
    assert first.keys() == second.keys()
    assert S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]


def test_a_key_that_is_not_kept_is_new_each_time() -> None:
    first, second = (create_issuer(URL, "sius", "local").state.issuer for _ in range(2))
    assert first.keys() != second.keys()
