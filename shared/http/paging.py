"""Lists: `limit` and `offset`, the total, and links that keep every other query parameter."""

from collections.abc import Sequence
from typing import Annotated, Final, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

DEFAULT_LIMIT: Final = 20
LARGEST_LIMIT: Final = 200
LARGEST_OFFSET: Final = 1_000_000

T = TypeVar("T")


class Links(BaseModel):
    """Paths of the pages around this one; `prev` and `next` are null at the ends."""

    model_config = ConfigDict(populate_by_name=True, frozen=True)

    self_: str = Field(alias="self", examples=["/intake/v1/cases?limit=20&offset=20"])
    first: str = Field(examples=["/intake/v1/cases?limit=20&offset=0"])
    prev: str | None = Field(examples=["/intake/v1/cases?limit=20&offset=0"])
    next: str | None = Field(examples=["/intake/v1/cases?limit=20&offset=40"])
    last: str = Field(examples=["/intake/v1/cases?limit=20&offset=40"])


class Listing(BaseModel, Generic[T]):
    """One page of a list and how many rows it has in all."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    total: int = Field(ge=0, description="Rows in all, over every page / Antal rader totalt", examples=[41])
    limit: int = Field(ge=1, examples=[20])
    offset: int = Field(ge=0, examples=[20])
    links: Links


class Window:
    """Which page was asked for."""

    __slots__ = ("_path", "_query", "limit", "offset")

    def __init__(self, request: Request, limit: int, offset: int) -> None:
        self.limit = limit
        self.offset = offset
        self._path = request.url.path
        self._query = [(name, value) for name, value in request.query_params.multi_items() if name not in {"limit", "offset"}]

    def of(self, items: Sequence[T], total: int) -> Listing[T]:
        """The page: its items, and `total` rows in all."""
        return Listing[T](items=list(items), total=total, limit=self.limit, offset=self.offset, links=self._links(total))

    def _links(self, total: int) -> Links:
        last = max(total - 1, 0) // self.limit * self.limit
        before, after = self.offset - self.limit, self.offset + self.limit
        return Links(
            self_=self._link(self.offset),
            first=self._link(0),
            prev=self._link(min(max(before, 0), last)) if self.offset > 0 else None,
            next=self._link(after) if after < total else None,
            last=self._link(last),
        )

    def _link(self, offset: int) -> str:
        return f"{self._path}?{urlencode([*self._query, ('limit', self.limit), ('offset', offset)])}"


async def _window(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=LARGEST_LIMIT, description="Rows per page / Rader per sida")] = DEFAULT_LIMIT,
    offset: Annotated[int, Query(ge=0, le=LARGEST_OFFSET, description="Rows to pass over / Rader att hoppa över")] = 0,
) -> Window:
    return Window(request, limit, offset)


Page = Annotated[Window, Depends(_window)]
