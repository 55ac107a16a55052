"""F6 of five introductions and three handovers, worked with pencil; as_of 2024-03-31.

    no  introduction  kept contacts (p person, e employer, b both)             gaps to 03-31                    longest
     1  2024-02-01    02-15 p, 02-29 b, 03-14 e, 03-28 p                       14, 14, 14, 14, 3                14
     2  2024-02-01    02-16 p, 02-29 p, 03-15 p, 03-31 p                       15, 13, 15, 16                   16
     3  2024-03-01    none                                                     30                               30
     4  2024-02-29    none                                                     1 of February + 30 = 31          31
     5  2024-01-31    none; support completed on 03-31                         60 = 29 + 31                     60

Bands: 0-14: 1; 15-30: 2 3; 31-60: 4 5. Of 14 16 30 31 60 the median is 30; 90 % of five is 4.5: the fifth, 60.
Contacts: kept 4 + 4 = 8, of them at the workplace 3; missed 2 (of 10: 0.2); one moved, which is neither.

Weeks of no. 1 from 02-01: week 2 is 02-15 to 02-21 (one p), week 4 is 02-29 to 03-06 (b: one with each). Its plan has 2 a week
with the person, from 02-19 on 1, and with the employer 1/2. Week 2: four days (15-18) at 2 and three (19-21) at 1:
(4 * 2 + 3 * 1) / 7 = 11/7 with the person, 1/2 with the employer.
"""

from fractions import Fraction
from uuid import UUID

import pytest

from services.metrics.facts import Contact
from services.metrics.figures.shares import Rows
from services.metrics.figures.support import Handovers, Support, SupportFacts, support
from services.metrics.figures.support.contacts import Gap
from tests.metrics.figures.building import about, after, case, d, job, life
from tests.metrics.figures.done import enrolled, followed_up, introduced, met, planned
from tests.metrics.figures.facts import employment

AS_OF = "2024-03-31"
IDS = {number: UUID(int=number) for number in range(1, 9)}
BEGUN = {1: "2024-02-01", 2: "2024-02-01", 3: "2024-03-01", 4: "2024-02-29", 5: "2024-01-31"}


def kept(number: int, *days: str, party: str = "person", on_site: bool = False) -> list[Contact]:
    return [met(day, of=IDS[number], party=party, on_site=on_site) for day in days]


CONTACTS = [
    *kept(1, "2024-02-15", "2024-03-28", on_site=True),
    *kept(1, "2024-02-29", party="both", on_site=True),
    *kept(1, "2024-03-14", party="employer"),
    *kept(2, "2024-02-16", "2024-02-29", "2024-03-15", AS_OF),
    met("2024-03-10", "no-show", of=IDS[3]),
    met("2024-03-11", "no-show", of=IDS[4]),
    met("2024-03-12", "moved", of=IDS[4]),
    *kept(3, "2024-02-28", "2024-04-01"),  # before introduction, and after as_of
]
CASES = [enrolled("2024-01-10", named=IDS[number]) for number in BEGUN]
PLANS = [planned(("2024-02-01", "2", "0.5"), ("2024-02-19", "1", "0.5"), of=IDS[1])]
FACTS = SupportFacts.of(
    cases=CASES,
    introductions=[introduced(on, of=IDS[number]) for number, on in BEGUN.items()],
    follow_ups=[followed_up("2024-03-15", AS_OF, of=IDS[5])],
    plans=PLANS,
    contacts=CONTACTS,
)


@pytest.fixture(scope="module")
def f6() -> Support:
    return support(FACTS, (), about("2024-01-01", AS_OF, AS_OF))


def numbers(rows: Rows) -> list[int]:
    return [row.int for row in rows]


def test_the_longest_gap_of_each(f6: Support) -> None:
    assert {band: numbers(cases) for band, cases in f6.gaps.items()} == {
        Gap.TO_14: [1],
        Gap.TO_30: [2, 3],
        Gap.TO_60: [4, 5],
        Gap.OVER_60: [],
    }
    spread = f6.longest_gap
    assert (spread.count, spread.median, spread.p90, spread.largest) == (5, 30, 60, 60)


def test_contacts_since_introduction_began(f6: Support) -> None:
    counted = f6.contacts
    assert (counted.kept, counted.no_shows, counted.moved, counted.on_site) == (8, 2, 1, 3)
    assert (counted.share_no_shows.value, counted.share_on_site.value) == (0.2, 3 / 8)


def test_the_taper_of_no_1(f6: Support) -> None:
    """Followed on 03-31: 60 days from 02-01 are 8 whole weeks and 4 days. No. 2 has the same weeks: 02-16 is in week 2."""
    of_one = support(
        SupportFacts.of(cases=CASES, introductions=[introduced(BEGUN[1], of=IDS[1])], plans=PLANS, contacts=CONTACTS),
        (),
        about("2024-01-01", AS_OF, AS_OF),
    ).taper
    assert [week.week for week in of_one] == list(range(8))
    assert of_one[2].planned == {"person": Fraction(11, 7), "employer": Fraction(1, 2)}
    assert [(week.kept["person"], week.kept["employer"]) for week in of_one] == [
        (0, 0),
        (0, 0),
        (1, 0),
        (0, 0),
        (1, 1),
        (0, 0),
        (0, 1),
        (0, 0),  # 03-28 is in week 8, which is not over
    ]
    assert (f6.taper[2].kept["person"], f6.taper[2].kept_with_plan["person"], f6.taper[2].with_plan) == (2, 1, 1)


def test_a_contact_with_both_is_one_contact_that_keeps_what_is_planned_with_each(f6: Support) -> None:
    assert (f6.taper[4].kept["employer"], f6.taper[4].kept["person"]) == (1, 2)  # no. 2 met the person that day too


def test_introductions_over_six_months_over_a_leap_day() -> None:
    """From 2023-08-31 six months last to 2024-02-29 (2023: to 02-28); over them is 03-01. From 2024-02-29 they last to 08-29."""
    for begun, last in (("2023-08-31", "2024-02-29"), ("2022-08-31", "2023-02-28"), ("2024-02-29", "2024-08-29")):
        facts = SupportFacts.of(cases=[enrolled("2022-01-01")], introductions=[introduced(begun)])
        for as_of, over in ((d(last), 0), (after(last, 1), 1)):
            figure = support(facts, (), about("2022-01-01", "2024-12-31", as_of))
            assert len(figure.over_six_months) == over


def test_handovers_their_days_without_contact_and_f2_and_f3_by_their_number() -> None:
    """Started on 2024-01-10, day 180 is 07-08 (10 + 180 = 190, July begins after 182).

    6: never handed over; in work from 03-01 on.
    7: once, 02-29: last contact 02-15, first after it on 02-29 itself: 14 days; in work 03-01 to 03-02.
    8: twice, 02-29 and 03-10: contacts 02-20 and 03-05; 9 + 5 = 14 days at the first, none yet at the second; no work.
    Handovers 3. F2 within 180 days: 1/1, 1/1, 0/1. F3, entered 03-01, day 180 is 08-28: kept, lost, never entered.
    """
    over = {6: (), 7: ("2024-02-29",), 8: ("2024-02-29", "2024-03-10")}
    people = {number: UUID(int=100 + number) for number in over}
    lives = [
        life(
            case("2024-01-10", named=IDS[number], person=people[number]),
            *([job("2024-03-01", end, of=IDS[number], person=people[number])] if works else []),
            person=people[number],
        )
        for number, works, end in ((6, True, None), (7, True, "2024-03-02"), (8, False, None))
    ]
    facts = SupportFacts.of(
        cases=[enrolled("2024-01-10", named=IDS[number], handed_over=days) for number, days in over.items()],
        contacts=[*kept(7, "2024-02-15", "2024-02-29"), *kept(8, "2024-02-20", "2024-03-05")],
    )
    figure = support(facts, lives, about("2024-01-01", "2024-12-31", "2024-12-31"))
    assert (figure.handovers, figure.days_without_contact.count, figure.days_without_contact.largest) == (3, 2, 14)
    assert numbers(figure.without_contact_yet) == [8]
    shares = {
        one.handovers: (one.outflow.share_within_180, one.retention.any_employer.share_known) for one in figure.by_handovers
    }
    assert {group: (f2.numerator, f2.denominator, f3.numerator, f3.denominator) for group, (f2, f3) in shares.items()} == {
        Handovers.NONE: (1, 1, 1, 1),
        Handovers.ONE: (1, 1, 0, 1),
        Handovers.MORE: (0, 1, 0, 0),
    }


def test_a_follow_up_of_a_job_begun_on_the_leap_day_is_short_until_28_february() -> None:
    """Twelve months from 2024-02-29 are over on 2025-02-28: support completed on 02-27 is short, on 02-28 it is not."""
    for completed, short in (("2025-02-27", 1), ("2025-02-28", 0)):
        begun = employment(1, "2024-02-29")
        facts = SupportFacts.of(
            cases=[enrolled("2024-01-01", named=begun.case_id)],
            follow_ups=[followed_up("2024-06-01", completed, of=begun.case_id)],
            employments=[begun],
        )
        figure = support(facts, (), about("2025-01-01", "2025-12-31", "2025-12-31"))
        assert (len(figure.follow_ups_ended), sum(map(len, figure.follow_ups_short.values()))) == (1, short)
