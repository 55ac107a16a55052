"""A consent: given in writing for one purpose or refused, withdrawn at any time, corrected. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class NotGiven: ...


@dataclass(frozen=True, kw_only=True)
class Given:
    """In force until it is withdrawn."""

    consent: UUID
    person: UUID
    purpose: e.ConsentPurpose
    case: UUID | None
    terms: e.ConsentTerms


@dataclass(frozen=True, kw_only=True)
class Never:
    """Refused, or registered in error: nothing more happens to it."""

    consent: UUID


State = NotGiven | Given | Never


def decide(command: c.ConsentCommand, state: State) -> list[e.ConsentEvent]:
    match command:
        case c.GiveConsent():
            return [give(command, state)]
        case c.WithdrawConsent():
            return [withdraw(command, state)]
        case c.CorrectConsent():
            return [correct(command, given(state))]
        case c.RegisterConsentInError():
            return [register_in_error(command, given(state))]
        case c.RefuseConsent():
            return [refuse_consent(command, state)]
        case _:
            assert_never(command)


def given(state: State) -> Given:
    if not isinstance(state, Given):
        raise errors.ConsentNotGiven
    return state


def misfits(
    command: c.GiveConsent | c.RefuseConsent, state: State
) -> tuple[Refused | None, Refused | None, Refused | None, Refused | None]:
    """What keeps it from being an answer to a question that is open."""
    in_force = command.in_force if isinstance(state, NotGiven) else command.consent
    shares, registers = command.purpose == "share-with", command.purpose == "sus-registration"
    return (
        errors.ConsentInForce(consent=in_force) if in_force else None,
        errors.RecipientDoesNotFit() if shares != (command.recipient is not None) else None,
        errors.ConsentCaseDoesNotFit() if registers != (command.case is not None) else None,
        ahead(command.on, command.today),
    )


def ahead(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None


def give(command: c.GiveConsent, state: State) -> e.ConsentGiven:
    refuse(*misfits(command, state))
    return e.ConsentGiven(
        consent=command.consent,
        person=command.person,
        purpose=command.purpose,
        recipient=command.recipient,
        case=command.case,
        scope=tuple(dict.fromkeys(command.scope)),
        form=command.form,
        registered_by=command.by,
        on=command.on,
    )


def refuse_consent(command: c.RefuseConsent, state: State) -> e.ConsentRefused:
    refuse(*misfits(command, state))
    return e.ConsentRefused(
        consent=command.consent,
        person=command.person,
        purpose=command.purpose,
        recipient=command.recipient,
        case=command.case,
        registered_by=command.by,
        on=command.on,
    )


def withdraw(command: c.WithdrawConsent, state: State) -> e.ConsentWithdrawn:
    if not isinstance(state, Given) or state.terms.withdrawn_on is not None:
        raise errors.ConsentNotInForce
    refuse(
        ahead(command.on, command.today),
        errors.BeforeConsent(given_on=state.terms.on) if command.on < state.terms.on else None,
    )
    return e.ConsentWithdrawn(
        consent=state.consent,
        person=state.person,
        purpose=state.purpose,
        case=state.case,
        registered_by=command.by,
        on=command.on,
    )


def correct(command: c.CorrectConsent, state: Given) -> e.ConsentCorrected:
    """For another purpose or case it was never given: that is registered in error, and given anew."""
    terms, until = command.terms, command.terms.withdrawn_on
    shares = state.purpose == "share-with"
    refuse(
        errors.NothingCorrected() if terms == state.terms else None,
        errors.ConsentInForce(consent=command.in_force) if command.in_force and until is None else None,
        errors.RecipientDoesNotFit() if shares != (terms.recipient is not None) else None,
        ahead(max(terms.on, until or terms.on), command.today),
        errors.WithdrawnBeforeGiven(given_on=terms.on) if until and until < terms.on else None,
    )
    return e.ConsentCorrected(
        consent=state.consent,
        person=state.person,
        purpose=state.purpose,
        case=state.case,
        instead_of=state.terms,
        recipient=terms.recipient,
        scope=terms.scope,
        form=terms.form,
        withdrawn_on=until,
        reason=command.reason,
        corrected_by=command.by,
        corrected_on=command.today,
        on=terms.on,
    )


def register_in_error(command: c.RegisterConsentInError, state: Given) -> e.ConsentRegisteredInError:
    refuse(ahead(command.on, command.today))
    return e.ConsentRegisteredInError(
        consent=state.consent,
        person=state.person,
        purpose=state.purpose,
        case=state.case,
        asks_again=command.asks_again,
        reason=command.reason,
        registered_by=command.by,
        on=command.on,
    )


def as_corrected(event: e.ConsentCorrected) -> e.ConsentTerms:
    return e.ConsentTerms(
        recipient=event.recipient, scope=event.scope, form=event.form, on=event.on, withdrawn_on=event.withdrawn_on
    )


def evolve(state: State, event: e.ConsentEvent) -> State:
    match event, state:
        case e.ConsentGiven(), _:
            terms = e.ConsentTerms(recipient=event.recipient, scope=event.scope, form=event.form, on=event.on, withdrawn_on=None)
            return Given(consent=event.consent, person=event.person, purpose=event.purpose, case=event.case, terms=terms)
        case e.ConsentWithdrawn(), Given():
            return replace(state, terms=replace(state.terms, withdrawn_on=event.on))
        case e.ConsentCorrected(), Given():
            return replace(state, terms=as_corrected(event))
        case ((e.ConsentRegisteredInError() | e.ConsentRefused()), _):
            return Never(consent=event.consent)
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


consent: Decider[c.ConsentCommand, State, e.ConsentEvent] = Decider(decide, evolve, NotGiven())
