"""The relapse guard: what says that the job may be lost, with the evidence, and when it does not say so any more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.followup import events as e
from services.followup.relapse import Gap, RelapseSign, signs_of
from tests.followup.build import ITEM, OTHER_ITEM
from tests.followup.watched import (
    MONDAY,
    agreed,
    cleared,
    flagged,
    key,
    logged,
    no_show,
    noted,
    planned_contact,
    removed,
    supported,
    worked,
)

MAR_3, MAR_10, MAR_17, MAR_24 = date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17), date(2026, 3, 24)


def found(kind: str, *events: e.SupportEvent) -> list[RelapseSign]:
    return [sign for sign in signs_of(supported(*events)) if sign.kind == kind]


class TestGaps:
    def test_a_gap_begins_the_day_after_twice_the_planned_interval(self) -> None:
        [gap] = found("gap", agreed(), logged(MAR_3))
        assert gap.since == MAR_3 + timedelta(days=15)
        assert gap.evidence == Gap(party="person", last=MAR_3, planned_days=Decimal(7))

    def test_two_contacts_a_week_make_it_half_as_long(self) -> None:
        [gap] = found("gap", agreed(planned_contact(2), planned_contact(4)), logged(MAR_3))
        assert gap.since == MAR_3 + timedelta(days=8)

    def test_without_any_contact_it_counts_from_the_plans_beginning(self) -> None:
        [gap] = found("gap", agreed())
        assert gap.since == MONDAY + timedelta(days=15)

    def test_the_party_that_waited_too_long_first_is_named(self) -> None:
        plan = agreed(planned_contact(2), planned_contact(3, 2, "employer"))
        [gap] = found("gap", plan, logged(MAR_24, contact_with="person"))
        assert isinstance(gap.evidence, Gap)
        assert (gap.evidence.party, gap.since) == ("employer", MONDAY + timedelta(days=29))

    def test_a_thinner_step_gives_more_time(self) -> None:
        thinner = (
            e.TaperStep(applies_from=MONDAY, contacts=(planned_contact(2),)),
            e.TaperStep(applies_from=MAR_10, contacts=(planned_contact(2, 4),)),
        )
        [gap] = found("gap", agreed(steps=thinner), logged(MAR_3))
        assert gap.since == MAR_3 + timedelta(days=57)

    def test_no_shows_and_contacts_in_error_end_no_gap(self) -> None:
        [gap] = found("gap", agreed(), logged(MAR_3, 1), no_show(MAR_10, 2), logged(MAR_17, 3), removed(3))
        assert gap.since == MAR_3 + timedelta(days=15)


class TestNoShows:
    def test_two_are_a_sign_from_the_second_on_and_named(self) -> None:
        [sign] = found("no-shows", agreed(), no_show(MAR_3, 1), no_show(MAR_10, 2))
        assert (sign.since, sign.about, sign.evidence) == (MAR_10, key(2), (key(1), key(2)))

    def test_a_third_is_the_same_sign_with_more_evidence(self) -> None:
        [sign] = found("no-shows", agreed(), no_show(MAR_3, 1), no_show(MAR_10, 2), no_show(MAR_17, 3))
        assert (sign.since, sign.about, sign.evidence) == (MAR_10, key(2), (key(1), key(2), key(3)))

    def test_a_kept_contact_between_them_counts_by_its_day_and_not_by_when_it_was_logged(self) -> None:
        assert not found("no-shows", agreed(), no_show(MAR_3, 1), no_show(MAR_17, 2), logged(MAR_10, 3))

    def test_one_that_never_was_is_not_counted(self) -> None:
        assert not found("no-shows", agreed(), no_show(MAR_3, 1), no_show(MAR_10, 2), removed(1))


class TestHours:
    def test_two_weeks_far_below_those_before_are_a_sign(self) -> None:
        [sign] = found("falling-hours", *(worked(hours, at) for at, hours in enumerate((20, 20, 15, 14))))
        assert sign.since == MONDAY + timedelta(weeks=3, days=6)

    def test_the_sign_stays_the_same_while_the_hours_stay_low(self) -> None:
        weeks = [worked(hours, at) for at, hours in enumerate((20, 20, 20, 20, 10, 10))]
        [before] = found("falling-hours", *weeks)
        [after] = found("falling-hours", *weeks, worked(10, 6))
        assert (before.about, before.since) == (after.about, after.since)

    @pytest.mark.parametrize("hours", [(20, 20, 15, 18), (20, 10), (20, 20, 17, 17), (20, 20, 10, 10, 20)])
    def test_one_low_week_or_a_little_less_or_hours_that_are_back_are_none(self, hours: tuple[int, ...]) -> None:
        assert not found("falling-hours", *(worked(one, at) for at, one in enumerate(hours)))

    def test_a_correction_takes_the_sign_away(self) -> None:
        weeks = [worked(hours, at) for at, hours in enumerate((20, 20, 15, 14))]
        corrected = worked(19, 3, attendance=OTHER_ITEM, corrects=key(103))
        assert not found("falling-hours", *weeks, corrected)


class TestActedOn:
    def test_another_manager_is_a_sign_and_other_early_signs_are_not(self) -> None:
        [sign] = found("changed-manager", noted(MAR_3, "changed-manager", "tired"), noted(MAR_3, "tired", number=51))
        assert (sign.since, sign.evidence) == (MAR_3, (key(50),))

    def test_while_it_is_flagged_there_are_none_for_the_flag_has_its_own_clock(self) -> None:
        assert not signs_of(supported(agreed(), noted(MAR_3, "changed-manager"), flagged(MAR_10)))

    def test_what_was_there_before_the_flag_was_cleared_is_acted_on_and_what_comes_later_is_not(self) -> None:
        before = (agreed(), noted(MAR_3, "changed-manager"), flagged(MAR_10), cleared(MAR_17))
        assert not found("changed-manager", *before)
        assert found("changed-manager", *before, noted(MAR_24, "changed-manager", number=51))

    def test_what_somebody_acted_on_the_same_day_is_acted_on(self) -> None:
        assert not found("changed-manager", flagged(MAR_10), cleared(MAR_17), noted(MAR_17, "changed-manager"))

    def test_a_revised_plan_is_to_act_on_it(self) -> None:
        revised = agreed(plan=OTHER_ITEM, revises=ITEM, since=MAR_10)
        assert not found("changed-manager", agreed(), noted(MAR_3, "changed-manager"), revised)
        assert found("changed-manager", agreed(), noted(MAR_24, "changed-manager"), revised)
