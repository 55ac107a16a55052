"""F9 Survey: each question's distribution, the share in its two highest categories, and how many of the invited answered.

Decisions where the definition is silent:
- An answer counts in the last of the months that it was given in, an invitation in its month; the period is the calendar
  months of [from, to], up to the month of `as_of`. Answers come after invitations, so a rate over one month can be above 1.
- A question with fewer than five answers is not assessable: it has no distribution and no share. A skipped question is no answer
  to it. The same holds for the rate.
- Answers under different wordings are counted together, and the wordings are named.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.metrics.facts import SurveyAnswer, SurveyInvitations
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.shares import Share

FEWEST: Final = 5
HIGHEST: Final = 2
OFTEN: Final = ("never", "seldom", "sometimes", "often", "mostly", "always")
MUCH: Final = ("not-at-all", "small-part", "partly", "largely", "very-largely", "fully")
SCALES: Final = (OFTEN, OFTEN, OFTEN, OFTEN, MUCH, MUCH, MUCH)
PLAN_FOLLOWS: Final = ("yes", "no", "do-not-know")
FORMS: Final = ("ongoing", "closing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question. Not assessable: no distribution, no share. The distribution has every category, lowest first."""

    question: int
    answered: int
    skipped: int
    distribution: Mapping[str, int] | None
    highest: Share | None

    @property
    def assessable(self) -> bool:
        return self.distribution is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One form of the survey: answers of `answers` sheets, of `invited` persons. `plan_follows` is asked by the closing form."""

    form: str
    answers: int
    invited: int
    wordings: tuple[str, ...]
    questions: tuple[Question, ...]
    plan_follows: Mapping[str, int] | None
    plans_answered: int

    @property
    def rate(self) -> Share | None:
        """Answers of invited; None when it is not assessable."""
        return Share(numerator=self.answers, denominator=self.invited) if self.answers >= FEWEST else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """The figure, by form."""

    arguments: Arguments
    forms: tuple[Form, ...]


def survey(answers: Iterable[SurveyAnswer], invitations: Iterable[SurveyInvitations], arguments: Arguments) -> Survey:
    """F9's second half."""
    counts = _counting(arguments)
    sheets = [answer for answer in answers if counts(answer.unit, answer.month)]
    invited = Counter[str]()
    for invitation in invitations:
        if counts(invitation.unit, invitation.month):
            invited[invitation.form] += invitation.invited
    return Survey(
        arguments=arguments,
        forms=tuple(_form(form, [sheet for sheet in sheets if sheet.form == form], invited[form]) for form in FORMS),
    )


def _counting(arguments: Arguments) -> Callable[[str, str], bool]:
    first, last = (f"{day:%Y-%m}" for day in (arguments.from_, min(arguments.to, arguments.as_of)))
    return lambda unit, month: first <= month <= last and (arguments.unit is None or unit in arguments.unit)


def _form(form: str, sheets: Sequence[SurveyAnswer], invited: int) -> Form:
    plans = Counter(sheet.plan_follows for sheet in sheets if sheet.plan_follows is not None)
    return Form(
        form=form,
        answers=len(sheets),
        invited=invited,
        wordings=tuple(sorted({sheet.wording for sheet in sheets})),
        questions=tuple(_question(number, scale, sheets) for number, scale in enumerate(SCALES, start=1)),
        plan_follows={answer: plans[answer] for answer in PLAN_FOLLOWS} if plans.total() >= FEWEST else None,
        plans_answered=plans.total(),
    )


def _question(number: int, scale: Sequence[str], sheets: Sequence[SurveyAnswer]) -> Question:
    given = Counter(answer for sheet in sheets if (answer := sheet.answers[number - 1]) is not None)
    assessable = given.total() >= FEWEST
    high = sum(given[category] for category in scale[-HIGHEST:])
    return Question(
        question=number,
        answered=given.total(),
        skipped=len(sheets) - given.total(),
        distribution={category: given[category] for category in scale} if assessable else None,
        highest=Share(numerator=high, denominator=given.total()) if assessable else None,
    )
