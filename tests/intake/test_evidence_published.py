"""What leaves intake of the evidence ledger: classes and days, in the order of each request. Never which document, or whose."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from services.intake import events as e
from services.intake.publisher import publish
from shared.bus.local import LocalBus
from shared.clock import MovableClock, stockholm
from shared.contracts import intake as contracts
from shared.contracts.base import Contract
from shared.contracts.catalogue import INTAKE
from shared.contracts.types import EvidenceClass, EvidenceForm, EvidenceHolder
from tests.conftest import ServiceApi
from tests.faults.parts import Listener, all_published, listening
from tests.harness import Api
from tests.intake.given import MAR_2, MAR_3, MAR_9, PERSON, REFERRAL, UNIT
from tests.intake.journey import ok
from tests.intake.test_evidence import CORRECTED, IN_ERROR, RECEIVED, REMINDED, REQUEST, REQUESTED, WAIVED
from tests.intake.test_evidence_api import a_story, requested, step
from tests.intake.test_publisher import recorded

ABOUT: dict[str, Any] = {"request": REQUEST, "referral": REFERRAL, "person": PERSON}
OUTSIDE = "outside"


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (
            REQUESTED,
            contracts.EvidenceRequested(**ABOUT, unit=UNIT, kind="certificate", source="authority", due_on=MAR_9, on=MAR_2),
        ),
        (RECEIVED, contracts.EvidenceReceived(**ABOUT, form="digital", on=MAR_9)),
        (WAIVED, contracts.EvidenceWaived(**ABOUT, on=MAR_3)),
        (CORRECTED, contracts.EvidenceReceiptCorrected(**ABOUT, form="document", on=MAR_3)),
        (IN_ERROR, contracts.EvidenceReceiptRegisteredInError(**ABOUT)),
    ],
)
def test_what_was_asked_for_and_when_it_came_is_published_by_request(event: e.EvidenceEvent, contract: Contract) -> None:
    published = publish(recorded(event))
    assert published == contract
    assert published is not None
    assert published.key == str(REQUEST)


def test_a_reminder_stays_inside() -> None:
    assert publish(recorded(REMINDED)) is None


def test_a_medical_certificate_and_the_region_are_told_as_any_certificate_and_any_authority() -> None:
    of_health = REQUESTED
    of_study = replace(REQUESTED, kind="other-certificate", source="af", source_unit=None)
    assert publish(recorded(of_health)) == publish(recorded(of_study))


def published_request(**changes: Any) -> contracts.EvidenceRequested:
    published = publish(recorded(replace(REQUESTED, **changes)))
    assert isinstance(published, contracts.EvidenceRequested)
    return published


def test_every_kind_and_every_source_is_of_a_class_and_no_class_is_empty() -> None:
    assert {published_request(kind=kind).kind for kind in get_args(e.Evidence)} == set(get_args(EvidenceClass))
    assert {published_request(source=source).source for source in get_args(e.EvidenceSource)} == set(get_args(EvidenceHolder))


def test_every_form_can_be_published() -> None:
    """Otherwise a receipt could be recorded that the relay cannot publish, and everything behind it would wait."""
    assert get_args(e.EvidenceForm) == get_args(EvidenceForm)


@pytest.fixture
async def bus() -> AsyncIterator[LocalBus]:
    """Intake's topic, read by the test."""
    local = LocalBus([replace(INTAKE, readers=(OUTSIDE,))])
    await local.start()
    yield local
    await local.stop()


@pytest.fixture
async def heard(bus: LocalBus) -> AsyncIterator[Listener]:
    async with listening(bus, OUTSIDE, INTAKE.name) as listener:
        yield listener


@pytest.fixture
async def api(api_of: ServiceApi, bus: LocalBus) -> Api:
    return await api_of("intake", bus=bus)


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def test_the_ledger_is_on_the_topic_in_order_and_names_no_document_clinic_officer_or_reason(
    api: Api, heard: Listener, today: date
) -> None:
    request = await requested(api, await a_story(api, today - timedelta(days=20)), today - timedelta(days=20))
    ok(await step(api, request, "reminders", today - timedelta(days=5)))
    came = {"document_date": (today - timedelta(days=30)).isoformat(), "form": "digital"}
    ok(await step(api, request, "receipts", today, **came))
    ok(await step(api, request, "receipt-corrections", today - timedelta(days=1), **came, reason="Kom dagen före."))
    ok(await step(api, request, "receipt-retractions", today, reason="Gällde en annan."))
    ok(await step(api, request, "waivers", today, reason="Framgår av annat."))
    await all_published(api)
    names = ("requested", "received", "receipt-corrected", "receipt-registered-in-error", "waived")
    told = [(f"sius.intake.evidence-{name}.v1", version) for name, version in zip(names, (1, 3, 4, 5, 6), strict=True)]
    assert heard.of(request["request"]) == told
    messages = [one for one in heard.heard if one.key == request["request"]]
    assert [one.headers["ce_previous"] for one in messages] == ["0", "1", "3", "4", "5"]
    said = b"".join(one.value or b"" for one in messages).decode()
    kept = ("medical", "region", "vc-soder", request["requested_by"], came["document_date"], "reason")
    assert [word for word in kept if word in said] == []
