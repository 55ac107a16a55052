"""What surrounds every request: correlation, size, headers, measures; and what a service says about itself."""

import json
import logging
from collections.abc import AsyncIterator, MutableMapping
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from shared.http.api import make_api
from shared.http.mount import mount
from tests.shared.http import small
from tests.shared.http.conftest import OPERATOR, bearer

CORRELATION = "0195c1de-9d00-7000-8000-0000000000cc"


async def test_the_callers_correlation_id_is_kept(http: httpx.AsyncClient) -> None:
    kept = await http.get("/healthz", headers={"X-Correlation-ID": CORRELATION})
    made = await http.get("/healthz")
    assert kept.headers["X-Correlation-ID"] == CORRELATION
    assert len(made.headers["X-Correlation-ID"]) == 36


async def test_a_correlation_id_that_may_be_personal_is_replaced(http: httpx.AsyncClient) -> None:
    for given in ("19121212-1212", "x" * 65, "a b", "ä"):
        answer = await http.get("/healthz", headers=[(b"X-Correlation-ID", given.encode())])
        assert UUID(answer.headers["X-Correlation-ID"]).version == 7


async def test_a_body_over_a_mebibyte_is_413(http: httpx.AsyncClient) -> None:
    said = await http.post("/cases", content=b" " * (1024 * 1024 + 1), headers=bearer(Content_Type="application/json"))
    assert (said.status_code, said.json()["code"]) == (413, "content-too-large")


async def test_a_body_that_hides_its_length_is_counted(http: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    answer = await http.post("/cases", content=pieces(), headers=bearer(Content_Type="application/json"))
    assert (answer.status_code, answer.json()["code"]) == (413, "content-too-large")


async def test_every_answer_is_guarded(http: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/cases", "/nothing", "/faults/bug"):
        headers = (await http.get(path, headers=bearer(OPERATOR))).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Strict-Transport-Security"].startswith("max-age=")


async def test_a_request_is_one_line_with_ids_and_codes_only(
    http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="sius.http")
    await http.get(f"/cases/{CORRELATION}?unit=19121212-1212", headers=bearer(X_Correlation_ID=CORRELATION))
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert len(written) == 1
    assert {
        name: written[0][name] for name in ("event", "level", "service", "method", "route", "status", "who", "correlation")
    } == {
        "event": "request",
        "level": "info",
        "service": "small",
        "method": "GET",
        "route": "/cases/{case}",
        "status": 404,
        "who": "officer-1",
        "correlation": CORRELATION,
    }
    assert "1212" not in json.dumps(written)


async def test_health_checks_write_no_line(
    http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="sius.http")
    await http.get("/healthz")
    assert capsys.readouterr().out == ""


async def test_measures_name_routes_and_never_ids(http: httpx.AsyncClient) -> None:
    await http.get(f"/cases/{CORRELATION}", headers=bearer())
    await http.get("/persons/19121212-1212", headers=bearer())
    text = (await http.get("/metrics-prom")).text
    assert 'sius_http_request_seconds_count{method="GET",route="/cases/{case}",status="404"}' in text
    assert 'route="unmatched"' in text
    assert CORRELATION not in text
    assert "1212" not in text


async def test_a_service_says_what_it_is(http: httpx.AsyncClient) -> None:
    assert (await http.get("/api-info")).json() == {
        "name": "small",
        "version": "1.0.0",
        "status": "active",
        "released": "2026-03-02",
        "documentation": "https://sius.example/small/v1/docs",
    }
    assert (await http.get("/healthz")).json() == {"status": "ok"}


async def test_a_service_is_ready_when_all_its_parts_are(http: httpx.AsyncClient) -> None:
    answer = await http.get("/readyz")
    assert answer.json() == {"ready": True, "parts": {"database": True, "migrations": True, "bus": True}}


async def test_a_service_behind_its_code_or_without_its_bus_is_not_ready(service: small.Small) -> None:
    app = make_api(service, head="0009")
    await service.bus.stop()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/readyz")
    await service.bus.start()
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "parts": {"database": True, "migrations": False, "bus": False}}


async def test_a_service_without_a_database_is_not_ready(service: small.Small) -> None:
    closed = small.Small(small.DEFINITION, service.settings, bus=service.bus, clock=service.clock)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=make_api(closed, head="")), base_url="http://test") as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"database": False, "migrations": False, "bus": True}


@pytest.mark.parametrize("file", ["swagger-ui-bundle.js", "swagger-ui.css", "favicon.png", "start.js"])
async def test_the_documentation_needs_nothing_from_elsewhere(http: httpx.AsyncClient, file: str) -> None:
    page = await http.get("/docs")
    assert "https:" not in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert f"docs/{file}" in page.text
    assert (await http.get(f"/docs/{file}")).status_code == 200


async def test_the_documentation_serves_its_own_files_only(http: httpx.AsyncClient) -> None:
    for file in ("redoc.standalone.js", "..%2fcore.py", "nothing"):
        assert (await http.get(f"/docs/{file}")).status_code == 404


async def test_the_document_is_served(http: httpx.AsyncClient, app: FastAPI) -> None:
    served = (await http.get("/openapi.json")).json()
    assert served["openapi"].startswith("3.1")
    assert set(served["paths"]) >= {"/cases", "/cases/{case}/notes", "/api-info", "/access-log", "/ops/parked"}
    assert served == app.openapi()


async def test_the_root_lists_the_services(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app=mount({"small": app}))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        listed = (await client.get("/")).json()
        page = await client.get("/", headers={"Accept": "text/html"})
        missing = await client.get("/large/v1/cases")
    assert listed["services"][0]["documentation"] == "/small/v1/docs"
    assert '<a href="/small/v1/docs">' in page.text
    assert (missing.status_code, missing.headers["Content-Type"]) == (404, "application/problem+json")


async def test_the_root_runs_its_services(service: small.Small) -> None:
    own = small.Small(small.DEFINITION, service.settings, bus=service.bus, clock=service.clock)
    root = mount({"small": make_api(own, head="")})
    heard = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[tuple[str, bool]] = []

    async def receive() -> dict[str, str]:
        return next(heard)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append((message["type"], own.database._pool is not None))

    await root({"type": "lifespan"}, receive, send)
    assert sent == [("lifespan.startup.complete", True), ("lifespan.shutdown.complete", False)]
