"""How a participation is registered in SUS: with identity, anonymously or not yet, and why. Pure.

With identity only under a written consent that was in force on the day, and never for a protected identity; else sex and
budget year alone. What comes out is registered with identity only if it came in so: nobody could match it otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Registered = Literal["identified", "anonymous", "not-yet"]
OutcomeGap = Literal["not-yet", "anonymous", "not-registered", "outdated"]
Gap = Literal["no-consent", "refused", "withdrawn", "protected-identity", "not-yet"]


@dataclass(frozen=True, kw_only=True)
class Consented:
    """One consent to the registration of a participation: in force from `on` until the day before `withdrawn_on`."""

    on: date
    withdrawn_on: date | None

    def in_force(self, day: date) -> bool:
        return self.on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@dataclass(frozen=True, kw_only=True)
class Registration:
    """How one end of a participation is registered, and every reason why not with identity."""

    registered: Registered
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True)
class Participation:
    """A case from its start to its end, as far as it has come. `registered_on`: when it was registered in, if somebody told."""

    started_on: date
    ended_on: date | None
    protected: bool
    consents: Sequence[Consented]
    refused_on: Sequence[date] = ()
    registered_on: date | None = None

    @property
    def consented(self) -> bool:
        """Whether a consent was in force when the participation began."""
        return any(consent.in_force(self.started_on) for consent in self.consents)

    @property
    def at_start(self) -> Registration:
        return _registration(self.gaps_on(self.started_on))

    @property
    def at_end(self) -> Registration:
        if self.ended_on is None:
            return Registration(registered="not-yet", gaps=("not-yet",))
        return _registration(tuple(dict.fromkeys((*self.gaps_on(self.started_on), *self.gaps_on(self.ended_on)))))

    def outcome_gap(self, registered_for: date | None) -> OutcomeGap | None:
        """Why no outcome is shown; None: one is. `registered_for` is the end that one was registered for."""
        if self.ended_on is None:
            return "not-yet"
        if self.at_end.registered != "identified":
            return "anonymous"
        if registered_for is None:
            return "not-registered"
        return None if registered_for == self.ended_on else "outdated"

    def registration_gap(self, registered_for: date | None) -> Gap | None:
        """Why it has not been registered in SUS with identity, as it stands now; None: it has. Who came out came in.

        `registered_for` is the end that an outcome was registered for.
        """
        if self.protected:
            return "protected-identity"
        if self.registered_on is not None or registered_for is not None:
            return None
        in_force = any(consent.withdrawn_on is None for consent in self.consents)
        return "not-yet" if in_force else self._missing(date.max)

    def gaps_on(self, day: date) -> tuple[Gap, ...]:
        """Why it could not be registered with identity on the day."""
        protected: tuple[Gap, ...] = ("protected-identity",) if self.protected else ()
        if any(consent.in_force(day) for consent in self.consents):
            return protected
        return (*protected, self._missing(day))

    def _missing(self, day: date) -> Gap:
        """Why there is no consent: taken back, refused, or nobody has answered."""
        if any(consent.on <= day for consent in self.consents):
            return "withdrawn"
        return "refused" if any(refused_on <= day for refused_on in self.refused_on) else "no-consent"


def _registration(gaps: tuple[Gap, ...]) -> Registration:
    return Registration(registered="anonymous" if gaps else "identified", gaps=gaps)
