"""The national REST API profile, rule by rule, on the document of every service; the ids are the profile's own."""

import re
from importlib import import_module

import jsonschema_rs
import pytest

from shared.http.api import document
from shared.http.openapi import Document, json_contents, lacking, operations
from shared.http.responses import ONE_TIME
from tests.contracts.parts import answers, formats, listings, parameters, properties, resolved
from tests.shared.http.small import DEFINITION

SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# A sole trader's organisation number is a personal number.
PERSONAL = re.compile(
    r"(personal|identity|organi[sz]ation|org).?(number|nr|no)|personnummer|pnr|ssn|birth|email|phone", re.IGNORECASE
)
HEADERS = {"Idempotency-Key", "If-Match", "If-None-Match", "Accept-Language"}
OPEN = {"api_info", "healthz", "readyz"}
WITH_A_CODE = {"show_survey_form", "answer_survey"}  # the one-time code is the key; nobody signs in
PROBLEM = "application/problem+json"
MEDIA = {"application/json", PROBLEM, "text/html", "text/csv", "image/svg+xml", "application/x-ndjson"}
MEDIA |= {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"}
MEDIA |= {"application/vnd.json-stat+json"}


@pytest.fixture(params=["small", "intake", "placement", "followup", "metrics"])
def service(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def api(service: str) -> Document:
    """The service's document."""
    return document(DEFINITION if service == "small" else import_module(f"services.{service}.app").definition)


def test_ufn_01_and_ver_05_the_address_is_domain_api_and_version(api: Document, service: str) -> None:
    assert [server["url"] for server in api["servers"]] == [f"https://sius.example/{service}/v1"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", api["info"]["version"])
    assert api["info"]["version"].startswith("1.")


def test_ufn_02_and_sak_01_servers_are_https_on_443(api: Document) -> None:
    for server in api["servers"]:
        assert server["url"].startswith("https://")
        assert re.fullmatch(r"https://[a-z0-9.-]+(:443)?/.*", server["url"])


def test_ver_06_the_api_says_its_name_version_status_release_and_documentation(api: Document) -> None:
    answer = api["paths"]["/api-info"]["get"]["responses"]["200"]
    schema = resolved(api, answer["content"]["application/json"]["schema"])
    assert set(schema["required"]) == {"name", "version", "status", "released", "documentation"}


def test_res_06_and_ufn_07_to_09_paths_are_lower_case_words_with_hyphens(api: Document) -> None:
    wrong = [
        path for path in api["paths"] for segment in path.strip("/").split("/") if not SEGMENT.fullmatch(segment.strip("{}"))
    ]
    assert wrong == []


def test_resources_are_nouns_and_paths_carry_no_extension_or_ending_slash(api: Document) -> None:
    assert [path for path in api["paths"] if "." in path or path.endswith("/")] == []


def test_res_02_no_personal_number_in_paths_or_queries(api: Document) -> None:
    wrong = [
        (operation, parameter["name"])
        for operation, parameter in parameters(api)
        if parameter["in"] in {"path", "query"} and PERSONAL.search(parameter["name"])
    ]
    assert wrong == []


def test_ame_01_to_03_bodies_are_json(api: Document) -> None:
    bodies = {media for *_, operation in operations(api) for media in operation.get("requestBody", {}).get("content", {})}
    assert bodies <= {"application/json"}
    assert {media for *_, answer in answers(api) for media in answer.get("content", {})} <= MEDIA


def test_ame_04_to_07_fields_and_query_parameters_are_snake_case(api: Document) -> None:
    fields = [f"{model}.{name}" for model, name, _ in properties(api) if not SNAKE.fullmatch(name)]
    queries = [
        name for _, parameter in parameters(api) if parameter["in"] == "query" and not SNAKE.fullmatch(name := parameter["name"])
    ]
    assert fields == []
    assert queries == []


def test_dot_01_and_04_instants_and_dates_are_rfc_3339(api: Document) -> None:
    instants = [
        f"{model}.{name}" for model, name, part in properties(api) if name.endswith("_at") and formats(part) != {"date-time"}
    ]
    dates = [
        f"{model}.{name}"
        for model, name, part in properties(api)
        if (name.endswith("_on") or name == "on") and part.get("type") != "array" and formats(part) != {"date"}
    ]
    assert instants == []
    assert dates == []


def test_fns_01_to_09_lists_have_limit_offset_total_and_links(api: Document) -> None:
    for name, operation, schema in listings(api):
        assert set(schema.get("required", [])) >= {"items", "total", "limit", "offset", "links"}, name
        by_name = {parameter["name"]: parameter for parameter in operation["parameters"]}
        assert by_name["limit"]["schema"]["default"] == 20, name
        assert by_name["offset"]["schema"]["default"] == 0, name
    assert list(listings(api))


def test_fns_query_parameters_are_optional_and_described(api: Document) -> None:
    queries = [(operation, parameter) for operation, parameter in parameters(api) if parameter["in"] == "query"]
    assert [(operation, parameter["name"]) for operation, parameter in queries if parameter["required"]] == []
    assert [(operation, parameter["name"]) for operation, parameter in queries if not parameter.get("description")] == []


def test_fel_01_and_02_every_operation_documents_its_errors_as_problem_details(api: Document) -> None:
    for *_, operation in operations(api):
        errors = {status: resolved(api, answer) for status, answer in operation["responses"].items() if status >= "400"}
        assert {"500", "503"} <= set(errors), operation["operationId"]
        if operation.get("security"):
            assert {"401", "403"} <= set(errors), operation["operationId"]
        for status, answer in errors.items():
            if operation["operationId"] == "readyz" and status == "503":
                continue  # it answers which part does not work, not a problem
            example = next(iter(answer["content"][PROBLEM]["examples"].values()))["value"]
            assert set(example) >= {"type", "title", "status", "detail", "instance"}
            assert str(example["status"]) == status


def test_dok_01_and_03_the_document_has_title_version_and_description_in_both_languages(api: Document) -> None:
    info = api["info"]
    assert info["title"]
    assert info["version"]
    assert "**Svenska.** " in info["description"]
    assert "**English.** " in info["description"]


def test_dok_06_to_09_and_11_contact_licence_service_level_limits_and_guide(api: Document) -> None:
    info = api["info"]
    assert set(info["contact"]) == {"name", "url", "email"}
    assert set(info["license"]) >= {"name", "url"}
    assert set(info["x-sla"]) == {"availability", "responseTime", "support"}
    assert info["x-limitations"]
    assert set(api["externalDocs"]) == {"description", "url"}


def test_dok_15_every_json_request_and_response_has_an_example(api: Document) -> None:
    assert lacking(api) == []


def test_dok_15_every_example_fits_its_schema(api: Document) -> None:
    wrong = []
    for *_, operation in operations(api):
        for where, content in json_contents(operation):
            schema = {**content["schema"], "components": api["components"]}
            valid = jsonschema_rs.validator_for(schema, validate_formats=True)
            wrong += [
                f"{operation['operationId']} {where} {name}: {error.message}"
                for name, example in content["examples"].items()
                for error in valid.iter_errors(example["value"])
            ]
    assert wrong == []


def test_dok_17_the_document_is_openapi_3_1(api: Document) -> None:
    assert re.fullmatch(r"3\.1\.\d+", api["openapi"])


def test_dok_19_every_operation_is_described_in_both_languages(api: Document) -> None:
    wrong = [
        operation["operationId"]
        for *_, operation in operations(api)
        if " / " not in operation["description"] and "\n\n" not in operation["description"]
    ]
    assert wrong == []


def test_dok_20_every_response_is_described(api: Document) -> None:
    vague = {"", "Successful Response", "Additional Response"}
    assert [(name, status) for name, status, answer in answers(api) if answer.get("description", "") in vague] == []


def test_arq_05_no_payload_in_headers(api: Document) -> None:
    assert {parameter["name"] for _, parameter in parameters(api) if parameter["in"] == "header"} <= HEADERS
    assert [parameter for _, parameter in parameters(api) if parameter["in"] == "cookie"] == []


def test_for_02_a_get_has_no_body(api: Document) -> None:
    assert [path for path, method, operation in operations(api) if method == "get" and "requestBody" in operation] == []


def test_sak_09_and_10_access_is_by_oauth_2_only(api: Document) -> None:
    assert {scheme["type"] for scheme in api["components"]["securitySchemes"].values()} == {"oauth2"}


def test_sak_15_and_16_every_route_names_the_scope_it_needs(api: Document, service: str) -> None:
    open_routes = {operation["operationId"] for *_, operation in operations(api) if not operation.get("security")}
    assert open_routes == (OPEN | WITH_A_CODE if service == "followup" else OPEN)
    for *_, operation in operations(api):
        for requirement in operation.get("security", []):
            assert all(requirement.values()), operation["operationId"]


def test_sak_18_no_key_or_token_in_an_address(api: Document) -> None:
    names = {parameter["name"] for _, parameter in parameters(api) if parameter["in"] in {"query", "path"}}
    assert not any(re.search(r"token|key|secret|password", name) for name in names)


def test_every_post_takes_an_idempotency_key(api: Document) -> None:
    """But for those with a one-time code, which is used once as it is: a kept key would tell who answered when."""
    for _, method, operation in operations(api):
        names = {parameter["name"] for parameter in operation.get("parameters", [])}
        repeatable = method == "post" and ONE_TIME not in operation
        assert ("Idempotency-Key" in names) == repeatable, operation["operationId"]
        assert ONE_TIME not in operation or operation["operationId"] in WITH_A_CODE


def test_what_is_created_has_a_location(api: Document) -> None:
    created = [(name, answer) for name, status, answer in answers(api) if status == "201"]
    assert [name for name, answer in created if "Location" not in answer.get("headers", {})] == []


def test_operation_ids_are_tidy_and_unique(api: Document) -> None:
    ids = [operation["operationId"] for *_, operation in operations(api)]
    assert len(ids) == len(set(ids))
    assert [name for name in ids if not SNAKE.fullmatch(name)] == []
