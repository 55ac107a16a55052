"""F5 Interruptions: why, when and in which phase cases were broken off, and what could have been known when they were referred.

Cases ended as interrupted with their last day in the period, by reason × phase at the end × days since the start; and for each
referral source what came of the referrals received in the period, as it stands on `as_of`.

A reason was *knowable at referral* when a criterion was not met or unknown then. *Then* is each criterion's first judgement on
the referral, and one that nobody has judged is unknown: a referral never assessed was in doubt. It is asked of a returned
referral and of one whose case is interrupted; a case registered in error never was. A reason that no criterion speaks of
(`BEYOND_CRITERIA`) is never knowable. Of a referral assessed before the doubt was published nobody can tell here: it is named in
`untold`.

Decisions where the definition is silent:
- Phases are those that are published. On the last day a case is in follow-up if that has begun and is not completed, else in
  introduction if one is under way, else after the support if that was completed before; else it searches (seeker analysis,
  acquisition and job analysis).
- A case ended while it waited has no days since the start: it is "not-started".
- Cases count at the unit of their start, referrals at the unit they came to. The period ends at `as_of`, if that is earlier.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from services.metrics.facts import Case, FollowUp, Introduction, Referral
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows, Share, rows, share

BANDS: Final = ((30, "0-30"), (90, "31-90"), (180, "91-180"), (365, "181-365"))
"""Up to and with so many days since the start: this band."""
LONGEST: Final = "over-365"
NOT_STARTED: Final = "not-started"

BEYOND_CRITERIA: Final = frozenset({"wrong-unit", "person-declines", "employment", "moved", "deceased"})
"""Reasons that no criterion speaks of."""

INTERRUPTED: Final = "interrupted"


class Phase(StrEnum):
    """Where the case was on its last day."""

    WAITING = "waiting"
    SEARCH = "search"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow-up"
    AFTER_SUPPORT = "after-support"


@dataclass(frozen=True, kw_only=True, slots=True)
class Interruption:
    """One interrupted case."""

    case: UUID
    unit: str
    reason: str
    phase: Phase
    band: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What came of the referrals of one source (None: of all). `untold`: returned or interrupted, and nobody can tell here."""

    source: str | None
    referrals: Rows
    returned: Rows
    interrupted: Rows
    returned_knowable: Rows
    interrupted_knowable: Rows
    untold: Rows

    @property
    def share_knowable(self) -> Share:
        """Knowable, of those that were returned or interrupted and can be told."""
        told = rows({*self.returned, *self.interrupted} - set(self.untold))
        return share(rows({*self.returned_knowable, *self.interrupted_knowable}), told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Interruptions:
    """The figure."""

    arguments: Arguments
    interrupted: tuple[Interruption, ...]
    total: Source
    sources: tuple[Source, ...]

    def cells(self) -> Mapping[tuple[str, str, str], Rows]:
        """(reason, phase, days since start) → cases; a cell without cases is not there."""
        return _counted(self.interrupted, lambda one: (one.reason, one.phase.value, one.band))

    def by_reason(self) -> Mapping[str, Rows]:
        return _counted(self.interrupted, lambda one: one.reason)

    def by_phase(self) -> Mapping[str, Rows]:
        return _counted(self.interrupted, lambda one: one.phase.value)

    def by_days(self) -> Mapping[str, Rows]:
        return _counted(self.interrupted, lambda one: one.band)

    def groups(self) -> Mapping[str, Rows]:
        """What is counted, by name: cases but for those that begin with "referrals"."""
        return {
            "interrupted": rows(one.case for one in self.interrupted),
            **{f"reason-{name}": counted for name, counted in self.by_reason().items()},
            **{f"phase-{name}": counted for name, counted in self.by_phase().items()},
            **{f"days-{name}": counted for name, counted in self.by_days().items()},
            **source_groups(self.total),
        }


def source_groups(source: Source) -> Mapping[str, Rows]:
    """The referrals of a source, by name."""
    return {
        "referrals": source.referrals,
        "referrals-returned": source.returned,
        "referrals-interrupted": source.interrupted,
        "referrals-returned-knowable": source.returned_knowable,
        "referrals-interrupted-knowable": source.interrupted_knowable,
        "referrals-untold": source.untold,
    }


def interruptions(
    cases: Iterable[Case],
    referrals: Iterable[Referral],
    introductions: Iterable[Introduction],
    follow_ups: Iterable[FollowUp],
    arguments: Arguments,
) -> Interruptions:
    """F5. `cases` holds those that ended in the period and those of the referrals received in it."""
    known = {case.case_id: case for case in cases}
    ended = [case for case in known.values() if _is_counted(case, arguments)]
    phase_of = _phases(introductions, follow_ups)
    came = [
        one
        for one in {one.referral: one for one in referrals}.values()
        if _within(one.received_on, arguments) and (arguments.unit is None or one.unit in arguments.unit)
    ]
    by_source: dict[str, list[Referral]] = defaultdict(list)
    for one in came:
        by_source[one.source].append(one)
    return Interruptions(
        arguments=arguments,
        interrupted=tuple(sorted((_interruption(case, phase_of(case)) for case in ended), key=_case)),
        total=_source(None, came, known, arguments.as_of),
        sources=tuple(_source(name, by_source[name], known, arguments.as_of) for name in sorted(by_source)),
    )


K = TypeVar("K", bound=Hashable)


def _counted(found: Iterable[Interruption], key: Callable[[Interruption], K]) -> Mapping[K, Rows]:
    cells: dict[K, list[UUID]] = defaultdict(list)
    for one in found:
        cells[key(one)].append(one.case)
    return {name: rows(cells[name]) for name in sorted(cells, key=str)}


def band(days: int) -> str:
    """The band of so many days since the start."""
    return next((name for most, name in BANDS if days <= most), LONGEST)


def _case(one: Interruption) -> UUID:
    return one.case


def _within(day: date | None, arguments: Arguments) -> bool:
    return day is not None and arguments.from_ <= day <= min(arguments.to, arguments.as_of)


def _is_counted(case: Case, arguments: Arguments) -> bool:
    at_unit = arguments.unit is None or case.unit in arguments.unit
    return case.end_kind == INTERRUPTED and at_unit and _within(case.ended_on, arguments)


def _interruption(case: Case, phase: Phase) -> Interruption:
    started, ended = case.started_on, case.ended_on
    return Interruption(
        case=case.case_id,
        unit=case.unit,
        reason=case.exit or "other",
        phase=phase,
        band=band((ended - started).days) if started and ended else NOT_STARTED,
    )


def _phases(introductions: Iterable[Introduction], follow_ups: Iterable[FollowUp]) -> Callable[[Case], Phase]:
    introduced: dict[UUID, list[Introduction]] = defaultdict(list)
    for introduction in introductions:
        introduced[introduction.case_id].append(introduction)
    followed: dict[UUID, list[FollowUp]] = defaultdict(list)
    for follow_up in follow_ups:
        followed[follow_up.case_id].append(follow_up)
    return lambda case: phase_at_end(case, introduced.get(case.case_id, ()), followed.get(case.case_id, ()))


def phase_at_end(case: Case, introductions: Collection[Introduction], follow_ups: Collection[FollowUp]) -> Phase:
    """The phase on the last day of an ended case."""
    last = case.ended_on
    if case.started_on is None or last is None:
        return Phase.WAITING
    begun = [one for one in follow_ups if one.started_on <= last]
    if any(one.completed_on is None or last <= one.completed_on for one in begun):
        return Phase.FOLLOW_UP
    if any(one.started_on <= last and (one.ended_on is None or last <= one.ended_on) for one in introductions):
        return Phase.INTRODUCTION
    return Phase.AFTER_SUPPORT if begun else Phase.SEARCH


def _source(source: str | None, referrals: Collection[Referral], cases: Mapping[UUID, Case], as_of: date) -> Source:
    returned = [one for one in referrals if one.returned_on is not None and one.returned_on <= as_of]
    interrupted = [(one, case) for one in referrals if (case := _interrupted(one, cases, as_of))]
    failed = [*((one, one.return_reasons) for one in returned), *((one, (case.exit or "other",)) for one, case in interrupted)]
    return Source(
        source=source,
        referrals=rows(one.referral for one in referrals),
        returned=rows(one.referral for one in returned),
        interrupted=rows(one.referral for one, _ in interrupted),
        returned_knowable=rows(one.referral for one in returned if knowable(one, one.return_reasons)),
        interrupted_knowable=rows(one.referral for one, case in interrupted if knowable(one, (case.exit or "other",))),
        untold=rows(one.referral for one, reasons in failed if knowable(one, reasons) is None),
    )


def _interrupted(referral: Referral, cases: Mapping[UUID, Case], as_of: date) -> Case | None:
    if referral.case_id is None or referral.accepted_on is None or as_of < referral.accepted_on:
        return None
    case = cases.get(referral.case_id)
    if case is None or case.started_on is None or case.ended_on is None or as_of < case.ended_on:
        return None
    return case if case.end_kind == INTERRUPTED else None


def knowable(referral: Referral, reasons: Collection[str]) -> bool | None:
    """Whether it came to nothing for a reason knowable at referral; None when nobody can tell.

    Reasons that no criterion speaks of are not knowable whatever was doubted.
    """
    if all(reason in BEYOND_CRITERIA for reason in reasons):
        return False
    return True if referral.assessed_on is None else referral.doubtful
