from datetime import date
from typing import Any

import pytest

from services.placement import commands as c
from services.placement import errors
from services.placement import events as e
from services.placement.candidacy import candidacy, unreadable
from services.placement.candidacy_state import Closed, Open
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import (
    CASE,
    EMPLOYER,
    EMPLOYMENT,
    FEB_2,
    FEB_16,
    JAN_5,
    MAR_2,
    OPPORTUNITY,
    OTHER_EMPLOYER,
    OTHER_EMPLOYMENT,
    TODAY,
    TOMORROW,
    ended_case,
    offer,
)
from tests.placement.seekers import (
    AGREEMENT,
    MINE,
    OTHER_CANDIDACY,
    TRIAL,
    accept,
    accepted,
    cover,
    decline,
    declined,
    offered,
    presented,
    propose,
    proposed,
    reverse,
    reversed_,
    step,
    trial,
)

given = given_for(candidacy)
TELLING = (c.PresentCandidate, c.InterviewCandidate, c.AgreeTrial, c.OfferJob)
HIRE = c.Employ(case=CASE, employer=EMPLOYER, opportunity=OPPORTUNITY, employment=EMPLOYMENT, on=MAR_2)
EMPLOYED = e.CandidateEmployed(**MINE, employment=EMPLOYMENT, on=MAR_2)


def telling(kind: type[Any], /, **other: Any) -> Any:
    more: dict[str, Any] = (
        {"trial": TRIAL, "kind": "work-trial", "from_on": FEB_16, "until": MAR_2} if kind is c.AgreeTrial else {}
    )
    return step(kind, **more | other)


def before(kind: type[Any]) -> tuple[e.CandidacyEvent, ...]:
    """What has happened before that step."""
    return (proposed(),) if kind is c.PresentCandidate else (proposed(), presented())


def test_a_person_is_proposed_with_the_explanation_stored() -> None:
    given().when(propose()).then(proposed())


def test_every_reason_against_a_proposal_is_told_at_once() -> None:
    wrong = propose(
        search=ended_case(JAN_5),
        offer=offer(standing="closed", places_left=0),
        employer_is="closed",
        explanation=None,
        already=OTHER_CANDIDACY,
    )
    refusal = (
        given()
        .when(wrong)
        .refused(
            errors.CandidacyAlreadyProposed,
            errors.CaseHadEnded,
            errors.OpportunityIsClosed,
            errors.NoPlaceLeft,
            errors.EmployerIsClosed,
            errors.ProfileNotRecorded,
        )
    )
    assert refusal.named == {"candidacy": OTHER_CANDIDACY}


def test_an_unknown_opportunity_has_no_candidates() -> None:
    unknown = offer(employer=None, standing="unknown", places_left=0)
    given().when(propose(offer=unknown)).refused(errors.OpportunityUnknown)


def test_an_employer_is_told_under_an_agreement() -> None:
    given(proposed()).when(step(c.PresentCandidate)).then(presented())
    given(proposed(), presented()).when(step(c.InterviewCandidate)).then(
        e.CandidateInterviewed(**MINE, agreement=AGREEMENT, on=FEB_16)
    )
    given(proposed(), presented()).when(telling(c.AgreeTrial)).then(trial())
    given(proposed(), presented()).when(step(c.OfferJob)).then(offered())


@pytest.mark.parametrize("kind", TELLING)
@pytest.mark.parametrize(
    ("gap", "reason"),
    [
        ("not-agreed", errors.PresentationNotAgreed),
        ("over", errors.PresentationOver),
        ("withdrawn", errors.PresentationIsWithdrawn),
    ],
)
def test_no_step_that_tells_an_employer_passes_without_an_agreement(kind: type[Any], gap: c.Gap, reason: type[Refused]) -> None:
    given(*before(kind)).when(telling(kind, cover=cover(agreement=None, gap=gap))).refused(reason)


@pytest.mark.parametrize("kind", TELLING)
def test_leave_for_another_employer_or_another_day_is_no_leave(kind: type[Any]) -> None:
    given(*before(kind)).when(telling(kind, cover=cover(employer=OTHER_EMPLOYER))).refused(errors.PresentationNotAgreed)
    given(*before(kind)).when(telling(kind, cover=cover(on=FEB_2))).refused(errors.PresentationNotAgreed)


@pytest.mark.parametrize("kind", TELLING[1:])
def test_the_employer_is_first_told_by_a_presentation(kind: type[Any]) -> None:
    given(proposed()).when(telling(kind)).refused(errors.NotPresentedYet)
    given(proposed(), presented(MAR_2)).when(telling(kind, from_on=MAR_2) if kind is c.AgreeTrial else telling(kind)).refused(
        errors.BeforeProposal
    )


@pytest.mark.parametrize("kind", TELLING)
def test_no_step_is_taken_after_the_case_has_ended_or_in_the_future(kind: type[Any]) -> None:
    given(*before(kind)).when(telling(kind, search=ended_case(FEB_2))).refused(errors.CaseHadEnded)
    ahead = telling(kind, on=TOMORROW, cover=cover(TOMORROW))
    given(*before(kind)).when(ahead).refused(errors.DateInTheFuture)


def test_a_person_is_presented_once_and_offered_the_job_once() -> None:
    given(proposed(), presented()).when(step(c.PresentCandidate)).refused(errors.AlreadyPresented)
    given(proposed(), presented(), offered()).when(step(c.OfferJob)).refused(errors.AlreadyOffered)


def test_a_later_interview_or_trial_does_not_take_an_offer_back() -> None:
    interviewed = e.CandidateInterviewed(**MINE, agreement=AGREEMENT, on=MAR_2)
    state = given(proposed(), presented(), offered(), interviewed, trial()).state()
    assert isinstance(state, Open)
    assert state.stage == "offered"


def test_trials_end_after_they_begin_and_share_no_day() -> None:
    history = (proposed(), presented(), trial(FEB_16, MAR_2))
    given(*history).when(telling(c.AgreeTrial, from_on=MAR_2, until=TODAY)).refused(errors.TrialsOverlap)
    given(*history).when(telling(c.AgreeTrial, from_on=TODAY, until=MAR_2)).refused(errors.TrialEndsBeforeItBegins)
    (event,) = given(*history).when(telling(c.AgreeTrial, from_on=date(2026, 3, 3), until=TOMORROW)).events()
    assert isinstance(event, e.TrialAgreed)


def end_trial(on: date) -> c.EndTrial:
    return c.EndTrial(trial=TRIAL, on=on, today=TODAY)


TRIED: dict[str, Any] = {**MINE, "trial": TRIAL, "employer": EMPLOYER}


def test_a_trial_ends_early_or_is_cancelled_before_its_first_day() -> None:
    history = (proposed(), presented(), trial(MAR_2, TOMORROW))
    given(*history).when(end_trial(TODAY)).then(e.TrialEnded(**TRIED, on=TODAY))
    given(*history).when(end_trial(FEB_16)).then(e.TrialCancelled(**TRIED, on=FEB_16))
    given(*history, e.TrialEnded(**TRIED, on=MAR_2)).when(end_trial(TODAY)).refused(errors.TrialIsOver, errors.TrialNotLonger)
    given(*history, e.TrialCancelled(**TRIED, on=FEB_16)).when(end_trial(TODAY)).refused(errors.TrialUnknown)


def test_a_trial_may_end_after_the_job_is_accepted() -> None:
    history = (proposed(), presented(), trial(MAR_2, TOMORROW), offered(), accepted())
    given(*history).when(end_trial(TODAY)).then(e.TrialEnded(**TRIED, on=TODAY))


def test_an_offer_is_accepted_while_a_place_is_left() -> None:
    history = (proposed(), presented(), offered())
    given(*history).when(accept()).then(accepted())
    given(*history).when(accept(offer=offer(standing="closed", places_left=0))).refused(
        errors.OpportunityIsClosed, errors.NoPlaceLeft
    )
    given(*history).when(accept(on=JAN_5)).refused(errors.BeforeProposal)
    given(proposed(), presented()).when(accept()).refused(errors.NotOffered)


def test_either_party_declines_for_a_reason_of_its_own() -> None:
    history = (proposed(), presented())
    given(*history).when(decline()).then(declined())
    given(*history).when(decline("person", "travel")).then(declined("person", "travel"))
    given(*history).when(decline("person", "qualifications")).refused(errors.ReasonOfOtherParty)
    given(*history).when(decline("employer", "travel")).refused(errors.ReasonOfOtherParty)


def test_an_employer_that_was_not_told_declines_nobody() -> None:
    given(proposed()).when(decline()).refused(errors.NotPresentedYet)
    given(proposed()).when(decline("person", "pay")).then(declined("person", "pay"))


def test_what_is_left_of_a_trial_ends_with_the_candidacy() -> None:
    given(proposed(), presented(), trial(FEB_16, TODAY)).when(decline()).then(e.TrialEnded(**TRIED, on=MAR_2), declined())
    given(proposed(), presented(), trial(TODAY, TOMORROW)).when(decline()).then(e.TrialCancelled(**TRIED, on=MAR_2), declined())
    given(proposed(), presented(), trial(FEB_16, MAR_2)).when(decline()).then(declined())


def test_a_candidacy_is_taken_back_also_after_the_case_ended() -> None:
    command = c.WithdrawCandidacy(reason="case-ended", note=None, on=TODAY, today=TODAY)
    given(proposed()).when(command).then(e.CandidacyWithdrawn(**MINE, reason="case-ended", note=None, on=TODAY))


def test_what_has_come_out_takes_no_more_steps() -> None:
    history = (proposed(), presented(), declined())
    refusal = given(*history).when(step(c.OfferJob)).refused(errors.CandidacyIsClosed)
    assert refusal.named == {"outcome": "declined-by-employer", "outcome_on": MAR_2}
    given(*history).when(decline()).refused(errors.CandidacyIsClosed)


def test_a_reversal_names_the_outcome_and_the_candidacy_stands_where_it_stood() -> None:
    history = (proposed(), presented(), offered())
    given(*history, declined()).when(reverse()).then(reversed_())
    assert given(*history, declined(), reversed_()).state() == given(*history).state()
    given(*history, declined()).when(reverse("accepted")).refused(errors.OtherOutcome)
    given(*history).when(reverse()).refused(errors.CandidacyIsOpen)
    given(*history, declined()).when(reverse(already=OTHER_CANDIDACY)).refused(errors.CandidacyAlreadyProposed)
    given(*history, declined()).when(reverse(on=FEB_16)).refused(errors.BeforeProposal)


HIRED = (proposed(), presented(), offered(), accepted())


def test_an_accepted_candidacy_leads_to_one_employment() -> None:
    given(*HIRED).when(HIRE).then(EMPLOYED)
    given(*HIRED, EMPLOYED).when(HIRE).refused(errors.CandidacyLedToEmployment)
    given(proposed(), presented(), declined()).when(HIRE).refused(errors.NotAccepted)
    given(proposed()).when(HIRE).refused(errors.CandidacyIsOpen)


@pytest.mark.parametrize(
    "other", [{"case": OTHER_CANDIDACY}, {"employer": OTHER_EMPLOYER}, {"opportunity": None}, {"opportunity": OTHER_CANDIDACY}]
)
def test_it_leads_to_an_employment_of_the_same_case_employer_and_opportunity(other: dict[str, Any]) -> None:
    given(*HIRED).when(c.Employ(**vars(HIRE) | other)).refused(errors.OtherCandidate)


def test_an_employment_in_error_leaves_the_offer_accepted() -> None:
    undone = e.CandidateEmploymentUndone(**MINE, employment=EMPLOYMENT, on=TODAY)
    given(*HIRED, EMPLOYED).when(c.UndoEmployment(employment=EMPLOYMENT, on=TODAY)).then(undone)
    given(*HIRED, EMPLOYED).when(c.UndoEmployment(employment=OTHER_EMPLOYMENT, on=TODAY)).then()
    state = given(*HIRED, EMPLOYED, undone).state()
    assert isinstance(state, Closed)
    assert (state.outcome, state.employment) == ("accepted", None)


def test_an_acceptance_that_led_to_an_employment_is_not_reversed() -> None:
    given(*HIRED, EMPLOYED).when(reverse("accepted")).refused(errors.CandidacyLedToEmployment)
    given(*HIRED).when(reverse("accepted")).then(reversed_("accepted"))


def test_an_employer_reads_of_who_was_presented_and_is_covered_today() -> None:
    readable = given(proposed(), presented()).state()
    assert [*filter(None, unreadable(readable, cover(TODAY)))] == []
    gone = [*filter(None, unreadable(readable, cover(TODAY, agreement=None, gap="withdrawn")))]
    assert [type(refusal) for refusal in gone] == [errors.PresentationIsWithdrawn]
    unknown = [*filter(None, unreadable(given(proposed()).state(), cover(TODAY, employer=OTHER_EMPLOYER)))]
    assert [type(refusal) for refusal in unknown] == [errors.NotPresentedYet, errors.PresentationNotAgreed]
