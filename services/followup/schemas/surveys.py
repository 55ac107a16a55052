"""The survey as it comes in and goes out."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from services.followup import events as e
from services.followup.questionnaire.codes import LONGEST
from services.followup.questionnaire.held import Given
from services.followup.questionnaire.wording import SCALED, WRITTEN, Question, Wording, Words
from services.followup.schemas.examples import CASE, INVITATION, SURVEY_TEXT
from services.followup.schemas.fields import Recorder
from shared.db import Row
from shared.http.types import Body, Day, View, storable

Month = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$"), Field(description="YYYY-MM", examples=["2026-03"])
]
TypedCode = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST),
    AfterValidator(storable),
    Field(description="The one-time code as it was typed / Engångskoden som den skrevs", examples=["ABCD-EFGH-JKMN"]),
]
Written = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True), AfterValidator(storable)]


class InvitationIn(Body):
    """Which of the two forms."""

    form: e.SurveyForm = Field(
        description="While the support goes on, or at its end / Pågående eller avslut", examples=["ongoing"]
    )


class InvitationView(View):
    """An invitation. Whether it was answered is not known to anybody."""

    invitation: UUID = Field(examples=[INVITATION])
    case: UUID = Field(examples=[CASE])
    unit: str = Field(examples=["stockholm"])
    form: e.SurveyForm = Field(examples=["ongoing"])
    wording: str = Field(description="Version of the questions / Frågornas version", examples=["2026-1"])
    invited_on: Day = Field(examples=["2026-03-02"])
    expires_on: Day = Field(examples=["2026-04-01"])
    withdrawn_on: Day | None = Field(examples=[None])
    cause: e.InvitationEnd | None = Field(description="Why it was withdrawn / Varför den återtogs", examples=[None])
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **more})


class InvitationWithCode(InvitationView):
    """An invitation with its code, which is shown this once. Tell it to the person by hand or on paper, never in an address."""

    code: str = Field(examples=["ABCD-EFGH-JKMN"])
    answer_page: str = Field(
        description="The page where it is typed in / Sidan där koden skrivs in",
        examples=["https://sius.example/followup/v1/survey"],
    )


class SurveyCountView(View):
    """Invited and answered in whole months that are over. Fewer than five answers: `not_assessable`, and no number."""

    unit: str = Field(examples=["stockholm"])
    form: e.SurveyForm = Field(examples=["ongoing"])
    invited: int = Field(examples=[24])
    answered: int | None = Field(description="Released answers / Svar som lämnats ut", examples=[9])
    answer_rate: float | None = Field(description="Answered of invited / Andel svar av inbjudna", examples=[0.375])
    assessment: Literal["assessable", "not_assessable"] = Field(examples=["assessable"])


class SurveyTextView(View):
    """A text, by itself: nothing tells who wrote it, when, or what else was answered."""

    text: UUID = Field(examples=[SURVEY_TEXT])
    unit: str = Field(examples=["stockholm"])
    form: e.SurveyForm = Field(examples=["ongoing"])
    wording: str = Field(examples=["2026-1"])
    question: Literal["q8", "q9", "q10"] = Field(examples=["q10"])
    first_month: Month
    month: Month
    words: str = Field(description="What was written / Det som skrevs", examples=["Mer tid i början."])


class ReleaseView(View):
    """What came out: answers, and months whose invitations were counted."""

    answers: int = Field(examples=[7])
    months: int = Field(examples=[2])


class CodeIn(Body):
    """The code alone: it tells which questions are asked."""

    code: TypedCode


class QuestionView(View):
    """A question in one language; `options` lowest first, code and words. Without options it is answered in words."""

    question: Question = Field(examples=["q1"])
    words: str = Field(examples=["Stödet är till nytta för mig."])
    options: dict[str, str] = Field(examples=[{"never": "Aldrig", "always": "Alltid"}])


class SurveyFormView(View):
    """The questions that the code opens, in Swedish and in easy Swedish. Any of them may be skipped."""

    form: e.SurveyForm = Field(examples=["ongoing"])
    wording: str = Field(examples=["2026-1"])
    swedish: list[QuestionView]
    easy_swedish: list[QuestionView]

    @classmethod
    def of(cls, form: e.SurveyForm, wording: Wording) -> Self:
        return cls(form=form, wording=wording.version, swedish=_asked(wording.sv, form), easy_swedish=_asked(wording.easy, form))


def _asked(words: Words, form: e.SurveyForm) -> list[QuestionView]:
    scaled = [QuestionView(question=name, words=words.questions[name], options=dict(words.scale(name))) for name in SCALED]
    written = [QuestionView(question=name, words=words.questions[name], options={}) for name in WRITTEN]
    last = QuestionView(question="sex", words=words.questions["sex"], options={**words.sex})
    plan = QuestionView(question="plan_follows", words=words.questions["plan_follows"], options={**words.plan_follows})
    return [*scaled, *written, *([plan] if form == "closing" else []), last]


OFTEN = Field(default=None, examples=["often"])
MUCH = Field(default=None, examples=["largely"])
WORDS = Field(default=None, examples=[None])


class SurveyAnswerIn(CodeIn):
    """Everything but the code may be left out. Texts are read by named readers only, apart from the answers."""

    q1: e.Often | None = OFTEN
    q2: e.Often | None = OFTEN
    q3: e.Often | None = OFTEN
    q4: e.Often | None = OFTEN
    q5: e.Much | None = MUCH
    q6: e.Much | None = MUCH
    q7: e.Much | None = MUCH
    q8: Written | None = WORDS
    q9: Written | None = WORDS
    q10: Written | None = WORDS
    sex: e.SurveySex = Field(default="no-answer", examples=["no-answer"])
    plan_follows: e.PlanFollows | None = Field(
        default=None, description="Only asked in the closing form / Bara i avslutsenkäten", examples=[None]
    )

    def given(self, form: e.SurveyForm) -> Given:
        """The answers, without what the form does not ask."""
        asked = {name: getattr(self, name) for name in (*SCALED, "sex")}
        return Given(**asked, plan_follows=self.plan_follows if form == "closing" else None)

    @property
    def texts(self) -> dict[int, str]:
        """By the question's number, without empty ones."""
        return {int(name[1:]): text for name in WRITTEN if (text := getattr(self, name))}

    def is_empty(self, form: e.SurveyForm) -> bool:
        """Whether nothing is answered; to tell one's sex is no answer."""
        answers = [getattr(self, name) for name in SCALED]
        return not any([*answers, *self.texts.values(), form == "closing" and self.plan_follows])
