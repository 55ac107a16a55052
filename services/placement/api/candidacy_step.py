"""A step in a candidacy, as a request asks for it: whose it is, what it is judged by, and the command carried out."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.placement import commands as c
from services.placement import events as e
from services.placement import streams
from services.placement.api.access import Placement
from services.placement.api.candidacies import CandidacyPath, mine, sealing_of, view
from services.placement.api.employments import searched
from services.placement.api.seekers import covering
from services.placement.candidacy import Telling
from services.placement.candidacy import candidacy as decider
from services.placement.presentation import presentation
from services.placement.queries import candidacies
from services.placement.schemas.candidacies import CandidacyView
from shared.auth import Principal
from shared.db import Row
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.sealing import Sealing
from shared.service import Service


class Step:
    """One step in one candidacy, by one officer. Nothing is read before it is asked for: a request sent again has its answer."""

    def __init__(
        self,
        officer: Principal,
        candidacy: UUID,
        service: Service,
        log: EventLog,
        today: Today,
        if_match: int | None,
        reply: Reply,
    ) -> None:
        self.officer, self.candidacy, self.log, self.today = officer, candidacy, log, today
        self._service, self._if_match, self._reply = service, if_match, reply

    async def mine(self) -> Row:
        """The candidacy, if its case is one of the officer's units' and the person may be seen."""
        return await mine(self.officer, self.log.tx, self.candidacy)

    def sealing(self, row: Row) -> Sealing:
        """Seals texts about the person."""
        return sealing_of(self._service, self.log.tx, row)

    async def search(self, row: Row) -> c.Searched:
        """Where the search of the person's case stands."""
        return await searched(self.log, row["case_id"])

    async def cover(self, row: Row, on: date) -> c.Cover:
        """What the person lets the employer be told that day."""
        return await covering(self.log, row["case_id"], row["employer"], on)

    async def done(self, command: c.CandidacyCommand) -> CandidacyView:
        """Carry the command out; the candidacy as it is then."""
        version = await handle(self.log, decider, streams.candidacy(self.candidacy), command, if_match=self._if_match)
        self._reply.created(f"/candidacies/{self.candidacy}", version)
        return await view(self._service, self.log.tx, await candidacies.candidacy(self.log.tx, self.candidacy))

    async def told(self, row: Row, command: Telling, step: e.Step) -> CandidacyView:
        """The same, and that the employer was told, in the agreement's stream: of this and a withdrawal at once one is first."""
        stepped = await self.done(command)
        using = c.UsePresentation(
            candidacy=self.candidacy, employer=row["employer"], step=step, on=command.on, today=command.today
        )
        await handle(self.log, presentation, streams.presentation(row["case_id"]), using)
        return stepped


async def _step(
    request: Request, candidacy: CandidacyPath, service: Placement, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> Step:
    return Step(request.state.principal, candidacy, service, log, today, if_match, reply)


CandidacyStep = Annotated[Step, Depends(_step)]
