"""What a person lets employers be told: agreed, withdrawn, relied on. Pure: no clock, no I/O.

Nothing about a person reaches an employer but through here: `cover` is the one place that says what may be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.preconditions import day_refused, untold
from shared.decider import Decider
from shared.errors import Refused, refuse

FOLLOWS_FROM_NEED: Final = frozenset({"adaptations"})
NAMED_ONLY: Final = frozenset({"abilities", "own-words"})
BEYOND: Final = {
    "nothing": FOLLOWS_FROM_NEED | NAMED_ONLY,
    "need-of-adaptation": NAMED_ONLY,
    "named-facts": frozenset[str](),
}
"""The facts that say more about the disability than an agreement of this extent does."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """In force from `on` to `until` (None: until withdrawn); from `withdrawn_on` nothing is told under it."""

    agreement: UUID
    facts: tuple[e.Fact, ...]
    to: e.Recipients
    on: date
    until: date | None
    withdrawn_on: date | None = None

    def covers(self, employer: UUID | None) -> bool:
        return self.to == "all" or employer in self.to


@dataclass(frozen=True, kw_only=True)
class State:
    """Every agreement, in the order of registration."""

    case: UUID | None = None
    person: UUID | None = None
    agreements: tuple[Agreement, ...] = ()


def cover(state: State, employer: UUID | None, on: date) -> c.Cover:
    """What the employer may be told on the day.

    What was agreed last about the employer holds, alone. When that is over or withdrawn nothing may be told: what was agreed
    before it does not come back.
    """
    covering = [each for each in state.agreements if each.on <= on and each.covers(employer)]
    if not covering:
        return c.Cover(employer=employer, on=on, agreement=None, gap="not-agreed")
    last = max(reversed(covering), key=lambda each: each.on)  # of several from one day the one registered last
    if last.withdrawn_on is not None and last.withdrawn_on <= on:
        return c.Cover(employer=employer, on=on, agreement=None, gap="withdrawn")
    if last.until is not None and last.until < on:
        return c.Cover(employer=employer, on=on, agreement=None, gap="over")
    return c.Cover(employer=employer, on=on, agreement=last.agreement, facts=last.facts)


def decide(command: c.PresentationCommand, state: State) -> list[e.PresentationEvent]:
    match command:
        case c.AgreePresentation():
            return [agree(command, state)]
        case c.WithdrawPresentation():
            return list(withdraw(command, state))
        case c.UsePresentation():
            return [use(command, state)]
        case _:
            assert_never(command)


def agree(command: c.AgreePresentation, state: State) -> e.PresentationAgreed:
    refuse(
        *day_refused(command.search, command.on, command.today),
        errors.AgreementEndsBeforeItBegins() if command.until is not None and command.until < command.on else None,
        withdrawn_since(command.on, state),
        *facts_refused(command),
        errors.EmployerUnknown(employers=command.unknown) if command.unknown else None,
    )
    return e.PresentationAgreed(
        case=command.search.case,
        person=command.search.person,
        agreement=command.agreement,
        extent=command.extent,
        facts=tuple(dict.fromkeys(command.facts)),
        wording=command.wording,
        to=command.to if command.to == "all" else tuple(dict.fromkeys(command.to)),
        until=command.until,
        registered_by=command.by,
        on=command.on,
    )


def withdrawn_since(on: date, state: State) -> Refused | None:
    """An agreement found later does not undo a withdrawal made after it."""
    since = [each.withdrawn_on for each in state.agreements if each.withdrawn_on is not None and each.withdrawn_on > on]
    return errors.WithdrawnSince(withdrawn_on=max(since)) if since else None


def facts_refused(command: c.AgreePresentation) -> Iterable[Refused | None]:
    beyond = sorted(BEYOND[command.extent].intersection(command.facts))
    yield None if command.facts else errors.NoFactsNamed()
    yield errors.FactBeyondExtent(extent=command.extent, facts=beyond) if beyond else None
    yield errors.WordingDoesNotFit() if ("own-words" in command.facts) != (command.wording is not None) else None


def withdraw(command: c.WithdrawPresentation, state: State) -> Iterable[e.PresentationWithdrawn]:
    """One agreement from the day, or all; an agreement made after that day is withdrawn from its own first day."""
    refuse(rules.in_the_future(command.on, command.today))
    for each in withdrawing(command, state):
        yield e.PresentationWithdrawn(
            case=known(state.case),
            person=known(state.person),
            agreement=each.agreement,
            registered_by=command.by,
            on=max(command.on, each.on),
        )


def withdrawing(command: c.WithdrawPresentation, state: State) -> list[Agreement]:
    if command.agreement is None:
        standing = [each for each in state.agreements if each.withdrawn_on is None]
        refuse(None if standing else errors.NothingToWithdraw())
        return standing
    named = {"agreement": command.agreement}
    found = [each for each in state.agreements if each.agreement == command.agreement]
    refuse(None if found else errors.PresentationUnknown(**named))
    refuse(
        errors.PresentationIsWithdrawn(**named) if found[0].withdrawn_on is not None else None,
        errors.BeforeAgreement(**named) if command.on < found[0].on else None,
    )
    return found


def use(command: c.UsePresentation, state: State) -> e.PresentationUsed:
    covered = cover(state, command.employer, command.on)
    refuse(rules.in_the_future(command.on, command.today), *untold(covered))
    return e.PresentationUsed(
        case=known(state.case),
        person=known(state.person),
        agreement=known(covered.agreement),
        candidacy=command.candidacy,
        employer=command.employer,
        step=command.step,
        facts=covered.facts,
        on=command.on,
    )


def known(value: UUID | None) -> UUID:
    """The id; a stream without an agreement has been refused before."""
    if value is None:
        raise errors.PresentationNotAgreed
    return value


def evolve(state: State, event: e.PresentationEvent) -> State:
    match event:
        case e.PresentationAgreed():
            made = Agreement(agreement=event.agreement, facts=event.facts, to=event.to, on=event.on, until=event.until)
            return State(case=event.case, person=event.person, agreements=(*state.agreements, made))
        case e.PresentationWithdrawn():
            return replace(state, agreements=tuple(_withdrawn(each, event) for each in state.agreements))
        case e.PresentationUsed():
            return state
        case _:
            assert_never(event)


def _withdrawn(each: Agreement, event: e.PresentationWithdrawn) -> Agreement:
    return replace(each, withdrawn_on=event.on) if each.agreement == event.agreement else each


presentation: Decider[c.PresentationCommand, State, e.PresentationEvent] = Decider(decide, evolve, State())
