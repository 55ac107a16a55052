"""What is planned for a case: given what was planned, when an officer or the manager plans."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.planning import planning
from services.intake.standing import Place, Share, Standing
from shared.ids import Sealed
from shared.testing.bdd import given_for
from tests.intake.given import CASE, MAR_2, MAR_4, PERSON, TODAY, WHY

given = given_for(planning)
JAN_1 = date(2026, 1, 1)
WAITING = c.PlannedCase(case=CASE, person=PERSON, unit="stockholm", stage="waiting")
ONGOING = replace(WAITING, stage="ongoing", started_on=MAR_4)


def full(places: int, *, percent: int = 10) -> Standing:
    """Sam has room for three cases with 10 percent, and so many cases."""
    share = Share(
        share=UUID(int=1),
        unit="stockholm",
        support_person="sam",
        appropriation="1:4",
        percent=percent,
        from_on=JAN_1,
        until=None,
    )
    taken = (Place(case=UUID(int=n), support_person="sam", from_on=JAN_1, until=None) for n in range(places))
    return Standing(unit="stockholm", shares=(share,), places=tuple(taken))


def assign(standing: Standing, *, reason: Sealed | None = None, **changes: Any) -> c.AssignCase:
    values: dict[str, Any] = {"about": WAITING, "support_person": "sam", "by": "mia", "on": MAR_4, "today": TODAY}
    return c.AssignCase(standing=standing, reason=reason, **{**values, **changes})


def assigned(*over: e.Over, reason: Sealed | None = None) -> e.CaseAssigned:
    return e.CaseAssigned(
        case=CASE,
        person=PERSON,
        unit="stockholm",
        support_person="sam",
        over=over,
        reason=reason,
        assigned_by="mia",
        on=MAR_4,
    )


PRIORITISED = e.CasePrioritised(case=CASE, person=PERSON, reason=WHY, prioritised_by="mia", on=MAR_4)


def test_a_case_is_assigned_while_there_is_room() -> None:
    given().when(assign(full(2))).then(assigned())


def test_without_room_the_manager_needs_a_reason_and_is_told_everything_at_once() -> None:
    given().when(assign(full(3))).refused(errors.OverUnitCapacity, errors.OverCap)
    given().when(assign(full(3), reason=WHY)).then(assigned("over-unit-capacity", "over-cap", reason=WHY))


def test_only_what_is_short_is_named() -> None:
    eva = assign(full(0), support_person="eva")
    refusal = given().when(eva).refused(errors.OverCap)
    assert refusal.named["support_person"] == "eva"


def test_a_unit_that_has_stated_no_share_refuses_nobody() -> None:
    given().when(assign(Standing(unit="stockholm"))).then(assigned())


def test_a_place_moved_to_another_support_person_frees_the_first() -> None:
    kept = Place(case=CASE, support_person="sam", from_on=MAR_2, until=None, reserved=True)
    now = full(2)
    moved = replace(now, places=(*now.places, kept))
    given(assigned()).when(assign(moved)).then(assigned())


def test_a_case_registered_in_error_gets_no_place() -> None:
    given().when(assign(full(0), about=replace(WAITING, stage="in-error"))).refused(errors.CaseWasInError)


def test_a_place_is_given_back_once() -> None:
    command = c.UnassignCase(about=WAITING, reserved=True, by="mia", on=MAR_4)
    given(assigned()).when(command).then(e.CaseUnassigned(case=CASE, person=PERSON, unassigned_by="mia", on=MAR_4))
    given(assigned()).when(replace(command, reserved=False)).refused(errors.NotAssigned)


def test_priority_is_for_waiting_cases_and_given_once() -> None:
    command = c.PrioritiseCase(about=WAITING, reason=WHY, by="mia", on=MAR_4)
    given().when(command).then(PRIORITISED)
    given(PRIORITISED).when(command).refused(errors.AlreadyPrioritised)
    given(PRIORITISED).when(replace(command, about=ONGOING)).refused(errors.AlreadyPrioritised, errors.NotOnTheWaitingList)


def test_priority_can_be_taken_back_and_given_again() -> None:
    back = c.WithdrawCasePriority(about=WAITING, reason=WHY, by="mia", on=MAR_4)
    withdrawn = e.CasePriorityWithdrawn(case=CASE, person=PERSON, reason=WHY, withdrawn_by="mia", on=MAR_4)
    given().when(back).refused(errors.NotPrioritised)
    given(PRIORITISED).when(back).then(withdrawn)
    given(PRIORITISED, withdrawn).when(c.PrioritiseCase(about=WAITING, reason=WHY, by="mia", on=MAR_4)).then(PRIORITISED)


def test_a_planned_end_needs_a_case_under_way_and_lies_after_its_start() -> None:
    command = c.SetPlannedEnd(about=ONGOING, planned_end=date(2027, 3, 1), by="ali", on=TODAY)
    event = e.PlannedEndSet(case=CASE, person=PERSON, planned_end=date(2027, 3, 1), set_by="ali", on=TODAY)
    given().when(command).then(event)
    given(event).when(replace(command, planned_end=None)).then(replace(event, planned_end=None))
    given().when(replace(command, about=WAITING)).refused(errors.CaseNotOngoing)
    given().when(replace(command, planned_end=MAR_2)).refused(errors.BeforeStart)
