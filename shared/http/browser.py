"""Pages for a browser, which can send no Authorization header: the same token from a cookie, for GET of the routes that opt in.

An agency's sign-in sets the header, or the cookie with HttpOnly, Secure and SameSite=Lax. The header wins. A page changes
nothing, so a request that somebody else makes a browser send does no more than load it.
"""

from typing import Final

from fastapi import Request

from shared.http.language import Tongue

COOKIE: Final = "sius_token"
AUTHORIZATION: Final = b"authorization"
ACCEPT_LANGUAGE: Final = b"accept-language"


def take_cookie(request: Request) -> None:
    """Let the token in the cookie be the request's, when it is a GET and has no Authorization header."""
    token = request.cookies.get(COOKIE)
    if request.method == "GET" and token and "authorization" not in request.headers:
        _set(request, AUTHORIZATION, f"Bearer {token}".encode("latin-1", "replace"))


def take_language(request: Request, tongue: Tongue) -> None:
    """Let this be the language that the request prefers, also where it is answered with a problem."""
    _set(request, ACCEPT_LANGUAGE, tongue.encode())


def _set(request: Request, name: bytes, value: bytes) -> None:
    """In the scope itself: whoever makes a request of it again reads the same."""
    others = [(given, said) for given, said in request.scope["headers"] if given != name]
    request.scope["headers"] = [*others, (name, value)]
