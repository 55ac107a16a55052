import contextvars
import json
import logging
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from structlog.stdlib import ProcessorFormatter

from shared.ids import new_id
from shared.logging import MASK, bound_correlation, configure, correlation_id, masked
from shared.testing.numbers import personal_number

NUMBER = personal_number(date(1990, 1, 1), 238)
NUMBERS = st.builds(personal_number, st.dates(date(1900, 1, 1), date(2025, 11, 3)), st.integers(0, 999))


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """Logging as it was before the test."""
    root = logging.getLogger()
    level = root.level
    yield
    root.handlers[:] = [handler for handler in root.handlers if not isinstance(handler.formatter, ProcessorFormatter)]
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_is_json_with_service_level_time_and_correlation(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    with bound_correlation("0195c1de-0001"):
        structlog.get_logger("sius").info("case opened", version=3)
    (line,) = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "case opened",
        "version": 3,
        "level": "info",
        "logger": "sius",
        "service": "intake",
        "correlation": "0195c1de-0001",
    }


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    structlog.get_logger().debug("detail")
    assert lines(capsys) == []


def test_lines_of_libraries_look_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    with bound_correlation("0195c1de-0002"):
        logging.getLogger("sqlalchemy").warning("pool %s", "full", extra={"size": 10})
    (line,) = lines(capsys)
    assert (line["event"], line["level"], line["size"], line["correlation"]) == ("pool full", "warning", 10, "0195c1de-0002")


def test_the_context_may_name_another_service(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    with structlog.contextvars.bound_contextvars(service="placement"):
        structlog.get_logger().info("started")
    assert lines(capsys)[0]["service"] == "placement"


def test_configuring_again_does_not_double_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    configure("intake")
    logging.getLogger("uvicorn.error").info("started")
    assert len(lines(capsys)) == 1


@given(NUMBERS, st.sampled_from(["{0}{1}-{2}", "{0}{1}{2}", "{1}-{2}", "{1}+{2}", "{1}{2}", "{1} {2}"]))
def test_a_personal_number_is_masked_however_it_is_written(digits: str, form: str) -> None:
    written = form.format(digits[:2], digits[2:8], digits[8:])
    assert masked(f"person={written}, ok") == f"person={MASK}, ok"


@given(st.integers(0, 2**128 - 1))
def test_ids_are_kept(number: int) -> None:
    text = f"{number:032x}"
    uuid = f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
    assert masked(f"case {uuid} seen") == f"case {uuid} seen"


def test_an_id_that_looks_like_a_number_is_kept() -> None:
    assert masked("19900101-2385-4000-8000-199001012385") == "19900101-2385-4000-8000-199001012385"


@pytest.mark.parametrize("text", ["2025-11-03T12:00:00.123456Z", "202100-2114", "1762171200", "version 12345678901"])
def test_times_organisations_and_counts_are_kept(text: str) -> None:
    assert masked(text) == text


def test_tokens_and_passwords_in_addresses_are_masked() -> None:
    assert masked("Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJldmEifQ.c2ln") == f"Bearer {MASK}"
    assert masked("postgresql://app:hemligt@db/intake") == f"postgresql://{MASK}@db/intake"


def test_personal_data_never_reaches_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    log = structlog.get_logger()
    found = f"found {NUMBER}"
    log.info(found, number=int(NUMBER), deep={"list": [NUMBER, {NUMBER: (1, NUMBER[2:])}]}, note="Mår bättre")
    log.info("who", name="Eva Ek", authorization="x.y.z")
    try:
        date.fromisoformat(NUMBER)
    except ValueError:
        log.exception("failed")
        logging.getLogger("library").exception("failed too")
    written = capsys.readouterr().out
    assert len(written.splitlines()) == 4
    for secret in (NUMBER, NUMBER[2:], "bättre", "b\\u00e4ttre", "Eva", "x.y.z"):
        assert secret not in written
    assert written.count("ValueError") >= 2


def test_anything_can_be_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    structlog.get_logger().info("odd", big=2**80, nothing=None, bad="\ud800", raw=b"\xff", id=new_id(), many={1}, yes=True)
    (line,) = lines(capsys)
    assert (line["big"], line["yes"], line["many"]) == (2**80, True, [1])


def access(path: str, *arguments: object) -> None:
    """As uvicorn writes it."""
    shown = arguments or ("192.0.2.7:5000", "GET", path, "1.1", 200)
    logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', *shown)


def test_an_access_line_has_no_query_and_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    access("/intake/v1/referrals?name=Eva%20Ek&limit=20")
    (line,) = lines(capsys)
    assert (line["event"], line["method"], line["path"], line["status"]) == ("request", "GET", "/intake/v1/referrals", 200)
    assert "Eva" not in str(line)
    assert "192.0.2.7" not in str(line)


def test_an_access_line_of_another_shape_loses_its_query_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    logging.getLogger("uvicorn.access").info("GET /intake/v1/referrals?name=Eva done")
    assert lines(capsys)[0]["event"] == "GET /intake/v1/referrals done"


def test_a_correlation_lasts_as_long_as_its_block() -> None:
    with bound_correlation("0195c1de-0003") as outer:
        with bound_correlation("0195c1de-0004"):
            assert correlation_id() == "0195c1de-0004"
        assert correlation_id() == outer == "0195c1de-0003"


@pytest.mark.parametrize("given", [None, "", "short", "with space", "new\nline-x", "x" * 65, "19900101-2385", NUMBER])
def test_an_unusable_correlation_is_replaced(given: str | None) -> None:
    with bound_correlation(given) as made:
        assert made != given
        assert correlation_id() == made


def test_work_without_a_correlation_gets_one_and_keeps_it() -> None:
    one, two = contextvars.Context().run(lambda: (correlation_id(), correlation_id()))
    assert one == two


def test_logging_goes_to_standard_output() -> None:
    configure("intake")
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stdout
