"""Intake's events: past facts. Every one is about one person; names and notes are sealed, numbers are nowhere.

What is imported here is what the package gives: each name is listed once (pyproject.toml tells the linter and the type checker).
"""

from typing import get_args

from services.intake.events.capacity import (
    Appropriation,
    BenchmarkSet,
    CapacityEvent,
    CorrectionReason,
    Over,
    PersonalCapSet,
    ShareCorrected,
    ShareEnded,
    ShareSet,
    ShortageReason,
    SupportPersonDescribed,
    WorkloadEvent,
)
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
    End,
)
from services.intake.events.consent import (
    ConsentCorrected,
    ConsentEvent,
    ConsentForm,
    ConsentGiven,
    ConsentPurpose,
    ConsentRefused,
    ConsentRegisteredInError,
    ConsentScope,
    ConsentTerms,
    ConsentWithdrawn,
)
from services.intake.events.course import (
    CaseEvent,
)
from services.intake.events.eligibility import (
    DecisionReconsidered,
    EligibilityAssessed,
    EligibilityEvent,
    ProgrammeGranted,
    ProgrammeRefused,
    ReconsiderationRequested,
    SetToNotYet,
)
from services.intake.events.evidence import (
    EvidenceEvent,
    EvidenceReceipt,
    EvidenceReceiptCorrected,
    EvidenceReceiptRegisteredInError,
    EvidenceReceived,
    EvidenceReminded,
    EvidenceRequested,
    EvidenceWaived,
)
from services.intake.events.handover import (
    CaseHandedOver,
    ContactChannel,
    ContactParty,
    FirstContactMade,
    HandoverPacket,
    HandoverReason,
    LastContact,
    OpenClock,
    OpenClockKind,
    Presentation,
)
from services.intake.events.late import (
    CaseChangeApproved,
    CaseChangeProposed,
    CaseChangeRefused,
    ChangeKind,
    LateChange,
    LateEnd,
    LateEndCorrection,
    LateEvent,
    LatePause,
    LateResumption,
    LateStart,
    LateStartCorrection,
)
from services.intake.events.meeting import (
    AgencyKind,
    Meeting,
    MeetingCorrected,
    MeetingCorrectionReason,
    MeetingErrorReason,
    MeetingEvent,
    MeetingHeld,
    MeetingKind,
    MeetingRegisteredInError,
)
from services.intake.events.person import (
    ConflictAbout,
    Holds,
    IdentityNumberChanged,
    MergeConflict,
    MergeConflictSettled,
    MergedFrom,
    MergedInto,
    MergeProposed,
    MergeUndone,
    PersonEvent,
    PersonRegistered,
    PersonRestored,
    ProtectionKind,
    ProtectionLifted,
    ProtectionSet,
)
from services.intake.events.planning import (
    CaseAssigned,
    CasePrioritised,
    CasePriorityWithdrawn,
    CaseUnassigned,
    PlannedEndSet,
    PlanningEvent,
)
from services.intake.events.referral import (
    ProposalAccepted,
    ReferralAccepted,
    ReferralDeclined,
    ReferralEvent,
    ReferralReceived,
    ReferralReopened,
    ReferralReturned,
    ReferralWithdrawn,
)
from services.intake.events.sus import (
    SusCorrectionReason,
    SusEvent,
    SusOccupation,
    SusOccupied,
    SusOutcome,
    SusOutcomeCorrected,
    SusOutcomeRegistered,
    SusReason,
    SusSituation,
    SusSource,
    SusSupport,
)
from services.intake.events.task import TaskDone, TaskEvent, TaskKind
from services.intake.events.vocabulary import (
    Alternative,
    Answer,
    Channel,
    Characteristics,
    Criterion,
    Decision,
    DisabilityGroup,
    EndKind,
    Evidence,
    EvidenceForm,
    EvidenceSource,
    ExitCategory,
    Finding,
    Informed,
    InformedParty,
    LongTerm,
    NextStep,
    Outcome,
    Party,
    PauseReason,
    PlannedJob,
    RecommendedWhen,
    ReconsiderationOutcome,
    ReferralReason,
    ReferralSource,
    Requirement,
    ReturnReason,
    Sex,
    Shortfall,
    SupportForm,
)

EVENTS: tuple[type, ...] = (
    *get_args(PersonEvent),
    *get_args(ReferralEvent),
    *get_args(EligibilityEvent),
    *get_args(CaseEvent),
    BenchmarkSet,
    *get_args(WorkloadEvent),
    *get_args(PlanningEvent),
    *get_args(EvidenceEvent),
    *get_args(ConsentEvent),
    *get_args(MeetingEvent),
    *get_args(SusEvent),
    TaskDone,
)
"""Every event there is, by stream."""
