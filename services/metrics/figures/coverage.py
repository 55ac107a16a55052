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

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from services.metrics.facts import Case, Consent
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.columns import NONE, Columns, Days, Ids, Members, Texts, ids, places
from services.metrics.figures.days import FOREVER, Flags, Ints
from services.metrics.figures.shares import Rows, Share, rows, share

SUS: Final = "sus"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Served(Columns):
    """Of cases, what coverage counts: see `facts.Case`. `started_on` is FOREVER while the case waits."""

    case_id: Ids
    person: Ids
    unit: Texts
    started_on: Days
    ended_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Asked(Columns):
    """Of answers about registration in SUS, what coverage counts: see `facts.Consent`."""

    case_id: Ids
    given_on: Days
    withdrawn_on: Days
    refused_on: Days


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


_NOT_ASKED: Final = 0
_REFUSED: Final = 1
_WITHDRAWN: Final = 2
_CONSENTED: Final = 3
"""How a case stands to registration in SUS; of several answers the highest holds."""


def coverage(
    cases: Iterable[Case] | Served,
    consents: Iterable[Consent] | Asked,
    arguments: Arguments,
    *,
    protected: Collection[UUID] = (),
    registered: Collection[UUID] | None = None,
) -> Coverage:
    """F9's first half. `protected` are persons, `registered` cases, None when nobody has told of any."""
    served = Served.of(cases)
    served = served[worked_with(served, arguments)]
    served = served[np.argsort(served.case_id)]
    stands = _stands(served.case_id, _about_sus(consents), arguments)
    hidden = np.isin(served.person, ids(protected))
    done = ~hidden & np.isin(served.case_id, ids(registered or ()))
    rest = ~hidden & ~done

    def those(counted: Flags) -> Rows:
        return Members(served.case_id[counted])

    return Coverage(
        arguments=arguments,
        worked_with=Members(served.case_id),
        consented=those(~hidden & (stands == _CONSENTED)),
        registered=None if registered is None else those(done),
        not_yet=None if registered is None else those(rest & (stands == _CONSENTED)),
        protected=those(hidden),
        withdrawn=those(rest & (stands == _WITHDRAWN)),
        refused=those(rest & (stands == _REFUSED)),
        not_asked=those(rest & (stands == _NOT_ASKED)),
    )


def worked_with(cases: Served, arguments: Arguments) -> Flags:
    """The cases that count: open on some day of the period."""
    last = min(arguments.to, arguments.as_of).toordinal()
    open_then = (cases.started_on <= last) & (cases.ended_on >= arguments.from_.toordinal())
    return open_then if arguments.unit is None else open_then & cases.unit.among(arguments.unit)


def _about_sus(consents: Iterable[Consent] | Asked) -> Asked:
    return consents if isinstance(consents, Asked) else Asked.of(one for one in consents if one.kind == SUS)


def _stands(cases: Ids, asked: Asked, arguments: Arguments) -> Ints:
    """How each case stands, of these in order."""
    of = places(asked.case_id, cases)
    stands = np.full(cases.size, _NOT_ASKED)
    np.maximum.at(stands, of[of != NONE], _said(asked, arguments)[of != NONE])
    return stands


def _said(asked: Asked, arguments: Arguments) -> Ints:
    """What each answer says on the day; one that had not been given yet says nothing."""
    as_of = arguments.as_of.toordinal()
    given, gone, refused = asked.given_on <= as_of, asked.withdrawn_on <= as_of, asked.refused_on <= as_of
    withdrawn = gone & (given | (asked.given_on == FOREVER))
    return np.select([given & ~gone, withdrawn, refused], [_CONSENTED, _WITHDRAWN, _REFUSED], _NOT_ASKED)
