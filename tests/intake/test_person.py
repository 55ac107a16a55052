"""A person's record: protection, number, merge and its undoing, decided."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.person import person
from services.intake.publisher import publish
from shared.contracts import intake as contracts
from shared.testing.bdd import given_for
from tests.intake.given import ALI, EVA, MAR_2, PERSON, TODAY, TOMORROW, WHY
from tests.intake.test_publisher import recorded

OTHER = UUID("0195c1de-9d00-7000-8000-0000000000ba")
THIRD = UUID("0195c1de-9d00-7000-8000-0000000000bb")
BIRTH, OPEN = UUID(int=1), UUID(int=2)

given = given_for(person)


def registered(who: UUID = PERSON) -> e.PersonRegistered:
    return e.PersonRegistered(person=who, name=WHY, birth_date=date(1990, 2, 14), sex="woman", municipality="0180", on=MAR_2)


def propose(other: UUID = OTHER, *, by: str = ALI, on: date = TODAY) -> c.ProposeMerge:
    return c.ProposeMerge(other=other, reason=WHY, by=by, on=on, today=TODAY)


def proposed(other: UUID = OTHER, *, by: str = ALI) -> e.MergeProposed:
    return e.MergeProposed(person=PERSON, other=other, reason=WHY, proposed_by=by, on=TODAY)


CONFLICTS = (e.MergeConflict(conflict=BIRTH, about="birth-date"), e.MergeConflict(conflict=OPEN, about="two-open"))


def merge(other: UUID = OTHER, *, by: str = EVA, protected: bool = False) -> c.MergePersons:
    return c.MergePersons(other=other, conflicts=CONFLICTS, protected=protected, reason=WHY, by=by, on=TODAY, today=TODAY)


def merged(other: UUID = OTHER, *, protected: bool = False) -> e.MergedFrom:
    return e.MergedFrom(
        person=PERSON,
        merged=other,
        conflicts=CONFLICTS,
        protected=protected,
        reason=WHY,
        proposed_by=ALI,
        merged_by=EVA,
        on=TODAY,
    )


def merged_into(survivor: UUID = OTHER, *, protected: bool = False) -> e.MergedInto:
    return e.MergedInto(person=PERSON, survivor=survivor, protected=protected, merged_by=EVA, on=TODAY)


def undo(other: UUID = OTHER) -> c.UndoMerge:
    return c.UndoMerge(merged=other, protected=False, reason=WHY, by=EVA, on=TODAY, today=TODAY)


def undone(*, protected: bool = False) -> e.MergeUndone:
    return e.MergeUndone(person=PERSON, merged=OTHER, protected=protected, reason=WHY, undone_by=EVA, on=TODAY)


def settle(conflict: UUID, *, holds: e.Holds | None = None, two: bool = False) -> c.SettleMergeConflict:
    return c.SettleMergeConflict(conflict=conflict, holds=holds, still_two=two, reason=WHY, by=EVA, on=TODAY, today=TODAY)


def settled(conflict: UUID, about: e.ConflictAbout, holds: e.Holds | None) -> e.MergeConflictSettled:
    return e.MergeConflictSettled(
        person=PERSON, merged=OTHER, conflict=conflict, about=about, holds=holds, reason=WHY, settled_by=EVA, on=TODAY
    )


class TestProtection:
    PROTECT = c.SetProtection(kind="secrecy-marking", by=ALI, on=TODAY, today=TODAY)
    SET = e.ProtectionSet(person=PERSON, kind="secrecy-marking", set_by=ALI, on=TODAY)
    LIFT = c.LiftProtection(concealed=True, by=ALI, on=TODAY, today=TODAY)

    def test_a_protection_is_set_once(self) -> None:
        given(registered()).when(self.PROTECT).then(self.SET)
        given(registered(), self.SET).when(self.PROTECT).then()

    def test_another_kind_takes_the_place_of_the_first(self) -> None:
        other = replace(self.PROTECT, kind="protected-registration")
        given(registered(), self.SET).when(other).then(replace(self.SET, kind="protected-registration"))

    def test_who_is_merged_with_a_protected_person_can_be_lifted_too(self) -> None:
        given(registered()).when(self.LIFT).then(e.ProtectionLifted(person=PERSON, lifted_by=ALI, on=TODAY))

    def test_what_nobody_protects_cannot_be_lifted(self) -> None:
        refused = replace(self.LIFT, concealed=False, on=TOMORROW)
        given(registered()).when(refused).refused(errors.NotProtected, errors.DateInTheFuture)

    def test_an_unknown_person_cannot_be_protected(self) -> None:
        given().when(self.PROTECT).refused(errors.PersonNotRegistered)


class TestIdentityNumber:
    CHANGE = c.ChangeIdentityNumber(belongs_to=None, already_theirs=False, reason=WHY, by=ALI, on=TODAY, today=TODAY)

    def test_the_event_says_that_the_number_changed_and_not_which(self) -> None:
        given(registered()).when(self.CHANGE).then(e.IdentityNumberChanged(person=PERSON, reason=WHY, changed_by=ALI, on=TODAY))

    def test_anothers_number_is_refused_and_names_the_other(self) -> None:
        refusal = given(registered()).when(replace(self.CHANGE, belongs_to=OTHER)).refused(errors.NumberBelongsToAnother)
        assert refusal.named == {"person": OTHER}

    def test_their_own_number_is_no_change(self) -> None:
        given(registered()).when(replace(self.CHANGE, already_theirs=True)).refused(errors.NumberAlreadyTheirs)


class TestMerge:
    def test_one_officer_proposes_and_another_merges(self) -> None:
        given(registered()).when(propose()).then(proposed())
        given(registered(), proposed()).when(merge()).then(merged())

    def test_who_proposed_may_not_merge(self) -> None:
        given(registered(), proposed()).when(merge(by=ALI)).refused(errors.ProposerMayNotMerge)

    def test_a_merge_that_nobody_proposed_is_refused(self) -> None:
        given(registered(), proposed(THIRD)).when(merge()).refused(errors.MergeNotProposed)

    def test_every_reason_is_told_at_once(self) -> None:
        given(registered()).when(propose(PERSON, on=TOMORROW)).refused(errors.MergeWithSelf, errors.DateInTheFuture)

    def test_the_same_merge_is_proposed_once(self) -> None:
        given(registered(), proposed()).when(propose()).refused(errors.MergeAlreadyProposed)

    def test_who_is_merged_already_takes_no_part_in_another_merge(self) -> None:
        given(registered(), proposed(), merged()).when(propose()).refused(errors.AlreadyMerged)
        given(registered(), merged_into()).when(propose(THIRD)).refused(errors.AlreadyMerged)
        again = c.MergeInto(survivor=THIRD, protected=False, by=EVA, on=TODAY)
        given(registered(), merged_into()).when(again).refused(errors.AlreadyMerged)

    def test_who_others_are_merged_into_cannot_be_merged(self) -> None:
        command = c.MergeInto(survivor=THIRD, protected=False, by=EVA, on=TODAY)
        given(registered(), proposed(), merged()).when(command).refused(errors.OtherHasMerged)


class TestConflicts:
    HISTORY = (registered(), proposed(), merged())

    def test_a_human_says_which_record_holds(self) -> None:
        given(*self.HISTORY).when(settle(BIRTH, holds="merged")).then(settled(BIRTH, "birth-date", "merged"))
        given(*self.HISTORY).when(settle(BIRTH)).refused(errors.SayWhichHolds)

    def test_two_open_are_settled_when_one_has_ended(self) -> None:
        given(*self.HISTORY).when(settle(OPEN, two=True)).refused(errors.StillTwoOpen)
        given(*self.HISTORY).when(settle(OPEN)).then(settled(OPEN, "two-open", None))

    def test_a_conflict_is_settled_once(self) -> None:
        history = (*self.HISTORY, settled(BIRTH, "birth-date", "merged"))
        given(*history).when(settle(BIRTH, holds="remaining")).refused(errors.ConflictAlreadySettled)


class TestUndoing:
    def test_a_merge_is_undone_and_the_record_is_as_before(self) -> None:
        history = (registered(), proposed(), merged(), settled(BIRTH, "birth-date", "merged"))
        given(*history).when(undo()).then(undone())
        assert given(*history, undone()).state() == given(registered()).state()

    def test_who_had_been_merged_is_a_person_again(self) -> None:
        restored = e.PersonRestored(person=PERSON, survivor=OTHER, protected=False, undone_by=EVA, on=TODAY)
        given(registered(), merged_into()).when(c.RestorePerson(protected=False, by=EVA, on=TODAY)).then(restored)
        assert given(registered(), merged_into(), restored).state() == given(registered()).state()

    def test_what_was_not_merged_cannot_be_undone(self) -> None:
        given(registered()).when(undo()).refused(errors.NotMerged)
        given(registered()).when(c.RestorePerson(protected=False, by=EVA, on=TODAY)).refused(errors.NotMerged)


PROTECTED = contracts.PersonProtected(person=PERSON)
LIFTED = contracts.PersonProtectionLifted(person=PERSON)


@pytest.mark.parametrize(
    ("event", "contract"),
    [
        (e.ProtectionSet(person=PERSON, kind="secrecy-marking", set_by=ALI, on=TODAY), PROTECTED),
        (e.ProtectionLifted(person=PERSON, lifted_by=ALI, on=TODAY), LIFTED),
        (merged(protected=True), PROTECTED),
        (merged_into(protected=True), PROTECTED),
        (undone(protected=True), PROTECTED),
        (undone(), LIFTED),
        (merged(), None),
        (merged_into(), None),
        (registered(), None),
        (proposed(), None),
        (e.IdentityNumberChanged(person=PERSON, reason=WHY, changed_by=ALI, on=TODAY), None),
    ],
)
def test_others_learn_of_a_person_only_whether_the_identity_is_protected(event: Any, contract: object) -> None:
    assert publish(recorded(event)) == contract
