"""A step in a case, as a request asks for it: whose case it is, texts sealed for that person, and the command carried out."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.intake import commands as c
from services.intake import events as e
from services.intake import queries, streams
from services.intake.api.access import CasePath, Intake, case_of
from services.intake.assignment import make_room
from services.intake.case import case as decider
from services.intake.schemas.cases import CaseView
from services.intake.schemas.course import InformedIn
from shared.auth import Principal
from shared.db import Row
from shared.decider import handle
from shared.eventstore import Log as EventLog
from shared.http.dependencies import IfMatch, Log, Reply, Today
from shared.ids import new_id
from shared.sealing import Sealing
from shared.vault import Vault


class Step:
    """One step in one case, by one officer. Nothing is read before it is asked for: a request sent again has its answer first."""

    def __init__(
        self, officer: Principal, case: UUID, vault: Vault, log: EventLog, today: Today, if_match: int | None, reply: Reply
    ) -> None:
        self.officer, self.case, self.log, self.today = officer, case, log, today
        self._vault, self._if_match, self._reply = vault, if_match, reply

    async def mine(self) -> Row:
        """The case, if the officer may work on it."""
        return await case_of(self.officer, self.log.tx, self.case)

    async def sealing(self) -> Sealing:
        """Seals texts about the person whose case it is, if the officer may work on it."""
        return Sealing(self._vault, self.log.tx, (await self.mine())["person"], streams.case(self.case))

    async def late(self, sealed: Sealing, reason: str | None) -> c.Late | None:
        """What a late registration needs, if a reason is given."""
        if reason is None:
            return None
        return c.Late(proposal=new_id(), reason=await sealed.text(reason, "late-reason"), by=self.officer.subject)

    async def take(self, command: c.CaseCommand) -> int:
        """Carry the command out, if there is room for what it adds; the version of the case then."""
        await make_room(self.log, self.case, command)
        return await handle(self.log, decider, streams.case(self.case), command, if_match=self._if_match)

    async def done(self, command: c.CaseCommand) -> CaseView:
        """Carry the command out; the case as it is then."""
        version = await self.take(command)
        self._reply.created(f"/cases/{self.case}", version)
        return CaseView.of(await queries.case(self.log.tx, self.case))


async def _step(
    request: Request, case: CasePath, service: Intake, today: Today, log: Log, if_match: IfMatch, reply: Reply
) -> Step:
    return Step(request.state.principal, case, service.vault, log, today, if_match, reply)


CaseStep = Annotated[Step, Depends(_step)]
"""The route names the scope, and the principal comes first."""


def informed(told: list[InformedIn]) -> tuple[e.Informed, ...]:
    return tuple(e.Informed(party=one.party, on=one.on) for one in told)
