"""The rules as data: chosen by date, long-term unemployment by age, and a new set tried on old assessments."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.intake import dossier, rules, trial
from services.intake import events as e
from services.intake.letter import ALTERNATIVES, ANSWERS, CRITERIA
from services.intake.rules import SIUS_2017, Circumstances, Recommendation
from tests.intake.given import FEB_2, MAR_2, MAR_9, REFERRAL, finding, findings

STRICTER = replace(
    SIUS_2017,
    version=date(2027, 1, 1),
    rules=tuple(replace(rule, otherwise="not-eligible") if rule.criterion == "attendance" else rule for rule in SIUS_2017.rules),
)
"""Made up: attendance below ten hours is not something to work on any more."""


def about(born: date = date(1990, 2, 14), since: date | None = None, on: date = MAR_2) -> Circumstances:
    return Circumstances(birth_date=born, registered_since=since, on=on)


class TestChoosing:
    def test_the_rules_are_those_in_force_on_the_day(self) -> None:
        sets = (STRICTER, SIUS_2017)
        assert rules.ruleset_on(date(2026, 12, 31), sets) is SIUS_2017
        assert rules.ruleset_on(date(2027, 1, 1), sets) is STRICTER

    def test_a_decision_finds_the_rules_it_was_taken_under_by_name(self) -> None:
        assert rules.ruleset_named("2017-08-01", (STRICTER, SIUS_2017)) is SIUS_2017
        with pytest.raises(LookupError, match="1999"):
            rules.ruleset_named("1999-01-01")


class TestLongTerm:
    TURNS_25 = date(2001, 3, 2)

    @pytest.mark.parametrize(
        ("born", "since", "expected"),
        [
            (TURNS_25, date(2025, 3, 2), "shorter"),
            (TURNS_25, date(2025, 3, 1), "long-term"),
            (TURNS_25 + timedelta(days=1), date(2025, 9, 2), "shorter"),
            (TURNS_25 + timedelta(days=1), date(2025, 9, 1), "long-term"),
            (TURNS_25, date(2024, 3, 2), "long-term"),
            (TURNS_25, date(2024, 3, 1), "prioritised"),
            (TURNS_25, None, None),
        ],
    )
    def test_from_25_on_more_than_twelve_months_before_that_more_than_six(
        self, born: date, since: date | None, expected: e.LongTerm | None
    ) -> None:
        assert rules.long_term(SIUS_2017, about(born, since)) == expected

    @any_of(born=st.dates(date(1950, 1, 1), date(2001, 3, 2)), since=st.dates(date(2020, 1, 1), MAR_2))
    def test_from_25_on_it_only_ever_gets_longer(self, born: date, since: date) -> None:
        order = ("shorter", "long-term", "prioritised")
        days = [MAR_2 + timedelta(days=days) for days in (0, 100, 400, 800)]
        lengths = [rules.long_term(SIUS_2017, about(born, since, day)) for day in days]
        known = [order.index(length) for length in lengths if length is not None]
        assert known == sorted(known)
        assert len(known) == len(days)


class TestRecommending:
    @pytest.mark.parametrize(
        ("shortfall", "expected"),
        [
            ("needs-to-find-out", ("steg-till-arbete",)),
            ("needs-to-raise-activity", ("steg-till-arbete",)),
            ("needs-introduction", ("introduktion-till-arbete",)),
        ],
    )
    def test_who_is_not_ready_is_recommended_by_need(self, shortfall: e.Shortfall, expected: tuple[e.Alternative, ...]) -> None:
        found = (finding("job-ready", "not-met", shortfall=shortfall),)
        assert rules.alternatives(SIUS_2017, found, about()) == expected

    @pytest.mark.parametrize(("shortfall", "expected"), [("not-at-disposal", ("municipal-activity",)), ("not-registered", ())])
    def test_municipal_activity_is_for_who_is_not_at_disposal(
        self, shortfall: e.Shortfall, expected: tuple[e.Alternative, ...]
    ) -> None:
        found = (finding("registered", "not-met", shortfall=shortfall),)
        assert rules.alternatives(SIUS_2017, found, about()) == expected

    @any_of(st.lists(st.sampled_from(["met", "not-met", "unknown"]), min_size=8, max_size=8))
    def test_eligible_is_exactly_who_meets_every_criterion(self, answers: list[e.Answer]) -> None:
        found = tuple(finding(criterion, answer) for criterion, answer in zip(SIUS_2017.criteria, answers, strict=True))
        assert (rules.outcome(SIUS_2017, found) == "eligible") == (set(answers) == {"met"})
        assert bool(rules.unmet_or_unknown(SIUS_2017, found)) == (set(answers) != {"met"})

    @any_of(st.lists(st.sampled_from(SIUS_2017.criteria), unique=True))
    def test_who_was_judged_on_some_criteria_only_is_never_eligible(self, some: list[e.Criterion]) -> None:
        outcome = rules.outcome(SIUS_2017, [finding(criterion) for criterion in some])
        assert outcome == ("eligible" if len(some) == len(SIUS_2017.criteria) else "not-yet")


class TestDossier:
    def test_what_is_missing_has_evidence_a_next_step_and_a_day(self) -> None:
        found = (finding("attendance", "not-met", next_step="wait", recheck_on=MAR_9), finding("registered"))
        entries = {entry.finding.criterion: entry for entry in dossier.entries(SIUS_2017, found, date(2026, 9, 1))}
        assert list(entries) == list(SIUS_2017.criteria)
        assert entries["registered"].missing is None
        assert entries["attendance"].missing == dossier.Missing(
            evidence=("attendance-record",), next_step="wait", recheck_on=MAR_9
        )
        assert entries["job-ready"].missing == dossier.Missing(
            evidence=("assessment",), next_step="assess-readiness", recheck_on=date(2026, 9, 1)
        )
        assert entries["needs-support"].basis == "förordning (2017:462) 11 §"

    def test_the_letter_has_words_for_every_code(self) -> None:
        assert set(CRITERIA) == set(SIUS_2017.criteria)
        assert set(ANSWERS) == {"met", "not-met", "unknown"}
        recommended = {part.alternative for rule in SIUS_2017.rules for part in rule.recommend}
        assert recommended <= set(ALTERNATIVES)


def stored(outcome: e.Outcome = "eligible", *alternatives: e.Alternative, **answers: e.Answer) -> trial.Assessment:
    return trial.Assessment(
        referral=REFERRAL,
        findings=findings(**answers),
        outcome=outcome,
        alternatives=alternatives,
        ruleset=SIUS_2017,
        about=about(since=FEB_2),
    )


class TestTrials:
    def test_an_outcome_that_changes_is_told_with_the_criterion_that_causes_it(self) -> None:
        result = trial.tried(STRICTER, [stored(), stored("not-yet", "steg-till-arbete", attendance="not-met")])
        assert result.looked_at == 2
        (change,) = result.changes
        assert (change.outcome_before, change.outcome_after, change.ruleset) == ("not-yet", "not-eligible", "2017-08-01")
        assert change.causes == (trial.Cause(criterion="attendance", answer="not-met", before="not-yet", after="not-eligible"),)

    def test_a_criterion_that_is_dropped_is_not_asked(self) -> None:
        fewer = replace(SIUS_2017, rules=tuple(rule for rule in SIUS_2017.rules if rule.criterion != "attendance"))
        (change,) = trial.tried(fewer, [stored("not-yet", "steg-till-arbete", attendance="not-met")]).changes
        assert (change.outcome_after, change.alternatives_after) == ("eligible", ())
        assert [(cause.criterion, cause.after) for cause in change.causes] == [("attendance", "not-asked")]

    def test_another_recommendation_is_a_change_too(self) -> None:
        other = tuple(
            replace(rule, recommend=(Recommendation(alternative="work-training"),)) if rule.criterion == "attendance" else rule
            for rule in SIUS_2017.rules
        )
        was = stored("not-yet", "steg-till-arbete", attendance="not-met")
        (change,) = trial.tried(replace(SIUS_2017, rules=other), [was]).changes
        assert (change.outcome_before, change.outcome_after) == ("not-yet", "not-yet")
        assert (change.alternatives_before, change.alternatives_after) == (("steg-till-arbete",), ("work-training",))

    def test_the_same_rules_change_nothing(self) -> None:
        was = [stored(), stored("not-yet", job_ready="unknown"), stored("not-eligible", "investigation", disability="not-met")]
        assert trial.tried(SIUS_2017, was) == trial.Trial(looked_at=3, changes=())
