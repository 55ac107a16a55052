"""Placement's events: past facts. Employers and opportunities are about no person; written reasons are sealed. By stream."""

from typing import get_args

from services.placement.events.employer import EmployerClosed, EmployerClosing, EmployerEvent, EmployerRegistered, Sector
from services.placement.events.employment import (
    EmploymentAgreed,
    EmploymentCorrected,
    EmploymentEnded,
    EmploymentEvent,
    EmploymentRegisteredInError,
    EmploymentStarted,
    EmploymentTermsChanged,
    EndReason,
    Form,
)
from services.placement.events.opportunity import (
    OpportunityClosed,
    OpportunityClosing,
    OpportunityEvent,
    OpportunityOpened,
    PlaceFilled,
    PlaceFreed,
)
from services.placement.events.search import (
    SearchCancelled,
    SearchClosed,
    SearchEvent,
    SearchHandedOver,
    SearchOpened,
    SearchReopened,
    SearchStartCorrected,
)

EVENTS: tuple[type, ...] = tuple(
    event for union in (EmployerEvent, OpportunityEvent, SearchEvent, EmploymentEvent) for event in get_args(union)
)

__all__ = [
    "EVENTS",
    "EmployerClosed",
    "EmployerClosing",
    "EmployerEvent",
    "EmployerRegistered",
    "EmploymentAgreed",
    "EmploymentCorrected",
    "EmploymentEnded",
    "EmploymentEvent",
    "EmploymentRegisteredInError",
    "EmploymentStarted",
    "EmploymentTermsChanged",
    "EndReason",
    "Form",
    "OpportunityClosed",
    "OpportunityClosing",
    "OpportunityEvent",
    "OpportunityOpened",
    "PlaceFilled",
    "PlaceFreed",
    "SearchCancelled",
    "SearchClosed",
    "SearchEvent",
    "SearchHandedOver",
    "SearchOpened",
    "SearchReopened",
    "SearchStartCorrected",
    "Sector",
]
