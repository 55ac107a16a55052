"""The taper curve of F6, as an answer says it."""

from collections.abc import Iterable, Mapping
from typing import Final, Self

from pydantic import Field

from services.metrics.figures.small_cells import small
from services.metrics.figures.support.taper import PARTIES, TaperWeek
from shared.http.types import View

OF_PLANS: Final = ("with_plan", *(f"{what}_{party}" for what in ("planned", "kept_with_plan") for party in PARTIES))


class TaperView(View):
    """Contacts in a week since introduction began. `kept` compares with `planned` in `with_plan` cases alone.

    What is of cases with a plan is null when it is withheld.
    """

    week: int = Field(examples=[0])
    followed: int = Field(description="Cases followed the whole week / Ärenden som följts hela veckan", examples=[24])
    with_plan: int | None = Field(examples=[20])
    planned_person: float | None = Field(examples=[52.0])
    planned_employer: float | None = Field(examples=[18.0])
    kept_person: int = Field(examples=[55])
    kept_employer: int = Field(examples=[16])
    kept_with_plan_person: int | None = Field(examples=[49])
    kept_with_plan_employer: int | None = Field(examples=[15])

    @classmethod
    def of(cls, week: TaperWeek) -> Self:
        def parties(name: str, numbers: Mapping[str, object]) -> dict[str, object]:
            return {f"{name}_{party}": number for party, number in numbers.items()}

        return cls.model_validate(
            {
                "week": week.week,
                "followed": week.followed,
                "with_plan": week.with_plan,
                **parties("planned", {party: float(planned) for party, planned in week.planned.items()}),
                **parties("kept", week.kept),
                **parties("kept_with_plan", week.kept_with_plan),
            }
        )


def taper_shown(weeks: Iterable[TaperWeek], *, protect: bool) -> list[TaperView]:
    """The weeks that may be shown: up to the first of one to four cases, for what is later is of some of these.

    What is of the cases with a plan is withheld where they, or those without, are one to four. Numbers of contacts are shown
    where the cases that they are of are.
    """
    shown: list[TaperView] = []
    for week in weeks:
        if protect and small(week.followed):
            break
        hidden = protect and (small(week.with_plan) or small(week.followed - week.with_plan))
        view = TaperView.of(week)
        shown.append(view.model_copy(update=dict.fromkeys(OF_PLANS)) if hidden else view)
    return shown
