"""The survey: answers, and how many were invited."""

from services.metrics.facts import SurveyAnswer, SurveyInvitations
from services.metrics.subjects.subject import Subject
from shared.contracts import followup


def answer_after(_before: SurveyAnswer | None, event: followup.SurveyAnswered) -> SurveyAnswer:
    return SurveyAnswer(
        answer=event.answer,
        unit=event.unit,
        form=event.form,
        wording=event.wording,
        first_month=event.first_month,
        month=event.month,
        sex=event.sex,
        plan_follows=event.plan_follows,
        answers=(event.q1, event.q2, event.q3, event.q4, event.q5, event.q6, event.q7),
    )


def invitations_after(_before: SurveyInvitations | None, event: followup.SurveyInvited) -> SurveyInvitations:
    """The last word about a month holds."""
    return SurveyInvitations(unit=event.unit, form=event.form, month=event.month, invited=event.invited)


ANSWERS = Subject(
    "survey_answers",
    SurveyAnswer,
    key=("answer",),
    step=answer_after,
    events={followup.SurveyAnswered: ("answer",)},
    indexes=[("unit", "month")],
)
MONTH = ("unit", "form", "month")
INVITATIONS = Subject(
    "survey_invitations", SurveyInvitations, key=MONTH, step=invitations_after, events={followup.SurveyInvited: MONTH}
)
