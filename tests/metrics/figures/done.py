"""Small builders of what was done in a case."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from services.metrics.facts import Case, Contact, FollowUp, Introduction, Plan, Step, Tenure
from tests.metrics.figures.building import d

CASE, OTHER_CASE = UUID(int=1), UUID(int=2)
PERSON = UUID(int=100)


def enrolled(
    started: str,
    ended: str | None = None,
    *,
    named: UUID = CASE,
    unit: str = "sundsvall",
    left_as: str | None = None,
    handed_over: Iterable[str] = (),
) -> Case:
    handovers = [Tenure(unit=unit, support_person=f"officer-{n}", from_on=d(day)) for n, day in enumerate(handed_over, 1)]
    return Case(
        case_id=named,
        person=PERSON,
        unit=unit,
        started_on=d(started),
        ended_on=d(ended) if ended else None,
        exit=left_as,
        support_person="officer-0",
        handovers=tuple(handovers),
    )


def introduced(
    started: str, ended: str | None = None, *, of: UUID = CASE, breach: bool = False, at_trial: bool = False
) -> Introduction:
    return Introduction(
        workplace=UUID(int=500 + at_trial),
        case_id=of,
        person=PERSON,
        at_trial=at_trial,
        started_on=d(started),
        ended_on=d(ended) if ended else None,
        breach=breach if ended else None,
    )


def met(on: str, outcome: str = "kept", *, party: str = "person", on_site: bool = False, of: UUID = CASE) -> Contact:
    return Contact(
        contact=UUID(int=hash((on, outcome, party, of)) & (1 << 60) - 1),
        case_id=of,
        person=PERSON,
        on=d(on),
        party=party,
        channel="visit",
        outcome=outcome,
        on_site=on_site,
        support_person=None,
    )


def planned(
    *steps: tuple[str, str, str], named: int = 1, until: str | None = None, revises: int | None = None, of: UUID = CASE
) -> Plan:
    return Plan(
        plan=UUID(int=named),
        case_id=of,
        person=PERSON,
        kind="introduction",
        agreed_on=d(steps[0][0]),
        until=d(until) if until else None,
        revises=UUID(int=revises) if revises else None,
        steps=tuple(
            Step(applies_from=d(day), person=Decimal(person), employer=Decimal(employer)) for day, person, employer in steps
        ),
    )


def followed_up(started: str, completed: str | None = None, *, of: UUID = CASE) -> FollowUp:
    return FollowUp(case_id=of, person=PERSON, started_on=d(started), completed_on=d(completed) if completed else None)
