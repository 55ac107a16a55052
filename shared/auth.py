"""Who is calling a route, and the scope it asks for.

A route names it in its signature:

MayDecide = Annotated[Principal, Requires("eligibility:decide")]
"""

from typing import Any, Final, cast

from fastapi import Request, Security
from fastapi.openapi.models import OAuthFlowAuthorizationCode, OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import OAuth2, SecurityScopes
from fastapi.security.utils import get_authorization_scheme_param

from shared.errors import Forbidden
from shared.scopes import ROLES, SCOPES
from shared.settings import Settings
from shared.tokens import IssuerKeys, KeysUnavailable, Principal, TokenVerifier, Unauthenticated, token_verifier

__all__ = [
    "ROLES",
    "SCOPES",
    "IssuerKeys",
    "KeysUnavailable",
    "Principal",
    "Requires",
    "TokenVerifier",
    "Unauthenticated",
    "authenticated",
    "name_endpoints",
    "token_verifier",
]

SCHEME: Final = "oauth2"
AUTHORIZATION_URL: Final = "https://id.sius.example/authorize"
TOKEN_URL: Final = "https://id.sius.example/token"  # noqa: S105 - an address


class _Bearer(OAuth2):
    """The security scheme in the document, and at once the dependency that a route has: one step less per request."""

    async def __call__(self, request: Request, needed: SecurityScopes) -> Principal:  # type: ignore[override] # scopes come in
        """The caller, who holds every scope the route needs; else `Unauthenticated` or `Forbidden`.

        Needs `request.app.state.service.tokens`. Leaves the caller in `request.state.principal`, also when forbidden.
        """
        scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("missing-token")
        verifier = cast("TokenVerifier", request.app.state.service.tokens)
        principal = await verifier.verify(token)
        request.state.principal = principal
        for scope in needed.scopes:
            if not principal.may(scope):
                raise Forbidden("missing-scope", needed=scope)
        return principal


authenticated = _Bearer(
    scheme_name=SCHEME,
    description="OAuth 2-token från myndighetens identitetstjänst. / OAuth 2 token from the agency's identity service.",
    flows=OAuthFlows(
        authorizationCode=OAuthFlowAuthorizationCode(authorizationUrl=AUTHORIZATION_URL, tokenUrl=TOKEN_URL, scopes=SCOPES),
        clientCredentials=OAuthFlowClientCredentials(tokenUrl=TOKEN_URL, scopes=SCOPES),
    ),
    auto_error=False,
)


def Requires(*scopes: str) -> Any:  # noqa: N802 - reads as a word of the signature
    """Marks a parameter as the authenticated caller who holds all of `scopes`. An unknown scope is a KeyError at import."""
    for scope in scopes:
        SCOPES[scope]
    return Security(authenticated, scopes=list(scopes))


def name_endpoints(document: dict[str, Any], settings: Settings) -> None:
    """Put the settings' authorisation and token addresses into an OpenAPI document."""
    scheme = document.get("components", {}).get("securitySchemes", {}).get(SCHEME)
    if scheme is None:  # no route needs a token
        return
    for flow in scheme["flows"].values():
        flow["tokenUrl"] = settings.token_url
        if "authorizationUrl" in flow:
            flow["authorizationUrl"] = settings.authorization_url
