"""What followup does when another service says that something happened: one command to the case's support."""

from typing import Any, assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import events as e
from services.followup import queries, streams
from services.followup.consenting import survey_consents
from services.followup.inviting import invitations
from services.followup.questionnaire import codes
from services.followup.support import support
from shared import protection
from shared.clock import stockholm
from shared.contracts import intake, placement
from shared.contracts.base import Contract
from shared.decider import handle
from shared.eventstore import Log
from shared.inbox import Delivery

CourseOfCase = (
    intake.CaseStarted
    | intake.CaseStartCorrected
    | intake.CasePaused
    | intake.CaseResumed
    | intake.CaseEnded
    | intake.CaseEndCorrected
    | intake.CaseReopened
    | intake.CaseRegisteredInError
)
CourseOfEmployment = (
    placement.EmploymentStarted
    | placement.EmploymentTermsChanged
    | placement.EmploymentEnded
    | placement.EmploymentCorrected
    | placement.EmploymentRegisteredInError
)
CourseOfTrial = placement.WorkTrialAgreed | placement.WorkTrialEnded | placement.WorkTrialCancelled

BeforeTheStart = (
    intake.CaseOpened
    | intake.ReferralReceived
    | intake.ReferralReturned
    | intake.ReferralWithdrawn
    | intake.ReferralAccepted
    | intake.ReferralDeclined
    | intake.ReferralReopened
    | intake.ReferralAssessed
    | intake.ReferralDecided
    | intake.EvidenceRequested
    | intake.EvidenceReceived
    | intake.EvidenceWaived
    | intake.EvidenceReceiptCorrected
    | intake.EvidenceReceiptRegisteredInError
)
OfCapacity = intake.BenchmarkSet | intake.ShareSet | intake.ShareEnded | intake.ShareCorrected
OfSus = (
    intake.SusConsentGiven
    | intake.SusConsentWithdrawn
    | intake.SusConsentCorrected
    | intake.SusConsentRegisteredInError
    | intake.SusConsentRefused
    | intake.SusRegistered
    | intake.SusEndRegistered
    | intake.SusRegisteredInError
)


async def react(log: Log, delivery: Delivery) -> None:
    """The course of the case and of its employments → the support is opened, its introductions follow, and it is closed."""
    match delivery.contract:
        case intake.PersonProtected() as said:
            await protection.conceal(log.tx, said.person)
            await _uninvite(log, said.person, "protected-identity")
        case intake.PersonProtectionLifted() as said:
            await protection.reveal(log.tx, said.person)
        case intake.SurveyConsentGiven() | intake.SurveyConsentWithdrawn() as said:
            await _consent(log, said)
        case intake.CaseRegisteredInError() as said:
            await _follow(log, delivery)
            await _withdraw(log, said.case, "case-in-error")
        case _:
            await _follow(log, delivery)


async def _consent(log: Log, said: intake.SurveyConsentGiven | intake.SurveyConsentWithdrawn) -> None:
    """Who may be asked in the survey. Without a consent in force, invitations are withdrawn and their codes work no more."""
    whose: dict[str, Any] = {"person": said.person, "consent": said.consent, "on": said.on}
    given = isinstance(said, intake.SurveyConsentGiven)
    command = c.NoteSurveyConsent(**whose) if given else c.NoteSurveyConsentEnd(**whose)
    await handle(log, survey_consents, streams.survey_consents(said.person), command)
    if not await queries.consented(log.tx, said.person, stockholm(log.meta.recorded_at)):
        await _uninvite(log, said.person, "consent-withdrawn")


async def _uninvite(log: Log, person: UUID, cause: e.InvitationEnd) -> None:
    for case in await queries.invited_cases(log.tx, person):
        await _withdraw(log, case, cause)


async def _withdraw(log: Log, case: UUID, cause: e.InvitationEnd) -> None:
    command = c.WithdrawSurveyInvitations(cause=cause, today=stockholm(log.meta.recorded_at))
    await codes.stop(log.tx, case)
    await handle(log, invitations, streams.survey(case), command)


async def _follow(log: Log, delivery: Delivery) -> None:
    command = command_for(delivery.contract, delivery.event_id)
    if command is not None:
        await handle(log, support, streams.support(delivery.contract.case_id), command)


def command_for(contract: Contract, told: UUID) -> c.LearntCommand | None:
    """The command that the event `told` calls for; None when it means nothing here. TypeError for one nobody has thought of."""
    if isinstance(contract, intake.CaseHandedOver):
        return c.HandOverSupport(handover=told, unit=contract.unit, support_person=contract.support_person, on=contract.on)
    if isinstance(contract, CourseOfCase):
        return of_case(contract)
    if isinstance(contract, CourseOfEmployment):
        return of_employment(contract)
    if isinstance(contract, placement.SubsidyDecided | placement.SubsidyCorrected | placement.SubsidyEnded):
        return None  # money for the employer does not change the support
    if isinstance(contract, CourseOfTrial):
        return of_trial(contract)
    if isinstance(contract, BeforeTheStart | OfCapacity | OfSus):
        return None  # the support begins with the case's start; capacity and registration in SUS are intake's
    if isinstance(contract, placement.EmployerContacted):
        return None  # the support's own contacts are logged here
    raise TypeError(f"{contract.type} has no reaction: say here what it means for the support, or that it means nothing.")


def of_case(contract: CourseOfCase) -> c.LearntCommand:
    match contract:
        case intake.CaseStarted():
            return c.NoteCaseStart(
                case=contract.case,
                person=contract.person,
                unit=contract.unit,
                support_person=contract.support_person,
                on=contract.on,
            )
        case intake.CaseStartCorrected():
            return c.CorrectCaseStart(on=contract.on)
        case intake.CasePaused():
            return c.PauseSupport(until=contract.until, on=contract.on)
        case intake.CaseResumed():
            return c.ResumeSupport(on=contract.on)
        case intake.CaseEnded() | intake.CaseEndCorrected():
            return c.CloseSupport(on=contract.on)
        case intake.CaseReopened():
            return c.ReopenSupport(on=contract.on)
        case intake.CaseRegisteredInError():
            return c.RemoveSupport(case=contract.case, person=contract.person)
        case _:
            assert_never(contract)


def of_employment(contract: CourseOfEmployment) -> c.LearntCommand:
    match contract:
        case placement.EmploymentStarted():
            return c.NoteEmployment(
                case=contract.case,
                person=contract.person,
                unit=contract.unit,
                employment=contract.employment,
                weekly_hours=contract.weekly_hours,
                on=contract.on,
            )
        case placement.EmploymentTermsChanged():
            return c.NoteTerms(employment=contract.employment, weekly_hours=contract.weekly_hours, on=contract.on)
        case placement.EmploymentEnded():
            return c.NoteEmploymentEnd(employment=contract.employment, on=contract.on)
        case placement.EmploymentCorrected():
            return c.CorrectEmployment(employment=contract.employment, started_on=contract.started_on, ended_on=contract.ended_on)
        case placement.EmploymentRegisteredInError():
            return c.RemoveEmployment(employment=contract.employment)
        case _:
            assert_never(contract)


def of_trial(contract: CourseOfTrial) -> c.LearntCommand:
    """Of a work trial or of work practice: both are days at the workplace before an employment."""
    whose = {"case": contract.case, "person": contract.person, "trial": contract.trial}
    match contract:
        case placement.WorkTrialAgreed():
            return c.NoteWorkTrial(**whose, until=contract.until, on=contract.starts_on)
        case placement.WorkTrialEnded():
            return c.NoteWorkTrialEnd(**whose, on=contract.on)
        case placement.WorkTrialCancelled():
            return c.RemoveWorkTrial(**whose)
        case _:
            assert_never(contract)
