"""What happened, put straight into intake's log: for tests of what follows from it, whichever route it came by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.intake import events as e
from services.intake import streams
from shared.ids import Sealed, new_id
from tests.harness import UNIT, Api
from tests.intake.given import ALI, EVA, SAM, WHY, WOMAN_BORN_1990


@dataclass(frozen=True)
class Story:
    """One person's referral and case, as events that can be told one after another."""

    person: UUID = field(default_factory=new_id)
    referral: UUID = field(default_factory=new_id)
    case: UUID = field(default_factory=new_id)
    unit: str = UNIT

    def received(self, on: date, **more: Any) -> e.ReferralReceived:
        values: dict[str, Any] = {
            "source": "municipality",
            "agency": None,
            "source_unit": None,
            "channel": "digital",
            "reasons": (),
            "planned_job": None,
            "note": None,
            "proposed_by": None,
            "sex": "woman",
            "birth_year": 1990,
            "municipality": "0180",
        }
        ids = {"referral": self.referral, "person": self.person, "unit": self.unit}
        return e.ReferralReceived(**{**values, **ids, **more}, on=on)

    def returned(self, on: date) -> e.ReferralReturned:
        return e.ReferralReturned(
            referral=self.referral,
            person=self.person,
            reasons=("incomplete",),
            requirements=(),
            advice=None,
            requirements_note=None,
            on=on,
        )

    def withdrawn(self, on: date) -> e.ReferralWithdrawn:
        return e.ReferralWithdrawn(referral=self.referral, person=self.person, on=on)

    def declined(self, on: date) -> e.ReferralDeclined:
        return e.ReferralDeclined(referral=self.referral, person=self.person, on=on)

    def proposal_accepted(self, on: date) -> e.ProposalAccepted:
        return e.ProposalAccepted(referral=self.referral, person=self.person, accepted_by=ALI, on=on)

    def reopened_referral(self, on: date) -> e.ReferralReopened:
        return e.ReferralReopened(referral=self.referral, person=self.person, on=on)

    def accepted(self, on: date) -> e.ReferralAccepted:
        return e.ReferralAccepted(referral=self.referral, person=self.person, case=self.case, on=on)

    def assessed(self, on: date) -> e.EligibilityAssessed:
        return e.EligibilityAssessed(
            referral=self.referral,
            person=self.person,
            findings=(e.Finding(criterion="registered", answer="met", judged_by=ALI, judged_on=on),),
            judged=("registered",),
            outcome="eligible",
            alternatives=(),
            recheck_on=None,
            registered_since=None,
            long_term=None,
            disability_group="61",
            doubtful=True,
            ruleset="2017-08-01",
            assessed_by=ALI,
            on=on,
        )

    def granted(self, on: date) -> e.ProgrammeGranted:
        return e.ProgrammeGranted(
            referral=self.referral,
            person=self.person,
            overridden=(),
            reason=None,
            ruleset="2017-08-01",
            basis="förordning (2017:462) 11 och 45 §§",
            decided_by=EVA,
            on=on,
        )

    def refused(self, on: date) -> e.ProgrammeRefused:
        return e.ProgrammeRefused(
            referral=self.referral,
            person=self.person,
            unmet=("needs-support",),
            alternatives=(),
            reason=WHY,
            ruleset="2017-08-01",
            basis="förordning (2017:462) 11 och 45 §§",
            decided_by=EVA,
            on=on,
        )

    def not_yet(self, on: date, recheck_on: date) -> e.SetToNotYet:
        return e.SetToNotYet(
            referral=self.referral,
            person=self.person,
            missing=("attendance",),
            recheck_on=recheck_on,
            reason=None,
            ruleset="2017-08-01",
            basis="förordning (2017:462) 11 och 45 §§",
            decided_by=EVA,
            on=on,
        )

    def opened(self, on: date) -> e.CaseOpened:
        return e.CaseOpened(
            case=self.case,
            person=self.person,
            referral=self.referral,
            unit=self.unit,
            characteristics=WOMAN_BORN_1990,
            planned_job=None,
            granted_on=on,
            on=on,
        )

    def started(self, on: date, by: str = SAM) -> e.CaseStarted:
        return e.CaseStarted(
            case=self.case, person=self.person, unit=self.unit, support_person=by, characteristics=WOMAN_BORN_1990, on=on
        )

    def start_corrected(self, on: date, instead_of: date) -> e.CaseStartCorrected:
        return e.CaseStartCorrected(
            case=self.case, person=self.person, instead_of=instead_of, reason=WHY, corrected_by=ALI, on=on
        )

    def end_proposed(self, on: date) -> e.CaseEndProposed:
        return e.CaseEndProposed(case=self.case, person=self.person, on=on)

    def ended(self, on: date) -> e.CaseEnded:
        return e.CaseEnded(
            case=self.case,
            person=self.person,
            kind="completed",
            exit="employment",
            form="NONE",
            reason=None,
            informed=(),
            ended_by=ALI,
            on=on,
        )

    def end_corrected(self, on: date, instead_of: date) -> e.CaseEndCorrected:
        was = e.End(kind="completed", exit="employment", form="NONE", on=instead_of)
        return e.CaseEndCorrected(
            case=self.case,
            person=self.person,
            instead_of=was,
            kind="completed",
            exit="employment",
            form="NONE",
            reason=WHY,
            corrected_by=ALI,
            on=on,
        )

    def assigned(self, on: date, to: str = SAM) -> e.CaseAssigned:
        return e.CaseAssigned(
            case=self.case,
            person=self.person,
            unit=self.unit,
            support_person=to,
            over=(),
            reason=None,
            assigned_by=EVA,
            on=on,
        )

    def unassigned(self, on: date) -> e.CaseUnassigned:
        return e.CaseUnassigned(case=self.case, person=self.person, unassigned_by=EVA, on=on)

    def contacted(self, on: date) -> e.FirstContactMade:
        return e.FirstContactMade(case=self.case, person=self.person, handover=None, registered_by=SAM, on=on)

    def handed_over(self, on: date, to: str, unit: str, first_contact_by: date) -> e.CaseHandedOver:
        packet = e.HandoverPacket(promises=(), open_clocks=(), presentation="unknown", last_contacts=(), informed=())
        return e.CaseHandedOver(
            handover=new_id(),
            case=self.case,
            person=self.person,
            from_unit=self.unit,
            unit=unit,
            from_support_person=SAM,
            support_person=to,
            reason="workload",
            note=None,
            packet=packet,
            first_contact_by=first_contact_by,
            handed_over_by=EVA,
            on=on,
        )

    def paused(self, on: date, until: date) -> e.CasePaused:
        return e.CasePaused(case=self.case, person=self.person, reason="illness", until=until, paused_by=ALI, on=on)

    def resumed(self, on: date, paused_on: date) -> e.CaseResumed:
        return e.CaseResumed(case=self.case, person=self.person, paused_on=paused_on, resumed_by=ALI, on=on)

    def reopened(self, on: date) -> e.CaseReopened:
        return e.CaseReopened(case=self.case, person=self.person, reason=WHY, reopened_by=ALI, on=on)

    def in_error(self, on: date) -> e.CaseRegisteredInError:
        return e.CaseRegisteredInError(case=self.case, person=self.person, reason=WHY, registered_by=ALI, on=on)

    def requested(self, request: UUID, on: date, **more: Any) -> e.EvidenceRequested:
        values: dict[str, Any] = {
            "kind": "medical-certificate",
            "source": "region",
            "source_unit": "vardcentralen-soder",
            "requested_by": ALI,
            "due_on": on + timedelta(days=60),
        }
        ids: dict[str, Any] = {"request": request, "referral": self.referral, "person": self.person, "unit": self.unit}
        return e.EvidenceRequested(**{**values, **more}, **ids, on=on)

    def reminded(self, request: UUID, on: date) -> e.EvidenceReminded:
        return e.EvidenceReminded(request=request, referral=self.referral, person=self.person, reminded_by=EVA, on=on)

    def evidence_received(self, request: UUID, on: date) -> e.EvidenceReceived:
        return e.EvidenceReceived(
            request=request,
            referral=self.referral,
            person=self.person,
            source="region",
            source_unit=None,
            document_date=on,
            form="digital",
            received_by=ALI,
            on=on,
        )

    def waived(self, request: UUID, on: date) -> e.EvidenceWaived:
        return e.EvidenceWaived(
            request=request, referral=self.referral, person=self.person, reason=Sealed("c2VhbGVk"), waived_by=ALI, on=on
        )


def stream_of(event: Any) -> str:
    match event:
        case e.EligibilityAssessed() | e.ProgrammeGranted() | e.ProgrammeRefused() | e.SetToNotYet():
            return streams.eligibility(event.referral)
        case e.EvidenceRequested() | e.EvidenceReminded() | e.EvidenceReceived() | e.EvidenceWaived():
            return streams.evidence(event.request)
        case _ if isinstance(event, e.ReferralEvent):
            return streams.referral(event.referral)
        case _:
            return streams.case(event.case)


async def happened(api: Api, *events: Any, by: str = ALI) -> None:
    """These events, in order, each in a transaction of its own, with what they do to the read models."""
    for event in events:
        await at_once(api, [event], by=by)


async def at_once(api: Api, events: Sequence[Any], *, by: str = ALI) -> None:
    """These events in one transaction."""
    service = api.app.state.service
    async with service.database.transaction() as tx:
        log = service.log(tx, by=by, correlation="a-test")
        for event in events:
            stream = stream_of(event)
            _, version = await log.read(stream)
            await log.append(stream, [event], expected=version)
