"""A town's worth of cases over two years, so that every panel has something to show; the same ones every time."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from shared.contracts import followup, intake, placement
from shared.contracts.types import SupportNeed
from tests.metrics.telling import Told, d, noon

FIRST = date(2024, 1, 8)
LAST = date(2025, 11, 28)
WEEK = timedelta(days=7)
UNITS = ("gavle", "stockholm", "stockholm", "umea")
SOURCES = ("af", "af", "af", "municipality", "forsakringskassan", "region")
REASONS = ("health", "own-wish", "no-show", "other", "moved")
NEEDS: Sequence[SupportNeed | None] = ("needed", "needed", "needed", "not-needed", None)
FORMS = ("NONE", "LFU", "LFU", "LFA", "NYSTART", "INTRO")


class Town(Told):
    """Told once, from one seed."""

    def __init__(self, cases: int, units: tuple[str, ...] = UNITS) -> None:
        super().__init__()
        self.chance = Random(11)
        for index, unit in enumerate(sorted(set(units))):
            for officer in range(1, 1 + units.count(unit) * 2):
                self._share(unit, officer, 100 * index + officer, max(5, round(cases * 0.32)))
        for number in range(1, cases + 1):
            days = self.chance.randrange((LAST - FIRST).days)
            self._course(number, FIRST + timedelta(days=days), units[number % len(units)])

    def _share(self, unit: str, officer: int, number: int, percent: int) -> None:
        held = intake.ShareSet(
            share=UUID(int=6_000_000 + number),
            unit=unit,
            support_person=f"officer-{unit}-{officer}",
            appropriation="1:4",
            percent=min(percent, 100),
            on=d("2024-01-01"),
            until=None,
        )
        self.tell(f"share-{number}", held, noon("2024-01-01"))

    def _course(self, number: int, came: date, unit: str) -> None:
        who: dict[str, Any] = {"case": UUID(int=number), "person": UUID(int=1_000_000 + number)}
        accepted = self.chance.random() < 0.82
        self._referral(number, came, unit, accepted=accepted)
        if not accepted:
            return
        opened = came + timedelta(days=self.chance.randrange(5, 30))
        started = opened + timedelta(days=self.chance.randrange(5, 60))
        if opened > LAST:
            return
        granted = intake.CaseOpened(**who, referral=UUID(int=3_000_000 + number), unit=unit, granted_on=opened, on=opened)
        self.tell(f"case-{number}", granted, noon(str(opened)))
        if started <= LAST:
            self._started(number, started, unit, who)

    def _referral(self, number: int, came: date, unit: str, *, accepted: bool) -> None:
        referral, person = UUID(int=3_000_000 + number), UUID(int=1_000_000 + number)
        received = intake.ReferralReceived(
            referral=referral,
            person=person,
            unit=unit,
            source=self.chance.choice(SOURCES),
            source_unit=None,
            proposed=False,
            on=came,
            sex="woman" if self.chance.random() < 0.44 else "man",
            birth_year=self.chance.randrange(1965, 2006),
            municipality="0180",
        )
        stream = f"referral-{number}"
        self.tell(stream, received, noon(str(came)))
        judged = intake.ReferralAssessedV2(
            referral=referral,
            person=person,
            doubtful=self.chance.random() < 0.3,
            disability_group="61",
            support_need=NEEDS[number % len(NEEDS)],
            on=came,
        )
        self.tell(f"eligibility-{number}", judged, noon(str(came)))
        answer: Any = intake.ReferralReturned(referral=referral, person=person, reasons=("not-ready",), on=came + WEEK)
        if accepted:
            answer = intake.ReferralAccepted(referral=referral, person=person, case=UUID(int=number), on=came + timedelta(days=3))
        self.tell(stream, answer, noon(str(answer.on)))

    def _started(self, number: int, on: date, unit: str, who: dict[str, Any]) -> None:
        begun = intake.CaseStarted(
            **who,
            unit=unit,
            support_person=f"officer-{unit}-1",
            on=on,
            sex="woman",
            birth_year=1990,
            disability_group="61",
            municipality="0180",
            referral_source="af",
        )
        self.tell(f"case-{number}", begun, noon(str(on)))
        self._consent(number, on, who)
        fate = self.chance.random()
        if fate < 0.52:
            self._job(number, on + timedelta(days=int(self.chance.triangular(5, 340, 90))), who)
        elif fate < 0.68:
            self._ended(number, on + timedelta(days=self.chance.randrange(10, 400)), "interrupted", who)
        elif fate < 0.71:
            self._ended(number, on + timedelta(days=self.chance.randrange(10, 300)), "deceased", who)

    def _consent(self, number: int, on: date, who: dict[str, Any]) -> None:
        if self.chance.random() < 0.75:
            given = intake.SusConsentGiven(**who, consent=UUID(int=7_000_000 + number), on=on)
            self.tell(f"consent-{number}", given, noon(str(on)))

    def _ended(self, number: int, on: date, why: str, who: dict[str, Any]) -> None:
        if on <= LAST:
            kind: Any = "interrupted" if why == "interrupted" else "completed"
            reason: Any = self.chance.choice(REASONS) if why == "interrupted" else why
            self.tell(f"case-{number}", intake.CaseEnded(**who, on=on, kind=kind, exit=reason), noon(str(on)))

    def _job(self, number: int, on: date, who: dict[str, Any]) -> None:
        if on > LAST:
            return
        job: dict[str, Any] = {**who, "employment": UUID(int=2_000_000 + number)}
        form: Any = self.chance.choice(FORMS)
        started = placement.EmploymentStarted(
            **job, employer=UUID(int=9_000_000 + number % 40), unit="stockholm", on=on, weekly_hours=Decimal(30), form=form
        )
        self.tell(f"employment-{number}", started, noon(str(on)))
        self._introduction(number, on, who)
        if self.chance.random() < 0.35:
            lost = on + timedelta(days=self.chance.randrange(20, 420))
            if lost <= LAST:
                self.tell(f"employment-{number}", placement.EmploymentEnded(**job, on=lost), noon(str(lost)))

    def _introduction(self, number: int, on: date, who: dict[str, Any]) -> None:
        stream = f"followup-{number}"
        begun = followup.IntroductionStarted(**who, employment=UUID(int=2_000_000 + number), on=on)
        self.tell(stream, begun, noon(str(on)))
        if self.chance.random() < 0.8:
            steps = tuple(
                followup.PlannedStep(applies_from=on + weeks * WEEK, person=Decimal(person), employer=Decimal(employer))
                for weeks, person, employer in ((0, "3", "1"), (4, "2", "0.5"), (10, "1", "0.5"), (20, "0.5", "0.25"))
            )
            plan = followup.PlanAgreed(
                **who, plan=UUID(int=4_000_000 + number), kind="introduction", steps=steps, until=None, revises=None, on=on
            )
            self.tell(stream, plan, noon(str(on)))
        over = on + timedelta(days=self.chance.randrange(90, 190))
        if over <= LAST:
            ended = followup.IntroductionEnded(
                **who, employment=UUID(int=2_000_000 + number), on=over, breach=(over - on).days > 183
            )
            self.tell(stream, ended, noon(str(over)))
        for index, (day, party) in enumerate(self._contacts(on)):
            outcome: Any = "kept" if self.chance.random() < 0.9 else "no-show"
            told = followup.ContactLogged(
                **who,
                contact=UUID(int=8_000_000 + 1000 * number + index),
                outcome=outcome,
                on=day,
                contact_with=party,
                channel="visit",
                on_site=self.chance.random() < 0.6,
                planned=True,
                support_person=None,
            )
            self.tell(f"contact-{number}-{index}", told, noon(str(day)))

    def _contacts(self, on: date) -> Iterator[tuple[date, Any]]:
        for week in range(26):
            for party, most in (("person", 2.6), ("employer", 0.9)):
                wanted = most / (1 + week / 7)
                times = int(wanted) + (self.chance.random() < wanted % 1)
                for time in range(times):
                    day = on + week * WEEK + timedelta(days=2 * time)
                    if day <= LAST:
                        yield day, party
