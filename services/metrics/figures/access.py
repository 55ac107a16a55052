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

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from services.metrics.facts import Case, Referral
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown, Traits, sliced
from services.metrics.figures.lives import Life
from services.metrics.figures.outflow import outflow
from services.metrics.figures.population import Population
from services.metrics.figures.retention import period_retention
from services.metrics.figures.shares import Rows, Share, rows

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


class Begun(NamedTuple):
    """Of a case, what F8 counts: see `facts.Case`."""

    case_id: UUID
    person: UUID
    started_on: date | None
    sex: str | None
    birth_year: int | None
    disability_group: str | None
    municipality: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Courses:
    """What F2 and F3 say of the cases: the sets that the last stages are made of."""

    mature: frozenset[UUID]
    in_work: frozenset[UUID]
    entered: frozenset[UUID]
    retained: frozenset[UUID]


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


def fair_access(
    referrals: Iterable[Referral],
    cases: Iterable[Case | Begun],
    courses: Courses,
    arguments: Arguments,
    by: Breakdown,
    *,
    forms: Mapping[UUID, str] = MappingProxyType({}),
) -> FairAccess:
    """F8 of the referrals received in the period. `forms`: case → the form of its first employment, for that breakdown."""
    known = {case.case_id: case for case in cases}
    came = {one.referral: one for one in referrals if _is_asked(one, arguments)}
    stages = _stages(came.values(), known, courses, arguments)
    traits = {
        one.referral: replace(
            referral_traits(one, known.get(one.case_id) if one.case_id else None),
            form=forms.get(one.case_id) if one.case_id else None,
        )
        for one in came.values()
    }
    slices = sliced({stage.value: counted for stage, counted in stages.items()}, traits, by)
    return FairAccess(
        arguments=arguments,
        by=by,
        total=Funnel(group=None, stages=stages),
        groups=tuple(Funnel(group=one.value, stages={stage: one.groups[stage.value] for stage in STAGES}) for one in slices),
    )


def courses_of(lives: Collection[Life] | Population, cases: Collection[UUID], arguments: Arguments) -> Courses:
    """What F2 and F3 say of these cases on `as_of`, whenever and wherever they started."""
    lives, anywhere = Population.of(lives), replace(arguments, from_=date.min, to=arguments.as_of, unit=None)
    found, kept = outflow(lives, anywhere, among=cases), period_retention(lives, anywhere, among=cases)
    return Courses(
        mature=frozenset(found.mature),
        in_work=frozenset(found.in_work_within_180),
        entered=frozenset(kept.mature),
        retained=frozenset(kept.any_employer.retained),
    )


def referral_traits(referral: Referral, case: Case | Begun | None) -> Traits:
    """What a referral is broken down by: its own characteristics, else those of its case."""
    return Traits(
        unit=referral.unit,
        on=referral.received_on,
        sex=referral.sex or (case.sex if case else None),
        birth_year=referral.birth_year or (case.birth_year if case else None),
        disability_group=referral.disability_group or (case.disability_group if case else None),
        municipality=referral.municipality or (case.municipality if case else None),
        referral_source=referral.source,
    )


def _is_asked(referral: Referral, arguments: Arguments) -> bool:
    at_unit = arguments.unit is None or referral.unit in arguments.unit
    return at_unit and arguments.from_ <= referral.received_on <= min(arguments.to, arguments.as_of)


def _stages(
    referrals: Iterable[Referral], cases: Mapping[UUID, Case | Begun], courses: Courses, arguments: Arguments
) -> Mapping[Stage, Rows]:
    reached: dict[Stage, list[UUID]] = {stage: [] for stage in STAGES}
    for referral in referrals:
        for stage, there in zip(STAGES, _way(referral, cases, courses, arguments), strict=True):
            if not there:
                break
            reached[stage].append(referral.referral)
    return {stage: rows(counted) for stage, counted in reached.items()}


def _way(
    referral: Referral, cases: Mapping[UUID, Case | Begun], courses: Courses, arguments: Arguments
) -> tuple[bool, bool, bool, bool, bool, bool, bool]:
    case_id, as_of = referral.case_id, arguments.as_of
    case = cases.get(case_id) if case_id else None
    return (
        True,
        referral.accepted_on is not None and referral.accepted_on <= as_of,
        case is not None and case.started_on is not None and case.started_on <= as_of,
        case_id in courses.mature,
        case_id in courses.in_work,
        case_id in courses.entered,
        case_id in courses.retained,
    )
