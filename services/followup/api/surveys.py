"""The survey for officers: invitations, codes and counts; texts for those named to read them; and what is released."""

from typing import Annotated, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request

from services.followup import commands as c
from services.followup import events as e
from services.followup import queries, streams
from services.followup.api.access import CasePath, CaseWork, MayRead, MayWrite, UnitPath, own_support, read_support
from services.followup.inviting import invitations
from services.followup.questionnaire import codes, held, release
from services.followup.questionnaire.wording import wording_on
from services.followup.rules import survey_practice_on
from services.followup.schemas.surveys import (
    InvitationIn,
    InvitationView,
    InvitationWithCode,
    Month,
    ReleaseView,
    SurveyCountView,
    SurveyTextView,
)
from shared.auth import Principal, Requires
from shared.db import Row
from shared.decider import handle
from shared.http.access import Reader, Reading
from shared.http.dependencies import DbTx, IfMatch, Log, Now, Page, Reply, Today
from shared.http.idempotency import unstored
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit
from shared.ids import new_id
from shared.service import Service

router = APIRouter(prefix="/supports/{case}/survey-invitations", route_class=Transactional, tags=["survey"])
figures_router = APIRouter(route_class=Transactional, tags=["survey"])

MayReadTexts = Annotated[Principal, Requires("survey-texts:read")]
MayRelease = Annotated[Principal, Requires("ops")]
Improving = Annotated[Reader, Reading("survey-texts")]
InvitationPath = Annotated[UUID, Path(description="An invitation / En inbjudan")]
FormFilter = Annotated[e.SurveyForm, Query(description="Which form / Vilken enkät")]
FromMonth = Annotated[Month | None, Query(alias="from_month", description="First month / Första månad")]
ToMonth = Annotated[Month | None, Query(alias="to_month", description="Last month / Sista månad")]
QuestionFilter = Annotated[Literal["q8", "q9", "q10"] | None, Query(description="Only this question / Bara denna fråga")]


async def _service(request: Request) -> Service:
    return cast("Service", request.app.state.service)


Followup = Annotated[Service, Depends(_service)]


@router.post("", status_code=201)
@unstored
async def invite_to_survey(
    officer: MayWrite,
    case: CasePath,
    body: InvitationIn,
    service: Followup,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> InvitationWithCode:
    """Invite to the survey: needs the person's consent, and never a protected person. The code is shown this once.

    Bjud in till enkäten: kräver personens samtycke, och aldrig den som har skyddade uppgifter. Koden visas bara nu.
    """
    row = await own_support(officer, log.tx, case)
    invitation = new_id()
    command = c.InviteToSurvey(
        invitation=invitation,
        case=case,
        person=row["person"],
        unit=row["unit"],
        form=body.form,
        wording=wording_on(today).version,
        consented=await queries.consented(log.tx, row["person"], today),
        protected=await queries.protected(log.tx, row["person"]),
        today=today,
    )
    version = await handle(log, invitations, streams.survey(case), command, if_match=if_match)
    invited = await queries.invitation(log.tx, case, invitation)
    code = codes.new_code()
    about = {"case": case, "person": row["person"], "unit": row["unit"], "form": body.form, "wording": invited["wording"]}
    await codes.put(log.tx, invitation, _hashed(service, code), **about, expires_on=invited["expires_on"])
    reply.created(f"/supports/{case}/survey-invitations/{invitation}", version)
    return _with_code(service, invited, code)


@router.post("/{invitation}/codes", status_code=201)
@unstored
async def replace_survey_code(
    officer: MayWrite,
    case: CasePath,
    invitation: InvitationPath,
    service: Followup,
    today: Today,
    log: Log,
    if_match: IfMatch,
    reply: Reply,
) -> InvitationWithCode:
    """Another code for an invitation, as when the first was lost. For one that was answered the new code opens nothing.

    En ny kod till en inbjudan, till exempel när den första är borta. Är enkäten redan besvarad öppnar den nya koden inget.
    """
    row = await own_support(officer, log.tx, case)
    await queries.invitation(log.tx, case, invitation)
    command = c.ReplaceSurveyCode(
        invitation=invitation,
        consented=await queries.consented(log.tx, row["person"], today),
        protected=await queries.protected(log.tx, row["person"]),
        today=today,
    )
    version = await handle(log, invitations, streams.survey(case), command, if_match=if_match)
    found = await queries.invitation(log.tx, case, invitation)
    code = codes.new_code()
    await codes.replace(log.tx, invitation, _hashed(service, code), found["expires_on"])
    reply.created(f"/supports/{case}/survey-invitations/{invitation}", version)
    return _with_code(service, found, code)


def _hashed(service: Service, code: str) -> bytes:
    made = codes.hashed(code, service.settings.index_key_bytes)
    if made is None:
        raise RuntimeError("A code that was just made is no code.")
    return made


def _with_code(service: Service, row: Row, code: str) -> InvitationWithCode:
    return InvitationWithCode.of(row, code=code, answer_page=f"{service.settings.public_url}/followup/v1/survey")


@router.get("")
async def list_survey_invitations(
    officer: MayRead, case: CasePath, page: Page, tx: DbTx, reading: CaseWork
) -> Listing[InvitationView]:
    """The case's invitations, the last one first; never whether one was answered. / Ärendets inbjudningar, senaste först."""
    await read_support(officer, tx, case, reading)
    rows, total = await queries.list_invitations(tx, case, limit=page.limit, offset=page.offset)
    return page.of([InvitationView.of(row) for row in rows], total)


@router.get("/{invitation}")
async def show_survey_invitation(
    officer: MayRead, case: CasePath, invitation: InvitationPath, tx: DbTx, reading: CaseWork, reply: Reply
) -> InvitationView:
    """One invitation, without its code. / En inbjudan, utan koden."""
    await read_support(officer, tx, case, reading)
    found = await queries.invitation(tx, case, invitation)
    reply.version(found["version"])
    return InvitationView.of(found)


@figures_router.get("/units/{unit}/survey-counts")
async def show_survey_count(
    officer: MayRead,
    unit: UnitPath,
    today: Today,
    tx: DbTx,
    form: FormFilter = "ongoing",
    from_month: FromMonth = None,
    to_month: ToMonth = None,
) -> SurveyCountView:
    """How many were invited and how many answered, in months that are over; under five answers are not told.

    Hur många som bjudits in och svarat, i månader som är slut; färre än fem svar visas inte.
    """
    require_unit(officer, unit)
    invited, answered = await queries.survey_count(tx, unit, form, from_month, to_month)
    enough = answered >= survey_practice_on(today).at_least
    return SurveyCountView(
        unit=unit,
        form=form,
        invited=invited,
        answered=answered if enough else None,
        answer_rate=round(answered / invited, 4) if enough and invited else None,
        assessment="assessable" if enough else "not_assessable",
    )


@figures_router.get("/survey-texts")
async def list_survey_texts(
    reader: MayReadTexts, service: Followup, page: Page, tx: DbTx, reading: Improving, question: QuestionFilter = None
) -> Listing[SurveyTextView]:
    """What was written in the surveys of the reader's units, for named readers only; each text by itself, in no order.

    Det som skrivits i enheternas enkäter, bara för särskilt utsedda läsare; varje text för sig, utan ordning.
    """
    number = int(question[1:]) if question else None
    rows, total = await queries.list_texts(tx, sorted(reader.units), question=number, limit=page.limit, offset=page.offset)
    await reading.of()
    safe = held.Safe(service.settings.master_key_bytes)
    return page.of([_text(safe, row) for row in rows], total)


def _text(safe: held.Safe, row: Row) -> SurveyTextView:
    values = {**dict(row), "question": f"q{row['question']}", "words": safe.unseal(row["sealed"])}
    return SurveyTextView.model_validate(values)


@figures_router.post("/survey-releases")
async def release_surveys(_operator: MayRelease, service: Followup, now: Now, log: Log) -> ReleaseView:
    """Release answers of months that are over, at least five of a kind at a time. The service does so by itself every hour.

    Lämna ut svar från månader som är slut, minst fem av ett slag åt gången. Tjänsten gör det själv varje timme.
    """
    done = await release.release(log, held.Safe(service.settings.master_key_bytes), now)
    return ReleaseView(answers=done.answers, months=done.months)
