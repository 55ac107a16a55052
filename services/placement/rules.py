"""Support forms of an employment as dated data, and the rules that every set of terms meets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import errors
from services.placement.events import Form
from shared.errors import Refused

MOST_HOURS: Final = Decimal(40)
QUARTER: Final = Decimal("0.25")


@dataclass(frozen=True, kw_only=True)
class SupportForm:
    """One support form: since when it exists, how long a decision may last, and where that stands.

    `one_decision` and `in_total` are months, None where the ordinance states none. `young_in_total` replaces `in_total` for
    people aged 20-24. `not_with_sius` is the refusal when the programme goes on.
    """

    name: str
    basis: str | None
    since: date
    one_decision: int | None = None
    in_total: int | None = None
    young_in_total: int | None = None
    not_with_sius: type[Refused] | None = None


ALWAYS: Final = date.min
SUPPORT_2017: Final = date(2017, 8, 1)
SUPPORT_2018: Final = date(2018, 5, 1)

FORMS: Final[Mapping[Form, SupportForm]] = MappingProxyType(
    {
        "LFU": SupportForm(
            name="lönebidrag för utveckling i anställning",
            basis="förordning (2017:462) 27 §",
            since=SUPPORT_2017,
            one_decision=12,
            in_total=24,
        ),
        "LFA": SupportForm(
            name="lönebidrag för anställning",
            basis="förordning (2017:462) 31 §",
            since=SUPPORT_2017,
            one_decision=48,
            in_total=96,
        ),
        "LFT": SupportForm(
            name="lönebidrag för trygghet i anställning",
            basis="förordning (2017:462) 35 §",
            since=SUPPORT_2017,
            one_decision=48,
        ),
        "OSA": SupportForm(
            name="skyddat arbete hos offentlig arbetsgivare",
            basis="förordning (2017:462) 41 §",
            since=SUPPORT_2017,
            one_decision=24,
            not_with_sius=errors.OsaNotWithSius,
        ),
        "NYSTART": SupportForm(
            name="nystartsjobb",
            basis="förordning (2018:43) 11-12 §§",
            since=SUPPORT_2018,
            one_decision=12,
            in_total=24,
            young_in_total=12,
        ),
        "INTRO": SupportForm(
            name="introduktionsjobb",
            basis="förordning (2018:42) 10 §",
            since=SUPPORT_2018,
            one_decision=12,
            in_total=24,
        ),
        "SAMHALL": SupportForm(name="Samhall", basis=None, since=ALWAYS, not_with_sius=errors.SamhallNotWithSius),
        "NONE": SupportForm(name="anställning utan stöd", basis=None, since=ALWAYS),
    }
)


def hours_refused(hours: Decimal) -> Refused | None:
    """Weekly hours are more than 0, at most full time (40), in quarters of an hour."""
    if not 0 < hours <= MOST_HOURS:
        return errors.HoursOutOfBounds(most=int(MOST_HOURS))
    return errors.HoursNotInQuarters() if hours % QUARTER else None


def form_refused(form: Form, on: date, *, sius_ended_on: date | None) -> Refused | None:
    """A form must exist on the day; sheltered work is refused as long as the person has SIUS, not after."""
    rule = FORMS[form]
    if on < rule.since:
        return errors.FormNotInForce(form=form, since=rule.since)
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
