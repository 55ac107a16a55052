"""Consents and the SUS register over REST, on real PostgreSQL."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.intake.projections.consent import consents
from services.intake.queries.consents import consents_in_force
from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.journey import a_person, a_started_case, assessed, granted, ok, person_body
from tests.intake.rebuilding import rebuilt_differences

AGENCY = "202100-2114"


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


def sharing(on: date, **more: Any) -> dict[str, Any]:
    body = {"purpose": "share-with", "recipient": AGENCY, "scope": ["case-status"], "form": "signed-paper"}
    return {**body, "on": on.isoformat(), **more}


def registering(case: UUID, on: date) -> dict[str, Any]:
    scope = ["identity", "participation"]
    return {"purpose": "sus-registration", "case": str(case), "scope": scope, "form": "e-signature", "on": on.isoformat()}


async def consented(api: Api, person: str, body: dict[str, Any]) -> str:
    consent: str = ok(await api.post(f"/persons/{person}/consents", body))["consent"]
    return consent


async def withdrawn(api: Api, consent: str, on: date) -> Any:
    return ok(await api.post(f"/consents/{consent}/withdrawals", {"on": on.isoformat()}))


async def person_in(api: Api, case: UUID) -> str:
    person: str = ok(await api.get(f"/cases/{case}"), 200)["person"]
    return person


async def registration(api: Api, case: UUID) -> Any:
    listed = ok(await api.get("/sus-registrations"), 200)
    return next(row for row in listed["items"] if row["case"] == str(case))


class TestConsents:
    async def test_a_consent_is_given_shown_and_withdrawn(self, api: Api, today: date) -> None:
        person = await a_person(api)
        consent = await consented(api, person, sharing(today))
        shown = await api.get(f"/consents/{consent}")
        assert (ok(shown, 200)["in_force"], shown.headers["etag"]) == (True, '"1"')
        assert (await withdrawn(api, consent, today))["in_force"] is False
        listed = ok(await api.get(f"/persons/{person}/consents"), 200)
        assert [row["withdrawn_on"] for row in listed["items"]] == [today.isoformat()]

    async def test_a_consent_in_force_is_not_given_again_and_is_named(self, api: Api, today: date) -> None:
        person = await a_person(api)
        consent = await consented(api, person, sharing(today))
        again = await api.post(f"/persons/{person}/consents", sharing(today))
        assert (again.status_code, again.json()["reasons"][0]["consent"]) == (409, consent)

    async def test_after_a_withdrawal_it_may_be_given_anew(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await withdrawn(api, await consented(api, person, sharing(today)), today)
        await consented(api, person, sharing(today))

    async def test_of_many_at_once_one_is_in_force(self, api: Api, today: date) -> None:
        person = await a_person(api)
        answers = await asyncio.gather(*(api.post(f"/persons/{person}/consents", sharing(today)) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]

    async def test_another_agency_and_another_purpose_are_other_consents(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await consented(api, person, sharing(today))
        await consented(api, person, sharing(today, recipient="202100-5521"))
        await consented(api, person, sharing(today, purpose="survey", recipient=None, scope=["answers"]))
        async with api.app.state.service.database.transaction() as tx:
            assert len(await consents_in_force(tx, UUID(person), today)) == 3
            assert await consents_in_force(tx, UUID(person), today - timedelta(days=1)) == []

    async def test_a_case_of_somebody_else_is_no_case_to_consent_about(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today)
        answer = await api.post(f"/persons/{await a_person(api)}/consents", registering(case, today))
        assert (answer.status_code, answer.json()["code"]) == (409, "consent-case-does-not-fit")

    async def test_another_unit_neither_sees_nor_withdraws_it(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today)
        person = await person_in(api, case)
        consent = await consented(api, person, sharing(today))
        for path in (f"/consents/{consent}", f"/persons/{person}/consents"):
            assert (await api.get(path, units=("malmo",))).status_code == 403
        body = {"on": today.isoformat()}
        assert (await api.post(f"/consents/{consent}/withdrawals", body, units=("malmo",))).status_code == 403

    async def test_reading_consents_is_in_the_access_log(self, api: Api, today: date) -> None:
        person = await a_person(api)
        await consented(api, person, sharing(today))
        await api.get(f"/persons/{person}/consents")
        seen = ok(await api.get(f"/access-log?person={person}", "auditor"), 200)
        assert "list_consents" in {access["what"] for access in seen["items"]}


class TestSharedDetails:
    async def _own(self, api: Api, today: date) -> tuple[str, str]:
        """An own referral of the agency that led to a case, and its person."""
        body = {"person": person_body(), "source": "municipality", "unit": "stockholm", "reasons": ["find-work"]}
        proposal = await api.post("/own-referrals", {**body, "on": today.isoformat()}, "partner", org=AGENCY)
        referral = ok(proposal)["referral"]
        on = {"on": today.isoformat()}
        person = ok(await api.post(f"/referrals/{referral}/acceptances", on))["person"]
        await assessed(api, referral, today)
        await granted(api, referral, today)
        ok(await api.post("/cases", {"referral": referral, **on}))
        return referral, person

    async def _shown(self, api: Api, referral: str, org: str = AGENCY) -> Any:
        return ok(await api.get(f"/own-referrals/{referral}/shared-details", "partner", org=org), 200)

    async def test_a_partner_sees_what_the_consent_covers_until_it_is_withdrawn(self, api: Api, today: date) -> None:
        referral, person = await self._own(api, today)
        assert (await self._shown(api, referral))["scope"] == []
        consent = await consented(api, person, sharing(today))
        shown = await self._shown(api, referral)
        assert (shown["scope"], shown["case_status"], shown["exit"]) == (["case-status"], "waiting", None)
        await withdrawn(api, consent, today)
        after = await self._shown(api, referral)
        assert (after["scope"], after["case_status"]) == ([], None)

    async def test_consent_to_one_agency_shows_another_nothing(self, api: Api, today: date) -> None:
        referral, person = await self._own(api, today)
        await consented(api, person, sharing(today, recipient="202100-5521"))
        assert (await self._shown(api, referral))["scope"] == []
        other = await api.get(f"/own-referrals/{referral}/shared-details", "partner", org="202100-5521")
        assert other.status_code == 403


class TestSusRegister:
    async def test_with_consent_a_participation_is_registered_with_identity(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today)
        assert (await registration(api, case))["in"]["gaps"] == ["no-consent"]
        await consented(api, await person_in(api, case), registering(case, today))
        row = await registration(api, case)
        assert (row["in"]["registered"], row["out"]["gaps"]) == ("identified", ["not-yet"])

    async def test_a_protected_identity_is_masked_for_all_but_named_officers(self, api: Api, today: date) -> None:
        case = await a_started_case(api, today)
        person = await person_in(api, case)
        body = {"kind": "secrecy-marking", "on": today.isoformat()}
        ok(await api.post(f"/persons/{person}/protections", body, "caseworker+protected-identity"))
        answer = await api.get("/sus-registrations")
        row = ok(answer, 200)["items"][0]
        assert (row["case"], row["person"], row["unit"], row["in"]["on"]) == (None, None, None, None)
        assert (row["sex"], row["in"]["budget_year"], row["in"]["registered"]) == ("woman", today.year, "anonymous")
        assert person not in answer.text
        named = ok(await api.get("/sus-registrations", "caseworker+protected-identity"), 200)["items"][0]
        assert (named["case"], named["in"]["gaps"]) == (str(case), ["protected-identity", "no-consent"])

    async def test_counts_tell_worked_with_consented_and_registered(self, api: Api, today: date) -> None:
        first, _ = [await a_started_case(api, today) for _ in range(2)]
        await consented(api, await person_in(api, first), registering(first, today))
        counts = ok(await api.get(f"/sus-registration-counts?unit=stockholm&year={today.year}"), 200)
        assert (counts["worked_with"], counts["consented"], counts["registered"], counts["ended"]) == (2, 1, 1, 0)
        assert {"gap": "no-consent", "at_start": 1, "at_end": 0} in counts["gaps"]
        earlier = ok(await api.get(f"/sus-registration-counts?year={today.year - 2}"), 200)
        assert earlier["worked_with"] == 0

    async def test_another_unit_sees_none(self, api: Api, today: date) -> None:
        await a_started_case(api, today)
        assert ok(await api.get("/sus-registrations", units=("malmo",)), 200)["total"] == 0
        assert (await api.get("/sus-registrations?unit=stockholm", units=("malmo",))).status_code == 403


async def test_a_rebuilt_table_of_consents_is_the_live_one(api: Api, today: date) -> None:
    person = await a_person(api)
    await withdrawn(api, await consented(api, person, sharing(today)), today)
    await consented(api, person, sharing(today))
    differences = await rebuilt_differences(api)
    assert differences[consents.name] == 0
