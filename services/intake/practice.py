"""How the authority works, as dated data: time limits and other values that are practice or follow an ordinance.

What is in force is chosen by the date of the event that it is used for, so that a change has no effect on what was before. A
new practice is a new entry in PRACTICES; an entry that has been in force is not edited.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from shared.limits import Limit, in_force


@dataclass(frozen=True, kw_only=True)
class ProposalWeights:
    """How many points each thing that speaks for a support person can give in a proposal, and the name of the weights."""

    name: str
    free_bandwidth: int
    continuity: int
    language: int
    sector: int
    municipality: int


@dataclass(frozen=True, kw_only=True)
class Practice:
    """Everything that is practice in intake, from a day on."""

    version: date
    proposal_answered: Limit
    referral_assessed: Limit
    assessed_decided: Limit
    decision_reconsidered: Limit
    late_change_approved: Limit
    granted_opened: Limit
    opened_started: Limit
    first_contact: Limit
    handover_first_contact: Limit
    action_plan: Limit
    action_plan_renewed: Limit
    evidence_reminded: Limit
    evidence_escalated: Limit
    end_looked_at: Limit
    status_after_end: Limit
    day_180: Limit
    sus_consent: Limit
    registered_alone: timedelta

    def registered_alone_until(self, fact_on: date) -> date:
        """The last day on which one officer alone may register or correct what was so on `fact_on`."""
        return fact_on + self.registered_alone

    benchmark: int
    proposals: ProposalWeights


ACTION_PLAN = "förordning (2000:628) 6 §"

PRACTICE_2017 = Practice(
    version=date(2017, 8, 1),
    proposal_answered=Limit(working_days=5),
    referral_assessed=Limit(working_days=10),
    assessed_decided=Limit(working_days=5),
    decision_reconsidered=Limit(working_days=10),
    late_change_approved=Limit(working_days=5),
    granted_opened=Limit(working_days=5),
    opened_started=Limit(working_days=20),
    first_contact=Limit(working_days=5),
    handover_first_contact=Limit(working_days=5),
    action_plan=Limit(days=30, basis=ACTION_PLAN),
    action_plan_renewed=Limit(months=6, basis=ACTION_PLAN),
    evidence_reminded=Limit(days=14),
    evidence_escalated=Limit(days=30),
    end_looked_at=Limit(working_days=5),
    status_after_end=Limit(days=90),
    day_180=Limit(days=180),
    sus_consent=Limit(working_days=10),
    registered_alone=timedelta(days=30),
    benchmark=30,  # ongoing cases for each full-time support person, counted for the unit as a whole
    proposals=ProposalWeights(name="2017", free_bandwidth=40, continuity=30, language=15, sector=10, municipality=5),
)

PRACTICES = (PRACTICE_2017,)


def practice_on(day: date) -> Practice:
    """The practice in force on the day; before the first, the first: nobody wrote down what was then."""
    return in_force(PRACTICES, day)
