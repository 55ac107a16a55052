"""Cases: opened on a granted decision, listed, shown. What happens to one afterwards is in `course` and `handovers`."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.intake import commands as c
from services.intake import events as e
from services.intake import protection, queries, streams
from services.intake.api.access import (
    CasePath,
    CaseWork,
    Intake,
    MayReadCases,
    MayWorkOnCases,
    ProposalPath,
    case_of,
    referral_of,
)
from services.intake.case import case as decider
from services.intake.referral import referral as referral_decider
from services.intake.schemas.cases import CaseIn, CaseView, ListedCase, ProposalDetail, StepView
from services.intake.schemas.fields import CaseStatus
from shared.db import Row, Tx
from shared.decider import handle
from shared.errors import NotFound
from shared.http.dependencies import DbTx, Log, Page, Reply, Today
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing

router = APIRouter(prefix="/cases", route_class=Transactional, tags=["cases"])

ProposedFilter = Annotated[
    bool | None, Query(description="With or without a late registration that awaits a second officer / Väntar på godkännande")
]
StatusFilter = Annotated[CaseStatus | None, Query(description="Only these / Bara dessa")]


@router.post("", status_code=201)
async def open_case(officer: MayWorkOnCases, body: CaseIn, today: Today, log: Log, reply: Reply) -> CaseView:
    """Open a case for a granted referral: it waits to be started. / Öppna ett ärende på ett beviljat beslut."""
    row = await referral_of(officer, log.tx, body.referral)
    case = new_id()
    version = await handle(log, decider, streams.case(case), await _opening(log.tx, row, case, body, today))
    await handle(log, referral_decider, streams.referral(body.referral), c.AcceptReferral(case=case, on=body.on))
    reply.created(f"/cases/{case}", version)
    return CaseView.of(await queries.case(log.tx, case))


async def _opening(tx: Tx, referral: Row, case: CasePath, body: CaseIn, today: Today) -> c.OpenCase:
    person = await queries.person(tx, referral["person"])
    assessment = await queries.assessment(tx, body.referral)
    granted = assessment is not None and assessment["decision"] == "granted"
    job = referral["planned_job"]
    return c.OpenCase(
        case=case,
        person=referral["person"],
        referral=body.referral,
        unit=referral["unit"],
        characteristics=e.Characteristics(
            sex=person["sex"],
            birth_year=person["birth_date"].year,
            disability_group=assessment["disability_group"] if assessment else None,
            municipality=person["municipality"],
            referral_source=referral["source"],
        ),
        planned_job=_planned(job) if job else None,
        granted_on=assessment["decided_on"] if assessment and granted else None,
        engaged_in=await queries.other_case(tx, referral["person"], body.referral),
        on=body.on,
        today=today,
    )


def _planned(job: Mapping[str, Any]) -> e.PlannedJob:
    starts_on = job["starts_on"]
    return e.PlannedJob(starts_on=date.fromisoformat(starts_on) if starts_on else None, already_begun=job["already_begun"])


@router.get("")
async def list_cases(
    officer: MayReadCases, page: Page, tx: DbTx, reading: CaseWork, status: StatusFilter = None, proposed: ProposedFilter = None
) -> Listing[ListedCase]:
    """Cases of one's own units; waiting ones first, in their order. / Den egna enhetens ärenden, väntande i köordning."""
    rows, total = await queries.list_cases(
        tx,
        shown=partial(protection.shown_to, officer),
        units=sorted(officer.units),
        status=status,
        proposed=proposed,
        limit=page.limit,
        offset=page.offset,
    )
    await reading.of_each([(row["person"], row["case_id"]) for row in rows])
    return page.of([ListedCase.of(row) for row in rows], total)


@router.get("/{case}")
async def show_case(officer: MayReadCases, case: CasePath, tx: DbTx, reading: CaseWork, reply: Reply) -> CaseView:
    """One case. / Ett ärende."""
    row = await case_of(officer, tx, case)
    await reading.of(person=row["person"], case=case)
    reply.version(row["version"])
    return CaseView.of(row)


@router.get("/{case}/history")
async def show_history(officer: MayReadCases, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[StepView]:
    """The course of the case from its first step: what, from which day, when it was registered, and by whom; no notes.

    Ärendets gång från första steget: vad, från vilken dag, när det registrerades och av vem; inga anteckningar.
    """
    row = await case_of(officer, tx, case)
    rows, total = await queries.course_of(tx, case, limit=page.limit, offset=page.offset)
    await reading.of(person=row["person"], case=case)
    return page.of([StepView.of(row) for row in rows], total)


@router.get("/{case}/proposals/{proposal}")
async def show_proposal(
    officer: MayReadCases, case: CasePath, proposal: ProposalPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> ProposalDetail:
    """The late registration that awaits a second officer. / Den sena registrering som väntar på en annan handläggare."""
    row = await case_of(officer, tx, case)
    found = row["proposal"]
    if found is None or found["proposal"] != str(proposal):
        raise NotFound("proposal", proposal)
    await reading.of(person=row["person"], case=case)
    reply.version(row["version"])
    why = await Sealing(service.vault, tx, row["person"], streams.case(case)).read(found["late_reason"], "late-reason")
    return ProposalDetail.model_validate({**found, "status": "proposed", "late_reason": why})
