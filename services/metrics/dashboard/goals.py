"""The authority's three goals: inflow against the benchmark, outflow against 40 %, retention against the year before."""

from typing import Final

from services.metrics.dashboard.answered import Sources
from services.metrics.dashboard.charts import bullet
from services.metrics.dashboard.numbers import Answer, Number
from services.metrics.dashboard.shown import Goal, told
from services.metrics.dashboard.words import Words

FULL: Final = 1.0
WIDEST_LOAD: Final = 1.5
PERIOD: Final = "period/figure"
EARLIER: Final = "earlier/figure"


def goals(sources: Sources, words: Words) -> tuple[Goal, Goal, Goal]:
    """In the order of the way through the programme."""
    return _inflow(sources, words), _outflow(sources, words), _retention(sources, words)


def _inflow(sources: Sources, words: Words) -> Goal:
    now, before = sources.inflow, sources.inflow_earlier
    load, earlier, benchmark = now.value("total/load/load"), before.value("total/load/load"), now.value("total/benchmark")
    return Goal(
        name="inflow",
        heading=words("goal-inflow"),
        about=words("goal-inflow-about"),
        number=now.number("total/load/load", "share"),
        unit="",
        of=told(words, "goal-inflow-of", **_places(now)),
        verdict=words("no-capacity" if load is None else "below-benchmark" if load < FULL else "above-benchmark"),
        met=None,
        target=words("target-inflow", benchmark=benchmark) if benchmark else words("target-inflow-mixed"),
        earlier=told(words, "goal-inflow-before", share=before.number("total/load/load", "share"), **_places(before)),
        drawn=bullet(load, FULL, earlier, WIDEST_LOAD),
    )


def _places(answer: Answer) -> dict[str, Number | str]:
    return {
        "ongoing": answer.number("total/load/ongoing", group="ongoing"),
        "places": answer.number("total/load/capacity", "days"),
    }


def _outflow(sources: Sources, words: Words) -> Goal:
    now, before = sources.outflow, sources.outflow_earlier
    share, goal = now.value("figure/share_within_180/value"), now.value("goal")
    met = None if share is None else share >= goal
    return Goal(
        name="outflow",
        heading=words("goal-outflow"),
        about=words("goal-outflow-about"),
        number=now.number("figure/share_within_180/value", "share"),
        unit="",
        of=told(words, "goal-outflow-of", **_within(now)),
        verdict=_verdict(met=met, answer=now, figure="figure", words=words, missed="not-reached"),
        met=met,
        target=words("target", target=words.share(goal, 0)),
        earlier=told(
            words, "goal-outflow-before", share=before.number("figure/share_within_180/value", "share"), **_within(before)
        ),
        drawn=bullet(share, goal, before.value("figure/share_within_180/value")),
    )


def _within(answer: Answer) -> dict[str, Number | str]:
    at = "figure/share_within_180"
    return {
        "in_work": answer.number(f"{at}/numerator", group="in-work-within-180"),
        "mature": answer.number(f"{at}/denominator", group="mature"),
    }


def _retention(sources: Sources, words: Words) -> Goal:
    now, before = sources.retention, sources.retention_earlier
    more = now.value("differences/retained")
    earlier = now.value(f"{EARLIER}/share_known/value")
    met = None if more is None or not now.value(f"{PERIOD}/counts/mature") else more > 0
    return Goal(
        name="retention",
        heading=words("goal-retention"),
        about=words("goal-retention-about"),
        number=now.number(f"{PERIOD}/counts/retained", group="retained"),
        unit=words("persons"),
        of=told(words, "goal-retention-of", low=now.number(f"{PERIOD}/share_low/value", "share"), **_known(now, PERIOD)),
        verdict=_verdict(met=met, answer=now, figure=PERIOD, words=words, missed="not-more") + _by(now, words),
        met=met,
        target=words("target-retention"),
        earlier=told(
            words,
            "goal-retention-before",
            retained=before.number(f"{EARLIER}/counts/retained", group="retained"),
            **_known(before, EARLIER),
        ),
        drawn=bullet(now.value(f"{PERIOD}/share_known/value"), None, earlier),
    )


def _known(answer: Answer, figure: str) -> dict[str, Number | str]:
    return {
        "share": answer.number(f"{figure}/share_known/value", "share"),
        "known": answer.number(f"{figure}/share_known/denominator"),
    }


def _by(answer: Answer, words: Words) -> str:
    more, points = answer.value("differences/retained"), answer.value("differences/share_known")
    if more is None or points is None:
        return ""
    return ": " + words("more-by", count=words.signed(words.count(abs(more)), more), points=words.points(points))


def _verdict(*, met: bool | None, answer: Answer, figure: str, words: Words, missed: str) -> str:
    if met is not None:
        return words("reached" if met else missed)
    return words("not-yet" if answer.value(f"{figure}/counts/mature") == 0 else "not-judged")
