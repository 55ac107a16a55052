"""F6: contacts planned and kept by week since introduction began, and the support in counts."""

from typing import Final

from services.metrics.answers.taper import TaperView
from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.charts import Curve, Plot, Tick, Under, drawn, ticks
from services.metrics.dashboard.numbers import Answer
from services.metrics.dashboard.panels.counted import counted, plain, suppressed
from services.metrics.dashboard.shown import Grid, Line, Panel, Picture, told
from services.metrics.dashboard.words import Words

PARTIES: Final = ("person", "employer")
WEEKS: Final = 52
TOLD: Final = (0, 4, 12, 26)
GROUPS: Final = (
    *("introduced", "gap-0-14", "gap-15-30", "gap-31-60", "gap-over-60", "over-six-months"),
    *("started", "handovers-0", "handovers-1", "handovers-2-or-more", "handed-over", "without-contact-yet"),
    *("follow-ups-ended", "follow-ups-short"),
)
PARTS: Final = frozenset({"follow-ups-short", "without-contact-yet"})


def taper(sources: Sources, words: Words) -> Panel:
    """The panel."""
    answer = sources.support
    if answer.value("figure") is None:
        return suppressed("taper", words)
    weeks = [week for week in answer.value("figure/taper") if week.week <= WEEKS and _is_told(week)]
    return Panel(
        name="taper",
        heading=words("taper"),
        lead=told(words, "taper-lead", introduced=counted(answer, "figure/counts", "introduced")),
        pictures=tuple(_picture(answer, weeks, party, words) for party in PARTIES) if len(weeks) > 1 else (),
        tables=(_counts(answer, words),),
        notes=() if len(weeks) > 1 else (words("no-taper"),),
    )


def _is_told(week: TaperView) -> bool:
    """Whether there is a plan to compare with, and nothing of it is withheld."""
    numbers = (getattr(week, f"{name}_{party}") for name in ("planned", "kept_with_plan") for party in PARTIES)
    return bool(week.with_plan) and all(number is not None for number in numbers)


def _each(week: TaperView, party: str) -> tuple[float, float]:
    """Planned and kept contacts for each case with a plan."""
    planned, kept = getattr(week, f"planned_{party}"), getattr(week, f"kept_with_plan_{party}")
    cases = week.with_plan or 1
    return planned / cases, kept / cases


def _picture(answer: Answer, weeks: list[TaperView], party: str, words: Words) -> Picture:
    each = {week.week: _each(week, party) for week in weeks}
    last, top = weeks[-1].week, max(0.1, *(number for both in each.values() for number in both))
    weekly = sorted({round(last * quarter / 4) for quarter in range(5)})
    followed = {week.week: words.count(week.with_plan or 0) for week in weeks}
    plot = Plot(
        name=f"taper-{party}",
        title=words(f"taper-{party}"),
        told=words("taper-told", points=_spoken(each, words)),
        x=[Tick(at=week, text=str(week)) for week in weekly],
        y=ticks(top, words.amount),
        x_name=words("weeks-since-introduction"),
        curves=[
            Curve(name=words("planned"), kind="second", step=False, points=[(week, both[0]) for week, both in each.items()]),
            Curve(name=words("kept"), kind="first", step=False, points=[(week, both[1]) for week, both in each.items()]),
        ],
        under=[Under(name=words("with-plan"), texts=[followed.get(week, "") for week in weekly])],
    )
    return Picture(
        name=f"taper-{party}",
        title=words(f"taper-{party}"),
        drawn=drawn(plot),
        table=_tabled(answer, weeks, party, words),
    )


def _spoken(each: dict[int, tuple[float, float]], words: Words) -> str:
    return "; ".join(
        words("at-week", week=week, planned=words.amount(each[week][0]), kept=words.amount(each[week][1]))
        for week in TOLD
        if week in each
    )


def _tabled(answer: Answer, weeks: list[TaperView], party: str, words: Words) -> Grid:
    places = {week.week: index for index, week in enumerate(answer.value("figure/taper"))}

    def line(week: TaperView) -> Line:
        at = f"figure/taper/{places[week.week]}"
        planned, kept = _each(week, party)
        return Line(
            head=str(week.week),
            cells=(
                answer.number(f"{at}/followed"),
                answer.number(f"{at}/with_plan"),
                answer.number(f"{at}/planned_{party}", "days"),
                answer.number(f"{at}/kept_with_plan_{party}"),
                plain(planned, words.amount(planned, 2)),
                plain(kept, words.amount(kept, 2)),
            ),
        )

    columns = ("week", "followed", "with-plan", "planned", "kept", "planned-each", "kept-each")
    return Grid(
        name=f"taper-{party}-weeks",
        caption=words(f"taper-{party}"),
        columns=tuple(map(words, columns)),
        lines=tuple(line(week) for week in weeks),
    )


def _counts(answer: Answer, words: Words) -> Grid:
    lines = [Line(head=words(group), cells=(counted(answer, "figure/counts", group),), part=group in PARTS) for group in GROUPS]
    lines += [
        Line(head=words(said), cells=(answer.number(f"figure/contacts/{name}/value", "share"),))
        for said, name in (("no-shows", "share_no_shows"), ("on-site", "share_on_site"))
    ]
    return Grid(name="support-counts", caption=words("support-counts"), columns=("", words("cases")), lines=tuple(lines))
