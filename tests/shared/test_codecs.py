"""Every event ever written can be read for ever: one file per service, type and schema version, as it stands in a log.

`tests/<service>/golden/<Type>.v<schema>.json` is never edited, only added to.
"""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from shared.codec import Codec, UnknownEvent

TESTS = Path(__file__).parents[1]
ALL = tuple(path.parent.name for path in (TESTS.parent / "services").glob("*/app.py"))
SERVICES = ("intake", "placement", "followup")
CORPUS = [path for service in SERVICES for path in sorted((TESTS / service / "golden").glob("*.json"))]


def codec_of(service: str) -> Codec:
    codec: Codec = import_module(f"services.{service}.app").definition.codec
    return codec


def events_of(service: str) -> tuple[type, ...]:
    events: tuple[type, ...] = import_module(f"services.{service}.events").EVENTS
    return events


def kind_of(path: Path) -> tuple[str, int]:
    name, schema = path.stem.split(".v")
    return name, int(schema)


def named(value: Any) -> str:
    return f"{value.parents[1].name}/{value.stem}"


@pytest.mark.parametrize("path", CORPUS, ids=named)
def test_a_stored_event_is_read_and_written_again_the_same(path: Path) -> None:
    codec = codec_of(path.parents[1].name)
    name, schema = kind_of(path)
    stored = path.read_text()
    event = codec.decode(name, schema, stored)
    written_name, written_schema, text = codec.encode(event)
    assert (type(event).__name__, written_name) == (name, name)
    assert codec.decode(written_name, written_schema, text) == event
    if written_schema == schema:
        assert json.loads(text) == json.loads(stored)


@pytest.mark.parametrize("service", SERVICES)
def test_no_type_and_no_schema_version_is_missing_from_the_corpus(service: str) -> None:
    wanted = {(name, schema) for name, now in codec_of(service).types.items() for schema in range(1, now + 1)}
    assert {kind_of(path) for path in CORPUS if path.parents[1].name == service} == wanted


@pytest.mark.parametrize("service", SERVICES)
def test_the_codec_knows_every_event(service: str) -> None:
    assert set(codec_of(service).types) == {event.__name__ for event in events_of(service)}


@pytest.mark.parametrize("path", CORPUS, ids=named)
def test_a_version_from_the_future_is_refused(path: Path) -> None:
    codec = codec_of(path.parents[1].name)
    name, _ = kind_of(path)
    with pytest.raises(UnknownEvent):
        codec.decode(name, codec.types[name] + 1, path.read_text())


def test_every_service_that_writes_events_has_a_corpus() -> None:
    assert {service for service in ALL if codec_of(service).types} == set(SERVICES)
