"""The support of one case: what officers may do in it. Pure: no clock, no I/O."""

from typing import assert_never

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.attending import log_attendance
from services.followup.contacting import contact
from services.followup.doubts import already_ended, before, closed, in_the_future, over
from services.followup.evolving import evolve
from services.followup.handovers import handover
from services.followup.introductions import ended
from services.followup.learning import consequences, learn
from services.followup.planning import plan
from services.followup.risking import risk
from services.followup.rules import follow_up_length
from services.followup.state import Ending, InError, State, Support, Unopened
from shared.decider import Decider
from shared.errors import refuse


def decide(command: c.SupportCommand, state: State) -> list[e.SupportEvent]:
    match command:
        case c.EndIntroduction():
            return end_introduction(command, opened(state))
        case c.ProposePlan() | c.AgreeToPlan() | c.WithdrawPlan() | c.IntensifySupport():
            return plan(command, opened(state))
        case c.AcknowledgePacket() | c.InformOfHandover():
            return handover(command, opened(state))
        case c.LogContact() | c.RemoveContact():
            return contact(command, opened(state))
        case c.LogAttendance():
            return [log_attendance(command, opened(state))]
        case c.NoteEarlySign() | c.FlagAtRisk() | c.ClearRisk():
            return [risk(command, opened(state))]
        case c.StartFollowUp():
            return [start_follow_up(command, opened(state))]
        case c.CompleteSupport():
            return [complete(command, opened(state))]
        case c.EstablishStatus():
            return [establish_status(command, opened(state))]
        case _:
            return learn(command, state)


def opened(state: State) -> Support:
    match state:
        case Support():
            return state
        case Unopened():
            raise errors.SupportNotOpened
        case InError():
            raise errors.SupportWasInError
        case _:
            assert_never(state)


def end_introduction(command: c.EndIntroduction, support: Support) -> list[e.SupportEvent]:
    """The end, and what it means for other introductions: the days of all are counted together."""
    introduction = support.introductions.get(command.introduction)
    if introduction is None or introduction.cancelled:
        raise errors.IntroductionUnknown(introduction=command.introduction)
    late = command.on > introduction.latest_end
    trial = support.trials.get(command.introduction)
    refuse(
        closed(support),
        already_ended(introduction),
        in_the_future(command.on, command.today),
        errors.BeforeIntroduction(started_on=introduction.on) if command.on < introduction.on else None,
        errors.AfterTheTrial(until=trial.until) if trial and command.on > trial.until else None,
        errors.IntroductionTooLong(latest_end=introduction.latest_end) if late and command.breach_reason is None else None,
        errors.NotABreach(latest_end=introduction.latest_end) if not late and command.breach_reason is not None else None,
    )
    decided = Ending(on=command.on, cause="decided", outcome=command.outcome, reason=command.breach_reason)
    event = ended(support, command.introduction, decided, introduction.latest_end)
    after = evolve(support, event)
    return [event, *consequences(after)] if isinstance(after, Support) else [event]


def start_follow_up(command: c.StartFollowUp, support: Support) -> e.FollowUpStarted:
    since, ongoing = support.in_follow_up_since, support.ongoing
    last = max((one.ended.on for one in support.live if one.ended), default=None)
    refuse(
        over(support),
        errors.IntroductionNotEnded(employments=ongoing) if ongoing else None,
        None if support.live else errors.NoIntroduction(),
        errors.FollowUpAlreadyStarted(on=since) if since else None,
        in_the_future(command.on, command.today),
        errors.BeforeIntroductionEnd(ended_on=last) if last and command.on < last else None,
    )
    return e.FollowUpStarted(case=support.case, person=support.person, on=command.on)


def complete(command: c.CompleteSupport, support: Support) -> e.SupportCompleted:
    """Follow-up ends when the person works independently; before practice's time is over only with a written reason."""
    since, ongoing, employed = support.in_follow_up_since, support.ongoing, support.employed_on
    earliest = follow_up_length(command.lengths, employed).at_least_until(employed) if employed else None
    early = earliest is not None and command.on < earliest and command.reason is None
    refuse(
        over(support),
        errors.IntroductionNotEnded(employments=ongoing) if ongoing else None,
        errors.FollowUpNotStarted() if since is None else None,
        in_the_future(command.on, command.today),
        errors.BeforeFollowUp(started_on=since) if since and command.on < since else None,
        errors.FollowUpTooShort(at_least_until=earliest) if early else None,
    )
    return e.SupportCompleted(
        case=support.case,
        person=support.person,
        ground=command.ground,
        at_least_until=earliest,
        reason=command.reason,
        on=command.on,
    )


def establish_status(command: c.EstablishStatus, support: Support) -> e.StatusEstablished:
    """Allowed also after the case's end: how it is 90 days later, or a correction."""
    corrects = command.corrects
    refuse(
        in_the_future(command.on, command.today),
        before(support, command.on),
        errors.StatusUnknown(status=corrects) if corrects and corrects not in support.statuses else None,
        errors.StatusAlreadyCorrected(status=corrects) if corrects in support.corrected else None,
    )
    return e.StatusEstablished(
        status=command.status,
        case=support.case,
        person=support.person,
        situation=command.situation,
        source=command.source,
        corrects=corrects,
        on=command.on,
    )


support: Decider[c.SupportCommand, State, e.SupportEvent] = Decider(decide, evolve, Unopened())
