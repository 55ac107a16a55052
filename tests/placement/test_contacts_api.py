"""The contact journal over REST, and the employer's last contact whatever the order in which contacts are logged."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.placement import events as e
from services.placement.projections import employer as projections
from shared.contracts import intake
from shared.ids import new_id
from shared.service import Service
from tests.harness import Api
from tests.placement.given import EMPLOYER, JAN_5, OFFICER, UNIT, WHY, registered
from tests.placement.journey import a_case, an_employer, contact_body, ok, refused, told


async def a_contact(api: Api, employer: str, **more: Any) -> dict[str, Any]:
    body = contact_body(**more)
    contact: dict[str, Any] = ok(await api.post(f"/employers/{employer}/contacts", body))
    return contact


async def test_every_officer_sees_who_contacted_the_employer_last(api: Api) -> None:
    employer = await an_employer(api)
    before = ok(await api.get(f"/employers/{employer}"), 200)
    assert (before["last_contact_on"], before["days_since_contact"]) == (None, None)
    ok(
        await api.post(
            f"/employers/{employer}/contacts", contact_body(next_step="call", next_step_on="2026-03-16"), subject="eva"
        )
    )
    (listed,) = ok(await api.get("/employers", units=["malmo"]), 200)["items"]
    shown = ok(await api.get(f"/employers/{employer}", units=["malmo"]), 200)
    for view in (listed, shown):
        assert (view["last_contact_on"], view["last_contact_by"], view["last_contact_channel"]) == ("2026-03-02", "eva", "visit")
        assert (view["days_since_contact"], view["next_step"], view["next_step_on"]) == (8, "call", "2026-03-16")


async def test_a_contact_that_is_taken_back_is_not_the_last_one_any_more(api: Api) -> None:
    employer = await an_employer(api)
    await a_contact(api, employer, on="2026-02-02")
    wrong = await a_contact(api, employer, on="2026-03-02")
    path = f"/employers/{employer}/contacts/{wrong['contact']}"
    taken = ok(await api.post(f"{path}/retractions", {"reason": "Fel arbetsgivare.", "on": "2026-03-03"}))
    assert taken["in_error"]
    assert ok(await api.get(f"/employers/{employer}"), 200)["last_contact_on"] == "2026-02-02"
    refused(await api.post(f"{path}/retractions", {"reason": "Igen.", "on": "2026-03-03"}), "contact-was-in-error")


async def test_a_wish_is_shown_and_respected_until_it_is_lifted(api: Api) -> None:
    employer = await an_employer(api)
    path = f"/employers/{employer}/contact-wishes"
    wish = ok(await api.post(path, {"until": "2026-03-31", "on": "2026-02-02"}))
    assert ok(await api.get(f"/employers/{employer}"), 200)["no_contact_until"] == "2026-03-31"
    refused(await api.post(f"/employers/{employer}/contacts", contact_body()), "contact-not-wished")
    await a_contact(api, employer, initiative="employer")
    assert ok(await api.get("/employers", params={"contactable": True}), 200)["total"] == 0
    assert ok(await api.get(path), 200)["items"] == [wish] == [ok(await api.get(f"{path}/{wish['wish']}"), 200)]
    assert ok(await api.post(f"{path}/{wish['wish']}/liftings", {"on": "2026-03-02"}))["lifted_on"] == "2026-03-02"
    await a_contact(api, employer)
    assert ok(await api.get("/employers", params={"contactable": True}), 200)["total"] == 1


async def test_a_wish_that_is_over_is_not_shown(api: Api) -> None:
    employer = await an_employer(api)
    ok(await api.post(f"/employers/{employer}/contact-wishes", {"until": "2026-03-09", "on": "2026-02-02"}))
    assert ok(await api.get(f"/employers/{employer}"), 200)["no_contact_until"] is None
    assert ok(await api.get("/employers", params={"contactable": True}), 200)["total"] == 1


async def test_my_employers_come_by_days_since_contact(api: Api) -> None:
    never, long_ago, lately, others = [await an_employer(api) for _ in range(4)]
    await a_contact(api, long_ago, on="2026-01-12")
    await a_contact(api, lately, on="2026-03-09")
    for employer, owner in ((never, "eva"), (long_ago, "eva"), (lately, "eva"), (others, "ali")):
        ok(await api.post(f"/employers/{employer}/owners", {"owner": owner, "unit": UNIT, "on": "2026-01-05"}))

    async def listed(**params: Any) -> list[str]:
        answer = ok(await api.get("/employers", params={"owner": "me", "sort": "contact", **params}, subject="eva"), 200)
        assert answer["total"] == len(answer["items"])
        return [row["employer"] for row in answer["items"]]

    assert await listed() == [never, long_ago, lately]
    assert await listed(days_since_contact=57) == [never, long_ago]
    assert await listed(days_since_contact=58) == [never]
    assert await listed(without_contact=True) == [never]
    assert await listed(without_contact=False) == [long_ago, lately]
    assert await listed(owner="ali") == [others]
    assert await listed(unit="malmo") == []


async def test_which_case_a_contact_was_about_is_for_that_cases_unit(api: Api) -> None:
    employer, case = await an_employer(api), await a_case(api)
    contact = await a_contact(api, employer, case=case, note="Om kandidaten.")
    path = f"/employers/{employer}/contacts"
    (row,) = ok(await api.get(path), 200)["items"]
    assert (row["case"], "note" in row) == (case, False)
    (row,) = ok(await api.get(path, units=["malmo"]), 200)["items"]
    assert (row["case"], row["channel"]) == (None, "visit")
    assert ok(await api.get(f"{path}/{contact['contact']}"), 200)["note"] == "Om kandidaten."
    assert (await api.get(f"{path}/{contact['contact']}", units=["malmo"])).status_code == 403
    assert (await api.post(path, contact_body(case=case, unit="malmo"), units=["malmo"])).status_code == 403
    seen = ok(await api.get("/access-log", "auditor", params={"case": case, "outcome": "allowed"}), 200)["items"]
    assert {access["what"] for access in seen} == {"list_contacts", "show_contact"}


async def test_a_contact_about_a_protected_person_is_for_named_officers(api: Api) -> None:
    employer, person = await an_employer(api), new_id()
    case = await a_case(api, person=person)
    contact = await a_contact(api, employer, case=case)
    await told(api, intake.PersonProtected(person=person))
    path = f"/employers/{employer}/contacts"
    (row,) = ok(await api.get(path), 200)["items"]
    assert row["case"] is None
    assert (await api.get(f"{path}/{contact['contact']}")).status_code == 403
    (row,) = ok(await api.get(path, "caseworker+protected-identity"), 200)["items"]
    assert row["case"] == case


async def test_a_note_about_a_person_goes_with_the_persons_key(api: Api) -> None:
    employer, person = await an_employer(api), new_id()
    contact = await a_contact(api, employer, case=await a_case(api, person=person), note="Om kandidaten.")
    service: Service = api.app.state.service
    async with service.database.transaction() as tx:
        assert await service.vault.erase(tx, person)
    assert ok(await api.get(f"/employers/{employer}/contacts/{contact['contact']}"), 200)["note"] is None


async def test_a_contact_about_a_case_in_error_is_refused(api: Api) -> None:
    employer, person = await an_employer(api), new_id()
    case = await a_case(api, person=person)
    await told(api, intake.CaseRegisteredInError(case=UUID(case), person=person))
    refused(await api.post(f"/employers/{employer}/contacts", contact_body(case=case)), "case-in-error")


CONTACTS = [
    e.EmployerContacted(
        contact=new_id(),
        employer=EMPLOYER,
        contact_person=None,
        channel="phone",
        initiative="authority",
        purpose="find-jobs",
        outcome="interested",
        next_step=None,
        next_step_on=None,
        case=None,
        person=None,
        note=None,
        unit=UNIT,
        by=f"officer-{number}",
        on=JAN_5 + timedelta(days=day),
    )
    for number, day in enumerate((3, 1, 4, 4, 1, 2))  # not in the order of their ids
]
Logged = list[e.EmployerContacted | e.EmployerContactRegisteredInError]


@st.composite
def journals(draw: st.DrawFn) -> Logged:
    """Contacts logged in any order, some taken back at any time afterwards."""
    journal: Logged = list(draw(st.permutations(CONTACTS)))
    for contact in draw(st.sets(st.sampled_from(CONTACTS))):
        taken_back = e.EmployerContactRegisteredInError(
            contact=contact.contact,
            employer=EMPLOYER,
            case=None,
            person=None,
            reason=WHY,
            registered_by=OFFICER,
            on=date(2026, 3, 10),
        )
        journal.insert(draw(st.integers(journal.index(contact) + 1, len(journal))), taken_back)
    return journal


def last_of(journal: Logged) -> e.EmployerContacted | None:
    wrong = {event.contact for event in journal if isinstance(event, e.EmployerContactRegisteredInError)}
    had = [event for event in journal if isinstance(event, e.EmployerContacted) and event.contact not in wrong]
    return max(had, key=lambda event: (event.on, event.contact), default=None)


class Undone(Exception):  # noqa: N818
    """Rolls an example back."""


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(journal=journals())
async def test_the_last_contact_is_the_latest_whatever_the_order_of_registration(api: Api, journal: Logged) -> None:
    service: Service = api.app.state.service
    with pytest.raises(Undone):
        async with service.database.transaction() as tx:
            for version, event in enumerate([registered(), *journal], start=1):
                await projections.project(tx, event, version)
            row = await tx.raw.fetchrow("select * from employers where employer = $1", EMPLOYER)
            last = last_of(journal)
            assert (row["last_contact_on"], row["last_contact_by"]) == ((last.on, last.by) if last else (None, None))
            raise Undone
