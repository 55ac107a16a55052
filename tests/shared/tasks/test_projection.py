"""What steps do to the worklists, on real PostgreSQL; made anew from the log they are the same."""

from datetime import date
from uuid import UUID, uuid5

import asyncpg
import pytest

from shared.errors import VersionConflict
from shared.ids import new_id
from shared.tasks.steps import Kinds
from tests.shared.tasks import repairs
from tests.shared.tasks.conftest import Workshop
from tests.shared.tasks.repairs import Dropped, Estimated, Given, Misspelt, OrderJoined, OrderTaken, PartDelayed, Repaired

MAR_2, MAR_9, MAR_16 = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)


def taken(order: UUID, *, case: UUID | None = None, mender: str | None = None, person: UUID | None = None) -> OrderTaken:
    return OrderTaken(order=order, person=person, unit="north", case=case, mender=mender, on=MAR_2)


def estimated(order: UUID, *parts: UUID) -> Estimated:
    return Estimated(order=order, parts=parts, estimator="eva", on=MAR_2)


async def test_a_task_has_unit_owner_person_and_case_from_its_home(workshop: Workshop) -> None:
    order, case, person = new_id(), new_id(), new_id()
    await workshop.happened(taken(order, case=case, mender="sam", person=person))
    [row] = await workshop.tasks()
    assert (row["home"], row["case_id"], row["person"], row["unit"], row["owner"]) == (order, case, person, "north", "sam")
    assert (row["kind"], row["opened_on"], row["due_on"], row["not_before"]) == ("estimate", MAR_2, MAR_9, None)


async def test_a_home_can_be_about_nobody(workshop: Workshop) -> None:
    await workshop.happened(taken(new_id()))
    [row] = await workshop.tasks()
    assert (row["person"], row["case_id"], row["owner"]) == (None, None, None)


async def test_the_event_that_opened_a_task_gives_it_its_id(workshop: Workshop) -> None:
    order = new_id()
    await workshop.happened(taken(order))
    event_id = await workshop.owner.fetchval("select event_id from events")
    assert [row["task"] for row in await workshop.tasks()] == [uuid5(event_id, f"estimate {order}")]


async def test_a_kind_is_open_once_about_a_thing(workshop: Workshop) -> None:
    order, one, two = new_id(), new_id(), new_id()
    await workshop.happened(taken(order), estimated(order, one, two), estimated(order, one))
    assert await workshop.kinds() == ["call-back", "inspect", "repair", "repair"]
    await workshop.happened(Repaired(order=order, part=one, on=MAR_9), estimated(order, one))
    assert await workshop.kinds("done") == ["estimate", "repair"]
    assert await workshop.kinds() == ["call-back", "inspect", "repair", "repair"]


async def test_what_is_asked_about_a_day_is_that_day_and_due_on_a_working_day(workshop: Workshop) -> None:
    order = new_id()
    later = Estimated(order=order, parts=(), estimator="eva", on=date(2026, 3, 3))
    await workshop.happened(taken(order), later)
    [call_back, _] = await workshop.tasks()
    assert (call_back["not_before"], call_back["due_on"]) == (date(2026, 4, 3), date(2026, 4, 7))  # Good Friday; after Easter


async def test_a_new_mender_has_what_nobody_or_the_one_before_had_and_the_units_stays_the_units(workshop: Workshop) -> None:
    order, part = new_id(), new_id()
    await workshop.happened(taken(order), estimated(order, part))
    owners = [{row["kind"]: row["owner"] for row in await workshop.tasks()}]
    for mender in ("sam", "ali", None):
        await workshop.happened(Given(home=order, mender=mender, on=MAR_2))
        owners.append({row["kind"]: row["owner"] for row in await workshop.tasks()})
    assert [each["repair"] for each in owners] == [None, "sam", "ali", None]
    assert {each["inspect"] for each in owners} == {None}


async def test_what_an_officer_has_in_person_stays_that_officers(workshop: Workshop) -> None:
    order = new_id()
    chosen = Estimated(order=order, parts=(new_id(),), estimator="eva", chosen="kim", on=MAR_2)
    await workshop.happened(taken(order, mender="sam"), chosen, Given(home=order, mender="ali", on=MAR_2))
    assert {row["kind"]: row["owner"] for row in await workshop.tasks()} == {"call-back": "ali", "inspect": None, "repair": "kim"}


async def test_a_case_names_every_home_of_it(workshop: Workshop) -> None:
    case, joined, born, other = new_id(), new_id(), new_id(), new_id()
    await workshop.happened(taken(joined), taken(born, case=case), taken(other))
    await workshop.happened(OrderJoined(order=joined, case=case, unit="north", on=MAR_2))
    await workshop.happened(Given(home=case, mender="sam", unit="south", on=MAR_2))
    found = {row["home"]: (row["owner"], row["unit"], row["case_id"]) for row in await workshop.tasks()}
    assert found == {joined: ("sam", "south", case), born: ("sam", "south", case), other: (None, "north", None)}
    await workshop.happened(Dropped(home=case, on=MAR_9))
    assert [row["home"] for row in await workshop.tasks()] == [other]
    assert {(row["closed_by"], row["closed_on"]) for row in await workshop.tasks("dropped")} == {("Dropped", MAR_9)}


async def test_a_task_is_opened_in_the_home_of_its_own_id_before_others_of_the_case(workshop: Workshop) -> None:
    case, order = new_id(), new_id()
    await workshop.happened(taken(case, case=case), taken(order, case=case), estimated(case))
    assert {row["home"] for row in await workshop.tasks() if row["kind"] == "call-back"} == {case}


async def test_a_task_of_a_case_with_several_homes_must_say_which(workshop: Workshop) -> None:
    case = new_id()
    await workshop.happened(taken(new_id(), case=case), taken(new_id(), case=case))
    with pytest.raises(LookupError, match="needs one home"):
        await workshop.happened(estimated(case, new_id()))


async def test_a_due_date_is_moved_of_one_thing_or_of_all(workshop: Workshop) -> None:
    order, one, two = new_id(), new_id(), new_id()
    await workshop.happened(taken(order), estimated(order, one, two), PartDelayed(order=order, part=one, on=MAR_9))
    assert [row["due_on"] for row in await workshop.tasks() if row["kind"] == "repair"] == [MAR_9, MAR_16]
    await workshop.happened(PartDelayed(order=order, part=None, on=MAR_9))
    assert [row["due_on"] for row in await workshop.tasks() if row["kind"] == "repair"] == [MAR_16, MAR_16]


async def test_what_nothing_settled_and_what_is_no_kind_are_refused_loudly(workshop: Workshop) -> None:
    with pytest.raises(LookupError, match="nothing settled"):
        await workshop.happened(estimated(new_id()))
    order = new_id()
    await workshop.happened(taken(order))
    with pytest.raises(ValueError, match="estimat"):
        await workshop.happened(Misspelt(order=order, on=MAR_2))
    with pytest.raises(ValueError, match="by-foot"):
        Kinds(literal=repairs.TaskKind, by_hand=frozenset({"by-foot"}))


async def test_two_events_about_one_home_come_one_by_one(workshop: Workshop) -> None:
    """Seen at once, the estimate would open tasks for an order that is being dropped, and nothing would close them."""
    order = new_id()
    await workshop.happened(taken(order), estimated(order))
    service = workshop.service
    with pytest.raises((VersionConflict, asyncpg.SerializationError)):
        async with service.database.transaction() as late:
            await late.raw.fetchval("select 1 from events limit 1")
            await workshop.happened(Dropped(home=order, on=MAR_2))
            await service.log(late, by="b", correlation="b").append("order", [estimated(order, new_id())], expected=0)
    assert await workshop.kinds() == []


async def test_made_anew_from_the_log_they_are_what_stands(workshop: Workshop) -> None:
    case, one, two, part = new_id(), new_id(), new_id(), new_id()
    await workshop.happened(taken(one, person=new_id()), taken(two, case=case, mender="sam"), estimated(one, part, new_id()))
    await workshop.happened(OrderJoined(order=one, case=case, unit="south", on=MAR_2), Given(home=case, mender="ali", on=MAR_2))
    await workshop.happened(PartDelayed(order=one, part=part, on=MAR_9), Repaired(order=one, part=part, on=MAR_9))
    await workshop.happened(Dropped(home=two, on=MAR_16))
    assert await workshop.differences() == {"tasks": 0, "task_homes": 0}
