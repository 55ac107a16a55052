"""The terms of an employment, from day to day. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.placement import events as e


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Hours, occupation and form from `on` on; those of the start hold from the first day, whenever that turns out to be."""

    on: date
    weekly_hours: Decimal
    occupation: str
    form: e.Form


def terms_of(event: e.EmploymentStarted | e.EmploymentTermsChanged, occupation: str) -> Terms:
    """`occupation` is the one before, which holds where the event names none."""
    changed = event.occupation if isinstance(event, e.EmploymentTermsChanged) else None
    return Terms(on=event.on, weekly_hours=event.weekly_hours, occupation=changed or occupation, form=event.form)


def terms_on(terms: Sequence[Terms], day: date) -> Terms:
    """The terms in force on the day: the latest change begun, and of several from one day the one registered last.

    `terms` are those of the start, then the changes in the order of registration.
    """
    first, *changes = terms
    begun = [change for change in changes if change.on <= day]
    return max(reversed(begun), key=lambda change: change.on) if begun else first
