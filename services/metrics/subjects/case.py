"""Cases: from the day they were opened, by the events of the case's stream."""

from typing import assert_never

import sqlalchemy as sa

from services.metrics.facts import Case, Pause, Tenure
from services.metrics.subjects.subject import Subject
from shared.contracts import intake

CaseEvent = (
    intake.CaseOpened
    | intake.CaseStarted
    | intake.CaseStartCorrected
    | intake.CaseHandedOver
    | intake.CasePaused
    | intake.CaseResumed
    | intake.CaseEnded
    | intake.CaseEndCorrected
    | intake.CaseReopened
    | intake.CaseRegisteredInError
)


def case_after(before: Case | None, event: CaseEvent) -> Case | None:
    """What is known of a case after the event; None when it never was, or when its start was left out by an operator."""
    match event:
        case intake.CaseOpened():
            return _opened(event)
        case intake.CaseStarted():
            return _started(before, event)
        case intake.CaseRegisteredInError():
            return None
        case _:
            return _after(before, event) if before else None


def _opened(event: intake.CaseOpened) -> Case:
    return Case(
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        referral=event.referral,
        opened_on=event.on,
        granted_on=event.granted_on,
    )


def _started(before: Case | None, event: intake.CaseStarted) -> Case:
    """The case may have been opened before that was published."""
    return Case(
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        referral=before.referral if before else None,
        opened_on=before.opened_on if before else None,
        granted_on=before.granted_on if before else None,
        started_on=event.on,
        support_person=event.support_person,
        sex=event.sex,
        birth_year=event.birth_year,
        disability_group=event.disability_group,
        municipality=event.municipality,
        referral_source=event.referral_source,
    )


CourseEvent = (
    intake.CaseStartCorrected
    | intake.CaseHandedOver
    | intake.CasePaused
    | intake.CaseResumed
    | intake.CaseEnded
    | intake.CaseEndCorrected
    | intake.CaseReopened
)


def _after(before: Case, event: CourseEvent) -> Case:
    match event:
        case intake.CaseStartCorrected():
            return before._replace(started_on=event.on)
        case intake.CaseHandedOver():
            tenure = Tenure(unit=event.unit, support_person=event.support_person, from_on=event.on)
            return before._replace(handovers=(*before.handovers, tenure))
        case intake.CasePaused():
            return before._replace(pauses=(*before.pauses, Pause(from_on=event.on, until=event.until)))
        case intake.CaseResumed():
            last = tuple(pause._replace(resumed_on=event.on) for pause in before.pauses[-1:])
            return before._replace(pauses=(*before.pauses[:-1], *last))
        case intake.CaseEnded() | intake.CaseEndCorrected():
            return before._replace(ended_on=event.on, end_kind=event.kind, exit=event.exit)
        case intake.CaseReopened():
            return before._replace(ended_on=None, end_kind=None, exit=None)
        case _:
            assert_never(event)


CASE = ("case",)
CASES = Subject(
    "cases",
    Case,
    key=("case_id",),
    step=case_after,
    events={
        intake.CaseOpened: CASE,
        intake.CaseStarted: CASE,
        intake.CaseStartCorrected: CASE,
        intake.CaseHandedOver: CASE,
        intake.CasePaused: CASE,
        intake.CaseResumed: CASE,
        intake.CaseEnded: CASE,
        intake.CaseEndCorrected: CASE,
        intake.CaseReopened: CASE,
        intake.CaseRegisteredInError: CASE,
    },
    indexes=[("case_id",), ("person",), ("unit", "started_on"), ("started_on",), ("ended_on",)],
    current=("person", "case_id", "unit", "opened_on", "started_on", "ended_on", "exit"),
)

HANDED_OVER = sa.text("known_to is null and handovers_from_on is not null")
sa.Index("cases_handed_over", CASES.table.c.started_on, postgresql_where=HANDED_OVER)
"""Few cases are ever handed over; without it every row of every case would be read to find them."""
