"""Employments, decisions on their support, work trials, and contacts with employers."""

from typing import assert_never

from services.metrics.facts import EmployerContact, Employment, Subsidy, Terms, Trial
from services.metrics.subjects.subject import Subject
from shared.contracts import placement

EmploymentEvent = (
    placement.EmploymentStarted
    | placement.EmploymentTermsChanged
    | placement.EmploymentEnded
    | placement.EmploymentCorrected
    | placement.EmploymentRegisteredInError
)


def employment_after(before: Employment | None, event: EmploymentEvent) -> Employment | None:
    """What is known of an employment after the event; None when it never was, or when its start was left out."""
    if isinstance(event, placement.EmploymentStarted):
        return _employed(event)
    if before is None:
        return None
    match event:
        case placement.EmploymentTermsChanged():
            return before._replace(changes=_with(before.changes, event))
        case placement.EmploymentEnded():
            return before._replace(ended_on=event.on)
        case placement.EmploymentCorrected():
            return before._replace(started_on=event.started_on, ended_on=event.ended_on)
        case placement.EmploymentRegisteredInError():
            return None
        case _:
            assert_never(event)


def _employed(event: placement.EmploymentStarted) -> Employment:
    return Employment(
        employment=event.employment,
        case_id=event.case,
        person=event.person,
        employer=event.employer,
        started_on=event.on,
        form=event.form,
        weekly_hours=event.weekly_hours,
        occupation=event.occupation if isinstance(event, placement.EmploymentStartedV2) else None,
        sector=event.sector if isinstance(event, placement.EmploymentStartedV2) else None,
    )


def _with(changes: tuple[Terms, ...], event: placement.EmploymentTermsChanged) -> tuple[Terms, ...]:
    """By date; the later recorded of two with the same date stands."""
    others = [terms for terms in changes if terms.on != event.on]
    changed = Terms(on=event.on, form=event.form, weekly_hours=event.weekly_hours)
    return tuple(sorted([*others, changed], key=lambda terms: terms.on))


def subsidy_after(
    before: Subsidy | None, event: placement.SubsidyDecided | placement.SubsidyCorrected | placement.SubsidyEnded
) -> Subsidy | None:
    match event:
        case placement.SubsidyDecided():
            return _subsidised(event)
        case placement.SubsidyCorrected():
            return before and before._replace(from_on=event.starts_on, until=event.until)
        case placement.SubsidyEnded():
            return before and before._replace(ended_on=event.last_day, never_began=event.last_day is None)
        case _:
            assert_never(event)


def _subsidised(event: placement.SubsidyDecided) -> Subsidy:
    return Subsidy(
        decision=event.decision,
        employment=event.employment,
        case_id=event.case,
        person=event.person,
        form=event.form,
        from_on=event.starts_on,
        until=event.until,
        extension=event.extension,
        decided_on=event.on,
    )


def trial_after(
    before: Trial | None, event: placement.WorkTrialAgreed | placement.WorkTrialEnded | placement.WorkTrialCancelled
) -> Trial | None:
    match event:
        case placement.WorkTrialAgreed():
            return _agreed(event)
        case placement.WorkTrialEnded():
            return before and before._replace(ended_on=event.on)
        case placement.WorkTrialCancelled():
            return None
        case _:
            assert_never(event)


def _agreed(event: placement.WorkTrialAgreed) -> Trial:
    return Trial(
        trial=event.trial,
        case_id=event.case,
        person=event.person,
        candidacy=event.candidacy,
        employer=event.employer,
        kind=event.kind,
        from_on=event.starts_on,
        until=event.until,
        agreed_on=event.on,
    )


def employer_contact_after(_before: EmployerContact | None, event: placement.EmployerContacted) -> EmployerContact:
    return EmployerContact(
        contact=event.contact,
        employer=event.employer,
        case_id=event.case,
        person=event.person,
        unit=event.unit,
        support_person=event.support_person,
        channel=event.channel,
        on=event.on,
    )


EMPLOYMENT = ("employment",)
EMPLOYMENTS = Subject(
    "employments",
    Employment,
    key=EMPLOYMENT,
    step=employment_after,
    events={
        placement.EmploymentStarted: EMPLOYMENT,
        placement.EmploymentStartedV2: EMPLOYMENT,
        placement.EmploymentTermsChanged: EMPLOYMENT,
        placement.EmploymentEnded: EMPLOYMENT,
        placement.EmploymentCorrected: EMPLOYMENT,
        placement.EmploymentRegisteredInError: EMPLOYMENT,
    },
    indexes=[("case_id",), ("person",), ("started_on",)],
)

DECISION = ("decision",)
SUBSIDIES = Subject(
    "subsidies",
    Subsidy,
    key=DECISION,
    step=subsidy_after,
    events={
        placement.SubsidyDecided: DECISION,
        placement.SubsidyCorrected: DECISION,
        placement.SubsidyEnded: DECISION,
    },
    indexes=[("case_id",), ("decided_on",)],
)

TRIAL = ("trial",)
TRIALS = Subject(
    "trials",
    Trial,
    key=TRIAL,
    step=trial_after,
    events={
        placement.WorkTrialAgreed: TRIAL,
        placement.WorkTrialEnded: TRIAL,
        placement.WorkTrialCancelled: TRIAL,
    },
    indexes=[("case_id",)],
)

EMPLOYER_CONTACTS = Subject(
    "employer_contacts",
    EmployerContact,
    key=("contact",),
    step=employer_contact_after,
    events={placement.EmployerContacted: ("contact",)},
    indexes=[("case_id", "on"), ("unit", "on"), ("on",)],
)
