"""Charts as they are drawn."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.dashboard.charts import (
    LEFT,
    PLOT,
    RIGHT,
    TOP,
    WIDTH,
    Curve,
    Dot,
    Plot,
    Tick,
    Under,
    bar,
    bullet,
    drawn,
    ticks,
)

X = [Tick(at=0, text="0"), Tick(at=100, text="100")]
Y = [Tick(at=0, text="0 %"), Tick(at=1, text="100 %")]
SVG = "{http://www.w3.org/2000/svg}"


def plot(*curves: Curve, **more: object) -> Plot:
    return Plot(name="p", title="A title", told="What it shows", x=X, y=Y, x_name="days", curves=curves, **more)  # type: ignore[arg-type] # its fields


def curve(*points: tuple[float, float], name: str = "A line", **more: object) -> Curve:
    return Curve(name=name, kind="first", points=points, **more)  # type: ignore[arg-type] # its fields


def parsed(chart: Plot) -> ET.Element:
    return ET.fromstring(str(drawn(chart)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own


def paths(chart: Plot, kind: str) -> list[str]:
    return [one.attrib["d"] for one in parsed(chart).iter(f"{SVG}path") if kind in one.attrib["class"].split()]


def test_a_chart_has_a_title_and_a_description_for_those_who_hear_it() -> None:
    root = parsed(plot(curve((0, 0), (100, 1))))
    assert (root.attrib["role"], root.attrib["aria-labelledby"]) == ("img", "p-title p-told")
    assert [one.text for one in root if one.tag in {f"{SVG}title", f"{SVG}desc"}] == ["A title", "What it shows"]


def test_a_step_goes_along_and_then_up_on_the_day_itself() -> None:
    [path] = paths(plot(curve((0, 0), (50, 0), (100, 1))), "curve")
    middle, right = (LEFT + WIDTH - RIGHT) / 2, WIDTH - RIGHT
    assert path == f"M{LEFT}.0 {TOP + PLOT}.0H{right:.1f}V{TOP}.0"
    [path] = paths(plot(curve((0, 0), (50, 1), (100, 1))), "curve")
    assert path == f"M{LEFT}.0 {TOP + PLOT}.0H{middle:.1f}V{TOP}.0H{right:.1f}V{TOP}.0"


def test_a_year_without_a_change_is_two_points() -> None:
    [path] = paths(plot(curve(*((day, 0.5) for day in range(101)))), "curve")
    assert len(re.findall("[MHL]", path)) == 2


steps = st.lists(st.integers(0, 4), min_size=2, max_size=60)


@given(steps)
def test_drawing_only_the_changes_draws_the_same_line(heights: list[int]) -> None:
    """Followed along the path, the line is at every day where the points have it."""
    chart = plot(curve(*((day, height / 4) for day, height in enumerate(heights))))
    [path] = paths(chart, "curve")
    corners = re.findall(r"[MHV](-?[\d.]+)(?: (-?[\d.]+))?", path)
    x, y = map(float, corners[0])
    reached = {0.0: y}
    for (across, _), (down, _) in zip(corners[1::2], corners[2::2], strict=True):
        x, y = float(across), float(down)
        reached[x] = y
    for day, height in enumerate(heights):
        at_x, at_y = chart.at(day, height / 4)
        before = max((place for place in reached if place <= round(at_x, 1) + 1e-6), default=0.0)
        assert reached[before] == pytest.approx(at_y, abs=0.06)


@given(steps)
def test_a_band_comes_back_where_it_went_out(heights: list[int]) -> None:
    band = [(day, height / 8, height / 8 + 0.4) for day, height in enumerate(heights)]
    [path] = paths(plot(curve((0, 0), (1, 0), band=band)), "band")
    assert path.endswith("Z")
    start = re.match(r"M([\d.]+)", path)
    assert start
    assert re.findall(r"[HL]([\d.]+)", path)[-1] == start[1]


def test_no_two_names_lie_upon_each_other_and_none_outside() -> None:
    close = [curve((0, 0.5), (100, 0.5 + index / 1000), name=f"Line {index}") for index in range(3)]
    names = [one for one in parsed(plot(*close)).iter(f"{SVG}text") if "name" in one.attrib["class"]]
    heights = sorted(float(one.attrib["y"]) for one in names)
    assert len(heights) == 3
    assert all(lower - upper >= 14 for upper, lower in pairwise(heights))
    top = parsed(plot(curve((0, 1), (100, 1))))
    assert all(float(one.attrib["y"]) >= 11 for one in top.iter(f"{SVG}text"))


def test_a_name_keeps_clear_of_a_line_that_falls_to_its_end() -> None:
    [name] = [
        one for one in parsed(plot(curve((0, 1), (90, 0.9), (100, 0.1)))).iter(f"{SVG}text") if "name" in one.attrib["class"]
    ]
    assert float(name.attrib["y"]) < TOP + PLOT * 0.1


def test_the_target_reaches_to_its_day() -> None:
    [path] = paths(plot(curve((0, 0), (100, 1)), target=Tick(at=0.4, text="Goal"), target_at=50), "target")
    assert path == f"M{LEFT} {TOP + PLOT * 0.6:.1f}H{(LEFT + WIDTH - RIGHT) / 2:.1f}V{TOP + PLOT}"


def test_a_dot_has_its_interval() -> None:
    chart = plot(dots=[Dot(x=50, y=0.5, low=0.25, high=0.75)])
    assert len(paths(chart, "whisker")) == 1
    assert [one.attrib["cy"] for one in parsed(chart).iter(f"{SVG}circle")] == [f"{TOP + PLOT / 2:.1f}"]


def test_the_numbers_under_the_axis_stand_at_its_ticks() -> None:
    root = parsed(plot(under=[Under(name="At risk", texts=["120", "7"])]))
    assert [one.text for one in root.iter(f"{SVG}text") if one.attrib["class"] == "number"] == ["120", "7"]


def test_texts_are_text_and_not_markup() -> None:
    chart = Plot(name="p", title="<b>", told="&", x=X, y=Y, x_name="<i>", curves=[curve((0, 0), (100, 1), name="<script>")])
    root = parsed(chart)
    assert "<script>" in [one.text for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("top", "texts"),
    [
        (3.0, ["0", "1", "2", "3"]),
        (1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0.9, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (11.0, ["0.0", "2.5", "5.0", "7.5", "10.0", "12.5"]),
        (0.04, ["0.00", "0.01", "0.02", "0.03", "0.04"]),
    ],
)
def test_an_axis_has_round_numbers(top: float, texts: list[str]) -> None:
    assert [one.text for one in ticks(top, lambda at, decimals: f"{at:.{decimals}f}")] == texts


def test_bars_and_bullets_stay_within_their_room_and_are_for_the_eye() -> None:
    for svg in (bar(7.0, 0.5), bar(-1.0), bar(None), bullet(9.0, 0.4, 3.0), bullet(None, None, None)):
        root = ET.fromstring(svg)  # noqa: S314 - our own
        width = float(root.attrib["viewBox"].split()[2])
        assert root.attrib["aria-hidden"] == "true"
        assert all(float(one.attrib.get("width", 0)) <= width for one in root)
        assert all(0 <= float(one.attrib.get("cx", 0)) <= width for one in root)
