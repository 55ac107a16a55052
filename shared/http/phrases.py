"""What problems say to people, in Swedish and English: titles by status, and the faults of single fields by code.

A phrase may name a limit that the schema sets ({min_length}, {le} …), never anything that was sent.
"""

from collections.abc import Mapping
from typing import Final

from shared.http.language import Tongue

Phrase = Mapping[Tongue, str]

TITLES: Final[dict[int, Phrase]] = {
    400: {"sv": "Felaktig begäran", "en": "Bad request"},
    401: {"sv": "Inloggning krävs", "en": "Authentication required"},
    403: {"sv": "Åtkomst nekad", "en": "Access denied"},
    404: {"sv": "Finns inte", "en": "Not found"},
    405: {"sv": "Metoden stöds inte", "en": "Method not allowed"},
    406: {"sv": "Formatet stöds inte", "en": "Not acceptable"},
    409: {"sv": "Begäran kan inte utföras nu", "en": "The request cannot be carried out now"},
    412: {"sv": "Resursen har ändrats", "en": "The resource has changed"},
    413: {"sv": "Innehållet är för stort", "en": "Content too large"},
    415: {"sv": "Medietypen stöds inte", "en": "Unsupported media type"},
    422: {"sv": "Innehållet är fel", "en": "The content is invalid"},
    429: {"sv": "För många anrop", "en": "Too many requests"},
    500: {"sv": "Ett fel hos tjänsten", "en": "A fault of the service"},
    503: {"sv": "Tjänsten är inte tillgänglig just nu", "en": "The service is not available at the moment"},
}

OTHER_TITLE: Final[Phrase] = {"sv": "Begäran misslyckades", "en": "The request failed"}

DETAILS: Final[dict[str, Phrase]] = {
    "unauthenticated": {
        "sv": "Skicka en giltig åtkomstbiljett (Bearer) i Authorization.",
        "en": "Send a valid bearer token in Authorization.",
    },
    "missing-scope": {"sv": "Behörigheten saknas i åtkomstbiljetten.", "en": "The token lacks the scope."},
    "other-unit": {"sv": "Ärendet hör till en annan enhet.", "en": "The case belongs to another unit."},
    "other-agency": {"sv": "Uppgiften hör till en annan aktör.", "en": "The information belongs to another agency."},
    "not-a-municipality": {
        "sv": "Uppgifterna lämnas bara till en kommuns socialtjänst (2002:623 7 d §).",
        "en": "Given only to a municipality's social services (2002:623 7 d §).",
    },
    "protected-identity": {
        "sv": "Personen har skyddade personuppgifter; bara namngivna handläggare kommer åt dem.",
        "en": "The person's identity is protected; only named officers have access.",
    },
    "forbidden": {"sv": "Du har inte behörighet.", "en": "You are not allowed to do this."},
    "not-found": {"sv": "Det som begärs finns inte.", "en": "What is asked for does not exist."},
    "unknown-path": {"sv": "Adressen finns inte.", "en": "There is no such address."},
    "precondition-failed": {
        "sv": "Resursen har en annan version än If-Match anger. Hämta den igen.",
        "en": "The resource has another version than If-Match names. Fetch it again.",
    },
    "concurrent-change": {
        "sv": "Någon annan ändrade samtidigt. Hämta igen och försök på nytt.",
        "en": "Somebody else changed it at the same time. Fetch it again and retry.",
    },
    "too-many-tries": {"sv": "För många försök. Vänta en stund.", "en": "Too many tries. Wait a while."},
    "in-flight": {
        "sv": "En begäran med samma Idempotency-Key pågår.",
        "en": "A request with the same Idempotency-Key is under way.",
    },
    "idempotency-key-reused": {
        "sv": "Samma Idempotency-Key har använts med ett annat innehåll.",
        "en": "The same Idempotency-Key was used with another content.",
    },
    "invalid": {"sv": "Rätta fälten i errors.", "en": "Correct the fields named in errors."},
    "not-storable": {"sv": "Ett värde kan inte lagras.", "en": "A value cannot be stored."},
    "unavailable": {"sv": "Försök igen om en stund.", "en": "Try again in a moment."},
    "unexpected": {
        "sv": "Felet är loggat. Uppge korrelations-id vid kontakt.",
        "en": "The fault is logged. Quote the correlation id when you contact us.",
    },
}

FIELDS: Final[dict[str, Phrase]] = {
    "missing": {"sv": "Uppgiften saknas.", "en": "The field is missing."},
    "extra-forbidden": {"sv": "Okänt fält.", "en": "Unknown field."},
    "json-invalid": {"sv": "Innehållet är inte JSON i UTF-8.", "en": "The body is not JSON in UTF-8."},
    "string-type": {"sv": "Ska vara text.", "en": "Must be text."},
    "string-too-short": {"sv": "Minst {min_length} tecken.", "en": "At least {min_length} characters."},
    "string-too-long": {"sv": "Högst {max_length} tecken.", "en": "At most {max_length} characters."},
    "string-pattern-mismatch": {"sv": "Fel format.", "en": "Wrong format."},
    "personal-number": {
        "sv": "Ett personnummer hör inte hemma här. Ange handläggarens id.",
        "en": "An identity number does not belong here. Give the officer's subject.",
    },
    "not-storable": {"sv": "Styrtecken godtas inte.", "en": "Control characters are not accepted."},
    "int-type": {"sv": "Ska vara ett heltal.", "en": "Must be a whole number."},
    "int-parsing": {"sv": "Ska vara ett heltal.", "en": "Must be a whole number."},
    "int-from-float": {"sv": "Ska vara ett heltal.", "en": "Must be a whole number."},
    "greater-than": {"sv": "Ska vara större än {gt}.", "en": "Must be greater than {gt}."},
    "greater-than-equal": {"sv": "Ska vara minst {ge}.", "en": "Must be at least {ge}."},
    "less-than": {"sv": "Ska vara mindre än {lt}.", "en": "Must be less than {lt}."},
    "less-than-equal": {"sv": "Ska vara högst {le}.", "en": "Must be at most {le}."},
    "bool-type": {"sv": "Ska vara true eller false.", "en": "Must be true or false."},
    "bool-parsing": {"sv": "Ska vara true eller false.", "en": "Must be true or false."},
    "date-type": {"sv": "Ska vara ett datum, ÅÅÅÅ-MM-DD.", "en": "Must be a date, YYYY-MM-DD."},
    "date-parsing": {"sv": "Ska vara ett datum, ÅÅÅÅ-MM-DD.", "en": "Must be a date, YYYY-MM-DD."},
    "date-from-datetime-parsing": {"sv": "Ska vara ett datum, ÅÅÅÅ-MM-DD.", "en": "Must be a date, YYYY-MM-DD."},
    "date-out-of-range": {"sv": "Datumet ska vara mellan 1900 och 2199.", "en": "The date must be from 1900 to 2199."},
    "datetime-parsing": {"sv": "Ska vara en tidpunkt enligt RFC 3339.", "en": "Must be an RFC 3339 timestamp."},
    "datetime-from-date-parsing": {"sv": "Ska vara en tidpunkt enligt RFC 3339.", "en": "Must be an RFC 3339 timestamp."},
    "timezone-aware": {"sv": "Tidpunkten ska ha tidszon.", "en": "The timestamp needs a time zone."},
    "uuid-parsing": {"sv": "Ska vara ett UUID.", "en": "Must be a UUID."},
    "uuid-type": {"sv": "Ska vara ett UUID.", "en": "Must be a UUID."},
    "enum": {"sv": "Ska vara något av {expected}.", "en": "Must be one of {expected}."},
    "literal-error": {"sv": "Ska vara något av {expected}.", "en": "Must be one of {expected}."},
    "too-short": {"sv": "Minst {min_length} poster.", "en": "At least {min_length} items."},
    "too-long": {"sv": "Högst {max_length} poster.", "en": "At most {max_length} items."},
    "list-type": {"sv": "Ska vara en lista.", "en": "Must be a list."},
    "model-type": {"sv": "Ska vara ett objekt.", "en": "Must be an object."},
    "model-attributes-type": {"sv": "Ska vara ett objekt.", "en": "Must be an object."},
    "dict-type": {"sv": "Ska vara ett objekt.", "en": "Must be an object."},
    "entity-tag": {"sv": 'Ska vara en versionsmärkning som "7".', "en": 'Must be a strong version tag such as "7".'},
    "idempotency-key": {"sv": "1-255 synliga ASCII-tecken.", "en": "1-255 visible ASCII characters."},
}

OTHER_FIELD: Final[Phrase] = {"sv": "Värdet godtas inte.", "en": "The value is not accepted."}

SCHEMA_LIMITS: Final = ("min_length", "max_length", "gt", "ge", "lt", "le", "expected")
"""What a phrase may name: set by the schema, so never the client's data."""


def add_field_phrase(code: str, *, sv: str, en: str) -> None:
    """Let faults with this code (a PydanticCustomError's type, with `-`) say this."""
    FIELDS[code] = {"sv": sv, "en": en}


def title(status: int, language: Tongue) -> str:
    return TITLES.get(status, OTHER_TITLE)[language]


def field_detail(code: str, language: Tongue, context: Mapping[str, object]) -> str:
    """The phrase of a field's fault, with the schema's own limits filled in."""
    phrase = FIELDS.get(code, OTHER_FIELD)[language]
    limits = {name: context[name] for name in SCHEMA_LIMITS if name in context}
    try:
        return phrase.format(**limits)
    except KeyError:
        return OTHER_FIELD[language]
