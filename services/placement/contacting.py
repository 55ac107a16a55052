"""Contact with an employer: who stands for it, the journal, and its wish to be left alone. Pure: no clock, no I/O."""

from datetime import date
from typing import assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.employer_state import ContactPerson, Registered, Wish
from services.placement.rules import in_the_future
from shared.errors import Refused, refuse


def decide(command: c.ContactCommand, state: Registered) -> e.ContactEvent:
    match command:
        case c.AddContactPerson():
            return add_person(command, state)
        case c.ChangeContactPerson():
            return change_person(command, state)
        case c.RemoveContactPerson():
            return remove_person(command, state)
        case c.EraseContactPerson():
            return erase_person(command, state)
        case c.LogEmployerContact():
            return log(command, state)
        case c.RegisterContactInError():
            return register_in_error(command, state)
        case c.DeclineContact():
            return decline(command, state)
        case c.LiftContactWish():
            return lift(command, state)
        case _:
            assert_never(command)


def add_person(command: c.AddContactPerson, state: Registered) -> e.ContactPersonAdded:
    refuse(in_the_future(command.on, command.today), workplace_unknown(state, command.workplace))
    return e.ContactPersonAdded(
        contact_person=command.contact_person,
        employer=state.employer,
        workplace=command.workplace,
        details=command.details,
        added_by=command.by,
        on=command.on,
    )


def change_person(command: c.ChangeContactPerson, state: Registered) -> e.ContactPersonChanged:
    """One who had left is back."""
    refuse(
        in_the_future(command.on, command.today),
        workplace_unknown(state, command.workplace),
        person_refused(state, command.contact_person),
    )
    return e.ContactPersonChanged(
        contact_person=command.contact_person,
        employer=state.employer,
        workplace=command.workplace,
        details=command.details,
        changed_by=command.by,
        on=command.on,
    )


def remove_person(command: c.RemoveContactPerson, state: Registered) -> e.ContactPersonLeft:
    known = state.contact_persons.get(command.contact_person)
    refuse(
        in_the_future(command.on, command.today),
        person_refused(state, command.contact_person),
        errors.ContactPersonHasLeft() if known is not None and known.standing == "left" else None,
    )
    return e.ContactPersonLeft(contact_person=command.contact_person, employer=state.employer, on=command.on)


def erase_person(command: c.EraseContactPerson, state: Registered) -> e.ContactPersonErased:
    refuse(in_the_future(command.on, command.today), person_refused(state, command.contact_person))
    return e.ContactPersonErased(
        contact_person=command.contact_person, employer=state.employer, erased_by=command.by, on=command.on
    )


def log(command: c.LogEmployerContact, state: Registered) -> e.EmployerContacted:
    refuse(
        in_the_future(command.on, command.today),
        twice(state),
        None if command.initiative == "employer" else wish_refused(state, command.on),
        contact_person_refused(state, command.contact_person, command.on),
        errors.CaseInError(case=command.case) if command.in_error else None,
        *next_step_refused(command),
    )
    return e.EmployerContacted(
        contact=command.contact,
        employer=state.employer,
        contact_person=command.contact_person,
        channel=command.channel,
        initiative=command.initiative,
        purpose=command.purpose,
        outcome=command.outcome,
        next_step=command.next_step,
        next_step_on=command.next_step_on,
        case=command.case,
        person=command.person,
        note=command.note,
        unit=command.unit,
        by=command.by,
        on=command.on,
    )


def twice(state: Registered) -> Refused | None:
    stays = state.closed and state.closed.stays
    return errors.EmployerRegisteredTwice(employer=stays) if stays else None


def wish_refused(state: Registered, day: date) -> Refused | None:
    """The employer is left alone as long as it wishes; one that was closed for that reason, until it is reopened."""
    wishes = [wish.until for wish in state.wishes.values() if wish.covers(day)]
    if wishes:
        return errors.ContactNotWished(until=max(wishes))
    closed = state.closed
    if closed is not None and closed.reason == "declines-contact" and day > closed.on:
        return errors.ContactNotWished(until=None)
    return None


def contact_person_refused(state: Registered, who: UUID | None, day: date) -> Refused | None:
    """A contact with one who has left by then was with somebody else."""
    if who is None:
        return None
    known = state.contact_persons.get(who)
    if known is not None and known.standing == "left" and day > known.on:
        return errors.ContactPersonHasLeft()
    return person_refused(state, who)


def next_step_refused(command: c.LogEmployerContact) -> tuple[Refused | None, Refused | None]:
    step, day = command.next_step, command.next_step_on
    return (
        errors.NextStepNeedsItsDay() if (step is None) != (day is None) else None,
        errors.NextStepBeforeContact(on=day) if day is not None and day < command.on else None,
    )


def register_in_error(command: c.RegisterContactInError, state: Registered) -> e.EmployerContactRegisteredInError:
    had = state.contacts.get(command.contact)
    if had is None:
        raise errors.ContactWasInError
    refuse(in_the_future(command.on, command.today))
    return e.EmployerContactRegisteredInError(
        contact=command.contact,
        employer=state.employer,
        case=had.case,
        person=had.person,
        reason=command.reason,
        registered_by=command.by,
        on=command.on,
    )


def decline(command: c.DeclineContact, state: Registered) -> e.ContactDeclined:
    refuse(
        in_the_future(command.on, command.today),
        errors.WishEndsBeforeItBegins() if command.until <= command.on else None,
        twice(state),
    )
    return e.ContactDeclined(
        wish=command.wish, employer=state.employer, until=command.until, registered_by=command.by, on=command.on
    )


def lift(command: c.LiftContactWish, state: Registered) -> e.ContactWishLifted:
    wish = state.wishes.get(command.wish)
    if wish is None:
        raise errors.WishUnknown
    refuse(in_the_future(command.on, command.today), lift_refused(wish, command.on))
    return e.ContactWishLifted(wish=command.wish, employer=state.employer, lifted_by=command.by, on=command.on)


def lift_refused(wish: Wish, day: date) -> Refused | None:
    over = wish.lifted_on is not None or not wish.on <= day <= wish.until
    return errors.WishNotInForce() if over else None


def workplace_unknown(state: Registered, workplace: UUID | None) -> Refused | None:
    known = workplace is None or workplace in state.workplaces
    return None if known else errors.WorkplaceUnknown(workplace=workplace)


def person_refused(state: Registered, who: UUID) -> Refused | None:
    known: ContactPerson | None = state.contact_persons.get(who)
    if known is None:
        return errors.ContactPersonUnknown(contact_person=who)
    return errors.AlreadyErased() if known.standing == "erased" else None
