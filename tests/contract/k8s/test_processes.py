"""The cluster runs what one machine runs, told only what exists, and each process is confined."""

from collections.abc import Iterator
from typing import Any

from tierzero.settings import Settings
from tierzero_local.environment import DATABASES
from tierzero_local.processes import ROLES

Document = dict[str, Any]
Processes = dict[str, Document]


def pod(deployment: Document) -> Document:
    return deployment["spec"]["template"]["spec"]


def container(deployment: Document) -> Document:
    return pod(deployment)["containers"][0]


def told(deployment: Document) -> dict[str, str]:
    """Settings of one process's own, by name; those from secrets are empty."""
    return {one["name"]: one.get("value", "") for one in container(deployment)["env"]}


def of_kind(documents: list[Document], kind: str) -> Iterator[Document]:
    return (document for document in documents if document["kind"] == kind)


def selected(selector: dict[str, str], processes: Processes) -> set[str]:
    """Processes whose pods carry all labels of the selector."""
    return {
        name
        for name, deployment in processes.items()
        if selector.items() <= deployment["spec"]["template"]["metadata"]["labels"].items()
    }


def test_the_cluster_runs_the_processes_of_one_machine(processes: Processes) -> None:
    commands = [container(deployment)["command"] for deployment in processes.values()]
    modules = [module for _python, _dash_m, module in commands]
    local = {role.name for role in ROLES} - {"relay"}
    assert sorted(module for module in modules if module != "tierzero.relay") == sorted(local)


def test_each_outbox_has_its_own_relay(processes: Processes) -> None:
    served = [told(d).get("TIERZERO_DATABASES") for d in processes.values()]
    assert sorted(name for name in served if name) == sorted(DATABASES)


def test_processes_are_told_settings_that_exist(
    documents: list[Document], processes: Processes
) -> None:
    common = next(d for d in of_kind(documents, "ConfigMap") if "TIERZERO_HOST" in d["data"])
    names = {name for deployment in processes.values() for name in told(deployment)}
    names |= {name for name in common["data"] if not name.startswith("OTEL_")}
    assert names <= {f"TIERZERO_{field}".upper() for field in Settings.model_fields}


def test_processes_keep_to_the_restricted_pod_security_standard(processes: Processes) -> None:
    for name, deployment in processes.items():
        security = pod(deployment)["securityContext"]
        assert security["runAsNonRoot"] is True, name
        assert security["runAsUser"] > 0, name
        assert security["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert container(deployment)["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }, name
        assert pod(deployment)["automountServiceAccountToken"] is False, name


def test_processes_answer_probes_on_a_port_they_listen_on(processes: Processes) -> None:
    for name, deployment in processes.items():
        ports = {port["name"]: port["containerPort"] for port in container(deployment)["ports"]}
        wanted = "http" if name.endswith("-web") else "health"
        for probe, path in (("liveness", "/livez"), ("readiness", "/readyz")):
            asked = container(deployment)[f"{probe}Probe"]["httpGet"]
            assert asked == {"path": path, "port": wanted}, name
        assert told(deployment)[f"TIERZERO_{wanted}_PORT".upper()] == str(ports[wanted]), name


def test_processes_say_what_they_need(processes: Processes) -> None:
    for name, deployment in processes.items():
        resources = container(deployment)["resources"]
        assert {"cpu", "memory"} <= resources["requests"].keys(), name
        assert "memory" in resources["limits"], name


def test_a_budget_guards_each_process_and_never_blocks_a_drain(
    documents: list[Document], processes: Processes
) -> None:
    budgets = {d["metadata"]["name"]: d["spec"] for d in of_kind(documents, "PodDisruptionBudget")}
    for name in processes:
        assert selected(budgets[name]["selector"]["matchLabels"], processes) == {name}
        assert budgets[name]["maxUnavailable"] == 1


def test_replicas_are_spread_over_nodes_and_zones(processes: Processes) -> None:
    for name, deployment in processes.items():
        constraints = pod(deployment)["topologySpreadConstraints"]
        keys = {constraint["topologyKey"] for constraint in constraints}
        assert keys == {"kubernetes.io/hostname", "topology.kubernetes.io/zone"}
        for constraint in constraints:
            counted = constraint["labelSelector"]["matchLabels"]
            assert name in selected(counted, processes)


def test_services_lead_to_one_process_on_a_port_it_has(
    documents: list[Document], processes: Processes
) -> None:
    services = [s for s in of_kind(documents, "Service") if s["metadata"]["name"] in processes]
    assert {s["metadata"]["name"] for s in services} == {
        name for name in processes if name.endswith(("-web", "-pact", "-grpc"))
    }
    for service in services:
        name = service["metadata"]["name"]
        assert selected(service["spec"]["selector"], processes) == {name}
        ports = {port["name"] for port in container(processes[name])["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports


def test_every_mount_has_its_volume(processes: Processes) -> None:
    for name, deployment in processes.items():
        mounted = [mount["name"] for mount in container(deployment)["volumeMounts"]]
        assert sorted(mounted) == sorted(volume["name"] for volume in pod(deployment)["volumes"])
        paths = [mount["mountPath"] for mount in container(deployment)["volumeMounts"]]
        files = [v for v in told(deployment).values() if v.startswith("/")]
        assert all(any(file.startswith(f"{path}/") for path in paths) for file in files), name


def test_only_the_portal_can_sign(processes: Processes) -> None:
    told_of_it = {name for name, d in processes.items() if "TIERZERO_SIGNING_KEY" in told(d)}
    mounting = {name for name, d in processes.items() if "tierzero-signing-key" in str(pod(d))}
    assert (
        told_of_it
        == mounting
        == {
            "supplier-portal-web",
            "supplier-portal-pact",
        }
    )
