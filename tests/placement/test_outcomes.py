from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.placement.outcomes import SMALLEST, Cell, counted, shown
from tests.harness import Api
from tests.placement.journey import an_employer, an_opportunity, ok
from tests.placement.seekers import a_candidacy, taken

CELLS = st.dictionaries(
    st.sampled_from("abcdefg"), st.integers(0, 9).map(lambda each: Cell(number=each, persons=each)), min_size=1
)


def cells(**numbers: int) -> dict[str, Cell]:
    return {key: Cell(number=number, persons=number) for key, number in numbers.items()}


def total(counts: dict[str, Cell]) -> Cell:
    return sum(counts.values(), start=Cell())


def test_large_numbers_and_none_are_shown() -> None:
    counts = cells(a=5, b=7, c=0)
    assert shown(counts, total(counts)).cells == {"a": 5, "b": 7, "c": 0}
    assert shown(counts, total(counts)).total == 12


def test_a_small_number_is_withheld_and_another_with_it_so_that_it_does_not_follow_from_the_total() -> None:
    counts = cells(a=2, b=7, c=9)
    assert shown(counts, total(counts)).cells == {"a": None, "b": None, "c": 9}
    assert shown(counts, total(counts)).total == 18


def test_two_small_numbers_that_tell_each_other_take_a_third_with_them() -> None:
    counts = cells(a=1, b=1, c=6, d=9)
    assert shown(counts, total(counts)).cells == {"a": None, "b": None, "c": None, "d": 9}


def test_of_a_small_total_nothing_is_shown() -> None:
    counts = cells(a=4, b=0)
    assert shown(counts, total(counts)).cells == {"a": None, "b": None}
    assert shown(counts, total(counts)).total is None


def test_one_person_many_times_is_one_person() -> None:
    counts = {"a": Cell(number=9, persons=1), "b": Cell(number=12, persons=11)}
    assert shown(counts, Cell(number=21, persons=11)).cells == {"a": None, "b": None}


@given(CELLS)
def test_no_number_of_one_to_four_is_shown_or_follows_from_what_is(counts: dict[str, Cell]) -> None:
    found = shown(counts, total(counts))
    assert all(number is None or number == 0 or number >= SMALLEST for number in found.cells.values())
    hidden = [counts[key].number for key, number in found.cells.items() if number is None]
    if found.total is not None and hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= SMALLEST


@given(CELLS, st.randoms())
def test_the_order_of_the_cells_makes_no_difference_to_the_number_hidden(counts: dict[str, Cell], order: Any) -> None:
    keys = list(counts)
    order.shuffle(keys)
    again = shown({key: counts[key] for key in keys}, total(counts))
    first = shown(counts, total(counts))
    assert (first.total, sorted(map(str, first.cells.values()))) == (again.total, sorted(map(str, again.cells.values())))


def test_reasons_of_a_withheld_outcome_are_withheld() -> None:
    rows = [
        ("withdrawn", "other", 3, 3),
        ("withdrawn", None, 3, 3),
        ("declined-by-person", "pay", 6, 6),
        ("declined-by-person", None, 6, 6),
        ("open", None, 20, 20),
        (None, None, 29, 29),
    ]
    found = counted(rows)
    assert (found.total, found.open) == (29, 20)
    assert found.outcomes["withdrawn"] == (None, {"other": None})
    assert found.outcomes["declined-by-person"] == (None, {"pay": None})


async def test_outcomes_are_counted_per_employer_and_reason_and_small_ones_withheld(api: Api) -> None:
    employer = await an_employer(api)
    opportunity = await an_opportunity(api, employer, places=20)
    for reason, times in (("other-candidate", 5), ("hours", 6)):
        for _ in range(times):
            candidacy = await a_candidacy(api, None, opportunity)
            await taken(api, candidacy, "presentations")
            ok(await api.post(f"/candidacies/{candidacy}/declines", {"by": "employer", "reason": reason, "on": "2026-03-02"}))
    counts = ok(await api.get(f"/employers/{employer}/outcomes"), 200)
    assert (counts["total"], counts["open"], counts["smallest"]) == (11, 0, 5)
    by_outcome = {each["outcome"]: each for each in counts["outcomes"]}
    assert by_outcome["declined-by-employer"]["reasons"] == [
        {"reason": "hours", "number": 6},
        {"reason": "other-candidate", "number": 5},
    ]
    await a_candidacy(api, None, opportunity)
    fewer = ok(await api.get("/candidacy-outcomes", params={"employer": employer, "year": 2026}), 200)
    assert (fewer["total"], fewer["open"]) == (12, None)
    assert {each["number"] for each in fewer["outcomes"]} == {None, 0}
    assert ok(await api.get("/candidacy-outcomes", params={"employer": employer, "year": 2025}), 200)["total"] == 0
