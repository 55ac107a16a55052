"""Builders: one person, one referral, one case, told in few words."""

from dataclasses import replace
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
AGENCY, OTHER_AGENCY = "212000-0142", "202100-2114"
BORN = date(1990, 2, 14)
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


def received(*, proposed_by: str | None = None) -> e.ReferralReceived:
    return e.ReferralReceived(
        referral=REFERRAL,
        person=PERSON,
        source="municipality",
        agency=AGENCY if proposed_by is None else proposed_by,
        source_unit=None,
        unit=UNIT,
        channel="digital",
        reasons=("find-work",),
        planned_job=None,
        note=None,
        proposed_by=proposed_by,
        sex="woman",
        birth_year=1990,
        municipality="0180",
        on=FEB_2,
    )


def receive(**changes: Any) -> c.ReceiveReferral:
    values: dict[str, Any] = {
        "referral": REFERRAL,
        "person": PERSON,
        "source": "municipality",
        "agency": AGENCY,
        "source_unit": None,
        "unit": UNIT,
        "channel": "digital",
        "reasons": ("find-work",),
        "planned_job": None,
        "note": None,
        "proposed_by": None,
        "sex": "woman",
        "birth_year": 1990,
        "municipality": "0180",
        "engaged_in": None,
        "on": FEB_2,
        "today": TODAY,
    }
    return c.ReceiveReferral(**{**values, **changes})


SHORTFALLS: dict[e.Criterion, e.Shortfall] = {"registered": "not-at-disposal", "job-ready": "needs-to-find-out"}


def finding(criterion: e.Criterion, answer: e.Answer = "met", **more: Any) -> e.Finding:
    shortfall = SHORTFALLS.get(criterion) if answer == "not-met" else None
    return e.Finding(criterion=criterion, answer=answer, **{"shortfall": shortfall, **more})


def findings(**answers: e.Answer) -> tuple[e.Finding, ...]:
    """All criteria met, but for those named (with _ for -)."""
    return tuple(finding(criterion, answers.get(criterion.replace("-", "_"), "met")) for criterion in SIUS_2017.criteria)


def judged(*found: e.Finding, by: str = ALI, on: date = MAR_2) -> tuple[e.Finding, ...]:
    return tuple(replace(one, judged_by=by, judged_on=on) for one in found)


def assess(
    *found: e.Finding,
    by: str = ALI,
    on: date = MAR_2,
    recheck_on: date | None = None,
    registered_since: date | None = None,
    referral_open: bool = True,
    **answers: e.Answer,
) -> c.AssessEligibility:
    """An assessment of these findings; of all criteria when none is given."""
    return c.AssessEligibility(
        referral=REFERRAL,
        person=PERSON,
        findings=found or findings(**answers),
        disability_group="61",
        recheck_on=recheck_on,
        birth_date=BORN,
        registered_since=registered_since,
        referral_open=referral_open,
        by=by,
        on=on,
        today=TODAY,
    )


def assessed(
    outcome: e.Outcome = "eligible",
    alternatives: tuple[e.Alternative, ...] = (),
    *,
    by: str = ALI,
    registered_since: date | None = None,
    long_term: e.LongTerm | None = None,
    **answers: e.Answer,
) -> e.EligibilityAssessed:
    return e.EligibilityAssessed(
        referral=REFERRAL,
        person=PERSON,
        findings=judged(*findings(**answers), by=by),
        judged=SIUS_2017.criteria,
        outcome=outcome,
        alternatives=alternatives,
        recheck_on=None,
        registered_since=registered_since,
        long_term=long_term,
        disability_group="61",
        doubtful=any(answer != "met" for answer in answers.values()),
        ruleset="2017-08-01",
        assessed_by=by,
        on=MAR_2,
    )


def grant(*, by: str = EVA, on: date = MAR_3, override: Sealed | None = None) -> c.GrantProgramme:
    return c.GrantProgramme(override_reason=override, referral_open=True, decided_by=by, on=on, today=TODAY)


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
        engaged_in=None,
        on=MAR_3,
        today=TODAY,
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
    on: date = MAR_9,
    kind: e.EndKind = "completed",
    exit_: e.ExitCategory = "employment",
    reason: Sealed | None = None,
    **more: Any,
) -> c.EndCase:
    values: dict[str, Any] = {"form": "LFU" if exit_ == "employment" else None, "today": TODAY, **more}
    return c.EndCase(kind=kind, exit=exit_, reason=reason, by=ALI, on=on, **values)


def ended(on: date = MAR_9) -> e.CaseEnded:
    return e.CaseEnded(
        case=CASE,
        person=PERSON,
        kind="completed",
        exit="employment",
        form="LFU",
        reason=None,
        informed=(),
        ended_by=ALI,
        on=on,
    )


def reopened(on: date = TODAY) -> e.CaseReopened:
    return e.CaseReopened(case=CASE, person=PERSON, reason=WHY, reopened_by=ALI, on=on)


def in_error() -> e.CaseRegisteredInError:
    return e.CaseRegisteredInError(case=CASE, person=PERSON, reason=WHY, registered_by=ALI, on=TODAY)
