"""Examples for the API's document, from the examples that models and their fields carry (DOK.15)."""

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]
Schemas = Mapping[str, Schema]

BY_FORMAT: Final[dict[str, Any]] = {
    "uuid": "0195c1de-9d00-7000-8000-000000000001",
    "date": "2026-03-02",
    "date-time": "2026-03-02T08:15:00Z",
}


class NoExample(Exception):  # noqa: N818 - says where one must be written
    """Nothing gives an example; the text is the way to the place."""


def example_of(schema: Schema, schemas: Schemas, place: str = "") -> Any:
    """A value that the schema describes, built from the examples in it. Raises NoExample."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return example_of(schemas[name], schemas, place or name)
    for given in ("examples", "enum"):
        if schema.get(given):
            return schema[given][0]
    for given in ("example", "const", "default"):
        if given in schema:
            return schema[given]
    return _built(schema, schemas, place)


def _built(schema: Schema, schemas: Schemas, place: str) -> Any:
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return example_of(schema[choice][0], schemas, place)
    match schema.get("type"):
        case "object" if "properties" in schema:
            return {name: example_of(part, schemas, f"{place}.{name}") for name, part in schema["properties"].items()}
        case "array":
            return [example_of(schema["items"], schemas, f"{place}[]")]
        case "boolean":
            return True
        case "null":
            return None
        case _:
            raise NoExample(place)
