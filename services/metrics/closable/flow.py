"""F1, F4 and F10 as a closed month keeps them: who came and went on, what came of it, and the work that it took.

Of F1 the unit's load is kept, not that of each support person: what is published stays for good, and is not about staff.
"""

from typing import Final

from services.metrics.answers.inflow import PartView, part_counts
from services.metrics.answers.money import MonthsView
from services.metrics.answers.results import ResultParts, ResultSums
from services.metrics.closable.closable import Closable, Counts, Question, Taken, named, of_few
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.money import money
from services.metrics.queries import gathering
from services.metrics.taking import inflow_of, results_of
from shared.contracts import intake, placement

SHARES: Final = named(intake.ShareSet, intake.ShareEnded, intake.ShareCorrected)
CASE: Final = named(
    intake.CaseOpened,
    intake.CaseStarted,
    intake.CaseStartCorrected,
    intake.CaseEnded,
    intake.CaseEndCorrected,
    intake.CaseReopened,
    intake.CaseRegisteredInError,
)
ANSWERED: Final = named(
    intake.ReferralReceived,
    intake.ReferralReturned,
    intake.ReferralAccepted,
    intake.ReferralWithdrawn,
    intake.ReferralDeclined,
    intake.ReferralReopened,
)
OUTCOMES: Final = CASE | named(
    placement.SubsidyDecided,
    placement.SubsidyCorrected,
    placement.SubsidyEnded,
    placement.EmploymentStarted,
    placement.EmploymentTermsChanged,
    placement.EmploymentEnded,
    placement.EmploymentCorrected,
    placement.EmploymentRegisteredInError,
)
"""An end and a change of terms tell whether the person was in work the day before the next employment."""


def cases_or_referrals(group: str) -> Counts:
    """Groups of referrals are named so."""
    return Counts.REFERRALS if group.startswith("referrals") else Counts.CASES


def _outcomes(_group: str) -> Counts:
    return Counts.OUTCOMES


async def _inflow(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(inflow_of, arguments)
    counts = part_counts(figure.total)
    numbers = PartView.of(figure.total, dict[str, int | None](counts)).model_dump(mode="json", exclude={"unit"})
    return Taken(numbers=numbers, groups=figure.groups(), small=of_few(figure.groups()))


async def _results(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(results_of, arguments)
    groups = figure.groups()
    persons = [len(found.persons) for found in figure.sums().values()]
    return Taken(
        numbers={
            "sums": ResultSums.of(figure).model_dump(mode="json"),
            "parts": ResultParts.of(figure).model_dump(mode="json"),
        },
        groups=groups,
        small=of_few(groups, *persons),
    )


async def _money(question: Question, arguments: Arguments) -> Taken:
    newly = (await question.once(results_of, arguments)).sum_of("newly-in-work").outcomes
    figure = money(await gathering.shares(question.tx, arguments), newly, arguments)
    months = MonthsView.of(figure.total).model_dump(mode="json", exclude={"unit"})
    groups = {"newly-in-work": newly}
    return Taken(numbers={"months": months, "newly_in_work": len(newly)}, groups=groups, small=of_few(groups))


INFLOW: Final = Closable(
    name="inflow",
    take=_inflow,
    counts=cases_or_referrals,
    made_of=CASE | ANSWERED | named(intake.CaseHandedOver, intake.CasePaused, intake.CaseResumed),
    of_unit=SHARES | named(intake.BenchmarkSet),
)
RESULTS: Final = Closable(name="results", take=_results, counts=_outcomes, made_of=OUTCOMES)
MONEY: Final = Closable(name="money", take=_money, counts=_outcomes, made_of=OUTCOMES, of_unit=SHARES)
