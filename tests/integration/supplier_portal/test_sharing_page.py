"""The pages of sharing, and what programs do there."""

from .documents import add_product, footprint, unique
from .portal_process import PortalProcess


def test_many_products_are_shared_at_once_on_the_page(portal: PortalProcess) -> None:
    client, browser = portal.program("foundry"), portal.browser("foundry")
    mark = unique("many")
    added = [add_product(client, number=f"{mark}-{n}")["id"] for n in range(3)]
    nothing = browser.post("/sharing", data={"product": added[:1], "sharing": ""})
    assert nothing.status_code == 422
    assert "Choose who sees the products" in nothing.text
    form = {
        "product": added[:2],
        "sharing": "named_customers",
        "shared_with": ["factory"],
        "shared_detail": "total_only",
    }
    answer = browser.post("/sharing", data=form)
    assert answer.status_code == 303
    found = [client.get(f"/api/v1/products/{one}").json() for one in added]
    assert [one["shared_detail"] for one in found] == ["total_only", "total_only", "all_fields"]
    assert [one["shared_with"] for one in found] == [["factory"], ["factory"], []]
    assert [one["version"] for one in found] == [2, 2, 1]
    page = browser.get("/sharing", params={"q": mark}).text
    assert page.count("Only customers that I name") >= 2
    assert "Factory" in page


def test_a_choice_left_empty_stays_as_it_is_with_each(portal: PortalProcess) -> None:
    client = portal.program("foundry")
    named = {"sharing": "named_customers", "shared_with": ["factory"]}
    one, other = add_product(client, **named)["id"], add_product(client)["id"]
    form = {"product": [one, other], "shared_detail": "total_only"}
    assert portal.browser("foundry").post("/sharing", data=form).status_code == 303
    found = [client.get(f"/api/v1/products/{identity}").json() for identity in (one, other)]
    assert [product["sharing"] for product in found] == ["named_customers", "all_customers"]
    assert [product["shared_with"] for product in found] == [["factory"], []]


def test_programs_share_many_and_learn_what_is_not_theirs(portal: PortalProcess) -> None:
    client = portal.program("foundry")
    own = add_product(client)["id"]
    others = add_product(portal.program("mill"))["id"]
    body = {"product_ids": [own, others], "sharing": "nobody"}
    answer = client.post("/api/v1/sharing/products", json=body)
    assert answer.json() == {"changed": [own], "unknown": [others]}
    assert client.post("/api/v1/sharing/products", json=body).json()["changed"] == []
    untouched = portal.program("mill").get(f"/api/v1/products/{others}").json()
    assert untouched["sharing"] == "all_customers"


def test_a_supplier_looks_as_a_customer_does(portal: PortalProcess) -> None:
    client, browser = portal.program("foundry"), portal.browser("foundry")
    added = add_product(client, name="Cast wheel", shared_detail="total_only")
    document = footprint(added, comment="canary-comment")
    assert client.post("/api/v1/footprints", json=document).status_code == 201
    path = f"/sharing/as/{document['id']}"
    page = browser.get(path, params={"viewer": "factory"}).text
    assert "This is what it looks like to Factory" in page
    assert "canary-comment" not in page
    assert "Primary data share" in page.split("What is kept back")[1]
    assert browser.get(path).status_code == 404
    assert "Cast wheel" in browser.get("/sharing/as", params={"viewer": "factory"}).text
    seen = client.get(f"/api/v1{path}", params={"viewer": "factory"}).json()
    assert "primaryDataShare" not in seen["footprint"]["pcf"]
    assert "pcf.primaryDataShare" in seen["kept_back"]
    assert "pcf.verification" not in seen["kept_back"], "which was not stated"
    assert client.get(f"/api/v1{path}", params={"viewer": "mill"}).status_code == 404
    stranger = portal.program("mill").get(f"/api/v1{path}", params={"viewer": "factory"})
    assert stranger.status_code == 404, "only its owner looks at it so"


def test_ledger_and_notices_are_listed(portal: PortalProcess) -> None:
    client = portal.program("foundry")
    for path in ("/api/v1/sharing/disclosures", "/api/v1/sharing/notices"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.json()["total"] == len(answer.json()["data"])
