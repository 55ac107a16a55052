"""What is told of three units: referrals, cases, jobs, decisions, handovers and ends, drawn at random by a seed."""

from datetime import timedelta
from random import Random
from typing import Any

from shared.contracts import intake, placement
from tests.metrics.telling import Told, d, noon
from tests.metrics.test_api import number

UNITS = ("kiruna", "stockholm", "sundsvall")


class Country(Told):
    """Referrals, cases, jobs, handovers, decisions and ends at three units, drawn at random."""

    def __init__(self, cases: int, *, seed: int) -> None:
        super().__init__()
        self._random = Random(seed)
        for index in range(1, cases + 1):
            self._course(index, self._random.choice(UNITS))
        for index, unit in enumerate(UNITS):
            self._share(index, unit)

    def _chance(self, of: float) -> bool:
        return self._random.random() < of

    def _day(self, first: str, days: int) -> str:
        return str(d(first) + timedelta(days=self._random.randrange(days)))

    def _course(self, index: int, unit: str) -> None:
        came = self._day("2024-08-01", 450)
        about: dict[str, Any] = {"referral": number(30_000 + index), "person": number(10_000 + index)}
        received = intake.ReferralReceived(
            **about,
            unit=unit,
            source="af",
            source_unit=None,
            proposed=False,
            on=d(came),
            sex=None,
            birth_year=None,
            municipality=None,
        )
        self.tell(f"referral-{index}", received, noon(came))
        if self._chance(0.2):
            back = intake.ReferralReturned(**about, reasons=("not-ready",), on=d(came) + timedelta(days=3))
            self.tell(f"referral-{index}", back, noon(came))
            return
        self.tell(f"referral-{index}", intake.ReferralAccepted(**about, case=number(index), on=d(came)), noon(came))
        opened = intake.CaseOpened(case=number(index), **about, unit=unit, granted_on=d(came), on=d(came))
        self.tell(f"case-{number(index)}", opened, noon(came))
        if self._chance(0.9):
            self._started(index, unit, self._day(came, 40))

    def _started(self, index: int, unit: str, on: str) -> None:
        case, person = number(index), number(10_000 + index)
        self.case_started(on, case=case, person=person, unit=unit)
        if self._chance(0.3):
            over = intake.CaseHandedOver(
                case=case,
                person=person,
                from_unit=unit,
                unit=self._random.choice(UNITS),
                support_person="officer-2",
                on=d(self._day(on, 90)),
            )
            self.tell(f"case-{case}", over, noon(on))
        if self._chance(0.6):
            self._job(index, self._day(on, 200))
        if self._chance(0.4):
            kind: Any = self._random.choice(["interrupted", "completed"])
            left: Any = "health" if kind == "interrupted" else self._random.choice(["employment", "studies"])
            end = self._day(on, 300)
            self.tell(f"case-{case}", intake.CaseEnded(case=case, person=person, on=d(end), kind=kind, exit=left), noon(end))

    def _job(self, index: int, on: str) -> None:
        form = self._random.choice(["NONE", "NYSTART", "LFU", "LFU"])
        job, case, person = number(20_000 + index), number(index), number(10_000 + index)
        self.job_started(on, job=job, case=case, person=person, form=form)
        if self._chance(0.5):
            end = self._day(on, 250)
            ended = placement.EmploymentEnded(employment=job, case=case, person=person, on=d(end))
            self.tell(f"employment-{job}", ended, noon(end))
        if form == "LFU":
            decided = placement.SubsidyDecided(
                employment=job,
                case=case,
                person=person,
                decision=number(50_000 + index),
                form="LFU",
                starts_on=d(on),
                until=d(on),
                extension=self._chance(0.6),
                on=d(on),
            )
            self.tell(f"subsidy-{index}", decided, noon(on))

    def _share(self, index: int, unit: str) -> None:
        share = intake.ShareSet(
            share=number(60_000 + index),
            unit=unit,
            support_person=f"officer-{index}",
            appropriation="1:4",
            percent=50 + 10 * index,
            on=d("2025-02-15"),
            until=d("2025-09-30") if index else None,
        )
        self.tell(f"share-{index}", share, noon("2025-02-15"))
