"""F9 and F11 as a closed month keeps them: what was registered in SUS, what was answered, and how late facts were recorded."""

from typing import Final

from services.metrics import taking
from services.metrics.answers.coverage import CoverageFigure, FormView, coverage_cases
from services.metrics.answers.delays import DelayView
from services.metrics.closable.closable import Closable, Question, Taken, named, of_few
from services.metrics.closable.flow import CASE
from services.metrics.figures.arguments import Arguments
from shared.contracts import followup, intake

CONSENTS: Final = named(
    intake.SusConsentGiven,
    intake.SusConsentWithdrawn,
    intake.SusConsentRefused,
    intake.SusConsentCorrected,
    intake.SusConsentRegisteredInError,
)


SUS: Final = named(
    intake.SusRegistered,
    intake.SusEndRegistered,
    intake.SusRegisteredInError,
    intake.PersonProtected,
    intake.PersonProtectionLifted,
)
"""A protected person is not registered."""


async def _coverage(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(taking.coverage_of, arguments)
    groups = {group.value: cases for group, cases in coverage_cases(figure).items()}
    return Taken(numbers=CoverageFigure.of(figure).model_dump(mode="json"), groups=groups, small=of_few(groups))


async def _survey(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(taking.survey_of, arguments)
    forms = {form.form: FormView.of(form).model_dump(mode="json") for form in figure.forms}
    return Taken(numbers=forms, groups={}, small=False)


async def _delays(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(taking.delays_of, arguments)
    kinds = {delay.kind: DelayView.of(delay, protect=True).model_dump(mode="json") for delay in figure.by_kind}
    return Taken(numbers=kinds, groups={}, small=False)


COVERAGE: Final = Closable(
    name="coverage",
    take=_coverage,
    made_of=CASE | CONSENTS | SUS,
)
SURVEY: Final = Closable(name="survey", take=_survey, of_unit=named(followup.SurveyAnswered, followup.SurveyInvited))
DELAYS: Final = Closable(name="delays", take=_delays, of_events=True)
