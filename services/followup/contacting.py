"""Contacts: logged, corrected, found in error. Pure: no clock, no I/O."""

from collections.abc import Sequence
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.agenda import Book, due_between
from services.followup.doubts import before, in_the_future, over
from services.followup.noted import BOTH
from services.followup.schedule import planned_between
from services.followup.state import Support
from shared.errors import Refused, refuse

TOGETHER: Final[frozenset[e.Channel]] = frozenset({"visit", "phone", "video"})


def contact(command: c.ContactCommand, support: Support) -> list[e.SupportEvent]:
    match command:
        case c.LogContact():
            return log(command, support)
        case c.RemoveContact():
            return [remove(command, support)]
        case _:
            assert_never(command)


def log(command: c.LogContact, support: Support) -> list[e.SupportEvent]:
    """A contact from before the support was over may be logged afterwards: it is late, not wrong."""
    last = support.over_since
    refuse(
        over(support) if last is not None and command.on > last else None,
        in_the_future(command.on, command.today),
        before(support, command.on),
        errors.NotAtTheWorkplace() if command.on_site and command.channel != "visit" else None,
        *_unfit(command),
        _not_planned(command, support),
        *uncorrectable(command, support),
    )
    logged = e.ContactLogged(
        contact=command.contact,
        case=support.case,
        person=support.person,
        channel=command.channel,
        contact_with=command.contact_with,
        outcome=command.outcome,
        moved_to=command.moved_to,
        planned_on=command.planned_on or _planned_that_day(command, support),
        minutes=command.minutes,
        on_site=command.on_site,
        by=command.by,
        late=last is not None,
        corrects=command.corrects,
        reason=command.reason,
        note=command.note,
        on=command.on,
    )
    held = e.ThreePartyMeetingHeld(contact=command.contact, case=support.case, person=support.person, on=command.on)
    return [logged, held] if command.three_party else [logged]


def _unfit(command: c.LogContact) -> Sequence[Refused | None]:
    moved = command.outcome == "moved"
    met = command.contact_with == "both" and command.outcome == "kept" and command.channel in TOGETHER
    return [
        errors.MovedToNeeded() if moved != (command.moved_to is not None) else None,
        errors.MovedNothing() if moved and command.planned_on is None else None,
        errors.NotAThreePartyMeeting() if command.three_party and not met else None,
    ]


def _not_planned(command: c.LogContact, support: Support) -> Refused | None:
    day = command.planned_on
    if day is None or any(one.contact_with in _parties(command) for one in planned_between(support.course, day, day)):
        return None
    return errors.PlannedContactUnknown(planned_on=day)


def uncorrectable(command: c.LogContact, support: Support) -> Sequence[Refused | None]:
    return [
        _not_standing(command.corrects, support) if command.corrects else None,
        errors.ReasonWithoutCorrection() if command.reason and not command.corrects else None,
    ]


def _not_standing(contact: UUID, support: Support) -> Refused | None:
    known = support.noted.contacts.get(contact)
    if known is None:
        return errors.ContactUnknown(contact=contact)
    return None if known.stands else errors.ContactReplaced(contact=contact)


def _planned_that_day(command: c.LogContact, support: Support) -> date | None:
    """What was planned for the very day with one of them, and nothing tells of yet. What is corrected does not tell any more."""
    if command.outcome == "moved":
        return None
    standing = {key: one for key, one in support.noted.standing.items() if key != command.corrects}
    that_day = due_between(support.course, Book(standing, {}), command.on, command.on, command.on)
    parties = _parties(command)
    found = (one.planned.planned_on for one in that_day if one.state == "due" and one.planned.contact_with in parties)
    return next(found, None)


def _parties(command: c.LogContact) -> Sequence[e.PlannedWith]:
    return BOTH if command.contact_with == "both" else (command.contact_with,)


def remove(command: c.RemoveContact, support: Support) -> e.ContactFoundInError:
    """Also when the support is over: a closed case can be corrected."""
    refuse(_not_standing(command.contact, support))
    return e.ContactFoundInError(contact=command.contact, case=support.case, person=support.person, reason=command.reason)
