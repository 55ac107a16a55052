"""Published events of intake and placement, as followup gets them."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from shared.bus import Message
from shared.bus.local import LocalBus
from shared.clock import Clock
from shared.contracts import catalogue, intake, placement
from shared.contracts.base import Contract
from shared.ids import uuid7
from tests.contracts.golden import golden_of
from tests.followup.build import CASE, DEC_1, FEB_2, JAN_12, JOB, OTHER_ITEM, PERSON, TRIAL, UNIT

EMPLOYER = UUID("0195c1de-9d00-7000-8000-0000000000e1")
NO_CONCERN = ("referral-", "evidence-", "case-opened", "benchmark-", "share-", "sus-")
WHOSE: dict[str, Any] = {"case": CASE, "person": PERSON}


def case_started(on: date = JAN_12, case: UUID = CASE, unit: str = UNIT) -> intake.CaseStarted:
    return intake.CaseStarted(
        case=case,
        person=PERSON,
        unit=unit,
        support_person="officer-7",
        on=on,
        sex="woman",
        birth_year=1990,
        disability_group="61",
        municipality="0180",
        referral_source="municipality",
    )


def start_corrected(on: date) -> intake.CaseStartCorrected:
    return intake.CaseStartCorrected(**WHOSE, on=on)


def case_ended(on: date = DEC_1, case: UUID = CASE) -> intake.CaseEnded:
    return intake.CaseEnded(case=case, person=PERSON, on=on, kind="completed", exit="employment")


def case_end_corrected(on: date) -> intake.CaseEndCorrected:
    return intake.CaseEndCorrected(**WHOSE, on=on, kind="completed", exit="studies")


def case_paused(on: date = FEB_2, until: date = DEC_1) -> intake.CasePaused:
    return intake.CasePaused(**WHOSE, on=on, until=until)


def case_resumed(on: date = DEC_1) -> intake.CaseResumed:
    return intake.CaseResumed(**WHOSE, on=on)


def case_handed_over(unit: str = "malmo", on: date = FEB_2) -> intake.CaseHandedOver:
    return intake.CaseHandedOver(**WHOSE, from_unit=UNIT, unit=unit, support_person="officer-8", on=on)


def case_reopened(on: date = DEC_1) -> intake.CaseReopened:
    return intake.CaseReopened(**WHOSE, on=on)


def case_in_error() -> intake.CaseRegisteredInError:
    return intake.CaseRegisteredInError(**WHOSE)


def job_started(on: date = FEB_2, job: UUID = JOB, case: UUID = CASE, unit: str = UNIT) -> placement.EmploymentStarted:
    return placement.EmploymentStarted(
        employment=job, case=case, person=PERSON, employer=EMPLOYER, unit=unit, on=on, weekly_hours=Decimal(30), form="LFU"
    )


def job_started_v2() -> placement.EmploymentStartedV2:
    """With what the support does not need."""
    return placement.EmploymentStartedV2(**dict(job_started()), occupation="5120", sector="private")


def terms_changed(on: date, job: UUID = JOB) -> placement.EmploymentTermsChanged:
    return placement.EmploymentTermsChanged(**WHOSE, employment=job, on=on, weekly_hours=Decimal(20), form="LFA")


def job_ended(on: date, job: UUID = JOB, case: UUID = CASE) -> placement.EmploymentEnded:
    return placement.EmploymentEnded(case=case, person=PERSON, employment=job, on=on)


def job_corrected(started_on: date, ended_on: date | None = None, job: UUID = JOB) -> placement.EmploymentCorrected:
    return placement.EmploymentCorrected(**WHOSE, employment=job, started_on=started_on, ended_on=ended_on)


def job_in_error(job: UUID = JOB) -> placement.EmploymentRegisteredInError:
    return placement.EmploymentRegisteredInError(**WHOSE, employment=job)


def trial_agreed(starts_on: date, until: date, trial: UUID = TRIAL) -> placement.WorkTrialAgreed:
    return placement.WorkTrialAgreed(
        **WHOSE,
        trial=trial,
        candidacy=OTHER_ITEM,
        employer=EMPLOYER,
        kind="work-trial",
        starts_on=starts_on,
        until=until,
        on=starts_on,
    )


def trial_ended(on: date, trial: UUID = TRIAL) -> placement.WorkTrialEnded:
    return placement.WorkTrialEnded(**WHOSE, trial=trial, employer=EMPLOYER, on=on)


def trial_cancelled(on: date, trial: UUID = TRIAL) -> placement.WorkTrialCancelled:
    return placement.WorkTrialCancelled(**WHOSE, trial=trial, employer=EMPLOYER, on=on)


def before_the_start() -> list[Contract]:
    """What intake tells of referrals, evidence, waiting cases, capacity and registration in SUS, as it was once published."""
    published = [contract for contract in intake.CONTRACTS if contract.type.split(".")[2].startswith(NO_CONCERN)]
    return [contract.model_validate(golden_of(contract.type).body) for contract in published]


def of_no_concern(on: date) -> list[Contract]:
    """What intake and placement tell that changes no support."""
    subsidy: dict[str, Any] = {**WHOSE, "employment": JOB, "decision": OTHER_ITEM, "on": on}
    return [
        *before_the_start(),
        placement.EmployerContacted(
            contact=OTHER_ITEM, employer=EMPLOYER, case=None, person=None, support_person="sam", unit=UNIT, channel="visit", on=on
        ),
        placement.SubsidyDecided(**subsidy, form="LFU", starts_on=on, until=on, extension=False),
        placement.SubsidyCorrected(**subsidy, starts_on=on, until=on),
        placement.SubsidyEnded(**subsidy, last_day=on),
    ]


class Sender:
    """Sends published events over the bus as the services' relays do, and returns when followup has handled them."""

    def __init__(self, bus: LocalBus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._versions: Counter[str] = Counter()

    async def send(self, *contracts: Contract) -> None:
        await self._bus.publish([self._message(contract) for contract in contracts])

    def _message(self, contract: Contract) -> Message:
        of_case = contract.type.startswith("sius.intake.")
        what = "trial" if hasattr(contract, "trial") else "employment"
        stream = f"{contract.key_field}-{contract.key}" if of_case else f"{what}-{getattr(contract, what)}"
        self._versions[stream] += 1
        now = self._clock.now()
        headers = {
            "ce_id": str(uuid7(now)),
            "ce_type": contract.type,
            "ce_time": now.isoformat(),
            "ce_subject": stream,
            "ce_sequence": str(self._versions[stream]),
            "ce_previous": str(self._versions[stream] - 1),
        }
        topic = (catalogue.INTAKE if of_case else catalogue.PLACEMENT).name
        return Message(topic=topic, key=contract.key, value=contract.model_dump_json().encode(), headers=headers)
