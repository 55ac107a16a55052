"""F9 of ten cases in March 2024, worked with pencil, as of 03-31; and six sheets of the survey.

    no  start       ended       answer about SUS                        stands on 03-31
     1  03-31                   given on 03-31                          consented
     2  2023-01-01  03-01       given 2024-02-29                        consented: its last day is the first of March
     3  2023-01-01  02-29       given                                   not worked with in March
     4  2024-01-01              given, withdrawn on 03-31               withdrawn: in force to 03-30
     5  2024-01-01              given, withdrawn on 04-01               consented
     6  2024-01-01              given on 04-01                          not asked yet
     7  2024-01-01              refused 2024-02-29                      refused
     8  2024-01-01              refused, given 03-15                    consented
     9  2024-01-01              given; protected identity               protected
    10  04-01                                                           not worked with

Worked with 1 2 4 5 6 7 8 9 = 8; consented 1 2 5 8 = 4; not: protected 9, withdrawn 4, refused 7, not asked 6: 4 + 4.
"""

from uuid import UUID

import pytest

from services.metrics.facts import Consent, SurveyAnswer, SurveyInvitations
from services.metrics.figures.coverage import coverage
from services.metrics.figures.shares import Rows
from services.metrics.figures.survey import Form, survey
from tests.metrics.figures.building import about, d
from tests.metrics.figures.done import enrolled

MARCH = about("2024-03-01", "2024-03-31", "2024-03-31")
STAYS = {1: ("2024-03-31", None), 2: ("2023-01-01", "2024-03-01"), 3: ("2023-01-01", "2024-02-29"), 10: ("2024-04-01", None)}


def whom(number: int) -> UUID:
    return UUID(int=100 + number)


def said(number: int, **days: str) -> Consent:
    return Consent(
        consent=UUID(int=500 + number + 50 * ("refused_on" in days)),
        case_id=UUID(int=number),
        person=whom(number),
        kind="sus",
        **{name: d(day) for name, day in days.items()},
    )


CASES = [
    enrolled(*STAYS.get(number, ("2024-01-01", None)), named=UUID(int=number))._replace(person=whom(number))
    for number in range(1, 11)
]
CONSENTS = [
    said(1, given_on="2024-03-31"),
    said(2, given_on="2024-02-29"),
    said(3, given_on="2024-01-01"),
    said(4, given_on="2024-01-02", withdrawn_on="2024-03-31"),
    said(5, given_on="2024-01-02", withdrawn_on="2024-04-01"),
    said(6, given_on="2024-04-01"),
    said(7, refused_on="2024-02-29"),
    said(8, refused_on="2024-01-02"),
    said(8, given_on="2024-03-15"),
    said(9, given_on="2024-01-02"),
]


def numbers(rows: Rows) -> list[int]:
    return [row.int for row in rows]


def test_how_each_of_the_ten_stands() -> None:
    figure = coverage(CASES, CONSENTS, MARCH, protected={whom(9)})
    assert numbers(figure.worked_with) == [1, 2, 4, 5, 6, 7, 8, 9]
    assert numbers(figure.consented) == [1, 2, 5, 8]
    rest = (figure.protected, figure.withdrawn, figure.refused, figure.not_asked)
    assert [numbers(rows) for rows in rest] == [[9], [4], [7], [6]]
    assert (figure.share_consented.numerator, figure.share_consented.denominator) == (4, 8)


def test_of_the_consented_the_registered_and_those_not_yet() -> None:
    """Registered 1 and 2: not yet 5 and 8. 2 / 8 of the worked with are registered."""
    figure = coverage(CASES, CONSENTS, MARCH, protected={whom(9)}, registered={UUID(int=1), UUID(int=2), UUID(int=3)})
    assert (numbers(figure.registered or ()), numbers(figure.not_yet or ())) == ([1, 2], [5, 8])
    assert figure.share_registered is not None
    assert figure.share_registered.value == 0.25


def sheets(*first: str | None) -> Form:
    answers = [
        SurveyAnswer(
            answer=UUID(int=number),
            unit="sundsvall",
            form="ongoing",
            wording="2024-1",
            first_month="2024-02",
            month="2024-03",
            sex=None,
            plan_follows=None,
            answers=(said, None, None, None, None, None, None),
        )
        for number, said in enumerate(first)
    ]
    invited = [SurveyInvitations(unit="sundsvall", form="ongoing", month=month, invited=count) for month, count in MONTHS]
    return survey(answers, invited, MARCH).forms[0]


MONTHS = (("2024-02", 7), ("2024-03", 8), ("2024-04", 9))


@pytest.mark.parametrize(
    ("first", "highest", "rate"),
    [
        (("always", "mostly", "often", "never", None), None, 5 / 8),  # four answers to the question: not assessable, never 0 %
        (("always", "mostly", "often", "never", "seldom"), 2 / 5, 5 / 8),
        (("never", "never", "never", "never", "never"), 0.0, 5 / 8),  # five: now it is 0 %
        (("always", "mostly", "often", "never"), None, None),
        (("always", "mostly", "always", "mostly", "always", None), 1.0, 6 / 8),
    ],
)
def test_the_two_highest_of_five_answers_and_of_four(
    first: tuple[str | None, ...], highest: float | None, rate: float | None
) -> None:
    """Invited in March 8: those of February and April are of other months. A sheet counts in the last of its months."""
    form = sheets(*first)
    share = form.questions[0].highest
    assert (share and share.value) == highest
    assert form.questions[0].assessable is (highest is not None)
    assert (form.rate and form.rate.value) == rate
