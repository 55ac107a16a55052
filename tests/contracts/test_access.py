"""Every route against every role: who lacks a scope is told so, who has it is let through to the route's own checks."""

from importlib import import_module
from typing import Any

import pytest

from shared.auth import ROLES
from shared.http.api import document
from shared.http.openapi import Document, operations
from tests.conftest import ServiceApi
from tests.harness import Api

SOMEBODY = "0195c1de-9d00-7000-8000-000000000001"


def needed(operation: Document) -> frozenset[str]:
    """The scopes that the document says the operation needs."""
    return frozenset(
        scope for requirement in operation.get("security", []) for scopes in requirement.values() for scope in scopes
    )


def filled(path: str, operation: Document) -> str:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", SOMEBODY)
    return path


async def let_through(api: Api, role: str, path: str, method: str, operation: Document) -> bool:
    body: dict[str, Any] = {"json": {}} if "requestBody" in operation else {}
    answer = await api.client.request(method, filled(path, operation), headers=api.bearer(role), **body)
    assert answer.status_code < 500 or operation["operationId"] == "readyz", (operation["operationId"], role, answer.text)
    return not (answer.status_code == 403 and answer.json()["code"] == "missing-scope")


@pytest.fixture(params=["intake", "placement", "followup", "metrics"])
async def api(request: pytest.FixtureRequest, api_of: ServiceApi) -> Api:
    return await api_of(request.param)


def routes(api: Api) -> list[tuple[str, str, Document]]:
    return list(operations(document(import_module(f"services.{api.settings.service}.app").definition)))


async def test_every_route_lets_in_exactly_the_roles_that_hold_its_scopes(api: Api) -> None:
    wrong = []
    for path, method, operation in routes(api):
        for role, scopes in ROLES.items():
            expected = needed(operation) <= scopes
            if await let_through(api, role, path, method, operation) != expected:
                wrong.append((operation["operationId"], role, "should be let in" if expected else "should be kept out"))
    assert wrong == []


async def test_without_a_token_only_the_service_itself_is_shown(api: Api) -> None:
    shown = []
    for path, method, operation in routes(api):
        body: dict[str, Any] = {"json": {}} if "requestBody" in operation else {}
        answer = await api.client.request(method, filled(path, operation), **body)
        if answer.status_code != 401:
            shown.append(operation["operationId"])
    with_a_code = ["answer_survey", "show_survey_form"] if api.settings.service == "followup" else []
    assert sorted(shown) == sorted(["api_info", "healthz", "readyz", *with_a_code])


async def test_every_refusal_for_a_missing_scope_is_in_the_access_log(api: Api) -> None:
    kept_out = [(path, method, operation) for path, method, operation in routes(api) if needed(operation) - ROLES["analyst"]]
    for path, method, operation in kept_out:
        assert not await let_through(api, "analyst", path, method, operation)
    listed = await api.get("/access-log", "auditor", params={"who": "analyst", "outcome": "refused"})
    assert listed.json()["total"] == len(kept_out)
