"""What the read model keeps facts about: one description for each kind of subject. The table is made from it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from services.metrics.facts import Known
from services.metrics.histories import Histories, Step
from services.metrics.subjects.rows import KNOWN, Form
from shared.contracts.base import Contract
from shared.db import DIALECT, Tx

metadata = sa.MetaData()

F = TypeVar("F")
KeyOf = Callable[[Any], Hashable]


class Subject(Generic[F]):
    """A kind of subject: its table, what its key is, and how each published event changes what is known of it (`step`).

    `events` names the fields of each event that hold the key, in the order of `key`. All of these events come in one stream for
    one key. `corrects` names the field with the key of a subject that the event's own replaces: that one is known no more.
    `step` gives the fact after the event; None: it never was, or is of no figure. `current` names the columns of an index of what
    is known still, by the first of them, which is read in place of the table: most rows of that are of what was known before.
    """

    def __init__(
        self,
        table: str,
        fact: type[F],
        *,
        key: tuple[str, ...],
        step: Step[F],
        events: Mapping[type[Contract], tuple[str, ...]],
        corrects: Mapping[type[Contract], str] = MappingProxyType({}),
        indexes: Iterable[tuple[str, ...]] = (),
        current: tuple[str, ...] = (),
    ) -> None:
        self.form = Form(fact)
        self.step = step
        self.events: Mapping[type[Contract], KeyOf] = {event: attrgetter(*names) for event, names in events.items()}
        self.corrects: Mapping[type[Contract], KeyOf] = {event: attrgetter(name) for event, name in corrects.items()}
        self.table = sa.Table(
            table,
            metadata,
            *self.form.columns(),
            sa.Index(f"{table}_open", *key, unique=True, postgresql_where=sa.text("known_to is null")),
            *(sa.Index(f"{table}_{'_'.join(columns)}", *columns) for columns in indexes),
            *_current(table, current),
        )
        self._single = len(key) == 1
        self._key: KeyOf = attrgetter(*key)
        self._close = closing(self.table, key, self.form.names)

    async def taken_up(self, tx: Tx, told: Iterable[tuple[Contract, datetime]]) -> Histories[F]:
        """What is known of the subjects of these events, its rows closed in the table by the first event of each."""
        first: dict[Hashable, datetime] = {}
        for event, recorded_at in told:
            first.setdefault(self.events[type(event)](event), recorded_at)
            if (corrected := self.corrected(event)) is not None:
                first.setdefault(corrected, recorded_at)
        columns = [list(first)] if self._single else [list(column) for column in zip(*first, strict=True)]
        found = [self.form.known(row) for row in await tx.raw.fetch(self._close, *columns, list(first.values()))]
        known = {self._key(row.fact): row for row in found}
        return Histories(known)

    def corrected(self, event: Contract) -> Hashable | None:
        """The key of the subject that the event's own replaces, if it does."""
        return of(event) if (of := self.corrects.get(type(event))) else None

    async def put_back(self, tx: Tx, rows: Iterable[Known[F]]) -> None:
        await put_back(tx, self.table, self.form, rows)


def _current(table: str, columns: Sequence[str]) -> list[sa.Index]:
    if not columns:
        return []
    still = sa.text("known_to is null")
    return [sa.Index(f"{table}_current", columns[0], postgresql_include=columns[1:], postgresql_where=still)]


def closing(table: sa.Table, key: Sequence[str], columns: Sequence[str]) -> str:
    """The statement that closes the open rows of subjects, drops those known for no time at all, and gives both as they were.

    Its arguments are arrays: one for each column of the key, and when the first event of each was recorded.
    """
    given = (*columns, "known_from")
    told, names = (", ".join(f'{of}"{name}"' for name in given) for of in ("t.", ""))
    types = [*(table.c[name].type.compile(dialect=DIALECT) for name in key), "timestamptz"]
    arrays = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(types, start=1))
    keys = ", ".join(f'"{name}"' for name in key)
    same = " and ".join(f't."{name}" = k."{name}"' for name in key) + " and t.known_to is null"
    return f"""with k as (select * from unnest({arrays}) as k ({keys}, at)),
        closed as (update {table.name} t set known_to = k.at from k where {same} and t.known_from < k.at returning {told}),
        dropped as (delete from {table.name} t using k where {same} and t.known_from >= k.at returning {told})
        select {names} from closed union all select {names} from dropped"""  # noqa: S608 - our own names


async def put_back(tx: Tx, table: sa.Table, form: Form[F], rows: Iterable[Known[F]]) -> None:
    if records := [form.record(known) for known in rows]:
        await tx.raw.copy_records_to_table(table.name, records=records, columns=[*form.names, *KNOWN])
