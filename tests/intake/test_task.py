"""A task that somebody says is done."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.deadlines import BY_HAND
from services.intake.task import task
from shared.testing.bdd import given_for
from tests.intake.given import CASE, MAR_4, MAR_9, PERSON, REFERRAL, SAM, TODAY, TOMORROW

given = given_for(task)

TASK = UUID("0195c1de-9d00-7000-8000-0000000000ae")
DONE = e.TaskDone(task=TASK, kind="action-plan", about=CASE, person=PERSON, referral=REFERRAL, case=CASE, done_by=SAM, on=MAR_4)


def complete(**changes: Any) -> c.CompleteTask:
    command = c.CompleteTask(
        task=TASK,
        kind="action-plan",
        about=CASE,
        person=PERSON,
        home=REFERRAL,
        case=CASE,
        open=True,
        not_before=None,
        by=SAM,
        on=MAR_4,
        today=TODAY,
    )
    return replace(command, **changes)


def test_a_task_is_done_by_somebody_on_a_day() -> None:
    given().when(complete()).then(DONE)


def test_a_task_is_done_once_and_not_when_it_was_dropped() -> None:
    given(DONE).when(complete()).refused(errors.TaskNotOpen)
    given().when(complete(open=False)).refused(errors.TaskNotOpen)


@pytest.mark.parametrize("kind", sorted(BY_HAND))
def test_what_no_event_fulfils_is_completed_by_hand(kind: e.TaskKind) -> None:
    given().when(complete(kind=kind)).then(replace(DONE, kind=kind))


def test_what_an_event_fulfils_is_not_completed_by_hand() -> None:
    refusal = given().when(complete(kind="start-case")).refused(errors.TaskDoneElsewhere)
    assert refusal.named == {"kind": "start-case"}


def test_every_reason_is_told_at_once() -> None:
    early = complete(not_before=TOMORROW.replace(day=20), on=TOMORROW, open=False)
    given().when(early).refused(errors.TaskNotOpen, errors.DateInTheFuture, errors.TooEarly)


def test_a_task_about_a_day_can_be_done_on_that_day() -> None:
    given().when(complete(not_before=MAR_9, on=MAR_4)).refused(errors.TooEarly)
    given().when(complete(not_before=MAR_9, on=MAR_9)).then(replace(DONE, on=MAR_9))
