"""Asked with yesterday's `known_at` and `as_of`, every figure gives yesterday's answer, whatever has been recorded since."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from services.metrics.app import definition
from services.metrics.figures.breakdowns import Breakdown
from shared.http.api import document
from shared.inbox import Delivery
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.metrics.all_told import BOSS, NOW_AND_THEN, PERIOD, THEN, first, since
from tests.metrics.telling import message

TODAY: Final = datetime(2025, 12, 1, 9, tzinfo=UTC)


DOCUMENT: Final = document(definition)


def parameters(path: str) -> set[str]:
    """What a route may be asked with."""
    return {parameter["name"] for parameter in DOCUMENT["paths"][path].get("get", {}).get("parameters", ())}


FIGURES: Final = sorted(
    path
    for path in DOCUMENT["paths"]
    if path.startswith("/figures/") and "known_at" in parameters(path) and "limit" not in parameters(path)
)
"""Every route that gives a figure, not a list."""
BROKEN_DOWN: Final = [path for path in FIGURES if "breakdown" in parameters(path)]


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    started = await api_of("metrics")
    started.clock.move_to(TODAY)
    return started


async def arrive(api: Api, deliveries: list[Delivery]) -> None:
    service: Service = api.app.state.service
    await service.subscriptions[0].handle([message(one, offset=offset) for offset, one in enumerate(deliveries)])


async def answer(api: Api, path: str, **more: str) -> Any:
    found = await api.get(path, params={**PERIOD, "known_at": THEN, **more}, **BOSS)
    assert found.status_code == 200, found.text
    return found.json()


def links(shown: Any) -> Iterator[str]:
    """The address of every list that an answer leads to."""
    if isinstance(shown, dict):
        for value in shown.values():
            yield from links(value)
    elif isinstance(shown, list):
        for value in shown:
            yield from links(value)
    elif isinstance(shown, str) and shown.startswith("/metrics/v1/"):
        yield shown


async def lists(api: Api, shown: Any) -> dict[str, Any]:
    """What each of the lists holds."""
    return {link: (await api.get(f"{link.removeprefix('/metrics/v1')}&limit=100", **BOSS)).json() for link in links(shown)}


def test_every_figure_is_asked_about() -> None:
    asked = {path.removeprefix("/figures/") for path in FIGURES}
    assert asked >= {
        "coverage",
        "delays",
        "fair-access",
        "fidelity",
        "inflow",
        "interruptions",
        "maturity",
        "money",
        "outflow",
        "results",
        "retention",
        "support",
        "survey",
    }


@pytest.mark.parametrize("path", FIGURES)
async def test_later_corrections_change_no_answer_and_no_list_of_yesterday(api: Api, path: str) -> None:
    told = first()
    await arrive(api, told.deliveries)
    before = await answer(api, path)
    listed = await lists(api, before)
    await arrive(api, list(since(told)))
    assert await answer(api, path) == before
    assert await lists(api, before) == listed


async def slices(api: Api, path: str) -> dict[str, Any]:
    """Breakdown → the answer, or the problem when the figure cannot be cut by it."""
    asked = {**PERIOD, "known_at": THEN}
    found = {by.value: await api.get(path, params={**asked, "breakdown": by}, **BOSS) for by in Breakdown}
    assert found["unit"].status_code == 200, found["unit"].text
    assert {one.status_code for one in found.values()} <= {200, 422}
    return {by: one.json() if one.status_code == 200 else one.json()["errors"] for by, one in found.items()}


@pytest.mark.parametrize("path", BROKEN_DOWN)
async def test_later_corrections_change_no_slice_of_yesterday(api: Api, path: str) -> None:
    told = first()
    await arrive(api, told.deliveries)
    before = await slices(api, path)
    await arrive(api, list(since(told)))
    assert await slices(api, path) == before


async def test_later_corrections_change_nothing_on_yesterdays_dashboard(api: Api) -> None:
    told, asked = first(), {**PERIOD, "known_at": THEN}
    await arrive(api, told.deliveries)
    before = await api.get("/dashboard", params=asked, **BOSS)
    await arrive(api, list(since(told)))
    assert before.status_code == 200
    assert (await api.get("/dashboard", params=asked, **BOSS)).text == before.text


@pytest.mark.parametrize("path", FIGURES)
async def test_every_figure_is_another_with_what_was_recorded_since(api: Api, path: str) -> None:
    """Without this the test above could not fail."""
    told = first()
    since(told)
    await arrive(api, told.deliveries)
    then, now = [await answer(api, path, known_at=known) for known in NOW_AND_THEN]
    assert numbers(then) != numbers(now)


def numbers(shown: Any) -> Any:
    """The answer without its arguments and links."""
    if isinstance(shown, dict):
        kept = {name: value for name, value in shown.items() if name not in {"arguments", "cases", "rows"}}
        return {name: numbers(value) for name, value in kept.items()}
    return [numbers(value) for value in shown] if isinstance(shown, list) else shown
