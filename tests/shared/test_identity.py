from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.se import personnummer

from shared.identity import LOOKS_PERSONAL, OrganisationNumber, PersonalNumber, blind_index
from shared.testing.numbers import organisation_number, personal_number

TODAY = date(2025, 11, 3)
KEY = b"k" * 32
NUMBERS = st.builds(personal_number, st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
ORGANISATIONS = st.builds(organisation_number, st.integers(0, 7_999_999))


def parse(text: str) -> PersonalNumber:
    return PersonalNumber.parse(text, today=TODAY)


@given(NUMBERS)
def test_made_numbers_are_true_numbers(digits: str) -> None:
    assert personnummer.is_valid(digits)
    assert parse(digits).digits == digits


@given(NUMBERS)
def test_every_way_of_writing_gives_the_same_number(digits: str) -> None:
    sign = "+" if TODAY.year - int(digits[:4]) >= 100 else "-"
    short = f"{digits[2:8]}{sign}{digits[8:]}"
    assert parse(f"{digits[:8]}-{digits[8:]}") == parse(short) == parse(f" {digits} ")


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("811228-9874", date(1981, 12, 28)),
        ("8112289874", date(1981, 12, 28)),
        ("811228+9874", date(1881, 12, 28)),
        ("121212-1212", date(2012, 12, 12)),
        ("19121212-1212", date(1912, 12, 12)),
        ("121212+1212", date(1912, 12, 12)),
    ],
)
def test_ten_digits_mean_the_latest_birth_year_and_plus_a_hundred_years_more(written: str, birth: date) -> None:
    assert parse(written).birth == birth


def test_a_coordination_number_has_sixty_added_to_its_day() -> None:
    number = parse("701063-2391")
    assert number.coordination
    assert number.birth == date(1970, 10, 3)
    assert not parse("811228-9874").coordination


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "is written"),
        ("811228 9874", "is written"),
        ("٨١١٢٢٨-٩٨٧٤", "is written"),
        ("17811228-9874", "beginning with the year"),
        ("810229-9873", "not a date"),
        ("811292-9874", "not a date"),
        ("811228-9875", "check digit"),
        ("251104-" + personal_number(date(2025, 11, 4), 123)[-4:], "future"),
    ],
)
def test_a_faulty_number_is_refused_without_being_repeated(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        parse(written)
    assert not written or written not in str(refused.value)


@given(NUMBERS, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_refused(digits: str, at: int, by: int) -> None:
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    with pytest.raises(ValueError, match="personal number"):
        parse(wrong)


@given(NUMBERS)
def test_a_personal_number_never_prints(digits: str) -> None:
    number = parse(digits)
    shown = f"{number} {number!r} {[number]} {number!s}"
    assert digits not in shown
    assert digits[-4:] not in shown


@given(NUMBERS, NUMBERS)
def test_the_blind_index_is_equal_exactly_for_equal_numbers(one: str, other: str) -> None:
    assert (blind_index(parse(one), KEY) == blind_index(parse(other), KEY)) == (one == other)


def test_the_blind_index_depends_on_its_key_and_hides_the_number() -> None:
    number = parse("811228-9874")
    assert blind_index(number, KEY) != blind_index(number, b"j" * 32)
    assert len(blind_index(number, KEY)) == 32
    with pytest.raises(ValueError, match="32 bytes"):
        blind_index(number, b"short")


@given(NUMBERS)
def test_a_number_in_running_text_is_recognised(digits: str) -> None:
    for written in (digits, digits[2:], f"{digits[:8]}-{digits[8:]}", f"{digits[2:8]}+{digits[8:]}"):
        assert LOOKS_PERSONAL.search(f"Hon ({written}) ringde.")


@given(ORGANISATIONS)
def test_every_way_of_writing_gives_the_same_organisation(text: str) -> None:
    bare = text.replace("-", "")
    assert str(OrganisationNumber.parse(bare)) == text
    assert OrganisationNumber.parse(f"16{bare}") == OrganisationNumber.parse(f"16{text}") == OrganisationNumber.parse(text)


@given(ORGANISATIONS, st.sampled_from([0, 1, 3, 4, 5, 7, 8, 9, 10]), st.integers(1, 9))
def test_one_wrong_digit_of_an_organisation_is_always_refused(text: str, at: int, by: int) -> None:
    wrong = text[:at] + ("-" if text[at] == "-" else str((int(text[at]) + by) % 10)) + text[at + 1 :]
    if wrong != text:
        with pytest.raises(ValueError, match="check digit"):
            OrganisationNumber.parse(wrong)


def test_a_sole_traders_number_is_refused_as_a_persons() -> None:
    with pytest.raises(ValueError, match="sole trader") as refused:
        OrganisationNumber.parse("811228-9874")
    assert "9874" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "20210021145", "2021-002114", "abcdef-ghij", "17202100-2114"])
def test_text_of_another_shape_is_no_organisation_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"ten digits|kept as"):
        OrganisationNumber(text)


def test_an_organisation_is_kept_in_one_spelling() -> None:
    assert OrganisationNumber.parse("2021002114").text == "202100-2114"
    with pytest.raises(ValueError, match="kept as"):
        OrganisationNumber("2021002114")


@pytest.mark.parametrize("serial", [-1, 1000])
def test_a_serial_out_of_range_makes_no_personal_number(serial: int) -> None:
    with pytest.raises(ValueError, match="0 to 999"):
        personal_number(TODAY, serial)


@pytest.mark.parametrize("serial", [-1, 8_000_000])
def test_a_serial_out_of_range_makes_no_organisation_number(serial: int) -> None:
    with pytest.raises(ValueError, match="0 to 7 999 999"):
        organisation_number(serial)
