"""Versions and places in answers: ETag is the stream's version, Location the new resource."""

from typing import Annotated, Final

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

NOT_MODIFIED: Final = 304
OK: Final = 200


def etag(version: int) -> str:
    """The strong entity tag of a stream version: `"7"`."""
    return f'"{version}"'


class Replies:
    """Sets the headers of this request's answer."""

    __slots__ = ("_response", "_root")

    def __init__(self, request: Request, response: Response) -> None:
        self._root = request.scope.get("root_path", "")
        self._response = response

    def created(self, path: str, version: int | None = None) -> None:
        """Location (`path` within the service, such as `/cases/…`) and, for a stream, its version. The route says 201."""
        self._response.headers["Location"] = self._root + path
        if version is not None:
            self.version(version)

    def version(self, version: int) -> None:
        """ETag; a GET with a matching If-None-Match becomes 304 after the route has run."""
        self._response.headers["ETag"] = etag(version)


async def _replies(request: Request, response: Response) -> Replies:
    return Replies(request, response)


def tells_version(route: APIRoute) -> bool:
    """Whether the route sets these headers, itself or through something it asks for."""
    return _asks(route.dependant)


def _asks(dependant: Dependant) -> bool:
    return any(dependency.call is _replies or _asks(dependency) for dependency in dependant.dependencies)


Reply = Annotated[Replies, Depends(_replies)]


def unless_unchanged(request: Request, response: Response) -> Response:
    """304 in place of a GET's answer that the client has already (RFC 9110 § 13.1.2); otherwise the answer.

    Decided after the route: what was read is in the access log either way.
    """
    known = request.headers.get("if-none-match")
    if known is None or request.method != "GET" or response.status_code != OK or "etag" not in response.headers:
        return response
    current = response.headers["etag"]
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    if "*" not in tags and current not in tags:
        return response
    return Response(status_code=NOT_MODIFIED, headers={"ETag": current})
