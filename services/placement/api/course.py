"""The course of an employment: started, terms changed, ended, dates corrected, registered in error."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.placement import candidacies, queries, streams
from services.placement import commands as c
from services.placement import employer as employing
from services.placement.api.access import EmploymentPath, MayWrite, Placement, sealing, within_unit
from services.placement.api.employments import searched
from services.placement.api.subsidised import follow_employment
from services.placement.employment import employment as decider
from services.placement.events import Sector
from services.placement.opportunity import opportunity as opportunity_decider
from services.placement.schemas.employments import CorrectionIn, EmploymentView, EndingIn, RetractionIn, StartIn, TermsIn
from shared.db import Row
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.http.replies import Replies
from shared.http.transactional import Transactional
from shared.ids import Sealed
from shared.sealing import Sealing

router = APIRouter(prefix="/employments/{employment}", route_class=Transactional, tags=["employments"])


@dataclass(frozen=True, kw_only=True)
class Course:
    """The employment that a step is taken in, by an officer who may; what the step needs; and how it is taken."""

    row: Row
    by: str
    today: date
    log: EventLog
    if_match: int | None
    sealing: Sealing

    @property
    def employment(self) -> UUID:
        employment: UUID = self.row["employment"]
        return employment

    async def search(self) -> c.Searched:
        return await searched(self.log, self.row["case_id"])

    async def sector(self) -> Sector | None:
        """The employer's sector, as its own stream tells."""
        history, _ = await self.log.read(streams.employer(self.row["employer"]))
        return employing.sector(employing.employer.fold(history))

    async def sealed(self, text: str) -> Sealed:
        return await self.sealing.text(text, "reason")

    async def take(self, command: c.EmploymentCommand, reply: Replies) -> EmploymentView:
        """Carry the command out, let the subsidies follow, and answer with the employment as it is then."""
        version = await handle(self.log, decider, streams.employment(self.employment), command, if_match=self.if_match)
        await follow_employment(self.log, self.row, self.by, self.today)
        reply.created(f"/employments/{self.employment}", version)
        return EmploymentView.of(await queries.employment(self.log.tx, self.employment))


async def _course(
    officer: MayWrite, employment: EmploymentPath, service: Placement, today: Today, log: Log, if_match: IfMatch
) -> Course:
    row = await within_unit(officer, log.tx, await queries.employment(log.tx, employment))
    return Course(row=row, by=officer.subject, today=today, log=log, if_match=if_match, sealing=sealing(service, log.tx, row))


OfEmployment = Annotated[Course, Depends(_course)]


@router.post("/starts", status_code=201)
async def start_employment(_officer: MayWrite, course: OfEmployment, body: StartIn, reply: Reply) -> EmploymentView:
    """The employment has started, on its first day in work. / Anställningen har börjat, på första arbetsdagen."""
    search, sector = await course.search(), await course.sector()
    command = c.StartEmployment(search=search, sector=sector, today=course.today, **body.model_dump())
    return await course.take(command, reply)


@router.post("/terms", status_code=201)
async def change_terms(_officer: MayWrite, course: OfEmployment, body: TermsIn, reply: Reply) -> EmploymentView:
    """Hours, tasks or support form are other from a day on.

    Arbetstid, arbetsuppgifter eller stödform är en annan från en dag.
    """
    tasks = None if body.tasks is None else await course.sealing.text(body.tasks, "tasks")
    terms = body.model_dump(exclude={"tasks"})
    command = c.ChangeTerms(search=await course.search(), tasks=tasks, today=course.today, **terms)
    return await course.take(command, reply)


@router.post("/endings", status_code=201)
async def end_employment(_officer: MayWrite, course: OfEmployment, body: EndingIn, reply: Reply) -> EmploymentView:
    """The employment has ended; the date is the last day in work. Support decided beyond it ends with it.

    Anställningen är slut; datumet är sista arbetsdagen. Stöd som är beslutat längre upphör samtidigt.
    """
    return await course.take(c.EndEmployment(reason=body.reason, on=body.on, today=course.today), reply)


@router.post("/corrections", status_code=201)
async def correct_employment(_officer: MayWrite, course: OfEmployment, body: CorrectionIn, reply: Reply) -> EmploymentView:
    """The dates were others than registered. What was registered stays in the log, with who corrected it and why.

    Datumen var andra än de registrerade. Det registrerade finns kvar i loggen, med vem som rättade och varför.
    """
    command = c.CorrectEmployment(
        search=await course.search(),
        started_on=body.started_on,
        ended_on=body.ended_on,
        reason=await course.sealed(body.reason),
        by=course.by,
        today=course.today,
    )
    return await course.take(command, reply)


@router.post("/retractions", status_code=201)
async def retract_employment(_officer: MayWrite, course: OfEmployment, body: RetractionIn, reply: Reply) -> EmploymentView:
    """The employment was registered in error: it never was, no figure counts it, and its place is free again.

    Anställningen är felregistrerad: den har aldrig funnits, ingen statistik räknar den, och platsen är ledig igen.
    """
    reason = await course.sealed(body.reason)
    command = c.RegisterEmploymentInError(reason=reason, by=course.by, on=body.on, today=course.today)
    view = await course.take(command, reply)
    await candidacies.undo_employment(course.log, course.employment, body.on)
    if view.opportunity is not None:
        freeing = c.FreePlace(employment=course.employment, on=body.on)
        await handle(course.log, opportunity_decider, streams.opportunity(view.opportunity), freeing)
    return view
