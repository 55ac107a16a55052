from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from shared.auth import (
    ROLES,
    SCOPES,
    IssuerKeys,
    KeysUnavailable,
    Principal,
    Requires,
    TokenVerifier,
    Unauthenticated,
    name_endpoints,
    token_verifier,
)
from shared.errors import Forbidden
from shared.settings import Settings

ISSUER = "https://id.example"
AGENCY = "202100-2114"
EC_ONE, EC_TWO = (ECKey.generate_key("P-256", {"kid": kid}) for kid in ("one", "two"))
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
MayDecide = Annotated[Principal, Requires("eligibility:decide")]
MayReadBoth = Annotated[Principal, Requires("case:read", "placement:read")]


class SetClock:
    def __init__(self) -> None:
        self.instant = datetime(2025, 11, 3, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def pass_by(self, time: timedelta) -> None:
        self.instant += time


class KeyServer(httpx.AsyncBaseTransport):
    """A real HTTP exchange without a socket: serves `keys`, counts the fetches, and can be away."""

    def __init__(self, *keys: ECKey | RSAKey) -> None:
        self.keys, self.fetches, self.away = list(keys), 0, False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.fetches += 1
        if self.away:
            raise httpx.ConnectError("away", request=request)
        return httpx.Response(200, json={"keys": [key.as_dict(private=False) for key in self.keys]})


@dataclass
class World:
    clock: SetClock
    server: KeyServer
    verifier: TokenVerifier

    def token(self, key: ECKey | RSAKey | OctKey = EC_ONE, alg: str = "ES256", **claims: Any) -> str:
        now = int(self.clock.now().timestamp())
        given = {"iss": ISSUER, "aud": "sius", "sub": "eva", "iat": now, "exp": now + 600, "scope": "case:read", **claims}
        kept = {name: value for name, value in given.items() if value is not None}
        return jwt.encode({"alg": alg, "kid": key.kid}, kept, key, algorithms=[alg])


@pytest.fixture
async def world() -> AsyncIterator[World]:
    clock, server = SetClock(), KeyServer(EC_ONE)
    async with httpx.AsyncClient(transport=server) as client:
        keys = IssuerKeys(f"{ISSUER}/jwks", client, clock)
        yield World(clock, server, TokenVerifier(issuer=ISSUER, audience="sius", keys=keys, clock=clock))


async def refused(world: World, token: str) -> str:
    with pytest.raises(Unauthenticated) as refusal:
        await world.verifier.verify(token)
    return refusal.value.reason


async def test_a_good_token_gives_its_principal(world: World) -> None:
    token = world.token(scope="case:read case:write", units=["kista"], org="2021002114", client_id="front-end")
    assert await world.verifier.verify(token) == Principal(
        subject="eva", org=AGENCY, units=frozenset({"kista"}), scopes=frozenset({"case:read", "case:write"}), client="front-end"
    )


async def test_a_token_for_several_audiences_is_good_for_one_of_them(world: World) -> None:
    assert (await world.verifier.verify(world.token(aud=["other", "sius"]))).subject == "eva"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"iss": "https://evil.example"}, "invalid-claims"),
        ({"iss": None}, "invalid-claims"),
        ({"aud": "other"}, "invalid-claims"),
        ({"aud": None}, "invalid-claims"),
        ({"sub": None}, "invalid-claims"),
        ({"sub": ""}, "invalid-claims"),
        ({"sub": "19811228-9874"}, "invalid-claims"),
        ({"exp": None}, "invalid-claims"),
        ({"exp": "tomorrow"}, "invalid-claims"),
        ({"exp": 1}, "expired-token"),
        ({"nbf": 4_000_000_000}, "invalid-claims"),
        ({"iat": 4_000_000_000}, "invalid-claims"),
        ({"scope": ["case:read"]}, "invalid-claims"),
        ({"units": "kista"}, "invalid-claims"),
        ({"units": [1]}, "invalid-claims"),
        ({"org": "811228-9874"}, "invalid-claims"),
        ({"org": 2021002114}, "invalid-claims"),
        ({"client_id": 7}, "invalid-claims"),
    ],
)
async def test_a_token_with_wrong_claims_is_refused(world: World, claims: dict[str, Any], reason: str) -> None:
    assert await refused(world, world.token(**claims)) == reason


async def test_only_the_pinned_algorithm_is_accepted(world: World) -> None:
    world.server.keys = [EC_ONE, RSA]
    assert await refused(world, world.token(RSA, "RS256")) == "invalid-token"
    shared = OctKey.generate_key(256, {"kid": "one"})
    assert await refused(world, world.token(shared, "HS256")) == "invalid-token"
    assert await refused(world, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJldmEifQ.") == "invalid-token"


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "ö.ö.ö", "x" * 10_000])
async def test_text_that_is_no_token_is_refused(world: World, text: str) -> None:
    assert await refused(world, text) == "invalid-token"


async def test_a_changed_token_is_refused(world: World) -> None:
    header, payload, signature = world.token().split(".")
    other = world.token(scope="ops").split(".")[1]
    await world.verifier.verify(f"{header}.{payload}.{signature}")
    assert await refused(world, f"{header}.{other}.{signature}") == "invalid-token"


async def test_a_forged_key_with_a_known_id_is_refused(world: World) -> None:
    forged = ECKey.generate_key("P-256", {"kid": "one"})
    assert await refused(world, world.token(forged)) == "invalid-token"


async def test_small_clock_differences_are_forgiven(world: World) -> None:
    ahead = world.token(iat=int(world.clock.now().timestamp()) + 20, nbf=int(world.clock.now().timestamp()) + 20)
    assert (await world.verifier.verify(ahead)).subject == "eva"


async def test_a_remembered_token_still_expires(world: World) -> None:
    token = world.token()
    await world.verifier.verify(token)
    world.clock.pass_by(timedelta(seconds=631))
    assert await refused(world, token) == "expired-token"


async def test_keys_are_fetched_once_for_many_requests(world: World) -> None:
    for number in range(50):
        await world.verifier.verify(world.token(jti=str(number % 5)))
    assert world.server.fetches == 1


async def test_a_new_key_is_found_when_a_token_needs_it(world: World) -> None:
    await world.verifier.verify(world.token())
    world.server.keys = [EC_ONE, EC_TWO]
    world.clock.pass_by(timedelta(seconds=11))
    assert (await world.verifier.verify(world.token(EC_TWO))).subject == "eva"
    assert world.server.fetches == 2


async def test_unknown_keys_cannot_make_us_flood_the_issuer(world: World) -> None:
    stranger = ECKey.generate_key("P-256", {"kid": "stranger"})
    await world.verifier.verify(world.token())
    world.clock.pass_by(timedelta(seconds=11))
    reasons = {await refused(world, world.token(stranger, jti=str(number))) for number in range(20)}
    assert reasons == {"unknown-key"}
    assert world.server.fetches == 2


async def test_a_revoked_key_takes_remembered_tokens_with_it(world: World) -> None:
    token = world.token()
    await world.verifier.verify(token)
    world.server.keys = [EC_TWO]
    world.clock.pass_by(timedelta(minutes=6))
    assert await refused(world, token) == "unknown-key"


async def test_known_keys_serve_for_a_while_when_the_issuer_is_away(world: World) -> None:
    await world.verifier.verify(world.token())
    world.server.away = True
    world.clock.pass_by(timedelta(minutes=30))
    assert (await world.verifier.verify(world.token())).subject == "eva"
    world.clock.pass_by(timedelta(minutes=31))
    with pytest.raises(KeysUnavailable):
        await world.verifier.verify(world.token())


async def test_nobody_is_let_in_before_the_keys_are_had(world: World) -> None:
    world.server.away = True
    with pytest.raises(KeysUnavailable):
        await world.verifier.verify(world.token())
    world.server.away = False
    world.clock.pass_by(timedelta(seconds=11))
    assert (await world.verifier.verify(world.token())).subject == "eva"


async def test_remembered_tokens_are_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.tokens.REMEMBERED_TOKENS", 3)
    for number in range(10):
        await world.verifier.verify(world.token(jti=str(number)))
    assert len(world.verifier._known) == 3


async def test_an_issuer_that_signs_with_rsa_can_be_chosen() -> None:
    clock, server = SetClock(), KeyServer(RSA)
    async with httpx.AsyncClient(transport=server) as client:
        keys = IssuerKeys(f"{ISSUER}/jwks", client, clock)
        verifier = TokenVerifier(issuer=ISSUER, audience="sius", keys=keys, algorithm="RS256", clock=clock)
        world = World(clock, server, verifier)
        assert (await verifier.verify(world.token(RSA, "RS256"))).subject == "eva"


# Routes


@pytest.fixture
def app(world: World) -> FastAPI:
    app = FastAPI()
    app.state.service = SimpleNamespace(tokens=world.verifier)

    @app.post("/decisions")
    async def decide(officer: MayDecide) -> str:
        return officer.subject

    @app.get("/both")
    async def both(officer: MayReadBoth) -> str:
        return officer.subject

    @app.exception_handler(Unauthenticated)
    async def unauthenticated(_request: Request, error: Unauthenticated) -> JSONResponse:
        return JSONResponse(error.reason, 401, {"WWW-Authenticate": error.challenge})

    @app.exception_handler(Forbidden)
    async def forbidden(request: Request, error: Forbidden) -> JSONResponse:
        return JSONResponse([error.reason, error.needed, request.state.principal.subject], 403)

    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://sius.example") as client:
        yield client


async def test_a_route_gets_the_caller_who_holds_its_scope(client: httpx.AsyncClient, world: World) -> None:
    headers = {"Authorization": f"Bearer {world.token(scope='eligibility:decide')}"}
    answer = await client.post("/decisions", headers=headers)
    assert (answer.status_code, answer.json()) == (200, "eva")


async def test_a_missing_scope_is_forbidden_and_says_who_and_what(client: httpx.AsyncClient, world: World) -> None:
    headers = {"Authorization": f"bearer {world.token(scope='case:read')}"}
    answer = await client.post("/decisions", headers=headers)
    assert (answer.status_code, answer.json()) == (403, ["missing-scope", "eligibility:decide", "eva"])
    assert (await client.get("/both", headers=headers)).json() == ["missing-scope", "placement:read", "eva"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic ZXZhOmV2YQ=="}, {"Authorization": "Bearer"}])
async def test_without_a_bearer_token_nobody_enters(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post("/decisions", headers=headers)
    assert (answer.status_code, answer.json()) == (401, "missing-token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_a_bad_token_is_challenged_as_such(client: httpx.AsyncClient) -> None:
    answer = await client.post("/decisions", headers={"Authorization": "Bearer x"})
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_the_documentation_names_the_scope_of_each_route(app: FastAPI) -> None:
    document = app.openapi()
    assert document["paths"]["/decisions"]["post"]["security"] == [{"oauth2": ["eligibility:decide"]}]
    assert document["paths"]["/both"]["get"]["security"] == [{"oauth2": ["case:read", "placement:read"]}]


def test_the_documentation_shows_the_settings_addresses(app: FastAPI) -> None:
    document = app.openapi()
    name_endpoints(document, settings())
    scheme = document["components"]["securitySchemes"]["oauth2"]
    assert scheme["type"] == "oauth2"
    assert scheme["flows"]["clientCredentials"]["tokenUrl"] == "https://login.example/token"
    assert scheme["flows"]["authorizationCode"]["authorizationUrl"] == "https://login.example/authorize"
    assert scheme["flows"]["authorizationCode"]["scopes"] == SCOPES


def test_a_document_without_protected_routes_is_left_alone() -> None:
    document: dict[str, Any] = {}
    name_endpoints(document, settings())
    assert document == {}


def test_a_route_cannot_ask_for_a_scope_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="eligibility:overrule"):
        Requires("eligibility:overrule")


def test_roles_hold_known_scopes_and_every_scope_has_a_role() -> None:
    assert frozenset().union(*ROLES.values()) == SCOPES.keys()


def test_scopes_are_described_in_swedish_and_english() -> None:
    assert all(len(description.split(" / ")) == 2 for description in SCOPES.values())


async def test_the_verifier_follows_the_settings() -> None:
    async with httpx.AsyncClient(transport=KeyServer(EC_ONE)) as client:
        with pytest.raises(Unauthenticated):
            await token_verifier(settings(), client).verify("x")


def settings() -> Settings:
    return Settings.model_validate(
        {
            "service": "intake",
            "database_url": "postgresql://x",
            "migration_url": "postgresql://x",
            "issuer": ISSUER,
            "jwks_url": f"{ISSUER}/jwks",
            "master_key": "bW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW0=",
            "index_key": "aWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWk=",
            "token_url": "https://login.example/token",
            "authorization_url": "https://login.example/authorize",
        }
    )
