"""The names of followup's streams."""

from uuid import UUID


def support(case: UUID) -> str:
    return f"support-{case}"
