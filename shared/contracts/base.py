"""What every published event has in common."""

from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A published event: a fact other services may rely on. A published version is never edited; a change is a new version.

    No names, identity numbers or notes; a person is a UUID. Readers ignore fields they do not know.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str]
    """For example `sius.intake.case-started.v1` (CloudEvents `type`)."""
    key_field: ClassVar[str] = "case"
    """The field whose value is the message key: what must stay in order."""

    @property
    def key(self) -> str:
        return str(getattr(self, self.key_field))

    @property
    def case_id(self) -> UUID:
        value: UUID = getattr(self, "case")  # noqa: B009 - declared by the contracts that have one
        return value
