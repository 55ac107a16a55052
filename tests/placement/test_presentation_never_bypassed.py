"""Whatever is asked in whatever order: no employer is told of a person but under an agreement in force that covers it that day.

What may be told is worked out here anew, from the agreements and withdrawals alone, day by day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.placement import commands as c
from services.placement import events as e
from services.placement.candidacy import candidacy, unreadable
from services.placement.candidacy_state import State as Candidacy
from services.placement.presentation import State, cover, presentation
from services.placement.telling import NOTHING, told
from shared.codec import Codec
from shared.errors import Refused
from tests.placement.given import EMPLOYER, FEB_2, OFFICER, OTHER_EMPLOYER, SEARCHED, WHY, offer
from tests.placement.seekers import EXPLANATION, recorded

EMPLOYERS = (EMPLOYER, OTHER_EMPLOYER)
WHERE = st.sampled_from(range(2))
BACK = st.integers(0, 2)
RECIPIENTS = st.sampled_from([None, None, (0,), (0, 1)])
STEPS: dict[type[Any], e.Step] = {
    c.PresentCandidate: "presented",
    c.InterviewCandidate: "interviewed",
    c.AgreeTrial: "trial",
    c.OfferJob: "offered",
}
CODEC = Codec([*get_args(e.PresentationEvent), *get_args(e.CandidacyEvent)])
NUMBER = st.integers(0, 20)


@dataclass
class Said:
    """An agreement as the person knows it: for whom, from when, to when."""

    agreement: UUID
    employers: frozenset[UUID] | None
    on: date
    until: date | None
    withdrawn: date | None = None
    order: int = 0


class Person(RuleBasedStateMachine):
    """A person, two employers with one candidacy each, and officers who ask for anything on any of the last days."""

    def __init__(self) -> None:
        super().__init__()
        self.today = FEB_2
        self.numbers = 0
        self.said: list[Said] = []
        self.state: State = presentation.initial
        self.history: list[e.PresentationEvent] = []
        self.courses: list[list[e.CandidacyEvent]] = [[], []]
        self.told: list[tuple[int, date, int]] = []
        for where in range(2):
            self.proposed(where)

    def number(self) -> UUID:
        self.numbers += 1
        return UUID(int=self.numbers)

    def day(self, back: int) -> date:
        return self.today - timedelta(days=back)

    def candidacy_of(self, where: int) -> Candidacy:
        return candidacy.fold(self.courses[where])

    def change(self, command: c.PresentationCommand) -> bool:
        try:
            events = presentation.decide(command, self.state)
        except Refused:
            return False
        self.history += events
        for event in events:
            self.state = presentation.evolve(self.state, event)
        return True

    def course(self, where: int, command: c.CandidacyCommand) -> bool:
        try:
            events = candidacy.decide(command, self.candidacy_of(where))
        except Refused:
            return False
        self.courses[where] += events
        return True

    def proposed(self, where: int) -> None:
        command = c.ProposeCandidacy(
            candidacy=self.number(),
            search=SEARCHED,
            offer=offer(employer=EMPLOYERS[where]),
            employer_is="open",
            explanation=EXPLANATION,
            already=None,
            by=OFFICER,
            on=FEB_2 - timedelta(days=9),
            today=self.today,
        )
        assert self.course(where, command)

    @rule(to=RECIPIENTS, back=BACK, lasts=st.sampled_from([None, 0, 2]))
    def agreed(self, to: tuple[int, ...] | None, back: int, lasts: int | None) -> None:
        on = self.day(back)
        until = None if lasts is None else on + timedelta(days=lasts)
        recipients: e.Recipients = "all" if to is None else tuple(EMPLOYERS[where] for where in to)
        agreement = self.number()
        command = c.AgreePresentation(
            search=SEARCHED,
            agreement=agreement,
            extent="nothing",
            facts=("skills",),
            wording=None,
            to=recipients,
            unknown=(),
            until=until,
            by=OFFICER,
            on=on,
            today=self.today,
        )
        if self.change(command):
            named = None if recipients == "all" else frozenset(recipients)
            self.said.append(Said(agreement, named, on, until, order=len(self.said)))

    @rule(pick=NUMBER, everything=st.booleans(), back=BACK)
    def withdrawn(self, pick: int, everything: bool, back: int) -> None:  # noqa: FBT001 - hypothesis draws it
        one = None if everything or not self.said else self.said[pick % len(self.said)].agreement
        on = self.day(back)
        if self.change(c.WithdrawPresentation(agreement=one, by=OFFICER, on=on, today=self.today)):
            for said in self.said:
                if said.withdrawn is None and one in {None, said.agreement}:
                    said.withdrawn = max(on, said.on)

    @rule(where=WHERE, kind=st.sampled_from([c.PresentCandidate, *STEPS]), back=BACK)
    def asked_rightly(self, where: int, kind: type[Any], back: int) -> None:
        """With what the agreements say of this employer on this day."""
        self.asked(where, where, kind, back, back)

    @rule(where=WHERE, leave_of=WHERE, kind=st.sampled_from(list(STEPS)), back=BACK, leave_back=BACK)
    def asked(self, where: int, leave_of: int, kind: type[Any], back: int, leave_back: int) -> None:
        """With leave of any employer, of any day: an officer may be mistaken."""
        on = self.day(back)
        leave = cover(self.state, EMPLOYERS[leave_of], self.day(leave_back))
        more = {"trial": self.number(), "kind": "work-trial", "from_on": on, "until": on} if kind is c.AgreeTrial else {}
        command = kind(search=SEARCHED, cover=leave, on=on, today=self.today, **more)
        if self.course(where, command):
            using = c.UsePresentation(
                candidacy=UUID(int=where + 1), employer=EMPLOYERS[where], step=STEPS[kind], on=on, today=self.today
            )
            assert self.change(using), "the candidacy let pass what the agreement refuses"
            self.told.append((where, on, len(self.said)))
            assert self.may_be_told(EMPLOYERS[where], on), (EMPLOYERS[where], on, self.said)

    @rule(where=WHERE, back=BACK)
    def told_outright(self, where: int, back: int) -> None:
        """Past the candidacy: the agreement's own stream refuses by itself."""
        on, employer = self.day(back), EMPLOYERS[where]
        using = c.UsePresentation(candidacy=UUID(int=1), employer=employer, step="presented", on=on, today=self.today)
        assert self.change(using) == self.may_be_told(employer, on)

    @rule(where=WHERE, by=st.sampled_from(["person", "employer"]))
    def declined(self, where: int, by: e.Party) -> None:
        self.course(where, c.DeclineCandidacy(by=by, reason="other", note=None, on=self.today, today=self.today))

    @rule(where=WHERE, outcome=st.sampled_from(["declined-by-person", "declined-by-employer"]))
    def reversed(self, where: int, outcome: e.Outcome) -> None:
        command = c.ReverseOutcome(
            search=SEARCHED, reverses=outcome, already=None, reason=WHY, by=OFFICER, on=self.today, today=self.today
        )
        self.course(where, command)

    @rule()
    def a_day_passes(self) -> None:
        self.today += timedelta(days=1)

    def may_be_told(self, employer: UUID, on: date) -> bool:
        about = [said for said in self.said if said.on <= on and (said.employers is None or employer in said.employers)]
        if not about:
            return False
        last = max(about, key=lambda said: (said.on, said.order))
        return (last.until is None or on <= last.until) and (last.withdrawn is None or on < last.withdrawn)

    @invariant()
    def an_employer_reads_only_what_it_may_be_told_today(self) -> None:
        for where, employer in enumerate(EMPLOYERS):
            leave = cover(self.state, employer, self.today)
            allowed = self.may_be_told(employer, self.today)
            assert (leave.agreement is not None) == allowed
            assert (told(leave, recorded(), None) == NOTHING) == (not allowed)
            assert allowed or self.unreadable(where, leave)

    def unreadable(self, where: int, leave: c.Cover) -> bool:
        try:
            return any(refusal is not None for refusal in unreadable(self.candidacy_of(where), leave))
        except Refused:
            return True

    @invariant()
    def replay_gives_the_same(self) -> None:
        assert presentation.fold([self.replayed(event) for event in self.history]) == self.state
        for course in self.courses:
            assert candidacy.fold([self.replayed(event) for event in course]) == candidacy.fold(course)

    def replayed(self, event: Any) -> Any:
        return CODEC.decode(*CODEC.encode(event))


TestPerson = Person.TestCase
TestPerson.settings = settings(max_examples=200, stateful_step_count=25, deadline=None, database=None)
