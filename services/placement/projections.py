"""Placement's read models: tables made only from its events, changed in the transaction that appends them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.placement import events as e
from services.placement.tables import employers, employments, metadata, opportunities, searches
from shared.db import Prepared, Tx
from shared.eventstore import EventStore, Recorded
from shared.projections import ReadModel


def _insert(table: sa.Table) -> Prepared:
    return Prepared(sa.insert(table).values({column.name: sa.bindparam(column.name) for column in table.columns}))


def _update(table: sa.Table, *columns: str, **sql: Any) -> Prepared:
    """Sets these columns, and version, of the row with primary key `key`; `sql` sets by expression."""
    (identity,) = table.primary_key.columns
    values = dict.fromkeys((*columns, "version")) | sql
    return Prepared(sa.update(table).where(identity == sa.bindparam("key", type_=sa.Uuid)).values(values))


def _later(column: str) -> sa.ColumnElement[Any]:
    """The new value of a term, unless a change registered before holds from a later day."""
    table = employments.c
    fresh = sa.bindparam(f"new_{column}", type_=table[column].type)
    overtaken = table.terms_on > sa.bindparam("on", type_=sa.Date)
    return sa.case((overtaken, table[column]), else_=fresh)


ADD = {table.name: _insert(table) for table in metadata.sorted_tables}
CLOSE_EMPLOYER = _update(employers, "status", "closed_on", "closing_reason")
CLOSE_OPPORTUNITY = _update(opportunities, "status", "closed_on", "closing_reason")
FILL_PLACE = _update(opportunities, places_left=opportunities.c.places_left - 1)
FREE_PLACE = _update(opportunities, places_left=opportunities.c.places_left + 1)
SEARCH_START = _update(searches, "started_on")
SEARCH_UNIT = _update(searches, "unit")
SEARCH_STATUS = _update(searches, "status")
SEARCH_END = _update(searches, "status", "ended_on")
START = _update(employments, "status", "started_on", "weekly_hours", "form")
TERMS = _update(
    employments,
    weekly_hours=_later("weekly_hours"),
    form=_later("form"),
    terms_on=sa.func.greatest(employments.c.terms_on, sa.bindparam("on", type_=sa.Date)),
)
END = _update(employments, "status", "ended_on", "end_reason")
CORRECT = _update(employments, "status", "started_on", "ended_on")
CORRECT_GOES_ON = _update(employments, "status", "started_on", "ended_on", "end_reason")
IN_ERROR = _update(employments, "status")


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order."""
    for recorded in events:
        match recorded.event:
            case e.EmployerRegistered() | e.EmployerClosed():
                await _employer(tx, recorded.event, recorded.version)
            case e.OpportunityOpened() | e.OpportunityClosed() | e.PlaceFilled() | e.PlaceFreed():
                await _opportunity(tx, recorded.event, recorded.version)
            case e.SearchHandedOver():
                await tx.run(SEARCH_UNIT, key=recorded.event.case, unit=recorded.event.unit, version=recorded.version)
            case e.SearchOpened() | e.SearchStartCorrected() | e.SearchClosed() | e.SearchReopened() | e.SearchCancelled():
                await _search(tx, recorded.event, recorded.version)
            case _:
                await _employment(tx, recorded.event, recorded.version)


async def _employer(tx: Tx, event: e.EmployerEvent, version: int) -> None:
    match event:
        case e.EmployerRegistered():
            await tx.run(
                ADD["employers"],
                employer=event.employer,
                organisation_number=event.organisation_number,
                name=event.name,
                sector=event.sector,
                municipality=event.municipality,
                sni=event.sni,
                registered_on=event.on,
                status="open",
                version=version,
            )
        case e.EmployerClosed():
            await _close(tx, CLOSE_EMPLOYER, event.employer, event, version)


async def _close(tx: Tx, statement: Prepared, key: UUID, event: e.EmployerClosed | e.OpportunityClosed, version: int) -> None:
    await tx.run(statement, key=key, status="closed", closed_on=event.on, closing_reason=event.reason, version=version)


async def _opportunity(tx: Tx, event: e.OpportunityEvent, version: int) -> None:
    match event:
        case e.OpportunityOpened():
            await tx.run(
                ADD["opportunities"],
                opportunity=event.opportunity,
                employer=event.employer,
                occupation=event.occupation,
                weekly_hours=event.weekly_hours,
                places=event.places,
                places_left=event.places,
                municipality=event.municipality,
                opened_on=event.on,
                status="open",
                version=version,
            )
        case e.PlaceFilled():
            await tx.run(FILL_PLACE, key=event.opportunity, version=version)
        case e.PlaceFreed():
            await tx.run(FREE_PLACE, key=event.opportunity, version=version)
        case e.OpportunityClosed():
            await _close(tx, CLOSE_OPPORTUNITY, event.opportunity, event, version)


async def _search(tx: Tx, event: e.SearchEvent, version: int) -> None:
    match event:
        case e.SearchOpened():
            await tx.run(
                ADD["searches"],
                case_id=event.case,
                person=event.person,
                unit=event.unit,
                status="open",
                started_on=event.on,
                version=version,
            )
        case e.SearchStartCorrected():
            await tx.run(SEARCH_START, key=event.case, started_on=event.on, version=version)
        case e.SearchClosed():
            await tx.run(SEARCH_END, key=event.case, status="closed", ended_on=event.on, version=version)
        case e.SearchReopened():
            await tx.run(SEARCH_END, key=event.case, status="open", ended_on=None, version=version)
        case e.SearchCancelled():
            await tx.run(SEARCH_STATUS, key=event.case, status="cancelled", version=version)


async def _employment(tx: Tx, event: e.EmploymentEvent, version: int) -> None:
    match event:
        case e.EmploymentAgreed():
            await tx.run(ADD["employments"], **_agreed(event), version=version)
        case e.EmploymentStarted():
            await _start(tx, event, version)
        case e.EmploymentTermsChanged():
            terms = {"new_weekly_hours": event.weekly_hours, "new_form": event.form}
            await tx.run(TERMS, key=event.employment, on=event.on, version=version, **terms)
        case e.EmploymentEnded():
            end = {"status": "ended", "ended_on": event.on, "end_reason": event.reason}
            await tx.run(END, key=event.employment, version=version, **end)
        case e.EmploymentCorrected():
            await _correct(tx, event, version)
        case e.EmploymentRegisteredInError():
            await tx.run(IN_ERROR, key=event.employment, status="in-error", version=version)


def _agreed(event: e.EmploymentAgreed) -> dict[str, Any]:
    return {
        "employment": event.employment,
        "case_id": event.case,
        "person": event.person,
        "employer": event.employer,
        "opportunity": event.opportunity,
        "unit": event.unit,
        "occupation": event.occupation,
        "status": "agreed",
        "agreed_on": event.on,
        "starts_on": event.starts_on,
        "weekly_hours": event.weekly_hours,
        "form": event.form,
    }


async def _start(tx: Tx, event: e.EmploymentStarted, version: int) -> None:
    await tx.run(
        START,
        key=event.employment,
        status="working",
        started_on=event.on,
        weekly_hours=event.weekly_hours,
        form=event.form,
        version=version,
    )


async def _correct(tx: Tx, event: e.EmploymentCorrected, version: int) -> None:
    dates = {"started_on": event.started_on, "ended_on": event.ended_on}
    if event.ended_on is None:
        await tx.run(CORRECT_GOES_ON, key=event.employment, status="working", end_reason=None, version=version, **dates)
    else:
        await tx.run(CORRECT, key=event.employment, status="ended", version=version, **dates)


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Placement's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
