"""F8 Fair access: who gets from the referral to a job that lasts, by group.

Stages, each counting some of the referrals in the stage before: received in the period → accepted → started → mature (started
180 days before `as_of`) → in work within 180 days (F2) → got the job 180 days before `as_of` (F3's entry) → retained on that day
(F3). A share is over the stage before it; for work and retention that is the mature stage, so that nobody is judged too early.

Decisions where the definition is silent:
- A referral counts, not a person: who was referred twice had to get through twice. It counts at the unit it came to, and the
  course of its case counts wherever that went on.
- Characteristics are those of the referral, else of its case; the age is that at the referral. "unknown" is a group like others.
- Support need is published of nobody, so there is no breakdown by it.
- Accepted and started by `as_of`.
- Groups are ranked by a share only among those where it is over at least 20, the highest first, equal ones alike.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

import numpy as np

from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.columns import NONE, Members, ids, places
from services.metrics.figures.days import Flags, Ints
from services.metrics.figures.lives import Life
from services.metrics.figures.outflow import outflow
from services.metrics.figures.population import Population
from services.metrics.figures.referred import Referred
from services.metrics.figures.retention import period_retention
from services.metrics.figures.shares import Rows, Share

RANKED_FROM: Final = 20


class Stage(StrEnum):
    """How far a referral has come; in order."""

    RECEIVED = "referrals-received"
    ACCEPTED = "accepted"
    STARTED = "started"
    MATURE = "mature"
    IN_WORK = "in-work-within-180"
    ENTERED = "got-work-180-days-ago"
    RETAINED = "retained"


STAGES: Final = tuple(Stage)


@dataclass(frozen=True, kw_only=True, slots=True)
class Courses:
    """What F2 and F3 say of the cases: the sets that the last stages are made of."""

    started: Rows
    mature: Rows
    in_work: Rows
    entered: Rows
    retained: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Funnel:
    """The referrals at each stage; `group` is None for all of them."""

    group: str | None
    stages: Mapping[Stage, Rows]

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(len(self.stages[stage]) for stage in STAGES)

    @property
    def shares(self) -> Mapping[Stage, Share]:
        return shares_of(self.counts)


@dataclass(frozen=True, kw_only=True, slots=True)
class FairAccess:
    """The figure: all referrals, and each group of the breakdown."""

    arguments: Arguments
    by: Breakdown
    total: Funnel
    groups: tuple[Funnel, ...]

    def ranks(self, stage: Stage, among: Collection[str]) -> Mapping[str, int]:
        """Group → place by the share at this stage, 1 the highest; a group whose share is over too few has none.

        `among`: the groups whose share is shown. A place among others would tell of theirs.
        """
        values = {
            funnel.group: found.value
            for funnel in self.groups
            if funnel.group in among and (found := funnel.shares.get(stage)) and found.denominator >= RANKED_FROM
        }
        return {
            group: 1 + sum(other > value for other in values.values() if other is not None)
            for group, value in values.items()
            if group is not None and value is not None
        }


def shares_of(counts: tuple[int, ...]) -> Mapping[Stage, Share]:
    """The share at each stage of the stage before, but at those that are only a matter of time."""
    return {
        stage: Share(numerator=reached, denominator=before)
        for (stage, reached), (_, before) in ((now, then) for then, now in pairwise(zip(STAGES, counts, strict=True)))
        if stage not in {Stage.MATURE, Stage.ENTERED}
    }


def fair_access(referrals: Referred, courses: Courses, arguments: Arguments, by: Breakdown) -> FairAccess:
    """F8 of the referrals received in the period; they are made for the breakdown."""
    came = referrals[_is_asked(referrals, arguments)]
    came = came[np.argsort(came.referral)]
    reached = _reached(came, courses, arguments.as_of)
    everybody = np.arange(len(came))
    return FairAccess(
        arguments=arguments,
        by=by,
        total=_funnel(None, everybody, came, reached),
        groups=tuple(_funnel(group, places, came, reached) for group, places in came.groups(by).items()),
    )


def courses_of(lives: Collection[Life] | Population, arguments: Arguments) -> Courses:
    """What F2 and F3 say on `as_of` of the cases of these lives, whenever and wherever they started."""
    lives, anywhere = Population.of(lives), replace(arguments, from_=date.min, to=arguments.as_of, unit=None)
    found, kept = outflow(lives, anywhere), period_retention(lives, anywhere)
    return Courses(
        started=found.cohort,
        mature=found.mature,
        in_work=found.in_work_within_180,
        entered=kept.mature,
        retained=kept.any_employer.retained,
    )


def _is_asked(referrals: Referred, arguments: Arguments) -> Flags:
    day, last = referrals.received_on, min(arguments.to, arguments.as_of)
    received = (arguments.from_.toordinal() <= day) & (day <= last.toordinal())
    return received if arguments.unit is None else received & referrals.unit.among(arguments.unit)


def _reached(referrals: Referred, courses: Courses, as_of: date) -> Flags:
    """A row for each stage: which of the referrals came so far."""
    in_order = np.argsort(referrals.case_id)  # looked up in order they are found much sooner

    def among(cases: Rows) -> Flags:
        found = np.empty(len(referrals), dtype=bool)
        found[in_order] = places(referrals.case_id[in_order], ids(cases)) != NONE
        return found

    way = (
        np.ones(len(referrals), dtype=bool),
        referrals.accepted_on <= as_of.toordinal(),
        *map(among, (courses.started, courses.mature, courses.in_work, courses.entered, courses.retained)),
    )
    return np.logical_and.accumulate(way)


def _funnel(group: str | None, of: Ints, referrals: Referred, reached: Flags) -> Funnel:
    """Of the referrals at these places, which are in the order of their ids."""
    theirs, so_far = referrals.referral[of], reached[:, of]
    return Funnel(group=group, stages={stage: Members(theirs[there]) for stage, there in zip(STAGES, so_far, strict=True)})
