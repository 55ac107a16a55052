"""A participation's outcome in SUS: what is registered, from when support is reckoned, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.sus import Consented, OutcomeGap, Participation
from services.intake.sus_outcome import percent_of_full_time, public_support_since, sources_on, spell, sus_outcome
from shared.testing.bdd import given_for
from tests.intake.given import ALI, CASE, EVA, MAR_3, MAR_4, MAR_9, PERSON, TODAY

given = given_for(sus_outcome)
STARTED, ENDED = MAR_4, MAR_9


def support(source: e.SusSource, from_on: date, until: date | None = None, percent: int = 100) -> e.SusSupport:
    return e.SusSupport(source=source, percent=percent, from_on=from_on, until=until)


def situation(on: date, *of: e.SusSupport, work: int | None = None) -> e.SusSituation:
    occupations = (e.SusOccupied(occupation="work", percent=work),) if work else ()
    return e.SusSituation(on=on, occupations=occupations, support=of)


OUTCOME = e.SusOutcome(
    reason="completed",
    before=situation(MAR_3, support("activity-grant", date(2025, 6, 1))),
    after=situation(ENDED, work=75),
    ended_on=ENDED,
)
BETTER = replace(OUTCOME, after=situation(TODAY, work=100))


def register(outcome: e.SusOutcome = OUTCOME, **more: Any) -> c.RegisterSusOutcome:
    values: dict[str, Any] = {"case": CASE, "person": PERSON, "started_on": STARTED, "gaps": (), "by": ALI, "today": TODAY}
    return c.RegisterSusOutcome(**{**values, **more}, outcome=outcome)


def correct(outcome: e.SusOutcome = BETTER, **more: Any) -> c.CorrectSusOutcome:
    values: dict[str, Any] = {"started_on": STARTED, "gaps": (), "reason": "learned-later", "by": EVA, "today": TODAY}
    return c.CorrectSusOutcome(**{**values, **more}, outcome=outcome)


REGISTERED = e.SusOutcomeRegistered(case=CASE, person=PERSON, outcome=OUTCOME, registered_by=ALI, on=TODAY)
CORRECTED = e.SusOutcomeCorrected(
    case=CASE, person=PERSON, instead_of=OUTCOME, outcome=BETTER, reason="learned-later", corrected_by=EVA, on=TODAY
)


def test_an_outcome_is_registered_and_corrected_naming_what_was() -> None:
    given().when(register()).then(REGISTERED)
    given(REGISTERED).when(correct()).then(CORRECTED)
    again = given(REGISTERED, CORRECTED).when(correct(OUTCOME))
    again.then(replace(CORRECTED, instead_of=BETTER, outcome=OUTCOME))


def test_it_is_registered_once_and_only_what_is_registered_is_corrected() -> None:
    given(REGISTERED).when(register()).refused(errors.SusOutcomeRegisteredAlready)
    given().when(correct()).refused(errors.SusOutcomeNotRegistered)
    given(REGISTERED).when(correct(OUTCOME)).refused(errors.NothingCorrected)


@pytest.mark.parametrize("gaps", [("no-consent",), ("protected-identity",), ("withdrawn",)])
def test_without_identity_nothing_is_registered(gaps: tuple[Any, ...]) -> None:
    refusal = given().when(register(gaps=gaps)).refused(errors.SusNotWithIdentity)
    assert refusal.named == {"gaps": list(gaps)}
    given(REGISTERED).when(correct(gaps=gaps)).refused(errors.SusNotWithIdentity)


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (7, True), (8, False)])
def test_before_is_within_one_week_before_the_start(days: int, *, fits: bool) -> None:
    outcome = replace(OUTCOME, before=situation(STARTED - timedelta(days=days)))
    asked = given().when(register(outcome))
    if fits:
        asked.then(replace(REGISTERED, outcome=outcome))
    else:
        asked.refused(errors.BeforeIsWithinAWeek)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    backwards = support("income-support", MAR_9, MAR_3)
    twice = replace(situation(TODAY + timedelta(days=1), backwards, work=50), occupations=OUTCOME.after.occupations * 2)
    given().when(register(replace(OUTCOME, before=situation(MAR_9), after=twice), gaps=("no-consent",))).refused(
        errors.SusNotWithIdentity,
        errors.BeforeIsWithinAWeek,
        errors.DateInTheFuture,
        errors.OccupiedTwice,
        errors.SupportEndsBeforeItBegins,
    )
    given().when(register(replace(OUTCOME, after=situation(MAR_4)))).refused(errors.AfterIsNotBeforeTheEnd)


@pytest.mark.parametrize(
    ("hours", "percent"), [("40", 100), ("20", 50), ("30", 75), ("37.5", 94), ("45", 100), ("0.1", 1), ("10.2", 26)]
)
def test_work_is_told_in_percent_of_40_hours_a_week(hours: str, percent: int) -> None:
    assert percent_of_full_time(Decimal(hours)) == percent


@pytest.mark.parametrize(
    ("last", "begins", "since"),
    [
        (date(2026, 1, 31), date(2026, 3, 1), date(2025, 6, 1)),  # all of February without: a month
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 3, 2)),  # a month and a day
        (date(2026, 1, 10), date(2026, 2, 11), date(2025, 6, 1)),
        (date(2026, 1, 10), date(2026, 2, 12), date(2026, 2, 12)),
    ],
)
def test_a_gap_of_up_to_a_month_in_public_support_is_ignored(last: date, begins: date, since: date) -> None:
    first, second = support("activity-grant", date(2025, 6, 1), last), support("income-support", begins)
    assert public_support_since(situation(MAR_3, second, first)) == since


def test_wage_is_no_public_support_and_without_any_there_is_no_since() -> None:
    assert public_support_since(situation(MAR_3, support("wage", date(2020, 1, 1)))) is None
    assert public_support_since(situation(MAR_3)) is None
    over = support("income-support", date(2020, 1, 1), date(2020, 12, 31))
    assert public_support_since(situation(MAR_3, over)) is None


def test_the_sources_on_the_day_are_those_whose_spell_it_lies_in() -> None:
    paused = [
        support("sickness-benefit", date(2025, 1, 1), date(2026, 2, 20), 50),
        support("sickness-benefit", date(2026, 3, 10), None, 25),
    ]
    ended, current = support("income-support", date(2025, 1, 1), date(2025, 12, 31)), support("wage", date(2026, 1, 1))
    shown = sources_on(situation(MAR_3, *paused, ended, current))
    assert [(each.source, each.percent) for each in shown] == [("sickness-benefit", 50), ("wage", 100)]


days = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 1, 1))


@for_all(
    st.lists(
        st.builds(lambda day, length: support("income-support", day, day + timedelta(days=length)), days, st.integers(0, 90))
    )
)
def test_joined_periods_cover_what_the_single_ones_do(periods: list[e.SusSupport]) -> None:
    for each in periods:
        found = spell(periods, each.from_on)
        assert found is not None
        first, last = found
        assert first <= each.from_on
        assert last is not None
        assert each.until is not None
        assert last >= each.until


@pytest.mark.parametrize(
    ("ended_on", "consents", "registered_for", "gap"),
    [
        (None, [Consented(on=MAR_3, withdrawn_on=None)], None, "not-yet"),
        (MAR_9, [], None, "anonymous"),
        (MAR_9, [Consented(on=MAR_3, withdrawn_on=None)], None, "not-registered"),
        (MAR_9, [Consented(on=MAR_3, withdrawn_on=None)], MAR_4, "outdated"),
        (MAR_9, [Consented(on=MAR_3, withdrawn_on=None)], MAR_9, None),
    ],
)
def test_a_missing_outcome_says_why(
    ended_on: date | None, consents: list[Consented], registered_for: date | None, gap: OutcomeGap | None
) -> None:
    taking_part = Participation(started_on=MAR_4, ended_on=ended_on, protected=False, consents=consents)
    assert taking_part.outcome_gap(registered_for) == gap


def test_a_refusal_is_another_gap_than_nobodys_answer() -> None:
    asked = Participation(started_on=MAR_4, ended_on=MAR_9, protected=False, consents=(), refused_on=(MAR_9,))
    assert (asked.at_start.gaps, asked.at_end.gaps) == (("no-consent",), ("no-consent", "refused"))
