"""Trials within a candidacy: days at the workplace that are never employment. Pure: no clock, no I/O."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.candidacy_state import Open, Trial
from shared.errors import Refused, refuse


def refused(command: c.AgreeTrial, state: Open) -> Iterator[Refused | None]:
    """It ends after it begins, begins no earlier than the employer was told, and no two have a day in common."""
    yield errors.TrialEndsBeforeItBegins() if command.until < command.from_on else None
    known = state.presented_on
    yield errors.BeforeProposal(first_on=known) if known is not None and command.from_on < known else None
    shared = [each.trial for each in state.trials if command.from_on <= each.until and each.from_on <= command.until]
    yield errors.TrialsOverlap(trials=shared) if shared else None


def agreed(command: c.AgreeTrial, state: Open, agreement: UUID) -> e.TrialAgreed:
    return e.TrialAgreed(
        candidacy=state.candidacy,
        trial=command.trial,
        case=state.case,
        person=state.person,
        employer=state.employer,
        agreement=agreement,
        kind=command.kind,
        from_on=command.from_on,
        until=command.until,
        on=command.on,
    )


def end(command: c.EndTrial, state: Open) -> e.TrialEnded | e.TrialCancelled:
    found = [each for each in state.trials if each.trial == command.trial]
    if not found:
        raise errors.TrialUnknown(trial=command.trial)
    (trial,) = found
    refuse(
        rules.in_the_future(command.on, command.today),
        errors.TrialIsOver(trial=trial.trial) if trial.over else None,
        errors.TrialNotLonger(until=trial.until) if command.on > trial.until else None,
    )
    return over(trial, state, command.on)


def over(trial: Trial, state: Open, on: date) -> e.TrialEnded | e.TrialCancelled:
    """Ended with `on` as its last day; cancelled if it had not begun by then."""
    ids = {
        "candidacy": state.candidacy,
        "trial": trial.trial,
        "case": state.case,
        "person": state.person,
        "employer": state.employer,
    }
    return e.TrialCancelled(**ids, on=on) if on < trial.from_on else e.TrialEnded(**ids, on=on)


def left(state: Open, on: date) -> Iterable[e.TrialEnded | e.TrialCancelled]:
    """What becomes of the trials that would go on after `on`."""
    return [over(each, state, on) for each in state.trials if not each.over and each.until > on]
