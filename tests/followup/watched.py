"""Builders for what is watched over in a support: contacts, weeks, signs and flags, by their first letters."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.followup import events as e
from services.followup.evolving import evolve
from services.followup.state import State, Support, Unopened
from tests.followup.build import IN_INTRODUCTION, ITEM, OFFICER, WHOSE

MONDAY = date(2026, 2, 2)
UNTIL = date(2026, 7, 31)


def key(number: int) -> UUID:
    return UUID(int=number)


def planned_contact(weekday: int = 2, every_weeks: int = 1, party: e.PlannedWith = "person") -> e.PlannedContact:
    return e.PlannedContact(contact_with=party, channel="visit", weekday=weekday, every_weeks=every_weeks)


def agreed(*contacts: e.PlannedContact, since: date = MONDAY, until: date = UNTIL, **more: Any) -> e.PlanAgreed:
    whole: dict[str, Any] = {
        "plan": ITEM,
        "kind": "introduction",
        "steps": (e.TaperStep(applies_from=since, contacts=contacts or (planned_contact(),)),),
        "until": until,
        "revises": None,
        "reason": None,
        "agreements": tuple(e.Agreement(party=party, on=since) for party in ("person", "employer", "support-person")),
        "note": None,
        "on": since,
    }
    return e.PlanAgreed(**WHOSE, **{**whole, **more})


def logged(on: date, number: int = 1, **more: Any) -> e.ContactLogged:
    """Kept, with the person, and the one that the plan has that day."""
    whole: dict[str, Any] = {
        "contact": key(number),
        "channel": "visit",
        "contact_with": "person",
        "outcome": "kept",
        "moved_to": None,
        "planned_on": on,
        "minutes": 30,
        "on_site": False,
        "by": OFFICER,
        "late": False,
        "corrects": None,
        "reason": None,
        "note": None,
        "on": on,
    }
    return e.ContactLogged(**WHOSE, **{**whole, **more})


def no_show(on: date, number: int, **more: Any) -> e.ContactLogged:
    return logged(on, number, outcome="no-show", **more)


def removed(number: int) -> e.ContactFoundInError:
    return e.ContactFoundInError(**WHOSE, contact=key(number), reason=None)


def worked(hours: float, nth_week: int, *, scheduled: float = 20, **more: Any) -> e.AttendanceLogged:
    week = MONDAY + timedelta(weeks=nth_week)
    whole: dict[str, Any] = {
        "attendance": key(100 + nth_week),
        "employment": None,
        "week": week,
        "scheduled_hours": Decimal(str(scheduled)),
        "actual_hours": Decimal(str(hours)),
        "corrects": None,
        "reason": None,
        "on": week + timedelta(days=7),
    }
    return e.AttendanceLogged(**WHOSE, **{**whole, **more})


def noted(on: date, *signs: e.EarlySign, number: int = 50) -> e.EarlySignNoted:
    return e.EarlySignNoted(**WHOSE, sign=key(number), signs=signs, source="employer", text=None, on=on)


def flagged(on: date, number: int = 60) -> e.AtRiskFlagged:
    return e.AtRiskFlagged(**WHOSE, flag=key(number), reasons=("early-signs",), text=None, on=on)


def cleared(on: date, number: int = 60) -> e.AtRiskCleared:
    return e.AtRiskCleared(**WHOSE, flag=key(number), outcome="steady-again", text=None, on=on)


def supported(*events: e.SupportEvent) -> Support:
    """A support in introduction, after these events."""
    state: State = Unopened()
    for event in (*IN_INTRODUCTION, *events):
        state = evolve(state, event)
    assert isinstance(state, Support)
    return state
