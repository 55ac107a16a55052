"""Whatever is asked in whatever order: support never lasts longer than its limits, ends after it begins, and replays the same."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.placement import commands as c
from services.placement import events as e
from services.placement.claims import claimable, claims_from
from services.placement.rules import rules_on
from services.placement.subsidy import subsidy
from services.placement.subsidy_ledger import Granted, Ledger
from services.placement.subsidy_time import Span, days_in, days_of, last_day, months_of
from services.placement.upcasters import UPCASTERS
from shared.codec import Codec
from shared.errors import Refused
from tests.placement.given import CASE, PERSON, SEARCHED, WHY
from tests.placement.given_subsidies import CLEAR

CODEC = Codec(e.EVENTS, UPCASTERS)
FIRST = date(2023, 1, 31)
TESTED = ("LFU", "LFA", "LFT", "OSA")
EMPLOYMENTS = (UUID(int=1), UUID(int=2), UUID(int=3))
EMPLOYERS = (UUID(int=11), UUID(int=12), UUID(int=11))
WHICH = st.integers(0, 2)
FORMS = st.sampled_from(["LFU", "LFU", "LFU", "INTRO", "NYSTART", "LFA", "LFT"])
SHIFT = st.integers(-40, 400)
# the lengths at which limits are met, and any other
LENGTH = st.one_of(st.sampled_from([364, 365, 366, 729, 730, 731, 1460]), st.integers(0, 800))


def span_of(given: Granted) -> Span | None:
    return None if given.until is None else Span(first=given.starts_on, last=given.until)


def spans_of(ledger: Ledger, form: e.Form) -> list[Span]:
    """With those of support that was decided elsewhere."""
    own = [span for given in ledger.granted if given.form == form and (span := span_of(given)) is not None]
    return own + [Span(first=prior.starts_on, last=prior.until) for prior in ledger.prior if prior.form == form]


class Person(RuleBasedStateMachine):
    """Officers propose and decide anything for one person with three employments; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[e.SubsidyEvent] = []
        self.ledger = Ledger()
        self.today = FIRST
        self.ids = 100
        self.shown: dict[str, int] = {}
        self.employed = [
            c.Employed(employment=employment, case=CASE, person=PERSON, employer=employer, first_day=FIRST, last_day=None)
            for employment, employer in zip(EMPLOYMENTS, EMPLOYERS, strict=True)
        ]

    def new_id(self) -> UUID:
        self.ids += 1
        return UUID(int=self.ids)

    def ask(self, command: c.SubsidyCommand) -> bool:
        try:
            events = subsidy.decide(command, self.ledger)
        except Refused:
            return False
        for event in events:
            self.ledger = subsidy.evolve(self.ledger, event)
        self.history += events
        return True

    def change(self, which: int, change: e.SubsidyChange) -> None:
        """Proposed and, if it may be, decided at once."""
        proposal, employed = self.new_id(), self.employed[which]
        common: dict[str, Any] = {"search": SEARCHED, "employed": employed, "on": self.today, "today": self.today}
        if self.ask(c.ProposeSubsidy(proposal=proposal, change=change, by="ali", **common)):
            self.ask(c.DecideSubsidy(proposal=proposal, decision=self.new_id(), employer=CLEAR, by="eva", **common))

    def pick(self, which: int, number: int) -> Granted | None:
        own = [given for given in self.ledger.granted if given.employment == EMPLOYMENTS[which]]
        return own[number % len(own)] if own else None

    @rule(days=st.integers(1, 200))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(which=WHICH, form=FORMS, shift=SHIFT, length=LENGTH, age=st.sampled_from([24, 25]), away=st.integers(1, 1000))
    def decide_new(self, which: int, form: e.Form, shift: int, length: int, age: int, away: int) -> None:
        starts_on = self.today + timedelta(days=shift)
        facts = e.NystartFacts(
            age=age,
            age_source="population-register",
            away_since=starts_on - timedelta(days=away),
            away_source="registration",
        )
        before = TESTED[: TESTED.index(form)] if form in TESTED else ()
        self.change(
            which,
            e.NewSubsidy(
                form=form,
                starts_on=starts_on,
                until=starts_on + timedelta(days=length),
                tested=tuple(e.Tested(form=one, why="other") for one in before),  # type: ignore[arg-type] # names of forms
                particular_reasons=WHY,
                nystart=facts if form == "NYSTART" else None,
            ),
        )

    def left(self, form: e.Form, starts_on: date, away: int) -> int:
        """How many days more there are, if they begin then; what one decision and the time away allow included."""
        rule = rules_on(self.today).forms[form]
        used = spans_of(self.ledger, form)
        first = min([span.first for span in used] + [starts_on])
        assert rule.one_decision is not None
        room = [days_in(starts_on, rule.one_decision)]
        room += [days_in(first, rule.in_total) - days_of(used)] if rule.in_total else []
        return min([*room, away] if form == "NYSTART" else room)

    @rule(which=WHICH, form=FORMS, shift=SHIFT, over=st.integers(-1, 2), age=st.sampled_from([24, 25]), away=st.integers(1, 900))
    def decide_to_the_limit(self, which: int, form: e.Form, shift: int, over: int, age: int, away: int) -> None:
        left = self.left(form, self.today + timedelta(days=shift), away)
        self.decide_new(which=which, form=form, shift=shift, length=left - 1 + over, age=age, away=away)

    @rule(which=WHICH, number=st.integers(0, 9), over=st.integers(-1, 2))
    def extend_to_the_limit(self, which: int, number: int, over: int) -> None:
        known = self.pick(which, number)
        if known is not None and known.until is not None:
            left = self.left(known.form, known.until + timedelta(days=1), 10_000)
            self.change(which, e.Extension(extends=known.decision, until=known.until + timedelta(days=left + over)))

    @rule(which=WHICH, number=st.integers(0, 9), length=LENGTH)
    def extend(self, which: int, number: int, length: int) -> None:
        known = self.pick(which, number)
        if known is not None and known.until is not None:
            self.change(which, e.Extension(extends=known.decision, until=known.until + timedelta(days=length)))

    @rule(which=WHICH, number=st.integers(0, 9), shift=st.integers(-30, 30), length=LENGTH)
    def correct(self, which: int, number: int, shift: int, length: int) -> None:
        known = self.pick(which, number)
        if known is not None:
            starts_on = known.starts_on + timedelta(days=shift)
            until = starts_on + timedelta(days=length)
            self.change(which, e.Correction(decision=known.decision, starts_on=starts_on, until=until, reason=WHY))

    @rule(which=WHICH, form=FORMS, back=st.integers(0, 900), length=LENGTH, here=st.booleans())
    def prior_support(self, which: int, form: e.Form, back: int, length: int, here: bool) -> None:  # noqa: FBT001 - drawn
        """A fact: it may show that more time was used than there is."""
        starts_on = self.today - timedelta(days=back)
        until, employer = starts_on + timedelta(days=length), EMPLOYERS[which] if here else None
        support = e.PriorSupport(form=form, starts_on=starts_on, until=until, employer=employer, source="agency-decision")
        self.change(which, support)
        self.shown[form] = days_of(spans_of(self.ledger, form))

    @rule(which=WHICH, number=st.integers(0, 9))
    def prior_support_never_was(self, which: int, number: int) -> None:
        if self.ledger.prior:
            prior = self.ledger.prior[number % len(self.ledger.prior)]
            self.change(which, e.PriorSupportError(support=prior.support, reason=WHY))

    @rule(which=WHICH, number=st.integers(0, 9), days=st.integers(-10, 400))
    def end(self, which: int, number: int, days: int) -> None:
        known = self.pick(which, number)
        if known is not None:
            last = known.starts_on + timedelta(days=days)
            self.change(which, e.Ending(decision=known.decision, last_day=last, why="other"))

    @rule(which=WHICH, first=st.integers(-20, 40), length=st.one_of(st.none(), st.none(), st.integers(300, 1500)))
    def employment_changes(self, which: int, first: int, length: int | None) -> None:
        first_day = FIRST + timedelta(days=first)
        last = None if length is None else first_day + timedelta(days=length)
        self.employed[which] = replace(self.employed[which], first_day=first_day, last_day=last)
        self.ask(c.FollowEmployment(employed=self.employed[which], by="ali", on=self.today))

    @rule(which=WHICH, really=st.integers(0, 9))
    def employment_in_error(self, which: int, really: int) -> None:
        if really == 0:
            self.employed[which] = replace(self.employed[which], in_error=True)
            self.ask(c.FollowEmployment(employed=self.employed[which], by="ali", on=self.today))

    @rule(which=WHICH, back=st.integers(0, 20), lost=st.booleans())
    def claim(self, which: int, back: int, lost: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        months = claimable(self.ledger, EMPLOYMENTS[which])
        if months:
            self.ask(
                c.RegisterClaim(
                    employed=self.employed[which],
                    month=months[back % len(months)],
                    outcome="lost" if lost else "claimed",
                    claimed_on=None if lost else self.today,
                    reason=None,
                    by="ali",
                    on=self.today,
                    today=self.today,
                )
            )

    @invariant()
    def no_total_is_passed(self) -> None:
        rules = rules_on(self.today).forms
        for form in get_args(e.Form):
            spans, limit = spans_of(self.ledger, form), rules[form].in_total
            if limit is not None and spans:
                room = days_in(min(span.first for span in spans), limit)
                assert days_of(spans) <= max(room, self.shown.get(form, 0)), (form, spans)

    @invariant()
    def no_decision_is_too_long_and_none_ends_before_it_begins(self) -> None:
        for given in self.ledger.granted:
            months = rules_on(self.today).forms[given.form].one_decision
            assert months is not None
            assert given.until is None or given.starts_on <= given.until <= last_day(given.starts_on, months)

    @invariant()
    def new_start_jobs_last_no_longer_than_the_time_away_before_them(self) -> None:
        for away_since in {given.nystart.away_since for given in self.ledger.granted if given.nystart is not None}:
            after_it = [given for given in self.ledger.granted if given.nystart and given.nystart.away_since == away_since]
            spans = [span for given in after_it if (span := span_of(given)) is not None]
            assert not spans or days_of(spans) <= (min(span.first for span in spans) - away_since).days

    @invariant()
    def one_employment_has_one_support_at_a_time(self) -> None:
        for employment in EMPLOYMENTS:
            spans = [span for g in self.ledger.granted if g.employment == employment and (span := span_of(g)) is not None]
            assert days_of(spans) == sum(days_of([span]) for span in spans)

    @invariant()
    def support_lies_within_its_employment(self) -> None:
        for given in self.ledger.granted:
            employed = self.employed[EMPLOYMENTS.index(given.employment)]
            if given.until is not None:
                assert not employed.in_error
                assert employed.first_day <= given.starts_on
                assert employed.last_day is None or given.until <= employed.last_day

    @invariant()
    def nobody_decided_what_the_same_officer_proposed(self) -> None:
        kinds = e.SubsidyDecided | e.SubsidyExtended | e.PriorSupportRecorded | e.PriorSupportRegisteredInError
        decided = [event for event in self.history if isinstance(event, kinds)]
        assert all(event.proposed_by != event.decided_by for event in decided)

    @invariant()
    def events_name_the_month_that_awaits_its_claim(self) -> None:
        for employment in EMPLOYMENTS:
            told = [event for event in self.history if getattr(event, "employment", None) == employment]
            told = [event for event in told if hasattr(event, "claims_from")]
            if told:
                assert told[-1].claims_from == claims_from(self.ledger, employment)  # type: ignore[union-attr] # those that have it

    @invariant()
    def replay_gives_the_same(self) -> None:
        stored = [CODEC.encode(event) for event in self.history]
        assert subsidy.fold([CODEC.decode(*event) for event in stored]) == self.ledger


TestPerson = Person.TestCase
TestPerson.settings = settings(max_examples=250, stateful_step_count=50, deadline=None, derandomize=True)

DAYS = st.dates(date(2017, 8, 1), date(2040, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=8).map(
    lambda found: [Span(first=first, last=first + timedelta(days=days)) for first, days in found]
)


@examples(SPANS)
def test_days_are_counted_once_each(spans: list[Span]) -> None:
    days = {span.first + timedelta(days=n) for span in spans for n in range((span.last - span.first).days + 1)}
    assert days_of(spans) == len(days)
    assert months_of(spans) == sorted({day.replace(day=1) for day in days})


@examples(DAYS, st.integers(1, 96))
def test_months_in_one_go_are_months_by_the_calendar(first: date, months: int) -> None:
    whole = Span(first=first, last=last_day(first, months))
    assert days_of([whole]) == days_in(first, months)
