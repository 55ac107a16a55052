"""All that can be published of two offices: courses of every kind, and what was recorded of the same days only afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.contracts import followup, intake, placement
from shared.contracts.base import Contract
from shared.inbox import Delivery
from tests.contracts.golden import golden_of
from tests.metrics.telling import Told, noon

BOSS: dict[str, Any] = {"role": "manager+protected-identity", "units": ("stockholm", "sundsvall")}
"""Who sees every row."""

PERIOD = {"from": "2024-01-01", "to": "2025-09-30", "as_of": "2025-09-30"}
THEN = "2025-09-30T21:00:00Z"
"""The last hour of the period in Stockholm: all of `Since` was recorded later."""

NOW_AND_THEN: Sequence[str] = (THEN, "2025-11-30T21:00:00Z")


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Ids of one person and everything of theirs, by a number."""

    number: int

    @property
    def ids(self) -> dict[str, UUID]:
        kinds = ("case", "person", "referral", "employment", "employer", "decision", "consent", "plan")
        return {kind: UUID(int=10_000 * at + self.number) for at, kind in enumerate(kinds, start=1)}


class Offices(Told):
    """Says events with what the contract's own example says, but for what is given here."""

    def say(self, event: type[Contract], number: int, on: str, *, known: str | None = None, **more: Any) -> None:
        ids = {kind: str(it) for kind, it in Whose(number=number).ids.items()}
        given = {**golden_of(event.type).body, **ids, "corrects": None, "on": on, **more}
        contract = event.model_validate({name: given[name] for name in event.model_fields if name in given})
        self.tell(f"{event.__module__}-{contract.key}", contract, noon(known or on))

    def course(self, number: int, on: str, *, unit: str = "stockholm", referred: str | None = None, **more: Any) -> None:
        """Referred, judged, opened, started."""
        came = referred or on
        sex = ("woman", "man")[number % 2]
        self.say(intake.ReferralReceived, number, came, unit=unit, sex=sex, source="af" if number % 3 else "municipality")
        need = ("needed", "not-needed", None)[number % 3]
        self.say(intake.ReferralAssessedV2, number, came, doubtful=number % 4 == 0, support_need=need)
        self.say(intake.CaseOpened, number, came, unit=unit)
        self.say(intake.ReferralAccepted, number, came)
        self.say(intake.CaseStarted, number, on, unit=unit, support_person=f"officer-{unit}", sex=sex, **more)

    def job(self, number: int, on: str, form: str = "NONE", **more: Any) -> None:
        self.say(placement.EmploymentStarted, number, on, form=form, **more)

    def ended(self, number: int, on: str, why: str, *, kind: str = "completed", **more: Any) -> None:
        self.say(intake.CaseEnded, number, on, kind=kind, exit=why, **more)

    def contact(self, named: int, number: int, on: str, **more: Any) -> None:
        said = {"contact": str(UUID(int=200_000 + named)), "contact_with": "person", "outcome": "kept", "on_site": True, **more}
        self.say(followup.ContactLogged, number, on, **said)

    def timed_contact(self, named: int, number: int, on: str, minutes: int, **more: Any) -> None:
        said = {"contact": str(UUID(int=200_000 + named)), "contact_with": "person", "outcome": "kept", "on_site": True, **more}
        self.say(followup.ContactLoggedV2, number, on, minutes=minutes, **said)

    def visit(self, named: int, number: int, on: str, **more: Any) -> None:
        self.say(placement.EmployerContacted, number, on, contact=str(UUID(int=300_000 + named)), channel="visit", **more)

    def evidence(self, event: type[Contract], number: int, on: str, **more: Any) -> None:
        self.say(event, number, on, request=str(UUID(int=700_000 + number)), due_on="2025-02-01", **more)

    def share(self, named: int, percent: int, on: str, **more: Any) -> None:
        said = {"support_person": "officer-stockholm", "until": None, "appropriation": "1:4", **more}
        self.say(intake.ShareSet, named, on, share=str(UUID(int=400_000 + named)), percent=percent, **said)

    def answered(self, named: int, month: str, *, known: str, often: str = "always") -> None:
        said = {"answer": str(UUID(int=500_000 + named)), "form": "ongoing", "first_month": month, "month": month, "q1": often}
        self.say(followup.SurveyAnswered, named, known, plan_follows=None, **said)


def first() -> Offices:
    """What had been recorded by THEN."""
    told = Offices()
    _past(told)
    _capacity(told)
    _courses(told)
    _work(told)
    _support(told)
    for number in range(1, 9):
        told.say(intake.SusConsentGiven if number < 5 else intake.SusConsentRefused, number, "2025-06-10")
    told.say(intake.SusConsentWithdrawn, 4, "2025-09-01")
    for number in (1, 2, 3):
        told.say(intake.SusRegistered, number, "2025-06-15")
    told.say(intake.SusEndRegistered, 3, "2025-09-10", ended_on="2025-09-09")
    told.say(intake.PersonProtected, 6, "2025-06-01")
    for named in range(6):
        told.answered(named, "2025-08", known="2025-09-10", often="always" if named else "seldom")
    told.say(followup.SurveyInvited, 1, "2025-09-01", form="ongoing", month="2025-08", invited=9)
    return told


def _past(told: Offices) -> None:
    """Settled cases: every third got work, and kept it until the case was over."""
    for number in range(101, 133):
        told.course(number, "2024-02-01", referred="2024-01-15")
        if number % 3 == 0:
            told.job(number, "2024-03-01", known="2024-03-20")
            told.say(placement.EmploymentEnded, number, "2025-02-28")
        told.ended(number, "2025-03-31", "employment" if number % 3 == 0 else "own-wish")


def _capacity(told: Offices) -> None:
    told.share(1, 75, "2024-01-01")
    told.share(2, 25, "2024-01-01", appropriation="1:1")
    told.share(3, 100, "2025-01-01", unit="sundsvall", support_person="officer-sundsvall")
    told.say(intake.BenchmarkSet, 1, "2025-01-01", unit="sundsvall", cases=20)


def _courses(told: Offices) -> None:
    for number, on in enumerate(["2025-01-10", "2025-01-10", "2025-01-20", "2025-02-01", "2025-02-10", "2025-03-01"], start=1):
        told.course(number, on, referred="2024-12-20")
    told.course(8, "2025-04-10")
    told.course(9, "2025-06-20")
    told.course(10, "2025-07-10")
    told.course(11, "2025-05-05", unit="sundsvall")
    for number in range(1, 7):
        told.evidence(intake.EvidenceRequested, number, "2024-12-22", unit="stockholm")
        told.evidence(intake.EvidenceReceived if number < 6 else intake.EvidenceWaived, number, f"2025-01-0{number}")
    told.course(12, "2025-01-15")
    told.say(intake.CaseRegisteredInError, 12, "2025-02-01")
    told.say(intake.CaseOpened, 7, "2025-08-20", unit="stockholm")
    told.say(intake.ReferralReceived, 14, "2025-05-01", sex="man", source="region")
    told.say(intake.ReferralReturned, 14, "2025-05-20", reasons=["not-ready"])
    told.say(intake.ReferralReceived, 15, "2025-05-02", sex="woman", source="self")
    told.ended(4, "2025-04-15", "health", kind="interrupted")
    told.ended(5, "2025-07-01", "studies")
    told.say(intake.CasePaused, 9, "2025-09-01", until="2025-10-31")
    told.say(intake.CaseHandedOver, 8, "2025-06-01", from_unit="stockholm", unit="sundsvall", support_person="officer-sundsvall")


def _work(told: Offices) -> None:
    for number, (on, form) in enumerate([("2025-03-01", "NONE"), ("2025-03-10", "LFU"), ("2025-01-05", "NYSTART")], start=1):
        told.job(number, on, form)
    told.say(placement.EmploymentEnded, 3, "2025-06-30")
    told.say(placement.EmploymentStartedV2, 8, "2025-07-01", form="INTRO", occupation="5223", sector="municipal")
    told.job(9, "2025-08-01", "SAMHALL")
    told.job(11, "2025-06-01", "OSA")
    told.say(placement.SubsidyDecided, 2, "2025-03-10", form="LFU", extension=False)
    told.say(placement.SubsidyDecided, 11, "2025-05-30", form="OSA", extension=False)
    told.say(followup.StatusEstablished, 2, "2025-08-15", status=str(UUID(int=600_001)), situation="looking")
    for number in (1, 2, 3, 8):
        told.visit(number, number, f"2025-04-{number + 10}")


def _support(told: Offices) -> None:
    steps = [{"applies_from": "2025-03-03", "person": "2.00", "employer": "1.00"}]
    told.say(followup.PlanAgreed, 1, "2025-03-03", steps=steps, until=None, revises=None, kind="introduction")
    for number in (1, 2, 8):
        told.say(followup.IntroductionStarted, number, "2025-03-03" if number < 8 else "2025-07-01")
    for number in (1, 2):
        told.say(followup.IntroductionEnded, number, "2025-08-01", breach=False)
        told.say(followup.FollowUpStarted, number, "2025-08-02")
    told.say(followup.SupportCompleted, 2, "2025-09-15")
    for named, on in enumerate(["2025-03-04", "2025-03-11", "2025-04-20", "2025-06-02", "2025-07-28"]):
        told.contact(named, 1, on)
        told.contact(10 + named, 8, on, contact_with="employer", on_site=False)
    told.contact(20, 2, "2025-03-05", outcome="no-show")
    told.timed_contact(21, 2, "2025-04-02", 60)


def since(told: Offices) -> Sequence[Delivery]:
    """What was recorded in October and November about the days before: late, corrected, retracted. Changes every figure."""
    before = len(told.deliveries)
    october: dict[str, Any] = {"known": "2025-10-15"}
    told.say(intake.CaseStartCorrected, 6, "2023-12-20", **october)
    told.say(intake.CaseEndCorrected, 4, "2025-04-02", kind="interrupted", exit="own-wish", **october)
    told.ended(10, "2025-09-20", "no-show", kind="interrupted", **october)
    told.say(intake.CaseReopened, 5, "2025-10-15")
    told.say(intake.CaseResumed, 9, "2025-09-10", **october)
    told.say(intake.ReferralReturned, 15, "2025-09-12", reasons=["wrong-unit"], **october)
    told.say(intake.ReferralReceived, 16, "2025-09-14", sex="man", source="region", **october)
    told.say(intake.ReferralAssessedV2, 8, "2025-04-10", doubtful=False, support_need="not-needed", **october)
    told.evidence(intake.EvidenceReceiptCorrected, 1, "2025-01-03", **october)
    told.evidence(intake.EvidenceReceiptRegisteredInError, 2, "2025-10-15")
    told.evidence(intake.EvidenceReceived, 2, "2025-09-20", **october)
    told.say(intake.ShareCorrected, 1, "2025-02-01", share=str(UUID(int=400_001)), unit="stockholm",
             support_person="officer-stockholm", appropriation="1:4", percent=50, until="2025-08-31", **october)  # fmt: skip
    told.say(intake.BenchmarkSet, 1, "2025-09-01", unit="sundsvall", cases=25, **october)
    told.say(placement.EmploymentCorrected, 1, "2025-02-01", started_on="2025-03-15", ended_on="2025-05-31", **october)
    told.say(placement.EmploymentRegisteredInError, 3, "2025-10-15")
    told.say(placement.EmploymentTermsChanged, 9, "2025-08-10", form="NONE", **october)
    for number in (5, *range(101, 133, 6)):
        told.job(number, "2025-05-01" if number == 5 else "2024-05-01", "NYSTART", **october)
    told.say(placement.SubsidyDecided, 1, "2025-09-01", form="LFA", extension=True, **october)
    told.say(placement.SubsidyEnded, 11, "2025-10-15", last_day=None)
    told.say(followup.StatusEstablished, 2, "2025-08-15", status=str(UUID(int=600_002)), situation="in-work",
             corrects=str(UUID(int=600_001)), **october)  # fmt: skip
    told.visit(40, 5, "2025-03-01", **october)
    told.contact(40, 1, "2025-03-18", corrects=str(UUID(int=200_000)), **october)
    told.say(followup.ContactRegisteredInError, 8, "2025-10-15", contact=str(UUID(int=200_010)))
    told.say(followup.PlanAgreed, 8, "2025-07-01", plan=str(UUID(int=80_100)), revises=None, until=None, kind="introduction",
             steps=[{"applies_from": "2025-07-01", "person": "1.00", "employer": "1.00"}], **october)  # fmt: skip
    told.say(followup.IntroductionStarted, 5, "2025-05-02", **october)
    told.say(intake.SusConsentCorrected, 4, "2025-06-10", withdrawn_on=None, **october)
    told.say(intake.SusConsentRegisteredInError, 1, "2025-10-15")
    told.say(intake.SusRegisteredInError, 1, "2025-10-15")
    told.say(intake.SusRegistered, 8, "2025-09-20", **october)
    told.timed_contact(22, 2, "2025-04-03", 30, on_site=False, corrects=str(UUID(int=200_021)), **october)
    for named in range(20, 23):
        told.answered(named, "2025-09", known="2025-10-20")
    told.say(followup.SurveyInvited, 1, "2025-10-15", form="ongoing", month="2025-08", invited=12)
    return told.deliveries[before:]
