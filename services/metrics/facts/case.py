"""The case, from the day it was opened: who has had it, where, and how it went."""

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Tenure(NamedTuple):
    """The unit and the support person (the officer's subject) that have the case from `from_on` until the next tenure."""

    unit: str
    support_person: str
    from_on: date


class Pause(NamedTuple):
    """Nothing is done from `from_on`; `until` is the last day as it was expected, `resumed_on` the day the case went on."""

    from_on: date
    until: date
    resumed_on: date | None = None


class Case(NamedTuple):
    """A case that is waiting (`started_on` None), started or ended. `ended_on` is the last day the case is open.

    `unit` and `support_person` are those it started with (a waiting case: the unit it waits at), also after a handover; the last
    of `tenures` has it now. The characteristics are known from the start on, `opened_on`, `granted_on` and `referral` of cases
    opened since that is published.
    """

    case_id: UUID
    person: UUID
    unit: str
    referral: UUID | None = None
    opened_on: date | None = None
    granted_on: date | None = None
    started_on: date | None = None
    support_person: str | None = None
    ended_on: date | None = None
    end_kind: str | None = None
    exit: str | None = None
    sex: str | None = None
    birth_year: int | None = None
    disability_group: str | None = None
    municipality: str | None = None
    referral_source: str | None = None
    handovers: tuple[Tenure, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """Who has had the case since its start, in order; nobody while it waits."""
        if self.started_on is None or self.support_person is None:
            return self.handovers
        return (Tenure(unit=self.unit, support_person=self.support_person, from_on=self.started_on), *self.handovers)
