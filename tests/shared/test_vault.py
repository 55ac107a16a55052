import asyncio
import base64
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from shared.db import Database, Tx
from shared.ids import Sealed, new_id
from shared.vault import Erased, Tampered, Vault, _associated

MASTER = b"m" * 32
STREAM, FIELD = "referral-1", "note"
TEXT = "Vill arbeta i skogen."
SAME_FIXTURES = examples(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@pytest.fixture
def vault() -> Vault:
    return Vault("intake", MASTER)


async def seal(vault: Vault, tx: Tx, person: UUID, text: str = TEXT) -> Sealed:
    return await vault.seal(tx, person, text, stream=STREAM, field=FIELD)


async def unseal(vault: Vault, tx: Tx, person: UUID, sealed: Sealed, *, stream: str = STREAM, field: str = FIELD) -> str:
    return await vault.unseal(tx, person, sealed, stream=stream, field=field)


@SAME_FIXTURES
@given(st.text(), st.text(), st.text())
async def test_what_is_sealed_can_be_unsealed(vault: Vault, tx: Tx, text: str, stream: str, field: str) -> None:
    person = new_id()
    sealed = await vault.seal(tx, person, text, stream=stream, field=field)
    assert await vault.unseal(tx, person, sealed, stream=stream, field=field) == text


async def test_a_sealed_text_tells_nothing(vault: Vault, tx: Tx) -> None:
    person = new_id()
    one, other = await seal(vault, tx, person), await seal(vault, tx, person)
    assert one != other
    assert TEXT.encode() not in base64.urlsafe_b64decode(one.text)


@SAME_FIXTURES
@given(st.data())
async def test_any_flipped_bit_is_refused(vault: Vault, tx: Tx, data: st.DataObject) -> None:
    person = new_id()
    raw = bytearray(base64.urlsafe_b64decode((await seal(vault, tx, person)).text))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((Tampered, Erased)):
        await unseal(vault, tx, person, Sealed(base64.urlsafe_b64encode(raw).decode()))


@SAME_FIXTURES
@given(st.data())
async def test_any_changed_character_is_refused(vault: Vault, tx: Tx, data: st.DataObject) -> None:
    person = new_id()
    text = (await seal(vault, tx, person)).text
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.characters(codec="utf-8").filter(lambda character: character != text[at]))
    with pytest.raises((Tampered, Erased)):
        await unseal(vault, tx, person, Sealed(text[:at] + put + text[at + 1 :]))


@pytest.mark.parametrize("text", ["", "AQ==", "AAAA", "é", "AQAAAAAAAAAA", "AQAAAAAAAAAAAAAAAAAAAAAAAAAA"])
async def test_text_that_was_never_sealed_is_refused(vault: Vault, tx: Tx, text: str) -> None:
    person = new_id()
    await seal(vault, tx, person)
    with pytest.raises((Tampered, Erased)):
        await unseal(vault, tx, person, Sealed(text))


@SAME_FIXTURES
@given(st.text(), st.text())
async def test_a_sealed_text_fits_only_its_own_stream_and_field(vault: Vault, tx: Tx, stream: str, field: str) -> None:
    person = new_id()
    sealed = await seal(vault, tx, person)
    if (stream, field) != (STREAM, FIELD):
        with pytest.raises(Tampered):
            await unseal(vault, tx, person, sealed, stream=stream, field=field)


@given(st.lists(st.binary(), max_size=4), st.lists(st.binary(), max_size=4))
def test_different_parts_never_give_the_same_associated_data(one: list[bytes], other: list[bytes]) -> None:
    assert (_associated(*one) == _associated(*other)) == (one == other)


async def test_a_text_cannot_be_moved_to_another_person(vault: Vault, tx: Tx) -> None:
    person, other = new_id(), new_id()
    sealed = await seal(vault, tx, person)
    await seal(vault, tx, other)
    with pytest.raises(Erased):
        await unseal(vault, tx, other, sealed)


async def test_a_key_cannot_be_moved_to_another_person(vault: Vault, tx: Tx) -> None:
    person, other = new_id(), new_id()
    sealed = await seal(vault, tx, person)
    await tx.raw.execute(
        "insert into vault_keys (person, wrapped) select $1, wrapped from vault_keys where person = $2", other, person
    )
    with pytest.raises(Tampered):
        await unseal(vault, tx, other, sealed)


@pytest.mark.parametrize("other", [Vault("placement", MASTER), Vault("intake", b"x" * 32)])
async def test_another_service_or_master_key_cannot_unwrap_a_key(vault: Vault, tx: Tx, other: Vault) -> None:
    person = new_id()
    sealed = await seal(vault, tx, person)
    with pytest.raises(Tampered):
        await unseal(other, tx, person, sealed)


@pytest.mark.parametrize("wrapped", [b"", b"short", bytes(60)])
async def test_a_damaged_key_is_refused(vault: Vault, tx: Tx, wrapped: bytes) -> None:
    person = new_id()
    sealed = await seal(vault, tx, person)
    await tx.raw.execute("update vault_keys set wrapped = $2 where person = $1", person, wrapped)
    with pytest.raises(Tampered):
        await unseal(vault, tx, person, sealed)


async def test_an_erased_person_s_texts_are_gone(vault: Vault, tx: Tx) -> None:
    person = new_id()
    sealed = await seal(vault, tx, person)
    assert await vault.erase(tx, person)
    with pytest.raises(Erased) as gone:
        await unseal(vault, tx, person, sealed)
    assert gone.value.person == person
    assert not await vault.erase(tx, person)


async def test_a_new_text_after_erasure_does_not_bring_the_old_ones_back(vault: Vault, tx: Tx) -> None:
    person = new_id()
    old = await seal(vault, tx, person)
    await vault.erase(tx, person)
    new = await seal(vault, tx, person, "Ny text")
    assert await unseal(vault, tx, person, new) == "Ny text"
    with pytest.raises(Erased):
        await unseal(vault, tx, person, old)


async def test_erasing_one_person_leaves_others(vault: Vault, tx: Tx) -> None:
    person, other = new_id(), new_id()
    sealed = await seal(vault, tx, other)
    await seal(vault, tx, person)
    await vault.erase(tx, person)
    assert await unseal(vault, tx, other, sealed) == TEXT


async def test_an_erasure_bites_at_once_everywhere(vault: Vault, database: Database) -> None:
    person, elsewhere = new_id(), Vault("intake", MASTER)
    async with database.transaction() as tx:
        sealed = await seal(vault, tx, person)
    async with database.transaction() as tx:
        assert await unseal(elsewhere, tx, person, sealed) == TEXT
    async with database.transaction() as tx:
        await vault.erase(tx, person)
    async with database.transaction() as tx:
        with pytest.raises(Erased):
            await unseal(elsewhere, tx, person, sealed)


async def test_two_first_texts_at_once_share_one_key(vault: Vault, database: Database) -> None:
    person = new_id()

    async def write(text: str) -> Sealed:
        async with database.transaction("read_committed") as tx:
            return await seal(vault, tx, person, text)

    written = await asyncio.gather(*(write(f"text {number}") for number in range(5)))
    async with database.transaction() as tx:
        read = [await unseal(vault, tx, person, sealed) for sealed in written]
        assert await tx.raw.fetchval("select count(*) from vault_keys where person = $1", person) == 1
    assert read == [f"text {number}" for number in range(5)]


async def test_under_repeatable_read_the_second_first_text_must_be_tried_again(vault: Vault, database: Database) -> None:
    person = new_id()
    async with database.transaction() as late:
        await late.raw.fetchval("select count(*) from vault_keys")  # its snapshot is taken here
        async with database.transaction() as early:
            sealed = await seal(vault, early, person)
        with pytest.raises(asyncpg.SerializationError):
            await seal(vault, late, person)
    async with database.transaction() as tx:
        again = await seal(vault, tx, person, "igen")
        assert await unseal(vault, tx, person, again) == "igen"
        assert await unseal(vault, tx, person, sealed) == TEXT


@pytest.mark.parametrize("key", [b"", b"m" * 16, b"m" * 33])
def test_a_master_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault("intake", key)


def test_a_sealed_text_can_be_copied_but_not_shown() -> None:
    assert repr(replace(Sealed("abc"), text="def")) == "Sealed(…)"
