"""A made-up course of one case: all that three services publish of it, some twenty events. The same for the same number.

Six in ten get work within 180 days, one in ten later. Some jobs end and another follows; some cases are paused, handed over,
interrupted or registered wrongly and corrected; facts are recorded late now and then. Nobody in it is real.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.contracts import followup, intake, placement
from shared.contracts.base import Contract
from tests.bench import codes
from tests.bench.codes import LAST_DAY, officer


class Told(NamedTuple):
    """What is published, in which stream, and when it was recorded."""

    recorded_at: datetime
    stream: str
    contract: Contract


def course(number: int, referred: date) -> list[Told]:
    """Everything published of one case, of a person referred that day; in order for each stream, nothing before that day."""
    life = _Course(number, referred)
    life.is_referred()
    life.starts()
    began = life.finds_work()
    life.is_supported(began)
    ended = life.ends(began)
    life.is_corrected(began, ended)
    return life.told


class _Course:
    def __init__(self, number: int, referred: date) -> None:
        self.told: list[Told] = []
        self._chance = Random(number)
        self._case = uuid5(NAMESPACE_URL, f"case {number}")
        self._person = self._id("person")
        self._about: dict[str, Any] = {"case": self._case, "person": self._person}
        self._unit = codes.UNITS[number % len(codes.UNITS)]
        self._officer = officer(self._unit, number // len(codes.UNITS))
        self._who: dict[str, Any] = {}
        self._referred = self._started = referred
        self._recorded: dict[str, date] = {}
        self._seconds = number % 36_000  # not everything is recorded at the same instant
        self._jobs = 0

    def _id(self, what: str) -> UUID:
        return uuid5(self._case, what)

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def _after(self, day: date, least: int, most: int) -> date:
        return day + timedelta(days=self._chance.randint(least, most))

    def _tell(self, stream: str, contract: Contract, on: date) -> None:
        """It was so `on`, and is recorded then or some days later, after all that its stream told before."""
        day = on + timedelta(days=self._chance.choice(codes.DELAYS))
        day = self._recorded[stream] = max(day, self._recorded.get(stream, day))
        if day <= LAST_DAY:
            since_six = timedelta(seconds=self._seconds + len(self.told))
            self.told.append(Told(datetime.combine(day, time(6), UTC) + since_six, stream, contract))

    def _of_case(self, contract: type[Contract], on: date, **more: Any) -> None:
        self._tell(f"case-{self._case}", contract(**self._about, on=on, **more), on)

    def _of_support(self, contract: type[Contract], on: date, **more: Any) -> None:
        self._tell(f"support-{self._case}", contract(**self._about, on=on, **more), on)

    def is_referred(self) -> None:
        """One in twelve was referred once before, and given back."""
        self._who = {
            "sex": "woman" if self._happens(0.45) else "man",
            "birth_year": self._chance.randint(1958, 2006),
            "municipality": self._chance.choice(codes.MUNICIPALITIES),
        }
        self._source = self._chance.choice(codes.SOURCES)
        if self._happens(1 / 12):
            self._refer("earlier")
            self._answer("earlier", intake.ReferralReturned, self._after(self._referred, 2, 20), reasons=("incomplete",))
            self._referred = self._after(self._referred, 30, 200)
        self._refer("referral")
        self._is_judged()

    def _refer(self, which: str) -> None:
        told = {"source": self._source, "source_unit": None, "proposed": False, **self._who}
        self._answer(which, intake.ReferralReceived, self._referred, unit=self._unit, **told)

    def _answer(self, which: str, contract: type[Contract], on: date, **more: Any) -> None:
        referral = self._id(which)
        self._tell(f"referral-{referral}", contract(referral=referral, person=self._person, on=on, **more), on)

    def _is_judged(self) -> None:
        referral, group = self._id("referral"), self._chance.choice(codes.GROUPS)
        assessed, doubtful = self._after(self._referred, 3, 20), self._happens(0.2)
        decided = self._after(assessed, 1, 6)
        about = {"referral": referral, "person": self._person}
        told = {"doubtful": doubtful, "disability_group": group, "support_need": codes.NEEDS[referral.int % len(codes.NEEDS)]}
        judged = intake.ReferralAssessedV2(**about, **told, on=assessed)
        granted = intake.ReferralDecided(**about, decision="granted", overridden=doubtful, reconsidered=False, on=decided)
        self._tell(f"eligibility-{referral}", judged, assessed)
        self._tell(f"eligibility-{referral}", granted, decided)
        self._answer("referral", intake.ReferralAccepted, decided, case=self._case)
        self._of_case(intake.CaseOpened, decided, referral=referral, unit=self._unit, granted_on=decided)
        self._started, self._who["disability_group"] = self._after(decided, 2, 40), group

    def starts(self) -> None:
        """The start, and what the person answers to registration in SUS."""
        who = {**self._who, "referral_source": self._source}
        self._of_case(intake.CaseStarted, self._started, unit=self._unit, support_person=self._officer, **who)
        if self._happens(0.005):
            self._tell(f"person-{self._person}", intake.PersonProtected(person=self._person), self._started)
        consent, on = self._id("consent"), self._after(self._started, 0, 30)
        asked: type[Contract] = intake.SusConsentGiven if self._happens(0.9) else intake.SusConsentRefused
        if self._happens(0.95):
            self._tell(f"consent-{consent}", asked(**self._about, consent=consent, on=on), on)

    def finds_work(self) -> date | None:
        """Contacts with employers, and the first day in work; none for those who do not find any."""
        on = self._started
        for place in range(self._chance.randint(1, 4)):
            on = self._after(on, 5, 60)
            self._contacts_employer(f"employer contact {place}", on)
        drawn = self._chance.random()
        if drawn < 0.6:
            return self._after(self._started, 3, 178)
        return self._after(self._started, 181, 400) if drawn < 0.7 else None

    def _contacts_employer(self, which: str, on: date) -> None:
        employer = self._employer()
        channel = self._chance.choice(("visit", "visit", "phone", "mail"))
        told = {"unit": self._unit, "support_person": self._officer, "channel": channel, "on": on}
        contact = placement.EmployerContacted(**self._about, contact=self._id(which), employer=employer, **told)
        self._tell(f"employer-{employer}", contact, on)

    def _employer(self) -> UUID:
        return UUID(int=0xE << 64 | self._chance.randrange(codes.EMPLOYERS))

    def is_supported(self, began: date | None) -> None:
        """A plan, contacts that thin out, what the person is found to be doing, and work with its support."""
        step = {"applies_from": self._started, "person": Decimal("1.00"), "employer": Decimal("0.50")}
        kind = "introduction" if began else None
        plan = {"plan": self._id("plan"), "kind": kind, "steps": (step,), "until": None, "revises": None}
        self._of_support(followup.PlanAgreed, self._after(self._started, 5, 40), **plan)
        on = self._started
        for place in range(self._chance.randint(1, 5)):
            on = self._after(on, 5, 20 + 15 * place)
            self._is_contacted(place, on, at_work=began is not None and on >= began)
        if began is not None:
            self._works(began)
            self._is_introduced(began)
        for place in range(self._chance.randint(1, 2)):
            on = self._started + timedelta(days=(90, 180, 365)[place] + self._chance.randint(-5, 5))
            self._is_found(f"status {place}", on, "in-work" if began and on >= began else "looking")

    def _is_contacted(self, place: int, on: date, *, at_work: bool) -> None:
        told = {
            "contact_with": "both" if at_work and self._happens(0.3) else "person",
            "channel": self._chance.choice(("visit", "visit", "phone", "video")),
            "on_site": at_work and self._happens(0.6),
            "outcome": self._chance.choice(("kept", "kept", "kept", "kept", "kept", "no-show", "moved")),
            "planned": self._happens(0.7),
            "support_person": self._officer,
        }
        self._of_support(followup.ContactLogged, on, contact=self._id(f"contact {place}"), **told)

    def _is_found(self, which: str, on: date, situation: str, corrects: UUID | None = None) -> None:
        self._of_support(followup.StatusEstablished, on, status=self._id(which), situation=situation, corrects=corrects)

    def _works(self, began: date) -> None:
        """A job, open-ended for most; another one after it for some."""
        self._jobs += 1
        job, form = self._id(f"job {self._jobs}"), self._chance.choice(codes.FORMS)
        stream, about = f"employment-{job}", {**self._about, "employment": job}
        terms = {"weekly_hours": self._chance.choice(codes.HOURS), "form": form}
        employed = placement.EmploymentStarted(**about, employer=self._employer(), unit=self._unit, on=began, **terms)
        self._tell(stream, employed, began)
        if form != "NONE":
            self._is_subsidised(about, form, began)
        if self._happens(0.25):
            changed = {"weekly_hours": self._chance.choice(codes.HOURS), "form": "NONE"}
            on = self._after(began, 60, 300)
            self._tell(stream, placement.EmploymentTermsChanged(**about, on=on, **changed), on)
        if self._happens(0.4):
            last = self._after(began, 10, 600)
            self._tell(stream, placement.EmploymentEnded(**about, on=last), last)
            if self._happens(0.4):
                self._works(self._after(last, 1, 60))

    def _is_subsidised(self, about: dict[str, Any], form: str, began: date) -> None:
        """A year at a time."""
        decision, until = self._id(f"decision {self._jobs}"), began + timedelta(days=364)
        told = {"decision": decision, "form": form, "starts_on": began, "until": until, "extension": False, "on": began}
        self._tell(f"subsidy-{self._person}", placement.SubsidyDecided(**about, **told), began)

    def _is_introduced(self, began: date) -> None:
        job, until = self._id("job 1"), self._after(began, 60, 190)
        self._of_support(followup.IntroductionStarted, began, employment=job)
        breach = (until - began).days > 184
        self._of_support(followup.IntroductionEnded, until, employment=job, breach=breach)
        self._of_support(followup.FollowUpStarted, until)
        if self._happens(0.6):
            self._of_support(followup.SupportCompleted, until + timedelta(days=365))

    def ends(self, began: date | None) -> date | None:
        """How and when the case ended, after a pause or another support person for some; one in twenty goes on."""
        if self._happens(0.1):
            new = self._chance.choice(codes.UNITS) if self._happens(0.3) else self._unit
            told = {"from_unit": self._unit, "unit": new, "support_person": officer(new, self._chance.randrange(codes.OFFICERS))}
            self._of_case(intake.CaseHandedOver, self._after(self._started, 10, 200), **told)
        if self._happens(0.06):
            paused = self._after(self._started, 10, 120)
            self._of_case(intake.CasePaused, paused, until=paused + timedelta(days=60))
            self._of_case(intake.CaseResumed, self._after(paused, 20, 90))
        if self._happens(0.05):
            return None
        if self._happens(0.25):
            last, kind, left_as = self._after(began or self._started, 15, 500), "interrupted", self._chance.choice(codes.REASONS)
        elif began:
            last, kind, left_as = self._after(began, 240, 500), "completed", "employment"
        else:
            last, kind, left_as = self._after(self._started, 250, 500), "completed", self._chance.choice(("studies", "other"))
        self._of_case(intake.CaseEnded, last, kind=kind, exit=left_as)
        return last

    def is_corrected(self, began: date | None, ended: date | None) -> None:
        """Three in a hundred were registered wrongly."""
        known = self._after(ended or self._started, 5, 60)
        drawn = self._chance.random()
        if drawn < 0.01:
            self._of_case(intake.CaseStartCorrected, self._started - timedelta(days=3))
        elif drawn < 0.02 and began:
            self._is_mended(began, known)
        elif drawn < 0.023:
            self._tell(f"case-{self._case}", intake.CaseRegisteredInError(**self._about), known)
        elif drawn < 0.03:
            self._is_found("status right", known, "ill", corrects=self._id("status 0"))

    def _is_mended(self, began: date, known: date) -> None:
        """The first job began a week later than registered, or never was."""
        about = {**self._about, "employment": self._id("job 1")}
        later = placement.EmploymentCorrected(**about, started_on=began + timedelta(days=7), ended_on=None)
        right = later if self._happens(0.5) else placement.EmploymentRegisteredInError(**about)
        self._tell(f"employment-{self._id('job 1')}", right, known)
