"""Who gets in, and how far."""

import re

import httpx

from tierzero.topics import ORGANIZATIONS

from .portal_process import PASSWORD, SECRET, PortalProcess


def _token(portal: PortalProcess, secret: str, **form: str) -> httpx.Response:
    return httpx.post(
        f"{portal.url}/auth/token",
        auth=("mill-program", secret),
        data={"grant_type": "client_credentials", **form},
    )


def test_a_program_gets_a_token_for_its_secret(portal: PortalProcess) -> None:
    granted = _token(portal, SECRET).json()
    assert granted["token_type"] == "bearer"
    assert granted["expires_in"] == 3600
    assert "footprints:write" in granted["scope"].split()


def test_a_wrong_secret_is_refused_as_oauth_says(portal: PortalProcess) -> None:
    refused = _token(portal, "not the secret")
    assert refused.status_code == 401
    assert refused.json()["error"] == "invalid_client"


def test_a_token_can_be_narrowed_but_not_widened(portal: PortalProcess) -> None:
    narrowed = _token(portal, SECRET, scope="products:read").json()
    assert narrowed["scope"] == "products:read"
    headers = {"authorization": f"Bearer {narrowed['access_token']}"}
    assert httpx.get(f"{portal.url}/api/v1/products", headers=headers).status_code == 200
    assert httpx.get(f"{portal.url}/api/v1/footprints", headers=headers).status_code == 403
    assert _token(portal, SECRET, scope="limits:write").json()["error"] == "invalid_scope"


def test_without_a_token_the_api_answers_401(portal: PortalProcess) -> None:
    answer = httpx.get(f"{portal.url}/api/v1/products")
    assert answer.status_code == 401
    assert answer.json()["code"] == "sign-in-required"


def test_a_person_signs_in_and_out_on_the_page(portal: PortalProcess) -> None:
    browser = portal.browser("mill")
    assert "Jiangnan Mill" in browser.get("/").text
    browser.post("/sign-out")
    signed_out = browser.get("/")
    assert signed_out.status_code == 303
    assert "/sign-in?next=" in signed_out.headers["location"]


def test_a_wrong_password_says_nothing_about_whether_the_name_exists(
    portal: PortalProcess,
) -> None:
    texts = []
    for user in ("mill@example.com", "nobody@example.com"):
        answer = httpx.post(
            f"{portal.url}/sign-in",
            data={"user": user, "password": "wrong password"},
            headers={"accept": "text/html", "origin": portal.url},
        )
        assert answer.status_code == 401
        texts.append("Name or password is wrong." in answer.text)
    assert texts == [True, True]


def test_signing_in_never_leads_to_a_foreign_site(portal: PortalProcess) -> None:
    form = {"user": "mill@example.com", "password": PASSWORD, "next": "https://evil.example/"}
    answer = httpx.post(f"{portal.url}/sign-in", data=form, headers={"origin": portal.url})
    assert answer.headers["location"] == "/"


def test_guessing_is_slowed_down(portal: PortalProcess) -> None:
    answers = [
        httpx.post(
            f"{portal.url}/auth/token",
            auth=("guessed-program", f"guess {number}"),
            data={"grant_type": "client_credentials"},
        ).status_code
        for number in range(12)
    ]
    assert answers[:10] == [401] * 10
    assert answers[10:] == [429] * 2


def test_bootstrap_again_changes_and_states_nothing(portal: PortalProcess) -> None:
    before = len(portal.outbox(ORGANIZATIONS))
    again = portal.bootstrap(portal.directory / "bootstrap.json")
    assert again.returncode == 0, again.stderr
    assert " unchanged" in again.stdout
    assert re.findall(r"(?:created|\bchanged)", again.stdout) == []
    assert len(portal.outbox(ORGANIZATIONS)) == before


def test_an_unusable_bootstrap_file_is_refused_with_the_field(portal: PortalProcess) -> None:
    file = portal.directory / "bad.json"
    file.write_text('{"organizations": [{"name": "X", "country": "XX"}]}')
    refused = portal.bootstrap(file)
    assert refused.returncode == 1
    assert "organizations[0].country" in refused.stderr


def test_administrators_enter_organizations_and_members(portal: PortalProcess) -> None:
    administrator = portal.program("operator")
    entered = administrator.post(
        "/api/v1/organizations", json={"name": "New supplier", "roles": ["supplier"]}
    )
    assert entered.status_code == 201
    identity = entered.json()["id"]
    facts = [fact for fact in portal.outbox(ORGANIZATIONS) if fact.fact.id == identity]
    assert [fact.name for fact in facts] == ["New supplier"]
    user = {
        "user": f"{identity}@example.com",
        "password": PASSWORD,
        "organization_id": identity,
        "name": "Engineer",
        "roles": ["supplier"],
    }
    assert administrator.post("/api/v1/users", json=user).status_code == 201
    listed = administrator.get(f"/api/v1/organizations/{identity}/members").json()["data"]
    assert [member["id"] for member in listed] == [user["user"]]
    assert "secret" not in str(listed)


def test_suppliers_may_not_enter_organizations(portal: PortalProcess) -> None:
    answer = portal.program("mill").post("/api/v1/organizations", json={"name": "X", "roles": []})
    assert answer.status_code == 403
