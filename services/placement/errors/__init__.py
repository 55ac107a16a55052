"""Why placement refuses a command. The code is stable and English; the sentences are for people. By stream."""

from services.placement.errors.employer import BeforeRegistration, EmployerAlreadyRegistered, EmployerIsClosed, EmployerUnknown
from services.placement.errors.employment import (
    AfterEmploymentEnd,
    BeforeEmploymentStart,
    EmploymentAlreadyAgreed,
    EmploymentAlreadyStarted,
    EmploymentHasEnded,
    EmploymentNotEnded,
    EmploymentNotStarted,
    EmploymentUnknown,
    EmploymentWasInError,
    FormNotInForce,
    NothingCorrected,
    OsaNotWithSius,
    SamhallNotWithSius,
    TermsUnchanged,
)
from services.placement.errors.general import DateInTheFuture, HoursNotInQuarters, HoursOutOfBounds
from services.placement.errors.opportunity import (
    NoPlaceLeft,
    NoPlaces,
    OpportunityAlreadyOpened,
    OpportunityIsClosed,
    OpportunityOfOtherEmployer,
    OpportunityUnknown,
)
from services.placement.errors.search import AfterCaseEnded, CaseInError, CaseUnknown

__all__ = [
    "AfterCaseEnded",
    "AfterEmploymentEnd",
    "BeforeEmploymentStart",
    "BeforeRegistration",
    "CaseInError",
    "CaseUnknown",
    "DateInTheFuture",
    "EmployerAlreadyRegistered",
    "EmployerIsClosed",
    "EmployerUnknown",
    "EmploymentAlreadyAgreed",
    "EmploymentAlreadyStarted",
    "EmploymentHasEnded",
    "EmploymentNotEnded",
    "EmploymentNotStarted",
    "EmploymentUnknown",
    "EmploymentWasInError",
    "FormNotInForce",
    "HoursNotInQuarters",
    "HoursOutOfBounds",
    "NoPlaceLeft",
    "NoPlaces",
    "NothingCorrected",
    "OpportunityAlreadyOpened",
    "OpportunityIsClosed",
    "OpportunityOfOtherEmployer",
    "OpportunityUnknown",
    "OsaNotWithSius",
    "SamhallNotWithSius",
    "TermsUnchanged",
]
