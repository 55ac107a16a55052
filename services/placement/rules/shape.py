"""What a set of rules about support forms is: dated data. Which sets there have been stands in `sets`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.placement.events import Form
from shared.errors import Refused
from shared.limits import Limit


@dataclass(frozen=True, kw_only=True)
class Young:
    """A shorter total for whoever is at most `to_age` years old on the support's first day."""

    to_age: int
    in_total: int


@dataclass(frozen=True, kw_only=True)
class SupportForm:
    """One support form: how long a decision may last, what must come before it, and where that stands.

    `one_decision` and `in_total` are months, None where the ordinance states none. Without `one_decision` nobody decides on it
    here. The total is the person's, with every employer: the ordinances give these supports for a person who is assigned to
    them, and nothing in them lets the time begin anew with another employer. A decision's length is that one decision's.

    `tested_first`: forms that are tested, and found not to be the right one, before this (2017:462 16 §). `follows`: the support
    needs one of these with the same employer before it, else particular reasons. `within_time_away`: never longer than the time
    away from work before it. `extra_months`: so much more in total with the same employer, by an extension.
    `not_with_sius` is the refusal when the programme goes on.
    """

    name: str
    basis: str | None = None
    one_decision: int | None = None
    in_total: int | None = None
    young: Young | None = None
    within_time_away: bool = False
    extra_months: int = 0
    tested_first: tuple[Form, ...] = ()
    follows: tuple[Form, ...] = ()
    not_with_sius: type[Refused] | None = None


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """The support forms there are from the day `version` on, and how long employers may wait with a claim for a work month.

    A decision is taken under the set in force on its own date. That set holds for it as long as it lasts, also when it is
    corrected later: a change of an ordinance leaves decided periods as they were (as SFS 2017:887, transition 2).
    """

    version: date
    forms: Mapping[Form, SupportForm]
    claim: Limit

    @property
    def name(self) -> str:
        return self.version.isoformat()
