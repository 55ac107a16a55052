"""What a person lets employers be told: agreed, withdrawn, and every time it was relied on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from shared.ids import Sealed

Extent = Literal["nothing", "need-of-adaptation", "named-facts"]
"""What may be told about the disability."""

Fact = Literal[
    "name",
    "contact-details",
    "skills",
    "merits",
    "languages",
    "licences",
    "wished-occupations",
    "hours",
    "shifts",
    "place",
    "support",
    "adaptations",
    "abilities",
    "own-words",
]
"""What an employer may be told. `support`: that a support person takes part. `own-words`: the agreement's wording, as agreed.
`name` and `contact-details` are not kept here: the officer says them."""

Step = Literal["presented", "interviewed", "trial", "offered"]
"""The steps of a candidacy in which an employer learns of the person."""

Recipients = Literal["all"] | tuple[UUID, ...]
"""Every employer, or those named."""


@dataclass(frozen=True, kw_only=True)
class PresentationAgreed:
    """From `on` until `until` (None: until withdrawn) these facts may be told to these employers.

    For the employers it covers it replaces what was agreed before: what was said last holds, also once it is over.
    """

    case: UUID
    person: UUID
    agreement: UUID
    extent: Extent
    facts: tuple[Fact, ...]
    wording: Sealed | None
    to: Recipients
    until: date | None
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PresentationWithdrawn:
    """From `on` nothing is told under the agreement."""

    case: UUID
    person: UUID
    agreement: UUID
    registered_by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PresentationUsed:
    """The employer was told `facts` under the agreement, in this step of the candidacy.

    In the presentation's own stream, so that a withdrawal at the same moment and this cannot both pass.
    """

    case: UUID
    person: UUID
    agreement: UUID
    candidacy: UUID
    employer: UUID
    step: Step
    facts: tuple[Fact, ...]
    on: date


PresentationEvent = PresentationAgreed | PresentationWithdrawn | PresentationUsed
