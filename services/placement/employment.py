"""An employment: agreed, started, its terms changed, ended; corrected, or registered in error. Pure: no clock, no I/O."""

from datetime import date
from typing import assert_never

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.state import Agreed, Ended, InError, State, Unagreed, Working, evolve, first_day
from services.placement.terms import terms_on
from shared.decider import Decider
from shared.errors import Refused, refuse


def decide(command: c.EmploymentCommand, state: State) -> list[e.EmploymentEvent]:
    match command:
        case c.AgreeEmployment():
            return [agree(command, state)]
        case c.StartEmployment():
            return [start(command, agreed(state))]
        case c.ChangeTerms():
            return [change_terms(command, started(state))]
        case c.EndEmployment():
            return [end(command, started(state))]
        case c.CorrectEmployment():
            return [correct(command, started(state))]
        case c.RegisterEmploymentInError():
            return [register_in_error(command, state)]
        case _:
            assert_never(command)


def employed(state: State) -> c.Employed:
    """The employment, as those who decide on its support need it. Raises EmploymentUnknown."""
    if isinstance(state, Unagreed):
        raise errors.EmploymentUnknown
    parties = state.parties
    return c.Employed(
        employment=parties.employment,
        case=parties.case,
        person=parties.person,
        employer=parties.employer,
        first_day=state.first_day if isinstance(state, InError) else first_day(state),
        last_day=state.ended_on if isinstance(state, Ended) else None,
        in_error=isinstance(state, InError),
        forms=forms(state),
    )


def forms(state: Agreed | Working | Ended | InError) -> tuple[tuple[date, e.Form], ...]:
    """Each form with the day from which it holds."""
    match state:
        case Agreed():
            return ((state.starts_on, state.form),)
        case Working() | Ended():
            first, *changes = state.terms
            days = sorted({change.on for change in changes})
            return ((first.on, first.form), *((day, terms_on(state.terms, day).form) for day in days))
        case InError():
            return ()
        case _:
            assert_never(state)


def agreed(state: State) -> Agreed:
    match state:
        case Agreed():
            return state
        case Unagreed():
            raise errors.EmploymentUnknown
        case Working() | Ended():
            raise errors.EmploymentAlreadyStarted
        case InError():
            raise errors.EmploymentWasInError
        case _:
            assert_never(state)


def started(state: State) -> Working | Ended:
    match state:
        case Working() | Ended():
            return state
        case Unagreed():
            raise errors.EmploymentUnknown
        case Agreed():
            raise errors.EmploymentNotStarted
        case InError():
            raise errors.EmploymentWasInError
        case _:
            assert_never(state)


def agree(command: c.AgreeEmployment, state: State) -> e.EmploymentAgreed:
    search, offer = command.search, command.offer
    refuse(
        None if isinstance(state, Unagreed) else errors.EmploymentAlreadyAgreed(),
        *rules.case_refused(search, command.starts_on),
        rules.employer_refused(command.employer, command.employer_is),
        *(rules.offer_refused(offer, command.employer) if offer else ()),
        rules.hours_refused(command.weekly_hours),
        rules.form_refused(command.form, command.starts_on, sius_ended_on=search.ended_on),
        rules.in_the_future(command.on, command.today),
    )
    return e.EmploymentAgreed(
        employment=command.employment,
        case=search.case,
        person=search.person,
        employer=command.employer,
        opportunity=offer.opportunity if offer else None,
        unit=search.unit,
        occupation=command.occupation,
        starts_on=command.starts_on,
        weekly_hours=command.weekly_hours,
        form=command.form,
        on=command.on,
    )


def start(command: c.StartEmployment, state: Agreed) -> e.EmploymentStarted:
    hours = state.weekly_hours if command.weekly_hours is None else command.weekly_hours
    form = command.form or state.form
    refuse(
        *rules.case_refused(command.search, command.on),
        rules.in_the_future(command.on, command.today),
        rules.hours_refused(hours),
        rules.form_refused(form, command.on, sius_ended_on=command.search.ended_on),
    )
    parties = state.parties
    return e.EmploymentStarted(
        employment=parties.employment,
        case=parties.case,
        person=parties.person,
        employer=parties.employer,
        unit=parties.unit,
        occupation=state.occupation,
        sector=command.sector,
        weekly_hours=hours,
        form=form,
        on=command.on,
    )


def change_terms(command: c.ChangeTerms, state: Working | Ended) -> e.EmploymentTermsChanged:
    now = terms_on(state.terms, command.on)
    hours = now.weekly_hours if command.weekly_hours is None else command.weekly_hours
    form, occupation = command.form or now.form, command.occupation or now.occupation
    same = (hours, occupation, form) == (now.weekly_hours, now.occupation, now.form) and command.tasks is None
    refuse(
        rules.in_the_future(command.on, command.today),
        before_start(command.on, state),
        errors.AfterEmploymentEnd(ended_on=state.ended_on) if isinstance(state, Ended) and command.on > state.ended_on else None,
        rules.hours_refused(hours),
        rules.form_refused(form, command.on, sius_ended_on=command.search.ended_on),
        errors.TermsUnchanged() if same else None,
    )
    parties = state.parties
    return e.EmploymentTermsChanged(
        employment=parties.employment,
        case=parties.case,
        person=parties.person,
        weekly_hours=hours,
        occupation=occupation,
        tasks=command.tasks,
        form=form,
        on=command.on,
    )


def before_start(on: date, state: Working | Ended) -> Refused | None:
    return errors.BeforeEmploymentStart(started_on=state.started_on) if on < state.started_on else None


def end(command: c.EndEmployment, state: Working | Ended) -> e.EmploymentEnded:
    if isinstance(state, Ended):
        raise errors.EmploymentHasEnded(ended_on=state.ended_on)
    refuse(rules.in_the_future(command.on, command.today), before_start(command.on, state))
    parties = state.parties
    return e.EmploymentEnded(
        employment=parties.employment, case=parties.case, person=parties.person, reason=command.reason, on=command.on
    )


def correct(command: c.CorrectEmployment, state: Working | Ended) -> e.EmploymentCorrected:
    started_on, ended_on = command.started_on, command.ended_on
    registered_end = state.ended_on if isinstance(state, Ended) else None
    refuse(
        *rules.case_refused(command.search, started_on),
        rules.in_the_future(max(started_on, ended_on or started_on), command.today),
        errors.BeforeEmploymentStart(started_on=started_on) if ended_on and ended_on < started_on else None,
        errors.EmploymentNotEnded() if ended_on and registered_end is None else None,
        errors.NothingCorrected() if (started_on, ended_on) == (state.started_on, registered_end) else None,
    )
    parties = state.parties
    return e.EmploymentCorrected(
        employment=parties.employment,
        case=parties.case,
        person=parties.person,
        started_on=started_on,
        ended_on=ended_on,
        instead_of_start=state.started_on,
        instead_of_end=registered_end,
        reason=command.reason,
        corrected_by=command.by,
    )


def register_in_error(command: c.RegisterEmploymentInError, state: State) -> e.EmploymentRegisteredInError:
    match state:
        case Unagreed():
            raise errors.EmploymentUnknown
        case InError():
            raise errors.EmploymentWasInError
        case Agreed() | Working() | Ended():
            refuse(rules.in_the_future(command.on, command.today))
            return e.EmploymentRegisteredInError(
                employment=state.parties.employment,
                case=state.parties.case,
                person=state.parties.person,
                started=not isinstance(state, Agreed),
                reason=command.reason,
                registered_by=command.by,
                on=command.on,
            )
        case _:
            assert_never(state)


employment: Decider[c.EmploymentCommand, State, e.EmploymentEvent] = Decider(decide, evolve, Unagreed())
