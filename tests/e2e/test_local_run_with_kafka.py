"""`python -m deploy.local --bus kafka`: four processes that are watched, and stopped with it."""

from pathlib import Path
from signal import SIGINT

import httpx
import psutil

from deploy.postgres.server_process import running_in
from deploy.process import SERVICES
from tests.deploy.test_local_run import local_run
from tests.e2e.suite import free_ports


async def test_four_processes_answer_are_watched_and_are_stopped_together(tmp_path: Path) -> None:
    port = free_ports()
    async with local_run(tmp_path, "--bus", "kafka", "--persons", "2", port=port) as run:
        await run.says("machine's time again")
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            for number, service in enumerate(SERVICES, start=port + 1):
                answer = await client.get(f"http://127.0.0.1:{number}/{service}/v1/readyz")
                assert answer.status_code == httpx.codes.OK, answer.text
        children = psutil.Process(run.process.pid).children(recursive=True)
        [followup] = [child for child in children if child.cmdline()[-1:] == ["followup"]]
        followup.kill()
        await run.says("followup has ended by itself")
        assert await run.stop(SIGINT) == 0, run.printed
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []
    assert not running_in(tmp_path / "kafka" / "broker", "java")
