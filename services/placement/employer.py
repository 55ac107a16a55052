"""An employer: registered once, changed, assigned, closed when nothing new may be agreed. Pure: no clock, no I/O."""

from datetime import date
from typing import Final, assert_never
from uuid import UUID, uuid5

from services.placement import commands as c
from services.placement import contacting, errors
from services.placement import events as e
from services.placement.employer_state import Details, Owned, Registered, State, Unregistered, evolve
from services.placement.rules import in_the_future
from shared.decider import Decider
from shared.errors import Refused, refuse

ORGANISATION_NUMBERS: Final = UUID("5f0a9a52-7c1e-5d0b-9a44-2f5f7b1c3e60")


def identified(organisation_number: str) -> UUID:
    """The id of a legal person follows from its number, so one number is one stream: it cannot be registered twice.

    Never for a sole trader: whoever tried all numbers would find the one that gives the id.
    """
    return uuid5(ORGANISATION_NUMBERS, organisation_number)


def standing(state: State, on: date) -> c.Standing:
    """What the employer was on that day: what was agreed before it closed may be registered late."""
    if isinstance(state, Unregistered):
        return "unknown"
    return "open" if state.closed is None or on < state.closed.on else "closed"


def sector(state: State) -> e.Sector | None:
    """The employer's sector as it is now; None for an employer that is not known."""
    return state.details.sector if isinstance(state, Registered) else None


def is_closed(state: State) -> bool:
    """Whether the employer is closed now, from whichever day."""
    return isinstance(state, Registered) and state.closed is not None


def workplace_standing(state: State, workplace: UUID | None, on: date) -> c.Standing:
    """What the workplace was on that day; no workplace is as good as an open one."""
    if workplace is None:
        return "open"
    if isinstance(state, Unregistered) or workplace not in state.workplaces:
        return "unknown"
    last = state.workplaces[workplace]
    return "open" if last is None or on <= last else "closed"


def decide(command: c.EmployerCommand, state: State) -> list[e.EmployerEvent]:
    match command:
        case c.RegisterEmployer():
            return [register(command, state)]
        case c.RegisterSoleTrader():
            return [register_sole_trader(command, state)]
        case _ if isinstance(state, Unregistered):
            raise errors.EmployerUnknown
        case c.EraseSoleTrader() | c.ChangeEmployer() | c.CloseEmployer() | c.ReopenEmployer():
            return [course(command, state)]
        case c.AssignEmployer() | c.AddWorkplace() | c.CloseWorkplace() | c.RecordGate():
            return [particulars(command, state)]
        case _:
            return [contacting.decide(command, state)]


def course(
    command: c.EraseSoleTrader | c.ChangeEmployer | c.CloseEmployer | c.ReopenEmployer, state: Registered
) -> e.EmployerEvent:
    match command:
        case c.EraseSoleTrader():
            return erase(command, state)
        case c.ChangeEmployer():
            return change(command, state)
        case c.CloseEmployer():
            return close(command, state)
        case c.ReopenEmployer():
            return reopen(command, state)
        case _:
            assert_never(command)


def particulars(
    command: c.AssignEmployer | c.AddWorkplace | c.CloseWorkplace | c.RecordGate, state: Registered
) -> e.EmployerEvent:
    match command:
        case c.AssignEmployer():
            return assign(command, state)
        case c.AddWorkplace():
            return add_workplace(command, state)
        case c.CloseWorkplace():
            return close_workplace(command, state)
        case c.RecordGate():
            return record_gate(command, state)
        case _:
            assert_never(command)


def unregistered(state: State) -> None:
    """Refuse what is registered already, and name the employer that stays."""
    if isinstance(state, Registered):
        stays = state.closed and state.closed.stays
        raise errors.EmployerAlreadyRegistered(employer=stays or state.employer)


def register(command: c.RegisterEmployer, state: State) -> e.EmployerRegistered:
    unregistered(state)
    refuse(in_the_future(command.on, command.today))
    return e.EmployerRegistered(
        employer=command.employer,
        organisation_number=command.organisation_number,
        name=command.name,
        sector=command.sector,
        municipality=command.municipality,
        sni=command.sni,
        on=command.on,
    )


def register_sole_trader(command: c.RegisterSoleTrader, state: State) -> e.SoleTraderRegistered:
    unregistered(state)
    refuse(in_the_future(command.on, command.today))
    return e.SoleTraderRegistered(
        employer=command.employer,
        municipality=command.municipality,
        sni=command.sni,
        registered_by=command.by,
        on=command.on,
    )


def erase(command: c.EraseSoleTrader, state: Registered) -> e.SoleTraderErased:
    refuse(
        in_the_future(command.on, command.today),
        None if state.sole_trader else errors.NotASoleTrader(),
        errors.AlreadyErased() if state.erased else None,
    )
    return e.SoleTraderErased(employer=state.employer, erased_by=command.by, on=command.on)


def change(command: c.ChangeEmployer, state: Registered) -> e.EmployerChanged:
    details = Details(name=command.name, sector=command.sector, municipality=command.municipality, sni=command.sni)
    refuse(
        *dated(command.on, command.today, state),
        errors.AlreadyErased() if state.erased else None,
        errors.SoleTraderIsPrivate() if state.sole_trader and command.sector != "private" else None,
        errors.NothingChanged() if details == state.details and not command.renamed else None,
    )
    return e.EmployerChanged(
        employer=state.employer,
        name=command.name,
        sector=command.sector,
        municipality=command.municipality,
        sni=command.sni,
        changed_by=command.by,
        on=command.on,
    )


def close(command: c.CloseEmployer, state: Registered) -> e.EmployerClosed:
    if state.closed is not None:
        raise errors.EmployerIsClosed
    refuse(*dated(command.on, command.today, state), twice_refused(command, state))
    return e.EmployerClosed(employer=state.employer, reason=command.reason, stays=command.stays, on=command.on)


def twice_refused(command: c.CloseEmployer, state: Registered) -> Refused | None:
    """Registered twice: another, open employer stays. For any other reason none is named."""
    if command.reason != "registered-twice":
        return None if command.stays is None else errors.NothingStays()
    if command.stays is None or command.stays == state.employer or command.stays_is != "open":
        return errors.AnotherMustStay(employer=command.stays)
    return None


def reopen(command: c.ReopenEmployer, state: Registered) -> e.EmployerReopened:
    if state.closed is None:
        raise errors.EmployerIsOpen
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeClosing(closed_on=state.closed.on) if command.on < state.closed.on else None,
        errors.AlreadyErased() if state.erased else None,
    )
    return e.EmployerReopened(employer=state.employer, reason=command.reason, reopened_by=command.by, on=command.on)


def assign(command: c.AssignEmployer, state: Registered) -> e.EmployerAssigned:
    now = state.owned
    refuse(
        in_the_future(command.on, command.today),
        errors.EmployerIsClosed() if standing(state, command.on) == "closed" else None,
        errors.BeforeAssignment(assigned_on=now.since) if now and command.on < now.since else None,
        errors.OwnerUnchanged() if same_owner(now, command) else None,
    )
    return e.EmployerAssigned(
        employer=state.employer, owner=command.owner, unit=command.unit, assigned_by=command.by, on=command.on
    )


def same_owner(now: Owned | None, command: c.AssignEmployer) -> bool:
    return now is not None and (now.owner, now.unit) == (command.owner, command.unit)


def add_workplace(command: c.AddWorkplace, state: Registered) -> e.WorkplaceAdded:
    refuse(
        in_the_future(command.on, command.today),
        errors.EmployerIsClosed() if standing(state, command.on) == "closed" else None,
    )
    return e.WorkplaceAdded(
        workplace=command.workplace,
        employer=state.employer,
        name=command.name,
        address=command.address,
        municipality=command.municipality,
        on=command.on,
    )


def close_workplace(command: c.CloseWorkplace, state: Registered) -> e.WorkplaceClosed:
    refuse(
        in_the_future(command.on, command.today),
        contacting.workplace_unknown(state, command.workplace),
        errors.WorkplaceIsClosed() if state.workplaces.get(command.workplace) is not None else None,
    )
    return e.WorkplaceClosed(workplace=command.workplace, employer=state.employer, on=command.on)


def record_gate(command: c.RecordGate, state: Registered) -> e.GateRecorded:
    """Also for a closed employer: what is known is worth knowing."""
    refuse(in_the_future(command.on, command.today))
    return e.GateRecorded(
        employer=state.employer,
        gate=command.gate,
        state=command.state,
        source=command.source,
        recorded_by=command.by,
        on=command.on,
    )


def dated(on: date, today: date, state: Registered) -> tuple[Refused | None, Refused | None]:
    return (
        in_the_future(on, today),
        errors.BeforeRegistration(registered_on=state.on) if on < state.on else None,
    )


employer: Decider[c.EmployerCommand, State, e.EmployerEvent] = Decider(decide, evolve, Unregistered())
