"""A meeting: held once, then corrected or taken back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.meeting import meeting
from shared.testing.bdd import given_for

given = given_for(meeting)

MEETING = UUID("0195c1de-9d00-7000-8000-0000000000af")
CASE = UUID("0195c1de-9d00-7000-8000-0000000000ac")
MAR_4, TODAY, TOMORROW = (date(2026, 3, day) for day in (4, 10, 11))
SIP = e.Meeting(kind="sip", participants=("region", "municipality"), case=CASE, on=MAR_4)
HELD = e.MeetingHeld(
    meeting=MEETING,
    unit="stockholm",
    kind="sip",
    participants=("region", "municipality"),
    case=CASE,
    registered_by="ali",
    on=MAR_4,
)
IN_ERROR = e.MeetingRegisteredInError(meeting=MEETING, unit="stockholm", reason="registered-twice", registered_by="eva", on=TODAY)


def hold(held: e.Meeting) -> c.HoldMeeting:
    return c.HoldMeeting(meeting=MEETING, unit="stockholm", held=held, by="ali", today=TODAY)


def correct(held: e.Meeting) -> c.CorrectMeeting:
    return c.CorrectMeeting(held=held, reason="wrong-date", by="eva", today=TODAY)


RETRACT = c.RegisterMeetingInError(reason="registered-twice", by="eva", on=TODAY, today=TODAY)


def test_a_meeting_is_held() -> None:
    given().when(hold(SIP)).then(HELD)


def test_a_consultation_is_about_no_case() -> None:
    given().when(hold(replace(SIP, kind="consultation", case=None))).then(replace(HELD, kind="consultation", case=None))
    given().when(hold(replace(SIP, kind="consultation"))).refused(errors.ConsultationHasNoCase)


def test_all_reasons_are_told_at_once() -> None:
    later = replace(SIP, kind="consultation", on=TOMORROW)
    given(HELD).when(hold(later)).refused(errors.MeetingAlreadyRegistered, errors.DateInTheFuture, errors.ConsultationHasNoCase)


def test_a_correction_says_what_it_corrects() -> None:
    given(HELD).when(correct(replace(SIP, on=TODAY))).then(
        e.MeetingCorrected(
            meeting=MEETING,
            unit="stockholm",
            instead_of=SIP,
            kind="sip",
            participants=("region", "municipality"),
            case=CASE,
            reason="wrong-date",
            corrected_by="eva",
            on=TODAY,
        )
    )


def test_a_correction_changes_something() -> None:
    given(HELD).when(correct(SIP)).refused(errors.NothingToCorrect)


def test_a_meeting_is_registered_in_error() -> None:
    given(HELD).when(RETRACT).then(IN_ERROR)


@pytest.mark.parametrize("command", [correct(SIP), RETRACT])
@pytest.mark.parametrize("history", [[], [HELD, IN_ERROR]])
def test_nothing_more_happens_to_a_meeting_that_never_was(command: c.MeetingCommand, history: list[e.MeetingEvent]) -> None:
    given(*history).when(command).refused(errors.MeetingWasInError)
