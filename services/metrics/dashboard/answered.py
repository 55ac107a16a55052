"""What the page is made of: the answers to one set of arguments, each taken once."""

from dataclasses import dataclass

from services.metrics.answers.access import FairAccessView
from services.metrics.answers.coverage import CoverageView
from services.metrics.answers.inflow import InflowView
from services.metrics.answers.interruptions import InterruptionsView
from services.metrics.answers.outflow import OutflowAnswer
from services.metrics.answers.support import SupportView
from services.metrics.dashboard.numbers import Answer, Place
from services.metrics.figures.survival import SurvivalAt
from services.metrics.schemas import Asked, RetentionView


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """The answers, with those of a year earlier for the goals.

    `survival`: Kaplan-Meier by day from 0, of the same figure as `retention`. None for those without a unit: they are shown what
    that answer has, for by the day the curve tells of single persons.
    """

    inflow: InflowView
    inflow_earlier: InflowView
    outflow: OutflowAnswer
    outflow_earlier: OutflowAnswer
    retention: RetentionView
    survival: tuple[SurvivalAt, ...] | None
    interruptions: InterruptionsView
    access: FairAccessView
    support: SupportView
    coverage: CoverageView


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """Where the page's numbers come from: an answer each, with its figure's name and what it was asked."""

    answered: Answered
    asked: Asked
    place: Place

    @property
    def inflow(self) -> Answer:
        return self._of("inflow", self.answered.inflow, self.asked)

    @property
    def inflow_earlier(self) -> Answer:
        view = self.answered.inflow_earlier
        return self._of("inflow", view, view.arguments, "-earlier")

    @property
    def outflow(self) -> Answer:
        return self._of("outflow", self.answered.outflow, self.asked)

    @property
    def outflow_earlier(self) -> Answer:
        view = self.answered.outflow_earlier
        return self._of("outflow", view, view.arguments, "-earlier")

    @property
    def retention(self) -> Answer:
        return self._of("retention", self.answered.retention, self.asked)

    @property
    def retention_earlier(self) -> Answer:
        """The same answer, its rows those of the earlier period."""
        view = self.answered.retention
        return self._of("retention", view, view.earlier.arguments)

    @property
    def interruptions(self) -> Answer:
        return self._of("interruptions", self.answered.interruptions, self.asked)

    @property
    def access(self) -> Answer:
        return self._of("fair-access", self.answered.access, self.asked)

    @property
    def support(self) -> Answer:
        return self._of("support", self.answered.support, self.asked)

    @property
    def coverage(self) -> Answer:
        return self._of("coverage", self.answered.coverage, self.asked)

    def _of(self, name: str, view: object, asked: Asked, prefix: str = "") -> Answer:
        return Answer(name=name, view=view, asked=asked, place=self.place, prefix=prefix)  # type: ignore[arg-type] # a view
