"""Intake's commands: what somebody wants done. Time, ids and who asks come with them; texts come sealed."""

from services.intake.commands.case import (
    CaseCommand,
    CorrectCaseStart,
    EndCase,
    OpenCase,
    ProposeCaseEnd,
    RegisterCaseInError,
    ReopenCase,
    StartCase,
)
from services.intake.commands.eligibility import (
    AssessEligibility,
    EligibilityCommand,
    GrantProgramme,
    RefuseProgramme,
    SetToNotYet,
)
from services.intake.commands.person import PersonCommand, RegisterPerson
from services.intake.commands.referral import (
    AcceptReferral,
    DeclineReferral,
    Engagement,
    ReceiveReferral,
    ReferralCommand,
    ReturnReferral,
    WithdrawReferral,
)

__all__ = [
    "AcceptReferral",
    "AssessEligibility",
    "CaseCommand",
    "CorrectCaseStart",
    "DeclineReferral",
    "EligibilityCommand",
    "EndCase",
    "Engagement",
    "GrantProgramme",
    "OpenCase",
    "PersonCommand",
    "ProposeCaseEnd",
    "ReceiveReferral",
    "ReferralCommand",
    "RefuseProgramme",
    "RegisterCaseInError",
    "RegisterPerson",
    "ReopenCase",
    "ReturnReferral",
    "SetToNotYet",
    "StartCase",
    "WithdrawReferral",
]
