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


def profile(case: UUID) -> str:
    return f"profile-{case}"


def presentation(case: UUID) -> str:
    return f"presentation-{case}"


def candidacy(candidacy: UUID) -> str:
    return f"candidacy-{candidacy}"


def subsidy(person: UUID) -> str:
    """One stream for every employment of the person: the time that support may last is the person's."""
    return f"subsidy-{person}"


def task(task: UUID) -> str:
    return f"task-{task}"
