"""What the read model keeps facts about, by kind of subject."""

from collections.abc import Mapping
from typing import Any, Final

from services.metrics.subjects.capacity import BENCHMARKS, SHARES
from services.metrics.subjects.case import CASES
from services.metrics.subjects.consent import CONSENTS, SUS_REGISTRATIONS
from services.metrics.subjects.contact import AT_RISK, ATTENDANCES, CONTACTS
from services.metrics.subjects.evidence import EVIDENCE
from services.metrics.subjects.protection import PROTECTIONS
from services.metrics.subjects.referral import JUDGEMENTS, REFERRALS
from services.metrics.subjects.subject import KeyOf, Subject, metadata
from services.metrics.subjects.support import FOLLOW_UPS, INTRODUCTIONS, PLANS
from services.metrics.subjects.survey import ANSWERS, INVITATIONS
from services.metrics.subjects.work import EMPLOYER_CONTACTS, EMPLOYMENTS, SUBSIDIES, TRIALS
from shared.contracts.base import Contract

SUBJECTS: Final[tuple[Subject[Any], ...]] = (
    REFERRALS,
    JUDGEMENTS,
    EVIDENCE,
    CASES,
    EMPLOYMENTS,
    SUBSIDIES,
    TRIALS,
    EMPLOYER_CONTACTS,
    INTRODUCTIONS,
    FOLLOW_UPS,
    PLANS,
    CONTACTS,
    ATTENDANCES,
    AT_RISK,
    SHARES,
    BENCHMARKS,
    CONSENTS,
    SUS_REGISTRATIONS,
    PROTECTIONS,
    ANSWERS,
    INVITATIONS,
)

MEANINGS: Final[Mapping[type[Contract], tuple[Subject[Any], KeyOf, KeyOf | None]]] = {
    event: (subject, key_of, subject.corrects.get(event)) for subject in SUBJECTS for event, key_of in subject.events.items()
}
"""The subject that an event is about, how to read its key from the event, and that of the one that it corrects. By exact type: it
is asked of every event of a rebuild, and isinstance on pydantic's classes is several times slower."""

__all__ = [
    "ANSWERS",
    "ATTENDANCES",
    "AT_RISK",
    "BENCHMARKS",
    "CASES",
    "CONSENTS",
    "CONTACTS",
    "EMPLOYER_CONTACTS",
    "EMPLOYMENTS",
    "EVIDENCE",
    "FOLLOW_UPS",
    "INTRODUCTIONS",
    "INVITATIONS",
    "JUDGEMENTS",
    "MEANINGS",
    "PLANS",
    "PROTECTIONS",
    "REFERRALS",
    "SHARES",
    "SUBJECTS",
    "SUBSIDIES",
    "SUS_REGISTRATIONS",
    "TRIALS",
    "Subject",
    "metadata",
]
