"""Builders: one person, one referral, one case, told in few words."""

from datetime import date
from typing import Any
from uuid import UUID

from services.intake import commands as c
from services.intake import events as e
from services.intake.rules import SIUS_2017
from shared.ids import Sealed

PERSON = UUID("0195c1de-9d00-7000-8000-0000000000aa")
REFERRAL = UUID("0195c1de-9d00-7000-8000-0000000000ab")
CASE = UUID("0195c1de-9d00-7000-8000-0000000000ac")
UNIT = "stockholm"
ALI, EVA, SAM = "ali", "eva", "sam"
WHY = Sealed("c2VhbGVk")

FEB_2, MAR_2, MAR_3, MAR_4, MAR_9 = (
    date(2026, 2, 2),
    date(2026, 3, 2),
    date(2026, 3, 3),
    date(2026, 3, 4),
    date(2026, 3, 9),
)
TODAY = date(2026, 3, 10)
TOMORROW = date(2026, 3, 11)

WOMAN_BORN_1990 = e.Characteristics(
    sex="woman", birth_year=1990, disability_group="61", municipality="0180", referral_source="municipality"
)


def received() -> e.ReferralReceived:
    return e.ReferralReceived(
        referral=REFERRAL,
        person=PERSON,
        source="municipality",
        source_unit=None,
        unit=UNIT,
        channel="digital",
        planned_job=None,
        note=None,
        on=FEB_2,
    )


def receive(**changes: Any) -> c.ReceiveReferral:
    values: dict[str, Any] = {
        "referral": REFERRAL,
        "person": PERSON,
        "source": "municipality",
        "source_unit": None,
        "unit": UNIT,
        "channel": "digital",
        "planned_job": None,
        "note": None,
        "engaged_in": None,
        "on": FEB_2,
        "today": TODAY,
    }
    return c.ReceiveReferral(**{**values, **changes})


def findings(**answers: e.Answer) -> tuple[e.Finding, ...]:
    """All criteria met, but for those named (with _ for -)."""
    return tuple(
        e.Finding(criterion=criterion, answer=answers.get(criterion.replace("-", "_"), "met")) for criterion in SIUS_2017.criteria
    )


def assess(*, by: str = ALI, on: date = MAR_2, recheck_on: date | None = None, **answers: e.Answer) -> c.AssessEligibility:
    return c.AssessEligibility(
        referral=REFERRAL,
        person=PERSON,
        findings=findings(**answers),
        disability_group="61",
        recheck_on=recheck_on,
        by=by,
        on=on,
    )


def assessed(
    outcome: e.Outcome = "eligible", alternatives: tuple[e.Alternative, ...] = (), *, by: str = ALI, **answers: e.Answer
) -> e.EligibilityAssessed:
    return e.EligibilityAssessed(
        referral=REFERRAL,
        person=PERSON,
        findings=findings(**answers),
        outcome=outcome,
        alternatives=alternatives,
        recheck_on=None,
        disability_group="61",
        ruleset="2017-08-01",
        assessed_by=by,
        on=MAR_2,
    )


def grant(*, by: str = EVA, on: date = MAR_3, override: Sealed | None = None) -> c.GrantProgramme:
    return c.GrantProgramme(override_reason=override, decided_by=by, on=on)


def granted(*overridden: e.Criterion, by: str = EVA, reason: Sealed | None = None) -> e.ProgrammeGranted:
    return e.ProgrammeGranted(
        referral=REFERRAL,
        person=PERSON,
        overridden=overridden,
        reason=reason,
        ruleset="2017-08-01",
        basis="förordning (2017:462) 11 och 45 §§",
        decided_by=by,
        on=MAR_3,
    )


def open_case(granted_on: date | None = MAR_3) -> c.OpenCase:
    return c.OpenCase(
        case=CASE,
        person=PERSON,
        referral=REFERRAL,
        unit=UNIT,
        characteristics=WOMAN_BORN_1990,
        planned_job=None,
        granted_on=granted_on,
        on=MAR_3,
    )


def opened() -> e.CaseOpened:
    return e.CaseOpened(
        case=CASE,
        person=PERSON,
        referral=REFERRAL,
        unit=UNIT,
        characteristics=WOMAN_BORN_1990,
        planned_job=None,
        granted_on=MAR_3,
        on=MAR_3,
    )


def start(on: date = MAR_4) -> c.StartCase:
    return c.StartCase(support_person=SAM, on=on, today=TODAY)


def started(on: date = MAR_4) -> e.CaseStarted:
    return e.CaseStarted(case=CASE, person=PERSON, unit=UNIT, support_person=SAM, characteristics=WOMAN_BORN_1990, on=on)


def end(
    on: date = MAR_9, kind: e.EndKind = "completed", exit_: e.ExitCategory = "employment", reason: Sealed | None = None
) -> c.EndCase:
    return c.EndCase(kind=kind, exit=exit_, reason=reason, by=ALI, on=on, today=TODAY)


def ended(on: date = MAR_9) -> e.CaseEnded:
    return e.CaseEnded(case=CASE, person=PERSON, kind="completed", exit="employment", reason=None, ended_by=ALI, on=on)


def reopened(on: date = TODAY) -> e.CaseReopened:
    return e.CaseReopened(case=CASE, person=PERSON, reason=WHY, reopened_by=ALI, on=on)


def in_error() -> e.CaseRegisteredInError:
    return e.CaseRegisteredInError(case=CASE, person=PERSON, reason=WHY, registered_by=ALI, on=TODAY)
