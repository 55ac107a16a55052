"""F5: why, when and in which phase cases were broken off, and what came of the referrals."""

from typing import Final

from services.metrics.answers.interruptions import MarginView
from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.numbers import Answer
from services.metrics.dashboard.panels.counted import largest
from services.metrics.dashboard.shown import Bar, Cell, Grid, Line, Panel, told
from services.metrics.dashboard.words import Words
from services.metrics.figures.interruptions import BANDS, LONGEST, NOT_STARTED, Phase

IN_ORDER: Final = (NOT_STARTED, *(name for _, name in BANDS), LONGEST)
SOURCES: Final = {
    "referrals": "referrals",
    "returned": "referrals-returned",
    "returned_knowable": "referrals-returned-knowable",
    "interrupted": "referrals-interrupted",
    "interrupted_knowable": "referrals-interrupted-knowable",
    "untold": "referrals-untold",
}
"""Field of the answer → the group that its rows are."""


def interruptions(sources: Sources, words: Words) -> Panel:
    """The panel. A table that is withheld is named among the notes."""
    answer = sources.interruptions
    margins = {name: _margin(answer, name, words) for name in ("reason", "phase", "days")}
    more = {"cells": _cells(answer, words), "sources": _sources(answer, words)}
    hidden = [words(f"by-{name}") for name, table in margins.items() if table is None]
    hidden += [words(name) for name, table in more.items() if table is None]
    return Panel(
        name="interruptions",
        heading=words("interruptions"),
        lead=told(words, "interruptions-lead", interrupted=answer.number("interrupted", group="interrupted")),
        tables=tuple(table for table in margins.values() if table is not None and table.lines),
        more=tuple(table for table in more.values() if table is not None),
        notes=(*(words("table-withheld", table=name) for name in hidden), words("knowable-note")),
    )


def _margin(answer: Answer, name: str, words: Words) -> Grid | None:
    values = answer.value(f"by_{name}")
    if values is None:
        return None
    whole = largest([one.cases for one in values])

    def line(index: int, value: str, cases: int) -> Line:
        number = answer.number(f"by_{name}/{index}/cases", group=f"{name}-{value}")
        return Line(head=words.code(value), cells=(Bar(value=cases / whole), number))

    ordered = sorted(enumerate(values), key=lambda one: _place(name, one[1]))
    return Grid(
        name=f"by-{name}",
        caption=words(f"by-{name}"),
        columns=(words(name), "", words("cases")),
        lines=tuple(line(index, one.value, one.cases) for index, one in ordered),
    )


def _place(name: str, margin: MarginView) -> float:
    """Days and phases in their order, reasons with the most cases first."""
    match name:
        case "days":
            return IN_ORDER.index(margin.value)
        case "phase":
            return list(Phase).index(Phase(margin.value))
        case _:
            return -margin.cases


def _cells(answer: Answer, words: Words) -> Grid | None:
    cells = answer.value("cells")
    if cells is None:
        return None
    return Grid(
        name="cells",
        caption=words("cells"),
        columns=(words("reason"), words("phase"), words("days"), words("cases")),
        texts=2,
        lines=tuple(
            Line(
                head=words.code(one.reason),
                cells=(
                    words.code(one.phase),
                    words.code(one.days),
                    answer.number(f"cells/{index}/cases", group=f"cell-{one.reason}-{one.phase}-{one.days}"),
                ),
            )
            for index, one in enumerate(cells)
        ),
    )


def _sources(answer: Answer, words: Words) -> Grid | None:
    sources, total = answer.value("sources"), answer.value("referrals")
    if sources is None and total is None:
        return None

    def cells(at: str, only: dict[str, str]) -> tuple[Cell, ...]:
        return tuple(answer.number(f"{at}/{name}", group=group, more=only) for name, group in SOURCES.items())

    lines = [Line(head=words("total"), cells=cells("referrals", {}))]
    for index, one in enumerate(sources or ()):
        only = {"breakdown": "referral-source", "value": one.source}
        lines.append(Line(head=words.code(one.source), cells=cells(f"sources/{index}", only)))
    names = ("referrals-received", "referrals-returned", "returned-knowable", "interrupted", "interrupted-knowable", "untold")
    return Grid(
        name="sources",
        caption=words("sources"),
        columns=(words("source"), *map(words, names)),
        lines=tuple(lines),
    )
