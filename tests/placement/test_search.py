import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.search import search, searched
from shared.testing.bdd import given_for
from tests.placement.given import CASE, FEB_2, JAN_5, MAR_2, PERSON, SEARCHED, UNIT, ended_case, search_opened

given = given_for(search)
OPEN = c.OpenSearch(case=CASE, person=PERSON, unit=UNIT, on=JAN_5)
CLOSED = e.SearchClosed(case=CASE, person=PERSON, on=FEB_2)
REOPENED = e.SearchReopened(case=CASE, person=PERSON, on=MAR_2)
CANCELLED = e.SearchCancelled(case=CASE, person=PERSON)


def test_a_case_that_starts_opens_a_search() -> None:
    given().when(OPEN).then(search_opened())


def test_a_case_that_ends_closes_it_and_a_reopened_one_opens_it_again() -> None:
    given(search_opened()).when(c.CloseSearch(on=FEB_2)).then(CLOSED)
    given(search_opened(), CLOSED).when(c.ReopenSearch(on=MAR_2)).then(REOPENED)


def test_a_corrected_start_names_what_it_replaces() -> None:
    expected = e.SearchStartCorrected(case=CASE, person=PERSON, instead_of=JAN_5, on=FEB_2)
    given(search_opened()).when(c.CorrectSearchStart(on=FEB_2)).then(expected)


def test_a_case_that_is_handed_over_takes_its_search_to_the_other_unit() -> None:
    handed_over = e.SearchHandedOver(case=CASE, person=PERSON, unit="malmo", on=FEB_2)
    given(search_opened()).when(c.HandOverSearch(unit="malmo", on=FEB_2)).then(handed_over)
    assert searched(CASE, given(search_opened(), handed_over).state()).unit == "malmo"


def test_a_handover_within_the_unit_changes_nothing() -> None:
    given(search_opened()).when(c.HandOverSearch(unit=UNIT, on=FEB_2)).then()


def test_a_case_in_error_cancels_the_search() -> None:
    given(search_opened()).when(c.CancelSearch()).then(CANCELLED)


def test_what_is_already_so_changes_nothing() -> None:
    given(search_opened()).when(OPEN).then()
    given(search_opened()).when(c.CorrectSearchStart(on=JAN_5)).then()
    given(search_opened()).when(c.ReopenSearch(on=FEB_2)).then()
    given(search_opened(), CLOSED).when(c.CloseSearch(on=FEB_2)).then()


def test_an_end_with_another_date_replaces_the_known_one() -> None:
    later = e.SearchClosed(case=CASE, person=PERSON, on=MAR_2)
    given(search_opened(), CLOSED).when(c.CloseSearch(on=MAR_2)).then(later)


@pytest.mark.parametrize(
    "command",
    [
        c.CorrectSearchStart(on=FEB_2),
        c.HandOverSearch(unit="malmo", on=FEB_2),
        c.CloseSearch(on=FEB_2),
        c.ReopenSearch(on=FEB_2),
        c.CancelSearch(),
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
