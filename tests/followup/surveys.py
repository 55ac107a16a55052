"""A person who has consented to the survey, and how codes are asked for and used."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx

from shared.contracts import intake
from tests.followup import deliveries as d
from tests.followup.build import CASE, JAN_12, PERSON
from tests.harness import Api

CONSENT = UUID("0195c1de-9d00-7000-8000-0000000000bc")
INVITATIONS = f"/supports/{CASE}/survey-invitations"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def consent_given(on: date = JAN_12, person: UUID = PERSON) -> intake.SurveyConsentGiven:
    return intake.SurveyConsentGiven(person=person, consent=CONSENT, on=on)


def consent_withdrawn(on: date, person: UUID = PERSON) -> intake.SurveyConsentWithdrawn:
    return intake.SurveyConsentWithdrawn(person=person, consent=CONSENT, on=on)


async def consenting(sender: d.Sender) -> None:
    await sender.send(d.case_started(), consent_given())


async def invited(api: Api, form: str = "ongoing", case: UUID = CASE) -> dict[str, Any]:
    answer = await api.post(f"/supports/{case}/survey-invitations", {"form": form})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def answer(api: Api, code: str, **answers: Any) -> httpx.Response:
    """As another front end sends it: without a token."""
    return await api.client.post("/survey-answers", json={"code": code, **answers})


async def code_of(api: Api, sender: d.Sender, number: int, form: str = "ongoing") -> str:
    """The code of a new person's invitation, in a case of its own."""
    case, person = UUID(int=0xCA5E << 64 | number), UUID(int=0xBEE << 64 | number)
    consent = intake.SurveyConsentGiven(person=person, consent=UUID(int=0xC0 << 64 | number), on=JAN_12)
    await sender.send(d.case_started(case=case).model_copy(update={"person": person}), consent)
    made = await invited(api, form, case)
    code: str = made["code"]
    return code


async def page(api: Api, **fields: str) -> httpx.Response:
    return await api.client.post("/survey", data=fields)
