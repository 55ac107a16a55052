"""Reports: the facts in them, who signs, and what is given to whom."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args
from uuid import UUID

import pytest

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.excerpts import Excerpt, excerpt, whole
from services.followup.reporting import Content, Facts, Words, facts_of
from services.followup.reports import reports
from services.followup.rules.sharing import ALL, CONSENT, sharing_on
from shared.ids import Sealed
from shared.testing.bdd import given_for
from tests.followup import build as b
from tests.followup.build import CASE, FEB_2, ITEM, JAN_12, JOB, JUL_31, MAR_2, OTHER_ITEM, OTHER_JOB, PERSON, SEP_1, TODAY, TRIAL

given = given_for(reports)
CONTENT = Sealed("Y29udGVudA==")
REPORT: dict[str, Any] = {"report": ITEM, "case": CASE, "person": PERSON}
WORDS = Words(summary="Sover dåligt, mår bättre.", works_well="Lugn.", needs_adapted="Pauser.", next_step="Fler timmar.")


def compose(first: date = FEB_2, last: date = JUL_31, kind: e.ReportKind = "interval") -> c.ComposeReport:
    days: dict[str, Any] = {"first_day": first, "last_day": last, "began_on": JAN_12, "today": TODAY}
    return c.ComposeReport(**REPORT, **days, kind=kind, content=CONTENT, by="officer-7")


def composed(number: int = 1) -> e.ReportComposed:
    days: dict[str, Any] = {"first_day": FEB_2, "last_day": JUL_31, "on": TODAY}
    return e.ReportComposed(**REPORT, **days, kind="interval", number=number, content=CONTENT, composed_by="officer-7")


def sign(number: int = 1, by: str = "officer-7") -> c.SignReport:
    return c.SignReport(number=number, by=by, support_person="officer-7", today=TODAY)


def signed(number: int = 1) -> e.ReportSigned:
    return e.ReportSigned(**REPORT, number=number, signed_by="officer-7", on=TODAY)


def share(recipient: e.ReportRecipient, *, job: UUID | None = None, consent: UUID | None = None) -> c.ShareReport:
    about: dict[str, Any] = {"employment": job, "consent": consent, "by": "officer-7", "today": TODAY}
    return c.ShareReport(sharing=OTHER_ITEM, number=1, recipient=recipient, **about)


def shared(command: c.ShareReport) -> e.ReportShared:
    [event] = given(composed(), signed()).when(command).events()
    assert isinstance(event, e.ReportShared)
    return event


def test_versions_are_numbered_and_kept() -> None:
    given().when(compose()).then(composed())
    given(composed(), signed()).when(compose()).then(composed(2))


def test_a_report_is_of_time_that_has_been() -> None:
    given().when(compose(first=JUL_31, last=FEB_2)).refused(errors.PeriodBackwards)
    given().when(compose(first=JAN_12 - timedelta(days=1), last=TODAY + timedelta(days=1))).refused(
        errors.BeforeSupport, errors.DateInTheFuture
    )
    given(composed()).when(compose(kind="end")).refused(errors.OtherKindOfReport)


def test_only_the_support_person_signs_and_only_the_latest_version_once() -> None:
    given(composed()).when(sign()).then(signed())
    given(composed()).when(sign(by="officer-8")).refused(errors.OnlyTheSupportPersonSigns)
    given(composed(), composed(2)).when(sign(1)).refused(errors.SupersededVersion)
    given(composed(), signed()).when(sign()).refused(errors.AlreadySigned)
    given(composed()).when(sign(3)).refused(errors.ReportVersionUnknown)


def test_nothing_unsigned_is_given_out() -> None:
    given(composed()).when(share("person")).refused(errors.NotSigned)
    given(composed(), signed(), composed(2)).when(share("person")).then(
        e.ReportShared(
            **REPORT,
            sharing=OTHER_ITEM,
            number=1,
            recipient="person",
            employment=None,
            parts=ALL,
            basis="förvaltningslagen (2017:900) 10 §",
            consent=None,
            shared_by="officer-7",
            on=TODAY,
        )
    )


def test_a_municipality_gets_the_programme_by_law_and_more_with_consent() -> None:
    assert shared(share("municipality")).parts == ("programme",)
    more = shared(share("municipality", consent=JOB))
    assert {"attendance", "statuses"} < set(more.parts)
    assert (more.basis, more.consent) == (CONSENT, JOB)


@pytest.mark.parametrize("recipient", ["forsakringskassan", "region"])
def test_agencies_get_nothing_without_consent(recipient: e.ReportRecipient) -> None:
    given(composed(), signed()).when(share(recipient)).refused(errors.SharingNeedsConsent)
    assert shared(share(recipient, consent=JOB)).parts


def test_a_consent_gives_an_employer_nothing_more() -> None:
    assert shared(share("employer", job=JOB, consent=ITEM)) == shared(share("employer", job=JOB))


def test_an_employer_is_named_by_the_employment_and_nobody_else_is() -> None:
    given(composed(), signed()).when(share("employer")).refused(errors.EmployerNeedsEmployment)
    given(composed(), signed()).when(share("person", job=JOB)).refused(errors.EmployerNeedsEmployment)


def attended(week: date, actual: int, *, key: int, corrects: int | None = None) -> e.AttendanceLogged:
    return e.AttendanceLogged(
        attendance=UUID(int=key),
        case=CASE,
        person=PERSON,
        employment=JOB,
        week=week,
        scheduled_hours=Decimal(20),
        actual_hours=Decimal(actual),
        corrects=UUID(int=corrects) if corrects else None,
        reason=None,
        on=week + timedelta(days=7),
    )


MONDAY = date(2026, 3, 2)
WEEKS = [attended(MONDAY + timedelta(days=7 * number), 6 + 2 * number, key=number + 1) for number in range(8)]
HISTORY: list[Any] = [
    *b.IN_INTRODUCTION,
    *b.at_once(MAR_2),
    b.contacted(MAR_2),
    *WEEKS,
    b.status_of(MAR_2),
    b.introduction_ended(SEP_1, breach=True),
    b.followed_up(SEP_1),
    b.job_noted(SEP_1, job=OTHER_JOB),
]


def the_facts(first: date = JAN_12, last: date = TODAY) -> Facts:
    return facts_of(HISTORY, first, last)


def test_the_facts_are_those_of_the_period() -> None:
    facts = the_facts()
    assert [(one.month, one.kept) for one in facts.contacts] == [("2026-03", 1)]
    assert facts.employer_contacts == facts.contacts  # it was with both
    assert [(one.month, one.weeks, one.actual) for one in facts.attendance] == [
        ("2026-03", 5, Decimal("10.0")),
        ("2026-04", 3, Decimal("18.0")),
    ]
    assert [one.employment for one in facts.employments] == [JOB, OTHER_JOB]
    assert [(one.on, one.situation) for one in facts.statuses] == [(MAR_2, "in-work")]
    assert [one.introduction for one in facts.breaches] == [JOB]
    assert the_facts(SEP_1).contacts == ()
    assert the_facts(SEP_1).statuses == ()


def test_what_had_not_happened_on_the_last_day_is_not_told() -> None:
    facts = the_facts(last=MAR_2)
    assert facts.programme.follow_up_on is None
    assert facts.introduction[0].ended_on is None
    assert facts.breaches == ()
    assert [one.employment for one in facts.employments] == [JOB]


def test_a_corrected_week_is_told_as_it_was_corrected() -> None:
    corrected = facts_of([*HISTORY, attended(MONDAY, 20, key=99, corrects=1)], JAN_12, TODAY)
    assert corrected.attendance[0].actual == Decimal("12.8")
    assert corrected.attendance[0].weeks == 5


def test_whoever_searches_next_reads_how_much_work_was_held() -> None:
    matching = the_facts().matching
    assert matching.hours_held == Decimal(17)  # the last four weeks: 14, 16, 18, 20
    assert matching.ten_hours_since == MONDAY + timedelta(days=14)
    assert matching.support_a_week == Decimal("1.5")
    assert matching.channels == ("visit",)
    assert matching.days_employed == (TODAY - FEB_2).days + 1  # the second job overlaps the first


def content() -> Content:
    return Content(facts=the_facts(), words=WORDS)


def test_an_employer_gets_nothing_about_health_attendance_or_another_workplace() -> None:
    for rule in (sharing_on(TODAY)["employer"],):
        given_out = excerpt(content(), rule.parts(consented=True), JOB)
        never = {"attendance", "statuses", "contacts", "words", "matching", "breaches", "employments"}
        assert {one.name for one in fields(Excerpt) if getattr(given_out, one.name) is not None} & never == set()
        assert [one.introduction for one in given_out.introduction or ()] == [JOB]
        assert given_out.employer_contacts


@pytest.mark.parametrize("workplace", [OTHER_JOB, TRIAL])
def test_an_employer_gets_nothing_of_the_time_before_or_elsewhere(workplace: UUID) -> None:
    given_out = excerpt(content(), sharing_on(TODAY)["employer"].by_law, workplace)
    assert (given_out.introduction, given_out.plan, given_out.employer_contacts) == ((), (), ())


def test_even_an_employer_who_was_granted_every_part_gets_no_other_than_its_own() -> None:
    given_out = excerpt(content(), [part for part in ALL if part != "words"], JOB)
    assert (given_out.attendance, given_out.statuses, given_out.contacts, given_out.matching) == (None, None, None, None)


def test_the_whole_has_every_part_and_a_part_left_out_is_not_there() -> None:
    everything = whole(content())
    assert all(getattr(everything, one.name) is not None for one in fields(Excerpt))
    for part in ALL:
        named = part.replace("-", "_")
        less = excerpt(content(), [one for one in ALL if one != part], None)
        assert [one.name for one in fields(Excerpt) if getattr(less, one.name) is None] == [named]


def test_every_recipient_and_every_part_has_a_rule() -> None:
    assert set(sharing_on(TODAY)) == set(get_args(e.ReportRecipient))
    assert set(ALL) == set(get_args(e.ReportPart))
