"""The support of one case: what officers may do in it. Pure: no clock, no I/O."""

from datetime import date
from typing import assert_never

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.introductions import ended
from services.followup.learning import learn
from services.followup.state import Ending, InError, Introduction, State, Support, Unopened, evolve
from shared.decider import Decider
from shared.errors import Refused, refuse

PARTIES: tuple[e.Party, ...] = ("person", "employer", "support-person")


def decide(command: c.SupportCommand, state: State) -> list[e.SupportEvent]:
    match command:
        case c.EndIntroduction():
            return [end_introduction(command, opened(state))]
        case c.AgreePlan():
            return [agree_plan(command, opened(state))]
        case c.LogContact():
            return [log_contact(command, opened(state))]
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


def end_introduction(command: c.EndIntroduction, support: Support) -> e.IntroductionEnded:
    introduction = support.introductions.get(command.employment)
    if introduction is None or introduction.cancelled:
        raise errors.IntroductionUnknown(employment=command.employment)
    late = command.on > introduction.latest_end
    refuse(
        closed(support),
        already_ended(introduction),
        in_the_future(command.on, command.today),
        errors.BeforeIntroduction(started_on=introduction.on) if command.on < introduction.on else None,
        errors.IntroductionTooLong(latest_end=introduction.latest_end) if late and command.breach_reason is None else None,
        errors.NotABreach(latest_end=introduction.latest_end) if not late and command.breach_reason is not None else None,
    )
    decided = Ending(on=command.on, cause="decided", reason=command.breach_reason)
    return ended(support, command.employment, decided, introduction.latest_end)


def agree_plan(command: c.AgreePlan, support: Support) -> e.PlanAgreed:
    absent = [party for party in PARTIES if party not in command.agreed_by]
    planned = command.person_contacts_per_week + command.employer_contacts_per_week
    refuse(
        over(support),
        errors.NothingToPlan() if support.phase == "waiting" else None,
        in_the_future(command.on, command.today),
        before(support, command.on),
        before(support, command.applies_from) if command.on >= support.began_on else None,
        errors.PlanNotAgreedByAll(missing=absent) if absent else None,
        None if planned else errors.PlanWithoutContacts(),
    )
    return e.PlanAgreed(
        plan=command.plan,
        case=support.case,
        person=support.person,
        agreed_by=PARTIES,
        person_contacts_per_week=command.person_contacts_per_week,
        employer_contacts_per_week=command.employer_contacts_per_week,
        applies_from=command.applies_from,
        note=command.note,
        on=command.on,
    )


def log_contact(command: c.LogContact, support: Support) -> e.ContactLogged:
    """A contact from before the support was over may be logged afterwards: it is late, not wrong."""
    last = support.over_since
    refuse(
        over(support) if last is not None and command.on > last else None,
        in_the_future(command.on, command.today),
        before(support, command.on),
        errors.NotAtTheWorkplace() if command.on_site and command.channel != "visit" else None,
    )
    return e.ContactLogged(
        contact=command.contact,
        case=support.case,
        person=support.person,
        channel=command.channel,
        contact_with=command.contact_with,
        kept=command.kept,
        on_site=command.on_site,
        late=last is not None,
        note=command.note,
        on=command.on,
    )


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
    since, ongoing = support.in_follow_up_since, support.ongoing
    refuse(
        over(support),
        errors.IntroductionNotEnded(employments=ongoing) if ongoing else None,
        errors.FollowUpNotStarted() if since is None else None,
        in_the_future(command.on, command.today),
        errors.BeforeFollowUp(started_on=since) if since and command.on < since else None,
    )
    return e.SupportCompleted(case=support.case, person=support.person, on=command.on)


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


def closed(support: Support) -> Refused | None:
    return errors.SupportIsClosed(closed_on=support.closed_on) if support.closed_on else None


def over(support: Support) -> Refused | None:
    """Why nothing more is done in the support, if it is over."""
    completed = support.completed_since
    return closed(support) or (errors.SupportIsCompleted(completed_on=completed) if completed else None)


def already_ended(introduction: Introduction) -> Refused | None:
    return errors.IntroductionAlreadyEnded(ended_on=introduction.ended.on) if introduction.ended else None


def in_the_future(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None


def before(support: Support, on: date) -> Refused | None:
    return errors.BeforeSupport(began_on=support.began_on) if on < support.began_on else None


support: Decider[c.SupportCommand, State, e.SupportEvent] = Decider(decide, evolve, Unopened())
