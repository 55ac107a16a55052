"""Handovers: decided by a unit's manager (scope `handover`), read by those who may read the case."""

from fastapi import APIRouter

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import CasePath, CaseWork, HandoverPath, Intake, MayHandOver, MayReadCases, case_of
from services.intake.api.step import CaseStep, informed
from services.intake.schemas.handovers import HandoverDetail, HandoverIn, HandoverView
from shared.db import Row, Tx
from shared.http.dependencies import DbTx, Page, Reply
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.ids import new_id
from shared.sealing import Sealing
from shared.service import Service

router = APIRouter(prefix="/cases/{case}/handovers", route_class=Transactional, tags=["handovers"])


@router.post("", status_code=201)
async def hand_over_case(
    officer: MayHandOver, case: CasePath, body: HandoverIn, step: CaseStep, service: Intake, reading: CaseWork, reply: Reply
) -> HandoverDetail:
    """Hand the case over to another support person, at the same unit or another one, with what that one needs to know.

    At another unit only that one sees the case from then on. The first contact is due within five working days.

    Lämna över ärendet till en annan stödperson, vid samma enhet eller en annan, med det som den behöver veta. Vid en annan
    enhet ser bara den ärendet därefter. Första kontakten ska tas inom fem arbetsdagar.
    """
    row, handover = await step.mine(), new_id()
    sealing = await step.sealing()
    command = c.HandOverCase(
        handover=handover,
        unit=body.unit,
        support_person=body.support_person,
        reason=body.reason,
        note=await sealing.note(body.note, "note"),
        packet=await _packet(sealing, body),
        by=officer.subject,
        on=body.on,
        today=step.today,
    )
    version = await step.take(command)
    await reading.of(person=row["person"], case=case)
    reply.created(f"/cases/{case}/handovers/{handover}", version)
    return await _detail(service, step.log.tx, await queries.handover(step.log.tx, case, handover))


async def _packet(sealing: Sealing, body: HandoverIn) -> e.HandoverPacket:
    return e.HandoverPacket(
        promises=tuple([await sealing.text(promise, "promise") for promise in body.promises]),
        open_clocks=tuple(e.OpenClock(kind=clock.kind, due_on=clock.due_on) for clock in body.open_clocks),
        presentation=body.presentation,
        last_contacts=tuple(
            e.LastContact(contact_with=one.contact_with, channel=one.channel, on=one.on) for one in body.last_contacts
        ),
        informed=informed(body.informed),
    )


@router.get("")
async def list_handovers(officer: MayReadCases, case: CasePath, page: Page, tx: DbTx, reading: CaseWork) -> Listing[HandoverView]:
    """The case's handovers, the last one first. / Ärendets överlämningar, den senaste först."""
    row = await case_of(officer, tx, case)
    rows, total = await queries.list_handovers(tx, case, limit=page.limit, offset=page.offset)
    await reading.of(person=row["person"], case=case)
    return page.of([HandoverView.of(row) for row in rows], total)


@router.get("/{handover}")
async def show_handover(
    officer: MayReadCases, case: CasePath, handover: HandoverPath, service: Intake, tx: DbTx, reading: CaseWork, reply: Reply
) -> HandoverDetail:
    """One handover with its packet. / En överlämning med sitt underlag."""
    row = await case_of(officer, tx, case)
    found = await queries.handover(tx, case, handover)
    await reading.of(person=row["person"], case=case)
    reply.version(row["version"])
    return await _detail(service, tx, found)


async def _detail(service: Service, tx: Tx, row: Row) -> HandoverDetail:
    sealing = Sealing(service.vault, tx, row["person"], streams.case(row["case_id"]))
    note = await sealing.read(row["note"], "note")
    promises = [await sealing.read(text, "promise") for text in row["promises"]]
    return HandoverDetail.of(row, note=note, promises=promises)
