"""Published events as metrics receives them: each stream's versions rise, and each event has an id of its own."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from services.metrics.facts import Employment
from services.metrics.figures.arguments import Arguments, asked
from services.metrics.figures.columns import Texts, days, ids, uuids
from services.metrics.figures.days import ints
from services.metrics.figures.lives import Enrolment, Status, StatusKind, lives_of
from services.metrics.figures.population import Changes, Population, Spells
from services.metrics.figures.spells import Changed, Employed, spells_of
from services.metrics.figures.worktypes import WorkClass
from services.metrics.histories import Histories
from services.metrics.known import Facts
from shared.bus import Received
from shared.contracts import followup, intake, placement
from shared.contracts.base import Contract
from shared.inbox import Delivery

CASE, OTHER_CASE = UUID(int=1), UUID(int=2)
PERSON = UUID(int=100)
BAKERY = UUID(int=200)
JOB, OTHER_JOB = UUID(int=300), UUID(int=301)
REFERRAL = UUID(int=400)
UNIT = "stockholm"

F = TypeVar("F")


def d(text: str) -> date:
    return date.fromisoformat(text)


def noon(text: str) -> datetime:
    return datetime.combine(d(text), datetime.min.time(), UTC) + timedelta(hours=12)


class Told:
    """What the other services published, in the order it is told here, and when it was recorded."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self._versions: Counter[str] = Counter()

    def tell(self, stream: str, contract: Contract, recorded_at: datetime) -> Delivery:
        self._versions[stream] += 1
        version = self._versions[stream]
        delivery = Delivery(
            contract=contract,
            event_id=uuid5(NAMESPACE_URL, f"{stream}/{version}"),
            stream=stream,
            version=version,
            previous=version - 1,
            recorded_at=recorded_at,
            correlation="corr-1",
        )
        self.deliveries.append(delivery)
        return delivery

    def case_started(
        self, on: str, *, known: str | None = None, case: UUID = CASE, person: UUID = PERSON, unit: str = UNIT
    ) -> None:
        contract = intake.CaseStarted(
            case=case,
            person=person,
            unit=unit,
            support_person="officer-1",
            on=d(on),
            sex="woman",
            birth_year=1990,
            disability_group="61",
            municipality="0180",
            referral_source="af",
        )
        self.tell(f"case-{case}", contract, noon(known or on))

    def case_opened(self, on: str, *, known: str | None = None, case: UUID = CASE) -> None:
        opened = intake.CaseOpened(case=case, referral=REFERRAL, person=PERSON, unit=UNIT, granted_on=d(on), on=d(on))
        self.tell(f"case-{case}", opened, noon(known or on))

    def start_corrected(self, on: str, *, known: str, case: UUID = CASE) -> None:
        self.tell(f"case-{case}", intake.CaseStartCorrected(case=case, person=PERSON, on=d(on)), noon(known))

    def case_ended(
        self, on: str, *, known: str | None = None, case: UUID = CASE, left_as: Any = "employment", kind: Any = "completed"
    ) -> None:
        ended = intake.CaseEnded(case=case, person=PERSON, on=d(on), kind=kind, exit=left_as)
        self.tell(f"case-{case}", ended, noon(known or on))

    def case_end_corrected(self, on: str, *, known: str, case: UUID = CASE, left_as: Any = "studies") -> None:
        corrected = intake.CaseEndCorrected(case=case, person=PERSON, on=d(on), kind="completed", exit=left_as)
        self.tell(f"case-{case}", corrected, noon(known))

    def case_handed_over(self, on: str, *, unit: str, case: UUID = CASE) -> None:
        over = intake.CaseHandedOver(case=case, person=PERSON, from_unit=UNIT, unit=unit, support_person="officer-2", on=d(on))
        self.tell(f"case-{case}", over, noon(on))

    def case_paused(self, on: str, *, until: str, case: UUID = CASE) -> None:
        self.tell(f"case-{case}", intake.CasePaused(case=case, person=PERSON, on=d(on), until=d(until)), noon(on))

    def case_resumed(self, on: str, *, known: str | None = None, case: UUID = CASE) -> None:
        self.tell(f"case-{case}", intake.CaseResumed(case=case, person=PERSON, on=d(on)), noon(known or on))

    def case_reopened(self, on: str, *, case: UUID = CASE) -> None:
        self.tell(f"case-{case}", intake.CaseReopened(case=case, person=PERSON, on=d(on)), noon(on))

    def case_in_error(self, *, known: str, case: UUID = CASE) -> None:
        self.tell(f"case-{case}", intake.CaseRegisteredInError(case=case, person=PERSON), noon(known))

    def job_started(
        self,
        on: str,
        *,
        known: str | None = None,
        job: UUID = JOB,
        case: UUID = CASE,
        person: UUID = PERSON,
        form: Any = "LFU",
        occupation: str | None = None,
    ) -> None:
        """By version 2 when an occupation is told."""
        contract = placement.EmploymentStarted(
            employment=job,
            case=case,
            person=person,
            employer=BAKERY,
            unit=UNIT,
            on=d(on),
            weekly_hours=Decimal(20),
            form=form,
        )
        if occupation is not None:
            contract = placement.EmploymentStartedV2(**dict(contract), occupation=occupation, sector="private")
        self.tell(f"employment-{job}", contract, noon(known or on))

    def terms_changed(self, on: str, *, known: str | None = None, job: UUID = JOB, form: Any = "NONE", hours: str = "30") -> None:
        changed = placement.EmploymentTermsChanged(
            employment=job, case=CASE, person=PERSON, on=d(on), weekly_hours=Decimal(hours), form=form
        )
        self.tell(f"employment-{job}", changed, noon(known or on))

    def job_ended(self, on: str, *, known: str | None = None, job: UUID = JOB) -> None:
        ended = placement.EmploymentEnded(employment=job, case=CASE, person=PERSON, on=d(on))
        self.tell(f"employment-{job}", ended, noon(known or on))

    def job_corrected(self, started: str, ended: str | None, *, known: str, job: UUID = JOB) -> None:
        corrected = placement.EmploymentCorrected(
            employment=job, case=CASE, person=PERSON, started_on=d(started), ended_on=d(ended) if ended else None
        )
        self.tell(f"employment-{job}", corrected, noon(known))

    def job_in_error(self, *, known: str, job: UUID = JOB) -> None:
        self.tell(
            f"employment-{job}", placement.EmploymentRegisteredInError(employment=job, case=CASE, person=PERSON), noon(known)
        )

    def status(
        self, named: int, on: str, situation: Any, *, known: str | None = None, corrects: int | None = None, case: UUID = CASE
    ) -> None:
        contract = followup.StatusEstablished(
            status=UUID(int=named),
            case=case,
            person=PERSON,
            on=d(on),
            situation=situation,
            corrects=UUID(int=corrects) if corrects else None,
        )
        self.tell(f"followup-{case}", contract, noon(known or on))

    def facts(self) -> Facts:
        return learnt(self.deliveries)


def learnt(deliveries: Iterable[Delivery]) -> Facts:
    """What the deliveries say, each event once, as the subscription hands them on."""
    facts = Facts()
    for delivery in fresh(deliveries):
        facts.learn(delivery.contract, delivery.recorded_at)
    return facts


def fresh(deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    last: Counter[str] = Counter()
    for delivery in deliveries:
        if delivery.version > last[delivery.stream]:
            last[delivery.stream] = delivery.version
            yield delivery


def lives_known(facts: Facts, arguments: Arguments) -> Population:
    """Everybody's life by the facts known at `known_at`."""
    cases = [
        Enrolment(
            case=one.case_id,
            person=one.person,
            unit=one.unit,
            started_on=one.started_on,
            ended_on=one.ended_on,
            exit=one.exit,
        )
        for one in at(facts.cases, arguments)
        if one.started_on is not None
    ]
    found = [
        Status(case=one.case_id, person=one.person, on=one.on, status=cast("StatusKind", one.situation))
        for known in facts.statuses.rows()
        if known.at(arguments.known_at) and (one := known.fact).situation != "unknown"
    ]
    population = Population.of(lives_of(cases, (), found))
    spells, changes = spells_told(at(facts.employments, arguments), population, arguments.work_classes)
    return Population.from_columns(population.persons, population.enrolments, spells, changes, population.statuses)


def at(histories: Histories[F], arguments: Arguments) -> list[F]:
    """What is known at `known_at`."""
    return [known.fact for known in histories.rows() if known.at(arguments.known_at)]


def spells_told(jobs: Iterable[Employment], population: Population, classes: Collection[WorkClass]) -> tuple[Spells, Changes]:
    """The spells of these employments, of persons of the population."""
    numbers = {person: number for number, person in enumerate(uuids(population.persons))}
    told = [job for job in jobs if job.person in numbers]
    changes = [(number, nth, change) for number, job in enumerate(told) for nth, change in enumerate(job.changes, start=1)]
    return spells_of(
        Employed(
            number=ints(range(len(told))),
            case=ids([job.case_id for job in told]),
            person=ints([numbers[job.person] for job in told]),
            employer=ids([job.employer for job in told]),
            form=Texts.of([job.form for job in told]),
            started=days([job.started_on for job in told]),
            ended=days([job.ended_on for job in told]),
            unended=ints([job.ended_on is None for job in told]) == 1,
        ),
        Changed(
            job=ints([number for number, _, _ in changes]),
            nth=ints([nth for _, nth, _ in changes]),
            on=days([change.on for _, _, change in changes]),
            form=Texts.of([change.form for _, _, change in changes]),
        ),
        classes,
    )


def question(from_: str, to: str, *, known: str, as_of: str | None = None, **more: Any) -> Arguments:
    return asked(from_=d(from_), to=d(to), as_of=d(as_of or known), known_at=noon(known), **more)


def message(delivery: Delivery, *, topic: str = "sius.test.v1", offset: int = 0) -> Received:
    """The delivery as it lies on the bus."""
    return Received(
        topic=topic,
        partition=0,
        offset=offset,
        key=delivery.contract.key,
        value=delivery.contract.model_dump_json().encode(),
        headers={
            "ce_type": delivery.contract.type,
            "ce_id": str(delivery.event_id),
            "ce_subject": delivery.stream,
            "ce_sequence": str(delivery.version),
            "ce_previous": str(delivery.previous),
            "ce_time": delivery.recorded_at.isoformat(),
            "ce_correlationid": delivery.correlation,
        },
    )
