"""Contacts: kept, not kept and moved; what they fulfil; corrections."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.agenda import Book, due_between, next_due
from services.followup.schedule import planned_between
from tests.followup.build import CLOSED, IN_INTRODUCTION, OTHER_ITEM, REASON, contact, given
from tests.followup.watched import agreed, key, logged, no_show, planned_contact, removed, supported

FEB_3, FEB_4, FEB_5, FEB_10, MAR_3 = date(2026, 2, 3), date(2026, 2, 4), date(2026, 2, 5), date(2026, 2, 10), date(2026, 3, 3)
PLANNED = (*IN_INTRODUCTION, agreed(planned_contact(2), planned_contact(4, 1, "employer")))


def log(on: date = FEB_3, **more: Any) -> c.LogContact:
    return contact(on, **{"contact_with": "person", **more})


def the_event(*history: e.SupportEvent, command: c.LogContact) -> e.ContactLogged:
    event = given(*history).when(command).events()[0]
    assert isinstance(event, e.ContactLogged)
    return event


class TestWhatItFulfils:
    def test_a_contact_on_the_planned_day_is_the_planned_one(self) -> None:
        assert the_event(*PLANNED, command=log()).planned_on == FEB_3
        assert the_event(*PLANNED, command=log(contact_with="both")).planned_on == FEB_3

    @pytest.mark.parametrize(("on", "party"), [(FEB_4, "person"), (FEB_3, "employer")])
    def test_on_another_day_or_with_another_party_it_is_an_extra_one(self, on: date, party: str) -> None:
        assert the_event(*PLANNED, command=log(on, contact_with=party)).planned_on is None

    def test_a_second_one_on_the_same_day_is_an_extra_one(self) -> None:
        assert the_event(*PLANNED, logged(FEB_3), command=log()).planned_on is None

    def test_a_correction_of_the_same_day_takes_its_place(self) -> None:
        event = the_event(*PLANNED, logged(FEB_3), command=log(corrects=key(1), reason=REASON))
        assert (event.planned_on, event.corrects, event.reason) == (FEB_3, key(1), REASON)

    def test_it_is_the_one_that_is_named_also_on_another_day(self) -> None:
        assert the_event(*PLANNED, command=log(FEB_4, planned_on=FEB_3)).planned_on == FEB_3

    def test_what_was_moved_to_the_day_is_that_one(self) -> None:
        moved = logged(FEB_3, outcome="moved", moved_to=FEB_4)
        assert the_event(*PLANNED, moved, command=log(FEB_4)).planned_on == FEB_3

    def test_a_contact_on_a_holiday_is_due_and_logged_on_the_day_after_and_is_that_one(self) -> None:
        fridays = (*IN_INTRODUCTION, agreed(planned_contact(5)))
        assert the_event(*fridays, command=log(date(2026, 4, 7))).planned_on == date(2026, 4, 3)


class TestRefusals:
    def test_nothing_is_planned_on_a_day_that_the_plan_does_not_have(self) -> None:
        given(*PLANNED).when(log(planned_on=FEB_4)).refused(errors.PlannedContactUnknown)
        given(*PLANNED).when(log(planned_on=FEB_5)).refused(errors.PlannedContactUnknown)

    def test_only_a_moved_contact_has_a_day_it_was_moved_to(self) -> None:
        given(*PLANNED).when(log(moved_to=FEB_4)).refused(errors.MovedToNeeded)
        given(*PLANNED).when(log(outcome="moved")).refused(errors.MovedToNeeded, errors.MovedNothing)

    @pytest.mark.parametrize("more", [{"contact_with": "person"}, {"outcome": "no-show"}, {"channel": "mail", "on_site": False}])
    def test_a_three_party_meeting_is_of_all_three_who_meet(self, more: dict[str, Any]) -> None:
        given(*PLANNED).when(log(**{"contact_with": "both", "three_party": True, **more})).refused(errors.NotAThreePartyMeeting)

    def test_a_correction_names_a_contact_that_stands(self) -> None:
        given(*PLANNED).when(log(corrects=key(1))).refused(errors.ContactUnknown)
        given(*PLANNED, logged(FEB_3), removed(1)).when(log(corrects=key(1))).refused(errors.ContactReplaced)
        given(*PLANNED).when(log(reason=REASON)).refused(errors.ReasonWithoutCorrection)

    def test_only_a_contact_that_stands_can_have_been_in_error(self) -> None:
        remove = c.RemoveContact(contact=key(1), reason=REASON)
        given(*PLANNED).when(remove).refused(errors.ContactUnknown)
        given(*PLANNED, logged(FEB_3), removed(1)).when(remove).refused(errors.ContactReplaced)
        assert given(*IN_INTRODUCTION, logged(FEB_3), *CLOSED[-2:]).when(remove).events()


def test_a_three_party_meeting_is_a_contact_with_both_and_told_as_such() -> None:
    events = given(*PLANNED).when(log(contact_with="both", three_party=True, contact=OTHER_ITEM)).events()
    assert [type(event) for event in events] == [e.ContactLogged, e.ThreePartyMeetingHeld]


def states(today: date, *events: e.SupportEvent) -> list[str]:
    support = supported(agreed(), *events)
    return [one.state for one in due_between(support.course, Book.of(support.noted), FEB_3, date(2026, 2, 17), today)]


class TestWhatBecameOfIt:
    def test_it_is_overdue_by_the_day_alone(self) -> None:
        assert states(FEB_3) == ["due", "planned", "planned"]
        assert states(FEB_4) == ["overdue", "planned", "planned"]
        assert states(MAR_3) == ["overdue"] * 3

    def test_a_later_kept_contact_makes_it_missed_and_a_no_show_does_not(self) -> None:
        assert states(FEB_10, logged(FEB_10)) == ["missed", "kept", "planned"]
        assert states(FEB_10, no_show(FEB_10, 1)) == ["overdue", "no-show", "planned"]

    def test_logged_late_it_is_as_if_it_had_been_logged_in_time(self) -> None:
        assert states(MAR_3, logged(FEB_10), logged(FEB_3, 2)) == ["kept", "kept", "overdue"]

    def test_a_moved_contact_is_listed_on_the_day_it_was_moved_to(self) -> None:
        support = supported(agreed(), logged(FEB_3, outcome="moved", moved_to=MAR_3))
        found = due_between(support.course, Book.of(support.noted), MAR_3, MAR_3, FEB_4)
        assert [(one.planned.planned_on, one.due_on, one.state) for one in found] == [
            (FEB_3, MAR_3, "planned"),
            (MAR_3, MAR_3, "planned"),
        ]
        kept = supported(agreed(), logged(FEB_3, outcome="moved", moved_to=FEB_5), logged(FEB_5, 2, planned_on=FEB_3))
        [first, *_] = due_between(kept.course, Book.of(kept.noted), FEB_3, FEB_5, FEB_10)
        assert first.state == "kept"

    def test_another_contact_on_the_day_itself_makes_it_missed(self) -> None:
        assert states(FEB_10, logged(FEB_3, planned_on=None)) == ["missed", "due", "planned"]


FAR = date(2027, 12, 31)
DAYS = st.integers(0, 320).map(lambda days: FEB_3 + timedelta(days=days))
TOLD = st.lists(st.tuples(DAYS, st.sampled_from(("kept", "no-show", "moved")), st.none() | st.integers(0, 60), DAYS), max_size=8)


@any_of(TOLD, st.sampled_from(("person", "employer")), st.sampled_from((1, 2, 6, 15)))
def test_the_next_contact_is_the_first_in_the_calendar_that_nobody_has_to_count_as_past(
    told: list[tuple[date, Any, int | None, date]], party: e.PlannedWith, every_weeks: int
) -> None:
    contacts = (planned_contact(2, every_weeks), planned_contact(4, every_weeks, "employer"))
    plan = agreed(*contacts, until=date(2026, 11, 30))
    planned = [one.planned_on for one in planned_between(supported(plan).course, FEB_3, date(2026, 11, 30))]
    logs = [
        logged(
            on,
            number,
            outcome=outcome,
            planned_on=None if which is None else planned[which % len(planned)],
            contact_with=party,
            moved_to=to if outcome == "moved" else None,
        )
        for number, (on, outcome, which, to) in enumerate(told, start=1)
    ]
    support = supported(plan, *logs)
    everything = due_between(support.course, Book.of(support.noted), date(2026, 1, 1), FAR, FAR)
    waiting = [one for one in everything if one.state == "overdue" and one.planned.contact_with == party]
    found = next_due(support.course, support.noted, party)
    assert (found and found.due_on) == (waiting[0].due_on if waiting else None)
