"""A participation registered in SUS when it goes in, with identity only, and taken back. Pure: no clock, no I/O.

Who was registered out was registered in, also when nobody told of that.
"""

from dataclasses import dataclass
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Unregistered: ...


@dataclass(frozen=True, kw_only=True)
class RegisteredIn:
    case: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class Registered:
    """In and out."""

    case: UUID
    person: UUID
    outcome: e.SusOutcome


State = Unregistered | RegisteredIn | Registered


def register_in(command: c.RegisterInSus, state: State) -> e.SusRegistered:
    refuse(
        None if isinstance(state, Unregistered) else errors.SusRegisteredAlready(),
        errors.SusInNotWithIdentity(gaps=list(command.gaps)) if command.gaps else None,
        errors.BeforeStart() if command.on < command.started_on else None,
        errors.DateInTheFuture(on=command.on) if command.on > command.today else None,
    )
    return e.SusRegistered(case=command.case, person=command.person, registered_by=command.by, on=command.on)


def retract(command: c.RetractFromSus, state: State) -> e.SusRegisteredInError:
    """What has an outcome is corrected: nothing goes out that did not come in."""
    match state:
        case Unregistered():
            raise errors.SusNotRegistered
        case Registered():
            raise errors.SusOutcomeRegisteredAlready
        case RegisteredIn():
            refuse(errors.DateInTheFuture(on=command.on) if command.on > command.today else None)
    return e.SusRegisteredInError(
        case=state.case, person=state.person, reason=command.reason, registered_by=command.by, on=command.on
    )
