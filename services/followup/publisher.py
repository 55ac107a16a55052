"""What of followup's events other services may know. Pure: own event → contract, or None.

For an introduction the last word holds: a start told again (moved, or its end taken back) says that it goes on since then, an
end told again that it ended on another day. Readers keep one introduction per employment.
"""

from services.followup import events as e
from shared.contracts import followup as contracts
from shared.contracts.base import Contract
from shared.eventstore import Recorded


def publish(recorded: Recorded) -> Contract | None:
    """The contract for this event; None for what stays inside (what was learnt from others, plans, contacts)."""
    match recorded.event:
        case e.IntroductionStarted() | e.IntroductionMoved() | e.IntroductionResumed() as event:
            return contracts.IntroductionStarted(case=event.case, person=event.person, employment=event.employment, on=event.on)
        case e.IntroductionEnded() as event:
            return contracts.IntroductionEnded(
                case=event.case, person=event.person, employment=event.employment, on=event.on, breach=event.breach
            )
        case e.FollowUpStarted() as event:
            return contracts.FollowUpStarted(case=event.case, person=event.person, on=event.on)
        case e.SupportCompleted() as event:
            return contracts.SupportCompleted(case=event.case, person=event.person, on=event.on)
        case e.StatusEstablished() as event:
            return _status(event)
        case _:
            return None


def _status(event: e.StatusEstablished) -> contracts.StatusEstablished:
    return contracts.StatusEstablished(
        status=event.status,
        case=event.case,
        person=event.person,
        on=event.on,
        situation=event.situation,
        corrects=event.corrects,
    )
