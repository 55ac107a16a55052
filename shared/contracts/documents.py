"""The contracts as documents that others can read: a JSON Schema per contract version, and one AsyncAPI document.

Both are made from `catalogue` and kept in `published/`. `shared.contracts.compatibility` says what may not change in them.
"""

import json
from pathlib import Path
from typing import Any, Final

from shared.bus import Topic
from shared.contracts.base import Contract
from shared.contracts.catalogue import PUBLISHED, TOPICS

Document = dict[str, Any]

FOLDER: Final = Path(__file__).parent / "published"
ASYNCAPI_FILE: Final = "asyncapi.json"
SCHEMAS: Final = "schemas"

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FORMAT: Final = "application/schema+json;version=draft-2020-12"
KAFKA_BINDING: Final = "0.5.0"
HEADERS: Final = "cloudevents"

DESCRIPTION: Final = (
    "What the services of SIUS tell each other. Each topic has one writer. Every message is a CloudEvent in Kafka binary mode: "
    "attributes as `ce_` headers, the event itself as JSON in the value. Delivery is at least once, in order per key; "
    "`ce_subject` and `ce_sequence` tell a duplicate, `ce_previous` tells a gap. Readers ignore fields they do not know. "
    "A published version is never edited. No names, identity numbers or notes; a person is a UUID."
)

CLOUDEVENTS: Final[Document] = {
    "type": "object",
    "description": "CloudEvents attributes (1.0, Kafka protocol binding, binary mode) and three extensions",
    "properties": {
        "content-type": {"type": "string", "const": "application/json"},
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {"type": "string", "format": "uuid", "description": "The event's id; the same when it is sent again"},
        "ce_source": {"type": "string", "pattern": "^/sius/[a-z]+$", "description": "The service that published it"},
        "ce_type": {"type": "string", "description": "The contract and its version"},
        "ce_time": {"type": "string", "format": "date-time", "description": "When it was recorded, in UTC"},
        "ce_subject": {"type": "string", "description": "The stream that the event stands in"},
        "ce_sequence": {"type": "string", "pattern": "^[1-9][0-9]*$", "description": "The event's version in its stream"},
        "ce_previous": {
            "type": "string",
            "pattern": "^(0|[1-9][0-9]*)$",
            "description": "Version of the event that the stream published before this one; 0 for its first",
        },
        "ce_correlationid": {
            "type": "string",
            "pattern": "^[0-9A-Za-z._-]{8,64}$",
            "description": "What it belongs to: the same for all that one request led to",
        },
    },
    "required": [
        *("content-type", "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time"),
        *("ce_subject", "ce_sequence", "ce_previous", "ce_correlationid"),
    ],
}


def files() -> dict[str, str]:
    """Path below `published/` → its text, as the code would have it now."""
    schemas = {path_of(contract.type): text(schema_of(contract, topic)) for topic, contract in _published()}
    return {ASYNCAPI_FILE: text(asyncapi()), **schemas}


def kept(folder: Path = FOLDER) -> dict[str, str]:
    """Path → text of what is kept in the folder; empty before the first `write`."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.json"))}


def path_of(contract_type: str) -> str:
    return f"{SCHEMAS}/{contract_type}.json"


def text(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schema_of(contract: type[Contract], topic: Topic) -> Document:
    """JSON Schema of the message's value. `x-key` names the field that is the message key, `x-topic` where it is published."""
    made = contract.model_json_schema(mode="serialization")
    for rule in made["properties"].values():
        rule.pop("title", None)  # the field's name with capitals, which says nothing
    return {
        "$schema": DIALECT,
        "$id": f"urn:sius:contract:{contract.type}",
        "x-topic": topic.name,
        "x-key": contract.key_field,
        **{name: made[name] for name in sorted(made, key=_place)},
    }


def _place(member: str) -> int:
    order = ("title", "description", "type", "properties", "required")
    return order.index(member) if member in order else len(order)


def writer_of(topic: Topic) -> str:
    """The service that writes to the topic: `sius.<service>.v1`."""
    return topic.name.split(".")[1]


def asyncapi() -> Document:
    """AsyncAPI 3.0: every topic with its key, partitions, writer and readers, and every message with its headers."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "SIUS published events",
            "version": "1.0.0",
            "description": DESCRIPTION,
            "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {name: operation for topic in TOPICS for name, operation in _operations(topic).items()},
        "components": {
            "messages": {contract.type: _message(contract) for _, contract in _published()},
            "schemas": {HEADERS: CLOUDEVENTS, **{contract.type: _payload(contract, topic) for topic, contract in _published()}},
        },
    }


def _published() -> list[tuple[Topic, type[Contract]]]:
    return [(topic, contract) for topic in TOPICS for contract in PUBLISHED[topic]]


def _channel(topic: Topic) -> Document:
    """Unlimited retention: a topic can be replayed from its start."""
    configuration = {"cleanup.policy": ["delete"], "retention.ms": -1, "retention.bytes": -1}
    return {
        "address": topic.name,
        "description": f"Written by {writer_of(topic)}; read by {', '.join(topic.readers)}.",
        "messages": {contract.type: {"$ref": f"#/components/messages/{contract.type}"} for contract in PUBLISHED[topic]},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": configuration,
                "bindingVersion": KAFKA_BINDING,
            }
        },
        "x-writer": writer_of(topic),
        "x-readers": list(topic.readers),
    }


def _operations(topic: Topic) -> Document:
    channel = {"$ref": f"#/channels/{topic.name}"}
    writer = writer_of(topic)
    sending = {"action": "send", "channel": channel, "summary": f"{writer} publishes what happened."}
    return {f"{writer}-publishes": sending} | {
        f"{reader}-follows-{writer}": {
            "action": "receive",
            "channel": channel,
            "summary": f"{reader} reacts to what {writer} published.",
            "bindings": {"kafka": {"groupId": {"type": "string", "enum": [reader]}, "bindingVersion": KAFKA_BINDING}},
        }
        for reader in topic.readers
    }


def _message(contract: type[Contract]) -> Document:
    key = contract.model_json_schema(mode="serialization")["properties"][contract.key_field]
    return {
        "name": contract.type,
        "title": contract.__name__,
        "summary": contract.__doc__,
        "contentType": "application/json",
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "headers": {
            "type": "object",
            "allOf": [{"$ref": f"#/components/schemas/{HEADERS}"}, {"properties": {"ce_type": {"const": contract.type}}}],
        },
        "payload": {"$ref": f"#/components/schemas/{contract.type}"},
        "bindings": {
            "kafka": {
                "key": {**_key(key), "description": f"The value of `{contract.key_field}`"},
                "bindingVersion": KAFKA_BINDING,
            }
        },
    }


def _key(field: Document) -> Document:
    """A key as JSON Schema: an id has a format, a unit or an officer has a pattern."""
    return {"type": "string", **{word: field[word] for word in ("format", "pattern") if word in field}}


def _payload(contract: type[Contract], topic: Topic) -> Document:
    return {"schemaFormat": SCHEMA_FORMAT, "schema": schema_of(contract, topic)}
