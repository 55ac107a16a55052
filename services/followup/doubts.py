"""Reasons for a refusal that several commands share: each gives its refusal, or None."""

from datetime import date

from services.followup import errors
from services.followup.state import Introduction, Support
from shared.errors import Refused


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
