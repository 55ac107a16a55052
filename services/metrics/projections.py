"""Metrics's read model: the facts, each row with the time it was known. Made only from the log of received events.

The open rows of a batch's subjects are closed as the first event of each says, and the rows that the batch's events open are
put in: a fixed number of round trips, however large the batch. A rebuild reads the log stream by stream: all of a subject is in
one, so there is nothing to close. Nothing in a row depends on when an event arrived or in which batch, so the rebuilt tables
equal the live ones row for row.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from services.metrics import received
from services.metrics.histories import Histories
from services.metrics.known import Facts
from services.metrics.received import Entry
from services.metrics.subjects import MEANINGS, SUBJECTS, Subject, metadata, status
from shared import protection
from shared.contracts.base import Contract
from shared.contracts.followup import StatusEstablished
from shared.contracts.intake import PersonProtected, PersonProtectionLifted
from shared.db import Tx
from shared.eventstore import EventStore
from shared.folding import Folding
from shared.inbox import Delivery
from shared.projections import ReadModel

concealed = protection.concealed.to_metadata(metadata)
"""Persons whose cases no list names, but for officers named for protected identities. Figures count them."""


async def absorb(tx: Tx, deliveries: Sequence[Delivery]) -> None:
    """Log what arrived and change the read model by what was new in it."""
    await project(tx, await received.append(tx, deliveries))


async def project(tx: Tx, entries: Sequence[Entry]) -> None:
    """Change the read model by these entries, in order."""
    events = [entry.contract for entry in entries]
    await _conceal(tx, events)
    facts = Facts(await _taken_up(tx, entries), await status.taken_up(tx, (e for e in events if type(e) is StatusEstablished)))
    await _put_in(tx, facts, entries)


async def fold(tx: Tx, entries: Sequence[Entry]) -> None:
    """Put in the rows of whole streams, of which there are none yet."""
    await _conceal(tx, (entry.contract for entry in entries))
    await _put_in(tx, Facts(), entries)


async def _put_in(tx: Tx, facts: Facts, entries: Sequence[Entry]) -> None:
    for entry in entries:
        facts.learn(entry.contract, entry.recorded_at)
    for subject in SUBJECTS:
        await subject.put_back(tx, facts.of(subject).rows())
    await status.keep(tx, facts.statuses.rows())


async def _conceal(tx: Tx, events: Iterable[Contract]) -> None:
    for event in events:
        if type(event) is PersonProtected:
            await protection.conceal(tx, event.person)
        elif type(event) is PersonProtectionLifted:
            await protection.reveal(tx, event.person)


async def _taken_up(tx: Tx, entries: Iterable[Entry]) -> dict[Subject[Any], Histories[Any]]:
    """What is known so far of every subject that the entries are about, and closed in the tables by them."""
    about: dict[Subject[Any], list[tuple[Contract, datetime]]] = defaultdict(list)
    for entry in entries:
        if meaning := MEANINGS.get(type(entry.contract)):
            about[meaning[0]].append((entry.contract, entry.recorded_at))
    return {subject: await subject.taken_up(tx, of_it) for subject, of_it in about.items()}


def read_model(_store: EventStore) -> ReadModel[Entry]:
    """The tables, and the log they are made from."""
    folding = Folding(streams=received.streams, fold=fold, settle=status.settle)
    return ReadModel(metadata=metadata, feed=received.feed, project=project, log_table=received.TABLE, folding=folding)
