"""Reconsideration of a decision: asked for in writing within three weeks, decided by another officer. Pure.

Never to the person's disadvantage: a grant stays a grant, whatever is asked (2017:462 57 §; 2017:900 37 §).
"""

from datetime import date
from typing import assert_never

from services.intake import commands as c
from services.intake import errors, rules
from services.intake import events as e
from services.intake.eligibility_state import Assessed, Decided, Open, Request, State
from services.intake.rules import RuleSet
from shared.errors import Refused, refuse


def decided(state: State) -> Decided:
    match state:
        case Decided():
            return state
        case Open() | Assessed():
            raise errors.NothingToReconsider
        case _:
            assert_never(state)


def request(command: c.RequestReconsideration, state: Decided, ruleset: RuleSet) -> e.ReconsiderationRequested:
    """`ruleset` is the one that the decision was taken under. Late requests are recorded too, to be dismissed or granted."""
    notified = command.notified_on
    refuse(
        errors.AlreadyRequested() if state.request or state.reconsidered else None,
        errors.BeforeTheDecision() if min(command.on, notified or command.on) < state.on else None,
        _ahead(max(command.on, notified or command.on), command.today),
    )
    last = ruleset.reconsideration.after(notified) if notified else None
    return e.ReconsiderationRequested(
        referral=state.assessed.referral,
        person=state.assessed.person,
        requested_by=command.requested_by,
        notified_on=notified,
        last_day=last,
        in_time=last is None or command.on <= last,
        grounds=command.grounds,
        basis=ruleset.reconsideration.basis,
        registered_by=command.by,
        on=command.on,
    )


def reconsider(command: c.Reconsider, state: Decided, ruleset: RuleSet) -> e.DecisionReconsidered:
    waiting = state.request
    if waiting is None:
        raise errors.NotRequested
    refuse(
        errors.DeciderMayNotReconsider() if command.decided_by == state.by else None,
        errors.BeforeTheRequest() if command.on < waiting.on else None,
        _ahead(command.on, command.today),
        _against(command, state, waiting),
    )
    match command:
        case c.UpholdDecision():
            return _reconsidered(command, state, ruleset, "upheld")
        case c.DismissRequest():
            return _reconsidered(command, state, ruleset, "dismissed")
        case c.ChangeDecision():
            doubts = rules.unmet_or_unknown(ruleset, state.assessed.findings)
            return _reconsidered(command, state, ruleset, "changed", overridden=doubts)
        case _:
            assert_never(command)


def _against(command: c.Reconsider, state: Decided, waiting: Request) -> Refused | None:
    """What speaks against this answer to the request."""
    match command:
        case c.ChangeDecision():
            if state.decision == "granted":
                return errors.NotToDisadvantage()
            return errors.AssessorMayNotOverride() if command.decided_by in state.assessed.by else None
        case c.DismissRequest():
            return errors.RequestedInTime() if waiting.in_time else None
        case c.UpholdDecision():
            return None
        case _:
            assert_never(command)


def _reconsidered(
    command: c.Reconsider,
    state: Decided,
    ruleset: RuleSet,
    outcome: e.ReconsiderationOutcome,
    *,
    overridden: tuple[e.Criterion, ...] = (),
) -> e.DecisionReconsidered:
    return e.DecisionReconsidered(
        referral=state.assessed.referral,
        person=state.assessed.person,
        outcome=outcome,
        decision="granted" if outcome == "changed" else state.decision,
        overridden=overridden,
        reason=command.reason,
        ruleset=ruleset.name,
        basis=ruleset.reconsideration.basis,
        decided_by=command.decided_by,
        on=command.on,
    )


def _ahead(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None
