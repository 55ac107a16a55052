"""Every package is pinned to what was locked, and no file says where packages come from."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
PINNED = sorted(REQUIREMENTS.glob("*.txt"))
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(\S+)( ; .+)?$")


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each requirement of a file, with its hashes."""
    lines = [line for line in path.read_text().splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for entry in "\n".join(lines).replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", entry)
        yield requirement.strip(), hashes


def pins(path: Path) -> set[str]:
    return {requirement.split(" ;")[0] for requirement, _ in entries(path)}


def wanted(path: Path) -> set[str]:
    lines = [line.split("#")[0].strip() for line in path.read_text().splitlines()]
    return {line.split("[")[0] for line in lines if line and not line.startswith("-r")}


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.iterdir()), ids=lambda path: path.name)
def test_no_file_names_a_registry(path: Path) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", path.read_text())


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    found = list(entries(path))
    assert found
    for requirement, hashes in found:
        assert PIN.match(requirement), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_everything_wanted_is_pinned(path: Path) -> None:
    names = {match.group(1) for requirement, _ in entries(path) if (match := PIN.match(requirement))}
    assert wanted(path.with_suffix(".in")) <= names


def test_the_sets_agree_on_every_version() -> None:
    run, kafka, test = (pins(REQUIREMENTS / f"{name}.txt") for name in ("run", "kafka", "test"))
    assert run < kafka < test


def test_the_documentation_pages_get_a_swagger_ui_that_reads_openapi_3_1() -> None:
    package = find_spec("fastapi_offline")
    assert package is not None
    assert package.origin is not None
    bundle = (Path(package.origin).parent / "static" / "swagger-ui-bundle.js").read_text()
    version = re.search(r'PACKAGE_VERSION:"(\d+)\.', bundle)
    assert version is not None
    assert int(version.group(1)) >= 5
