"""The development token issuer: OpenID Connect discovery, keys and client credentials, for local runs only.

Anyone who can reach it can be anyone, so it exists only in local mode, under a loopback address, and answers only
callers on the same machine. A real installation uses the agency's own identity service.
"""

import ipaddress
import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from joserfc import jwt
from joserfc.jwk import ECKey

from deploy.sign_in import SignIn
from shared.clock import SystemClock
from shared.identity import OrganisationNumber
from shared.ids import new_id
from shared.scopes import ROLES, SCOPES

CLIENT_SECRET: Final = "development"  # noqa: S105 - guards nothing: the issuer is for one's own machine
KEY_FILE: Final = "issuer-key.pem"
ONE_HOUR: Final = timedelta(hours=1)
SAMPLE_AGENCY: Final = "202100-2114"
SAMPLE_UNITS: Final = ("stockholm",)


class Issuer:
    """Signs tokens with an ES256 key made at start, or kept in `folder` as a file only its owner may read."""

    def __init__(self, url: str, audience: str, *, folder: Path | None = None) -> None:
        self.url, self._audience = url.rstrip("/"), audience
        self._key = _kept_key(folder) if folder else _new_key()
        self._key.ensure_kid()

    def token(
        self,
        role: str,
        *,
        units: Iterable[str] = SAMPLE_UNITS,
        org: str | None = None,
        subject: str | None = None,
        lifetime: timedelta = ONE_HOUR,
        scopes: Iterable[str] | None = None,
    ) -> str:
        """Signed token for a role, or several joined by + (`caseworker+decider`); unknown roles are a ValueError.

        `scopes` narrows the role. `subject` is the role itself unless given. Without `org` a partner gets a sample agency.
        """
        granted = _granted(role) if scopes is None else _granted(role) & frozenset(scopes)
        agency = org or (SAMPLE_AGENCY if role == "partner" else None)
        belongs = {"org": OrganisationNumber.parse(agency).text, "units": []} if agency else {"units": sorted(units)}
        who = {"sub": subject or role, "client_id": role, "scope": " ".join(sorted(granted))}
        return self._signed({**who, **belongs}, lifetime)

    def _signed(self, claims: dict[str, Any], lifetime: timedelta) -> str:
        now = int(SystemClock().now().timestamp())
        times = {"iat": now, "exp": now + int(lifetime.total_seconds())}
        frame = {"iss": self.url, "aud": self._audience, "jti": str(new_id())}
        header = {"alg": "ES256", "kid": self._key.kid}
        return jwt.encode(header, {**frame, **claims, **times}, self._key, default_type="at+jwt")

    def keys(self) -> dict[str, Any]:
        """The public key set (RFC 7517)."""
        return {"keys": [{**self._key.as_dict(private=False), "use": "sig", "alg": "ES256"}]}

    def discovery(self) -> dict[str, Any]:
        """OpenID Connect discovery document."""
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint": f"{self.url}/token",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": ["token"],
            "subject_types_supported": ["public"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "scopes_supported": sorted(SCOPES),
        }


def create_issuer(issuer: str, audience: str, mode: str, *, folder: Path | None = None, pages: str = "") -> FastAPI:
    """The issuer as an application; `app.state.issuer` is the `Issuer`. A ValueError outside local mode or loopback.

    `issuer` is the address it is reached at, path included, such as http://127.0.0.1:8000/issuer. `pages`: see `SignIn`.
    """
    if mode != "local":
        raise ValueError("The development token issuer runs only when the mode is local.")
    if not _is_loopback(urlsplit(issuer).hostname):
        raise ValueError("The development token issuer must have a loopback address, such as http://127.0.0.1:8000/issuer.")
    app = FastAPI(openapi_url=None)
    app.state.issuer = Issuer(issuer, audience, folder=folder)
    app.add_api_route("/.well-known/openid-configuration", _discovery)
    app.add_api_route("/jwks", _keys)
    app.add_api_route("/token", _token, methods=["POST"])
    SignIn(token=app.state.issuer.token, is_here=_from_here, pages=pages).add_to(app)
    return app


async def _discovery(request: Request) -> JSONResponse:
    return JSONResponse(_issuer(request).discovery())


async def _keys(request: Request) -> JSONResponse:
    return JSONResponse(_issuer(request).keys())


async def _token(request: Request) -> JSONResponse:
    """Client credentials (RFC 6749 § 4.4): client_id is a role; scope narrows it; units (spaces) and org are extras."""
    if not _from_here(request):
        return _refusal("access_denied", 403)
    form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
    if form.get("grant_type") != "client_credentials":
        return _refusal("unsupported_grant_type", 400)
    if form.get("client_secret") != CLIENT_SECRET:
        return _refusal("invalid_client", 401)
    try:
        token = _issuer(request).token(
            form.get("client_id", ""),
            units=form["units"].split() if "units" in form else SAMPLE_UNITS,
            org=form.get("org"),
            subject=form.get("subject"),
            scopes=form["scope"].split() if "scope" in form else None,
        )
    except ValueError:
        return _refusal("invalid_request", 400)
    answer = {"access_token": token, "token_type": "Bearer", "expires_in": int(ONE_HOUR.total_seconds())}
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})


def _from_here(request: Request) -> bool:
    return _is_loopback(request.client.host if request.client else None)


def _issuer(request: Request) -> Issuer:
    issuer = request.app.state.issuer
    if not isinstance(issuer, Issuer):
        raise TypeError("The application has no issuer.")
    return issuer


def _refusal(error: str, status: int) -> JSONResponse:
    return JSONResponse({"error": error}, status_code=status, headers={"Cache-Control": "no-store"})


def _granted(role: str) -> frozenset[str]:
    try:
        return frozenset().union(*(ROLES[name] for name in role.split("+")))
    except KeyError:
        raise ValueError(f"There is no such role; the roles are {', '.join(ROLES)}.") from None


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _new_key() -> ECKey:
    return ECKey.generate_key("P-256")


def _kept_key(folder: Path) -> ECKey:
    """The key in `folder`, made there when missing. Two starting at once: the first one's key is used by both."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / KEY_FILE
    if not path.exists():
        temporary = folder / f".{KEY_FILE}.{new_id()}"
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_new_key().as_pem(private=True))
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return ECKey.import_key(path.read_bytes())
