"""F7 of twelve cases, worked with pencil: each step of the first employer contact, from a start on the leap day.

2024-02-29 is day 60 of the year; 2024-12-31, which is as_of, is day 366.

    no  start       first visit                                               days     score
     1  02-29       03-30: 1 of February + 29 more = 30                       30       5
     2  02-29       03-31                                                     31       4
     3  02-29       04-29: 31 + 29                                            60       4
     4  02-29       07-28: day 210                                            150      3
     5  02-29       07-29                                                     151      2
     6  02-29       11-25: day 330                                            270      2
     7  02-29       11-26                                                     271      1
     8  02-29       none: has waited 366 - 60                                 (306)    1
     9  04-05       none: day 96, has waited                                  (270)    pending
    10  04-04       none: has waited                                          (271)    1
    11  06-01       a visit on 05-31, the day before it, then a phone call    -        pending
    12  2023-12-31  not of the period

With a score 30 31 60 150 151 270 271 271 306: the fifth of nine is 151, score 2. Of the seven that had a visit the median is 150.
Visits of the year: 1-7 and 11's = 8. One officer of 60 % all year: 366 * 0.6 / 7 full-time weeks.
"""

from fractions import Fraction
from uuid import UUID

import pytest

from services.metrics.facts import EmployerContact, Share
from services.metrics.figures.fidelity import Fidelity, FidelityFacts, Score, fidelity
from services.metrics.figures.shares import Rows
from tests.metrics.figures.building import BAKERY, PERSON, about, d
from tests.metrics.figures.done import enrolled
from tests.metrics.figures.facts import share

STARTS = {**dict.fromkeys(range(1, 9), "2024-02-29"), 9: "2024-04-05", 10: "2024-04-04", 11: "2024-06-01", 12: "2023-12-31"}
VISITS = {1: "03-30", 2: "03-31", 3: "04-29", 4: "07-28", 5: "07-29", 6: "11-25", 7: "11-26", 11: "05-31"}
CASES = [enrolled(started, named=UUID(int=number)) for number, started in STARTS.items()]


def contacted(number: int, on: str, channel: str = "visit") -> EmployerContact:
    return EmployerContact(
        contact=UUID(int=800 + number + (channel == "phone")),
        employer=BAKERY,
        case_id=UUID(int=number),
        person=PERSON,
        unit="sundsvall",
        support_person="officer-1",
        channel=channel,
        on=d(on),
    )


CONTACTS = [*(contacted(number, f"2024-{on}") for number, on in VISITS.items()), contacted(11, "2024-06-02", "phone")]


def of_shares(*shares: Share) -> Fidelity:
    facts = FidelityFacts.of(cases=CASES, employer_contacts=CONTACTS, shares=shares)
    return fidelity(facts, about("2024-01-01", "2024-12-31", "2024-12-31"))


def numbers(rows: Rows) -> list[int]:
    return [row.int for row in rows]


def test_each_step_of_the_first_employer_contact() -> None:
    first = of_shares().first_contact
    assert {mark.value: numbers(cases) for mark, cases in first.by_score.items()} == {
        5: [1],
        4: [2, 3],
        3: [4],
        2: [5, 6],
        1: [7, 8, 10],
    }
    assert (numbers(first.pending), numbers(first.started)) == ([9, 11], list(range(1, 12)))
    assert (first.score, first.days.count, first.days.median, first.days.largest) == (Score.TWO, 7, 150, 271)


@pytest.mark.parametrize(
    ("percent", "caseload", "mark"),
    [
        (60, Fraction(20), 5),
        (59, Fraction(1200, 59), 4),  # 20.3
        (48, Fraction(25), 4),
        (47, Fraction(1200, 47), 3),  # 25.5
        (40, Fraction(30), 3),
        (39, Fraction(1200, 39), 2),  # 30.8
        (30, Fraction(40), 2),
        (29, Fraction(1200, 29), 1),  # 41.4
    ],
)
def test_each_step_of_the_caseload_of_twelve(percent: int, caseload: Fraction, mark: int) -> None:
    """Twelve ongoing cases over so many percent: 12 / 0.60 = 20."""
    figure = of_shares(share(1, percent, "2024-01-01"))
    assert (len(figure.ongoing), figure.caseload, figure.caseload_score) == (12, caseload, mark)


def test_visits_a_week() -> None:
    """8 / (366 * 0.6 / 7) = 56 / 219.6."""
    figure = of_shares(share(1, 60, "2024-01-01"))
    assert (figure.employer_visits, figure.visits_a_week) == (8, Fraction(560, 2196))
