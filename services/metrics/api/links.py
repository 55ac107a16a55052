"""Links from a figure to the cases it counted, with every argument pinned: followed later they list the same cases."""

from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import urlencode

from fastapi import Request

from services.metrics.figures.arguments import Arguments
from services.metrics.schemas import Asked


def links_to_cases(request: Request, arguments: Arguments, groups: Iterable[StrEnum]) -> dict[str, str]:
    """Group → path of its list."""
    query = Asked.of(arguments).model_dump(mode="json", by_alias=True, exclude_none=True)
    return {group.value: f"{request.url.path}/cases?{urlencode({**query, 'group': group.value}, doseq=True)}" for group in groups}
