"""The facts that outcomes are found in, as columns, and each of them as the outcome that it is."""

from dataclasses import dataclass

import numpy as np

from services.metrics.figures.columns import NONE, Columns, Days, Ids, Texts
from services.metrics.figures.days import Flags, Ints
from services.metrics.figures.results.outcomes import KINDS, Kind, Outcomes


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Decisions(Columns):
    """Decisions on support: see `facts.Subsidy`."""

    decision: Ids
    case_id: Ids
    person: Ids
    form: Texts
    decided_on: Days
    extension: Flags
    never_began: Flags

    def outcomes(self, of: "Cases") -> Outcomes:
        """Each as an outcome; `of` is the case of each."""
        extension, new = KINDS.index(Kind.EXTENSION), KINDS.index(Kind.NEW_DECISION)
        kind = np.where(self.extension, extension, new)
        return _outcomes(self.decision, kind, self.case_id, self.person, of.unit, self.decided_on, form=self.form)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Begun(Columns):
    """Employments, with the form at their start: see `facts.Employment`."""

    employment: Ids
    case_id: Ids
    person: Ids
    form: Texts
    started_on: Days

    def outcomes(self, of: "Cases", before: Ints) -> Outcomes:
        """Each as an outcome; `of` is the case of each, and `before` the state of its person the day before."""
        kind = np.full(len(self), KINDS.index(Kind.EMPLOYMENT))
        told = (self.employment, kind, self.case_id, self.person, of.unit, self.started_on)
        return _outcomes(*told, form=self.form, before=before)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Cases(Columns):
    """Cases, and how they ended: see `facts.Case`. `ended_on` is FOREVER while the case is open."""

    case_id: Ids
    person: Ids
    unit: Texts
    ended_on: Days
    exit: Texts

    def outcomes(self) -> Outcomes:
        """The end of each as an outcome."""
        kind = np.full(len(self), KINDS.index(Kind.EXIT))
        return _outcomes(self.case_id, kind, self.case_id, self.person, self.unit, self.ended_on, left_as=self.exit)


def _outcomes(
    outcome: Ids,
    kind: Ints,
    case: Ids,
    person: Ids,
    unit: Texts,
    on: Ints,
    *,
    form: Texts | None = None,
    left_as: Texts | None = None,
    before: Ints | None = None,
) -> Outcomes:
    nothing = np.full(outcome.size, NONE)
    no_text = Texts(np.zeros(outcome.size, dtype=np.int64), (None,))
    return Outcomes(
        outcome=outcome,
        kind=kind,
        case=case,
        person=person,
        whose=nothing,
        unit=unit,
        on=on,
        form=no_text if form is None else form,
        exit=no_text if left_as is None else left_as,
        before=nothing if before is None else before,
    )
