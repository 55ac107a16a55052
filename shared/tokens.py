"""Checks bearer tokens (JWT, RFC 9068 claims) from one OpenID Connect issuer."""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

import httpx
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from shared.clock import Clock, SystemClock
from shared.identity import LOOKS_PERSONAL, OrganisationNumber
from shared.settings import Settings

Algorithm = Literal["ES256", "RS256"]

LEEWAY: Final = timedelta(seconds=30)
LONGEST_TOKEN: Final = 8 * 1024
REMEMBERED_TOKENS: Final = 10_000
FETCH_TIMEOUT: Final = 5.0


class Unauthenticated(Exception):  # noqa: N818
    """No valid token. `reason`: missing-token, invalid-token, unknown-key, expired-token or invalid-claims."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def challenge(self) -> str:
        """Value of WWW-Authenticate (RFC 6750 § 3)."""
        return "Bearer" if self.reason == "missing-token" else 'Bearer error="invalid_token"'


class KeysUnavailable(ConnectionError):  # noqa: N818
    """The issuer's keys cannot be had, so nobody can be let in; a passing fault of ours, not of the caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The caller, without a name. `org` is a partner agency's number, NNNNNN-NNNN; `units` are those it works at."""

    subject: str
    org: str | None = None
    units: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    client: str | None = None

    def may(self, scope: str) -> bool:
        return scope in self.scopes


class IssuerKeys:
    """The issuer's public keys: fetched when first needed, again every `lifetime`, and for an unknown key id.

    Never fetched more often than every `patience`. If the issuer is away, known keys serve for `endurance`.
    """

    def __init__(
        self,
        url: str,
        client: httpx.AsyncClient,
        clock: Clock,
        *,
        patience: timedelta = timedelta(seconds=10),
        lifetime: timedelta = timedelta(minutes=5),
        endurance: timedelta = timedelta(hours=1),
    ) -> None:
        self._url, self._client, self._clock = url, client, clock
        self._patience, self._lifetime, self._endurance = patience, lifetime, endurance
        self._keys: KeySet | None = None
        self._attempted: datetime | None = None
        self._fetched: datetime | None = None
        self._lock = asyncio.Lock()

    async def current(self) -> KeySet:
        """The keys in force; the same object as long as they are unchanged. `KeysUnavailable` when there are none."""
        if self._older(self._fetched, self._lifetime) and (self._keys is None or not self._lock.locked()):
            await self.refresh()
        if self._keys is None or self._older(self._fetched, self._endurance):
            raise KeysUnavailable("The issuer's keys cannot be fetched.")
        return self._keys

    async def refresh(self) -> None:
        """Fetch the keys unless that was tried a moment ago. A failure keeps the keys there are."""
        async with self._lock:
            if not self._older(self._attempted, self._patience):
                return
            self._attempted = self._clock.now()
            try:
                fetched = await self._fetch()
            except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError):
                return
            self._fetched = self._attempted
            if self._keys is None or fetched.as_dict() != self._keys.as_dict():
                self._keys = fetched

    async def _fetch(self) -> KeySet:
        answer = await self._client.get(self._url, timeout=FETCH_TIMEOUT)
        return KeySet.import_key_set(answer.raise_for_status().json())

    def _older(self, moment: datetime | None, age: timedelta) -> bool:
        # A moment in the future means that the clock was set back: as good as old.
        return moment is None or not timedelta() <= self._clock.now() - moment < age


class TokenVerifier:
    """Checks tokens against issuer, audience, pinned algorithm and time; remembers by SHA-256 those it has checked."""

    def __init__(
        self, *, issuer: str, audience: str, keys: IssuerKeys, algorithm: Algorithm = "ES256", clock: Clock | None = None
    ) -> None:
        self._issuer, self._audience, self._algorithm = issuer, audience, algorithm
        self._keys = keys
        self._clock: Clock = clock or SystemClock()
        self._known: OrderedDict[bytes, tuple[Principal, float]] = OrderedDict()
        self._known_under: KeySet | None = None

    async def verify(self, token: str) -> Principal:
        """The token's principal; `Unauthenticated` or `KeysUnavailable` otherwise."""
        keys = await self._keys_in_force()
        digest = hashlib.sha256(token.encode()).digest()
        remembered = self._known.get(digest)
        if remembered and self._clock.now().timestamp() < remembered[1]:
            return remembered[0]
        try:
            claims = self._claims(token, keys)
        except InvalidKeyIdError:
            await self._keys.refresh()
            claims = self._claims_or_unknown(token, await self._keys_in_force())
        return self._remember(digest, _principal(claims), claims["exp"])

    async def _keys_in_force(self) -> KeySet:
        keys = await self._keys.current()
        if keys is not self._known_under:  # a key may have been revoked: check every token again
            self._known.clear()
            self._known_under = keys
        return keys

    def _remember(self, digest: bytes, principal: Principal, until: float) -> Principal:
        self._known[digest] = (principal, until)
        if len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        return principal

    def _claims_or_unknown(self, token: str, keys: KeySet) -> dict[str, Any]:
        try:
            return self._claims(token, keys)
        except InvalidKeyIdError:
            raise Unauthenticated("unknown-key") from None

    def _claims(self, token: str, keys: KeySet) -> dict[str, Any]:
        if len(token) > LONGEST_TOKEN:
            raise Unauthenticated("invalid-token")
        try:
            claims = jwt.decode(token, keys, algorithms=[self._algorithm]).claims
        except InvalidKeyIdError:
            raise
        except (JoseError, ValueError):
            raise Unauthenticated("invalid-token") from None
        self._validate(claims)
        return claims

    def _validate(self, claims: dict[str, Any]) -> None:
        try:
            self._rules().validate(claims)
        except ExpiredTokenError:
            raise Unauthenticated("expired-token") from None
        except JoseError:
            raise Unauthenticated("invalid-claims") from None

    def _rules(self) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(self._clock.now().timestamp()),
            leeway=int(LEEWAY.total_seconds()),
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            sub={"essential": True},
            exp={"essential": True},
        )


def _principal(claims: dict[str, Any]) -> Principal:
    subject, scope, units = claims["sub"], claims.get("scope", ""), claims.get("units", [])
    org, client = claims.get("org"), claims.get("client_id", claims.get("azp"))
    texts = isinstance(scope, str) and isinstance(units, list) and all(isinstance(unit, str) for unit in units)
    if not texts or not isinstance(client, str | None) or not isinstance(org, str | None) or LOOKS_PERSONAL.search(subject):
        raise Unauthenticated("invalid-claims")
    try:
        agency = OrganisationNumber.parse(org).text if org is not None else None
    except ValueError:
        raise Unauthenticated("invalid-claims") from None
    return Principal(subject=subject, org=agency, units=frozenset(units), scopes=frozenset(scope.split()), client=client)


def token_verifier(settings: Settings, client: httpx.AsyncClient) -> TokenVerifier:
    """The verifier that the settings describe. It runs on the machine's clock, also when the service's clock is moved."""
    keys = IssuerKeys(settings.jwks_url, client, SystemClock())
    return TokenVerifier(issuer=settings.issuer, audience=settings.audience, keys=keys, algorithm=settings.token_algorithm)
