"""The search for a job: follows the course of the case, which intake decides. It refuses nothing. Pure: no clock, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from shared.decider import Decider

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Unopened: ...


@dataclass(frozen=True, kw_only=True)
class Pause:
    """From `on`, `until` included as far as is known."""

    on: date
    until: date


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The search of a case that has started; `ended_on` is the day the case ended, None while it goes on.

    `paused_days` are those of the pauses that are over, `pause` the one that goes on. `lost`: employment → last day in work.
    """

    case: UUID
    person: UUID
    unit: str
    support_person: str | None
    started_on: date
    ended_on: date | None = None
    cancelled: bool = False
    paused_days: int = 0
    pause: Pause | None = None
    lost: Mapping[UUID, date] = field(default_factory=dict)


State = Unopened | Opened


def searched(case: UUID, state: State) -> c.Searched:
    """The case as the search tells it. Raises CaseUnknown: without a search nobody can say whose case it is."""
    if isinstance(state, Unopened):
        raise errors.CaseUnknown(case=case)
    return c.Searched(case=state.case, person=state.person, unit=state.unit, ended_on=state.ended_on, in_error=state.cancelled)


def decide(command: c.SearchCommand, state: State) -> list[e.SearchEvent]:
    """What is already so, and what tells of a case unknown here, changes nothing."""
    match command, state:
        case c.OpenSearch(), Unopened():
            return [opened(command)]
        case c.OpenSearch(), _:
            return []
        case _, Unopened() | Opened(cancelled=True):
            return []
        case _, Opened():
            return follow(command, state)
        case _:
            assert_never(state)


def opened(command: c.OpenSearch) -> e.SearchOpened:
    return e.SearchOpened(
        case=command.case, person=command.person, unit=command.unit, support_person=command.support_person, on=command.on
    )


def follow(command: c.SearchCommand, search: Opened) -> list[e.SearchEvent]:
    case, person = search.case, search.person
    match command:
        case c.OpenSearch():
            return []
        case c.CorrectSearchStart():
            return correct_start(command, search)
        case c.HandOverSearch():
            return hand_over(command, search)
        case c.PauseSearch():
            return pause(command, search)
        case c.ResumeSearch():
            return resume(command, search)
        case c.CloseSearch():
            return [] if command.on == search.ended_on else [e.SearchClosed(case=case, person=person, on=command.on)]
        case c.ReopenSearch():
            return reopen(command, search) if search.ended_on else []
        case c.CancelSearch():
            return [e.SearchCancelled(case=case, person=person)]
        case c.SearchAgain() | c.ReopenEmployerContact():
            return take_up(command, search)
        case _:
            assert_never(command)


def correct_start(command: c.CorrectSearchStart, search: Opened) -> list[e.SearchEvent]:
    if command.on == search.started_on:
        return []
    return [
        e.SearchStartCorrected(
            case=search.case,
            person=search.person,
            instead_of=search.started_on,
            paused_days=expected_days(search, search.pause),
            on=command.on,
        )
    ]


def hand_over(command: c.HandOverSearch, search: Opened) -> list[e.SearchEvent]:
    """To another support person, at the same unit or another one."""
    if (command.unit, command.support_person) == (search.unit, search.support_person):
        return []
    return [
        e.SearchHandedOver(
            case=search.case,
            person=search.person,
            unit=command.unit,
            support_person=command.support_person,
            on=command.on,
        )
    ]


def pause(command: c.PauseSearch, search: Opened) -> list[e.SearchEvent]:
    paused = Pause(on=command.on, until=command.until)
    if search.pause == paused or search.ended_on is not None:
        return []
    return [
        e.SearchPaused(
            case=search.case,
            person=search.person,
            until=command.until,
            started_on=search.started_on,
            paused_days=expected_days(search, paused),
            on=command.on,
        )
    ]


def resume(command: c.ResumeSearch, search: Opened) -> list[e.SearchEvent]:
    if search.pause is None:
        return []
    return [
        e.SearchResumed(
            case=search.case,
            person=search.person,
            started_on=search.started_on,
            paused_days=search.paused_days + max((command.on - search.pause.on).days, 0),
            on=command.on,
        )
    ]


def reopen(command: c.ReopenSearch, search: Opened) -> list[e.SearchEvent]:
    """The end was none: what had not been done by then is still to be done, by the same day."""
    reopened = e.SearchReopened(case=search.case, person=search.person, on=command.on)
    contact = [] if command.visited else [contact_reopened(search)]
    lost_on = None if command.lost is None else search.lost.get(command.lost)
    again = [] if command.lost is None or lost_on is None else [taken_up(search, command.lost, None, lost_on)]
    return [reopened, *contact, *again]


def contact_reopened(search: Opened) -> e.EmployerContactReopened:
    return e.EmployerContactReopened(
        case=search.case,
        person=search.person,
        started_on=search.started_on,
        paused_days=expected_days(search, search.pause),
    )


def take_up(command: c.SearchAgain | c.ReopenEmployerContact, search: Opened) -> list[e.SearchEvent]:
    """Of a case that goes on. A loss counts once; its day may be told anew."""
    if search.ended_on is not None:
        return []
    if isinstance(command, c.ReopenEmployerContact):
        return [] if command.visited else [contact_reopened(search)]
    before = search.lost.get(command.employment)
    if not command.needed or before == command.on:
        return []
    return [taken_up(search, command.employment, before, command.on)]


def taken_up(search: Opened, employment: UUID, before: date | None, on: date) -> e.SearchTakenUpAgain:
    return e.SearchTakenUpAgain(case=search.case, person=search.person, employment=employment, instead_of=before, on=on)


def expected_days(search: Opened, going_on: Pause | None) -> int:
    """Days paused, with those of a pause that goes on as far as is known."""
    return search.paused_days + (max((going_on.until + DAY - going_on.on).days, 0) if going_on else 0)


def evolve(state: State, event: e.SearchEvent) -> State:
    match event, state:
        case e.SearchOpened(), Unopened():
            return Opened(
                case=event.case,
                person=event.person,
                unit=event.unit,
                support_person=event.support_person,
                started_on=event.on,
            )
        case e.SearchStartCorrected(), Opened():
            return replace(state, started_on=event.on)
        case e.SearchHandedOver(), Opened():
            return replace(state, unit=event.unit, support_person=event.support_person)
        case e.SearchPaused(), Opened():
            return replace(state, pause=Pause(on=event.on, until=event.until))
        case e.SearchResumed(), Opened():
            return replace(state, pause=None, paused_days=event.paused_days)
        case e.SearchClosed(), Opened():
            return replace(state, ended_on=event.on, pause=None)
        case e.SearchReopened(), Opened():
            return replace(state, ended_on=None)
        case e.SearchCancelled(), Opened():
            return replace(state, cancelled=True, pause=None)
        case e.SearchTakenUpAgain() | e.EmployerContactReopened(), Opened():
            again = {event.employment: event.on} if isinstance(event, e.SearchTakenUpAgain) else {}
            return replace(state, lost={**state.lost, **again})
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


search: Decider[c.SearchCommand, State, e.SearchEvent] = Decider(decide, evolve, Unopened())
