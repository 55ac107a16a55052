from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.opportunity import offer, opportunity
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import (
    EMPLOYER,
    EMPLOYMENT,
    FEB_2,
    JAN_5,
    JOB,
    OFFICER,
    OPPORTUNITY,
    OTHER_EMPLOYMENT,
    TODAY,
    TOMORROW,
    WHY,
    filled,
    opened,
)

given = given_for(opportunity)
CLOSED = e.OpportunityClosed(opportunity=OPPORTUNITY, reason="withdrawn", on=FEB_2)
FREED = e.PlaceFreed(opportunity=OPPORTUNITY, employment=EMPLOYMENT, on=TODAY)
CLOSE = c.CloseOpportunity(reason="withdrawn", on=FEB_2, today=TODAY)
FILL = c.FillPlace(employment=EMPLOYMENT, on=FEB_2)
FREE = c.FreePlace(employment=EMPLOYMENT, on=TODAY)


def open_(**other: Any) -> c.OpenOpportunity:
    facts: dict[str, Any] = {
        "opportunity": OPPORTUNITY,
        "employer": EMPLOYER,
        "employer_is": "open",
        "demands": (),
        "adaptations": (),
        "by": OFFICER,
        "on": JAN_5,
        "today": TODAY,
    }
    mine = {name: other.pop(name) for name in [*facts] if name in other}
    return c.OpenOpportunity(**facts | mine, job=job(**other))


def job(**other: Any) -> c.Job:
    same = {"least_weekly_hours": other["weekly_hours"]} if "weekly_hours" in other else {}
    return c.Job(**{**JOB, "workplace_is": "open", "places": 1, **same, **other})


def correct(on: date = FEB_2, **other: Any) -> c.CorrectOpportunity:
    return c.CorrectOpportunity(job=job(**other), reason=WHY, by=OFFICER, on=on, today=TODAY)


def corrected(**other: Any) -> e.OpportunityCorrected:
    told: dict[str, Any] = {**JOB, "places": 1, **other}
    return e.OpportunityCorrected(**told, opportunity=OPPORTUNITY, reason=WHY, corrected_by=OFFICER, on=FEB_2)


def demands(**levels: int) -> tuple[e.Demand, ...]:
    return tuple(e.Demand(dimension=name, level=level) for name, level in levels.items())  # type: ignore[arg-type]


def lowered(dimension: e.Dimension, measure: str, to: int) -> e.Adaptation:
    return e.Adaptation(dimension=dimension, measure=measure, lowers_to=to)


def test_an_opportunity_is_opened() -> None:
    given().when(open_(places=2)).then(opened(places=2))


def test_an_opportunity_is_opened_once() -> None:
    given(opened()).when(open_()).refused(errors.OpportunityAlreadyOpened)


@pytest.mark.parametrize(("standing", "reason"), [("unknown", errors.EmployerUnknown), ("closed", errors.EmployerIsClosed)])
def test_only_an_open_employer_has_opportunities(standing: c.Standing, reason: type[Refused]) -> None:
    given().when(open_(employer_is=standing)).refused(reason)


def test_every_reason_is_told_at_once() -> None:
    given().when(open_(employer_is="unknown", weekly_hours=Decimal(41), places=0, on=TOMORROW)).refused(
        errors.EmployerUnknown, errors.HoursOutOfBounds, errors.NoPlaces, errors.DateInTheFuture
    )


def test_a_place_is_filled() -> None:
    given(opened()).when(FILL).then(filled())


def test_no_more_places_are_filled_than_there_are() -> None:
    given(opened(places=1), filled(OTHER_EMPLOYMENT)).when(FILL).refused(errors.NoPlaceLeft)


def test_a_closed_opportunity_fills_no_place() -> None:
    given(opened(), CLOSED).when(FILL).refused(errors.OpportunityIsClosed)


def test_a_place_of_an_employment_in_error_is_free_again() -> None:
    given(opened(), filled()).when(FREE).then(FREED)
    given(opened(), filled(), FREED).when(FILL).then(filled())


def test_a_place_is_freed_in_a_closed_opportunity_too() -> None:
    given(opened(), filled(), CLOSED).when(FREE).then(FREED)


def test_a_place_that_is_not_held_is_not_freed() -> None:
    given(opened()).when(FREE).then()


def test_an_opportunity_is_closed_once() -> None:
    given(opened()).when(CLOSE).then(CLOSED)
    given(opened(), CLOSED).when(CLOSE).refused(errors.OpportunityIsClosed)


def test_an_opportunity_is_closed_between_its_opening_and_today() -> None:
    given(opened()).when(c.CloseOpportunity(reason="filled", on=TOMORROW, today=TODAY)).refused(errors.DateInTheFuture)
    early = c.CloseOpportunity(reason="filled", on=JAN_5.replace(day=4), today=TODAY)
    given(opened()).when(early).refused(errors.BeforeRegistration)


@pytest.mark.parametrize("command", [FILL, FREE, CLOSE])
def test_an_unknown_opportunity_is_refused(command: c.OpportunityCommand) -> None:
    given().when(command).refused(errors.OpportunityUnknown)


def test_whoever_wants_a_place_learns_how_many_are_left() -> None:
    state = given(opened(places=3), filled()).state()
    assert offer(OPPORTUNITY, state) == c.Offer(opportunity=OPPORTUNITY, employer=EMPLOYER, standing="open", places_left=2)
    assert offer(OPPORTUNITY, given().state()).standing == "unknown"
    assert offer(OPPORTUNITY, given(opened(), CLOSED).state()).standing == "closed"


def test_what_is_offered_is_corrected_and_the_places_with_it() -> None:
    given(opened(places=1)).when(correct(places=3)).then(corrected(places=3))
    given(opened(places=1), filled(), corrected(places=2)).when(c.FillPlace(employment=OTHER_EMPLOYMENT, on=FEB_2)).then(
        filled(OTHER_EMPLOYMENT)
    )


def test_no_fewer_places_than_are_taken() -> None:
    kept = e.PlaceReserved(opportunity=OPPORTUNITY, candidacy=EMPLOYER, on=FEB_2)
    given(opened(places=3), filled(), kept).when(correct(places=1)).refused(errors.FewerPlacesThanTaken)


def test_a_job_that_contradicts_itself_is_refused_for_every_reason() -> None:
    swedish = e.LanguageLevel(language="sv", level=2)
    wrong = job(
        weekly_hours=Decimal(20),
        least_weekly_hours=Decimal(30),
        workplace=EMPLOYER,
        workplace_is="unknown",
        starts_on=FEB_2,
        until_on=JAN_5,
        languages=(swedish, swedish),
    )
    command = c.CorrectOpportunity(job=wrong, reason=WHY, by=OFFICER, on=FEB_2, today=TODAY)
    given(opened()).when(command).refused(
        errors.LeastHoursAboveWanted, errors.WorkplaceUnknown, errors.OpportunityEndsBeforeItStarts, errors.LanguageTwice
    )


def test_a_job_is_analysed_by_dimension() -> None:
    found: dict[str, Any] = {"demands": demands(physical=3, pace=1), "adaptations": (lowered("physical", "lifting-aid", 1),)}
    analysed = c.AnalyseJob(analysis=EMPLOYMENT, **found, note=None, by=OFFICER, on=JAN_5, today=TODAY)
    given(opened()).when(analysed).then(
        e.JobAnalysed(analysis=EMPLOYMENT, opportunity=OPPORTUNITY, **found, note=None, by=OFFICER, on=JAN_5)
    )


@pytest.mark.parametrize(
    "adaptation",
    [
        lowered("physical", "lifting-aid", 3),
        lowered("pace", "breaks", 0),
        lowered("physical", "quiet-room", 1),
        lowered("physical", "no-such-measure", 1),
    ],
    ids=["not lower", "no such demand", "another dimension", "unknown"],
)
def test_an_adaptation_lowers_a_demand_that_there_is(adaptation: e.Adaptation) -> None:
    given().when(open_(demands=demands(physical=3), adaptations=(adaptation,))).refused(errors.AdaptationLowersNothing)


def test_a_dimension_is_judged_once() -> None:
    given().when(open_(demands=demands(pace=1) + demands(pace=2))).refused(errors.DemandTwice)


def test_a_closed_opportunity_is_reopened_while_its_employer_is_open() -> None:
    command = c.ReopenOpportunity(employer_is="open", reason=WHY, by=OFFICER, on=FEB_2, today=TODAY)
    reopened = e.OpportunityReopened(opportunity=OPPORTUNITY, reason=WHY, reopened_by=OFFICER, on=FEB_2)
    given(opened(), CLOSED).when(command).then(reopened)
    given(opened(), CLOSED, reopened).when(FILL).then(filled())
    given(opened()).when(command).refused(errors.OpportunityIsOpen)
    shut = c.ReopenOpportunity(employer_is="closed", reason=WHY, by=OFFICER, on=FEB_2, today=TODAY)
    given(opened(), CLOSED).when(shut).refused(errors.EmployerIsClosed)
