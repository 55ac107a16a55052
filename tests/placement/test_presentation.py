from datetime import date

import pytest

from services.placement import errors
from services.placement import events as e
from services.placement.presentation import cover, presentation
from shared.errors import Refused
from shared.testing.bdd import given_for
from tests.placement.given import EMPLOYER, FEB_2, FEB_16, JAN_5, MAR_2, OTHER_EMPLOYER, TODAY, TOMORROW, ended_case
from tests.placement.seekers import AGREEMENT, OTHER_AGREEMENT, WORDS, agree, agreed, take_back, taken_back, use, used

given = given_for(presentation)
NARROW = {"agreement": OTHER_AGREEMENT, "extent": "nothing", "facts": ("skills",)}


def test_an_agreement_says_exactly_which_facts() -> None:
    given().when(agree()).then(agreed())


def test_each_fact_and_employer_is_kept_once() -> None:
    said_twice = agree(facts=("skills", "name", "skills"), extent="nothing", to=(EMPLOYER, EMPLOYER))
    given().when(said_twice).then(agreed(facts=("skills", "name"), extent="nothing", to=(EMPLOYER,)))


@pytest.mark.parametrize(
    ("extent", "fact"), [("nothing", "adaptations"), ("nothing", "abilities"), ("need-of-adaptation", "abilities")]
)
def test_no_fact_says_more_of_the_disability_than_the_extent(extent: e.Extent, fact: e.Fact) -> None:
    refusal = given().when(agree(extent=extent, facts=("name", fact))).refused(errors.FactBeyondExtent)
    assert refusal.named == {"extent": extent, "facts": [fact]}


def test_the_persons_own_words_are_given_when_they_may_be_told() -> None:
    mine = {"extent": "named-facts", "facts": ("own-words",), "wording": WORDS}
    given().when(agree(**mine)).then(agreed(**mine))
    given().when(agree(**mine | {"wording": None})).refused(errors.WordingDoesNotFit)
    given().when(agree(wording=WORDS)).refused(errors.WordingDoesNotFit)


def test_every_reason_against_an_agreement_is_told_at_once() -> None:
    wrong = agree(facts=(), wording=WORDS, until=JAN_5, on=TOMORROW, search=ended_case(FEB_2), unknown=(OTHER_EMPLOYER,))
    given().when(wrong).refused(
        errors.DateInTheFuture,
        errors.CaseHadEnded,
        errors.AgreementEndsBeforeItBegins,
        errors.NoFactsNamed,
        errors.WordingDoesNotFit,
        errors.EmployerUnknown,
    )


def test_an_employer_is_told_under_an_agreement_and_it_is_written_down() -> None:
    given(agreed()).when(use()).then(used())


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        ((), errors.PresentationNotAgreed),
        ((agreed(to=(OTHER_EMPLOYER,)),), errors.PresentationNotAgreed),
        ((agreed(on=TODAY),), errors.PresentationNotAgreed),
        ((agreed(until=FEB_16),), errors.PresentationOver),
        ((agreed(), taken_back(on=FEB_16)), errors.PresentationIsWithdrawn),
        ((agreed(), taken_back(on=MAR_2)), errors.PresentationIsWithdrawn),
    ],
)
def test_without_an_agreement_in_force_no_employer_is_told(
    history: tuple[e.PresentationEvent, ...], reason: type[Refused]
) -> None:
    given(*history).when(use(on=MAR_2)).refused(reason)


def test_the_last_day_of_an_agreement_is_one_of_its_days() -> None:
    given(agreed(until=MAR_2)).when(use(on=MAR_2)).then(used())


def test_what_was_told_before_a_withdrawal_may_be_registered_late() -> None:
    given(agreed(), taken_back(on=MAR_2)).when(use(on=FEB_16)).then(used(on=FEB_16))


def test_what_was_said_last_about_an_employer_holds_alone() -> None:
    state = given(agreed(), agreed(**NARROW, to=(EMPLOYER,), on=FEB_16)).state()
    assert cover(state, EMPLOYER, MAR_2).facts == ("skills",)
    assert cover(state, OTHER_EMPLOYER, MAR_2).facts == ("name", "skills", "adaptations")
    assert cover(state, EMPLOYER, FEB_2).agreement == AGREEMENT


def test_what_was_agreed_before_does_not_come_back() -> None:
    narrowed = (agreed(), agreed(**NARROW, on=FEB_16))
    given(*narrowed, taken_back(OTHER_AGREEMENT, on=MAR_2)).when(use(on=TODAY)).refused(errors.PresentationIsWithdrawn)
    over = (agreed(), agreed(**NARROW, on=FEB_16, until=MAR_2))
    given(*over).when(use(on=TODAY)).refused(errors.PresentationOver)


def test_an_employer_that_nobody_names_is_covered_only_by_what_all_may_be_told() -> None:
    assert cover(given(agreed()).state(), None, MAR_2).agreement == AGREEMENT
    assert cover(given(agreed(to=(EMPLOYER,))).state(), None, MAR_2).gap == "not-agreed"


def test_one_agreement_is_withdrawn_and_the_others_stay() -> None:
    both = (agreed(to=(EMPLOYER,)), agreed(**NARROW, to=(OTHER_EMPLOYER,)))
    given(*both).when(take_back()).then(taken_back())
    given(*both, taken_back()).when(use(OTHER_EMPLOYER)).then(
        used(agreement=OTHER_AGREEMENT, employer=OTHER_EMPLOYER, facts=("skills",))
    )


def test_all_are_withdrawn_at_once_each_from_its_own_first_day_at_the_earliest() -> None:
    given(agreed(), agreed(**NARROW, on=MAR_2)).when(take_back(None, on=FEB_16)).then(
        taken_back(on=FEB_16), taken_back(OTHER_AGREEMENT, on=MAR_2)
    )


def test_a_withdrawal_is_refused_only_when_there_is_nothing_to_withdraw() -> None:
    given().when(take_back(None)).refused(errors.NothingToWithdraw)
    given().when(take_back()).refused(errors.PresentationUnknown)
    given(agreed(), taken_back()).when(take_back()).refused(errors.PresentationIsWithdrawn)
    given(agreed(), taken_back()).when(take_back(None)).refused(errors.NothingToWithdraw)
    given(agreed()).when(take_back(on=TOMORROW)).refused(errors.DateInTheFuture)
    given(agreed()).when(take_back(on=JAN_5)).refused(errors.BeforeAgreement)


@pytest.mark.parametrize("on", [FEB_2, date(2026, 2, 15)])
def test_an_agreement_found_later_does_not_undo_a_withdrawal(on: date) -> None:
    refusal = given(agreed(), taken_back(on=FEB_16)).when(agree(agreement=OTHER_AGREEMENT, on=on)).refused(errors.WithdrawnSince)
    assert refusal.named == {"withdrawn_on": FEB_16}


def test_the_person_may_agree_again_from_the_day_of_the_withdrawal() -> None:
    again = agreed(agreement=OTHER_AGREEMENT, on=FEB_16)
    given(agreed(), taken_back(on=FEB_16)).when(agree(agreement=OTHER_AGREEMENT, on=FEB_16)).then(again)
    given(agreed(), taken_back(on=FEB_16), again).when(use()).then(used(agreement=OTHER_AGREEMENT))
