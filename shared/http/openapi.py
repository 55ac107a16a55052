"""The API's document: OpenAPI 3.1 that meets the national REST API profile, completed from what the routes say.

`lacking` names what a route or a model still has to say itself; a test asks it of every service.
"""

from collections.abc import Container, Iterator, Sequence
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from shared.http import responses
from shared.http.examples import NoExample, Schemas, example_of
from shared.http.replies import tells_version
from shared.http.responses import ONE_TIME

Document = dict[str, Any]
Operation = tuple[str, str, Document]
"""(path, method, operation)"""

VERSION: Final = "1.0.0"
PUBLIC_URL: Final = "https://sius.example"
JSON: Final = "application/json"
METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})

CONTACT: Final = {"name": "SIUS API", "url": f"{PUBLIC_URL}/contact", "email": "api@sius.example"}
LICENCE: Final = {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/sv/"}
SERVICE_LEVEL: Final = {
    "availability": "99.5 % per månad, helgfri vardag 07-18 / 99.5 % a month, working days 07-18",
    "responseTime": "95 % av svaren inom 500 ms / 95 % of answers within 500 ms",
    "support": "Helgfri vardag 08-16, api@sius.example / Working days 08-16, api@sius.example",
}
LIMITATIONS: Final = (
    "Högst 200 rader per sida och 1 MiB per anrop. / At most 200 rows per page and 1 MiB per request. "
    "Personnummer söks med POST och aldrig i en adress. / Identity numbers are searched by POST, never in an address. "
    "Svar på en Idempotency-Key sparas ett dygn. / Answers to an Idempotency-Key are kept for a day."
)

IDEMPOTENCY_KEY: Final[Document] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body gives the first answer again; another body 422, in flight 409. "
    "/ Samma nyckel och innehåll ger första svaret igen; annat innehåll 422, pågående 409.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
    "example": "3e0b1c52-6a3f-4c1e-9d4e-2f1f0c8f5a10",
}
LOCATION: Final = {"description": "Path of what was created / Sökväg till det skapade", "schema": {"type": "string"}}
ETAG: Final = {
    "description": 'Version, for If-Match and If-None-Match, as "7" / Version, för If-Match och If-None-Match',
    "schema": {"type": "string"},
}


def document(
    name: str,
    *,
    title: str,
    description_sv: str,
    description_en: str,
    routes: Sequence[BaseRoute],
    public_url: str = PUBLIC_URL,
) -> Document:
    """The whole document of the service `name`, served under `/{name}/v1`."""
    own = [route for route in routes if isinstance(route, APIRoute)]
    for route in own:
        route.operation_id = route.operation_id or route.name
    made = get_openapi(
        title=title,
        version=VERSION,
        openapi_version="3.1.0",
        description=f"**Svenska.** {description_sv}\n\n**English.** {description_en}",
        routes=routes,
        license_info=LICENCE,
        servers=[{"url": f"{public_url}/{name}/v1", "description": "Production / Produktion"}],
        external_docs={"description": "Guide / Vägledning", "url": f"{public_url}/docs"},
    )
    made["info"] |= {"contact": CONTACT, "x-sla": SERVICE_LEVEL, "x-limitations": LIMITATIONS}
    return _complete(made, {str(route.operation_id) for route in own if tells_version(route)})


def _complete(made: Document, versioned: Container[str]) -> Document:
    components = made.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = responses.SCHEMA
    components["responses"] = responses.components()
    for _, method, operation in operations(made):
        _complete_operation(method, operation, schemas)
        if operation["operationId"] in versioned:
            _add_headers(operation)
    made["tags"] = [
        {"name": tag} for tag in sorted({tag for *_, operation in operations(made) for tag in operation.get("tags", [])})
    ]
    return made


def operations(made: Document) -> Iterator[Operation]:
    """Every operation of a document."""
    for path, item in made["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def _complete_operation(method: str, operation: Document, schemas: Schemas) -> None:
    if method == "post" and ONE_TIME not in operation:
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    answers = operation["responses"]
    if "HTTPValidationError" in str(answers.get("422")):
        del answers["422"]
    for status, answer in answers.items():
        _complete_answer(int(status), answer)
    for status in responses.fitting(method, operation):
        answers.setdefault(str(status), {"$ref": f"#/components/responses/{responses.name(status)}"})
    for _, content in json_contents(operation):
        _give_example(content, schemas)


def _complete_answer(status: int, answer: Document) -> None:
    if answer.get("description", "Successful Response") == "Successful Response":
        answer["description"] = responses.DESCRIPTIONS.get(status, "The answer. / Svaret.")


def _add_headers(operation: Document) -> None:
    """ETag, and Location for what is created; on operations that set them."""
    for status, answer in operation["responses"].items():
        if status in {"200", "201"}:
            answer["headers"] = {"ETag": ETAG} | ({"Location": LOCATION} if status == "201" else {})


def json_contents(operation: Document) -> Iterator[tuple[str, Document]]:
    """(where, media type object) of the operation's JSON request and of its own JSON responses."""
    body = operation.get("requestBody", {}).get("content", {})
    if JSON in body:
        yield "request", body[JSON]
    for status, answer in operation["responses"].items():
        if JSON in answer.get("content", {}):
            yield status, answer["content"][JSON]


def _give_example(content: Document, schemas: Schemas) -> None:
    if "examples" in content or "example" in content:
        return
    try:
        content["examples"] = {"example": {"value": example_of(content["schema"], schemas)}}
    except NoExample:
        return  # `lacking` names it


def lacking(made: Document) -> list[str]:
    """What routes and models still have to say: descriptions and examples, each with its place."""
    schemas = made["components"]["schemas"]
    found = [
        f"{operation['operationId']}: no description" for *_, operation in operations(made) if not operation.get("description")
    ]
    for *_, operation in operations(made):
        for where, content in json_contents(operation):
            if "examples" not in content and "example" not in content:
                found.append(f"{operation['operationId']} {where}: no example for {_place(content['schema'], schemas)}")
    return found


def _place(schema: Document, schemas: Schemas) -> str:
    try:
        example_of(schema, schemas)
    except NoExample as missing:
        return str(missing)
    return "?"
