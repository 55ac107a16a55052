"""What of followup's events others get to know: nothing sealed, nothing that only followup needs."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.followup import events as e
from services.followup.app import definition
from services.followup.publisher import publish
from shared.contracts import catalogue
from shared.contracts import followup as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded
from shared.ids import uuid7
from tests.followup.build import (
    AUG_2,
    CASE,
    DEC_1,
    FEB_2,
    ITEM,
    JOB,
    JUL_31,
    MAR_2,
    OTHER_ITEM,
    PERSON,
    REASON,
    SEP_1,
    TRIAL,
    agreed_by,
    cancelled,
    closed,
    completed,
    contacted,
    followed_up,
    handed_over,
    in_error,
    intensified,
    introduced,
    introduction_ended,
    job_in_error,
    job_noted,
    limit_moved,
    moved,
    opened,
    pause_ended,
    pause_noted,
    planned,
    proposed,
    reopened,
    resumed,
    search_again,
    start_noted,
    status_of,
    terms_noted,
    trial_noted,
)
from tests.followup.watched import cleared, flagged, key, noted, worked

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STARTED = contracts.IntroductionStarted(case=CASE, person=PERSON, employment=JOB, on=FEB_2)
MOVED = contracts.IntroductionStarted(case=CASE, person=PERSON, employment=JOB, on=MAR_2)
ENDED = contracts.IntroductionEnded(case=CASE, person=PERSON, employment=JOB, on=SEP_1, breach=True)
FOLLOWED_UP = contracts.FollowUpStarted(case=CASE, person=PERSON, on=SEP_1)
COMPLETED = contracts.SupportCompleted(case=CASE, person=PERSON, on=DEC_1)
STATUS = contracts.StatusEstablished(status=OTHER_ITEM, case=CASE, person=PERSON, on=MAR_2, situation="in-work", corrects=ITEM)

TRIAL_STARTED = contracts.TrialIntroductionStarted(case=CASE, person=PERSON, trial=TRIAL, on=FEB_2)
TRIAL_ENDED = contracts.TrialIntroductionEnded(case=CASE, person=PERSON, trial=TRIAL, on=MAR_2, breach=False)
SEARCH_AGAIN = contracts.SearchAgain(case=CASE, person=PERSON, employment=JOB, on=SEP_1)
CONTACT = contracts.ContactLoggedV2(
    contact=ITEM,
    case=CASE,
    person=PERSON,
    contact_with="both",
    channel="visit",
    on_site=True,
    outcome="kept",
    planned=False,
    support_person="officer-7",
    on=MAR_2,
    minutes=45,
)
NO_CONTACT = contracts.ContactRegisteredInError(contact=ITEM, case=CASE, person=PERSON)
ATTENDANCE = contracts.AttendanceLogged(
    attendance=key(104),
    case=CASE,
    person=PERSON,
    employment=None,
    week=MAR_2,
    scheduled=Decimal(20),
    actual=Decimal("17.5"),
    corrects=OTHER_ITEM,
)
PLAN = contracts.PlanAgreed(
    plan=ITEM,
    case=CASE,
    person=PERSON,
    kind="introduction",
    steps=(contracts.PlannedStep(applies_from=MAR_2, person=Decimal("1.00"), employer=Decimal("0.50")),),
    until=JUL_31,
    revises=None,
    on=MAR_2,
)

AnyEvent = e.SupportEvent | e.UnitEvent | e.TaskEvent | e.SurveyEvent | e.ReportEvent

INVITED: dict[str, Any] = {"invitation": ITEM, "case": CASE, "person": PERSON}
ANSWER: dict[str, Any] = {
    "unit": "stockholm",
    "form": "closing",
    "wording": "2026-1",
    "first_month": "2026-03",
    "month": "2026-04",
    "q1": "often",
    "q2": None,
    "q3": "always",
    "q4": "never",
    "q5": "fully",
    "q6": None,
    "q7": "partly",
    "sex": "no-answer",
    "plan_follows": "yes",
}
COUNT: dict[str, Any] = {"unit": "stockholm", "form": "ongoing", "month": "2026-03", "invited": 12}
REPORT: dict[str, Any] = {"report": ITEM, "case": CASE, "person": PERSON, "number": 1, "on": SEP_1}
GIVEN: dict[str, Any] = {
    "sharing": OTHER_ITEM,
    "recipient": "region",
    "employment": None,
    "parts": ("programme",),
    "basis": "samtycke",
    "consent": ITEM,
}

PUBLISHED: list[tuple[AnyEvent, Contract | None]] = [
    (introduced(), STARTED),
    (moved(MAR_2), MOVED),
    (resumed(), STARTED),
    (introduction_ended(SEP_1, breach=True, reason=REASON), ENDED),
    (followed_up(SEP_1), FOLLOWED_UP),
    (completed(), COMPLETED),
    (status_of(status=OTHER_ITEM, corrects=ITEM), STATUS),
    (opened(), None),
    (start_noted(), None),
    (job_noted(), None),
    (job_in_error(), None),
    (closed(), None),
    (reopened(), None),
    (in_error(), None),
    (cancelled("employment-in-error"), None),
    (introduced(job=TRIAL), TRIAL_STARTED),
    (introduction_ended(MAR_2, "trial-ended", job=TRIAL), TRIAL_ENDED),
    (limit_moved(AUG_2), None),
    (planned(), PLAN),
    (proposed(), None),
    (agreed_by("person"), None),
    (e.PlanWithdrawn(case=CASE, person=PERSON, plan=ITEM, for_plan=None, on=MAR_2), None),
    (intensified(MAR_2, MAR_2), None),
    (replace(contacted(), minutes=45), CONTACT),
    (contacted(), CONTACT.model_copy(update={"minutes": None})),
    (e.ContactFoundInError(case=CASE, person=PERSON, contact=ITEM, reason=REASON), NO_CONTACT),
    (e.ThreePartyMeetingHeld(case=CASE, person=PERSON, contact=ITEM, on=MAR_2), None),
    (worked(17.5, 4, corrects=OTHER_ITEM, reason=REASON), ATTENDANCE),
    (noted(MAR_2, "tired"), None),
    (flagged(MAR_2), contracts.AtRiskFlagged(flag=key(60), case=CASE, person=PERSON, on=MAR_2)),
    (cleared(MAR_2), contracts.AtRiskCleared(flag=key(60), case=CASE, person=PERSON, on=MAR_2)),
    (e.TaskDone(task=ITEM, kind="at-risk", about=CASE, case=CASE, person=PERSON, done_by="officer-7", on=MAR_2), None),
    (handed_over(), None),
    (e.PacketAcknowledged(case=CASE, person=PERSON, handover=ITEM, by="officer-8", on=MAR_2), None),
    (e.PersonInformed(case=CASE, person=PERSON, handover=ITEM, on=MAR_2), None),
    (e.EmployerInformed(case=CASE, person=PERSON, handover=ITEM, on=MAR_2), None),
    (terms_noted(), None),
    (trial_noted(FEB_2, MAR_2), None),
    (e.WorkTrialFoundInError(case=CASE, person=PERSON, trial=TRIAL), None),
    (pause_noted(FEB_2, MAR_2), None),
    (pause_ended(MAR_2), None),
    (search_again(SEP_1), SEARCH_AGAIN),
    (e.FollowUpLengthSet(unit="stockholm", at_least_months=12, at_most_months=24, on=MAR_2), None),
    (e.SurveyConsentNoted(person=PERSON, consent=ITEM, on=MAR_2), None),
    (e.SurveyConsentEndNoted(person=PERSON, consent=ITEM, on=MAR_2), None),
    (e.SurveyInvited(**INVITED, unit="stockholm", form="ongoing", wording="2026-1", expires_on=SEP_1, on=MAR_2), None),
    (e.SurveyCodeReplaced(**INVITED, expires_on=SEP_1, on=MAR_2), None),
    (e.SurveyInvitationWithdrawn(**INVITED, cause="consent-withdrawn", on=MAR_2), None),
    (e.SurveyAnswered(answer=ITEM, **ANSWER), contracts.SurveyAnswered(answer=ITEM, **ANSWER)),
    (e.SurveyMonthCounted(**COUNT), contracts.SurveyInvited(**COUNT)),
    (e.ReportComposed(**REPORT, kind="end", first_day=FEB_2, last_day=SEP_1, content=REASON, composed_by="officer-7"), None),
    (e.ReportSigned(**REPORT, signed_by="officer-7"), None),
    (e.ReportShared(**REPORT, **GIVEN, shared_by="officer-7"), None),
]


def recorded(event: AnyEvent) -> Recorded:
    return Recorded(
        event=event,
        stream="a-stream",
        version=1,
        event_id=uuid7(NOON),
        on=getattr(event, "on", None),
        recorded_at=NOON,
        by="officer-7",
        correlation="correlation-1",
        causation=None,
    )


@pytest.mark.parametrize(("event", "contract"), PUBLISHED, ids=lambda value: type(value).__name__)
def test_each_event_is_published_as_its_contract_or_stays_inside(event: AnyEvent, contract: Contract | None) -> None:
    assert publish(recorded(event)) == contract


def test_every_event_has_its_line_above() -> None:
    assert {type(event).__name__ for event, _ in PUBLISHED} == set(definition.codec.types)


def test_every_contract_of_the_topic_is_published_by_something() -> None:
    written = set(catalogue.PUBLISHED[catalogue.FOLLOWUP]) - catalogue.REPLACED
    assert {type(contract) for _, contract in PUBLISHED if contract} == written


def test_nothing_sealed_leaves_the_service() -> None:
    for event, _ in PUBLISHED:
        contract = publish(recorded(event))
        assert contract is None or REASON.text not in contract.model_dump_json()
