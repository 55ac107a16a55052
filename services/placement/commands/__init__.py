"""Placement's commands: what somebody wants done. Time, ids, who asks and what other streams say come with them. By stream."""

from services.placement.commands.employer import CloseEmployer, EmployerCommand, RegisterEmployer, Standing
from services.placement.commands.employment import (
    AgreeEmployment,
    ChangeTerms,
    CorrectEmployment,
    EmploymentCommand,
    EndEmployment,
    RegisterEmploymentInError,
    StartEmployment,
)
from services.placement.commands.opportunity import (
    CloseOpportunity,
    FillPlace,
    FreePlace,
    Offer,
    OpenOpportunity,
    OpportunityCommand,
)
from services.placement.commands.search import (
    CancelSearch,
    CloseSearch,
    CorrectSearchStart,
    HandOverSearch,
    OpenSearch,
    ReopenSearch,
    SearchCommand,
    Searched,
)

__all__ = [
    "AgreeEmployment",
    "CancelSearch",
    "ChangeTerms",
    "CloseEmployer",
    "CloseOpportunity",
    "CloseSearch",
    "CorrectEmployment",
    "CorrectSearchStart",
    "EmployerCommand",
    "EmploymentCommand",
    "EndEmployment",
    "FillPlace",
    "FreePlace",
    "HandOverSearch",
    "Offer",
    "OpenOpportunity",
    "OpenSearch",
    "OpportunityCommand",
    "RegisterEmployer",
    "RegisterEmploymentInError",
    "ReopenSearch",
    "SearchCommand",
    "Searched",
    "Standing",
    "StartEmployment",
]
