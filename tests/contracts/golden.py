"""Messages as the relay published them, one per contract version. They are never edited: they are what stands on the topics."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.bus import Received

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True, kw_only=True)
class Golden:
    """One message as it was published."""

    topic: str
    key: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def received(self) -> Received:
        value = json.dumps(self.body).encode()
        return Received(topic=self.topic, partition=0, offset=0, key=self.key, value=value, headers=self.headers)


def golden_of(contract: str) -> Golden:
    return Golden(**json.loads((FOLDER / f"{contract}.json").read_text(encoding="utf-8")))


def all_golden() -> list[str]:
    """The contract versions that have one."""
    return sorted(path.name.removesuffix(".json") for path in FOLDER.glob("*.json"))
