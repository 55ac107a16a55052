"""What a partner agency is given about a case: a municipality by law, and everybody what the person consents to, at once."""

from datetime import date
from typing import Any

from fastapi import APIRouter

from services.intake import protection, queries, streams
from services.intake.api.access import Intake, MayPropose, OwnReferrals, ReferralPath, agency_of
from services.intake.programme_data import PROGRAMME, is_municipality
from services.intake.queries import consents
from services.intake.schemas.consents import SharedDetails
from services.intake.schemas.programme_data import ProgrammeData
from shared.auth import Principal
from shared.db import Row, Tx
from shared.errors import Forbidden
from shared.http.dependencies import DbTx, Today
from shared.http.transactional import Transactional
from shared.sealing import Sealing

router = APIRouter(prefix="/own-referrals/{referral}", route_class=Transactional, tags=["consents"])


@router.get("/shared-details")
async def show_shared_details(
    partner: MayPropose, referral: ReferralPath, tx: DbTx, today: Today, reading: OwnReferrals
) -> SharedDetails:
    """What the person consents to share with the agency about the case that its referral led to; without consent nothing.

    Vad personen samtycker till att dela med aktören om ärendet som anvisningen ledde till; utan samtycke ingenting.
    """
    agency = agency_of(partner)
    row = await _own(partner, tx, referral)
    scope = await consents.scope_shared_with(tx, row["person"], agency, today)
    case = await consents.case_of_referral(tx, referral) if scope else None
    await reading.of(person=row["person"], case=case["case_id"] if case else None)
    return SharedDetails.of(referral, scope, case)


@router.get("/programme-data")
async def show_programme_data(
    partner: MayPropose, referral: ReferralPath, service: Intake, tx: DbTx, reading: OwnReferrals
) -> ProgrammeData:
    """What a municipality's social services are given without consent, by law, and nothing more. Every reading is logged.

    Only what the section lists and intake holds; `not_held` names the rest of the list. More is in `shared-details`, under the
    person's consent, until it is withdrawn. For other agencies than municipalities 403.

    Vad en kommuns socialtjänst får utan samtycke (2002:623 7 d §), och inget mer. Varje läsning loggas. Andra aktörer nekas.
    """
    row = await _own(partner, tx, referral)
    if not is_municipality(agency_of(partner)):
        raise Forbidden("not-a-municipality", person=row["person"])
    person = await queries.person(tx, row["person"])
    case = await consents.case_of_referral(tx, referral)
    await reading.of(person=person["person"], case=case["case_id"] if case else None)
    sealing = Sealing(service.vault, tx, person["person"], streams.person(person["person"]))
    return ProgrammeData(
        referral=referral,
        name=await sealing.read(person["name"], "name"),
        birth_date=person["birth_date"],
        registered_from=await _registered_from(tx, referral),
        **_period(case),
    )


async def _own(partner: Principal, tx: Tx, referral: ReferralPath) -> Row:
    row = await queries.own_referral(tx, agency_of(partner), referral)
    await protection.require(tx, partner, row["person"])
    return row


async def _registered_from(tx: Tx, referral: ReferralPath) -> date | None:
    assessment = await queries.assessment(tx, referral)
    return assessment["registered_since"] if assessment else None


def _period(case: Row | None) -> dict[str, Any]:
    begun = case is not None and case["started_on"] is not None
    return {
        "programme": PROGRAMME if begun else None,
        "programme_from": case["started_on"] if case and begun else None,
        "programme_to": case["ended_on"] if case and begun else None,
    }
