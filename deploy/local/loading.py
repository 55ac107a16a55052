"""Loads the cohort as officers would have registered it: over REST, each step at its own moment of the virtual clock.

Can be broken off and taken up again: what is over is remembered, and every request has an Idempotency-Key of its own, so
that the one that was under way is not done twice.
"""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx

from deploy.issuer import Issuer
from deploy.local.cohort import UNITS, plan
from deploy.local.keys import write_private
from deploy.local.place import Place
from deploy.local.story import Seen, Step

LONGEST_WAIT: Final = 20.0
LOOK_AGAIN: Final = 0.02
TOKEN_LIFETIME: Final = timedelta(hours=2)
NAME: Final = re.compile(r"\{([\w.-]+)\}")
KNOWN: Final = "person-already-registered"


class LoadError(RuntimeError):
    """A step was not taken as planned; the text says which, and what was answered."""


@dataclass(kw_only=True)
class Progress:
    """How far a run's cohort is, kept in a file. The day decides the plan, so it stays what it was at the first step.

    `taken`: how many steps are over, with their effects seen; `ids`: what their answers named.
    """

    today: str
    persons: int
    done: bool = False
    taken: int = 0
    ids: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> "Progress | None":
        return cls(**json.loads(file.read_text())) if file.exists() else None

    def write(self, file: Path) -> None:
        write_private(file, json.dumps(asdict(self)))

    @property
    def steps(self) -> list[Step]:
        """The whole plan, in order of time."""
        return plan(date.fromisoformat(self.today), self.persons)


class Loading:
    """Takes steps one after another. `ids`: what earlier answers named."""

    def __init__(self, client: httpx.AsyncClient, place: Place, issuer: Issuer) -> None:
        self._client, self._place, self._issuer = client, place, issuer
        self._tokens: dict[tuple[str, str], str] = {}
        self.ids: dict[str, str] = {}

    async def all(self, progress: Progress, file: Path, advance: Callable[[], None]) -> None:
        """Every step that is left, in order; the clock is the machine's again afterwards, however it went."""
        self.ids = progress.ids
        try:
            for number, step in enumerate(progress.steps):
                if number >= progress.taken:
                    await self.take(number, step)
                    progress.taken = number + 1
                    progress.write(file)
                advance()
        finally:
            await self.move_clocks(None)
        progress.done = True
        progress.write(file)

    async def take(self, number: int, step: Step) -> None:
        """Send one step and wait until its effects elsewhere can be seen. `LoadError` otherwise."""
        await self.move_clocks(step.at)
        headers = {**self._bearer(step.role, step.officer), "Idempotency-Key": f"cohort-{number}"}
        answer = await self._client.post(
            self._place.address(step.service) + self._named(step.path), json=self._named(step.body), headers=headers
        )
        named = _named_by(answer)
        if named is None:
            raise LoadError(f"Step {number}, POST {step.path}, was answered with {answer.status_code}: {answer.text}")
        self.ids.update({name: named[field] for name, field in step.keeps.items()})
        for seen in step.seen:
            await self._until(seen)

    async def move_clocks(self, moment: datetime | None) -> None:
        body = {"now": moment and moment.isoformat()}
        for clock in self._place.clocks:
            (await self._client.put(clock, json=body)).raise_for_status()

    async def is_empty(self) -> bool:
        """Whether nothing has ever been registered in intake."""
        answer = await self._client.get(f"{self._place.address('intake')}/ops/relay", headers=self._bearer("operator", "loader"))
        relay = answer.raise_for_status().json()
        return bool(relay["position"] == 0 and relay["lag"] == 0)

    async def _until(self, seen: Seen) -> None:
        path = self._named(seen.path)
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                while not await self._shows(seen, path):  # noqa: ASYNC110 - another process has no event to wait for
                    await asyncio.sleep(LOOK_AGAIN)
        except TimeoutError:
            raise LoadError(f"{seen.service}{path} did not show what was waited for within {LONGEST_WAIT:.0f} seconds.") from None

    async def _shows(self, seen: Seen, path: str) -> bool:
        answer = await self._client.get(self._place.address(seen.service) + path, headers=self._bearer("caseworker", "loader"))
        return answer.is_success and (seen.filled is None or answer.json()[seen.filled] is not None)

    def _bearer(self, role: str, officer: str) -> dict[str, str]:
        if (role, officer) not in self._tokens:
            token = self._issuer.token(role, subject=officer, units=UNITS, lifetime=TOKEN_LIFETIME)
            self._tokens[role, officer] = token
        return {"Authorization": f"Bearer {self._tokens[role, officer]}"}

    def _named(self, value: Any) -> Any:
        """The value with every `{name}` in its texts replaced by the id it stands for."""
        match value:
            case str():
                return NAME.sub(lambda found: self.ids[found[1]], value)
            case dict():
                return {name: self._named(item) for name, item in value.items()}
            case _:
                return value


def _named_by(answer: httpx.Response) -> dict[str, Any] | None:
    """The ids in an answer. Answers about persons are not kept for repeated requests: the refusal then names the person."""
    body: dict[str, Any] = answer.json()
    if answer.is_success:
        return body
    return next((reason for reason in body.get("reasons", ()) if reason["code"] == KNOWN), None)
