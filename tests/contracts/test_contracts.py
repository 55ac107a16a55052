"""Every published version can be read today as it was written, and says nothing about people that it should not."""

import json
import re
from typing import Any

import jsonschema_rs
import pytest

from services.intake.schemas import course, persons, referrals
from shared.bus import Topic
from shared.bus.local import LocalBus
from shared.codec import Codec
from shared.contracts import documents, types
from shared.contracts.catalogue import CONTRACTS, PUBLISHED, TOPICS
from shared.db import Database
from shared.eventstore import EventStore, Recorded
from shared.inbox import Delivery, decode
from shared.relay import Relay
from tests.contracts.golden import all_golden, golden_of

HEADERS_SCHEMA = documents.CLOUDEVENTS
FORBIDDEN = re.compile(
    r"(^|_)(name|firstname|lastname|number|personnummer|pnr|ssn|note|notes|text|comment|remark|description|reason|advice"
    r"|address|street|phone|mobile|email|mail|title|birth_date|diagnosis|evidence)($|_)"
)
NOT_CODES = ("Anna Andersson", "Vill arbeta i butik.", "Åsa", "", "a" * 200, "<b>", "\u0000", "line\nline", "stockholm\n")


def kept_schema(contract: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((documents.FOLDER / documents.path_of(contract)).read_text(encoding="utf-8"))
    return schema


def topic_of(contract: str) -> Topic:
    return next(topic for topic, published in PUBLISHED.items() if CONTRACTS[contract] in published)


def relay_to(topic: Topic) -> Relay:
    """A relay as the writing service has it; it is asked for a message and never run."""
    database, store = Database("postgresql://nowhere"), EventStore(Codec(()))
    return Relay(database, store, lambda _: None, LocalBus(TOPICS), service=documents.writer_of(topic), topic=topic.name)


def recorded(delivery: Delivery) -> Recorded:
    return Recorded(
        event=None,
        stream=delivery.stream,
        version=delivery.version,
        event_id=delivery.event_id,
        on=None,
        recorded_at=delivery.recorded_at,
        by="officer-7",
        correlation=delivery.correlation,
        causation=None,
    )


def test_every_contract_version_has_a_golden_message_and_none_is_left_over() -> None:
    assert all_golden() == sorted(CONTRACTS)


def test_the_kept_documents_are_as_the_code_has_them() -> None:
    assert documents.kept() == documents.files()


def test_a_contract_is_published_once_by_the_service_its_name_says() -> None:
    published = [(topic, contract) for topic, contracts in PUBLISHED.items() for contract in contracts]
    assert len(published) == len(CONTRACTS)
    assert set(PUBLISHED) == set(TOPICS)
    for topic, contract in published:
        assert re.fullmatch(rf"sius\.{documents.writer_of(topic)}\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*", contract.type)


@pytest.mark.parametrize("contract", sorted(CONTRACTS))
class TestGolden:
    def test_a_message_of_then_is_read_today_and_nothing_of_it_is_lost(self, contract: str) -> None:
        golden = golden_of(contract)
        read = decode(golden.received, CONTRACTS).contract
        assert read.model_dump(mode="json", exclude_unset=True) == golden.body
        assert read.key == golden.key

    def test_the_relay_publishes_it_today_as_it_did_then(self, contract: str) -> None:
        golden = golden_of(contract)
        delivery = decode(golden.received, CONTRACTS)
        message = relay_to(topic_of(contract))._message(recorded(delivery), delivery.contract, delivery.previous)
        assert (message.topic, message.key, dict(message.headers)) == (golden.topic, golden.key, golden.headers)
        assert json.loads(message.value).items() >= golden.body.items()

    def test_it_fits_the_published_schema(self, contract: str) -> None:
        golden = golden_of(contract)
        jsonschema_rs.validator_for(kept_schema(contract), validate_formats=True).validate(golden.body)
        jsonschema_rs.validator_for(HEADERS_SCHEMA, validate_formats=True).validate(golden.headers)

    def test_its_schema_is_json_schema_and_names_key_and_topic(self, contract: str) -> None:
        schema = kept_schema(contract)
        jsonschema_rs.meta.validate(schema)
        assert schema["x-key"] in schema["required"]
        assert schema["x-topic"] == topic_of(contract).name


def leaves(rule: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives of a field that hold a value; of a list or an object, what it is made of."""
    alternatives: list[dict[str, Any]] = rule.get("anyOf", [rule])
    held = [alternative for alternative in alternatives if alternative["type"] != "null"]
    return [leaf for alternative in held for leaf in _inner(alternative)]


def _inner(rule: dict[str, Any]) -> list[dict[str, Any]]:
    match rule:
        case {"type": "array", "items": items}:
            return leaves(items)
        case {"type": "object", "properties": properties}:
            assert not any(FORBIDDEN.search(name) for name in properties)
            return [leaf for part in properties.values() for leaf in leaves(part)]
        case _:
            return [rule]


def carries_only_codes(rule: dict[str, Any]) -> bool:
    """Whether the values are ids, dates, known codes, yes or no, or small numbers."""
    match rule:
        case {"type": "boolean"} | {"enum": [*_]} | {"type": "string", "format": "uuid" | "date"}:
            return True
        case {"type": "integer", "minimum": low, "maximum": high}:
            return bool(0 <= low <= high < 10_000)
        case {"type": "string", "pattern": str(pattern)}:
            return not any(jsonschema_rs.is_valid({"pattern": pattern}, text) for text in NOT_CODES)
        case _:
            return False


FIELDS = [(name, field) for name in sorted(CONTRACTS) for field in kept_schema(name)["properties"]]


class TestPrivacy:
    @pytest.mark.parametrize(("contract", "field"), FIELDS)
    def test_no_field_can_carry_a_name_a_number_or_a_note(self, contract: str, field: str) -> None:
        rule = kept_schema(contract)["properties"][field]
        assert not FORBIDDEN.search(field)
        assert all(carries_only_codes(leaf) for leaf in leaves(rule)), rule

    @pytest.mark.parametrize("field", ["name", "first_name", "identity_number", "note", "reason", "person_phone"])
    def test_a_field_for_such_things_is_recognised(self, field: str) -> None:
        assert FORBIDDEN.search(field)

    @pytest.mark.parametrize(
        "rule",
        [
            {"type": "string"},
            {"type": "string", "maxLength": 20},
            {"type": "string", "pattern": "^.*$"},
            {"type": "integer"},
            {"type": "integer", "minimum": 0, "maximum": 999_999_999_999},
            {"type": "number"},
            {"type": "object"},
            {"type": "array", "items": {"type": "string"}},
        ],
        ids=str,
    )
    def test_a_field_that_could_carry_anything_is_recognised(self, rule: dict[str, Any]) -> None:
        assert not carries_only_codes(rule)

    def test_what_intake_accepts_can_be_published(self) -> None:
        """Otherwise an event could be recorded that the relay cannot publish, and everything behind it would wait."""
        start = course.StartIn.model_json_schema()["properties"]["support_person"]
        unit = referrals.ReferralIn.model_json_schema()["properties"]["unit"]
        municipality = persons.PersonIn.model_json_schema()["properties"]["municipality"]
        assert (unit["pattern"], municipality["pattern"]) == (types.UNIT_PATTERN, types.MUNICIPALITY_PATTERN)
        assert start["pattern"].replace("+$", "{1,100}$") == types.SUBJECT_PATTERN
        assert (start["minLength"], start["maxLength"]) == (1, 100)
