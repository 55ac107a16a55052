"""F5: why, when and in which phase cases were broken off; and the same answer as intake's on what was knowable at referral."""

from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import events as e
from services.intake.doubt import CRITERIA
from services.intake.feedback import SoFar, count
from services.metrics.facts import FollowUp, Introduction, Referral
from services.metrics.figures.interruptions import Interruptions, Phase, band, interruptions
from tests.metrics.figures.building import about, d
from tests.metrics.figures.facts import case, case_id, person, referral, referral_id

MARCH = about("2026-03-01", "2026-03-31", "2026-06-30")


def counted(asked: Any = MARCH, **facts: Any) -> Interruptions:
    return interruptions(**{"cases": (), "referrals": (), "introductions": (), "follow_ups": (), **facts}, arguments=asked)


def broken(number: int, started: str | None, ended: str, why: str = "health", **more: Any) -> Any:
    return case(number, started, ended, end_kind="interrupted", left_as=why, **more)


def introduced(number: int, started: str, ended: str | None = None) -> Introduction:
    return Introduction(
        workplace=UUID(int=number),
        case_id=case_id(number),
        person=person(number),
        at_trial=False,
        started_on=d(started),
        ended_on=d(ended) if ended else None,
    )


def followed(number: int, started: str, completed: str | None = None) -> FollowUp:
    return FollowUp(
        case_id=case_id(number), person=person(number), started_on=d(started), completed_on=d(completed) if completed else None
    )


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "0-30"),
        (30, "0-30"),
        (31, "31-90"),
        (90, "31-90"),
        (91, "91-180"),
        (180, "91-180"),
        (181, "181-365"),
        (365, "181-365"),
        (366, "over-365"),
    ],
)
def test_days_since_the_start_fall_in_one_band(days: int, name: str) -> None:
    assert band(days) == name


def test_cases_are_counted_by_reason_phase_and_days() -> None:
    figure = counted(
        cases=[
            broken(1, "2026-03-01", "2026-03-01"),  # on its first day
            broken(2, "2026-01-30", "2026-03-01", "own-wish"),  # 30 days
            broken(3, "2026-01-29", "2026-03-01", "own-wish"),  # 31 days
            broken(4, None, "2026-03-31", "moved"),  # while it waited
            broken(5, "2025-01-01", "2026-04-01"),  # after the period
            broken(6, "2025-01-01", "2026-02-28"),  # before it
            case(7, "2025-01-01", "2026-03-15", left_as="employment"),  # completed
            broken(8, "2024-02-29", "2026-03-01", "no-show"),  # since a leap day: 731 days
            broken(9, "2025-01-01", "2026-03-01", unit="umea"),
        ],
        asked=about("2026-03-01", "2026-03-31", "2026-06-30", unit=["sundsvall"]),
    )
    assert figure.cells() == {
        ("health", "search", "0-30"): (case_id(1),),
        ("moved", "waiting", "not-started"): (case_id(4),),
        ("no-show", "search", "over-365"): (case_id(8),),
        ("own-wish", "search", "0-30"): (case_id(2),),
        ("own-wish", "search", "31-90"): (case_id(3),),
    }
    for margin in (figure.by_reason(), figure.by_phase(), figure.by_days()):
        assert sum(map(len, margin.values())) == len(figure.interrupted) == 5


@pytest.mark.parametrize(
    ("introduction", "follow_up", "phase"),
    [
        (None, None, Phase.SEARCH),
        (("2026-03-10", None), None, Phase.INTRODUCTION),  # begins on the last day
        (("2026-03-11", None), None, Phase.SEARCH),
        (("2026-01-10", "2026-03-10"), None, Phase.INTRODUCTION),  # ends on it
        (("2026-01-10", "2026-03-09"), None, Phase.SEARCH),
        (("2026-01-10", "2026-03-09"), ("2026-03-10", None), Phase.FOLLOW_UP),
        (("2026-01-10", None), ("2026-03-10", None), Phase.FOLLOW_UP),
        (None, ("2025-01-10", "2026-03-10"), Phase.FOLLOW_UP),
        (None, ("2025-01-10", "2026-03-09"), Phase.AFTER_SUPPORT),
        (("2026-03-09", None), ("2025-01-10", "2026-03-01"), Phase.INTRODUCTION),  # a new job after the support
    ],
)
def test_the_phase_is_that_of_the_last_day(introduction: Any, follow_up: Any, phase: Phase) -> None:
    figure = counted(
        cases=[broken(1, "2025-01-01", "2026-03-10")],
        introductions=[introduced(1, *introduction)] if introduction else [],
        follow_ups=[followed(1, *follow_up)] if follow_up else [],
    )
    assert [one.phase for one in figure.interrupted] == [phase]


def test_each_source_is_told_what_came_of_its_referrals() -> None:
    figure = counted(
        cases=[
            broken(1, "2026-03-10", "2026-04-10"),
            broken(2, "2026-03-10", "2026-04-10", "moved"),  # no criterion speaks of it
            broken(3, "2026-03-10", "2026-07-01"),  # after as_of: it goes on
            case(4, "2026-03-10"),
        ],
        referrals=[
            *(referral(one, "2026-03-01", accepted="2026-03-05", assessed="2026-03-02", doubtful=True) for one in (1, 2, 3, 4)),
            referral(5, "2026-03-31", source="municipality", returned="2026-04-02", reasons=("not-ready",)),  # never assessed
            referral(6, "2026-03-31", source="municipality", returned="2026-07-02", reasons=("not-ready",)),  # after as_of
            referral(7, "2026-03-31", returned="2026-04-02", reasons=("wrong-unit",)),
            referral(8, "2026-03-31", returned="2026-04-02", reasons=("incomplete",), assessed="2026-04-01", doubtful=False),
            referral(
                9, "2026-03-31", returned="2026-04-02", reasons=("incomplete",), assessed="2026-04-01"
            ),  # before it was told
            referral(10, "2026-04-01"),  # after the period
            referral(11, "2026-03-01", accepted="2026-03-05", assessed="2026-03-02", doubtful=True),  # its case never was
        ],
    )
    af, municipality = figure.sources
    assert (af.source, len(af.referrals), len(af.returned), len(af.interrupted)) == ("af", 8, 3, 2)
    assert (af.returned_knowable, af.interrupted_knowable, af.untold) == ((), (referral_id(1),), (referral_id(9),))
    assert (af.share_knowable.numerator, af.share_knowable.denominator) == (1, 4)
    assert (municipality.returned, municipality.returned_knowable) == ((referral_id(5),), (referral_id(5),))
    assert len(figure.total.referrals) == 10


ANSWERS: tuple[str | None, ...] = (None, *get_args(e.Answer))


@st.composite
def told_twice(draw: st.DrawFn) -> tuple[SoFar, Referral, Any]:
    """The same referral as intake and as metrics know it."""
    number = draw(st.integers(1, 10_000))
    answers = {criterion: draw(st.sampled_from(ANSWERS)) for criterion in CRITERIA}
    judged = {criterion: answer for criterion, answer in answers.items() if answer}
    status: Any = draw(st.sampled_from(["open", "returned", "withdrawn", "accepted"]))
    reasons = tuple(draw(st.sets(st.sampled_from(get_args(e.ReturnReason)), min_size=1))) if status == "returned" else ()
    started = status == "accepted" and draw(st.booleans())
    end: Any = draw(st.sampled_from([None, "completed", "interrupted"])) if started else None
    left_as = draw(st.sampled_from(get_args(e.ExitCategory))) if end else None
    intake = SoFar(
        referral=referral_id(number),
        source="af",
        agency=None,
        source_unit=None,
        status=status,
        decision=None,
        return_reasons=reasons,
        started=started,
        end=end,
        exit=left_as,
        first_answers=judged,  # type: ignore[arg-type]
    )
    known = referral(
        number,
        "2026-03-01",
        accepted="2026-03-02" if status == "accepted" else None,
        returned="2026-03-02" if status == "returned" else None,
        reasons=reasons,
        assessed="2026-03-02" if judged else None,
        doubtful=bool(intake.doubted) if judged else None,
    )
    course = case(number, "2026-03-03", "2026-04-01" if end else None, end_kind=end, left_as=left_as) if started else None
    return intake, known, course


@given(st.lists(told_twice(), max_size=12, unique_by=lambda told: told[0].referral))
def test_knowable_at_referral_is_what_intake_says(told: list[tuple[SoFar, Referral, Any]]) -> None:
    theirs = count(one for one, _, _ in told)
    total = counted(cases=[course for *_, course in told if course], referrals=[known for _, known, _ in told]).total
    ours = (total.returned, total.interrupted, total.returned_knowable, total.interrupted_knowable)
    assert tuple(map(len, ours)) == (
        theirs.of("returned"),
        theirs.of("interrupted"),
        theirs.returned_knowable,
        theirs.interrupted_knowable,
    )
    assert total.untold == ()


def test_neither_order_nor_a_fact_given_twice_changes_the_figure() -> None:
    cases = [broken(one, "2026-01-01", "2026-03-01") for one in (1, 2)]
    referrals = [referral(one, "2026-03-01", accepted="2026-03-01") for one in (1, 2)]
    once = counted(cases=cases, referrals=referrals)
    assert counted(cases=cases[::-1] * 2, referrals=referrals[::-1] * 2) == once
