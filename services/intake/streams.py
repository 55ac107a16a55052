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


def evidence(request: UUID) -> str:
    return f"evidence-{request}"


def consent(consent: UUID) -> str:
    return f"consent-{consent}"


def meeting(meeting: UUID) -> str:
    return f"meeting-{meeting}"


def task(task: UUID) -> str:
    return f"task-{task}"


def unit(unit: str) -> str:
    return f"unit-{unit}"


def workload(support_person: str) -> str:
    return f"workload-{support_person}"


def planning(case: UUID) -> str:
    return f"planning-{case}"


def sus(case: UUID) -> str:
    return f"sus-{case}"
