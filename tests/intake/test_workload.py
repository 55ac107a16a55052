"""A support person's shares and caps, and the unit's benchmark: given what was set, when somebody sets more."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.benchmark import benchmark
from services.intake.standing import Place, Standing
from services.intake.workload import as_share, workload
from shared.testing.bdd import given_for
from tests.intake.given import MAR_2, MAR_3, TODAY, TOMORROW

given = given_for(workload)
JAN_1, DEC_31 = date(2026, 1, 1), date(2026, 12, 31)
SHARE, OTHER = UUID(int=1), UUID(int=2)


def share_set(percent: int = 100, *, share: UUID = SHARE, unit: str = "stockholm", until: date | None = None) -> e.ShareSet:
    return e.ShareSet(
        support_person="sam",
        share=share,
        unit=unit,
        appropriation="1:4",
        percent=percent,
        until=until,
        over=(),
        reason=None,
        set_by="mia",
        on=JAN_1,
    )


def set_share(
    percent: int,
    *,
    appropriation: e.Appropriation = "1:1",
    on: date = JAN_1,
    until: date | None = None,
    reason: e.ShortageReason | None = None,
    standing: Standing | None = None,
) -> c.SetShare:
    return c.SetShare(
        support_person="sam",
        share=OTHER,
        appropriation=appropriation,
        percent=percent,
        until=until,
        reason=reason,
        standing=standing or Standing(unit="stockholm"),
        by="mia",
        on=on,
        today=TODAY,
    )


def with_cases(number: int, *shares: e.ShareSet) -> Standing:
    places = tuple(Place(case=UUID(int=n), support_person="sam", from_on=JAN_1, until=None) for n in range(number))
    return Standing(unit="stockholm", shares=tuple(as_share(each) for each in shares or (share_set(),)), places=places)


def end_share(standing: Standing, **changes: Any) -> c.EndShare:
    values: dict[str, Any] = {"share": SHARE, "reason": None, "standing": standing, "by": "mia", "on": MAR_2, "today": TODAY}
    return c.EndShare(**{**values, **changes})


def correct_share(standing: Standing, percent: int, reason: e.ShortageReason | None = None) -> c.CorrectShare:
    return c.CorrectShare(
        share=SHARE,
        appropriation="1:4",
        percent=percent,
        until=None,
        why="wrong-percent",
        reason=reason,
        standing=standing,
        by="mia",
        on=JAN_1,
        today=TODAY,
    )


def test_shares_of_one_person_may_fill_the_whole_time() -> None:
    attempt = given(share_set(75)).when(set_share(25))
    [event] = attempt.events()
    assert isinstance(event, e.ShareSet)
    assert (event.percent, event.appropriation) == (25, "1:1")


def test_shares_of_one_person_are_never_over_full_time_at_whatever_units() -> None:
    refusal = given(share_set(75, unit="malmo")).when(set_share(26, on=MAR_2)).refused(errors.OverFullTime)
    assert refusal.named == {"on": MAR_2, "percent": 101}


def test_a_share_after_the_last_day_of_another_is_no_overlap() -> None:
    assert given(share_set(100, until=MAR_2)).when(set_share(100, on=MAR_3)).events()
    given(share_set(100, until=MAR_2)).when(set_share(100, on=MAR_2)).refused(errors.OverFullTime)


def test_a_share_cannot_end_before_it_begins() -> None:
    given().when(set_share(10, on=MAR_3, until=MAR_2)).refused(errors.EndsBeforeItBegins)
    given(share_set()).when(end_share(with_cases(0), on=date(2025, 12, 31))).refused(errors.EndsBeforeItBegins)


def test_the_first_share_of_a_unit_that_has_more_cases_needs_a_reason() -> None:
    inherited = replace(with_cases(4), shares=())
    few = set_share(10, appropriation="1:4", standing=inherited)
    given().when(few).refused(errors.OverUnitCapacity, errors.OverCap)
    [event] = given().when(replace(few, reason="inherited-load")).events()
    assert isinstance(event, e.ShareSet)
    assert event.over == ("over-unit-capacity", "over-cap")
    assert given().when(replace(few, percent=20)).events()


def test_ending_a_share_with_cases_left_needs_a_reason() -> None:
    given(share_set()).when(end_share(with_cases(1))).refused(errors.OverUnitCapacity, errors.OverCap)
    given(share_set()).when(end_share(with_cases(1), reason="left")).then(
        e.ShareEnded(
            support_person="sam",
            share=SHARE,
            unit="stockholm",
            over=("over-unit-capacity", "over-cap"),
            reason="left",
            ended_by="mia",
            on=MAR_2,
        )
    )


def test_ending_a_share_with_room_left_needs_none() -> None:
    [event] = given(share_set()).when(end_share(with_cases(0))).events()
    assert isinstance(event, e.ShareEnded)
    assert (event.over, event.reason) == ((), None)


def test_a_share_that_is_not_the_units_cannot_be_ended_there() -> None:
    given(share_set(unit="malmo")).when(end_share(with_cases(0))).refused(errors.ShareUnknown)


def test_a_correction_that_leaves_too_little_room_needs_a_reason() -> None:
    given(share_set()).when(correct_share(with_cases(16), 50)).refused(errors.OverUnitCapacity, errors.OverCap)
    [event] = given(share_set()).when(correct_share(with_cases(16), 50, "correction")).events()
    assert isinstance(event, e.ShareCorrected)
    assert (event.why, event.percent, event.over) == ("wrong-percent", 50, ("over-unit-capacity", "over-cap"))


def test_a_correction_upwards_needs_none_even_when_there_is_still_too_little() -> None:
    half = share_set(50)
    [event] = given(half).when(correct_share(with_cases(40, half), 100)).events()
    assert isinstance(event, e.ShareCorrected)
    assert event.over == ()


def test_a_share_corrected_to_nothing_leaves_the_time_free() -> None:
    gone = given(share_set(75)).when(correct_share(with_cases(0), 0)).events()
    assert given(share_set(75), *gone).when(set_share(100)).events()


def test_a_cap_below_the_load_needs_a_reason() -> None:
    def cap(reason: e.ShortageReason | None) -> c.SetPersonalCap:
        return c.SetPersonalCap(
            support_person="sam", cap=4, until=None, reason=reason, standing=with_cases(5), by="mia", on=TODAY, today=TODAY
        )

    refusal = given(share_set()).when(cap(None)).refused(errors.OverCap)
    assert (refusal.named["support_person"], refusal.named["capacity"], refusal.named["ongoing"]) == ("sam", "4", 5)
    [event] = given(share_set()).when(cap("agreed-overload")).events()
    assert isinstance(event, e.PersonalCapSet)
    assert event.over == ("over-cap",)


def test_a_description_names_everything_once() -> None:
    command = c.DescribeSupportPerson(
        support_person="sam", languages=("ar", "sv", "ar"), sectors=(), municipalities=("0180",), by="mia", on=MAR_2
    )
    [event] = given().when(command).events()
    assert isinstance(event, e.SupportPersonDescribed)
    assert event.languages == ("ar", "sv")


class TestBenchmark:
    given = staticmethod(given_for(benchmark))

    def lower(self, cases: int, on: date, reason: e.ShortageReason | None = None) -> c.SetBenchmark:
        return c.SetBenchmark(cases=cases, reason=reason, standing=with_cases(21), by="mia", on=on, today=TODAY)

    def test_a_benchmark_below_the_load_needs_a_reason(self) -> None:
        self.given().when(self.lower(20, TODAY)).refused(errors.OverUnitCapacity, errors.OverCap)
        [event] = self.given().when(self.lower(20, TODAY, "new-benchmark")).events()
        assert event.over == ("over-unit-capacity", "over-cap")

    def test_a_benchmark_to_come_is_judged_by_the_load_on_its_first_day(self) -> None:
        self.given().when(self.lower(20, TOMORROW)).refused(errors.OverUnitCapacity, errors.OverCap)
        assert self.given().when(self.lower(21, TOMORROW)).events()
