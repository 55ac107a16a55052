"""Reactions in any order: intake's topic and placement's keep their own order, and overtake each other as they like."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.followup import commands as c
from services.followup import events as e
from services.followup.introductions import course, occasions
from services.followup.reactions import command_for
from services.followup.rules import limit_for
from services.followup.state import InError, State, Support
from services.followup.support import support
from shared.contracts import catalogue, intake
from shared.contracts import followup as own
from shared.contracts.base import Contract
from tests.followup import deliveries as d
from tests.followup.build import (
    CASE,
    DEC_1,
    FEB_2,
    ITEM,
    JAN_12,
    JOB,
    MAR_2,
    OFFICER,
    OTHER_JOB,
    PERSON,
    SEP_1,
    SUCCESSOR,
    UNIT,
    note_job,
)

DAYS = st.integers(0, 420).map(lambda days: date(2026, 1, 1) + timedelta(days=days))


@st.composite
def courses_of_a_case(draw: st.DrawFn) -> list[Contract]:
    """What intake may publish of one case, in its order."""
    told: list[Contract] = [d.case_started(draw(DAYS))]
    ended = False
    for _ in range(draw(st.integers(0, 5))):
        match draw(st.integers(0, 5)):
            case 0:
                told.append(d.start_corrected(draw(DAYS)))
            case 1 if ended:
                told.append(d.case_end_corrected(draw(DAYS)))
            case 1:
                told.append(d.case_handed_over(draw(st.sampled_from(["malmo", "kista"])), draw(DAYS)))
            case 2 | 3 if not ended:
                first, days = draw(DAYS), draw(st.integers(1, 90))
                told += [d.case_paused(first, first + timedelta(days=30)), d.case_resumed(first + timedelta(days=days))]
            case _:
                told.append(d.case_reopened(draw(DAYS)) if ended else d.case_ended(draw(DAYS)))
                ended = not ended
    return [*told, d.case_in_error()] if draw(st.integers(0, 7)) == 0 else told


@st.composite
def courses_of_a_job(draw: st.DrawFn, job: UUID) -> list[Contract]:
    """What placement may publish of one employment, in its order."""
    told: list[Contract] = [d.job_started(draw(DAYS), job, unit="kista")]
    for _ in range(draw(st.integers(0, 3))):
        match draw(st.integers(0, 2)):
            case 0:
                told.append(d.job_ended(draw(DAYS), job))
            case 1:
                told.append(d.job_corrected(draw(DAYS), draw(st.none() | DAYS), job))
            case _:
                told.append(d.terms_changed(draw(DAYS), job))
    return [*told, d.job_in_error(job)] if draw(st.integers(0, 3)) == 0 else told


@st.composite
def courses_of_a_trial(draw: st.DrawFn) -> list[Contract]:
    """What placement may publish of one work trial, in its order."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    told: list[Contract] = [d.trial_agreed(first, last)]
    match draw(st.integers(0, 3)):
        case 0:
            told.append(d.trial_ended(draw(st.dates(first, last))))
        case 1:
            told.append(d.trial_cancelled(first))
        case 2:
            told.append(d.trial_agreed(first, last + timedelta(days=30)))
        case _:
            pass
    return told


@st.composite
def interleaved(draw: st.DrawFn, *sequences: list[Contract]) -> list[Contract]:
    """All of the sequences, each in its own order."""
    turns = draw(st.permutations([number for number, sequence in enumerate(sequences) for _ in sequence]))
    waiting = [iter(sequence) for sequence in sequences]
    return [next(waiting[turn]) for turn in turns]


@st.composite
def two_orders(draw: st.DrawFn) -> tuple[list[Contract], list[Contract], list[Contract]]:
    """What the two topics hold, and two orders in which they may be read."""
    of_case = draw(courses_of_a_case())
    trial = draw(st.just([]) | courses_of_a_trial())
    of_jobs = draw(interleaved(draw(courses_of_a_job(JOB)), draw(courses_of_a_job(OTHER_JOB)), trial))
    return draw(interleaved(of_case, of_jobs)), draw(interleaved(of_case, of_jobs)), [*of_case, *of_jobs]


def after(deliveries: list[Contract]) -> State:
    """The support when these have come; each of them comes twice."""
    state: State = support.initial
    for delivery in deliveries:
        command = command_for(delivery, told_as(delivery))
        if command is not None:
            for event in support.decide(command, state):
                state = support.evolve(state, event)
            assert support.decide(command, state) == [], "what came twice had another effect"
    return state


def told_as(delivery: Contract) -> UUID:
    """The id of a published event: the same each time it comes."""
    return uuid5(NAMESPACE_URL, f"{delivery.type}{delivery.model_dump_json()}")


def outcome(state: State) -> object:
    """What matters of a support, however it came about."""
    if not isinstance(state, Support):
        return state
    live = {job: (one.on, one.latest_end, one.ended) for job, one in state.introductions.items() if not one.cancelled}
    return state.case, state.person, state.unit, state.began_on, state.closed_on, state.phase, state.employments, live


@given(two_orders())
@example(
    (
        [d.case_started(), d.case_ended(MAR_2), d.job_started()],
        [d.case_started(), d.job_started(), d.case_ended(MAR_2)],
        [d.job_started(), d.case_started(), d.case_ended(MAR_2)],
    )
)
@example(
    (
        [d.case_started(), d.case_ended(MAR_2), d.job_started(SEP_1), d.case_reopened()],
        [d.job_started(SEP_1), d.case_started(), d.case_ended(MAR_2), d.case_reopened()],
        [d.case_started(), d.job_started(SEP_1), d.case_ended(MAR_2), d.case_reopened()],
    )
)
def test_the_topics_may_overtake_each_other_as_they_like(orders: tuple[list[Contract], list[Contract], list[Contract]]) -> None:
    first, second, third = (outcome(after(order)) for order in orders)
    assert first == second == third


@given(two_orders())
def test_the_introductions_are_always_those_that_follow_from_the_facts(
    orders: tuple[list[Contract], list[Contract], list[Contract]],
) -> None:
    state = after(orders[0])
    if isinstance(state, InError):
        return
    assert isinstance(state, Support)
    for job, occasion in occasions(state).items():
        wanted, recorded = course(state, occasion, None), state.introductions.get(job)
        if wanted is None:
            assert recorded is None or recorded.cancelled
        else:
            assert recorded is not None
            assert (recorded.on, recorded.ended, recorded.cancelled) == (wanted.on, wanted.ended, False)
            assert recorded.latest_end == counted_by_hand(state, job)


def counted_by_hand(state: Support, job: UUID) -> date:
    """The last allowed day, day by day: the days of all introductions, none twice, none of a pause; this one going on."""
    agreed = {key: max(trial.until, trial.started_on) for key, trial in state.trials.items()}
    live = [(key, one) for key, one in state.introductions.items() if not one.cancelled]
    lasts = {key: one.ended.on if one.ended else max(agreed.get(key, date.max), one.on) for key, one in live}
    spans = [(one.on, lasts[key]) for key, one in live]
    spans.append((state.introductions[job].on, date.max))
    pauses = [(pause.days.first, pause.days.last or date.max) for pause in state.pauses]
    day, days = min(first for first, _ in spans), 0
    allowed = 0
    while not allowed or days < allowed:
        if any(first <= day <= last for first, last in spans) and not any(first <= day <= last for first, last in pauses):
            days += 1
            allowed = allowed or limit_for(day).allowed_days(day)
        day += timedelta(days=1)
    return day - timedelta(days=1)


def test_the_cases_end_may_come_before_the_employments_start() -> None:
    state = after([d.case_started(), d.case_ended(MAR_2), d.job_started()])
    assert isinstance(state, Support)
    introduction = state.introductions[JOB]
    assert introduction.on == FEB_2
    assert introduction.ended is not None
    assert (introduction.ended.on, introduction.ended.cause) == (MAR_2, "case-ended")
    assert state.phase == "closed"


def test_every_event_of_the_followed_topics_has_a_reaction_or_none_on_purpose() -> None:
    examples = list(told())
    followed = {contract for topic in (catalogue.INTAKE, catalogue.PLACEMENT) for contract in catalogue.PUBLISHED[topic]}
    of_persons = {intake.PersonProtected, intake.PersonProtectionLifted}  # seen in test_protection
    of_surveys = {intake.SurveyConsentGiven, intake.SurveyConsentWithdrawn}  # seen in test_survey_api
    assert {type(contract) for contract in examples} == followed - of_persons - of_surveys
    assert [contract for contract in examples if command_for(contract, ITEM) is None] == d.of_no_concern(MAR_2)


def told() -> Iterator[Contract]:
    yield from (d.case_started(), d.start_corrected(MAR_2), d.case_paused(), d.case_resumed(), d.case_handed_over())
    yield from (d.case_ended(), d.case_end_corrected(MAR_2), d.case_reopened(), d.case_in_error())
    yield from (d.job_started(), d.job_started_v2(), d.terms_changed(MAR_2))
    yield from (d.job_ended(MAR_2), d.job_corrected(MAR_2), d.job_in_error())
    yield from (d.trial_agreed(JAN_12, FEB_2), d.trial_ended(FEB_2), d.trial_cancelled(FEB_2), *d.of_no_concern(MAR_2))


def test_an_event_that_nobody_has_thought_of_is_an_error_and_not_passed_over() -> None:
    with pytest.raises(TypeError, match="support-completed"):
        command_for(own.SupportCompleted(case=CASE, person=PERSON, on=DEC_1), ITEM)


def test_each_command_carries_what_the_event_told() -> None:
    assert command_for(d.case_started(), ITEM) == c.NoteCaseStart(
        case=CASE, person=PERSON, unit=UNIT, support_person=OFFICER, on=JAN_12
    )
    assert command_for(d.job_started(), ITEM) == note_job()
    assert command_for(d.job_started_v2(), ITEM) == note_job()
    assert command_for(d.job_corrected(MAR_2, SEP_1), ITEM) == c.CorrectEmployment(
        employment=JOB, started_on=MAR_2, ended_on=SEP_1
    )
    assert command_for(d.job_ended(SEP_1), ITEM) == c.NoteEmploymentEnd(employment=JOB, on=SEP_1)
    assert command_for(d.job_in_error(), ITEM) == c.RemoveEmployment(employment=JOB)
    assert command_for(d.case_ended(), ITEM) == c.CloseSupport(on=DEC_1)
    assert command_for(d.case_end_corrected(SEP_1), ITEM) == c.CloseSupport(on=SEP_1)
    assert command_for(d.case_handed_over(), ITEM) == c.HandOverSupport(
        handover=ITEM, unit="malmo", support_person=SUCCESSOR, on=FEB_2
    )
    assert command_for(d.case_reopened(), ITEM) == c.ReopenSupport(on=DEC_1)
    assert command_for(d.case_in_error(), ITEM) == c.RemoveSupport(case=CASE, person=PERSON)
    assert command_for(d.start_corrected(MAR_2), ITEM) == c.CorrectCaseStart(on=MAR_2)
    assert command_for(d.case_paused(FEB_2, DEC_1), ITEM) == c.PauseSupport(until=DEC_1, on=FEB_2)
    assert command_for(d.case_resumed(), ITEM) == c.ResumeSupport(on=DEC_1)
    assert command_for(d.terms_changed(MAR_2), ITEM) == c.NoteTerms(employment=JOB, weekly_hours=Decimal(20), on=MAR_2)


def test_the_effects_of_a_delivery_are_events_of_its_own_case() -> None:
    events = support.decide(note_job(), support.initial)
    assert {(event.case, event.person) for event in events} == {(CASE, PERSON)}
    assert isinstance(events[0], e.SupportOpened)
