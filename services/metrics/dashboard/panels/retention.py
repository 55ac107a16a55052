"""F3: the curve of those still in the job, and the counts against the same period a year earlier."""

from collections.abc import Sequence
from typing import Final

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.charts import Curve, Dot, Plot, Tick, Under, drawn
from services.metrics.dashboard.numbers import Answer
from services.metrics.dashboard.panels.counted import counted, plain, suppressed
from services.metrics.dashboard.panels.outflow import TABLED, TICKS
from services.metrics.dashboard.shown import Cell, Grid, Line, Panel, Picture, told
from services.metrics.dashboard.words import NONE, Words
from services.metrics.figures.survival import SurvivalAt

PERIOD: Final = "period/figure"
EARLIER: Final = "earlier/figure"
GROUPS: Final = {
    "cohort": "entered",
    "mature": "entered-mature",
    "retained": "retained",
    "returned": "returned",
    "lost": "lost",
    "unknown": "unknown",
    "pending": "entered-pending",
}
SAME: Final = frozenset({"retained", "lost", "unknown"})
CURVE_GROUPS: Final = ("ended", "censored")
FIFTHS: Final = range(6)


def retention(sources: Sources, words: Words) -> Panel:
    """The panel."""
    answer, survival = sources.retention, sources.answered.survival
    if answer.value(PERIOD) is None:
        return suppressed("retention", words)
    lead = told(
        words,
        "retention-lead",
        **{group: counted(answer, f"{PERIOD}/counts", group) for group in ("cohort", "mature", "retained")},
        share=answer.number(f"{PERIOD}/share_known/value", "share"),
    )
    return Panel(
        name="retention",
        heading=words("retention"),
        lead=lead,
        pictures=(_picture(answer, survival, words),),
        tables=(_counts(answer, sources.retention_earlier, words),),
    )


def _picture(answer: Answer, survival: Sequence[SurvivalAt] | None, words: Words) -> Picture:
    """The curve; where it is not to be shown by the day, the days that the answer has."""
    seen = [(at.day, at.survival, at.low, at.high) for at in survival or () if at.at_risk]
    named = [] if survival else answer.value(f"{PERIOD}/survival")
    days = {at.day: words.count(at.at_risk) for at in survival or ()}
    days |= {day: answer.number(f"{path}/at_risk").text for day, path in _answered(answer).items()}
    plot = Plot(
        name="retention-curve",
        title=words("retention-curve"),
        told=words("retention-told", points=_spoken(answer, words)),
        x=[Tick(at=day, text=str(day)) for day in TICKS],
        y=[Tick(at=fifth / 5, text=words.share(fifth / 5, 0)) for fifth in FIFTHS],
        x_name=words("days-since-job"),
        curves=[
            Curve(
                name=words("still-in-work"),
                kind="first",
                points=[(day, share) for day, share, _, _ in seen if share is not None],
                band=[(day, low, high) for day, _, low, high in seen if low is not None and high is not None],
            )
        ],
        dots=[
            Dot(x=at.day, y=at.survival, low=at.low, high=at.high)
            for at in named
            if at.at_risk != 0 and at.survival is not None and at.low is not None and at.high is not None
        ],
        under=[Under(name=words("at-risk"), texts=[days.get(day, "") for day in TICKS])],
    )
    return Picture(
        name="retention-curve", title=words("retention-curve"), drawn=drawn(plot), table=_tabled(answer, survival, words)
    )


def _answered(answer: Answer) -> dict[int, str]:
    """Day → where the answer has it."""
    return {at.day: f"{PERIOD}/survival/{index}" for index, at in enumerate(answer.value(f"{PERIOD}/survival"))}


def _spoken(answer: Answer, words: Words) -> str:
    return ", ".join(
        words("at-day", day=day, share=answer.number(f"{path}/survival", "share").text)
        for day, path in _answered(answer).items()
        if answer.value(f"{path}/survival") is not None
    )


def _tabled(answer: Answer, survival: Sequence[SurvivalAt] | None, words: Words) -> Grid:
    named = _answered(answer)
    by_day = {at.day: at for at in survival or ()}

    def cells(day: int) -> tuple[Cell, ...]:
        if day in named:
            shares = (answer.number(f"{named[day]}/{name}", "share", absent="none") for name in ("survival", "low", "high"))
            return (*shares, answer.number(f"{named[day]}/at_risk"))
        at = by_day[day]
        between = (plain(share, NONE if share is None else words.share(share)) for share in (at.survival, at.low, at.high))
        return (*between, plain(at.at_risk, words.count(at.at_risk)))

    return Grid(
        name="retention-days",
        caption=words("retention-curve"),
        columns=(words("day"), words("still-in-work"), words("low"), words("high"), words("at-risk")),
        lines=tuple(Line(head=str(day), cells=cells(day)) for day in (TABLED if by_day else named)),
        note=words("interval-note"),
    )


def _counts(now: Answer, before: Answer, words: Words) -> Grid:
    lines = [
        Line(
            head=words(said),
            cells=(
                counted(now, f"{PERIOD}/counts", group),
                counted(before, f"{EARLIER}/counts", group),
                counted(now, f"{PERIOD}/counts", f"same-employer-{group}") if group in SAME else "",
            ),
            part=group == "returned",
        )
        for group, said in GROUPS.items()
    ]
    lines += [_shares(now, before, name, words) for name in ("share_known", "share_low")]
    lines += [
        Line(head=words(group), cells=(counted(now, f"{PERIOD}/counts", group), counted(before, f"{EARLIER}/counts", group), ""))
        for group in CURVE_GROUPS
    ]
    return Grid(
        name="retention-counts",
        caption=words("retention-counts"),
        columns=("", words("the-period"), words("cases-before"), words("same-employer")),
        lines=tuple(lines),
    )


def _shares(now: Answer, before: Answer, name: str, words: Words) -> Line:
    return Line(
        head=words(name.replace("_", "-")),
        cells=(
            now.number(f"{PERIOD}/{name}/value", "share"),
            before.number(f"{EARLIER}/{name}/value", "share"),
            now.number(f"{PERIOD}/same_employer_{name}/value", "share"),
        ),
    )
