"""What intake publishes of a person: whether the identity is protected, and nothing else."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.base import Contract


class PersonProtected(Contract):
    """The person has a protected identity: only officers named for it may see the person. May come again."""

    type: ClassVar[str] = "sius.intake.person-protected.v1"
    key_field: ClassVar[str] = "person"

    person: UUID


class PersonProtectionLifted(Contract):
    """The person's identity is not protected any more. May come without a protection before it."""

    type: ClassVar[str] = "sius.intake.person-protection-lifted.v1"
    key_field: ClassVar[str] = "person"

    person: UUID
