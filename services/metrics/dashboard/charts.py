"""Charts as SVG, made of what is to be drawn and nothing else. Each is drawn in one pass over its points.

A chart is 360 units wide, as wide as a phone, so that its letters stay readable there; a wide page puts several side by side.
Lines differ by dashes as well as by colour, and each is named where it ends.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, isclose
from typing import Final

from markupsafe import Markup, escape

WIDTH: Final = 360
LEFT, RIGHT, TOP, PLOT = 40, 12, 16, 176
BETWEEN: Final = 14
"""The least distance between two names."""
NAME: Final = 100
"""How wide a name may be."""
AT_RISK: Final = 44
"""From the axis down to the first row of numbers under it."""

STEPS: Final = tuple(part * 10**power for power in range(-2, 6) for part in (1, 2, 2.5, 5))

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A place on an axis."""

    at: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """A line through points (x, y). `band` is of (x, low, high); `step`: it keeps its value until the next point."""

    name: str
    kind: str
    points: Sequence[Point]
    band: Sequence[tuple[float, float, float]] = ()
    step: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A single point with its interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Under:
    """A row of numbers under the axis, one at each tick."""

    name: str
    texts: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plot:
    """A chart with two axes. `target` is a value with its name, to be reached at `target_at`: a line across until there."""

    name: str
    title: str
    told: str
    x: Sequence[Tick]
    y: Sequence[Tick]
    x_name: str
    curves: Sequence[Curve]
    dots: Sequence[Dot] = ()
    under: Sequence[Under] = ()
    target: Tick | None = None
    target_at: float | None = None

    def at(self, x: float, y: float) -> Point:
        """Where a point lies on the drawing."""
        across = (x - self.x[0].at) / (self.x[-1].at - self.x[0].at)
        return LEFT + across * (WIDTH - LEFT - RIGHT), TOP + PLOT * (1 - y / self.y[-1].at)


def drawn(plot: Plot) -> Markup:
    """The chart, with a title and a description for those who hear it."""
    height = TOP + PLOT + AT_RISK + (30 * len(plot.under) if plot.under else 0)
    parts = [*_axes(plot), *_bands(plot), *_target(plot), *_lines(plot), *_dots(plot), *_names(plot), *_under(plot)]
    return Markup(  # noqa: S704 - numbers, and texts that are escaped
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{plot.name}-title {plot.name}-told">'
        f'<title id="{plot.name}-title">{escape(plot.title)}</title><desc id="{plot.name}-told">{escape(plot.told)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(text)}</text>'


def _axes(plot: Plot) -> list[str]:
    parts = []
    for tick in plot.y:
        _, y = plot.at(0, tick.at)
        kind = "grid" if tick.at else "axis"
        parts += [f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="{kind}"/>']
        parts += [_text(LEFT - 6, y + 4, tick.text, "tick", "end")]
    for tick in plot.x:
        x, y = plot.at(tick.at, 0)
        parts += [f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{y + 5:.1f}" class="axis"/>']
        parts += [_text(x, y + 17, tick.text, "tick", _anchor(tick, plot))]
    return [*parts, _text(WIDTH - RIGHT, TOP + PLOT + 32, plot.x_name, "tick", "end")]


def _anchor(tick: Tick, plot: Plot) -> str:
    return "end" if tick is plot.x[-1] else "middle"


def _path(plot: Plot, points: Sequence[Point], *, step: bool) -> str:
    """Only where the value changes, when it keeps it until then: a year of days is a handful of steps."""
    found: list[str] = []
    before: float | None = None
    for index, (x, y) in enumerate(points):
        if step and y == before and index < len(points) - 1:
            continue
        across, down = plot.at(x, y)
        found.append(
            f"M{across:.1f} {down:.1f}" if not found else f"H{across:.1f}V{down:.1f}" if step else f"L{across:.1f} {down:.1f}"
        )
        before = y
    return "".join(found)


def _lines(plot: Plot) -> list[str]:
    return [
        f'<path d="{_path(plot, curve.points, step=curve.step)}" class="curve {curve.kind}"/>'
        for curve in plot.curves
        if curve.points
    ]


def _dots(plot: Plot) -> list[str]:
    found = []
    for dot in plot.dots:
        (x, y), (_, low), (_, high) = plot.at(dot.x, dot.y), plot.at(dot.x, dot.low), plot.at(dot.x, dot.high)
        found.append(
            f'<path d="M{x:.1f} {low:.1f}V{high:.1f}M{x - 4:.1f} {low:.1f}h8M{x - 4:.1f} {high:.1f}h8" class="whisker"/>'
        )
        found.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="dot"/>')
    return found


def _bands(plot: Plot) -> list[str]:
    """The upper edge there and the lower one back."""
    found = []
    for curve in plot.curves:
        if curve.band:
            there = _path(plot, [(x, high) for x, _, high in curve.band], step=True)
            back = _back(plot, [(x, low) for x, low, _ in curve.band])
            found.append(f'<path d="{there}{back}Z" class="band {curve.kind}"/>')
    return found


def _back(plot: Plot, points: Sequence[Point]) -> str:
    """The same steps, from the end to the beginning."""
    found: list[str] = []
    for index in range(len(points) - 1, -1, -1):
        x, y = points[index]
        if found and index and points[index - 1][1] == y:
            continue
        across, down = plot.at(x, y)
        found.append(f"L{across:.1f} {down:.1f}" if not found else f"V{down:.1f}H{across:.1f}")
    return "".join(found)


def _target(plot: Plot) -> list[str]:
    if plot.target is None:
        return []
    x, y = plot.at(plot.x[-1].at if plot.target_at is None else plot.target_at, plot.target.at)
    line = f'<path d="M{LEFT} {y:.1f}H{x:.1f}V{TOP + PLOT}" class="target"/>'
    return [line, _text(LEFT + 4, y - 5, plot.target.text, "name")]


def _names(plot: Plot) -> list[str]:
    """Each line's name above its end, none upon another."""
    named = [(_above(plot, curve), curve) for curve in plot.curves if curve.points and curve.name]
    found: list[str] = []
    lowest = TOP + PLOT - 4.0
    for above, curve in sorted(named, key=lambda one: -one[0]):
        y = min(above, lowest)
        x, _ = plot.at(*curve.points[-1])
        found.append(_text(max(x, LEFT + NAME), max(y, 11), curve.name, f"name {curve.kind}", "end"))
        lowest = y - BETWEEN
    return found


def _above(plot: Plot, curve: Curve) -> float:
    """Clear of the line, as far back as a name reaches."""
    end, _ = plot.at(*curve.points[-1])
    return min(y for x, y in (plot.at(*point) for point in curve.points) if x >= end - NAME) - 6


def _under(plot: Plot) -> list[str]:
    found = []
    for index, row in enumerate(plot.under):
        y = TOP + PLOT + AT_RISK + 30 * index
        found.append(_text(2, y, row.name, "tick"))
        for tick, text in zip(plot.x, row.texts, strict=True):
            x, _ = plot.at(tick.at, 0)
            found.append(_text(x, y + 15, text, "number", _anchor(tick, plot)))
    return found


def ticks(top: float, texts: Callable[[float, int], str], most: int = 5) -> list[Tick]:
    """Places from 0 to the first round one at or over `top`, no more than `most` steps. `texts`: a number and its decimals."""
    step = next(one for one in STEPS if one * most >= top)
    decimals = next(places for places in range(4) if isclose(step * 10**places, round(step * 10**places)))
    return [Tick(at=step * place, text=texts(step * place, decimals)) for place in range(ceil(top / step) + 1)]


def bar(value: float | None, mark: float | None = None) -> Markup:
    """A bar for the eye, beside its number: what it says is written there."""
    width = min(max(value or 0.0, 0.0), 1.0) * 100
    line = f'<line x1="{mark * 100:.1f}" x2="{mark * 100:.1f}" y1="0" y2="12" class="mark"/>' if mark is not None else ""
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect y="2" width="100" height="8" class="room"/><rect y="2" width="{width:.1f}" height="8" class="full"/>{line}</svg>'
    )


def bullet(value: float | None, target: float | None, earlier: float | None, whole: float = 1.0) -> Markup:
    """A goal's number as a bar, the target as a line across it, and last year's as a dot under it. For the eye alone."""

    def at(number: float) -> float:
        return 2 + 236 * min(max(number / whole, 0.0), 1.0)

    full = f'<rect x="2" y="6" width="{at(value) - 2:.1f}" height="10" class="full"/>' if value is not None else ""
    line = f'<line x1="{at(target):.1f}" x2="{at(target):.1f}" y1="1" y2="21" class="mark"/>' if target is not None else ""
    dot = f'<circle cx="{at(earlier):.1f}" cy="11" r="4" class="before"/>' if earlier is not None else ""
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="bullet" viewBox="0 0 240 22" aria-hidden="true" focusable="false">'
        f'<rect x="2" y="6" width="236" height="10" class="room"/>{full}{line}{dot}</svg>'
    )
