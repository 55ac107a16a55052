"""F9 Coverage in SUS: how many were worked with, consented, were registered; and why the others were not.

Decisions where the definition is silent:
- Worked with: cases open on some day of [from, to], up to `as_of`, at the unit of their start. Consent is as it stands on
  `as_of`.
- Every case is in one group, the first that it is in of: protected identity, registered, not yet (consent in force, not
  registered), withdrawn (there was a consent), no consent (refused, or never asked).
- Registered: somebody registered the case in SUS on a day up to `as_of`, or registered its end there: what comes out came in. It
  stays so when the consent is withdrawn later, until it is taken back as registered in error.
- As long as nobody at any unit had told of a registration (None), registered and not yet cannot be told apart, and both are None:
  the consented are what is known. So it is of days and of known times from before registrations were told. None is not 0.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from services.metrics.facts import Case, Consent
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Rows, Share, rows, share

SUS = "sus"


class Served(NamedTuple):
    """Of a case, what coverage counts: see `facts.Case`."""

    case_id: UUID
    person: UUID
    unit: str
    started_on: date | None
    ended_on: date | None


class Asked(NamedTuple):
    """Of an answer about registration, what coverage counts: see `facts.Consent`."""

    case_id: UUID | None
    kind: str
    given_on: date | None
    withdrawn_on: date | None
    refused_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The figure. worked_with = protected + consented + registered without it + withdrawn + no_consent."""

    arguments: Arguments
    worked_with: Rows
    consented: Rows
    registered: Rows | None
    not_yet: Rows | None
    protected: Rows
    withdrawn: Rows
    refused: Rows
    not_asked: Rows

    @property
    def no_consent(self) -> Rows:
        """Refused, or never asked."""
        return rows((*self.refused, *self.not_asked))

    @property
    def share_consented(self) -> Share:
        return share(self.consented, self.worked_with)

    @property
    def share_registered(self) -> Share | None:
        return None if self.registered is None else share(self.registered, self.worked_with)


class _Stand(StrEnum):
    """How a case stands to registration in SUS, apart from being registered."""

    PROTECTED = "protected"
    CONSENTED = "consented"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    NOT_ASKED = "not-asked"


def coverage(
    cases: Iterable[Case | Served],
    consents: Iterable[Consent | Asked],
    arguments: Arguments,
    *,
    protected: Collection[UUID] = (),
    registered: Collection[UUID] | None = None,
) -> Coverage:
    """F9's first half. `protected` are persons, `registered` cases, None when nobody has told of any."""
    answers: dict[UUID, list[Consent | Asked]] = defaultdict(list)
    for consent in consents:
        if consent.kind == SUS and consent.case_id is not None:
            answers[consent.case_id].append(consent)
    stands = {
        case.case_id: _Stand.PROTECTED if case.person in protected else _stand(answers[case.case_id], arguments.as_of)
        for case in cases
        if worked_with(case, arguments)
    }
    open_to_it = {case: stand for case, stand in stands.items() if stand is not _Stand.PROTECTED}
    done = None if registered is None else rows(case for case in open_to_it if case in registered)

    def those(wanted: _Stand) -> Rows:
        return rows(case for case, stand in stands.items() if stand is wanted and (done is None or case not in done))

    return Coverage(
        arguments=arguments,
        worked_with=rows(stands),
        consented=rows(case for case, stand in stands.items() if stand is _Stand.CONSENTED),
        registered=done,
        not_yet=None if done is None else those(_Stand.CONSENTED),
        protected=those(_Stand.PROTECTED),
        withdrawn=those(_Stand.WITHDRAWN),
        refused=those(_Stand.REFUSED),
        not_asked=those(_Stand.NOT_ASKED),
    )


def worked_with(case: Case | Served, arguments: Arguments) -> bool:
    """Whether the case counts: open on some day of the period."""
    return (
        case.started_on is not None
        and case.started_on <= min(arguments.to, arguments.as_of)
        and (case.ended_on is None or case.ended_on >= arguments.from_)
        and (arguments.unit is None or case.unit in arguments.unit)
    )


def _stand(consents: Iterable[Consent | Asked], as_of: date) -> _Stand:
    found = {stand for consent in consents if (stand := _of(consent, as_of)) is not None}
    order = (_Stand.CONSENTED, _Stand.WITHDRAWN, _Stand.REFUSED)
    return next((stand for stand in order if stand in found), _Stand.NOT_ASKED)


def _of(consent: Consent | Asked, as_of: date) -> _Stand | None:
    """What one answer says on the day; None for one that had not been given yet."""
    if consent.given_on is not None and consent.given_on <= as_of:
        return _Stand.WITHDRAWN if consent.withdrawn_on is not None and consent.withdrawn_on <= as_of else _Stand.CONSENTED
    if consent.given_on is None and consent.withdrawn_on is not None and consent.withdrawn_on <= as_of:
        return _Stand.WITHDRAWN
    return _Stand.REFUSED if consent.refused_on is not None and consent.refused_on <= as_of else None
