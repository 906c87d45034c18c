"""The register of partners over HTTP: what an administrator enters, which addresses it takes."""

from typing import Any

import pytest

from .documents import Json
from .partner_system import CLIENT, SECRET, PartnerSystem
from .portal_process import PortalProcess

PUBLIC = "https://8.8.8.8"
PARTNERS = "/api/v1/partners"


def partner(**changes: Any) -> Json:
    """A partner as it is entered."""
    stated = {
        "organization_id": "foundry",
        "base_url": PUBLIC,
        "client_id": CLIENT,
        "client_secret": SECRET,
    }
    return {**stated, **changes}


def entered(portal: PortalProcess) -> list[Json]:
    """Everything in the register."""
    return portal.program("operator").get(PARTNERS).json()["data"]


def test_a_partner_is_entered_changed_and_forgotten(portal: PortalProcess) -> None:
    operator = portal.program("operator")
    answer = operator.post(PARTNERS, json=partner(base_url=f"{PUBLIC}/pact/"))
    assert answer.status_code == 200, answer.text
    assert answer.json()["base_url"] == f"{PUBLIC}/pact", "without the slash at its end"
    changed = partner(client_secret="", client_id="renamed", is_active=False)
    assert operator.post(PARTNERS, json=changed).status_code == 200, "its secret stays"
    [held] = entered(portal)
    assert (held["client_id"], held["is_active"]) == ("renamed", False)
    assert SECRET not in operator.get(PARTNERS).text
    assert portal.count("partners", {"secret": {"$regex": SECRET}}) == 0, "encrypted at rest"
    assert operator.delete(f"{PARTNERS}/foundry").status_code == 204
    assert entered(portal) == []
    gone = operator.delete(f"{PARTNERS}/foundry")
    assert (gone.status_code, gone.json()["code"]) == (404, "unknown-partner")
    for action in ("entered", "changed", "removed"):
        assert portal.count("audit", {"action": f"partner.{action}"}) >= 1
    assert portal.count("audit", {"after.secret": SECRET}) == 0


@pytest.mark.parametrize("who", ["mill", "factory", "assurer"])
def test_only_administrators_reach_the_register(portal: PortalProcess, who: str) -> None:
    client = portal.program(who)
    for method, path in (
        ("GET", PARTNERS),
        ("POST", PARTNERS),
        ("DELETE", f"{PARTNERS}/foundry"),
        ("POST", f"{PARTNERS}/foundry/test"),
    ):
        body = partner() if (method, path) == ("POST", PARTNERS) else None
        assert client.request(method, path, json=body).status_code == 403, (method, path)
    assert entered(portal) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"organization_id": "nobody"}, "organization_id", "unknown-organization"),
        ({"client_secret": ""}, "client_secret", "secret-missing"),
        ({"certificate": "no certificate"}, "certificate", "invalid-certificate"),
        ({"callback": PUBLIC}, "callback", None),
    ],
)
def test_what_is_missing_or_unknown_is_named(
    portal: PortalProcess, changes: Json, field: str, code: str | None
) -> None:
    answer = portal.program("operator").post(PARTNERS, json=partner(**changes))
    assert answer.status_code == 422, answer.text
    [error] = answer.json()["errors"]
    assert error["path"].endswith(field)
    assert code is None or error["code"] == code
    assert entered(portal) == []


MALFORMED = (
    "https://user:secret@8.8.8.8",
    "https://user@8.8.8.8",
    "https://8.8.8.8/?next=https://10.0.0.1",
    "https://8.8.8.8/#part",
    "ftp://8.8.8.8",
    "file:///etc/passwd",
    "//8.8.8.8",
    "8.8.8.8",
    "https://",
    "https://8.8.8.8:99999",
    "https://[8.8.8.8",
    "https://8.8.8.8/" + "a" * 500,
)
FORBIDDEN = (
    "http://8.8.8.8",
    "https://127.0.0.1",
    "https://127.1",
    "https://2130706433",
    "https://localhost",
    "https://0.0.0.0",
    "https://10.0.0.1:8443",
    "https://172.16.3.4",
    "https://192.168.1.1",
    "https://169.254.169.254",
    "https://100.64.0.1",
    "https://224.0.0.1",
    "https://[::1]",
    "https://[::]",
    "https://[fe80::1]",
    "https://[fd00::1]",
    "https://[::ffff:10.0.0.1]",
    "https://no-such-host.invalid",
)


@pytest.mark.parametrize("field", ["base_url", "auth_base_url"])
def test_addresses_that_may_not_be_called_are_refused_in_both_languages(
    portal: PortalProcess, field: str
) -> None:
    wanted = [(url, "invalid-url") for url in MALFORMED]
    wanted += [(url, "address-not-allowed") for url in FORBIDDEN]
    for language in ("en", "zh-CN"):
        operator = portal.program("operator", language)
        for url, code in wanted:
            answer = operator.post(PARTNERS, json=partner(**{field: url}))
            assert answer.status_code == 422, (url, answer.text)
            [error] = answer.json()["errors"]
            assert (error["path"].split("/")[-1].split(".")[-1], error["code"]) == (field, code)
            assert any(char > "一" for char in error["message"]) is (language == "zh-CN"), url
            assert "secret" not in answer.text, "what was sent is not said again"
    assert entered(portal) == []


def test_private_addresses_are_for_development(
    developer: PortalProcess, system: PartnerSystem
) -> None:
    operator = developer.program("operator")
    assert operator.post(PARTNERS, json=partner(base_url=system.url)).status_code == 200
    tried = operator.post(f"{PARTNERS}/foundry/test").json()
    assert tried == {"works": True, "reason": ""}
    for url in ("http://8.8.8.8", "https://user:x@127.0.0.1"):
        refused = operator.post(PARTNERS, json=partner(base_url=url))
        assert refused.status_code == 422, "whatever the configuration allows"
    assert operator.post(PARTNERS, json=partner(base_url="http://127.0.0.1:1")).is_success
    tried = operator.post(f"{PARTNERS}/foundry/test").json()
    assert tried["works"] is False
    assert tried["reason"]


def test_a_partner_that_moves_into_the_house_is_not_called(
    portal: PortalProcess, developer: PortalProcess, system: PartnerSystem
) -> None:
    """What was entered while it was allowed is refused before each call once it is not."""
    before = system.tokens_given
    operator = developer.program("operator")
    assert operator.post(PARTNERS, json=partner(base_url=system.url)).is_success
    strict = PortalProcess(developer.store_uri, developer.database, developer.directory)
    strict.start()
    try:
        tried = strict.program("operator").post(f"{PARTNERS}/foundry/test").json()
    finally:
        strict.stop()
    assert tried["works"] is False
    assert "https" in tried["reason"]
    assert system.tokens_given == before
