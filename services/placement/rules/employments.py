"""The rules that every set of terms, every day and every place meets."""

from datetime import date
from decimal import Decimal
from typing import Final, assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors
from services.placement.events import Form
from services.placement.rules.sets import form_since, rules_on
from services.placement.rules.shape import SupportForm
from shared.errors import Refused

MOST_HOURS: Final = Decimal(40)
QUARTER: Final = Decimal("0.25")


def hours_refused(hours: Decimal) -> Refused | None:
    """Weekly hours are more than 0, at most full time (40), in quarters of an hour."""
    if not 0 < hours <= MOST_HOURS:
        return errors.HoursOutOfBounds(most=int(MOST_HOURS))
    return errors.HoursNotInQuarters() if hours % QUARTER else None


def form_refused(form: Form, on: date, *, sius_ended_on: date | None) -> Refused | None:
    """A form must exist on the day; sheltered work is refused as long as the person has SIUS, not after."""
    rule = rules_on(on).forms.get(form)
    if rule is None:
        return errors.FormNotInForce(form=form, since=form_since(form))
    return beside_sius(rule, on, sius_ended_on=sius_ended_on)


def beside_sius(rule: SupportForm, on: date, *, sius_ended_on: date | None) -> Refused | None:
    """What cannot be had together with the programme, if the person still has it on the day."""
    has_sius = sius_ended_on is None or on <= sius_ended_on
    return rule.not_with_sius() if rule.not_with_sius and has_sius else None


def in_the_future(on: date, today: date) -> Refused | None:
    return errors.DateInTheFuture(on=on) if on > today else None


def employer_refused(employer: UUID, standing: c.Standing) -> Refused | None:
    match standing:
        case "open":
            return None
        case "unknown":
            return errors.EmployerUnknown(employer=employer)
        case "closed":
            return errors.EmployerIsClosed(employer=employer)
        case _:
            assert_never(standing)


def case_refused(search: c.Searched, starts_on: date) -> list[Refused]:
    """After the case has ended an employment is still registered if it began before: late registration is normal."""
    if search.in_error:
        return [errors.CaseInError(case=search.case)]
    if search.ended_on is not None and starts_on > search.ended_on:
        return [errors.AfterCaseEnded(case=search.case, ended_on=search.ended_on)]
    return []


def offer_refused(offer: c.Offer, employer: UUID) -> list[Refused]:
    if offer.standing == "unknown":
        return [errors.OpportunityUnknown(opportunity=offer.opportunity)]
    named = {"opportunity": offer.opportunity}
    found: list[Refused] = []
    if offer.standing == "closed":
        found.append(errors.OpportunityIsClosed(**named))
    if offer.employer != employer:
        found.append(errors.OpportunityOfOtherEmployer(**named))
    if offer.places_left < 1:
        found.append(errors.NoPlaceLeft(**named))
    return found
