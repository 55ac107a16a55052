"""Every event ever written can be read: one file per type and schema version. A file is never edited, only added."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.followup.app import definition
from services.followup.events import EVENTS
from shared.codec import UnknownEvent

CODEC = definition.codec
CORPUS = sorted(Path(__file__).with_name("golden").glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(path.read_text())
    return written


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_was_written_is_read_and_written_the_same(path: Path) -> None:
    written = read(path)
    event = CODEC.decode(written["type"], written["schema"], json.dumps(written["data"]))
    name, schema, text = CODEC.encode(event)
    assert (name, path.stem) == (written["type"], f"{written['type']}.v{written['schema']}")
    assert CODEC.decode(name, schema, text) == event
    if schema == written["schema"]:
        assert json.loads(text) == written["data"]


def test_no_type_and_no_version_is_missing() -> None:
    wanted = {f"{name}.v{version}" for name, schema in CODEC.types.items() for version in range(1, schema + 1)}
    assert {path.stem for path in CORPUS} == wanted


def test_the_codec_knows_every_event() -> None:
    assert set(CODEC.types) == {event.__name__ for event in EVENTS}


def test_a_version_from_the_future_is_refused() -> None:
    with pytest.raises(UnknownEvent):
        CODEC.decode("SupportOpened", 2, "{}")
