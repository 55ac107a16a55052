"""What of eligibility other services may know: the doubt, the need of support, and what was decided."""

from collections.abc import Iterable
from typing import assert_never

from services.intake import events as e
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.contracts.types import SupportNeed


def of_eligibility(event: object) -> Contract | None:
    """Of the criteria whether some were in doubt, and one, the need of support; a decision, also one changed, and never why."""
    match event:
        case e.EligibilityAssessed():
            return assessed(event)
        case e.ProgrammeGranted():
            return decided(event, "granted", overridden=bool(event.overridden))
        case e.ProgrammeRefused():
            return decided(event, "refused")
        case e.SetToNotYet():
            return decided(event, "not-yet")
        case e.DecisionReconsidered(outcome="changed"):
            return decided(event, event.decision, overridden=bool(event.overridden), reconsidered=True)
        case _:
            return None


def assessed(event: e.EligibilityAssessed) -> contracts.ReferralAssessedV2:
    return contracts.ReferralAssessedV2(
        referral=event.referral,
        person=event.person,
        doubtful=event.doubtful,
        disability_group=event.disability_group,
        support_need=support_need(event.findings),
        on=event.on,
    )


def support_need(findings: Iterable[e.Finding]) -> SupportNeed | None:
    """The need of support as its criterion stands; None when it is unknown, or not among the criteria."""
    answers = {finding.criterion: finding.answer for finding in findings}
    answer = answers.get("needs-support")
    match answer:
        case "met":
            return "needed"
        case "not-met":
            return "not-needed"
        case "unknown" | None:
            return None
        case _:
            assert_never(answer)


def decided(
    event: e.ProgrammeGranted | e.ProgrammeRefused | e.SetToNotYet | e.DecisionReconsidered,
    decision: e.Decision,
    *,
    overridden: bool = False,
    reconsidered: bool = False,
) -> contracts.ReferralDecided:
    return contracts.ReferralDecided(
        referral=event.referral,
        person=event.person,
        decision=decision,
        overridden=overridden,
        reconsidered=reconsidered,
        on=event.on,
    )
