from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.opportunity import offer, opportunity
from shared.testing.bdd import given_for
from tests.placement.given import MAR_2, OPPORTUNITY, filled, opened
from tests.placement.seekers import CANDIDACY, OTHER_CANDIDACY

given = given_for(opportunity)
KEPT = e.PlaceReserved(opportunity=OPPORTUNITY, candidacy=CANDIDACY, on=MAR_2)
LET_GO = e.PlaceReleased(opportunity=OPPORTUNITY, candidacy=CANDIDACY, on=MAR_2)
CLOSED = e.OpportunityClosed(opportunity=OPPORTUNITY, reason="filled", on=MAR_2)
KEEP = c.ReservePlace(candidacy=CANDIDACY, on=MAR_2)
LET = c.ReleasePlace(candidacy=CANDIDACY, on=MAR_2)


def test_a_place_is_kept_for_who_accepted_the_job() -> None:
    given(opened()).when(KEEP).then(KEPT)
    assert offer(OPPORTUNITY, given(opened(2), KEPT).state()).places_left == 1


def test_no_more_places_are_kept_or_filled_than_there_are() -> None:
    other = c.ReservePlace(candidacy=OTHER_CANDIDACY, on=MAR_2)
    given(opened(), KEPT).when(other).refused(errors.NoPlaceLeft)
    given(opened(), filled()).when(KEEP).refused(errors.NoPlaceLeft)
    given(opened(), CLOSED).when(KEEP).refused(errors.OpportunityIsClosed)


def test_a_place_let_go_is_free_and_one_that_is_not_kept_is_left_alone() -> None:
    given(opened(), KEPT, CLOSED).when(LET).then(LET_GO)
    given(opened()).when(LET).then()
    assert offer(OPPORTUNITY, given(opened(), KEPT, LET_GO).state()).places_left == 1
