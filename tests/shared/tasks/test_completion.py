"""A task that somebody says is done, in the service's own event."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.tasks.completion import CompleteTask
from shared.tasks.refusals import TaskDoneElsewhere, TaskNotOpen, TooEarly
from shared.testing.bdd import given_for
from tests.shared.tasks.repairs import InTheFuture, TaskDone, task

TASK, ORDER = UUID(int=1), UUID(int=2)
MAR_2, MAR_3 = date(2026, 3, 2), date(2026, 3, 3)
COMPLETE = CompleteTask(
    task=TASK,
    kind="call-back",
    about=ORDER,
    home=ORDER,
    person=None,
    case=None,
    open=True,
    not_before=None,
    by="ulla",
    on=MAR_2,
    today=MAR_2,
)
DONE = TaskDone(task=TASK, kind="call-back", order=ORDER, by="ulla", on=MAR_2)

given = given_for(task)


def test_it_is_told_in_the_services_own_event() -> None:
    given().when(COMPLETE).then(DONE)


def test_a_task_is_done_once_and_not_when_it_was_dropped() -> None:
    given(DONE).when(COMPLETE).refused(TaskNotOpen)
    given().when(replace(COMPLETE, open=False)).refused(TaskNotOpen)


def test_every_reason_is_told_at_once() -> None:
    command = replace(COMPLETE, kind="repair", open=False, on=MAR_3, not_before=date(2026, 3, 4))
    given().when(command).refused(TaskNotOpen, TaskDoneElsewhere, InTheFuture, TooEarly)


def test_a_task_about_a_day_can_be_done_on_that_day() -> None:
    given().when(replace(COMPLETE, not_before=MAR_3)).refused(TooEarly)
    given().when(replace(COMPLETE, not_before=MAR_2)).then(DONE)
