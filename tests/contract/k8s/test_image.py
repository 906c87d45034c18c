"""The image is made from the lock, holds what the Deployments start, and runs as nobody special."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

Document = dict[str, Any]
Instruction = tuple[str, str]


@pytest.fixture(scope="session")
def instructions(repository: Path) -> list[Instruction]:
    """(instruction, rest) of each line of the Dockerfile, continued lines joined."""
    text = (repository / "deploy/image/Dockerfile").read_text("utf-8")
    bare = "\n".join(line for line in text.splitlines() if not line.strip().startswith("#"))
    lines = bare.replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


def last(instructions: list[Instruction], name: str) -> str:
    return [rest for instruction, rest in instructions if instruction == name][-1]


def test_dependencies_are_those_of_the_lock_checked_by_hash(
    instructions: list[Instruction],
) -> None:
    installs = [rest for name, rest in instructions if name == "RUN" and "pip install" in rest]
    assert "--require-hashes" in installs[0]
    assert "requirements/runtime.lock" in installs[0]
    # Nothing is fetched besides: the rest is our own code.
    assert all("--no-deps --no-build-isolation ." in rest for rest in installs[1:])


def test_what_is_copied_is_in_the_repository_and_let_through(
    instructions: list[Instruction], repository: Path
) -> None:
    ignore = (repository / "deploy/image/Dockerfile.dockerignore").read_text("utf-8")
    kept = {line[1:] for line in ignore.splitlines() if line.startswith("!")}
    copies = [r.split()[:-1] for n, r in instructions if n == "COPY" and "--from" not in r]
    sources = {source for paths in copies for source in paths}
    assert sources == kept
    assert all((repository / source).exists() for source in sources)


def test_the_image_runs_as_the_user_the_pods_run_as(
    instructions: list[Instruction], processes: dict[str, Document]
) -> None:
    contexts = [d["spec"]["template"]["spec"]["securityContext"] for d in processes.values()]
    users = {f"{context['runAsUser']}:{context['runAsGroup']}" for context in contexts}
    assert users == {last(instructions, "USER")}


def test_nothing_is_built_in_what_is_shipped(instructions: list[Instruction]) -> None:
    final = max(index for index, (name, _rest) in enumerate(instructions) if name == "FROM")
    shipped = " ".join(rest for _name, rest in instructions[final:])
    assert not re.search(r"pip install|apt-get|curl|wget", shipped)


def variables(text: str) -> dict[str, str]:
    """``NAME=value`` of an instruction."""
    return dict(re.findall(r"(\w+)=(\S+)", text))


def test_the_scan_comes_as_machine_code_of_any_processor(instructions: list[Instruction]) -> None:
    [index] = [
        place
        for place, (name, rest) in enumerate(instructions)
        if name == "RUN" and "python -m footprint.columns" in rest
    ]
    built = variables(instructions[index][1])
    shipped = variables(last(instructions, "ENV"))
    copied = last(instructions, "COPY").split()[-1]
    installed = max(
        place for place, (name, rest) in enumerate(instructions) if "pip install" in rest
    )
    assert index > installed, "what is compiled is what is installed"
    assert built["NUMBA_CPU_NAME"] == shipped["NUMBA_CPU_NAME"] == "generic"
    assert built["NUMBA_CACHE_DIR"] == shipped["TIERZERO_MACHINE_CODE"]
    assert shipped["TIERZERO_MACHINE_CODE"].startswith(f"{copied}/"), "it is in the image"
    assert shipped["NUMBA_CACHE_DIR"].startswith("/tmp/"), "numba must be able to write there"


def test_the_packages_that_processes_start_are_there(processes: dict[str, Document]) -> None:
    commands = [
        d["spec"]["template"]["spec"]["containers"][0]["command"] for d in processes.values()
    ]
    packages = {module.split(".")[0] for _python, _dash_m, module in commands}
    assert all(importlib.util.find_spec(package) for package in packages)
