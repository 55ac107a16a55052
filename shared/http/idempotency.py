"""Idempotency-Key: the same POST sent twice has one effect and one answer.

The answer is stored in the transaction of the effect, so either both exist or neither. One statement looks the key up and locks
it; nothing happens when the header is absent. Refusals are not stored: the same request may succeed tomorrow. An answer may
hold personal data, so its body is sealed under a key of the process: the table alone shows nothing.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Request, Response

from shared.db import Tx
from shared.errors import FieldError, Unprocessable
from shared.http.coded import Coded
from shared.http.served import service_of

DDL: Final = (
    """create table idempotency (
        principal text not null,
        key text not null,
        fingerprint bytea not null,
        status smallint not null,
        headers jsonb not null,
        body bytea,
        at timestamptz not null,
        primary key (principal, key)
    )""",
    "create index idempotency_at on idempotency (at)",
)

# The lock and the look share a statement. When the first request commits between this snapshot and the lock, the row is not
# seen here; storing the answer then violates the primary key, and the route runs again and sees it.
CLAIM: Final = """select pg_try_advisory_xact_lock($3) as mine, i.fingerprint, i.status, i.headers, i.body
from (select 1) as one left join idempotency i on i.principal = $1 and i.key = $2"""

KEEP: Final = """insert into idempotency (principal, key, fingerprint, status, headers, body, at)
values ($1, $2, $3, $4, $5, $6, $7)"""

KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS: Final = ("content-type", "location", "etag", "content-language")
HEADER: Final = "idempotency-key"
NONCE_BYTES: Final = 12
REFUSED: Final = 400


class Replay(Exception):  # noqa: N818 - not an error: the answer exists already
    """The first answer, to be sent again."""

    def __init__(self, response: Response) -> None:
        super().__init__("replayed")
        self.response = response


class InFlight(Coded):
    """A request with the same key is under way."""

    def __init__(self) -> None:
        super().__init__(409, "in-flight", {"Retry-After": "1"})


class KeyReused(Coded):
    """The key came with another request before."""

    def __init__(self) -> None:
        super().__init__(422, "idempotency-key-reused")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A key (as `_named` gives it) that this request holds until its transaction ends. `stored`: whether its answer is kept."""

    principal: str
    key: str
    fingerprint: bytes
    stored: bool


E_ = TypeVar("E_", bound=Callable[..., Any])


def unstored(endpoint: E_) -> E_:
    """Keep no answers of this POST, which only searches: it changes nothing, so a repeated request runs (and is logged) again.

    Stands below the router's decorator.
    """
    endpoint.unstored = True  # type: ignore[attr-defined] # read once, when the route is made
    return endpoint


async def claim(request: Request) -> None:
    """Dependency: raises Replay, InFlight or KeyReused; otherwise the request holds its key."""
    if HEADER in request.headers:
        await _claim(request, stored=True)


async def claim_unstored(request: Request) -> None:
    """As `claim`, for a route whose answers are not kept."""
    if HEADER in request.headers:
        await _claim(request, stored=False)


async def _claim(request: Request, *, stored: bool) -> None:
    key = request.headers[HEADER]
    if not KEY.fullmatch(key):
        raise Unprocessable(
            [
                FieldError(
                    pointer="Idempotency-Key",
                    code="idempotency-key",
                    sv="1-255 synliga ASCII-tecken.",
                    en="1-255 visible ASCII characters.",
                )
            ]
        )
    principal = request.state.principal.subject
    fingerprint = await _fingerprint(request)
    named = _named(request, key)
    row = await request.state.tx.raw.fetchrow(CLAIM, principal, named, _lock(principal, key))
    if row["fingerprint"] is None:
        if not row["mine"]:
            raise InFlight
        request.state.claim = Claim(principal=principal, key=named, fingerprint=fingerprint, stored=stored)
    elif not hmac.compare_digest(row["fingerprint"], fingerprint):
        raise KeyReused
    elif row["body"] is not None:
        raise Replay(_again(row, _cipher(request), fingerprint))


async def _fingerprint(request: Request) -> bytes:
    """HMAC, not a plain hash: bodies hold identity numbers, which are few enough to be guessed."""
    mac = hmac.new(service_of(request).settings.index_key_bytes, digestmod=hashlib.sha256)
    url = request.url
    mac.update(f"{request.method}\n{url.path}\n{url.query}\n".encode())
    mac.update(await request.body())
    return mac.digest()


def _named(request: Request, key: str) -> str:
    """What the key is stored as: a client may have put anything in it, an identity number too."""
    return hmac.new(service_of(request).settings.index_key_bytes, b"idempotency key\n" + key.encode(), hashlib.sha256).hexdigest()


def _lock(principal: str, key: str) -> int:
    digest = hashlib.blake2b(f"{principal}\n{key}".encode(), digest_size=8, person=b"idempotency").digest()
    return int.from_bytes(digest, "big", signed=True)


def _cipher(request: Request) -> AESGCM:
    return AESGCM(hmac.digest(service_of(request).settings.index_key_bytes, b"idempotency answers", hashlib.sha256))


def _again(row: Any, cipher: AESGCM, fingerprint: bytes) -> Response:
    nonce, sealed = row["body"][:NONCE_BYTES], row["body"][NONCE_BYTES:]
    body = cipher.decrypt(nonce, sealed, fingerprint)
    return Response(body, row["status"], {**row["headers"], "Idempotent-Replayed": "true"})


def _sealed(request: Request, body: bytes, fingerprint: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(request).encrypt(nonce, body, fingerprint)


async def keep(request: Request, response: Response) -> None:
    """Store the answer under the key that the request holds, if it holds one; in the transaction of the effect."""
    held: Claim | None = getattr(request.state, "claim", None)
    if held is None or response.status_code >= REFUSED:
        return
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    body = _sealed(request, bytes(response.body), held.fingerprint) if held.stored else None
    at = service_of(request).clock.now()
    await request.state.tx.raw.execute(KEEP, held.principal, held.key, held.fingerprint, response.status_code, headers, body, at)


async def forget(tx: Tx, before: datetime) -> int:
    """Delete answers stored before the instant; gives how many. A day is enough for retries (see the API's limitations)."""
    status: str = await tx.raw.execute("delete from idempotency where at < $1", before)
    return int(status.rsplit(" ", 1)[-1])
