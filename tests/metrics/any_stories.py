"""Stories of any shape for hypothesis: what three services may publish, and any way in which it may arrive."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from hypothesis import strategies as st

from services.metrics.subjects import CASES, EMPLOYMENTS, SUBJECTS
from shared.contracts.base import Contract
from shared.contracts.catalogue import CONTRACTS
from shared.inbox import Delivery
from tests.contracts.golden import golden_of
from tests.metrics.telling import PERSON, Told, d, noon

DAY_ZERO = d("2025-01-01").toordinal()
FORMS = st.sampled_from(["NONE", "LFU", "OSA"])
TOLD = {
    subject.table.name: [golden_of(event.type) for event in subject.events]
    for subject in SUBJECTS
    if subject not in {CASES, EMPLOYMENTS}
}
"""What was once published of one subject of each kind that has no story of its own here."""
MONTHS = st.integers(1, 12).map(lambda month: f"2025-{month:02}")
CHOICES = {"month": MONTHS, "first_month": MONTHS, "unit": st.sampled_from(["stockholm", "sundsvall"])}
SITUATIONS = st.sampled_from(["in-work", "looking", "unknown"])


def _day(draw: Any) -> str:
    return type(d("2025-01-01")).fromordinal(DAY_ZERO + draw(st.integers(0, 400))).isoformat()


def _case(draw: Any, told: Told, case: UUID) -> None:
    if draw(st.booleans()):
        told.case_opened(_day(draw), known=_day(draw), case=case)
    told.case_started(_day(draw), known=_day(draw), case=case, unit=draw(st.sampled_from(["stockholm", "sundsvall"])))
    for step in draw(
        st.lists(
            st.sampled_from(["corrected", "ended", "end-corrected", "handed-over", "paused", "resumed", "reopened", "error"]),
            max_size=3,
        )
    ):
        match step:
            case "corrected":
                told.start_corrected(_day(draw), known=_day(draw), case=case)
            case "ended":
                kind, left_as = draw(st.sampled_from(["completed", "interrupted"])), draw(st.sampled_from(["studies", "moved"]))
                told.case_ended(_day(draw), known=_day(draw), case=case, left_as=left_as, kind=kind)
            case "end-corrected":
                told.case_end_corrected(_day(draw), known=_day(draw), case=case)
            case "handed-over":
                told.case_handed_over(_day(draw), unit="sundsvall", case=case)
            case "paused":
                told.case_paused(_day(draw), until=_day(draw), case=case)
            case "resumed":
                told.case_resumed(_day(draw), known=_day(draw), case=case)
            case "reopened":
                told.case_reopened(_day(draw), case=case)
            case _:
                told.case_in_error(known=_day(draw), case=case)


def _job(draw: Any, told: Told, job: UUID, case: UUID) -> None:
    told.job_started(
        _day(draw), known=_day(draw), job=job, case=case, form=draw(FORMS), occupation=draw(st.sampled_from([None, "5120"]))
    )
    for step in draw(st.lists(st.sampled_from(["terms", "ended", "corrected", "error"]), max_size=3)):
        match step:
            case "terms":
                told.terms_changed(_day(draw), known=_day(draw), job=job, form=draw(FORMS))
            case "ended":
                told.job_ended(_day(draw), known=_day(draw), job=job)
            case "corrected":
                told.job_corrected(_day(draw), draw(st.one_of(st.none(), st.just(_day(draw)))), known=_day(draw), job=job)
            case _:
                told.job_in_error(known=_day(draw), job=job)


def _statuses(draw: Any, told: Told, first: int, case: UUID) -> None:
    for named in range(first, first + draw(st.integers(0, 3))):
        corrects = draw(st.sampled_from([None, named - 1])) if named > first else None
        told.status(named, _day(draw), draw(SITUATIONS), known=_day(draw), corrects=corrects, case=case)


@st.composite
def stories(draw: Any) -> list[Delivery]:
    """One person's events, with clocks that do not agree: a few cases, jobs and statuses."""
    told = Told()
    cases = [UUID(int=number) for number in range(1, 1 + draw(st.integers(1, 2)))]
    for case in cases:
        _case(draw, told, case)
        _statuses(draw, told, 1000 * case.int, case)
    for number in range(draw(st.integers(0, 2))):
        _job(draw, told, UUID(int=300 + number), draw(st.sampled_from(cases)))
    for _ in range(draw(st.integers(0, 5))):
        _anything(draw, told, cases)
    return told.deliveries


def _anything(draw: Any, told: Told, cases: Sequence[UUID]) -> None:
    """Some of all that is told of another kind of subject, in any order: a step too many is one that tells nothing.

    What is told of one case comes in one stream for each kind, and what is of no case in one for the kind.
    """
    kind, case = draw(st.sampled_from(sorted(TOLD))), draw(st.sampled_from(cases))
    for golden in draw(st.lists(st.sampled_from(TOLD[kind]), min_size=1, max_size=4)):
        contract = CONTRACTS[golden.headers["ce_type"]].model_validate(golden.body)
        stream = f"{kind}-{case}" if _of_cases(kind) else kind
        told.tell(stream, contract.model_copy(update=_about(draw, contract, case)), noon(_day(draw)))


def _of_cases(kind: str) -> bool:
    """Whether every event of the kind names its case or its referral: those of one subject come in one stream."""
    return all({"case", "referral"} & golden.body.keys() for golden in TOLD[kind])


def _about(draw: Any, contract: Contract, case: UUID) -> dict[str, Any]:
    """Any dates, choices and ids of the case: its own, its person's, and one of two of every other kind."""
    named: dict[str, Any] = {"case": case, "person": PERSON}
    return {name: named.get(name) or _value(draw, contract, name, case) for name in type(contract).model_fields}


def _value(draw: Any, contract: Contract, name: str, case: UUID) -> Any:
    value, choices = getattr(contract, name), CHOICES.get(name)
    if choices is not None:
        return draw(choices)
    if name == "steps":
        return tuple(step.model_copy(update={"applies_from": d(_day(draw))}) for step in value)
    if isinstance(value, UUID):
        return UUID(int=1000 * case.int + draw(st.integers(700, 701)))
    if isinstance(value, date):
        return d(_day(draw))
    annotation = type(contract).model_fields[name].annotation
    if get_origin(annotation) is Literal:
        return draw(st.sampled_from(get_args(annotation)))
    return draw(st.booleans()) if isinstance(value, bool) else value


@st.composite
def arrivals(draw: Any, story: list[Delivery]) -> list[Delivery]:
    """The story as it may arrive: streams interleaved in any way, any event again at any later place."""
    streams: dict[str, list[Delivery]] = {}
    for delivery in story:
        streams.setdefault(delivery.stream, []).append(delivery)
    order = draw(st.permutations([delivery.stream for delivery in story]))
    waiting = {stream: iter(deliveries) for stream, deliveries in streams.items()}
    arrived: list[Delivery] = []
    for stream in order:
        arrived.append(next(waiting[stream]))
        arrived.extend(draw(st.lists(st.sampled_from(arrived), max_size=1)))
    return arrived
