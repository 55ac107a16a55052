"""Domain events to JSON and back: type name + schema version → frozen dataclass."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
from pydantic import TypeAdapter

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Lifts the data of one schema version to the next."""


class UnknownEvent(Exception):  # noqa: N818
    """The log holds a type or schema version that this code does not know: it is older than its data."""


class Codec:
    """One service's events.

    An event's type name is its class name; its schema version is the class variable `SCHEMA` (1 when absent). What was
    written under an older version is lifted on reading, version by version, by `upcasters[(type, version)]`.
    """

    def __init__(self, events: Iterable[type], upcasters: Mapping[tuple[str, int], Upcaster] | None = None) -> None:
        self._adapters: dict[str, TypeAdapter[Any]] = {event.__name__: TypeAdapter(event) for event in events}
        self._schemas = {event.__name__: int(getattr(event, "SCHEMA", 1)) for event in events}
        self._upcasters = dict(upcasters or {})
        self._refuse_missing_upcasters()

    def _refuse_missing_upcasters(self) -> None:
        for name, schema in self._schemas.items():
            for version in range(1, schema):
                if (name, version) not in self._upcasters:
                    raise TypeError(f"{name} is at schema {schema} but nothing lifts version {version}: add its upcaster.")

    @property
    def types(self) -> Mapping[str, int]:
        """Type name → the schema version that is written now."""
        return self._schemas

    def encode(self, event: object) -> tuple[str, int, str]:
        """(type, schema, JSON text)."""
        name = type(event).__name__
        if name not in self._adapters:
            raise UnknownEvent(f"{name} is not one of this service's events: list it in the service's codec.")
        return name, self._schemas[name], self._adapters[name].dump_json(event).decode()

    def decode(self, name: str, schema: int, text: str | bytes) -> Any:
        """The event as it is known today. Raises UnknownEvent."""
        if name not in self._adapters or not 1 <= schema <= self._schemas[name]:
            raise UnknownEvent(f"{name} at schema {schema} is unknown to this version of the service.")
        if schema == self._schemas[name]:
            return self._adapters[name].validate_json(text)
        return self._adapters[name].validate_python(self._lift(name, schema, orjson.loads(text)))

    def _lift(self, name: str, schema: int, data: dict[str, Any]) -> dict[str, Any]:
        for version in range(schema, self._schemas[name]):
            data = self._upcasters[(name, version)](data)
        return data
