"""The error responses of the API's document: which operation can answer which, each with an example (FEL.01, FEL.02)."""

from http import HTTPStatus
from typing import Any, Final

from shared.http.phrases import DETAILS, TITLES
from shared.problems import MEDIA_TYPE, TYPE

Document = dict[str, Any]

ONE_TIME: Final = "x-one-time-code"
"""Marks an operation whose only key is a one-time code: tries are limited, and no Idempotency-Key is taken."""

SCHEMA: Final[Document] = {
    "title": "Problem",
    "type": "object",
    "description": "Problem details (RFC 9457). Codes are stable and English; title and detail follow Accept-Language. "
    "/ Problembeskrivning (RFC 9457). Koder är stabila och engelska; title och detail följer Accept-Language.",
    "required": ["type", "title", "status", "detail", "instance", "code", "correlation"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "urn:sius:problem:{code}"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The request's path / Anropets sökväg"},
        "code": {"type": "string"},
        "correlation": {"type": "string", "description": "Quote it when you contact us / Uppge vid kontakt"},
        "basis": {"type": "string", "description": "Where the rule stands / Var regeln står"},
        "reasons": {
            "type": "array",
            "description": "Every rule that refuses, at once / Alla regler som hindrar, på en gång",
            "items": {
                "type": "object",
                "required": ["code", "basis", "detail"],
                "properties": {"code": {"type": "string"}, "basis": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "errors": {
            "type": "array",
            "description": "Every fault of the input / Alla fel i indata",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer into the body / JSON-pekare in i innehållet"},
                    "parameter": {"type": "string", "description": "Parameter or header / Parameter eller huvud"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}

CODES: Final = {
    401: "unauthenticated",
    403: "missing-scope",
    404: "not-found",
    406: "not-acceptable",
    409: "case-is-ended",
    412: "precondition-failed",
    413: "content-too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "too-many-tries",
    500: "unexpected",
    503: "unavailable",
}

MEMBERS: Final[dict[int, Document]] = {
    409: {
        "basis": "practice",
        "reasons": [{"code": "case-is-ended", "basis": "practice", "detail": "Ärendet är avslutat. / The case is ended."}],
    },
    422: {"errors": [{"pointer": "#/on", "code": "missing", "detail": "Uppgiften saknas. / The field is missing."}]},
}

DESCRIPTIONS: Final = {
    200: "The answer. / Svaret.",
    201: "Created; Location names it. / Skapad; Location anger var.",
    202: "Accepted. / Mottagen.",
    204: "Done; no content. / Klart; inget innehåll.",
    401: "No valid token. / Giltig åtkomstbiljett saknas.",
    403: "Not allowed; written to the access log. / Inte behörig; skrivs i åtkomstloggen.",
    404: "Does not exist. / Finns inte.",
    406: "None of the formats that Accept names is offered. / Inget av formaten i Accept finns.",
    409: "Refused by a rule, with every reason, or changed meanwhile. / Hindras av en regel, med alla skäl, eller har ändrats.",
    412: "If-Match names another version. / If-Match anger en annan version.",
    413: "The body is larger than 1 MiB. / Innehållet är större än 1 MiB.",
    415: "The body is not application/json. / Innehållet är inte application/json.",
    422: "Wrong input, with every fault. / Fel i indata, med alla fel.",
    429: "Too many tries; wait until Retry-After. / För många försök; vänta till Retry-After.",
    500: "A fault of the service. / Ett fel hos tjänsten.",
    503: "Not available; try again after Retry-After. / Inte tillgänglig; försök igen efter Retry-After.",
}


def both(phrase: Any) -> str:
    """A phrase in both languages."""
    return f"{phrase['sv']} / {phrase['en']}"


def example(status: int) -> Document:
    """A problem as it may come, in both languages."""
    code = CODES[status]
    detail = both(DETAILS[code]) if code in DETAILS else both(TITLES[status])
    return {
        "type": TYPE + code,
        "title": both(TITLES[status]),
        "status": status,
        "detail": detail,
        "instance": "/intake/v1/cases/0195c1de-9d00-7000-8000-000000000001",
        "code": code,
        "correlation": "0195c1de-9d00-7000-8000-0000000000cc",
        **MEMBERS.get(status, {}),
    }


def name(status: int) -> str:
    """Name of the shared response: `NotFound`."""
    return HTTPStatus(status).phrase.title().replace(" ", "").replace("-", "")


def components() -> dict[str, Document]:
    """Every shared response, by name."""
    return {
        name(status): {
            "description": DESCRIPTIONS[status],
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {CODES[status]: {"summary": both(TITLES[status]), "value": example(status)}},
                }
            },
        }
        for status in CODES
    }


def fitting(method: str, operation: Document) -> list[int]:
    """The error statuses that the operation can answer."""
    parameters = operation.get("parameters", [])
    changes = method in {"post", "put", "patch", "delete"}
    possible = {
        401: bool(operation.get("security")),
        403: bool(operation.get("security")),
        404: "requestBody" in operation or any(parameter["in"] == "path" for parameter in parameters),  # a body names others
        406: any(len(answer.get("content", {})) > 1 for answer in operation["responses"].values()),
        409: changes,
        412: any(parameter["name"] == "If-Match" for parameter in parameters),
        413: "requestBody" in operation,
        415: "requestBody" in operation,
        422: bool(parameters) or changes,
        429: ONE_TIME in operation,
        500: True,
        503: True,
    }
    return [status for status, can in possible.items() if can]
