"""A partner's digest withholds small counts so that nobody can compute them: shown by solving, and by trying every table."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import product
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import events as e
from services.intake.digest import Digest, digest, shown_overlapping, shown_split, small
from services.intake.feedback import OUTCOMES, Counts, Outcome

REASONS, EXITS = get_args(e.ReturnReason), get_args(e.ExitCategory)


def counts_of(
    outcomes: Mapping[Outcome, int],
    *,
    reasons: Mapping[e.ReturnReason, int] | None = None,
    exits: Mapping[e.ExitCategory, int] | None = None,
    knowable: tuple[int, int] = (0, 0),
) -> Counts:
    left = outcomes.get("interrupted", 0) - sum((exits or {}).values())
    return Counts(
        outcomes={outcome: outcomes.get(outcome, 0) for outcome in OUTCOMES},
        return_reasons={reason: (reasons or {}).get(reason, 0) for reason in REASONS},
        exits={code: (exits or {}).get(code, 0) + (left if code == "other" else 0) for code in EXITS},
        returned_knowable=knowable[0],
        interrupted_knowable=knowable[1],
    )


def test_large_counts_and_zeros_are_shown() -> None:
    shown = digest(counts_of({"returned": 9, "completed": 8}, reasons={"not-ready": 9}, knowable=(9, 0)))
    assert (shown.referred, shown.returned, shown.withdrawn, shown.started, shown.completed) == (17, 9, 0, 8, 8)
    assert (shown.return_reasons["not-ready"], shown.returned_knowable, shown.knowable, shown.failed) == (9, 9, 9, 9)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_small_count_takes_its_whole_split_with_it_and_what_is_below(number: int) -> None:
    shown = digest(counts_of({"returned": 20, "withdrawn": number, "completed": 30}))
    assert shown.referred == 50 + number
    assert (shown.unanswered, shown.returned, shown.withdrawn, shown.decided) == (None,) * 4
    assert (shown.started, shown.completed, shown.return_reasons["not-ready"], shown.knowable) == (None,) * 4


def test_a_small_split_further_down_leaves_what_is_above() -> None:
    shown = digest(counts_of({"returned": 20, "completed": 30, "interrupted": 2}))
    assert (shown.referred, shown.returned, shown.decided, shown.started) == (52, 20, 32, 32)
    assert (shown.ongoing, shown.completed, shown.interrupted, shown.exits["health"]) == (None,) * 4


def test_a_small_remainder_is_withheld_like_a_small_count() -> None:
    shown = digest(counts_of({"returned": 20}, reasons={"not-ready": 18, "incomplete": 9}, knowable=(17, 0)))
    assert set(shown.return_reasons.values()) == {None}
    assert (shown.returned_knowable, shown.knowable, shown.returned) == (None, None, 20)


def test_of_a_few_referrals_nothing_is_told() -> None:
    shown = digest(counts_of({"returned": 2, "withdrawn": 2}))
    numbers = [value for value in vars(shown).values() if not isinstance(value, dict)]
    assert set(numbers) == {None}


def test_without_referrals_every_count_is_0() -> None:
    shown = digest(counts_of({}))
    assert (shown.referred, shown.knowable, set(shown.exits.values())) == (0, 0, {0})


@pytest.mark.parametrize("parts", [2, 3])
@pytest.mark.parametrize("total", range(5, 14))
def test_whoever_knows_the_rule_and_the_total_cannot_tell_any_withheld_part(parts: int, total: int) -> None:
    """Every table with this total that is answered in the same way: no part has the same value in all of them."""
    answered = defaultdict(list)
    for table in product(range(total + 1), repeat=parts):
        if sum(table) == total:
            named = {str(number): part for number, part in enumerate(table)}
            answered[tuple(shown_split(total, named).items())].append(table)
    for answer, tables in answered.items():
        for number, (_, shown) in enumerate(answer):
            values = {table[number] for table in tables}
            assert (len(values) > 1) if shown is None else values == {shown}


@pytest.mark.parametrize("total", range(5, 14))
def test_whoever_knows_the_rule_cannot_tell_withheld_counts_that_overlap(total: int) -> None:
    answered = defaultdict(list)
    for first, second in product(range(total + 1), repeat=2):
        if first + second >= total:
            shown = shown_overlapping(total, {"first": first, "second": second})
            answered[tuple(shown.values())].append((first, second))
    assert all(len(set(values)) > 1 for values in zip(*answered[(None, None)], strict=True))


# Every sum that the answer is known to have: (total, parts).
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("referred", ("unanswered", "not_yet", "returned", "withdrawn", "decided")),
    ("decided", ("refused", "accepted")),
    ("accepted", ("granted", "started")),
    ("started", ("ongoing", "completed", "interrupted")),
    ("interrupted", tuple(f"exit {code}" for code in EXITS)),
    ("interrupted", ("interrupted_knowable", "interrupted other")),
    ("returned", ("returned_knowable", "returned other")),
    ("knowable", ("returned_knowable", "interrupted_knowable")),
    ("failed", ("returned", "interrupted")),
    *(("returned", (f"reason {reason}", f"not reason {reason}")) for reason in REASONS),
)
CELLS = sorted({name for total, parts in SUMS for name in (total, *parts)})


def published(shown: Digest) -> dict[str, int]:
    """What the answer tells: every cell that is not withheld, by name."""
    single = {name: value for name, value in vars(shown).items() if name in CELLS}
    sums = {"knowable": shown.knowable, "failed": shown.failed}
    reasons = {f"reason {reason}": value for reason, value in shown.return_reasons.items()}
    exits = {f"exit {code}": value for code, value in shown.exits.items()}
    return {name: value for name, value in {**single, **sums, **reasons, **exits}.items() if value is not None}


def determined(known: Mapping[str, int]) -> set[str]:
    """The cells that have one value only in every solution of the sums with what is known put in."""
    unknown = [cell for cell in CELLS if cell not in known]
    place = {cell: number for number, cell in enumerate(unknown)}
    system = np.zeros((len(SUMS), len(unknown)))
    for row, (total, parts) in enumerate(SUMS):
        for cell, sign in ((total, -1), *((part, 1) for part in parts)):
            if cell in place:
                system[row, place[cell]] += sign
    rank = np.linalg.matrix_rank(system)
    return {cell for cell in unknown if np.linalg.matrix_rank(np.vstack([system, np.eye(len(unknown))[place[cell]]])) == rank}


numbers = st.integers(min_value=0, max_value=14)


@st.composite
def some_counts(draw: st.DrawFn) -> Counts:
    outcomes: dict[Outcome, int] = {outcome: draw(numbers) for outcome in OUTCOMES}
    returned, cases = outcomes["returned"], outcomes["interrupted"]
    reasons = {reason: draw(st.integers(0, returned)) for reason in REASONS}
    first = draw(st.integers(0, cases))
    known = (draw(st.integers(0, returned)), draw(st.integers(0, cases)))
    return counts_of(outcomes, reasons=reasons, exits={"health": first}, knowable=known)


def cells(counts: Counts) -> dict[str, int]:
    """The true value of every cell that a reader could look for, sums and remainders too."""
    returned, cases = counts.of("returned"), counts.of("interrupted")
    return {
        **{outcome.replace("-", "_"): number for outcome, number in counts.outcomes.items()},
        **{f"exit {code}": number for code, number in counts.exits.items()},
        **{f"reason {reason}": number for reason, number in counts.return_reasons.items()},
        **{f"not reason {reason}": returned - number for reason, number in counts.return_reasons.items()},
        "returned_knowable": counts.returned_knowable,
        "returned other": returned - counts.returned_knowable,
        "interrupted_knowable": counts.interrupted_knowable,
        "interrupted other": cases - counts.interrupted_knowable,
    }


@given(some_counts())
def test_no_withheld_count_is_computed_from_what_the_answer_shows(counts: Counts) -> None:
    known = published(digest(counts))
    truth = cells(counts)
    assert [cell for cell, value in known.items() if small(value)] == []
    solved = determined(known)
    assert [cell for cell in solved & truth.keys() if small(truth[cell])] == []
    withheld = {cell for cell in truth if not cell.startswith("not ") and not cell.endswith(" other")} - known.keys()
    assert solved & withheld == set()


def test_the_solver_finds_what_one_withheld_part_alone_would_give_away() -> None:
    known = published(digest(counts_of({"returned": 20, "completed": 30})))
    del known["withdrawn"]
    assert "withdrawn" in determined(known)
