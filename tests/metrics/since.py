"""A month that was closed, and what is told after it."""

from typing import Any, Generic, TypeVar

from tests.harness import Api
from tests.metrics.telling import Told, noon
from tests.metrics.test_api import Tell
from tests.metrics.test_closed_months import of, shown

T = TypeVar("T", bound=Told)


class Since(Generic[T]):
    """A month that was closed, and what is told after it."""

    def __init__(self, api: Api, tell: Tell, told: T, month: dict[str, Any]) -> None:
        self.api, self.month, self.told = api, month, told
        self.path = f"/closed-months/{month['closing']}"
        self._tell, self._said = tell, len(told.deliveries)

    async def tell(self) -> None:
        self.api.clock.move_to(noon("2025-12-20"))
        said, self.told.deliveries = self.told.deliveries, self.told.deliveries[self._said :]
        await self._tell(self.told)
        self.told.deliveries, self._said = said, len(said)

    async def differences(self) -> dict[str, Any]:
        found = await shown(self.api, f"{self.path}/differences")
        return {name: part for name, part in found.items() if name != "known_at"}

    async def moved(self, figure: str) -> set[tuple[str, str, int, int]]:
        found = of(await self.differences(), figure)
        return {(each["group"], each["counts"], each["came"], each["went"]) for each in found["moved"]}

    async def changed(self, figure: str) -> dict[str, tuple[float | None, float | None]]:
        found = of(await self.differences(), figure)
        return {each["number"]: (each["then"], each["now"]) for each in found["changed"]}

    async def events(self, figure: str | None = None) -> list[tuple[str, str]]:
        asked = f"?figure={figure}" if figure else ""
        found = (await shown(self.api, f"{self.path}/revisions{asked}"))["items"]
        return [(event["why"], event["type"].split(".")[2]) for event in found]

    async def stays(self) -> None:
        """What was published is what is shown."""
        assert await shown(self.api, self.path) == self.month
