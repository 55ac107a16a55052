"""Every topic: who writes it, who reads it, and which contracts travel on it."""

from collections.abc import Mapping
from types import MappingProxyType

from shared.bus import Topic
from shared.contracts import followup, intake, placement
from shared.contracts.base import Contract

INTAKE = Topic(name="sius.intake.v1", partitions=6, readers=("placement", "followup", "metrics"))
PLACEMENT = Topic(name="sius.placement.v1", partitions=6, readers=("followup", "metrics"))
FOLLOWUP = Topic(name="sius.followup.v1", partitions=6, readers=("intake", "placement", "metrics"))

TOPICS = (INTAKE, PLACEMENT, FOLLOWUP)

PUBLISHED: Mapping[Topic, tuple[type[Contract], ...]] = MappingProxyType(
    {INTAKE: intake.CONTRACTS, PLACEMENT: placement.CONTRACTS, FOLLOWUP: followup.CONTRACTS}
)

CONTRACTS: Mapping[str, type[Contract]] = MappingProxyType(
    {contract.type: contract for contracts in PUBLISHED.values() for contract in contracts}
)
"""CloudEvents type → contract."""


def _next_version(type_: str) -> str:
    name, number = type_.rsplit(".v", 1)
    return f"{name}.v{int(number) + 1}"


REPLACED = frozenset(contract for type_, contract in CONTRACTS.items() if _next_version(type_) in CONTRACTS)
"""Versions that another replaced: they are read, for they stand on the topics, and no more written."""
