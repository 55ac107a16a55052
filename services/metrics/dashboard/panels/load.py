"""F1: each unit's load, who waits, and what came and started in the period."""

from typing import Final

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.numbers import Answer, Number
from services.metrics.dashboard.shown import Bar, Cell, Grid, Line, Panel, told
from services.metrics.dashboard.words import Words

WIDEST: Final = 1.5
"""The load that a bar is full at; its mark is at 1."""
FLOW: Final = ("referrals-received", "referrals-returned", "referrals-accepted", "started")


def load(sources: Sources, words: Words) -> Panel:
    """The panel."""
    answer = sources.inflow
    lead = told(
        words,
        "load-lead",
        ongoing=answer.number("total/load/ongoing", group="ongoing"),
        waiting=answer.number("total/waiting/cases", group="waiting"),
        day=sources.asked.as_of.isoformat(),
    )
    return Panel(name="load", heading=words("load"), lead=lead, tables=(_load(answer, words), _flow(answer, words)))


def _parts(answer: Answer, words: Words) -> list[tuple[str, str, dict[str, str]]]:
    """(heading, path, what narrows a list to it) of all together and of each unit."""
    units = [(part.unit, f"units/{index}", {"unit": part.unit}) for index, part in enumerate(answer.value("units"))]
    return [(words("total"), "total", {}), *units]


def _load(answer: Answer, words: Words) -> Grid:
    columns = ("load-share", "ongoing", "paused", "capacity", "full-time", "waiting", "waiting-median", "waiting-p90")
    return Grid(
        name="load-units",
        caption=words("load"),
        columns=(words("units"), "", *map(words, columns)),
        lines=tuple(Line(head=name, cells=_cells(answer, at, only)) for name, at, only in _parts(answer, words)),
    )


def _cells(answer: Answer, at: str, only: dict[str, str]) -> tuple[Cell, ...]:
    full = answer.value(f"{at}/load/load")
    withheld = answer.value(f"{at}/load/ongoing") is None
    return (
        Bar(value=None if full is None else full / WIDEST, mark=1 / WIDEST),
        answer.number(f"{at}/load/load", "share", absent="withheld" if withheld else "none"),
        answer.number(f"{at}/load/ongoing", group="ongoing", more=only),
        answer.number(f"{at}/load/paused", group="paused", more=only),
        answer.number(f"{at}/load/capacity", "days"),
        answer.number(f"{at}/load/full_time", "amount"),
        answer.number(f"{at}/waiting/cases", group="waiting", more=only),
        *_waits(answer, f"{at}/waiting"),
    )


def _waits(answer: Answer, at: str) -> tuple[Number, Number]:
    absent = "withheld" if answer.value(f"{at}/cases") is None else "none"
    return (
        answer.number(f"{at}/median_days", "days", absent="withheld" if absent == "withheld" else "none"),
        answer.number(f"{at}/ninetieth_percentile_days", "days", absent="withheld" if absent == "withheld" else "none"),
    )


def _flow(answer: Answer, words: Words) -> Grid:
    def cells(at: str, only: dict[str, str]) -> tuple[Cell, ...]:
        return tuple(answer.number(f"{at}/flow/{group.replace('-', '_')}", group=group, more=only) for group in FLOW)

    return Grid(
        name="flow-units",
        caption=words("flow"),
        columns=(words("units"), *map(words, FLOW)),
        lines=tuple(Line(head=name, cells=cells(at, only)) for name, at, only in _parts(answer, words)),
    )
