"""F9: who was worked with, has consented and is registered, and why the others are not."""

from typing import Final

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.numbers import Absent, Answer
from services.metrics.dashboard.panels.counted import counted, largest, suppressed
from services.metrics.dashboard.shown import Bar, Cell, Grid, Line, Panel, told
from services.metrics.dashboard.words import Words

GROUPS: Final = {
    "worked-with": "worked-with",
    "consented": "consented",
    "registered": "registered",
    "not-yet": "not-yet-registered",
    "withdrawn": "withdrawn",
    "refused": "refused",
    "not-asked": "not-asked",
    "protected": "protected",
}
"""Group → what it is called."""
SHARES: Final = {"consented": "share_consented", "registered": "share_registered"}
NOT_TOLD: Final = frozenset({"registered", "not-yet"})
"""Null when nobody tells of registrations."""


def coverage(sources: Sources, words: Words) -> Panel:
    """The panel."""
    answer = sources.coverage
    if answer.value("figure") is None:
        return suppressed("coverage", words)
    lead = told(
        words,
        "coverage-lead",
        consented=counted(answer, "figure/counts", "consented"),
        worked_with=counted(answer, "figure/counts", "worked-with"),
        share=answer.number("figure/share_consented/value", "share"),
    )
    return Panel(name="coverage", heading=words("coverage"), lead=lead, tables=(_counts(answer, words),))


def _counts(answer: Answer, words: Words) -> Grid:
    whole = largest([answer.value("figure/counts/worked_with")])

    def cells(group: str) -> tuple[Cell, ...]:
        absent: Absent | None = "not-told" if group in NOT_TOLD and answer.value("figure/not_known") else None
        count = answer.number(f"figure/counts/{group.replace('-', '_')}", group=group, absent=absent)
        name = SHARES.get(group)
        share: Cell = answer.number(f"figure/{name}/value", "share", absent=absent) if name else ""
        return Bar(value=None if count.value is None else count.value / whole), count, share

    return Grid(
        name="coverage-counts",
        caption=words("coverage-counts"),
        columns=("", "", words("cases"), words("of-worked-with")),
        lines=tuple(Line(head=words(said), cells=cells(group)) for group, said in GROUPS.items()),
    )
