"""Support from before or outside this service: recorded by two officers, so that a person's time is counted whole. Pure.

It is a fact, not a decision: it is recorded also when it shows that a limit has been passed. Then nothing more is decided.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.rules import rules_on
from services.placement.subsidy_ledger import Ledger, Prior, Proposed
from shared.errors import Refused


def known_prior(ledger: Ledger, support: UUID) -> Prior | None:
    return next((prior for prior in ledger.prior if prior.support == support), None)


def prior_doubts(change: e.PriorSupport, ledger: Ledger, on: date) -> Sequence[Refused | None]:
    """Why it cannot be recorded on that day: there was no such form, it has not begun, or it is recorded already."""
    rule = rules_on(change.starts_on).forms.get(change.form)
    same = any(
        (prior.form, prior.employer) == (change.form, change.employer)
        and prior.starts_on <= change.until
        and change.starts_on <= prior.until
        for prior in ledger.prior
    )
    return [
        errors.FormNotInForce(form=change.form, since=rules.form_since(change.form)) if rule is None else None,
        errors.FormNeedsNoDecision(form=change.form) if rule is not None and rule.one_decision is None else None,
        errors.SubsidyEndBeforeStart() if change.until < change.starts_on else None,
        rules.in_the_future(change.starts_on, on),
        errors.PriorSupportRecordedAlready() if same else None,
    ]


def prior_outcome(
    command: c.DecideSubsidy, proposal: Proposed, change: e.PriorSupport | e.PriorSupportError
) -> e.PriorSupportRecorded | e.PriorSupportRegisteredInError:
    """The second officer has seen the same source."""
    if isinstance(change, e.PriorSupport):
        return _recorded(command, proposal, change)
    employed = command.employed
    return e.PriorSupportRegisteredInError(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        proposal=proposal.proposal,
        support=change.support,
        reason=change.reason,
        proposed_by=proposal.by,
        decided_by=command.by,
        on=command.on,
    )


def _recorded(command: c.DecideSubsidy, proposal: Proposed, change: e.PriorSupport) -> e.PriorSupportRecorded:
    employed, ruleset = command.employed, rules_on(change.starts_on)
    return e.PriorSupportRecorded(
        person=employed.person,
        case=employed.case,
        employment=employed.employment,
        proposal=proposal.proposal,
        support=command.decision,
        form=change.form,
        starts_on=change.starts_on,
        until=change.until,
        employer=change.employer,
        source=change.source,
        ruleset=ruleset.name,
        basis=ruleset.forms[change.form].basis or "practice",
        proposed_by=proposal.by,
        decided_by=command.by,
        on=command.on,
    )
