"""The files of deploy/ say what the code says, and are hardened as they claim."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.config import Settings
from assistant.interfaces.server.serving import GRACE

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NOBODY = "10001:10001"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


@pytest.fixture(scope="module")
def kubernetes() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))


def pods(kubernetes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give the specification of each pod by what makes it."""
    specs = {}
    for resource in kubernetes:
        name = f"{resource['kind']}/{resource['metadata']['name']}"
        spec = resource.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            specs[name] = spec["template"]["spec"]
    return specs


@pytest.mark.parametrize("name", [path.name for path in sorted(DEPLOY.iterdir())])
def test_every_setting_that_a_file_names_is_one(name: str) -> None:
    text = (DEPLOY / name).read_text()
    for named in re.findall(r"\bDATELINE_([A-Z_]+)", text):
        assert named.lower() in Settings.model_fields, named


def test_the_image_runs_as_nobody_and_is_asked_whether_it_is_ready() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    *_, last = re.split(r"^FROM ", text, flags=re.MULTILINE)
    assert f"USER {NOBODY}" in last
    assert "HEALTHCHECK" in last
    assert "/readyz" in last
    copied = re.findall(r"^COPY ((?!--from).+) \S+$", text, re.MULTILINE)
    for source in " ".join(copied).split():
        assert (ROOT / source).exists(), source
        kept = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
        assert f"!{source}" in kept, f"{source} is copied, but kept from the build"
    version = re.search(r"sed -n '(s/.*/p)'", text)
    assert version
    pinned = subprocess.run(
        ["sed", "-n", version[1], ROOT / "constraints.txt"], capture_output=True, check=True
    )
    assert re.fullmatch(rb"\d+(\.\d+)+\n", pinned.stdout)


def test_composed_services_are_hardened_and_need_a_password(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
    assert services["chroma"]["user"] == NOBODY
    assert "ports" not in services["chroma"]
    assert services["chroma"]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}
    page = services["page"]
    assert page["environment"]["DATELINE_PASSWORD"].startswith("${DATELINE_PASSWORD:?")
    assert page["ports"] == ["127.0.0.1:${PORT:-7860}:7860"]
    assert int(page["stop_grace_period"].removesuffix("s")) > GRACE
    image = re.search(r"^chromadb==(.*)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert image
    assert services["chroma"]["image"] == f"chromadb/chroma:{image[1]}"


@pytest.mark.skipif(
    subprocess.run(
        [shutil.which("docker") or "false", "compose", "version"], check=False, capture_output=True
    ).returncode
    != 0,
    reason="docker has no compose here",
)
def test_docker_takes_the_composition() -> None:
    file = str(DEPLOY / "compose.yaml")
    command = ["docker", "compose", "--file", file, "config", "--quiet"]
    refused = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "give a password for the page" in refused.stderr
    subprocess.run(command, check=True, env={"PATH": "/usr/bin:/bin", "DATELINE_PASSWORD": "x"})


def test_pods_are_hardened_and_probed(kubernetes: list[dict[str, Any]]) -> None:
    specs = pods(kubernetes)
    assert set(specs) == {"Deployment/dateline", "StatefulSet/chroma", "CronJob/dateline-index"}
    for name, spec in specs.items():
        assert spec["securityContext"]["runAsNonRoot"], name
        assert spec["automountServiceAccountToken"] is False, name
        volumes = {volume["name"] for volume in spec.get("volumes", [])} | {"vectors"}
        for container in spec.get("initContainers", []) + spec["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, name
            assert {mount["name"] for mount in container["volumeMounts"]} <= volumes, name
    page = specs["Deployment/dateline"]
    (container,) = page["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    (stopping,) = re.findall(r"sleep', '(\d+)'", str(container["lifecycle"]))
    assert page["terminationGracePeriodSeconds"] > GRACE + int(stopping)


def test_services_find_their_pods_and_no_others(kubernetes: list[dict[str, Any]]) -> None:
    labels = {
        resource["metadata"]["name"]: resource["spec"]["template"]["metadata"]["labels"]
        for resource in kubernetes
        if resource["kind"] in ("Deployment", "StatefulSet")
    }
    (job,) = (resource for resource in kubernetes if resource["kind"] == "CronJob")
    labels["index"] = job["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"]
    for resource in kubernetes:
        if resource["kind"] == "Service":
            wanted = resource["spec"]["selector"].items()
            found = [name for name, of_pod in labels.items() if wanted <= of_pod.items()]
            assert found == [resource["metadata"]["name"]]


def test_secrets_are_in_no_file(kubernetes: list[dict[str, Any]]) -> None:
    assert not [resource for resource in kubernetes if resource["kind"] == "Secret"]
    (container,) = pods(kubernetes)["Deployment/dateline"]["containers"]
    assert {"secretRef": {"name": "dateline"}} in container["envFrom"]
    for resource in kubernetes:
        if resource["kind"] == "ConfigMap":
            for name in resource["data"]:
                field = Settings.model_fields[name.removeprefix("DATELINE_").lower()]
                assert "Secret" not in str(field.annotation)


def test_the_unit_waits_for_answers() -> None:
    unit = configparser.RawConfigParser(strict=False, interpolation=None)
    unit.read(DEPLOY / "dateline.service")
    assert int(unit["Service"]["TimeoutStopSec"]) > GRACE


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_takes_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    text = (DEPLOY / "dateline.service").read_text()
    here = tmp_path / "dateline.service"
    here.write_text(text.replace("/opt/dateline/bin/dateline", "/bin/true"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", here], check=False, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", here],
        check=False,
        capture_output=True,
    )
    assert judged.returncode == 0, judged.stdout  # an exposure of 2.0 at the most, of 10
