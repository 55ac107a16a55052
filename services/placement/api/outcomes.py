"""How candidacies came out, per employer and over all, with small numbers withheld."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.placement import queries
from services.placement.api.access import EmployerPath, MayRead
from services.placement.queries import candidacies
from services.placement.schemas.candidacies import OutcomesView
from shared.auth import Principal
from shared.db import Tx
from shared.http.dependencies import DbTx
from shared.http.transactional import Transactional

router = APIRouter(route_class=Transactional, tags=["outcomes"])

YearFilter = Annotated[int | None, Query(ge=1900, le=2199, description="Year of proposal / År för förslaget", examples=[2026])]
EmployerFilter = Annotated[UUID | None, Query(description="At this employer / Hos arbetsgivaren")]


@router.get("/employers/{employer}/outcomes")
async def show_employer_outcomes(officer: MayRead, employer: EmployerPath, tx: DbTx, year: YearFilter = None) -> OutcomesView:
    """How candidacies at the employer came out, by outcome and reason, over every unit. Numbers about few persons are withheld.

    Hur kandidaturer hos arbetsgivaren har slutat, per utfall och skäl, för alla enheter. Tal om få personer visas inte.
    """
    await queries.employer(tx, employer)
    return await _counted(officer, tx, employer, year)


@router.get("/candidacy-outcomes")
async def show_candidacy_outcomes(
    officer: MayRead, tx: DbTx, employer: EmployerFilter = None, year: YearFilter = None
) -> OutcomesView:
    """How candidacies came out, by outcome and reason, over every unit. Numbers about few persons are withheld.

    Hur kandidaturer har slutat, per utfall och skäl, för alla enheter. Tal om få personer visas inte.
    """
    return await _counted(officer, tx, employer, year)


async def _counted(officer: Principal, tx: Tx, employer: UUID | None, year: int | None) -> OutcomesView:
    rows = await candidacies.outcome_counts(tx, officer=officer, employer=employer, year=year)
    return OutcomesView.of(employer, year, [(row["outcome"], row["reason"], row["number"], row["persons"]) for row in rows])
