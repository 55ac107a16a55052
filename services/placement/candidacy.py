"""A candidacy: proposed, presented, tried, offered; accepted, declined or withdrawn. Pure: no clock, no I/O.

Every step in which an employer learns of the person needs an agreement in force that covers that employer on that day.
"""

from collections.abc import Iterable
from datetime import date
from typing import assert_never, get_args

from services.placement import commands as c
from services.placement import errors, rules, trials
from services.placement import events as e
from services.placement.candidacy_state import Closed, Open, State, Unproposed, evolve
from services.placement.preconditions import day_refused, untold
from shared.decider import Decider
from shared.errors import Refused, refuse

Telling = c.PresentCandidate | c.InterviewCandidate | c.AgreeTrial | c.OfferJob


def decide(command: c.CandidacyCommand, state: State) -> list[e.CandidacyEvent]:
    match command:
        case c.ProposeCandidacy():
            return [propose(command, state)]
        case c.PresentCandidate() | c.InterviewCandidate() | c.AgreeTrial() | c.OfferJob():
            return [tell(command, open_(state))]
        case c.EndTrial():
            return [trials.end(command, in_any(state))]
        case c.AcceptOffer():
            return [accept(command, open_(state))]
        case c.DeclineCandidacy() | c.WithdrawCandidacy():
            return close(command, open_(state))
        case c.Employ():
            return [employ(command, closed(state))]
        case c.UndoEmployment():
            return undo_employment(command, closed(state))
        case c.ReverseOutcome():
            return [reverse(command, closed(state))]
        case _:
            assert_never(command)


def open_(state: State) -> Open:
    match state:
        case Open():
            return state
        case Unproposed():
            raise errors.CandidacyUnknown
        case Closed():
            raise errors.CandidacyIsClosed(outcome=state.outcome, outcome_on=state.on)
        case _:
            assert_never(state)


def closed(state: State) -> Closed:
    match state:
        case Closed():
            return state
        case Unproposed():
            raise errors.CandidacyUnknown
        case Open():
            raise errors.CandidacyIsOpen
        case _:
            assert_never(state)


def in_any(state: State) -> Open:
    """What it is, or was before it came out: a trial may go on after the job is accepted."""
    return state.was if isinstance(state, Closed) else open_(state)


def propose(command: c.ProposeCandidacy, state: State) -> e.CandidacyProposed:
    search, offer = command.search, command.offer
    already = command.already if isinstance(state, Unproposed) else command.candidacy
    refuse(
        errors.CandidacyAlreadyProposed(candidacy=already) if already else None,
        *day_refused(search, command.on, command.today),
        *place_refused(offer, command.employer_is),
        None if command.explanation else errors.ProfileNotRecorded(case=search.case),
    )
    employer, explanation = offer.employer, command.explanation
    if employer is None or explanation is None:
        raise errors.OpportunityUnknown(opportunity=offer.opportunity)
    return e.CandidacyProposed(
        candidacy=command.candidacy,
        case=search.case,
        person=search.person,
        opportunity=offer.opportunity,
        employer=employer,
        explanation=explanation,
        proposed_by=command.by,
        on=command.on,
    )


def place_refused(offer: c.Offer, employer_is: c.Standing) -> Iterable[Refused | None]:
    """Several candidates may be proposed for one place, as long as one is left."""
    if offer.employer is None:
        yield errors.OpportunityUnknown(opportunity=offer.opportunity)
    else:
        yield from rules.offer_refused(offer, offer.employer)
        yield rules.employer_refused(offer.employer, employer_is)


def tell(command: Telling, state: Open) -> e.CandidacyEvent:
    """The employer learns of the person: one of the four steps that need an agreement."""
    cover = command.cover
    mine = cover.employer == state.employer and cover.on == command.on
    refuse(
        *day_refused(command.search, command.on, command.today),
        *(untold(cover) if mine else [errors.PresentationNotAgreed(employer=state.employer)]),
        *order_refused(command, state),
    )
    if cover.agreement is None:
        raise errors.PresentationNotAgreed(employer=state.employer)
    told = {"candidacy": state.candidacy, "case": state.case, "person": state.person, "agreement": cover.agreement}
    match command:
        case c.PresentCandidate():
            return e.CandidatePresented(**told, on=command.on)
        case c.InterviewCandidate():
            return e.CandidateInterviewed(**told, on=command.on)
        case c.AgreeTrial():
            return trials.agreed(command, state, cover.agreement)
        case c.OfferJob():
            return e.JobOffered(**told, on=command.on)
        case _:
            assert_never(command)


def unreadable(state: State, cover: c.Cover) -> Iterable[Refused | None]:
    """Why the employer may not read of the candidate now: presented, not come out, and covered that day."""
    now = open_(state)
    yield errors.NotPresentedYet() if now.presented_on is None else None
    yield from untold(cover) if cover.employer == now.employer else [errors.PresentationNotAgreed(employer=now.employer)]


def order_refused(command: Telling, state: Open) -> Iterable[Refused | None]:
    match command:
        case c.PresentCandidate():
            yield errors.AlreadyPresented(presented_on=state.presented_on) if state.presented_on else None
            yield before(command.on, state.proposed_on)
        case c.InterviewCandidate():
            yield from presented(command.on, state)
        case c.AgreeTrial():
            yield from presented(command.on, state)
            yield from trials.refused(command, state)
        case c.OfferJob():
            yield from presented(command.on, state)
            yield errors.AlreadyOffered(offered_on=state.offered_on) if state.offered_on else None
        case _:
            assert_never(command)


def presented(on: date, state: Open) -> Iterable[Refused | None]:
    yield errors.NotPresentedYet() if state.presented_on is None else before(on, state.presented_on)


def before(on: date, first: date) -> Refused | None:
    return errors.BeforeProposal(first_on=first) if on < first else None


def accept(command: c.AcceptOffer, state: Open) -> e.OfferAccepted:
    refuse(
        *day_refused(command.search, command.on, command.today),
        errors.NotOffered() if state.offered_on is None else before(command.on, state.offered_on),
        *rules.offer_refused(command.offer, state.employer),
        rules.employer_refused(state.employer, command.employer_is),
    )
    return e.OfferAccepted(candidacy=state.candidacy, case=state.case, person=state.person, on=command.on)


def close(command: c.DeclineCandidacy | c.WithdrawCandidacy, state: Open) -> list[e.CandidacyEvent]:
    """Also after the case has ended. What is left of a trial ends, or never begins."""
    refuse(
        rules.in_the_future(command.on, command.today),
        before(command.on, state.proposed_on),
        *(decline_refused(command, state) if isinstance(command, c.DeclineCandidacy) else ()),
    )
    return [*trials.left(state, command.on), said_no(command, state)]


def said_no(command: c.DeclineCandidacy | c.WithdrawCandidacy, state: Open) -> e.CandidacyEvent:
    ids = {"candidacy": state.candidacy, "case": state.case, "person": state.person}
    match command:
        case c.DeclineCandidacy():
            return e.CandidacyDeclined(**ids, by=command.by, reason=command.reason, note=command.note, on=command.on)
        case c.WithdrawCandidacy():
            return e.CandidacyWithdrawn(**ids, reason=command.reason, note=command.note, on=command.on)
        case _:
            assert_never(command)


def decline_refused(command: c.DeclineCandidacy, state: Open) -> Iterable[Refused | None]:
    """A party has reasons of its own, and an employer that has not been told of anybody declines nobody."""
    own = get_args(e.PersonDeclines if command.by == "person" else e.EmployerDeclines)
    yield None if command.reason in own else errors.ReasonOfOtherParty(by=command.by)
    if command.by == "employer":
        yield from presented(command.on, state)


def employ(command: c.Employ, state: Closed) -> e.CandidateEmployed:
    was = state.was
    same = (command.case, command.employer, command.opportunity) == (was.case, was.employer, was.opportunity)
    refuse(
        errors.NotAccepted() if state.outcome != "accepted" else None,
        errors.CandidacyLedToEmployment(employment=state.employment) if state.employment else None,
        None if same else errors.OtherCandidate(),
    )
    return e.CandidateEmployed(
        candidacy=was.candidacy, case=was.case, person=was.person, employment=command.employment, on=command.on
    )


def undo_employment(command: c.UndoEmployment, state: Closed) -> list[e.CandidacyEvent]:
    was = state.was
    if state.employment != command.employment:
        return []
    ids = {"candidacy": was.candidacy, "case": was.case, "person": was.person}
    return [e.CandidateEmploymentUndone(**ids, employment=command.employment, on=command.on)]


def reverse(command: c.ReverseOutcome, state: Closed) -> e.OutcomeReversed:
    was = state.was
    refuse(
        *day_refused(command.search, command.on, command.today),
        errors.OtherOutcome(outcome=state.outcome) if command.reverses != state.outcome else None,
        errors.CandidacyLedToEmployment(employment=state.employment) if state.employment else None,
        errors.CandidacyAlreadyProposed(candidacy=command.already) if command.already else None,
        before(command.on, state.on),
    )
    return e.OutcomeReversed(
        candidacy=was.candidacy,
        case=was.case,
        person=was.person,
        reverses=state.outcome,
        outcome_on=state.on,
        reason=command.reason,
        reversed_by=command.by,
        on=command.on,
    )


candidacy: Decider[c.CandidacyCommand, State, e.CandidacyEvent] = Decider(decide, evolve, Unproposed())
