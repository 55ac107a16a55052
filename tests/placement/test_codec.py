"""Every event ever written can be read for ever: one JSON per type and schema version, as it stands in a log."""

from pathlib import Path

import orjson
import pytest

from services.placement.app import definition

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
codec = definition.codec


def kind_of(path: Path) -> tuple[str, int]:
    name, schema = path.stem.split(".v")
    return name, int(schema)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_stored_event_is_read_and_written_again_the_same(path: Path) -> None:
    name, schema = kind_of(path)
    stored = path.read_bytes()
    event = codec.decode(name, schema, stored)
    assert type(event).__name__ == name
    written_name, written_schema, text = codec.encode(event)
    assert written_name == name
    if written_schema == schema:
        assert orjson.loads(text) == orjson.loads(stored)


def test_no_type_or_schema_version_is_missing_from_the_corpus() -> None:
    expected = {(name, schema) for name, now in codec.types.items() for schema in range(1, now + 1)}
    assert {kind_of(path) for path in GOLDEN} == expected
