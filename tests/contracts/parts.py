"""The parts of an OpenAPI document, for tests that judge them."""

from collections.abc import Iterator
from typing import Any

from shared.http.openapi import Document, json_contents, operations


def parameters(api: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for *_, operation in operations(api):
        for parameter in operation.get("parameters", []):
            yield operation["operationId"], parameter


def resolved(api: Document, part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        found: Any = api
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def answers(api: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for *_, operation in operations(api):
        for status, answer in operation["responses"].items():
            yield operation["operationId"], status, resolved(api, answer)


def properties(api: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for model, schema in api["components"]["schemas"].items():
        for name, part in schema.get("properties", {}).items():
            yield model, name, part


def listings(api: Document) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(operation id, operation, schema) of every operation that answers a list."""
    for *_, operation in operations(api):
        for status, content in json_contents(operation):
            schema = resolved(api, content["schema"])
            if status == "200" and (schema.get("type") == "array" or {"items", "total"} <= set(schema.get("properties", {}))):
                yield operation["operationId"], operation, schema


def formats(part: dict[str, Any]) -> set[str]:
    return {choice["format"] for choice in (part, *part.get("anyOf", [])) if "format" in choice}
