"""F2: the curve of those who have got work, and the counts."""

from typing import Final

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.charts import Curve, Plot, Tick, Under, drawn
from services.metrics.dashboard.numbers import Answer
from services.metrics.dashboard.panels.counted import counted, suppressed
from services.metrics.dashboard.shown import Cell, Grid, Line, Panel, Picture, told
from services.metrics.dashboard.words import Words
from services.metrics.figures.outflow import DAYS
from services.metrics.schemas import CurvePoint

TICKS: Final = (0, 90, 180, 270, 365)
TABLED: Final = (0, *range(30, 361, 30), 365)
TOLD: Final = (90, 180, 365)
POINTS: Final = "figure/curve/points"
PARTS: Final = frozenset({"pending-in-work", "pending-been-in-work"})
GROUPS: Final = (
    *("cohort", "mature", "in-work-within-180", "unknown-within-180", "not-within-180"),
    *("in-work-on-day-180", "unknown-on-day-180", "not-on-day-180", "pending", *sorted(PARTS, reverse=True)),
)
CURVE_GROUPS: Final = ("curve-in-work", "curve-competing", "curve-censored", "curve-left-out")
SHARES: Final = {"in-work-within-180": "share_within_180", "in-work-on-day-180": "share_on_day_180"}


def outflow(sources: Sources, words: Words) -> Panel:
    """The panel."""
    answer = sources.outflow
    if answer.value("figure") is None:
        return suppressed("outflow", words)
    lead = told(
        words,
        "outflow-lead",
        cohort=counted(answer, "figure/counts", "cohort"),
        mature=counted(answer, "figure/counts", "mature"),
        share=answer.number("figure/share_within_180/value", "share"),
        goal=words.share(answer.value("goal"), 0),
    )
    return Panel(
        name="outflow",
        heading=words("outflow"),
        lead=lead,
        pictures=(_picture(answer, words),),
        tables=(_counts(answer, sources.outflow_earlier, words),),
        more=(_curve_counts(answer, words),),
    )


def _picture(answer: Answer, words: Words) -> Picture:
    points: list[CurvePoint] = answer.value(POINTS)
    goal = answer.value("goal")
    seen = [point for point in points if point.work is not None and point.competing is not None]
    top = 1.0 if max([goal, *(point.high or point.work or 0.0 for point in seen)]) > 0.55 else 0.6  # noqa: PLR2004 - to the next line
    plot = Plot(
        name="outflow-curve",
        title=words("outflow-curve"),
        told=words("outflow-told", points=_spoken(answer, words)),
        x=[Tick(at=day, text=str(day)) for day in TICKS],
        y=[Tick(at=step * top / 5, text=words.share(step * top / 5, 0)) for step in range(6)],
        x_name=words("days-since-start"),
        curves=[
            Curve(
                name=words("got-work"),
                kind="first",
                points=[(point.day, point.work or 0.0) for point in seen],
                band=[(point.day, point.low, point.high) for point in seen if point.low is not None and point.high is not None],
            ),
            Curve(name=words("gone"), kind="second", points=[(point.day, point.competing or 0.0) for point in seen]),
        ],
        under=[Under(name=words("at-risk"), texts=[answer.number(f"{POINTS}/{day}/at_risk").text for day in TICKS])],
        target=Tick(at=goal, text=words("goal-line", goal=words.share(goal, 0))),
        target_at=DAYS,
    )
    return Picture(name="outflow-curve", title=words("outflow-curve"), drawn=drawn(plot), table=_tabled(answer, words))


def _spoken(answer: Answer, words: Words) -> str:
    return ", ".join(
        words("at-day", day=day, share=answer.number(f"{POINTS}/{day}/work", "share").text)
        for day in TOLD
        if answer.value(f"{POINTS}/{day}/work") is not None
    )


def _tabled(answer: Answer, words: Words) -> Grid:
    def cells(day: int) -> tuple[Cell, ...]:
        at = f"{POINTS}/{day}"
        shares = (answer.number(f"{at}/{name}", "share", absent="none") for name in ("work", "low", "high", "competing"))
        return (*shares, answer.number(f"{at}/at_risk"))

    return Grid(
        name="outflow-days",
        caption=words("outflow-curve"),
        columns=(words("day"), words("got-work"), words("low"), words("high"), words("gone"), words("at-risk")),
        lines=tuple(Line(head=str(day), cells=cells(day)) for day in TABLED),
        note=words("interval-note"),
    )


def _counts(now: Answer, before: Answer, words: Words) -> Grid:
    lines = []
    for group in GROUPS:
        name = SHARES.get(group)
        share: Cell = now.number(f"figure/{name}/value", "share") if name else ""
        cells = (counted(now, "figure/counts", group), share, counted(before, "figure/counts", group))
        lines.append(Line(head=words(group), cells=cells, part=group in PARTS))
    columns = ("", words("cases"), words("share"), words("cases-before"))
    return Grid(name="outflow-counts", caption=words("outflow-counts"), columns=columns, lines=tuple(lines))


def _curve_counts(answer: Answer, words: Words) -> Grid:
    return Grid(
        name="curve-counts",
        caption=words("curve-counts"),
        columns=("", words("cases")),
        lines=tuple(
            Line(
                head=words(group),
                cells=(answer.number(f"figure/curve/{group.removeprefix('curve-').replace('-', '_')}", group=group),),
            )
            for group in CURVE_GROUPS
        ),
    )
