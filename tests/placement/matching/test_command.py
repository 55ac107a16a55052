"""The night's command, as a process of its own; and what the service does not load until somebody matches."""

import asyncio
import os
import subprocess
import sys

from tests.bench.setting import environment
from tests.harness import Api
from tests.placement.journey import an_employer, an_opportunity, ok
from tests.placement.seekers import a_seeker

COMMAND = [sys.executable, "-m", "services.placement.matching"]


def run(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("SIUS_")}
    return subprocess.run(command, env=outside | variables, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603


async def test_the_command_matches_everybody_for_today(api: Api) -> None:
    await a_seeker(api)
    await an_opportunity(api, await an_employer(api))
    variables = environment(api.settings, api.issuer) | {"SIUS_JWKS_URL": "http://127.0.0.1:1/jwks"}
    ran = await asyncio.to_thread(run, [*COMMAND, "--best", "5"], **variables)
    assert (ran.returncode, ran.stdout.startswith("1 matches kept")) == (0, True), ran.stderr
    assert ok(await api.get("/matches"), 200)["total"] == 0  # kept for the day of the machine's clock, not of the test's


def test_the_command_says_which_settings_are_missing() -> None:
    ran = run(COMMAND)
    assert ran.returncode == 2
    assert "SIUS_DATABASE_URL" in ran.stderr


def test_the_service_does_not_load_numpy_before_somebody_matches() -> None:
    loaded = run([sys.executable, "-c", "import services.placement.app, sys; print('numpy' in sys.modules)"])
    assert loaded.stdout.strip() == "False", loaded.stderr
