"""Cases for the benchmarks: intake's own event, and all that three services publish of one person's case."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from services.intake import events as e
from shared.bus import Received
from shared.contracts import followup, intake, placement
from shared.contracts.base import Contract

Told = tuple[str, Contract, date]
"""(stream, what is published, the day it is recorded)"""

UNITS = ("stockholm", "sundsvall", "malmo", "kiruna")
FIRST_DAY = date(2023, 1, 2)


def started(case: UUID, on: date) -> e.CaseStarted:
    """A case started that day, as intake records it."""
    who = e.Characteristics(
        sex="woman", birth_year=1990, disability_group="61", municipality="0180", referral_source="municipality"
    )
    return e.CaseStarted(
        case=case, person=uuid5(case, "person"), unit="stockholm", support_person="officer-1", characteristics=who, on=on
    )


def course(number: int) -> Iterator[Told]:
    """Everything published of one case, in order: start, introduction, work, a change of hours, statuses, and the end."""
    case = uuid5(NAMESPACE_URL, f"case {number}")
    person, job = uuid5(case, "person"), uuid5(case, "job")
    first = FIRST_DAY + timedelta(days=number % 700)
    began = first + timedelta(days=60 + number % 90)
    yield from _beginning(case, person, number, first)
    yield from _work(case, person, job, began)
    yield from _support(case, person, job, first, began)
    last = began + timedelta(days=250)
    yield f"case-{case}", intake.CaseEnded(case=case, person=person, on=last, kind="completed", exit="employment"), last


def _beginning(case: UUID, person: UUID, number: int, first: date) -> Iterator[Told]:
    begun = intake.CaseStarted(
        case=case,
        person=person,
        unit=UNITS[number % len(UNITS)],
        support_person="officer-1",
        on=first,
        sex="woman" if number % 2 else "man",
        birth_year=1960 + number % 45,
        disability_group="61",
        municipality="0180",
        referral_source="municipality",
    )
    yield f"case-{case}", begun, first


def _work(case: UUID, person: UUID, job: UUID, began: date) -> Iterator[Told]:
    about = {"employment": job, "case": case, "person": person}
    employer = uuid5(NAMESPACE_URL, f"employer {case.int % 500}")
    employed = placement.EmploymentStarted(
        **about, employer=employer, unit="stockholm", on=began, weekly_hours=Decimal(20), form="LFU"
    )
    changed, ended = began + timedelta(days=100), began + timedelta(days=240)
    yield f"employment-{job}", employed, began
    terms = placement.EmploymentTermsChanged(**about, on=changed, weekly_hours=Decimal(30), form="NONE")
    yield f"employment-{job}", terms, changed
    yield f"employment-{job}", placement.EmploymentEnded(**about, on=ended), ended


def _support(case: UUID, person: UUID, job: UUID, first: date, began: date) -> Iterator[Told]:
    stream, until = f"support-{case}", began + timedelta(days=120)
    yield stream, followup.IntroductionStarted(case=case, person=person, employment=job, on=began), began
    yield stream, followup.IntroductionEnded(case=case, person=person, employment=job, on=until, breach=False), until
    yield stream, followup.FollowUpStarted(case=case, person=person, on=until), until
    for place, on in enumerate((first + timedelta(days=90), first + timedelta(days=180), began + timedelta(days=240))):
        status = uuid5(case, f"status {place}")
        found = followup.StatusEstablished(
            status=status, case=case, person=person, on=on, situation="in-work" if on >= began else "looking"
        )
        yield stream, found, on
    done = began + timedelta(days=245)
    yield stream, followup.SupportCompleted(case=case, person=person, on=done), done


def message(told: Told, *, version: int, offset: int) -> Received:
    """The event as it lies on the bus, published as that version of its stream."""
    stream, contract, on = told
    return Received(
        topic="sius.bench.v1",
        partition=0,
        offset=offset,
        key=contract.key,
        value=contract.model_dump_json().encode(),
        headers={
            "ce_type": contract.type,
            "ce_id": str(uuid5(NAMESPACE_URL, f"{stream}/{version}")),
            "ce_subject": stream,
            "ce_sequence": str(version),
            "ce_previous": str(version - 1),
            "ce_time": datetime.combine(on, time(12), UTC).isoformat(),
            "ce_correlationid": "bench-course",
        },
    )
