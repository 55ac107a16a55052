"""Whatever is sent, the answer is one that the API's document describes; never a 5xx.

Calls are generated from each service's own document (schemathesis), valid and invalid ones, and sent over real sockets to
services on real PostgreSQL that hold real objects. The generation is derandomised: every run sends the same.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from datetime import date
from importlib import import_module
from typing import Any, Final

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shared.auth import ROLES
from shared.http.api import document
from shared.http.openapi import Document, operations
from shared.testing.numbers import organisation_number, personal_number
from tests.contracts.story import AUG_31, FEB_2, JAN_12, told
from tests.contracts.whole import Whole, whole
from tests.harness import SERVICES, UNIT, Databases
from tests.intake.journey import a_person, a_referral, assessed, granted

CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES: Final = 6
DAYS: Final = [day.isoformat() for day in (JAN_12, FEB_2, AUG_31)]
STRANGERS: Final = 2
SLOW: Final = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]

Known = dict[str, list[str]]

DOCUMENTS: Final = {name: document(import_module(f"services.{name}.app").definition) for name in SERVICES}
SHAPES: Final = {
    "on": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"),
    "unit": re.compile(r"[a-z0-9][a-z0-9-]{0,63}"),
    "identity_number": re.compile(r"[0-9]{6,8}[-+]?[0-9]{4}"),
    "organisation_number": re.compile(r".{10,13}"),
}
UUID_SHAPE: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def each_operation(which: Callable[[Document], bool]) -> list[Any]:
    """(service, path, method) of every operation that fits."""
    return [
        pytest.param(service, path, method, id=f"{service}-{operation['operationId']}")
        for service in SERVICES
        for path, method, operation in operations(DOCUMENTS[service])
        if which(operation)
    ]


def takes_input(operation: Document) -> bool:
    return bool(operation.get("parameters")) or "requestBody" in operation


def is_guarded(operation: Document) -> bool:
    return bool(operation.get("security"))


@pytest.fixture(scope="module")
async def served(databases: Databases) -> AsyncIterator[Whole]:
    async with whole(databases) as running:
        yield running


@pytest.fixture(scope="module")
async def known(served: Whole) -> Known:
    """Ids of real objects, by the name that a path or a body gives them: a case in follow-up and what lies before that."""
    async with served.apis() as apis:
        story = asdict(await told(apis, "Anteckning."))
        intake = apis["intake"]
        referrals = [await a_referral(intake, AUG_31) for _ in range(3)]
        for referral in referrals[1:]:
            await assessed(intake, referral, AUG_31)
        await granted(intake, referrals[2], AUG_31)
        ids = {name: [key] for name, key in story.items()}
        ids["person"].append(await a_person(intake))
        ids["referral"] += referrals
    numbers = {
        "identity_number": [personal_number(date(1985, 5, 5), serial) for serial in range(0, 400, 20)],
        "organisation_number": [organisation_number(serial) for serial in range(5000, 5020)],
    }
    return {**ids, **numbers, "search": ids["case"], "corrects": ids["status"], "on": DAYS, "unit": [UNIT]}


@pytest.fixture(scope="module")
def schemas() -> dict[str, BaseSchema]:
    return {service: schemathesis.openapi.from_dict(DOCUMENTS[service]) for service in SERVICES}


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        yield opened


Call = Callable[[Case[Any]], Response]


@pytest.fixture
def call(served: Whole, session: requests.Session, service: str) -> Call:
    """Sends a case as somebody who holds every scope, and gives the answer."""
    token = served.issuer.token("+".join(ROLES), units=[UNIT], subject="everything")

    def send(case: Case[Any]) -> Response:
        return case.call(f"{served.url}/{service}/v1", session, headers={"Authorization": f"Bearer {token}"})

    return send


def fuzzed(schema: BaseSchema, path: str, method: str, mode: GenerationMode, examples: int, try_: Callable[..., None]) -> None:
    """Try generated cases, each with a source of choices."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=SLOW,
    )
    @given(case=schema[path][method].as_strategy(generation_mode=mode), choices=st.data())
    def run(case: Case[Any], choices: st.DataObject) -> None:
        try_(case, choices)

    run()


def with_known(values: Any, known: Known, choices: st.DataObject) -> None:
    """Put ids of real objects, and dates and numbers that can be right, in place of valid generated ones, half of the time."""
    if not isinstance(values, dict):
        return
    for name in values.keys() & known.keys():
        shape = SHAPES.get(name, UUID_SHAPE)
        value = values[name]
        if isinstance(value, str) and shape.fullmatch(value) and choices.draw(st.booleans()):
            values[name] = choices.draw(st.sampled_from(known[name]))


@pytest.mark.parametrize(("service", "path", "method"), each_operation(lambda _: True))
def test_the_answer_to_a_valid_call_is_as_the_document_says(
    schemas: dict[str, BaseSchema], known: Known, call: Call, service: str, path: str, method: str
) -> None:
    def check(case: Case[Any], choices: st.DataObject) -> None:
        with_known(case.path_parameters, known, choices)
        with_known(case.body, known, choices)
        case.validate_response(call(case), checks=CHECKS)

    fuzzed(schemas[service], path, method, GenerationMode.POSITIVE, EXAMPLES, check)


@pytest.mark.parametrize(("service", "path", "method"), each_operation(takes_input))
def test_an_invalid_call_is_refused_as_the_document_says(
    schemas: dict[str, BaseSchema], known: Known, call: Call, service: str, path: str, method: str
) -> None:
    def check(case: Case[Any], choices: st.DataObject) -> None:
        with_known(case.path_parameters, known, choices)
        case.validate_response(call(case), checks=[*CHECKS, negative_data_rejection])

    fuzzed(schemas[service], path, method, GenerationMode.NEGATIVE, EXAMPLES, check)


def is_unreadable(answer: Response) -> bool:
    """What is no JSON that can be stored is refused before anybody asks who sent it."""
    return answer.status_code == 422 and {fault["code"] for fault in answer.json()["errors"]} <= {"not-storable", "json-invalid"}


@pytest.mark.parametrize(("service", "path", "method"), each_operation(is_guarded))
def test_whatever_somebody_without_the_scope_sends_is_forbidden_and_without_a_token_is_401(
    schemas: dict[str, BaseSchema], known: Known, served: Whole, session: requests.Session, service: str, path: str, method: str
) -> None:
    scopeless = served.issuer.token("analyst", units=[UNIT], scopes=[], subject="scopeless")

    def check(case: Case[Any], choices: st.DataObject) -> None:
        with_known(case.path_parameters, known, choices)
        with_known(case.body, known, choices)
        for headers, status in (({"Authorization": f"Bearer {scopeless}"}, 403), ({"Authorization": "Bearer no-token"}, 401)):
            answer = case.call(f"{served.url}/{service}/v1", session, headers=headers)
            assert answer.status_code == status or is_unreadable(answer)
            case.validate_response(answer, checks=CHECKS)

    fuzzed(schemas[service], path, method, GenerationMode.POSITIVE, STRANGERS, check)


@pytest.mark.parametrize("written", ["0", "1788220800", "1e3", "2026-8-1", "20260801", "2026-08-01T00:00:00", "٢٠٢٦-٠٨-٠١"])
async def test_only_what_rfc_3339_calls_a_date_is_one(served: Whole, written: str) -> None:
    async with served.api("metrics") as api:
        answer = await api.get("/figures/outflow", "manager", params={"as_of": written})
    assert answer.status_code == 422
    assert [(fault["parameter"], fault["code"]) for fault in answer.json()["errors"]] == [("as_of", "date-parsing")]


@pytest.mark.parametrize("written", ["0", "1788220800", "2026-08-01", "20260801T080000Z", "2026-08-01T08"])
async def test_only_what_rfc_3339_calls_a_timestamp_is_one(served: Whole, written: str) -> None:
    async with served.api("metrics") as api:
        answer = await api.get("/figures/outflow", "manager", params={"known_at": written})
    assert answer.status_code == 422
    assert [fault["parameter"] for fault in answer.json()["errors"]] == ["known_at"]
