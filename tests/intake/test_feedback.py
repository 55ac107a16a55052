"""What became of referrals: one outcome each, counts that add up, and what was knowable at referral. Worked by hand."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake import events as e
from services.intake.doubt import CRITERIA
from services.intake.feedback import (
    ACCEPTED,
    BEYOND_CRITERIA,
    DECIDED,
    FAILED,
    OUTCOMES,
    STARTED,
    Outcome,
    SoFar,
    Source,
    by_source,
    count,
)
from shared.ids import new_id

ALL_MET: dict[e.Criterion, e.Answer] = dict.fromkeys(CRITERIA, "met")


def a_referral(**more: Any) -> SoFar:
    """Open, everything met when it was first judged."""
    values: dict[str, Any] = {
        "referral": new_id(),
        "source": "municipality",
        "agency": None,
        "source_unit": None,
        "status": "open",
        "decision": None,
        "first_answers": ALL_MET,
    }
    return SoFar(**{**values, **more})


def but(answers: dict[str, e.Answer]) -> dict[e.Criterion, e.Answer]:
    """Everything met but for these (with _ for -)."""
    return {criterion: answers.get(criterion.replace("-", "_"), answer) for criterion, answer in ALL_MET.items()}


def returned(*reasons: e.ReturnReason, **answers: e.Answer) -> SoFar:
    """Returned; judged as told (with _ for -), or never judged."""
    return a_referral(status="returned", return_reasons=reasons, first_answers=but(answers) if answers else {})


def interrupted(exit_: e.ExitCategory, **answers: e.Answer) -> SoFar:
    ended: dict[str, Any] = {"started": True, "end": "interrupted", "exit": exit_, "first_answers": but(answers)}
    return a_referral(status="accepted", decision="granted", **ended)


def started(end: e.EndKind | None = None, exit_: e.ExitCategory | None = None) -> SoFar:
    return a_referral(status="accepted", decision="granted", started=True, end=end, exit=exit_)


@pytest.mark.parametrize(
    ("referral", "outcome"),
    [
        (a_referral(status="proposed"), "unanswered"),
        (a_referral(), "unanswered"),
        (a_referral(decision="not-yet"), "not-yet"),
        (a_referral(decision="granted"), "granted"),
        (a_referral(status="accepted", decision="granted"), "granted"),
        (returned("not-ready"), "returned"),
        (a_referral(status="withdrawn", decision="granted"), "withdrawn"),
        (a_referral(status="declined", decision="refused"), "refused"),
        (started(), "ongoing"),
        (started("completed", "employment"), "completed"),
        (started("interrupted", "health"), "interrupted"),
    ],
)
def test_a_referral_stands_where_it_stands(referral: SoFar, outcome: Outcome) -> None:
    assert referral.outcome == outcome


def test_an_interruption_is_knowable_when_a_criterion_was_not_met_or_unknown_then() -> None:
    assert interrupted("health", attendance="not-met").knowable
    assert interrupted("own-wish", job_ready="unknown").knowable
    assert not interrupted("health").knowable


def test_a_criterion_that_nobody_judged_was_unknown() -> None:
    assert a_referral(status="accepted", started=True, end="interrupted", exit="no-show", first_answers={}).knowable
    assert returned("incomplete").knowable


@pytest.mark.parametrize("exit_", ["moved", "deceased", "employment"])
def test_no_criterion_speaks_of_a_move_a_death_or_an_employment(exit_: e.ExitCategory) -> None:
    assert not interrupted(exit_, attendance="not-met").knowable


def test_a_return_for_the_wrong_unit_alone_was_not_knowable_but_with_another_reason_it_was() -> None:
    assert not returned("wrong-unit").knowable
    assert not returned("person-declines", attendance="not-met").knowable
    assert returned("wrong-unit", "not-ready").knowable


def test_what_goes_on_or_was_completed_is_not_asked() -> None:
    assert not a_referral(first_answers={}).knowable
    assert not a_referral(status="accepted", started=True, first_answers={}).knowable
    completed = {"status": "accepted", "started": True, "end": "completed", "exit": "health"}
    assert not a_referral(**completed, first_answers={}).knowable


def test_twelve_referrals_counted_by_hand() -> None:
    counts = count(
        [
            a_referral(),
            a_referral(decision="not-yet"),
            returned("not-ready", "incomplete"),
            returned("not-ready", attendance="not-met"),
            returned("wrong-unit"),
            a_referral(status="withdrawn"),
            a_referral(status="declined", decision="refused"),
            a_referral(decision="granted"),
            started(),
            started("completed", "employment"),
            interrupted("health", attendance="not-met"),
            interrupted("moved", attendance="not-met"),
        ]
    )
    assert counts.referred == 12
    assert [counts.of(outcome) for outcome in OUTCOMES] == [1, 1, 3, 1, 1, 1, 1, 1, 2]
    assert (counts.of(*DECIDED), counts.of(*ACCEPTED), counts.of(*STARTED)) == (6, 5, 4)
    assert {reason: number for reason, number in counts.return_reasons.items() if number} == {
        "incomplete": 1,
        "not-ready": 2,
        "wrong-unit": 1,
    }
    assert {code: number for code, number in counts.exits.items() if number} == {"health": 1, "moved": 1}
    assert (counts.returned_knowable, counts.interrupted_knowable, counts.of(*FAILED)) == (2, 1, 5)


def test_each_agencys_unit_is_counted_by_itself_in_order() -> None:
    told = [("region", "232100-0016", None), ("municipality", "212000-0142", "norr"), ("municipality", None, None)]
    rows = [a_referral(source=source, agency=agency, source_unit=unit) for source, agency, unit in (*told, told[1])]
    assert [(source, counts.referred) for source, counts in by_source(rows)] == [
        (Source(source="municipality", agency=None, source_unit=None), 1),
        (Source(source="municipality", agency="212000-0142", source_unit="norr"), 2),
        (Source(source="region", agency="232100-0016", source_unit=None), 1),
    ]


answers = st.dictionaries(st.sampled_from(sorted(CRITERIA)), st.sampled_from(get_args(e.Answer)))
ends = st.one_of(
    st.just({"started": False}),
    st.just({"started": True}),
    st.fixed_dictionaries(
        {
            "started": st.just(value=True),
            "end": st.sampled_from(get_args(e.EndKind)),
            "exit": st.sampled_from(get_args(e.ExitCategory)),
        }
    ),
)


@st.composite
def any_referral(draw: st.DrawFn) -> SoFar:
    status = draw(st.sampled_from(["proposed", "open", "returned", "withdrawn", "accepted", "declined"]))
    reasons = draw(st.lists(st.sampled_from(get_args(e.ReturnReason)), min_size=1, unique=True)) if status == "returned" else []
    return a_referral(
        status=status,
        decision=draw(st.sampled_from([None, *get_args(e.Decision)])),
        return_reasons=tuple(reasons),
        first_answers=draw(answers),
        source_unit=draw(st.sampled_from([None, "norr", "soder"])),
        **(draw(ends) if status == "accepted" else {}),
    )


@given(st.lists(any_referral(), max_size=40))
def test_every_referral_has_exactly_one_outcome_and_the_counts_add_up(rows: list[SoFar]) -> None:
    counts = count(rows)
    assert counts.referred == len(rows) == sum(counts.outcomes.values())
    assert set(counts.outcomes) == set(OUTCOMES)
    assert counts.of(*DECIDED) == counts.of("refused") + counts.of("granted") + counts.of(*STARTED)
    assert sum(counts.exits.values()) == counts.of("interrupted")
    assert all(number <= counts.of("returned") for number in counts.return_reasons.values())
    assert sum(counts.return_reasons.values()) >= counts.of("returned")
    assert counts.returned_knowable <= counts.of("returned")
    beyond = sum(number for code, number in counts.exits.items() if code in BEYOND_CRITERIA)
    assert counts.interrupted_knowable <= counts.of("interrupted") - beyond
    parts = [part for _, part in by_source(rows)]
    assert sum(part.referred for part in parts) == len(rows)
    assert sum(part.returned_knowable + part.interrupted_knowable for part in parts) == sum(row.knowable for row in rows)
