"""The names of placement's streams."""

from uuid import UUID


def employer(employer: UUID) -> str:
    return f"employer-{employer}"


def opportunity(opportunity: UUID) -> str:
    return f"opportunity-{opportunity}"


def search(case: UUID) -> str:
    return f"search-{case}"


def employment(employment: UUID) -> str:
    return f"employment-{employment}"
