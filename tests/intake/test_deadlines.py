"""Which tasks each event opens, and until when. 2026: Easter is 3-6 April, Ascension Day 14 May, Midsummer 19-20 June."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import events as e
from services.intake.deadlines import BY_HAND, PLANS, steps
from services.intake.practice import PRACTICE_2017, practice_on
from shared.ids import new_id
from shared.limits import Limit, months_after
from shared.tasks.steps import Assigned, Closed, Moved, Opened
from shared.workdays import is_working_day
from tests.intake.given import EVA, SAM
from tests.intake.seeds import Story

STORY = Story()
REQUEST = new_id()
MAR_2, APR_1 = date(2026, 3, 2), date(2026, 4, 1)
REFUSED = e.ConsentRefused(
    consent=new_id(),
    person=STORY.person,
    purpose="sus-registration",
    recipient=None,
    case=STORY.case,
    registered_by=SAM,
    on=MAR_2,
)


def opened(event: Any) -> dict[str, date]:
    """Kind → due date of the tasks that the event opens."""
    return {step.kind: step.due_on for step in steps(event) if isinstance(step, Opened)}


def closed(event: Any, *, done: bool) -> set[str]:
    kinds = (step.kinds for step in steps(event) if isinstance(step, Closed) and step.done == done)
    return {kind for some in kinds for kind in some or ("everything",)}


def test_a_referral_is_assessed_and_a_proposal_is_answered_first() -> None:
    assert opened(STORY.received(MAR_2)) == {"assess-referral": date(2026, 3, 16)}
    assert opened(STORY.received(MAR_2, proposed_by="212000-0142")) == {"answer-proposal": date(2026, 3, 9)}
    assert opened(STORY.proposal_accepted(MAR_2)) == {"assess-referral": date(2026, 3, 16)}
    assert closed(STORY.proposal_accepted(MAR_2), done=True) == {"answer-proposal"}


def test_an_assessed_referral_is_decided_and_a_granted_one_opened() -> None:
    assert opened(STORY.assessed(APR_1)) == {"decide-referral": date(2026, 4, 10)}
    assert opened(STORY.granted(APR_1)) == {"open-case": date(2026, 4, 10)}
    assert closed(STORY.refused(APR_1), done=True) == {"decide-referral", "recheck-referral"}


def test_not_yet_is_looked_at_again_on_its_day_or_the_working_day_after() -> None:
    assert opened(STORY.not_yet(MAR_2, date(2026, 6, 20))) == {"recheck-referral": date(2026, 6, 22)}
    assert closed(STORY.assessed(date(2026, 6, 22)), done=True) == {"assess-referral", "recheck-referral"}


@pytest.mark.parametrize("over", [STORY.withdrawn(MAR_2), STORY.declined(MAR_2), STORY.returned(MAR_2), STORY.in_error(MAR_2)])
def test_when_it_is_over_everything_is_dropped(over: Any) -> None:
    assert "everything" in closed(over, done=False)
    assert opened(over) == {}


def test_evidence_is_reminded_of_after_14_days_and_escalated_after_30() -> None:
    requested = steps(STORY.requested(REQUEST, MAR_2, requested_by=EVA))
    assert [(step.kind, step.due_on, step.owner, step.about) for step in requested if isinstance(step, Opened)] == [
        ("evidence-reminder", date(2026, 3, 16), EVA, REQUEST),
        ("evidence-escalation", APR_1, None, REQUEST),
    ]


def test_a_deadline_on_a_holiday_is_moved_to_the_next_working_day() -> None:
    due = opened(STORY.requested(REQUEST, date(2026, 3, 20)))
    assert due == {"evidence-reminder": date(2026, 4, 7), "evidence-escalation": date(2026, 4, 20)}


def test_whoever_reminds_looks_again() -> None:
    assert opened(STORY.reminded(REQUEST, MAR_2)) == {"evidence-reminder": date(2026, 3, 16)}
    assert closed(STORY.reminded(REQUEST, MAR_2), done=True) == {"evidence-reminder"}


def test_evidence_that_came_is_done_and_evidence_that_is_waived_is_dropped() -> None:
    assert closed(STORY.evidence_received(REQUEST, MAR_2), done=True) == {"everything"}
    assert closed(STORY.waived(REQUEST, MAR_2), done=False) == {"everything"}


def test_an_opened_case_is_started_and_gets_its_action_plan_within_30_days() -> None:
    assert opened(STORY.opened(MAR_2)) == {"start-case": date(2026, 3, 30), "action-plan": APR_1}
    assert closed(STORY.opened(MAR_2), done=True) == {"open-case"}


def test_a_started_case_has_its_first_contact_within_five_working_days_and_its_day_180() -> None:
    due = opened(STORY.started(APR_1))
    assert (due["first-contact"], due["day-180"]) == (date(2026, 4, 10), date(2026, 9, 28))


def test_a_started_case_is_asked_for_consent_to_sus_within_ten_working_days_and_any_answer_does_it() -> None:
    assert opened(STORY.started(APR_1))["sus-consent"] == date(2026, 4, 17)
    assert closed(REFUSED, done=True) == {"sus-consent"}
    assert steps(replace(REFUSED, purpose="survey", case=None)) == ()
    assert "sus-consent" in closed(STORY.ended(MAR_2), done=False)


def test_the_first_contact_is_done_by_being_made() -> None:
    assert closed(STORY.contacted(MAR_2), done=True) == {"first-contact", "handover-contact"}


def test_after_a_handover_the_new_support_persons_first_contact_is_due_when_the_handover_says() -> None:
    handed_over = STORY.handed_over(MAR_2, to=EVA, unit="malmo", first_contact_by=date(2026, 3, 9))
    assert opened(handed_over) == {"handover-contact": date(2026, 3, 9)}
    assert Assigned(home=STORY.case, unit="malmo", owner=EVA) in steps(handed_over)


def test_a_paused_case_is_resumed_on_its_day_or_the_working_day_after() -> None:
    assert opened(STORY.paused(MAR_2, until=date(2026, 6, 19))) == {"resume-case": date(2026, 6, 22)}
    assert closed(STORY.resumed(date(2026, 6, 22), MAR_2), done=True) == {"resume-case"}


def test_a_corrected_end_moves_the_status_after_it() -> None:
    [moved] = steps(STORY.end_corrected(MAR_2, APR_1))
    assert moved == Moved(kind="status-after-end", home=STORY.case, due_on=date(2026, 6, 1), not_before=date(2026, 5, 31))


def test_day_180_is_that_very_day_also_when_the_task_is_due_later() -> None:
    [day_180] = [step for step in steps(STORY.started(MAR_2)) if isinstance(step, Opened) and step.kind == "day-180"]
    assert (day_180.not_before, day_180.due_on) == (date(2026, 8, 29), date(2026, 8, 31))  # a Saturday, the Monday after


def test_a_corrected_start_moves_what_is_reckoned_from_it() -> None:
    moved = [step for step in steps(STORY.start_corrected(APR_1, MAR_2)) if isinstance(step, Moved)]
    assert {step.kind: step.due_on for step in moved} == opened(STORY.started(APR_1))


def test_a_proposed_end_is_looked_at_and_the_end_asks_for_a_status_after_90_days() -> None:
    assert opened(STORY.end_proposed(date(2026, 6, 17))) == {"look-at-proposed-end": date(2026, 6, 25)}
    assert opened(STORY.ended(MAR_2)) == {"status-after-end": date(2026, 6, 1)}
    assert closed(STORY.ended(MAR_2), done=True) == {"look-at-proposed-end"}
    assert "day-180" not in closed(STORY.ended(MAR_2), done=False)


def test_a_reopened_case_needs_no_status_after_its_end() -> None:
    assert closed(STORY.reopened(MAR_2), done=False) == {"status-after-end"}
    assert opened(STORY.reopened(MAR_2)) == {"action-plan": APR_1, "sus-consent": date(2026, 3, 16)}


def test_an_action_plan_is_renewed_after_six_months() -> None:
    done = e.TaskDone(
        task=new_id(),
        kind="action-plan",
        about=STORY.case,
        person=STORY.person,
        referral=STORY.referral,
        case=STORY.case,
        done_by=SAM,
        on=date(2026, 8, 31),
    )
    assert opened(done) == {"action-plan": date(2027, 3, 1)}  # 28 February 2027 is a Sunday


def test_every_kind_that_is_not_done_by_hand_has_an_event_that_does_it() -> None:
    everything = [
        *(STORY.proposal_accepted(MAR_2), STORY.assessed(MAR_2), STORY.granted(MAR_2), STORY.opened(MAR_2)),
        REFUSED,
        *(STORY.started(MAR_2), STORY.reminded(REQUEST, MAR_2), STORY.ended(MAR_2), STORY.contacted(MAR_2)),
    ]
    fulfilled = {kind for event in everything for kind in closed(event, done=True)}
    kinds = {kind for event in (*everything, STORY.received(MAR_2), STORY.requested(REQUEST, MAR_2)) for kind in opened(event)}
    assert kinds - BY_HAND <= fulfilled
    assert not fulfilled & BY_HAND


def test_an_event_without_tasks_has_no_steps() -> None:
    assert steps(STORY.accepted(MAR_2)) == ()
    assert set(PLANS) <= set(e.EVENTS)


@given(st.dates(min_value=date(2017, 8, 1), max_value=date(2090, 1, 1)))
def test_every_deadline_is_a_working_day_after_its_event(day: date) -> None:
    for event in (STORY.received(day), STORY.assessed(day), STORY.opened(day), STORY.started(day), STORY.ended(day)):
        for due_on in opened(event).values():
            assert due_on > day
            assert is_working_day(due_on)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.integers(min_value=0, max_value=60))
def test_so_many_months_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and months_after(day.replace(day=1), months + 1) > later)


def test_before_any_practice_was_written_down_the_first_one_holds() -> None:
    assert practice_on(date(1999, 1, 1)) is PRACTICE_2017
    assert practice_on(date(2026, 1, 1)) is PRACTICE_2017


def test_a_limit_names_its_basis() -> None:
    assert PRACTICE_2017.action_plan.basis == "förordning (2000:628) 6 §"
    assert Limit(months=6).after(date(2026, 1, 31)) == date(2026, 7, 31)
