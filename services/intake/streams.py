"""The names of intake's streams."""

from uuid import UUID


def person(person: UUID) -> str:
    return f"person-{person}"


def referral(referral: UUID) -> str:
    return f"referral-{referral}"


def eligibility(referral: UUID) -> str:
    return f"eligibility-{referral}"


def case(case: UUID) -> str:
    return f"case-{case}"
