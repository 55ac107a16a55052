"""The dashboard of a small town, read as a browser would, without one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.dashboard.town import UNITS, Town
from tests.metrics.telling import message
from tests.metrics.test_api import NOW

TOWN: dict[str, Any] = {"role": "manager", "units": tuple(sorted(set(UNITS)))}
PERIOD = {"from": "2024-06-01", "to": "2025-05-31"}
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(NOW)
    return started


@pytest.fixture
async def town(api: Api) -> Api:
    """The service, told of a hundred cases."""
    deliveries = Town(100).deliveries
    await api.app.state.service.subscriptions[0].handle([message(one, offset=place) for place, one in enumerate(deliveries)])
    return api


@dataclass(frozen=True)
class Shown:
    """A number of the page: its value, its place in an answer, and the address of its rows."""

    value: float | None
    of: str
    href: str | None


class Numbers(HTMLParser):
    """Every number of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Shown] = []
        self._href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self._href = given.get("href")
        of = given.get("data-of")
        if of is not None:
            value = given.get("value")
            self.found.append(Shown(value=None if value is None else float(value), of=of, href=self._href))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = None


def numbers(page: str) -> list[Shown]:
    reader = Numbers()
    reader.feed(page)
    return reader.found


def texts(page: str) -> Iterator[str]:
    """The page's texts, without markup or style."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return (unescape(text).strip() for text in re.sub(r"<[^>]+>", "\n", body).splitlines() if text.strip())


async def opened(api: Api, path: str = "/dashboard", who: dict[str, Any] | None = None, **params: Any) -> httpx.Response:
    """A page as a browser asks for it."""
    return await api.get(path, params={**PERIOD, **params}, headers=HTML, **(who or TOWN))


async def shown(api: Api, who: dict[str, Any] | None = None, **params: Any) -> str:
    answer = await opened(api, who=who, **params)
    assert answer.status_code == 200, answer.text
    return answer.text
