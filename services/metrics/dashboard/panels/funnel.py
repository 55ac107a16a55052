"""F8: how far the referrals of the period have led, for all and by group."""

from typing import Final

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.numbers import Answer, Number
from services.metrics.dashboard.panels.counted import largest
from services.metrics.dashboard.shown import Bar, Cell, Grid, Line, Panel, told
from services.metrics.dashboard.words import Words
from services.metrics.figures.access import STAGES, Stage

STEPS: Final = (Stage.ACCEPTED, Stage.STARTED, Stage.IN_WORK, Stage.RETAINED)


def funnel(sources: Sources, words: Words) -> Panel:
    """The panel."""
    answer = sources.access
    return Panel(
        name="funnel",
        heading=words("funnel"),
        lead=told(words, "funnel-lead"),
        tables=(_total(answer, words),),
        more=(_groups(answer, words), _shares(answer, words)),
        notes=(words("funnel-note"),),
    )


def _field(stage: Stage) -> str:
    return stage.value.replace("-", "_")


def _total(answer: Answer, words: Words) -> Grid:
    whole = largest([answer.value(f"total/stages/{_field(stage)}") for stage in STAGES])

    def cells(stage: Stage) -> tuple[Cell, ...]:
        count = answer.number(f"total/stages/{_field(stage)}", group=stage.value)
        share: Cell = _share(answer, "total", stage) if stage in STEPS else ""
        return Bar(value=None if count.value is None else count.value / whole), count, share

    return Grid(
        name="funnel-total",
        caption=words("funnel-total"),
        columns=(words("stage"), "", words("referrals"), words("of-before")),
        lines=tuple(Line(head=words.code(stage.value), cells=cells(stage)) for stage in STAGES),
    )


def _share(answer: Answer, at: str, stage: Stage) -> Number:
    """Withheld where the share is; without a value where it is a share of nobody."""
    path = f"{at}/shares/{_field(stage)}/share"
    return answer.number(f"{path}/value", "share", absent="withheld" if answer.value(path) is None else "none")


def _by(answer: Answer, words: Words) -> str:
    return words.code(answer.value("by").value).lower()


def _groups(answer: Answer, words: Words) -> Grid:
    def cells(index: int, group: str) -> tuple[Cell, ...]:
        only = {"breakdown": answer.value("by").value, "value": group}
        return tuple(answer.number(f"groups/{index}/stages/{_field(stage)}", group=stage.value, more=only) for stage in STAGES)

    return Grid(
        name="funnel-groups",
        caption=words("funnel-groups", by=_by(answer, words)),
        columns=(words.code(answer.value("by").value), *(words.code(stage.value) for stage in STAGES)),
        lines=tuple(
            Line(head=words.code(one.group), cells=cells(index, one.group)) for index, one in enumerate(answer.value("groups"))
        ),
    )


def _shares(answer: Answer, words: Words) -> Grid:
    def cells(index: int) -> tuple[Cell, ...]:
        found: list[Cell] = []
        for stage in STEPS:
            place = answer.number(f"groups/{index}/shares/{_field(stage)}/place", absent="none")
            found += [_share(answer, f"groups/{index}", stage), place]
        return tuple(found)

    return Grid(
        name="funnel-shares",
        caption=words("funnel-shares", by=_by(answer, words)),
        columns=(
            words.code(answer.value("by").value),
            *(name for stage in STEPS for name in (words.code(stage.value), words("place"))),
        ),
        lines=tuple(Line(head=words.code(one.group), cells=cells(index)) for index, one in enumerate(answer.value("groups"))),
    )
