"""F5 and F8 as a closed month keeps them: why cases were broken off, and who gets from a referral to a job that lasts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from services.metrics.answers.access import StagesView
from services.metrics.answers.interruptions import SourceView
from services.metrics.closable.closable import Closable, Counts, Question, Taken, named, of_few
from services.metrics.closable.flow import ANSWERED, CASE, cases_or_referrals
from services.metrics.closable.work import WORK
from services.metrics.figures.access import STAGES, FairAccess
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.interruptions import Interruptions
from services.metrics.figures.shares import Rows
from services.metrics.figures.small_cells import Shown, ShownFunnel, shown_funnel
from services.metrics.months import Month
from services.metrics.taking import fair_access_of, interruptions_of
from shared.contracts import followup, intake

COMPARED: Final = (Breakdown.SEX, Breakdown.AGE_GROUP, Breakdown.DISABILITY_GROUP, Breakdown.SUPPORT_NEED)
"""The groups that F8 is closed with."""

JUDGED: Final = ANSWERED | named(intake.ReferralAssessed, intake.ReferralDecided)
PHASES: Final = named(
    followup.IntroductionStarted,
    followup.IntroductionEnded,
    followup.TrialIntroductionStarted,
    followup.TrialIntroductionEnded,
    followup.FollowUpStarted,
    followup.SupportCompleted,
)


async def _interruptions(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(interruptions_of, arguments)
    sources = {source.source or "": SourceView.of(source) for source in figure.sources}
    total = SourceView.of(figure.total)
    groups = {**figure.groups(), **{"-".join(("cell", *key)): cases for key, cases in figure.cells().items()}}
    counts = [count for one in (total, *sources.values()) for count in one.counts()]
    return Taken(numbers=_interrupted(figure, total, sources), groups=groups, small=of_few(groups, *counts))


def _interrupted(figure: Interruptions, total: SourceView, sources: Mapping[str, SourceView]) -> dict[str, Any]:
    return {
        "interrupted": len(figure.interrupted),
        "by_reason": _counted(figure.by_reason()),
        "by_phase": _counted(figure.by_phase()),
        "by_days": _counted(figure.by_days()),
        "cells": {" ".join(key): len(cases) for key, cases in figure.cells().items()},
        "referrals": total.model_dump(mode="json", exclude={"source"}),
        "sources": {name: source.model_dump(mode="json", exclude={"source"}) for name, source in sources.items()},
    }


def _counted(margin: Mapping[str, Rows]) -> dict[str, int]:
    return {name: len(cases) for name, cases in margin.items()}


async def _fair_access(question: Question, arguments: Arguments) -> Taken:
    return _compared(await fair_access_of(question.tx, arguments, *COMPARED))


async def _fair_access_again(question: Question, arguments: Arguments, closed: Taken) -> Taken:
    """By the groups that it was closed with: one more comparison is no change, and could withhold stages of the others."""
    return _compared(await fair_access_of(question.tx, arguments, *map(Breakdown, closed.numbers["by"])))


def _compared(found: Mapping[Breakdown, FairAccess]) -> Taken:
    shown = {by: _shown(figure) for by, figure in found.items()}
    upto = min(_stages_shown(one.total) for one in shown.values())
    whole = next(iter(found.values())).total
    return Taken(
        numbers={
            "stages": _stages(whole.counts, upto),
            "by": {by.value: {name: _stages(one, upto) for name, one in table.groups.items()} for by, table in shown.items()},
        },
        groups={stage.value: whole.stages[stage] for stage in STAGES[:upto]},
        small=False,
    )


def _shown(figure: FairAccess) -> ShownFunnel:
    return shown_funnel({funnel.group or "": funnel.counts for funnel in figure.groups}, stages=len(STAGES))


def _stages_shown(total: Shown) -> int:
    """How many stages of the total one table shows: the others show no more, for two tables with one total tell more."""
    return next((stage for stage, count in enumerate(total) if count is None), len(total))


def _stages(counts: Sequence[int | None], upto: int) -> dict[str, Any]:
    kept = tuple(count if stage < upto else None for stage, count in enumerate(counts))
    return StagesView.of(kept).model_dump(mode="json")


def _a_year_earlier(month: Month) -> tuple[date, date]:
    earlier = Month(year=month.year - 1, month=month.month)
    return earlier.first, earlier.last


def _referrals(_group: str) -> Counts:
    return Counts.REFERRALS


INTERRUPTIONS: Final = Closable(
    name="interruptions", take=_interruptions, counts=cases_or_referrals, made_of=CASE | JUDGED | PHASES
)
FAIR_ACCESS: Final = Closable(
    name="fair-access",
    take=_fair_access,
    again=_fair_access_again,
    period=_a_year_earlier,
    counts=_referrals,
    made_of=JUDGED | WORK,
    withholds=True,
)
"""Small counts are withheld from everybody, in what is kept as well: the figure is never small."""
