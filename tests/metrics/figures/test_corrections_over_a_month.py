"""What was so on 31 March and is corrected on 15 April to 1 April: March as it was known on the 14th, and as it is known since.

recorded      what                                                      corrected at noon on 04-15
03-31         case 1 started 03-31                                       started 04-01
03-31         case 2 (since January): first job from 03-31               from 04-01
03-31         case 3 (since 2025-02-28): broken off on 03-31, day 31     broken off on 04-01
03-31         case 4 (since January): contact kept on 03-31              no such contact
03-31         case 4: consent to SUS given on 03-31                      given on 04-01
03-01         100 % on 1:4 from 03-01 on                                 50 %
04-15         an answer to the survey of March, a referral of 03-30      late
"""

from typing import Any
from uuid import UUID

import pytest

from services.metrics.figures.arguments import Arguments
from shared.contracts import followup, intake, placement
from tests.metrics.all_told import Offices
from tests.metrics.every_figure import every_figure
from tests.metrics.telling import learnt, question

APRIL: dict[str, Any] = {"known": "2025-04-15"}


def story() -> Offices:
    told = Offices()
    for number, started in enumerate(["2025-03-31", "2025-01-10", "2025-02-28", "2025-01-10"], start=1):
        told.course(number, started)
    told.job(2, "2025-03-31")
    told.ended(3, "2025-03-31", "health", kind="interrupted")
    told.say(followup.IntroductionStarted, 4, "2025-03-01")
    told.contact(1, 4, "2025-03-31")
    told.say(intake.SusConsentGiven, 4, "2025-03-31")
    told.share(1, 100, "2025-03-01")
    told.say(intake.CaseStartCorrected, 1, "2025-04-01", **APRIL)
    told.say(placement.EmploymentCorrected, 2, "2025-04-01", started_on="2025-04-01", ended_on=None, **APRIL)
    told.say(intake.CaseEndCorrected, 3, "2025-04-01", kind="interrupted", exit="health", **APRIL)
    told.say(followup.ContactRegisteredInError, 4, "2025-04-15", contact=str(UUID(int=200_001)))
    told.say(intake.SusConsentCorrected, 4, "2025-04-01", withdrawn_on=None, **APRIL)
    share = {"share": str(UUID(int=400_001)), "unit": "stockholm", "support_person": "officer-stockholm", "until": None}
    told.say(intake.ShareCorrected, 1, "2025-03-01", appropriation="1:4", percent=50, **share, **APRIL)
    told.answered(1, "2025-03", **APRIL)
    told.say(intake.ReferralReceived, 9, "2025-03-30", **APRIL)
    return told


def march(known: str) -> Arguments:
    return question("2025-03-01", "2025-03-31", known=known, as_of="2025-03-31")


def said(figures: dict[str, Any]) -> dict[str, Any]:
    """What the story tells of, by figure."""
    f1, f6, f7 = figures["inflow"], figures["support"], figures["fidelity"]
    return {
        "F1 started, ongoing, capacity": (len(f1.total.flow.started), len(f1.total.load.ongoing), f1.total.load.capacity),
        "F2 cohort": len(figures["outflow"].cohort),
        "F3 cohort": len(figures["retention"].period.cohort),
        "F4 newly in work": len(figures["results"].sums()["newly-in-work"].outcomes),
        "F5 by days": {band: len(cases) for band, cases in figures["interruptions"].by_days().items()},
        "F6 kept, longest gap": (f6.contacts.kept, f6.longest_gap.largest),
        "F7 started, jobs": (len(f7.first_contact.started), f7.jobs),
        "F8 received, started": figures["fair-access"].total.counts[0:3:2],
        "F9 worked with, consented": (len(figures["coverage"].worked_with), len(figures["coverage"].consented)),
        "F9 answers": figures["survey"].forms[0].answers,
        "F10 months on 1:4": figures["money"].total.by_appropriation["1:4"],
        "F11 cohort": len(figures["maturity"].cohort),
    }


THEN = {
    "F1 started, ongoing, capacity": (1, 4, 30),
    "F2 cohort": 1,
    "F3 cohort": 1,
    "F4 newly in work": 1,
    "F5 by days": {"31-90": 1},
    "F6 kept, longest gap": (1, 30),  # from 03-01 to the contact on 03-31
    "F7 started, jobs": (1, 1),
    "F8 received, started": (1, 1),  # case 1's own referral came that day too
    "F9 worked with, consented": (4, 1),
    "F9 answers": 0,
    "F10 months on 1:4": 1,
    "F11 cohort": 1,
}
NOW = {
    "F1 started, ongoing, capacity": (0, 3, 15),
    "F2 cohort": 0,
    "F3 cohort": 0,
    "F4 newly in work": 0,
    "F5 by days": {},
    "F6 kept, longest gap": (0, 30),
    "F7 started, jobs": (0, 0),
    "F8 received, started": (2, 0),
    "F9 worked with, consented": (3, 0),
    "F9 answers": 1,
    "F10 months on 1:4": 0.5,
    "F11 cohort": 0,
}


@pytest.mark.parametrize(("known", "expected"), [("2025-04-14", THEN), ("2025-04-15", NOW), ("2025-12-31", NOW)])
def test_march_as_it_was_known(known: str, expected: dict[str, Any]) -> None:
    assert said(every_figure(story().facts(), march(known))) == expected


def test_april_has_what_march_has_lost() -> None:
    figures = every_figure(story().facts(), question("2025-04-01", "2025-04-30", known="2025-12-31", as_of="2025-04-30"))
    assert (len(figures["outflow"].cohort), len(figures["retention"].period.cohort)) == (1, 1)
    assert {band: len(cases) for band, cases in figures["interruptions"].by_days().items()} == {"31-90": 1}  # day 32


def test_what_was_recorded_later_does_not_change_any_figure_as_it_was_known() -> None:
    told = story()
    by_then = [one for one in told.deliveries if one.recorded_at <= march("2025-04-14").known_at]
    assert every_figure(told.facts(), march("2025-04-14")) == every_figure(learnt(by_then), march("2025-04-14"))
