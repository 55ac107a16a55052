"""The names of followup's streams."""

from uuid import UUID


def support(case: UUID) -> str:
    return f"support-{case}"


def unit(code: str) -> str:
    return f"unit-{code}"


def task(task: UUID) -> str:
    return f"task-{task}"


def survey(case: UUID) -> str:
    return f"survey-{case}"


def survey_consents(person: UUID) -> str:
    return f"survey-consents-{person}"


def survey_answer(answer: UUID) -> str:
    return f"survey-answer-{answer}"


def survey_month(unit: str, form: str, month: str) -> str:
    return f"survey-month-{unit}-{form}-{month}"


def report(report: UUID) -> str:
    return f"report-{report}"
