"""Access by unit: need to know, enforced (2002:623 20 b §)."""

from uuid import UUID

from shared.auth import Principal
from shared.errors import Forbidden


def require_unit(principal: Principal, unit: str | UUID, *, person: UUID | None = None, case: UUID | None = None) -> None:
    """Forbidden("other-unit") unless the unit is among the principal's; the refusal names person and case in the access log."""
    if str(unit) not in principal.units:
        raise Forbidden("other-unit", person=person, case=case)
