"""Doubt at referral: only the first judgement of each criterion counts, in however many parts it was assessed."""

from hypothesis import given as given_any
from hypothesis import strategies as st

from services.intake import events as e
from services.intake.doubt import CRITERIA, doubted
from services.intake.eligibility import eligibility
from tests.intake.given import assess, finding

Answers = dict[e.Criterion, e.Answer]
ANSWERS: list[e.Answer] = ["met", "not-met", "unknown"]
parts = st.lists(st.dictionaries(st.sampled_from(sorted(CRITERIA)), st.sampled_from(ANSWERS), min_size=1), min_size=1, max_size=5)


def told(*assessments: Answers) -> list[bool | None]:
    """What each assessment in turn says of doubt."""
    state, said = eligibility.initial, []
    for answers in assessments:
        [event] = eligibility.decide(assess(*(finding(criterion, answer) for criterion, answer in answers.items())), state)
        assert isinstance(event, e.EligibilityAssessed)
        state = eligibility.evolve(state, event)
        said.append(event.doubtful)
    return said


@given_any(parts)
def test_each_assessment_tells_whether_a_first_judgement_is_in_doubt(assessments: list[Answers]) -> None:
    first: Answers = {}
    expected = []
    for answers in assessments:
        first = {**answers, **first}
        expected.append(bool(doubted(first)))
    assert told(*assessments) == expected


def test_a_criterion_that_was_unknown_at_first_stays_in_doubt_when_it_is_met_later() -> None:
    all_met: Answers = dict.fromkeys(CRITERIA, "met")
    others: Answers = {criterion: "met" for criterion in CRITERIA if criterion != "attendance"}
    assert told(all_met) == [False]
    assert told({**all_met, "attendance": "unknown"}, {"attendance": "met"}) == [True, True]
    assert told({"attendance": "met"}, others) == [True, False]
