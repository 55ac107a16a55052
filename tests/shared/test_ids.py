from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ids import Sealed, new_id, uuid7

NOON = datetime(2025, 11, 3, 12, 0, 0, 123_456, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants bounds without a zone


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = new_id()
    assert made.version == 7
    assert (made.int >> 62) & 0b11 == 0b10


@given(INSTANTS)
def test_an_id_begins_with_its_millisecond(at: datetime) -> None:
    assert uuid7(at).int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def test_ids_of_one_millisecond_rise() -> None:
    made = [uuid7(NOON) for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


@given(INSTANTS, INSTANTS)
def test_ids_of_different_milliseconds_follow_time(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    if later - earlier >= timedelta(milliseconds=1):
        assert uuid7(earlier) < uuid7(later)


@pytest.mark.parametrize("at", [NOON.replace(tzinfo=None), datetime(1969, 12, 31, tzinfo=UTC)])
def test_an_id_needs_a_zoned_time_since_1970(at: datetime) -> None:
    with pytest.raises(ValueError, match="time"):
        uuid7(at)


def test_a_sealed_text_prints_nothing() -> None:
    sealed = Sealed("c2VjcmV0")
    assert "c2VjcmV0" not in f"{sealed} {sealed!r}"
    assert sealed.text == "c2VjcmV0"
