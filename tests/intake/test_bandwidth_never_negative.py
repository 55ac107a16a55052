"""Whatever is decided in whatever order: bandwidth is never below zero on any day up to today without a reasoned override.

What lies ahead is the forecast's matter: nobody knows today how many cases will have ended when a share runs out.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.intake import commands as c
from services.intake import events as e
from services.intake import standing
from services.intake.benchmark import benchmark
from services.intake.planning import planning
from services.intake.room import shortage, with_place
from services.intake.standing import Benchmark, Cap, Place, Standing
from services.intake.workload import Workload, workload
from shared.errors import Refused
from tests.intake.given import PERSON, WHY

FIRST = date(2026, 3, 2)
WHO = ("eva", "sam")
OFFICERS = st.sampled_from(WHO)
BACK = st.integers(min_value=0, max_value=3)
REASONS = st.sampled_from([None, None, "leave"])


class Unit(RuleBasedStateMachine):
    """A unit with a benchmark of ten, as its manager and officers change it from day to day."""

    def __init__(self) -> None:
        super().__init__()
        self.today = FIRST
        self.numbers = 0
        self.overridden = False
        self.loads: dict[str, Workload] = dict.fromkeys(WHO, workload.initial)
        self.now = Standing(unit="stockholm", benchmarks=(Benchmark(from_on=FIRST, cases=10),))

    def number(self) -> UUID:
        self.numbers += 1
        return UUID(int=self.numbers)

    def carried_out(self, who: str, command: c.WorkloadCommand) -> None:
        try:
            events = workload.decide(command, self.loads[who])
        except Refused:
            return
        for event in events:
            self.loads[who] = workload.evolve(self.loads[who], event)
            self.overridden |= bool(getattr(event, "over", ()))
            if isinstance(event, e.PersonalCapSet):
                cap = Cap(support_person=who, cap=event.cap, from_on=event.on, until=event.until)
                self.now = replace(self.now, caps=(*self.now.caps, cap))
        self.now = replace(self.now, shares=tuple(share for load in self.loads.values() for share in load.shares))

    @initialize(percents=st.tuples(*(st.sampled_from([20, 40]) for _ in WHO)))
    def staffed(self, percents: tuple[int, ...]) -> None:
        for who, percent in zip(WHO, percents, strict=True):
            self.share_set(who, percent, 0, None)

    @rule(who=OFFICERS, percent=st.sampled_from([10, 30, 60]), back=BACK, reason=REASONS)
    def share_set(self, who: str, percent: int, back: int, reason: e.ShortageReason | None) -> None:
        command = c.SetShare(
            support_person=who,
            share=self.number(),
            appropriation="1:4",
            percent=percent,
            until=None,
            reason=reason,
            standing=self.now,
            by="mia",
            on=self.today - timedelta(days=back),
            today=self.today,
        )
        self.carried_out(who, command)

    @precondition(lambda self: self.now.shares)
    @rule(pick=st.integers(min_value=0), back=BACK, reason=REASONS)
    def share_ended(self, pick: int, back: int, reason: e.ShortageReason | None) -> None:
        share = self.now.shares[pick % len(self.now.shares)]
        on = self.today - timedelta(days=back + 1)
        command = c.EndShare(share=share.share, reason=reason, standing=self.now, by="mia", on=on, today=self.today)
        self.carried_out(share.support_person, command)

    @precondition(lambda self: self.now.shares)
    @rule(pick=st.integers(min_value=0), percent=st.sampled_from([0, 10, 50]), back=BACK, reason=REASONS)
    def share_corrected(self, pick: int, percent: int, back: int, reason: e.ShortageReason | None) -> None:
        share = self.now.shares[pick % len(self.now.shares)]
        command = c.CorrectShare(
            share=share.share,
            appropriation="1:4",
            percent=percent,
            until=None,
            why="wrong-percent",
            reason=reason,
            standing=self.now,
            by="mia",
            on=self.today - timedelta(days=back),
            today=self.today,
        )
        self.carried_out(share.support_person, command)

    @rule(who=OFFICERS, cap=st.integers(min_value=0, max_value=5), back=BACK, reason=REASONS)
    def cap_set(self, who: str, cap: int, back: int, reason: e.ShortageReason | None) -> None:
        command = c.SetPersonalCap(
            support_person=who,
            cap=cap,
            until=None,
            reason=reason,
            standing=self.now,
            by="mia",
            on=self.today - timedelta(days=back),
            today=self.today,
        )
        self.carried_out(who, command)

    @rule(cases=st.integers(min_value=5, max_value=15), back=BACK, reason=REASONS)
    def benchmark_set(self, cases: int, back: int, reason: e.ShortageReason | None) -> None:
        on = self.today - timedelta(days=back)
        command = c.SetBenchmark(cases=cases, reason=reason, standing=self.now, by="mia", on=on, today=self.today)
        try:
            [event] = benchmark.decide(command, benchmark.initial)
        except Refused:
            return
        self.overridden |= bool(event.over)
        kept = tuple(each for each in self.now.benchmarks if each.from_on != on)
        self.now = replace(self.now, benchmarks=(*kept, Benchmark(from_on=on, cases=cases)))

    @rule(who=OFFICERS, back=BACK)
    def started(self, who: str, back: int) -> None:
        place = Place(case=self.number(), support_person=who, from_on=self.today - timedelta(days=back), until=None)
        after = with_place(self.now, place)
        if not shortage(self.now, after, [who], place.from_on, self.today):
            self.now = after

    @rule(who=OFFICERS, ahead=BACK, reasoned=st.booleans())
    def assigned_and_started(self, who: str, ahead: int, reasoned: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        about = c.PlannedCase(case=self.number(), person=PERSON, unit="stockholm", stage="waiting")
        command = c.AssignCase(
            about=about,
            support_person=who,
            standing=self.now,
            reason=WHY if reasoned else None,
            by="mia",
            on=self.today + timedelta(days=ahead),
            today=self.today,
        )
        try:
            [event] = planning.decide(command, planning.initial)
        except Refused:
            return
        assert isinstance(event, e.CaseAssigned)
        place = Place(case=about.case, support_person=who, from_on=event.on, until=None, reserved=True)
        self.now = with_place(self.now, place)
        begun = replace(place, reserved=False, from_on=self.today)
        after = with_place(self.now, begun)
        short = shortage(self.now, after, [who], self.today, self.today)
        if event.reason is not None or not short:
            self.overridden |= bool(event.over)
            self.now = after

    @precondition(lambda self: self.now.places)
    @rule(pick=st.integers(min_value=0))
    def ended(self, pick: int) -> None:
        place = self.now.places[pick % len(self.now.places)]
        yesterday = self.today - timedelta(days=1)
        others = tuple(each for each in self.now.places if each is not place)
        if place.until is None and not place.reserved:
            self.now = replace(self.now, places=(*others, replace(place, until=yesterday)))

    @rule()
    def a_day_passes(self) -> None:
        self.today += timedelta(days=1)

    @invariant()
    def nothing_is_below_zero_without_a_reason(self) -> None:
        if self.overridden:
            return
        for day in standing.turning_points(standing.all_of(self.now), FIRST - timedelta(days=3), self.today):
            rooms = [standing.of_unit(self.now, day), *(standing.of_support_person(self.now, who, day) for who in WHO)]
            assert all(room.bandwidth is None or room.bandwidth >= 0 for room in rooms), (day, rooms)

    @invariant()
    def nobody_has_more_than_full_time(self) -> None:
        assert all(standing.first_day_over_full_time(load.shares) is None for load in self.loads.values())


TestUnit = Unit.TestCase
TestUnit.settings = settings(max_examples=60, stateful_step_count=20, deadline=None, database=None)
