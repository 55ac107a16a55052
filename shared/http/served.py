"""What the HTTP layer needs of a running service; `shared.service.Service` is one."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol, cast

from fastapi import Request

from shared.bus import Bus
from shared.clock import Clock
from shared.db import Database, Tx
from shared.eventstore import Log
from shared.settings import Settings


class Served(Protocol):
    """A running service, found at `app.state.service`."""

    @property
    def name(self) -> str: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def database(self) -> Database: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def bus(self) -> Bus: ...

    def log(self, tx: Tx, *, by: str, correlation: str) -> Log:
        """The event log bound to the transaction."""
        ...

    @property
    def tasks(self) -> Mapping[str, str | None]:
        """Background part → its fault at the moment, or None."""
        ...

    def running(self) -> AbstractAsyncContextManager[object]:
        """Open what the service needs, and close it at the end."""
        ...


def service_of(request: Request) -> Served:
    """The service that answers this request."""
    return cast("Served", request.app.state.service)
