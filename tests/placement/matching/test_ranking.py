"""Why this one, and why not that one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.placement.events.candidacy import DimensionFit, RequirementCode
from services.placement.events.vocabulary import Adaptation
from services.placement.matching import words
from services.placement.matching.ranking import explain, missed, openings_for, seekers_for
from services.placement.matching.scoring import MOST, closed_by, nearness, points
from services.placement.matching.sides import Permission, Window
from tests.placement.matching.made import CASE, EMPLOYER, OPPORTUNITY, OTHER_EMPLOYER, SINCE_NEW_YEAR, TODAY, opening, seeker

BREAKS = Adaptation(dimension="pace", measure="breaks", lowers_to=2)
NO_LIMITS = Adaptation(dimension="pace", measure="no-piece-rate", lowers_to=0)
LATER = UUID(int=OPPORTUNITY.int + 1)


def ended(**until: date) -> Permission:
    return Permission(others=Window(since=date(2026, 1, 1), **until))


def test_who_meets_everything_and_gets_the_job_wished_for_has_every_point() -> None:
    why = explain(seeker(), opening(), TODAY)
    assert (why.score, why.nearness, missed(why)) == (MOST, 4, ())
    assert MOST == 100


@pytest.mark.parametrize(
    ("code", "person", "job"),
    [
        ("presentation", {"permission": Permission()}, {}),
        ("presentation", {"permission": ended(until=date(2026, 3, 9))}, {}),
        ("presentation", {"permission": Permission(others=Window(since=date(2026, 3, 11)))}, {}),
        ("presentation", {"permission": Permission(named={OTHER_EMPLOYER: SINCE_NEW_YEAR})}, {}),
        ("hours", {"hours_to": Decimal("29.75")}, {}),
        ("hours", {"hours_from": Decimal("40.25"), "hours_to": Decimal(50)}, {}),
        ("shifts", {}, {"shifts": frozenset({"day", "night"})}),
        ("place", {}, {"municipality": "1480"}),
        ("licence", {}, {"licences": frozenset({"B", "CE"})}),
        ("language", {}, {"languages": {"sv": 4}}),
        ("language", {}, {"languages": {"en": 1}}),
        ("occupation-not-excluded", {}, {"occupation": "9111"}),
        ("osa", {}, {"sheltered": True}),
    ],
)
def test_every_requirement_can_be_missed_and_only_it_is(
    code: RequirementCode, person: dict[str, Any], job: dict[str, Any]
) -> None:
    assert missed(explain(seeker(**person), opening(**job), TODAY)) == (code,)


@pytest.mark.parametrize(
    ("person", "job"),
    [
        ({"permission": ended(until=TODAY)}, {}),
        ({"permission": Permission(named={EMPLOYER: SINCE_NEW_YEAR})}, {}),
        ({"hours_to": Decimal(30)}, {}),
        ({"hours_from": Decimal(40), "hours_to": Decimal(40)}, {}),
        ({"licences": frozenset()}, {}),
        ({"languages": {}}, {"languages": {"sv": 0}}),
        ({"excluded": frozenset({"9411"})}, {}),
    ],
)
def test_what_is_just_enough_is_enough(person: dict[str, Any], job: dict[str, Any]) -> None:
    assert missed(explain(seeker(**person), opening(**job), TODAY)) == ()


def test_an_agreement_with_one_employer_that_is_over_holds_for_it_though_others_may_be_told() -> None:
    over = Permission(others=SINCE_NEW_YEAR, named={EMPLOYER: Window(since=date(2026, 1, 1), until=date(2026, 2, 1))})
    assert missed(explain(seeker(permission=over), opening(), TODAY)) == ("presentation",)
    assert missed(explain(seeker(permission=over), opening(employer=OTHER_EMPLOYER), TODAY)) == ()


def test_a_gap_costs_most_when_nothing_closes_it() -> None:
    demanding = {"pace": 3, "social": 2}
    met, closed, open_ = (
        explain(seeker(abilities={"pace": able, "social": 2}), opening(demands=demanding, adaptations=can), TODAY).score
        for able, can in ((3, ()), (2, (BREAKS,)), (2, ()))
    )
    assert (met, closed, open_) == (100, 98, 96)


@pytest.mark.parametrize(("gap", "closing", "given"), [(0, None, 6), (1, None, 2), (2, None, 1), (3, None, 0), (4, "breaks", 4)])
def test_the_points_of_a_dimension(gap: int, closing: str | None, given: int) -> None:
    assert points(DimensionFit(dimension="pace", demand=4, ability=4 - gap, gap=gap, closed_by=closing)) == given


def test_the_gap_is_closed_by_the_measure_that_changes_least() -> None:
    assert closed_by((NO_LIMITS, BREAKS), "pace", 2) == "breaks"
    assert closed_by((NO_LIMITS, BREAKS), "pace", 1) == "no-piece-rate"
    assert closed_by((BREAKS,), "pace", 1) is None
    assert closed_by((BREAKS,), "social", 4) is None
    alike = replace(BREAKS, measure="fixed-tasks")
    assert closed_by((alike, BREAKS), "pace", 2) == closed_by((BREAKS, alike), "pace", 2) == "breaks"


def test_an_ability_that_is_not_known_is_told_as_such_and_counts_as_a_gap() -> None:
    (pace, *_) = explain(seeker(abilities={}), opening(demands={"pace": 1}), TODAY).dimensions
    assert pace == DimensionFit(dimension="pace", demand=1, ability=None, gap=1)


@pytest.mark.parametrize(("occupation", "near"), [("9412", 4), ("9411", 3), ("9499", 2), ("9111", 1), ("5412", 0)])
def test_nearness_is_the_digits_shared_with_the_nearest_wish(occupation: str, near: int) -> None:
    assert nearness(occupation, {"9412", "0412"}) == near


def test_without_a_wish_nothing_is_near() -> None:
    assert nearness("9412", ()) == 0


def test_the_best_comes_first_and_of_two_alike_the_one_that_has_waited_longer() -> None:
    near, far = opening(), opening(opportunity=UUID(int=1), occupation="5223")
    alike = opening(opportunity=LATER)
    ranked = openings_for(seeker(), [alike, far, near], TODAY)
    assert [job.opportunity for job, _ in ranked.matches] == [OPPORTUNITY, LATER, far.opportunity]


def test_of_the_same_score_the_nearer_occupation_comes_first() -> None:
    wished = opening(opportunity=LATER, demands={"pace": 4, "social": 3, "physical": 3})
    beside = opening(occupation="9411")
    assert [explain(seeker(), job, TODAY).score for job in (wished, beside)] == [87, 87]
    ranked = openings_for(seeker(), [beside, wished], TODAY)
    assert [job for job, _ in ranked.matches] == [wished, beside]


def test_who_misses_a_requirement_is_not_ranked_but_told_why() -> None:
    away = seeker(case=UUID(int=CASE.int + 1), municipalities=frozenset({"1480"}), hours_to=Decimal(20))
    ranked = seekers_for(opening(), [away, seeker()], TODAY)
    assert [person.case for person, _ in ranked.matches] == [CASE]
    ((person, why),) = ranked.excluded
    assert (person, missed(why)) == (away, ("hours", "place"))


@pytest.mark.parametrize("tongue", ["sv", "en"])
def test_an_explanation_says_in_words_what_stands_in_the_way_and_what_closes_it(tongue: words.Tongue) -> None:
    job = opening(demands={"pace": 3, "social": 4, "digital": 1}, adaptations=(BREAKS,), municipality="1480")
    why = explain(seeker(abilities={"pace": 2, "social": 1}), job, TODAY)
    place, near, pace, social, digital = words.sentences(why, tongue)
    assert place == words.MISSED["place"][tongue]
    assert near == words.NEARNESS[4][tongue]
    assert {"sv": "fler eller längre pauser", "en": "more or longer breaks"}[tongue] in pace
    assert words.DIMENSION["social"][tongue] in social
    assert words.UNKNOWN[tongue] in digital


def test_an_explanation_without_gaps_says_so() -> None:
    assert words.sentences(explain(seeker(), opening(), TODAY), "en") == [words.NEARNESS[4]["en"], words.FITS["en"]]
