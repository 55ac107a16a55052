"""What a route may ask for in its signature. The principal comes first: `Log` and `Reading` say who it was."""

import re
from datetime import date, datetime
from typing import Annotated, Final, cast

from fastapi import Depends, Header, Request

from shared import eventstore
from shared.clock import stockholm
from shared.db import Tx
from shared.errors import FieldError, Unprocessable
from shared.http.language import Language
from shared.http.paging import Page
from shared.http.replies import Reply
from shared.http.served import service_of
from shared.logging import correlation_id

__all__ = ["DbTx", "IfMatch", "Language", "Log", "Now", "Page", "Reply", "Today"]

ENTITY_TAG: Final = re.compile(r'"(0|[1-9][0-9]{0,17})"')


async def _tx(request: Request) -> Tx:
    return cast("Tx", request.state.tx)


async def _log(request: Request) -> eventstore.Log:
    by = request.state.principal.subject
    return service_of(request).log(request.state.tx, by=by, correlation=correlation_id())


async def _now(request: Request) -> datetime:
    return service_of(request).clock.now()


async def _today(request: Request) -> date:
    return stockholm(service_of(request).clock.now())


async def _if_match(
    tag: Annotated[
        str | None,
        Header(
            alias="If-Match",
            description='The version that the change is based on, as its ETag: "7". / Den version ändringen utgår från.',
            openapi_examples={"version": {"value": '"7"'}},
        ),
    ] = None,
) -> int | None:
    if tag is None or tag.strip() == "*":
        return None
    matched = ENTITY_TAG.fullmatch(tag.strip())
    if matched is None:
        raise Unprocessable([MALFORMED_TAG])
    return int(matched[1])


MALFORMED_TAG: Final = FieldError(
    pointer="If-Match",
    code="entity-tag",
    sv='Ska vara en versionsmärkning som "7".',
    en='Must be a strong version tag such as "7".',
)

DbTx = Annotated[Tx, Depends(_tx)]
"""The request's transaction."""

Log = Annotated[eventstore.Log, Depends(_log)]
"""The service's event log, bound to the request's transaction and to who is calling."""

Now = Annotated[datetime, Depends(_now)]
"""The present instant, aware, in UTC."""

Today = Annotated[date, Depends(_today)]
"""The present date in Sweden."""

IfMatch = Annotated[int | None, Depends(_if_match)]
"""The version that If-Match names; None without the header or for `*`."""
