"""The AsyncAPI document: what the 3.0 standard requires, every reference, and the same facts as the catalogue."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from shared.bus.kafka_topics import UNLIMITED
from shared.contracts import documents
from shared.contracts.catalogue import CONTRACTS, PUBLISHED, TOPICS
from tests.contracts.golden import golden_of

Node = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Node:
    kept: Node = json.loads((documents.FOLDER / documents.ASYNCAPI_FILE).read_text(encoding="utf-8"))
    return kept


def references(node: Any) -> Iterator[str]:
    match node:
        case dict():
            if "$ref" in node:
                yield node["$ref"]
            for member in node.values():
                yield from references(member)
        case list():
            for member in node:
                yield from references(member)


def resolved(document: Node, reference: str) -> Any:
    """What a reference points at (RFC 6901); KeyError when there is nothing."""
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return found


def test_every_reference_leads_somewhere_in_the_document(document: Node) -> None:
    found = list(references(document))
    assert len(found) > len(CONTRACTS)
    for reference in found:
        assert reference.startswith("#/")
        assert isinstance(resolved(document, reference), dict)


def test_the_document_has_what_the_standard_requires(document: Node) -> None:
    assert document["asyncapi"] == "3.0.0"
    assert document["info"]["title"]
    assert document["info"]["version"]
    known = {"asyncapi", "id", "info", "servers", "defaultContentType", "channels", "operations", "components"}
    assert document.keys() <= known
    for names in document["components"].values():
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in names)


def test_every_operation_sends_or_receives_on_a_channel(document: Node) -> None:
    for operation in document["operations"].values():
        assert operation["action"] in {"send", "receive"}
        assert operation["channel"]["$ref"].startswith("#/channels/")


def test_every_topic_is_a_channel_with_its_partitions_and_unlimited_retention(document: Node) -> None:
    assert list(document["channels"]) == [topic.name for topic in TOPICS]
    for topic in TOPICS:
        channel = document["channels"][topic.name]
        kafka = channel["bindings"]["kafka"]
        assert (channel["address"], kafka["partitions"]) == (topic.name, topic.partitions)
        assert channel["x-readers"] == list(topic.readers)
        assert list(channel["messages"]) == [contract.type for contract in PUBLISHED[topic]]
        configuration = kafka["topicConfiguration"]
        assert configuration["cleanup.policy"] == [UNLIMITED["cleanup.policy"]]
        assert {name: str(configuration[name]) for name in ("retention.ms", "retention.bytes")} == {
            name: UNLIMITED[name] for name in ("retention.ms", "retention.bytes")
        }


def test_every_reader_receives_as_its_own_consumer_group(document: Node) -> None:
    receiving = [
        (operation["channel"]["$ref"].removeprefix("#/channels/"), operation["bindings"]["kafka"]["groupId"]["enum"][0])
        for operation in document["operations"].values()
        if operation["action"] == "receive"
    ]
    assert receiving == [(topic.name, reader) for topic in TOPICS for reader in topic.readers]


@pytest.mark.parametrize("contract", sorted(CONTRACTS))
def test_every_message_has_headers_key_and_payload(document: Node, contract: str) -> None:
    message = document["components"]["messages"][contract]
    shared, own = message["headers"]["allOf"]
    assert resolved(document, shared["$ref"])["properties"].keys() == golden_of(contract).headers.keys()
    assert own["properties"]["ce_type"]["const"] == contract
    payload = resolved(document, message["payload"]["$ref"])
    assert payload["schemaFormat"].startswith("application/schema+json")
    assert payload["schema"] == json.loads((documents.FOLDER / documents.path_of(contract)).read_text(encoding="utf-8"))
    key = message["bindings"]["kafka"]["key"]
    assert (key.get("format") == "uuid") != ("pattern" in key)  # an id, or the code of a unit or an officer
    assert message["contentType"] == document["defaultContentType"]
