"""Whatever is asked of a case, in whatever order: its dates stay ordered, replay gives the same, two officers approve."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.intake import commands as c
from services.intake import events as e
from services.intake.case import case
from services.intake.case_state import Ended, Ongoing, Paused, State, Unopened
from services.intake.upcasters import UPCASTERS
from shared.codec import Codec
from shared.errors import Refused
from tests.intake.given import MAR_3, UNIT, WHY, open_case

PACKET = e.HandoverPacket(promises=(WHY,), open_clocks=(), presentation="unknown", last_contacts=(), informed=())
CODEC = Codec(e.EVENTS, UPCASTERS)
AHEAD = st.integers(0, 25).map(lambda days: timedelta(days=days))
BACK = st.integers(-2, 60).map(lambda days: timedelta(days=days))
OFFICERS = st.sampled_from(["ali", "eva"])
EXITS = st.sampled_from([("employment", "LFU"), ("employment", None), ("studies", None)])


class Course(RuleBasedStateMachine):
    """Officers ask for anything; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[e.CaseEvent] = []
        self.state: State = Unopened()
        self.today = MAR_3
        self.ids = 0
        self.ask(open_case())

    def ask(self, command: c.CaseCommand) -> None:
        try:
            events = case.decide(command, self.state)
        except Refused:
            return
        for event in events:
            self.state = case.evolve(self.state, event)
        self.history += events

    def new_id(self) -> UUID:
        self.ids += 1
        return UUID(int=self.ids)

    def dated(self, back: timedelta, by: str) -> dict[str, Any]:
        late = c.Late(proposal=self.new_id(), reason=WHY, by=by)
        return {"on": self.today - back, "today": self.today, "late": late}

    @rule(days=AHEAD)
    def days_pass(self, days: timedelta) -> None:
        self.today += days

    @rule(back=BACK, by=OFFICERS)
    def start(self, back: timedelta, by: str) -> None:
        self.ask(c.StartCase(support_person="sam", **self.dated(back, by)))

    @rule(back=BACK, by=OFFICERS)
    def correct_start(self, back: timedelta, by: str) -> None:
        self.ask(c.CorrectCaseStart(reason=WHY, by=by, **self.dated(back, by)))

    @rule(back=BACK, by=OFFICERS, until=BACK)
    def pause(self, back: timedelta, by: str, until: timedelta) -> None:
        self.ask(c.PauseCase(reason="other", until=self.today + until, by=by, **self.dated(back, by)))

    @rule(back=BACK, by=OFFICERS)
    def resume(self, back: timedelta, by: str) -> None:
        self.ask(c.ResumeCase(by=by, **self.dated(back, by)))

    @rule(back=BACK, to=st.sampled_from(["sam", "kim"]), unit=st.sampled_from([UNIT, "malmo"]))
    def hand_over(self, back: timedelta, to: str, unit: str) -> None:
        day: dict[str, Any] = {"on": self.today - back, "today": self.today}
        given: dict[str, Any] = {"unit": unit, "support_person": to, "reason": "other", "note": None, "packet": PACKET}
        self.ask(c.HandOverCase(handover=self.new_id(), by="mia", **given, **day))

    @rule(back=BACK)
    def first_contact(self, back: timedelta) -> None:
        self.ask(c.MakeFirstContact(by="kim", on=self.today - back, today=self.today))

    @rule(back=BACK, by=OFFICERS, left=EXITS)
    def end(self, back: timedelta, by: str, left: Any) -> None:
        values: dict[str, Any] = {"kind": "completed", "exit": left[0], "form": left[1], "reason": None, "by": by}
        self.ask(c.EndCase(**values, **self.dated(back, by)))

    @rule(back=BACK, by=OFFICERS, left=EXITS)
    def correct_end(self, back: timedelta, by: str, left: Any) -> None:
        values: dict[str, Any] = {"kind": "completed", "exit": left[0], "form": left[1], "reason": WHY, "by": by}
        self.ask(c.CorrectCaseEnd(**values, **self.dated(back, by)))

    @rule(back=BACK)
    def reopen(self, back: timedelta) -> None:
        self.ask(c.ReopenCase(reason=WHY, by="ali", engaged_in=None, on=self.today - back, today=self.today))

    @rule(by=OFFICERS)
    def approve(self, by: str) -> None:
        if (proposal := getattr(self.state, "proposal", None)) is not None:
            self.ask(c.ApproveChange(proposal=proposal.proposal, by=by, today=self.today))

    @rule(by=OFFICERS)
    def refuse_change(self, by: str) -> None:
        if (proposal := getattr(self.state, "proposal", None)) is not None:
            self.ask(c.RefuseChange(proposal=proposal.proposal, reason=WHY, by=by, today=self.today))

    @rule(really=st.integers(0, 9))
    def register_in_error(self, really: int) -> None:
        if really == 0:
            self.ask(c.RegisterCaseInError(reason=WHY, by="ali", on=self.today, today=self.today))

    @invariant()
    def dates_stay_ordered(self) -> None:
        days = ordered(self.state)
        assert days == sorted(days)
        assert all(day <= self.today for day in days)

    @invariant()
    def replay_gives_the_same(self) -> None:
        stored = [CODEC.encode(event) for event in self.history]
        assert case.fold([CODEC.decode(*event) for event in stored]) == self.state

    @invariant()
    def nobody_approved_what_the_same_officer_proposed(self) -> None:
        proposers = {event.proposal: event.proposed_by for event in self.history if isinstance(event, e.CaseChangeProposed)}
        answers = [event for event in self.history if isinstance(event, e.CaseChangeApproved)]
        assert all(proposers[event.proposal] != event.approved_by for event in answers)


def ordered(state: State) -> list[date]:
    """The days of the case in the order that they must have."""
    if not isinstance(state, Ongoing | Paused | Ended):
        return []
    course = state.course
    steps = [day for day in (course.first_step_on, course.last_step_on) if day is not None]
    return [course.granted_on, course.started_on, *steps, *([state.end.on] if isinstance(state, Ended) else [])]


TestCourse = Course.TestCase
TestCourse.settings = settings(max_examples=60, stateful_step_count=30, deadline=None, derandomize=True)
