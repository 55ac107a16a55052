"""Which tasks a support has: by facts, not by the order in which they came; and what changes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.followup import deadlines
from services.followup import events as e
from services.followup.evolving import evolve
from services.followup.state import State, Unopened
from shared.tasks.steps import Assigned, Closed, Moved, Opened, Settled, Step
from tests.followup.build import (
    AUG_2,
    AUG_3,
    CASE,
    DEC_1,
    IN_INTRODUCTION,
    INTRODUCTION_OVER,
    ITEM,
    OTHER_ITEM,
    SUCCESSOR,
    WHOSE,
    closed,
    followed_up,
    handed_over,
    introduction_ended,
    job_noted,
    opened,
    reopened,
    status_of,
)
from tests.followup.watched import (
    MONDAY,
    UNTIL,
    agreed,
    cleared,
    flagged,
    key,
    logged,
    no_show,
    noted,
    planned_contact,
    removed,
    worked,
)

FEB_3, FEB_10, FEB_17, FEB_24 = date(2026, 2, 3), date(2026, 2, 10), date(2026, 2, 17), date(2026, 2, 24)
MAR_3 = date(2026, 3, 3)


def after(*events: e.SupportEvent) -> State:
    state: State = Unopened()
    for event in events:
        state = evolve(state, event)
    return state


def wanted(*events: e.SupportEvent) -> dict[str, date]:
    """Kind → due day, after these events of a support in introduction."""
    return {kind: one.due_on for (kind, _), one in deadlines.wanted(after(*IN_INTRODUCTION, *events)).items()}


def changed(*events: e.SupportEvent) -> Sequence[Step]:
    """What the last of the events changes on the worklists."""
    before = after(*IN_INTRODUCTION, *events[:-1])
    return deadlines.steps(before, evolve(before, events[-1]), events[-1])


class TestContacts:
    def test_the_first_planned_contact_is_due_and_then_the_next(self) -> None:
        assert wanted(agreed())["contact-person"] == FEB_3
        assert wanted(agreed(), logged(FEB_3))["contact-person"] == FEB_10

    def test_to_log_it_is_to_do_it_and_the_next_is_another_task(self) -> None:
        steps = changed(agreed(), logged(FEB_3))
        mine = [step for step in steps if isinstance(step, Closed | Opened) and "contact-person" in str(step)]
        assert [type(step) for step in mine] == [Closed, Opened]
        assert (mine[0].done, mine[1].due_on) == (True, FEB_10)  # type: ignore[union-attr]

    def test_a_no_show_is_accounted_for_and_a_later_contact_makes_earlier_ones_missed(self) -> None:
        assert wanted(agreed(), no_show(FEB_3, 1))["contact-person"] == FEB_10
        assert wanted(agreed(), logged(FEB_17))["contact-person"] == FEB_24

    def test_a_moved_contact_is_due_on_its_new_day_and_is_the_same_task(self) -> None:
        feb_5 = date(2026, 2, 5)
        move = logged(MONDAY, outcome="moved", moved_to=feb_5, planned_on=FEB_3)
        assert wanted(agreed(), move)["contact-person"] == feb_5
        assert [step.due_on for step in changed(agreed(), move) if isinstance(step, Moved)] == [feb_5]
        assert wanted(agreed(), move, logged(feb_5, 2, planned_on=FEB_3))["contact-person"] == FEB_10

    def test_a_contact_moved_beyond_the_plans_last_day_is_still_due(self) -> None:
        short = agreed(until=FEB_3)
        later = logged(MONDAY, outcome="moved", moved_to=MAR_3, planned_on=FEB_3)
        assert wanted(short, later)["contact-person"] == MAR_3

    def test_a_contact_that_never_was_leaves_the_task_as_it_was_and_a_corrected_one_as_it_should_be(self) -> None:
        assert wanted(agreed(), logged(FEB_3), removed(1))["contact-person"] == FEB_3
        corrected = logged(FEB_10, 2, corrects=key(1))
        assert wanted(agreed(), logged(FEB_3), corrected)["contact-person"] == FEB_17

    def test_a_correction_that_gives_an_earlier_day_moves_the_task_and_does_nothing_else_with_it(self) -> None:
        steps = changed(agreed(), logged(FEB_10), logged(FEB_3, 2, corrects=key(1)))
        assert [step for step in steps if "contact-person" in str(step)] == [
            Moved(kind="contact-person", home=CASE, about=CASE, due_on=FEB_10)
        ]

    def test_both_parties_have_their_own(self) -> None:
        both = agreed(planned_contact(2), planned_contact(4, 2, "employer"))
        due = wanted(both, logged(FEB_3, contact_with="both"))
        assert (due["contact-person"], due["contact-employer"]) == (FEB_10, date(2026, 2, 5))

    def test_an_intensification_moves_the_task_and_a_pause_too(self) -> None:
        daily = e.TaperStep(applies_from=date(2026, 2, 4), contacts=tuple(planned_contact(day) for day in range(1, 6)))
        more = e.SupportIntensified(
            **WHOSE,
            intensification=key(9),
            plan=ITEM,
            step=daily,
            until=FEB_17,
            reason="relapse",
            reason_text=None,
            on=FEB_3,
        )
        assert wanted(agreed(), logged(FEB_3), more)["contact-person"] == date(2026, 2, 4)
        pause = e.PauseNoted(**WHOSE, on=date(2026, 2, 9), until=date(2026, 2, 20))
        assert wanted(agreed(), logged(FEB_3), pause)["contact-person"] == FEB_24


class TestRisk:
    def test_a_flag_has_its_own_clock_that_each_kept_contact_winds(self) -> None:
        assert wanted(agreed(), flagged(FEB_3))["at-risk"] == FEB_10
        assert wanted(agreed(), flagged(FEB_3), logged(FEB_10))["at-risk"] == FEB_24
        assert wanted(agreed(), flagged(FEB_3), no_show(FEB_10, 1))["at-risk"] == FEB_10
        assert "at-risk" not in wanted(agreed(), flagged(FEB_3), cleared(FEB_17))

    def test_each_sign_of_relapse_is_a_task(self) -> None:
        due = wanted(agreed(), no_show(FEB_3, 1), no_show(FEB_10, 2), noted(FEB_10, "changed-manager"))
        assert {kind for kind in due if kind.startswith("relapse")} == {
            "relapse-gap",
            "relapse-no-shows",
            "relapse-changed-manager",
        }
        assert due["relapse-no-shows"] == FEB_17

    def test_the_task_of_a_gap_is_there_before_its_day_and_a_contact_in_time_moves_it(self) -> None:
        [gap] = [one for (kind, _), one in deadlines.wanted(after(*IN_INTRODUCTION, agreed())).items() if kind == "relapse-gap"]
        assert gap.not_before == FEB_17
        assert wanted(agreed(), logged(FEB_3))["relapse-gap"] > gap.due_on

    def test_no_progression_is_a_task_of_the_week_in_which_it_could_be_said(self) -> None:
        weeks = [worked(10, at) for at in range(10)]
        due = wanted(*weeks)["no-progression"]
        assert due == wanted(*weeks[:9])["no-progression"]
        assert "no-progression" not in wanted(*weeks[:8])


class TestCourse:
    def test_the_last_day_of_introduction_is_warned_of_twice(self) -> None:
        due = wanted()
        ahead = [due[kind] for kind in ("introduction-60-days", "introduction-30-days", "introduction-ends")]
        assert ahead == [AUG_2 - timedelta(days=60), AUG_2 - timedelta(days=30), AUG_2]
        assert not [kind for kind in wanted(introduction_ended()) if kind.startswith("introduction")]

    def test_follow_up_is_to_start_when_introduction_has_ended_and_the_job_goes_on(self) -> None:
        assert wanted(introduction_ended())["follow-up-start"] == date(2026, 8, 7)
        assert "follow-up-start" not in wanted(introduction_ended(), followed_up())
        lost = job_noted(ended_on=date(2026, 7, 31))
        assert "follow-up-start" not in wanted(introduction_ended(), lost)

    def test_a_plan_is_needed_soon_after_the_start_and_then_when_it_ends(self) -> None:
        assert wanted()["plan-needed"] == date(2026, 2, 16)
        assert wanted(agreed())["plan-needed"] == UNTIL

    def test_a_proposal_waits_for_its_agreement(self) -> None:
        said = e.PlanProposed(
            **WHOSE,
            plan=ITEM,
            kind="introduction",
            steps=agreed().steps,
            until=UNTIL,
            revises=None,
            reason=None,
            reason_text=None,
            note=None,
            on=FEB_3,
        )
        assert wanted(said)["plan-agreement"] == FEB_17
        assert "plan-agreement" not in wanted(said, agreed())

    def test_an_early_end_while_the_person_works_is_looked_at_by_somebody_else(self) -> None:
        early = e.SupportCompleted(**WHOSE, ground="other", at_least_until=date(2027, 2, 2), reason=None, on=DEC_1)
        assert wanted(introduction_ended(), followed_up(), early)["short-follow-up"] == date(2026, 12, 15)
        assert wanted(introduction_ended(), closed())["short-follow-up"] == date(2026, 12, 15)
        in_time = replace(early, on=date(2027, 2, 2))
        assert "short-follow-up" not in wanted(introduction_ended(), followed_up(), in_time)
        assert "short-follow-up" in deadlines.UNITS_OWN

    def test_a_handover_has_a_clock_that_only_the_new_support_person_stops(self) -> None:
        mar_9 = date(2026, 3, 9)
        due = wanted(handed_over())
        assert {kind for kind in due if kind.startswith("handover")} == {
            "handover-contact",
            "handover-packet",
            "handover-person-informed",
            "handover-employer-informed",
        }
        assert due["handover-contact"] == mar_9
        assert "handover-contact" in wanted(handed_over(), logged(MAR_3))
        assert "handover-contact" not in wanted(handed_over(), logged(MAR_3, by=SUCCESSOR))

    def test_the_tasks_change_hands_with_the_case(self) -> None:
        assert Assigned(home=CASE, unit="stockholm", owner=SUCCESSOR) in changed(handed_over())


class TestStatuses:
    def test_day_180_and_ninety_days_after_the_end_are_asked_also_when_the_support_is_over(self) -> None:
        due = wanted(*INTRODUCTION_OVER[3:], closed())
        assert due["status-day-180"] == date(2026, 7, 13)  # day 180 itself is a Saturday
        assert due["status-day-180-employment"] == date(2026, 8, 3)
        assert due["status-after-end"] == date(2027, 3, 1)

    def test_a_status_of_that_day_or_later_answers_and_a_correction_to_an_earlier_day_asks_again(self) -> None:
        answered = wanted(status_of(AUG_3))
        assert not [kind for kind in answered if kind.startswith("status")]
        again = wanted(status_of(AUG_3), status_of(FEB_3, status=OTHER_ITEM, corrects=ITEM))
        assert {"status-day-180", "status-day-180-employment"} <= set(again)


def test_every_kind_is_wanted_by_something_and_says_what_fulfils_it() -> None:
    assert set(deadlines.FULFILLED_BY) == set(get_args(e.TaskKind))


def test_a_support_that_never_was_has_no_steps_for_its_rows_are_gone() -> None:
    assert changed(agreed(), e.SupportFoundInError(**WHOSE)) == ()


FACTS: tuple[e.SupportEvent, ...] = (
    logged(FEB_3, 1),
    no_show(FEB_10, 2),
    no_show(FEB_17, 3),
    logged(FEB_24, 4),
    noted(FEB_10, "changed-manager"),
)


@pytest.mark.parametrize("told", list(permutations(FACTS[:4])))
def test_it_makes_no_difference_in_which_order_contacts_are_told(told: tuple[e.SupportEvent, ...]) -> None:
    assert wanted(agreed(), *told, FACTS[4]) == wanted(agreed(), *FACTS)


HAPPENINGS = st.lists(
    st.sampled_from(
        [
            *FACTS,
            removed(1),
            removed(3),
            logged(MAR_3, 5, corrects=key(3)),
            logged(FEB_3, 6, outcome="moved", moved_to=FEB_17),
            *(worked(hours, at) for at, hours in enumerate((20, 20, 12, 12))),
            worked(19, 3, attendance=key(7), corrects=key(103)),
            flagged(FEB_17),
            cleared(FEB_24),
            handed_over(),
            agreed(planned_contact(4, 2), plan=OTHER_ITEM, revises=ITEM, since=MAR_3),
            introduction_ended(),
            followed_up(),
            closed(),
            reopened(),
            status_of(AUG_3),
        ]
    ),
    max_size=12,
    unique=True,
)


@any_of(HAPPENINGS)
def test_the_steps_of_all_events_leave_exactly_the_wanted_tasks_open(told: list[e.SupportEvent]) -> None:
    open_tasks: dict[tuple[str, UUID], date] = {}
    state: State = Unopened()
    for event in (*IN_INTRODUCTION, agreed(), *told):
        if not possible(state, event):
            continue
        before, state = state, evolve(state, event)
        for step in deadlines.steps(before, state, event):
            take(open_tasks, step)
    assert open_tasks == {found: one.due_on for found, one in deadlines.wanted(state).items()}


def possible(state: State, event: e.SupportEvent) -> bool:
    """A log never has a correction of what is not there, nor a flag cleared before it was raised."""
    known = getattr(state, "noted", None)
    match event:
        case e.ContactFoundInError():
            return known is not None and event.contact in known.contacts
        case e.ContactLogged(corrects=UUID() as which):
            return known is not None and which in known.contacts
        case e.AttendanceLogged(corrects=UUID() as which):
            return known is not None and which in known.attendance
        case e.AtRiskCleared():
            return known is not None and event.flag in known.risks
        case _:
            return True


def take(open_tasks: dict[tuple[str, UUID], date], step: Step) -> None:
    match step:
        case Opened():
            open_tasks.setdefault((step.kind, step.about), step.due_on)
        case Closed():
            for found in [one for one in open_tasks if one[0] in (step.kinds or ()) and one[1] == step.about]:
                del open_tasks[found]
        case Moved():
            open_tasks[(step.kind, step.about or CASE)] = step.due_on
        case Settled() | Assigned():
            pass
        case _:
            raise AssertionError(step)


def test_a_support_begins_with_its_home_and_the_first_tasks() -> None:
    first = opened()
    steps = deadlines.steps(Unopened(), after(first), first)
    assert isinstance(steps[0], Settled)
    assert [step.kind for step in steps[1:] if isinstance(step, Opened)] == ["status-day-180"]
