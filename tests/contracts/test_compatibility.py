"""A published version is never edited: each way of editing one is caught, and what is harmless goes through."""

import json
import shutil
from pathlib import Path
from typing import Any, ClassVar, Literal
from uuid import UUID

import pytest
from pydantic import Field
from typer.testing import CliRunner

from shared.bus import Topic
from shared.contracts import compatibility, documents
from shared.contracts.__main__ import app
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS, TOPICS

TOPIC = Topic(name="sius.intake.v1", partitions=6)
CASE_ENDED = "schemas/sius.intake.case-ended.v1.json"


class Before(Contract):
    """As it was published."""

    type: ClassVar[str] = "sius.intake.tried.v1"

    case: UUID
    person: UUID
    colour: Literal["red", "green"]
    shade: Literal["light", "dark"] | None = None


class OtherWords(Before):
    """As it was published, said better."""

    colour: Literal["red", "green"] = Field(description="What colour it has")


class OneMoreOptional(Before):
    size: Literal["small", "large"] | None = None


class FieldRemoved(Contract):
    type: ClassVar[str] = Before.type

    case: UUID
    person: UUID
    shade: Literal["light", "dark"] | None = None


class FieldRenamed(FieldRemoved):
    hue: Literal["red", "green"]


class TypeChanged(Before):
    person: int  # type: ignore[assignment] # the change that must be caught


class BecameNullable(Before):
    person: UUID | None  # type: ignore[assignment] # the change that must be caught


class EnumNarrowed(Before):
    colour: Literal["red"]


class EnumWidened(Before):
    colour: Literal["red", "green", "blue"]  # type: ignore[assignment] # the change that must be caught


class EnumInOtherOrder(Before):
    colour: Literal["green", "red"]


class NewRequired(Before):
    size: Literal["small", "large"]


class BecameOptional(Before):
    colour: Literal["red", "green"] = "red"


class BecameRequired(Before):
    shade: Literal["light", "dark"] | None


class DefaultChanged(Before):
    shade: Literal["light", "dark"] | None = "light"


class KeyChanged(Before):
    key_field: ClassVar[str] = "person"


def breaks_of(changed: type[Contract], *, topic: Topic = TOPIC) -> list[str]:
    return list(compatibility.contract_breaks(documents.schema_of(Before, TOPIC), documents.schema_of(changed, topic)))


@pytest.mark.parametrize("harmless", [Before, OtherWords, OneMoreOptional, EnumInOtherOrder])
def test_what_no_reader_can_stumble_on_is_allowed(harmless: type[Contract]) -> None:
    assert breaks_of(harmless) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (FieldRemoved, ["the field `colour` was removed or renamed"]),
        (
            FieldRenamed,
            [
                "the field `colour` was removed or renamed",
                "the new field `hue` has no default, and messages published before do not have it",
            ],
        ),
        (TypeChanged, ['the field `person` changed from {"format": "uuid", "type": "string"} to {"type": "integer"}']),
        (EnumNarrowed, ['the field `colour` lost "green", which messages published before may hold']),
        (EnumWidened, ['the field `colour` gained "blue", which readers of an earlier release refuse']),
        (NewRequired, ["the new field `size` has no default, and messages published before do not have it"]),
        (KeyChanged, ["its message key changed from case to person"]),
    ],
)
def test_an_edited_version_is_caught_and_the_field_is_named(changed: type[Contract], said: list[str]) -> None:
    assert breaks_of(changed) == said


@pytest.mark.parametrize("changed", [BecameNullable, BecameOptional, BecameRequired, DefaultChanged])
def test_smaller_edits_are_caught_too(changed: type[Contract]) -> None:
    assert breaks_of(changed)


def test_moving_a_contract_to_another_topic_is_caught() -> None:
    other = Topic(name="sius.placement.v1", partitions=6)
    assert breaks_of(Before, topic=other) == ["its topic changed from sius.intake.v1 to sius.placement.v1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what is published."""
    return Path(shutil.copytree(documents.FOLDER, tmp_path / "published"))


def edit(path: Path, *place: str, value: Any) -> None:
    """Let the kept document say something else than the code, as if the code had been changed since."""
    document = json.loads(path.read_text(encoding="utf-8"))
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    path.write_text(documents.text(document), encoding="utf-8")


def run(command: str, folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, "--folder", str(folder)])
    return result.exit_code, result.output


class TestCommands:
    def test_what_is_published_passes(self, folder: Path) -> None:
        code, output = run("check", folder)
        assert (code, output) == (0, f"{len(CONTRACTS)} contracts on {len(TOPICS)} topics are as published.\n")

    @pytest.mark.parametrize("command", ["check", "write"])
    def test_an_edited_version_is_refused_with_what_to_do_and_nothing_is_written(self, folder: Path, command: str) -> None:
        edit(folder / CASE_ENDED, "properties", "cause", value={"type": "string", "format": "uuid"})
        before = documents.kept(folder)
        code, output = run(command, folder)
        assert code == 1
        assert output == (
            "sius.intake.case-ended.v1: the field `cause` was removed or renamed. A published version is never edited: "
            "leave it as it was and publish sius.intake.case-ended.v2 beside it.\n"
        )
        assert documents.kept(folder) == before

    def test_a_harmless_change_must_be_written_down(self, folder: Path) -> None:
        edit(folder / CASE_ENDED, "description", value="Other words.")
        code, output = run("check", folder)
        assert (code, output.splitlines()[0]) == (1, f"out of date: {CASE_ENDED}")
        assert run("write", folder)[0] == 0
        assert run("check", folder)[0] == 0

    def test_a_new_contract_is_written_without_more_ado(self, folder: Path) -> None:
        (folder / CASE_ENDED).unlink()
        assert compatibility.write(folder) == [CASE_ENDED]
        assert documents.kept(folder) == documents.files()

    def test_everything_is_new_in_an_empty_folder(self, tmp_path: Path) -> None:
        assert compatibility.write(tmp_path) == list(documents.files())

    def test_a_contract_that_is_no_longer_published_is_caught(self, folder: Path) -> None:
        shutil.copy(folder / CASE_ENDED, folder / "schemas/sius.intake.case-parked.v3.json")
        (said,) = compatibility.breaks(documents.kept(folder), documents.files())
        assert said.startswith("sius.intake.case-parked.v3: it is not published any more")
        assert said.endswith("publish sius.intake.case-parked.v4 beside it.")

    def test_another_number_of_partitions_is_caught(self, folder: Path) -> None:
        place = ("channels", "sius.intake.v1", "bindings", "kafka", "partitions")
        edit(folder / documents.ASYNCAPI_FILE, *place, value=12)
        (said,) = compatibility.breaks(documents.kept(folder), documents.files())
        assert said.startswith("sius.intake.v1: it has 12 partitions for ever.")

    def test_a_topic_that_is_gone_is_caught(self, folder: Path) -> None:
        gone = documents.asyncapi()["channels"]["sius.intake.v1"]
        edit(folder / documents.ASYNCAPI_FILE, "channels", "sius.health.v1", value=gone)
        (said,) = compatibility.breaks(documents.kept(folder), documents.files())
        assert said.startswith("sius.health.v1: the topic is gone.")

    def test_a_header_that_is_gone_is_caught(self, folder: Path) -> None:
        place = ("components", "schemas", documents.HEADERS, "properties", "ce_unit")
        edit(folder / documents.ASYNCAPI_FILE, *place, value={"type": "string"})
        (said,) = compatibility.breaks(documents.kept(folder), documents.files())
        assert said.startswith("headers: the header `ce_unit` was removed or renamed.")
