"""The SUS register: each participation in and out, with identity or anonymously, and the reasons for gaps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query

from services.intake import protection, sus
from services.intake.api.access import CaseWork, MayReadCases
from services.intake.queries import sus as queries
from services.intake.schemas.consents import SusCounts, SusGapCount, SusOutcomeGapCount, SusRegistration, SusRegistrationGapCount
from services.intake.schemas.fields import Unit
from services.intake.schemas.sus_outcomes import SusOutcomeView
from shared.auth import Principal
from shared.db import Row, Tx
from shared.http.dependencies import DbTx, Page
from shared.http.paging import Listing
from shared.http.transactional import Transactional
from shared.http.units import require_unit

router = APIRouter(route_class=Transactional, tags=["sus"])

OfUnit = Annotated[Unit | None, Query(description="Only this unit / Bara denna enhet")]
OfYear = Annotated[
    int | None,
    Query(ge=1900, le=2199, description="Under way in this budget year / Pågick detta budgetår", examples=[2026]),
]


def _units(officer: Principal, unit: str | None) -> list[str]:
    if unit is None:
        return sorted(officer.units)
    require_unit(officer, unit)
    return [unit]


@router.get("/sus-registrations")
async def list_sus_registrations(
    officer: MayReadCases, page: Page, tx: DbTx, reading: CaseWork, unit: OfUnit = None, year: OfYear = None
) -> Listing[SusRegistration]:
    """Participations of one's own units: how each is registered in and out, and every reason why not with identity.

    A protected identity is masked for all but named officers. The period is whole budget years, so that no choice of days
    tells when a masked participation began.

    Den egna enhetens deltaganden: hur de är registrerade in och ut, och alla skäl till luckor. Skyddade uppgifter döljs.
    """
    found, total = await queries.participations(tx, units=_units(officer, unit), year=year, limit=page.limit, offset=page.offset)
    named = officer.may(protection.SCOPE)
    rows = [(row, taking_part, row["concealed"] and not named) for row, taking_part in found]
    outcomes = await _outcomes(tx, found)
    await reading.of_each([(row["person"], row["case_id"]) for row, _, masked in rows if not masked])
    return page.of(
        [SusRegistration.of(row, taking_part, outcomes.get(row["case_id"]), masked=masked) for row, taking_part, masked in rows],
        total,
    )


@router.get("/sus-registration-counts")
async def count_sus_registrations(officer: MayReadCases, tx: DbTx, unit: OfUnit = None, year: OfYear = None) -> SusCounts:
    """Coverage of the register: worked with, consented, registered, and how many gaps there are of each kind.

    Registrets täckning: hur många enheten har arbetat med, som har samtyckt och är registrerade, och luckorna efter skäl.
    """
    found, _ = await queries.participations(tx, units=_units(officer, unit), year=year)
    outcomes = await _outcomes(tx, found)
    ends = {case: outcome.ended_on for case, outcome in outcomes.items()}
    return _counted(
        found,
        Counter(taking_part.registration_gap(ends.get(row["case_id"])) for row, taking_part in found),
        Counter(taking_part.outcome_gap(ends.get(row["case_id"])) for row, taking_part in found),
    )


async def _outcomes(tx: Tx, found: Sequence[tuple[Row, sus.Participation]]) -> Mapping[UUID, SusOutcomeView]:
    rows = await queries.latest_outcomes(tx, [row["case_id"] for row, _ in found])
    return {case: SusOutcomeView.of(row, queries.outcome_of(row)) for case, row in rows.items()}


def _counted(
    found: Sequence[tuple[Row, sus.Participation]],
    registration_gaps: Mapping[sus.Gap | None, int],
    outcome_gaps: Mapping[sus.OutcomeGap | None, int],
) -> SusCounts:
    taking_part = [participation for _, participation in found]
    starts = [participation.at_start for participation in taking_part]
    ends = [participation.at_end for participation in taking_part]
    at_start = Counter(gap for start in starts for gap in start.gaps)
    at_end = Counter(gap for end in ends for gap in end.gaps)
    return SusCounts(
        worked_with=len(taking_part),
        consented=sum(participation.consented for participation in taking_part),
        registered=sum(start.registered == "identified" for start in starts),
        ended=sum(end.registered != "not-yet" for end in ends),
        registered_at_end=sum(end.registered == "identified" for end in ends),
        gaps=[SusGapCount(gap=gap, at_start=at_start[gap], at_end=at_end[gap]) for gap in get_args(sus.Gap)],
        registrations=registration_gaps.get(None, 0),
        registration_gaps=[SusRegistrationGapCount(gap=gap, count=registration_gaps.get(gap, 0)) for gap in get_args(sus.Gap)],
        outcomes=outcome_gaps.get(None, 0),
        outcome_gaps=[SusOutcomeGapCount(gap=gap, count=outcome_gaps.get(gap, 0)) for gap in get_args(sus.OutcomeGap)],
    )
