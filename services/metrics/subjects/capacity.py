"""Capacity: benchmarks of units, and shares of officers."""

from typing import assert_never

from services.metrics.facts import Benchmark, Share
from services.metrics.subjects.subject import Subject
from shared.contracts import intake


def share_after(before: Share | None, event: intake.ShareSet | intake.ShareEnded | intake.ShareCorrected) -> Share | None:
    """What is known of a share after the event; None when it never was."""
    match event:
        case intake.ShareSet() | intake.ShareCorrected():
            return _share(event) if event.percent else None
        case intake.ShareEnded():
            return before and before._replace(until=event.on)
        case _:
            assert_never(event)


def _share(event: intake.ShareSet | intake.ShareCorrected) -> Share:
    return Share(
        share=event.share,
        unit=event.unit,
        officer=event.support_person,
        appropriation=event.appropriation,
        percent=event.percent,
        from_on=event.on,
        until=event.until,
    )


def benchmark_after(_before: Benchmark | None, event: intake.BenchmarkSet) -> Benchmark:
    """A benchmark set again for the same day replaces the one before it."""
    return Benchmark(unit=event.unit, cases=event.cases, on=event.on)


SHARE = ("share",)
SHARES = Subject(
    "shares",
    Share,
    key=SHARE,
    step=share_after,
    events={intake.ShareSet: SHARE, intake.ShareEnded: SHARE, intake.ShareCorrected: SHARE},
    indexes=[("unit",)],
)
BENCHMARKS = Subject(
    "benchmarks",
    Benchmark,
    key=("unit", "on"),
    step=benchmark_after,
    events={intake.BenchmarkSet: ("unit", "on")},
)
