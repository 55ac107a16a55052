from dataclasses import replace
from datetime import date

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.search import search, searched
from shared.testing.bdd import given_for
from tests.placement.given import (
    CASE,
    EMPLOYMENT,
    FEB_2,
    FEB_16,
    JAN_5,
    MAR_2,
    OFFICER,
    PERSON,
    SEARCHED,
    UNIT,
    ended_case,
    search_opened,
)

given = given_for(search)
OPEN = c.OpenSearch(case=CASE, person=PERSON, unit=UNIT, support_person=OFFICER, on=JAN_5)
CLOSED = e.SearchClosed(case=CASE, person=PERSON, on=FEB_2)
REOPENED = e.SearchReopened(case=CASE, person=PERSON, on=MAR_2)
CANCELLED = e.SearchCancelled(case=CASE, person=PERSON)
REOPEN = c.ReopenSearch(visited=True, lost=None, on=MAR_2)
LOST = c.SearchAgain(employment=EMPLOYMENT, needed=True, on=FEB_16)
AGAIN = e.SearchTakenUpAgain(case=CASE, person=PERSON, employment=EMPLOYMENT, instead_of=None, on=FEB_16)
AWAITED = e.EmployerContactReopened(case=CASE, person=PERSON, started_on=JAN_5, paused_days=0)


def test_a_case_that_starts_opens_a_search() -> None:
    given().when(OPEN).then(search_opened())


def test_a_case_that_ends_closes_it_and_a_reopened_one_opens_it_again() -> None:
    given(search_opened()).when(c.CloseSearch(on=FEB_2)).then(CLOSED)
    given(search_opened(), CLOSED).when(REOPEN).then(REOPENED)


def test_a_lost_job_takes_the_search_up_again_once_however_often_it_is_told() -> None:
    given(search_opened()).when(LOST).then(AGAIN)
    given(search_opened(), AGAIN).when(LOST).then()
    moved = replace(AGAIN, instead_of=FEB_16, on=FEB_2)
    given(search_opened(), AGAIN).when(replace(LOST, on=FEB_2)).then(moved)
    given(search_opened(), AGAIN, moved).when(replace(LOST, on=FEB_2)).then()


def test_a_loss_that_is_none_or_of_a_case_that_ended_takes_nothing_up() -> None:
    given(search_opened()).when(replace(LOST, needed=False)).then()
    given(search_opened(), CLOSED).when(LOST).then()


def test_a_reopened_case_takes_up_what_was_not_done() -> None:
    ended = given(search_opened(), AGAIN, CLOSED)
    ended.when(replace(REOPEN, visited=False, lost=EMPLOYMENT)).then(REOPENED, AWAITED, AGAIN)
    ended.when(REOPEN).then(REOPENED)


def test_the_first_contact_is_awaited_again_unless_there_was_another_visit() -> None:
    given(search_opened()).when(c.ReopenEmployerContact(visited=False)).then(AWAITED)
    given(search_opened()).when(c.ReopenEmployerContact(visited=True)).then()
    given(search_opened(), CLOSED).when(c.ReopenEmployerContact(visited=False)).then()
    [event] = given(search_opened(), PAUSED).when(c.ReopenEmployerContact(visited=False)).events()
    assert event == replace(AWAITED, paused_days=14)


def test_a_corrected_start_names_what_it_replaces() -> None:
    expected = e.SearchStartCorrected(case=CASE, person=PERSON, instead_of=JAN_5, paused_days=0, on=FEB_2)
    given(search_opened()).when(c.CorrectSearchStart(on=FEB_2)).then(expected)


def test_a_case_that_is_handed_over_takes_its_search_to_the_other_unit() -> None:
    handed_over = e.SearchHandedOver(case=CASE, person=PERSON, unit="malmo", support_person="officer-8", on=FEB_2)
    given(search_opened()).when(c.HandOverSearch(unit="malmo", support_person="officer-8", on=FEB_2)).then(handed_over)
    assert searched(CASE, given(search_opened(), handed_over).state()).unit == "malmo"


def test_a_handover_within_the_unit_gives_it_another_support_person() -> None:
    within = e.SearchHandedOver(case=CASE, person=PERSON, unit=UNIT, support_person="officer-8", on=FEB_2)
    given(search_opened()).when(c.HandOverSearch(unit=UNIT, support_person="officer-8", on=FEB_2)).then(within)
    given(search_opened()).when(c.HandOverSearch(unit=UNIT, support_person=OFFICER, on=FEB_2)).then()


PAUSED = e.SearchPaused(case=CASE, person=PERSON, until=date(2026, 2, 15), started_on=JAN_5, paused_days=14, on=FEB_2)
RESUMED = e.SearchResumed(case=CASE, person=PERSON, started_on=JAN_5, paused_days=10, on=date(2026, 2, 12))


def test_a_pause_tells_how_long_clocks_wait_and_its_end_how_long_they_did() -> None:
    pause, resume = c.PauseSearch(until=date(2026, 2, 15), on=FEB_2), c.ResumeSearch(on=date(2026, 2, 12))
    given(search_opened()).when(pause).then(PAUSED)
    given(search_opened(), PAUSED).when(pause).then()
    given(search_opened(), PAUSED).when(resume).then(RESUMED)
    given(search_opened(), PAUSED, RESUMED).when(resume).then()
    again = c.PauseSearch(until=MAR_2, on=MAR_2)
    [second] = given(search_opened(), PAUSED, RESUMED).when(again).events()
    assert isinstance(second, e.SearchPaused)
    assert second.paused_days == 11


def test_a_start_corrected_after_a_pause_keeps_its_days() -> None:
    [event] = given(search_opened(), PAUSED, RESUMED).when(c.CorrectSearchStart(on=date(2026, 1, 7))).events()
    assert isinstance(event, e.SearchStartCorrected)
    assert event.paused_days == 10


def test_a_closed_search_is_not_paused() -> None:
    given(search_opened(), CLOSED).when(c.PauseSearch(until=MAR_2, on=MAR_2)).then()


def test_a_case_in_error_cancels_the_search() -> None:
    given(search_opened()).when(c.CancelSearch()).then(CANCELLED)


def test_what_is_already_so_changes_nothing() -> None:
    given(search_opened()).when(OPEN).then()
    given(search_opened()).when(c.CorrectSearchStart(on=JAN_5)).then()
    given(search_opened()).when(REOPEN).then()
    given(search_opened(), CLOSED).when(c.CloseSearch(on=FEB_2)).then()


def test_an_end_with_another_date_replaces_the_known_one() -> None:
    later = e.SearchClosed(case=CASE, person=PERSON, on=MAR_2)
    given(search_opened(), CLOSED).when(c.CloseSearch(on=MAR_2)).then(later)


@pytest.mark.parametrize(
    "command",
    [
        c.CorrectSearchStart(on=FEB_2),
        c.HandOverSearch(unit="malmo", support_person="officer-8", on=FEB_2),
        c.PauseSearch(until=MAR_2, on=FEB_2),
        c.ResumeSearch(on=FEB_2),
        c.CloseSearch(on=FEB_2),
        REOPEN,
        c.CancelSearch(),
        LOST,
        c.ReopenEmployerContact(visited=False),
    ],
)
def test_news_of_a_case_unknown_here_or_in_error_changes_nothing(command: c.SearchCommand) -> None:
    given().when(command).then()
    given(search_opened(), CANCELLED).when(command).then()


def test_a_cancelled_search_is_not_opened_again() -> None:
    given(search_opened(), CANCELLED).when(OPEN).then()


def test_the_search_tells_whose_case_it_is_and_when_it_ended() -> None:
    assert searched(CASE, given(search_opened()).state()) == SEARCHED
    assert searched(CASE, given(search_opened(), CLOSED).state()) == ended_case(FEB_2)
    assert searched(CASE, given(search_opened(), CLOSED, REOPENED).state()) == SEARCHED
    assert searched(CASE, given(search_opened(), CANCELLED).state()).in_error


def test_without_a_search_nobody_knows_the_case() -> None:
    with pytest.raises(errors.CaseUnknown):
        searched(CASE, given().state())
