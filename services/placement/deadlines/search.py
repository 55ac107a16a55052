"""Tasks of a search: the first contact with an employer face to face, and to tell employers what became of the person."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from services.placement import events as e
from services.placement.practice import practice_on
from shared.limits import Limit
from shared.tasks.steps import Assigned, Closed, Moved, Opened, Settled, Step

NOT_AFTER_THE_END: Final[tuple[e.TaskKind, ...]] = ("first-employer-contact", "start-employment", "search-again")
"""A subsidy goes on when the case has ended: its tasks stay, for whoever had the case last."""

TAKEN_BACK: Final[frozenset[e.WithdrawalReason]] = frozenset({"case-paused", "case-ended", "case-in-error"})


def first_contact_by(started_on: date, paused_days: int) -> date:
    """The clock runs from the case's start and stands still while it is paused."""
    days = practice_on(started_on).first_employer_contact.days + paused_days
    return Limit(days=days).after(started_on)


def opened(event: e.SearchOpened) -> Sequence[Step]:
    home = event.case
    return (
        Settled(home=home, person=event.person, unit=event.unit, owner=event.support_person, case=home),
        Opened(kind="first-employer-contact", home=home, about=home, due_on=first_contact_by(event.on, 0)),
    )


def start_corrected(event: e.SearchStartCorrected) -> Sequence[Step]:
    return (Moved(kind="first-employer-contact", home=event.case, due_on=first_contact_by(event.on, event.paused_days)),)


def handed_over(event: e.SearchHandedOver) -> Sequence[Step]:
    return (Assigned(home=event.case, unit=event.unit, owner=event.support_person),)


def paused(event: e.SearchPaused | e.SearchResumed) -> Sequence[Step]:
    """As long as the pause is expected to last; when it is over, as long as it did."""
    due_on = first_contact_by(event.started_on, event.paused_days)
    return (Moved(kind="first-employer-contact", home=event.case, due_on=due_on),)


def candidacy_withdrawn(event: e.CandidacyWithdrawn) -> Sequence[Step]:
    """The case's course took the person back: whoever waits is told by somebody, for nothing else says it to an employer."""
    if event.reason not in TAKEN_BACK:
        return ()
    due_on = practice_on(event.on).employer_told.after(event.on)
    return (Opened(kind="tell-employer", home=event.case, about=event.candidacy, due_on=due_on),)


def taken_up_again(event: e.SearchTakenUpAgain) -> Sequence[Step]:
    """Done by the next candidacy or employment. Another last day moves it, if it is not done yet."""
    due_on = practice_on(event.on).search_again.after(event.on)
    if event.instead_of is not None:
        return (Moved(kind="search-again", home=event.case, about=event.employment, due_on=due_on),)
    return (Opened(kind="search-again", home=event.case, about=event.employment, due_on=due_on),)


def candidacy_proposed(event: e.CandidacyProposed) -> Sequence[Step]:
    return (found_again(event.case),)


def found_again(case: UUID) -> Step:
    return Closed(home=case, kinds=("search-again",), done=True)


def contact_reopened(event: e.EmployerContactReopened) -> Sequence[Step]:
    due_on = first_contact_by(event.started_on, event.paused_days)
    return (Opened(kind="first-employer-contact", home=event.case, about=event.case, due_on=due_on),)


def closed(event: e.SearchClosed) -> Sequence[Step]:
    return (Closed(home=event.case, kinds=NOT_AFTER_THE_END, done=False),)


def cancelled(event: e.SearchCancelled) -> Sequence[Step]:
    return (Closed(home=event.case, done=False),)


def employer_contacted(event: e.EmployerContacted) -> Sequence[Step]:
    """Face to face is a visit."""
    if event.case is None or event.channel != "visit":
        return ()
    return (Closed(home=event.case, kinds=("first-employer-contact",), done=True),)
