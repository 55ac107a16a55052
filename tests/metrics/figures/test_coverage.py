"""F9 by hand: who counts as worked with, how consent stands on a day, and when a question cannot be assessed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.facts import Consent, SurveyAnswer, SurveyInvitations
from services.metrics.figures.coverage import coverage
from services.metrics.figures.survey import Form, survey
from tests.metrics.figures.building import PERSON, about, d
from tests.metrics.figures.done import CASE, enrolled

MARCH = about("2025-03-01", "2025-03-31", "2025-03-31")


def answer(given: str | None = None, withdrawn: str | None = None, refused: str | None = None, of: UUID = CASE) -> Consent:
    return Consent(
        consent=UUID(int=1),
        case_id=of,
        person=PERSON,
        kind="sus",
        given_on=d(given) if given else None,
        withdrawn_on=d(withdrawn) if withdrawn else None,
        refused_on=d(refused) if refused else None,
    )


@pytest.mark.parametrize(
    ("started", "ended", "counts"),
    [
        ("2025-03-31", None, True),
        ("2025-04-01", None, False),
        ("2024-01-01", "2025-03-01", True),
        ("2024-01-01", "2025-02-28", False),
        ("2025-03-10", "2025-03-10", True),
    ],
)
def test_worked_with_is_a_case_open_on_some_day_of_the_period(*, started: str, ended: str | None, counts: bool) -> None:
    assert bool(coverage([enrolled(started, ended)], [], MARCH).worked_with) is counts


def test_waiting_cases_and_other_units_are_not_worked_with() -> None:
    waiting = enrolled("2025-01-01")._replace(started_on=None)
    assert coverage([waiting], [], MARCH).worked_with == ()
    assert coverage([enrolled("2025-01-01")], [], replace(MARCH, unit=frozenset({"stockholm"}))).worked_with == ()


@pytest.mark.parametrize(
    ("consents", "stands"),
    [
        ([], "not_asked"),
        ([answer("2025-03-31")], "consented"),
        ([answer("2025-04-01")], "not_asked"),
        ([answer("2025-01-01", "2025-04-01")], "consented"),
        ([answer("2025-01-01", "2025-03-31")], "withdrawn"),
        ([answer(withdrawn="2025-03-01")], "withdrawn"),
        ([answer(refused="2025-03-31")], "refused"),
        ([answer(refused="2025-04-01")], "not_asked"),
        ([answer(refused="2025-01-01"), answer("2025-02-01")], "consented"),
        ([answer("2025-01-01", "2025-02-01"), answer("2025-03-01")], "consented"),
        ([answer("2025-01-01", "2025-02-01"), answer(refused="2025-03-01")], "withdrawn"),
        ([answer("2025-01-01")._replace(kind="survey")], "not_asked"),
        ([answer("2025-01-01")._replace(case_id=UUID(int=9))], "not_asked"),
    ],
)
def test_how_consent_stands_on_the_day(consents: list[Consent], stands: str) -> None:
    figure = coverage([enrolled("2025-01-01")], consents, MARCH)
    names = ("consented", "withdrawn", "refused", "not_asked", "protected")
    assert [name for name in names if getattr(figure, name)] == [stands]


def test_a_protected_identity_comes_before_every_other_reason() -> None:
    figure = coverage([enrolled("2025-01-01")], [answer("2025-01-01")], MARCH, protected={PERSON}, registered={CASE})
    assert (figure.protected, figure.consented, figure.registered) == ((CASE,), (), ())


def test_registered_is_of_all_and_not_yet_is_the_consented_rest() -> None:
    cases = [enrolled("2025-01-01", named=UUID(int=n)) for n in range(1, 5)]
    consents = [answer("2025-01-01", of=UUID(int=n)) for n in (1, 2)] + [answer("2025-01-01", "2025-02-01", of=UUID(int=3))]
    figure = coverage(cases, consents, MARCH, registered={UUID(int=1), UUID(int=3)})
    assert (figure.registered, figure.not_yet, figure.withdrawn) == ((UUID(int=1), UUID(int=3)), (UUID(int=2),), ())
    assert figure.no_consent == (UUID(int=4),)
    assert figure.share_registered is not None
    assert (figure.share_registered.value, figure.share_consented.value) == (0.5, 0.5)


def test_twelve_cases_by_hand() -> None:
    """1-4 registered (3: before the consent was withdrawn; 4: before it was refused anew), 5-6 not yet, 7-8 withdrawn, 9 refused,
    10-11 never asked, 12 protected though registered."""
    cases = [enrolled("2025-01-01", named=UUID(int=n))._replace(person=UUID(int=100 + n)) for n in range(1, 13)]
    said = [answer("2025-01-01", of=UUID(int=n)) for n in (1, 2, 5, 6, 12)]
    said += [answer("2025-01-01", "2025-03-31", of=UUID(int=n)) for n in (3, 7, 8)]
    said += [answer(refused="2025-03-31", of=UUID(int=n)) for n in (4, 9)] + [answer("2025-04-01", of=UUID(int=10))]
    registered = {UUID(int=n) for n in (1, 2, 3, 4, 12, 99)}
    figure = coverage(cases, said, MARCH, protected={UUID(int=112)}, registered=registered)
    groups = (figure.registered, figure.not_yet, figure.withdrawn, figure.refused, figure.not_asked, figure.protected)
    assert [[case.int for case in group or ()] for group in groups] == [[1, 2, 3, 4], [5, 6], [7, 8], [9], [10, 11], [12]]
    assert [case.int for case in figure.consented] == [1, 2, 5, 6]
    assert (figure.share_registered and figure.share_registered.value, figure.share_consented.value) == (4 / 12, 4 / 12)


def test_nobody_registered_is_nothing_once_somebody_told() -> None:
    figure = coverage([enrolled("2025-01-01")], [answer("2025-01-01")], MARCH, registered=())
    assert (figure.registered, figure.not_yet) == ((), (CASE,))


def test_without_word_of_registrations_none_is_not_nothing() -> None:
    figure = coverage([enrolled("2025-01-01")], [answer("2025-01-01")], MARCH)
    assert (figure.registered, figure.not_yet, figure.share_registered, figure.consented) == (None, None, None, (CASE,))


ANSWERS = st.sampled_from([answer("2025-01-01"), answer("2025-01-01", "2025-02-01"), answer(refused="2025-01-01")])


@given(st.lists(st.tuples(st.lists(ANSWERS, max_size=3), st.booleans(), st.booleans()), max_size=12))
def test_every_case_worked_with_is_in_one_group(told: list[tuple[list[Consent], bool, bool]]) -> None:
    cases = [enrolled("2025-01-01", named=UUID(int=n))._replace(person=UUID(int=100 + n)) for n in range(len(told))]
    consents = [one._replace(case_id=UUID(int=n)) for n, (found, _, _) in enumerate(told) for one in found]
    protected = {UUID(int=100 + n) for n, (_, hidden, _) in enumerate(told) if hidden}
    done = {UUID(int=n) for n, (_, _, registered) in enumerate(told) if registered}
    figure = coverage(cases, consents, MARCH, protected=protected, registered=done)
    groups = (figure.registered, figure.not_yet, figure.protected, figure.withdrawn, figure.refused, figure.not_asked)
    assert sorted(case for group in groups for case in group or ()) == list(figure.worked_with)
    unknown = coverage(cases, consents, MARCH, protected=protected)
    rest = (unknown.consented, unknown.protected, unknown.withdrawn, unknown.refused, unknown.not_asked)
    assert sorted(case for group in rest for case in group) == list(unknown.worked_with)


def sheet(first: str | None = "always", month: str = "2025-03", **more: Any) -> SurveyAnswer:
    said = {"unit": "sundsvall", "form": "ongoing", "wording": "2025-1", "sex": None, "plan_follows": None, **more}
    answers = (first, None, None, None, None, None, None)
    return SurveyAnswer(answer=UUID(int=1), first_month=month, month=month, answers=answers, **said)


def asked(*sheets: SurveyAnswer, invited: int = 10) -> Form:
    invitations = [SurveyInvitations(unit="sundsvall", form="ongoing", month="2025-03", invited=invited)]
    return survey(sheets, invitations, MARCH).forms[0]


def test_fewer_than_five_answers_are_not_assessable_and_never_zero_percent() -> None:
    four, five = asked(*[sheet("never")] * 4), asked(*[sheet("never")] * 5)
    assert (four.questions[0].assessable, four.questions[0].highest, four.questions[0].distribution, four.rate) == (
        False,
        None,
        None,
        None,
    )
    assert five.questions[0].highest is not None
    assert (five.questions[0].highest.value, five.rate and five.rate.value) == (0.0, 0.5)


def test_the_two_highest_of_each_scale() -> None:
    scale = ["never", "seldom", "sometimes", "often", "mostly", "always"]
    first = asked(*map(sheet, scale)).questions[0]
    assert first.distribution == dict.fromkeys(scale, 1)
    assert first.highest is not None
    assert first.highest.value == pytest.approx(2 / 6)
    much = [sheet()._replace(answers=(None,) * 6 + (said,)) for said in ["very-largely", "fully", "largely", "partly", "fully"]]
    seventh = asked(*much).questions[6]
    assert seventh.highest is not None
    assert (seventh.highest.numerator, seventh.skipped, asked(*much).questions[0].skipped) == (3, 0, 5)


def test_a_skipped_question_is_no_answer_to_it() -> None:
    first = asked(*[sheet()] * 4, sheet(None)).questions[0]
    assert (first.answered, first.skipped, first.assessable) == (4, 1, False)


@pytest.mark.parametrize(("month", "counts"), [("2025-02", 0), ("2025-03", 1), ("2025-04", 0)])
def test_an_answer_counts_in_its_month(month: str, counts: int) -> None:
    assert asked(sheet(month=month)).answers == counts


def test_other_units_and_forms_are_apart() -> None:
    assert asked(sheet(form="closing")).answers == 0
    elsewhere = replace(MARCH, unit=frozenset({"stockholm"}))
    invitations = [SurveyInvitations(unit="sundsvall", form="ongoing", month="2025-03", invited=3)]
    other = survey([sheet()], invitations, elsewhere).forms[0]
    assert (other.answers, other.invited) == (0, 0)


def test_the_closing_form_asks_whether_a_plan_follows() -> None:
    sheets = [sheet(form="closing", plan_follows=said) for said in ("yes", "yes", "no", "yes", "yes")]
    closing = survey(sheets, [], MARCH).forms[1]
    assert closing.plan_follows == {"yes": 4, "no": 1, "do-not-know": 0}
    assert survey(sheets[:4], [], MARCH).forms[1].plan_follows is None
