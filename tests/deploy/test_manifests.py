"""The compose file and the Kubernetes manifests fit the settings, the ports and the paths of the code. They are not run here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # comes without types

from deploy.process import LAST_REQUESTS
from shared.http.about import router
from shared.settings import PREFIX, Settings
from tests.deploy.owner import PROJECT
from tests.harness import SERVICES

DEPLOY = PROJECT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
KNOWN = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
REQUIRED = {f"{PREFIX}{name.upper()}" for name, field in Settings.model_fields.items() if field.is_required()}
IMAGE_PORT = 8000

Document = dict[str, Any]


def documents() -> list[Document]:
    return [document for file in MANIFESTS for document in yaml.safe_load_all(file.read_text())]


def of_kind(*kinds: str) -> dict[str, Document]:
    return {document["metadata"]["name"]: document for document in documents() if document["kind"] in kinds}


def pod(document: Document) -> Document:
    spec: Document = document["spec"]["template"]["spec"]
    return spec


def container(document: Document) -> Document:
    [only] = pod(document)["containers"]
    found: Document = only
    return found


def variables(document: Document) -> dict[str, str | None]:
    """Name → value of the container's variables; None for one that a secret gives."""
    sources = {**of_kind("ConfigMap"), **of_kind("Secret")}
    given: dict[str, str | None] = {}
    for source in container(document).get("envFrom", []):
        [reference] = source.values()
        held = sources[reference["name"]]
        given |= held.get("data", {}) | dict.fromkeys(held.get("stringData", {}))
    return given | {one["name"]: one.get("value") for one in container(document).get("env", [])}


def workloads() -> dict[str, Document]:
    return of_kind("Deployment", "Job")


def test_every_service_has_a_deployment_a_service_a_budget_and_a_migration() -> None:
    assert of_kind("Deployment").keys() == of_kind("Service").keys() == of_kind("PodDisruptionBudget").keys() == set(SERVICES)
    assert of_kind("Job").keys() == {"topics", *(f"{service}-migration" for service in SERVICES)}


@pytest.mark.parametrize("name", workloads())
def test_a_container_is_given_all_settings_it_needs_and_none_that_do_not_exist(name: str) -> None:
    given = variables(workloads()[name])
    assert given.keys() <= KNOWN
    assert name == "topics" or given.keys() >= REQUIRED | {"SIUS_KAFKA_BOOTSTRAP"}


def test_what_the_manifests_give_is_taken_by_the_settings() -> None:
    secret = {"SIUS_MASTER_KEY": "bW1t" * 10 + "bW0=", "SIUS_INDEX_KEY": "aWlp" * 10 + "aWk="}
    for service in SERVICES:
        given = variables(of_kind("Deployment")[service])
        values: dict[str, Any] = {name: value or secret.get(name, "postgresql://x") for name, value in given.items()}
        settings = Settings(**{name.removeprefix(PREFIX).lower(): value for name, value in values.items()})
        assert (settings.service, settings.mode, settings.bus, settings.port) == (service, "production", "kafka", IMAGE_PORT)


@pytest.mark.parametrize("service", SERVICES)
def test_only_the_migration_gets_the_owners_address(service: str) -> None:
    serving, migrating = of_kind("Deployment")[service], of_kind("Job")[f"{service}-migration"]
    references = [reference["name"] for source in container(serving)["envFrom"] for reference in source.values()]
    assert f"sius-{service}-owner" not in references
    assert f"sius-{service}-owner" in str(container(migrating)["envFrom"])
    assert container(serving)["args"] == [service]
    assert container(migrating)["args"] == [service, "--migrate"]


@pytest.mark.parametrize("service", SERVICES)
def test_probes_ports_and_selectors_point_at_what_there_is(service: str) -> None:
    deployment, exposed = of_kind("Deployment")[service], of_kind("Service")[service]
    running = container(deployment)
    paths = {f"/{service}/v1{route.path}" for route in router.routes if hasattr(route, "path")}
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert running[probe]["httpGet"]["path"] in paths
        assert running[probe]["httpGet"]["port"] == running["ports"][0]["name"] == exposed["spec"]["ports"][0]["targetPort"]
    assert running["ports"][0]["containerPort"] == IMAGE_PORT
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    for selector in (deployment["spec"]["selector"]["matchLabels"], exposed["spec"]["selector"]):
        assert selector.items() <= labels.items()
    assert pod(deployment)["terminationGracePeriodSeconds"] > LAST_REQUESTS


@pytest.mark.parametrize("name", workloads())
def test_a_pod_has_no_more_rights_than_it_needs(name: str) -> None:
    spec, running = pod(workloads()[name]), container(workloads()[name])
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert running["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert running["resources"]["limits"].keys() == running["resources"]["requests"].keys() == {"cpu", "memory"}


def test_the_network_policy_lets_in_the_services_port_and_nothing_else() -> None:
    [policy] = of_kind("NetworkPolicy").values()
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert [port["port"] for rule in policy["spec"]["ingress"] for port in rule["ports"]] == [IMAGE_PORT]
    bootstrap = of_kind("ConfigMap")["sius"]["data"]["SIUS_KAFKA_BOOTSTRAP"]
    needed = {int(address.rsplit(":")[-1]) for address in bootstrap.split(",")} | {5432, 443, 53}
    assert {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]} == needed


def test_the_kustomization_names_every_file_but_the_secrets_and_what_is_applied_before() -> None:
    [kustomization] = [document for document in documents() if document["kind"] == "Kustomization"]
    before = {"kustomization.yaml", "namespace.yaml", "jobs.yaml", "secrets.template.yaml"}
    assert set(kustomization["resources"]) == {file.name for file in MANIFESTS} - before
    [image] = kustomization["images"]
    assert {container(document)["image"] for document in of_kind("Job").values()} == {f"{image['newName']}:{image['newTag']}"}
    assert f'version = "{image["newTag"]}"' in (PROJECT / "pyproject.toml").read_text()


def test_every_file_says_that_it_has_not_been_run() -> None:
    for file in (*MANIFESTS, DEPLOY / "compose.yaml", DEPLOY / "Containerfile"):
        assert re.search("It has NOT been (run|built)", file.read_text()), file.name


def test_no_secret_stands_in_the_template() -> None:
    for secret in of_kind("Secret").values():
        assert all("CHANGE-ME" in value for value in secret["stringData"].values())


# --- compose --------------------------------------------------------------------------------------------------------------


def compose() -> Document:
    read: Document = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def composed() -> Iterator[tuple[str, Document]]:
    for service in SERVICES:
        for name in (service, f"{service}-migration"):
            yield service, compose()["services"][name]


def test_the_composed_services_are_given_all_settings_they_need_and_none_that_do_not_exist() -> None:
    for service, process in composed():
        assert REQUIRED | {"SIUS_KAFKA_BOOTSTRAP"} <= process["environment"].keys() <= KNOWN
        assert process["environment"]["SIUS_SERVICE"] == process["command"][0] == service
        assert process["read_only"] is True
        assert process["cap_drop"] == ["ALL"]


def test_a_composed_service_waits_for_its_migration_and_does_not_know_the_owner() -> None:
    for service in SERVICES:
        process = compose()["services"][service]
        assert process["depends_on"][f"{service}-migration"] == {"condition": "service_completed_successfully"}
        assert "OWNER_PASSWORD" not in str(process["environment"])


def test_every_variable_of_the_compose_file_is_in_its_example() -> None:
    needed = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yaml").read_text()))
    lines = (DEPLOY / "compose.env.example").read_text().splitlines()
    assert {line.partition("=")[0] for line in lines if not line.startswith("#")} == needed


def test_the_composed_kafka_is_the_one_that_is_tested() -> None:
    version = re.search(r"org\.apache\.kafka:kafka_2\.13:([\d.]+)", (DEPLOY / "kafka" / "jars.lock").read_text())
    assert version is not None
    assert compose()["services"]["kafka"]["image"] == f"apache/kafka:{version[1]}"


# --- the image ------------------------------------------------------------------------------------------------------------


def test_the_image_holds_every_file_of_deploy_that_a_process_imports() -> None:
    copied = set(re.findall(r"deploy/(\w+)\.py", (DEPLOY / "Containerfile").read_text())) - {"__init__"}
    imported = {name for module in copied for name in imports_of(DEPLOY / f"{module}.py")}
    assert imported <= copied
    assert {"serve", "topics"} <= copied


def imports_of(file: Path) -> set[str]:
    return set(re.findall(r"from deploy\.(\w+)", file.read_text()))
