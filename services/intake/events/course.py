"""Everything that can happen to a case."""

from services.intake.events.case import (
    CaseEndCorrected,
    CaseEnded,
    CaseEndProposed,
    CaseOpened,
    CasePaused,
    CaseRegisteredInError,
    CaseReopened,
    CaseResumed,
    CaseStartCorrected,
    CaseStarted,
)
from services.intake.events.handover import CaseHandedOver, FirstContactMade
from services.intake.events.late import CaseChangeApproved, CaseChangeProposed, CaseChangeRefused

CaseEvent = (
    CaseOpened
    | CaseStarted
    | CaseStartCorrected
    | CasePaused
    | CaseResumed
    | CaseHandedOver
    | FirstContactMade
    | CaseEndProposed
    | CaseEnded
    | CaseEndCorrected
    | CaseReopened
    | CaseRegisteredInError
    | CaseChangeProposed
    | CaseChangeApproved
    | CaseChangeRefused
)
