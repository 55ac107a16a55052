"""F9 The survey: its answers are of nobody, so there are no lists; they can be cut by what a sheet carries, unit and sex."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, Response

from services.metrics import queries, taking
from services.metrics.answers.coverage import FormView, QuestionView
from services.metrics.answers.survey import (
    SURVEY_STEPS,
    SliceFormView,
    SurveyBreakdownView,
    SurveyBrokenDownView,
    SurveySliceView,
    answered,
)
from services.metrics.api.answering import FILES, Asking, By, Wanted, answer, number, refused_breakdown
from services.metrics.api.asking import Asked, MaySeeFigures
from services.metrics.facts import SurveyAnswer
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import UNKNOWN, Breakdown
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.small_cells import shown_table
from services.metrics.figures.survey import Survey, survey
from services.metrics.formats import Number, Row, Table
from services.metrics.queries import Period
from services.metrics.schemas import Asked as AskedView
from services.metrics.subjects import ANSWERS
from shared.db import Tx
from shared.http.dependencies import DbTx
from shared.http.transactional import Transactional

router = APIRouter(prefix="/figures/survey", route_class=Transactional, tags=["figures"])

CARRIED: Final = frozenset({Breakdown.SEX, Breakdown.UNIT})
MEASURES: Final = ("answered", "skipped", "two_highest")


@router.get("", responses=FILES, response_model=SurveyBrokenDownView)
async def show_survey(
    _principal: MaySeeFigures, arguments: Asked, tx: DbTx, wanted: Wanted, by: By = None
) -> SurveyBrokenDownView | Response:
    """The survey: distribution and the two highest of each question, and the answer rate. Under five answers: not assessable.

    It can be broken down by sex and by unit, which is all that an answer carries.

    Enkäten: svarens fördelning och de två högsta per fråga, och svarsfrekvens. Under fem svar: går inte att bedöma.
    Den kan delas upp efter kön och enhet; annat följer inte med ett svar.
    """
    if by is not None and by not in CARRIED:
        raise refused_breakdown(
            by,
            sv="enkätsvaren är anonyma och bär bara kön och enhet.",
            en="the answers are anonymous and carry sex and unit alone.",
        )
    figure = await taking.survey_of(tx, arguments)
    view = SurveyBrokenDownView(
        arguments=AskedView.of(arguments),
        definitions=DEFINITIONS,
        forms=[FormView.of(form) for form in figure.forms],
        breakdown=await _broken_down(tx, figure, by) if by is not None else None,
    )
    return answer(wanted, view, lambda: _tables(view), Asking(figure="survey", arguments=arguments, by=by))


async def _broken_down(tx: Tx, figure: Survey, by: Breakdown) -> SurveyBreakdownView:
    """The slices; one of which nothing may be shown is left out."""
    sheets: dict[str, list[SurveyAnswer]] = defaultdict(list)
    for sheet in await _sheets(tx, figure.arguments):
        sheets[sheet.unit if by is Breakdown.UNIT else sheet.sex or UNKNOWN].append(sheet)
    cut = {value: survey(found, (), figure.arguments) for value, found in sorted(sheets.items())}
    views: dict[str, list[SliceFormView]] = {value: [] for value in cut}
    left_out = False
    for at, whole in enumerate(figure.forms):
        forms = {value: found.forms[at] for value, found in cut.items() if found.forms[at].answers}
        shown = shown_table(answered(whole), {value: answered(form) for value, form in forms.items()}, SURVEY_STEPS)
        left_out = left_out or shown.left_out
        for value, counts in shown.slices.items():
            views[value].append(SliceFormView.of(forms[value], counts))
    slices = [SurveySliceView(value=value, forms=told) for value, told in views.items() if told]
    return SurveyBreakdownView(by=by, slices=slices, left_out=left_out)


async def _sheets(tx: Tx, arguments: Arguments) -> list[SurveyAnswer]:
    """The answer sheets of the months and units; the figure counts those of its own months."""
    last = min(arguments.to, arguments.as_of)
    period = Period(known_at=arguments.known_at, from_=min(arguments.from_, last), last=last, units=arguments.unit)
    return await queries.facts(tx, ANSWERS, period)


def _tables(view: SurveyBrokenDownView) -> list[Table]:
    forms = [
        Row(key=(form.form,), numbers=(form.answers, form.invited, form.answer_rate.value if form.answer_rate else None))
        for form in view.forms
    ]
    whole = [((form.form, str(one.question)), one) for form in view.forms for one in form.questions]
    tables = [
        Table(name="forms", dimensions=("form",), measures=("answers", "invited", "answer_rate"), rows=tuple(forms)),
        _questions("questions", ("form", "question"), whole),
        _distributions("distribution", ("form", "question"), whole),
    ]
    if view.breakdown is None:
        return tables
    cut = [
        ((one.value, form.form, str(question.question)), question)
        for one in view.breakdown.slices
        for form in one.forms
        for question in form.questions
    ]
    by = view.breakdown.by.value
    return [
        *tables,
        _questions("breakdown", (by, "form", "question"), cut),
        _distributions("by_answer", (by, "form", "question"), cut),
    ]


Told = Sequence[tuple[tuple[str, ...], QuestionView]]


def _questions(name: str, dimensions: tuple[str, ...], told: Told) -> Table:
    """Without a share, a question is not assessable."""

    def numbers(one: QuestionView) -> tuple[Number, ...]:
        return number(one.answered), number(one.skipped), one.two_highest.value if one.two_highest else None

    rows = tuple(Row(key=key, numbers=numbers(one)) for key, one in told)
    return Table(name=name, dimensions=dimensions, measures=MEASURES, rows=rows)


def _distributions(name: str, dimensions: tuple[str, ...], told: Told) -> Table:
    """How many chose each answer, of the questions that are assessable."""
    rows = tuple(
        Row(key=(*key, choice), numbers=(count,)) for key, one in told for choice, count in (one.distribution or {}).items()
    )
    return Table(name=name, dimensions=(*dimensions, "answer"), measures=("answers",), rows=rows)
