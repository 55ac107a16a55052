"""Planned contacts in a stretch of days: of a case, and of one's own units."""

from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query

from services.followup import queries
from services.followup.agenda import PlannedState
from services.followup.api.access import CasePath, CaseWork, MayRead, read_support
from services.followup.events import PlannedWith
from services.followup.queries.agenda import Due
from services.followup.schemas.agenda import DueContactView
from shared.errors import FieldError, Unprocessable
from shared.http.dependencies import DbTx, Page, Today
from shared.http.paging import Listing, Window
from shared.http.subjects import Officer, Unit
from shared.http.transactional import Transactional
from shared.http.types import Day

router = APIRouter(prefix="/planned-contacts", route_class=Transactional, tags=["planned-contacts"])
case_router = APIRouter(prefix="/supports/{case}/planned-contacts", route_class=Transactional, tags=["planned-contacts"])

MOST_DAYS_OF_UNITS: Final = 62
MOST_DAYS_OF_CASE: Final = 800
"""More than the longest plan that practice has."""

FirstDay = Annotated[Day | None, Query(alias="from", description="First day; today if not given / Första dag; annars i dag")]
LastDay = Annotated[Day | None, Query(alias="until", description="Last day; the same if not given / Sista dag; annars samma")]
WithFilter = Annotated[PlannedWith | None, Query(description="Only contacts with this party / Bara kontakter med parten")]
StateFilter = Annotated[PlannedState | None, Query(description="Only those of which this is so / Bara de som det gäller")]
OwnerFilter = Annotated[Officer | None, Query(description="`me`, or an officer / `me`, eller en handläggare")]
UnitFilter = Annotated[Unit | None, Query(description="One of one's own units / En av de egna enheterna")]


async def _asked(today: Today, first: FirstDay = None, last: LastDay = None) -> queries.Days:
    begins = first or today
    return queries.Days(first=begins, last=last or begins)


Asked = Annotated[queries.Days, Depends(_asked)]


def limited(days: queries.Days, most: int) -> queries.Days:
    """Unprocessable for more days than that, or for a last day before the first."""
    if not days.first <= days.last < days.first + timedelta(days=most):
        raise Unprocessable([_window(most)])
    return days


def _window(most: int) -> FieldError:
    return FieldError(
        pointer="until",
        code="window",
        sv=f"Ska vara samma dag som den första eller senare, inom {most} dagar.",
        en=f"Must be the first day or later, within {most} days.",
    )


@router.get("")
async def list_planned_contacts(
    officer: MayRead,
    page: Page,
    days: Asked,
    today: Today,
    tx: DbTx,
    reading: CaseWork,
    contact_with: WithFilter = None,
    state: StateFilter = None,
    owner: OwnerFilter = None,
    unit: UnitFilter = None,
) -> Listing[DueContactView]:
    """Contacts that are planned for these days in one's own units' supports, and what became of them. At most 62 days.

    Kontakter som är planerade de här dagarna i den egna enhetens stöd, och vad det blev av dem. Högst 62 dagar.
    """
    due = await queries.due_of_units(
        tx,
        officer=officer,
        units=[one for one in sorted(officer.units) if unit in (None, one)],
        owner=officer.subject if owner == "me" else owner,
        days=limited(days, MOST_DAYS_OF_UNITS),
        today=today,
    )
    shown = chosen(due, contact_with, state)
    listing = _page(page, shown)
    await reading.of_each([(one.person, one.case) for one in listing.items])
    return listing


@case_router.get("")
async def list_planned_contacts_of_case(
    officer: MayRead,
    case: CasePath,
    page: Page,
    days: Asked,
    today: Today,
    tx: DbTx,
    reading: CaseWork,
    contact_with: WithFilter = None,
    state: StateFilter = None,
) -> Listing[DueContactView]:
    """Contacts that are planned for these days in the case, and what became of them. At most 800 days.

    Kontakter som är planerade de här dagarna i ärendet, och vad det blev av dem. Högst 800 dagar.
    """
    row = await read_support(officer, tx, case, reading)
    due = await queries.due_of_case(tx, row, limited(days, MOST_DAYS_OF_CASE), today)
    return _page(page, chosen(due, contact_with, state))


def chosen(due: list[Due], contact_with: PlannedWith | None, state: PlannedState | None) -> list[Due]:
    """Those with the party, and of which that is so."""
    return [
        (row, entry) for row, entry in due if contact_with in (None, entry.planned.contact_with) and state in (None, entry.state)
    ]


def _page(page: Window, due: list[Due]) -> Listing[DueContactView]:
    rows = due[page.offset : page.offset + page.limit]
    return page.of([DueContactView.of(row, entry) for row, entry in rows], len(due))
