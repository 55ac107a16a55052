"""The newest revision is known without alembic, and is the one alembic would bring a database to."""

import subprocess
import sys

import pytest
from alembic.script import ScriptDirectory

from shared.migrating import config_of
from shared.migrations import head
from tests.harness import SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_the_newest_revision_is_alembics(service: str) -> None:
    assert head(service) == ScriptDirectory.from_config(config_of(service)).get_current_head()


def test_serving_does_not_load_alembic() -> None:
    loaded = "import sys, services.metrics.app; print('alembic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)  # noqa: S603 - this Python
    assert told.stdout.strip() == "False"
