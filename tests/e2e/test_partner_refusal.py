"""A partner's own system refuses by PACT, and the buyer's request closes on its own page."""

from collections.abc import Iterator

import pact_calling as pact
import pytest
from asking import until
from entering import Chain
from playwright.sync_api import expect
from test_request_pages import Enter, accessible, settled, visitor

from tests.integration.supplier_portal import partner_system
from tests.integration.supplier_portal.partner_system import PartnerSystem
from tierzero_local.acting import Actor

__all__ = ["visitor"]
pytestmark = [pytest.mark.platform, pytest.mark.browser, pytest.mark.timeout(300)]
REASON = "Not before the new furnace runs. 新炉投产前没有。"
REQUESTS = "/api/v1/footprint-requests"


@pytest.fixture
def system(administrator: Actor, chain: Chain) -> Iterator[PartnerSystem]:
    """The mill's own system, as the register of partners knows it."""
    with partner_system.running() as running, administrator.http("supplier-portal") as portal:
        stated = {
            "organization_id": chain.mill.organization_id,
            "base_url": running.url,
            "client_id": partner_system.CLIENT,
            "client_secret": partner_system.SECRET,
        }
        portal.post("/api/v1/partners", json=stated).raise_for_status()
        yield running
        portal.delete(f"/api/v1/partners/{chain.mill.organization_id}").raise_for_status()


def asked_by(chain: Chain) -> str:
    """Id of the factory's request to the mill, asked as soon as procurement knows its product."""
    question = {"supplier": chain.mill.organization_id, "product": chain.product["id"]}
    with chain.factory.http("procurement") as procurement:
        answer = until(
            lambda: procurement.post(REQUESTS, json=question), lambda one: one.is_success
        )
    return answer.json()["asked"][0]["id"]


def test_a_rejected_event_closes_the_buyers_request(
    chain: Chain, system: PartnerSystem, visitor: Enter
) -> None:
    request = asked_by(chain)
    path = f"/footprint-requests/{request}"
    [passed_on] = system.wait_for("RequestCreatedEvent")
    assert set(chain.product["product_ids"]) & set(passed_on["data"]["productId"])
    buyer = visitor().signs_in(chain.factory, "procurement")
    settled(buyer, path, "Received")

    refusal = {"code": "NotFound", "message": REASON}
    data = {"requestEventId": passed_on["id"], "error": refusal}
    rejected = pact.event("RequestRejectedEvent", data)
    with pact.host_of(chain.platform).client(chain.mill.token) as mill:
        for _ in range(2):
            assert mill.post(pact.EVENTS, json=rejected).status_code == 200

    settled(buyer, path, "Declined")
    main = buyer.page.get_by_role("main")
    expect(main).to_contain_text(REASON)
    expect(buyer.page.get_by_role("button", name=buyer.text("Withdraw"), exact=True)).to_have_count(
        0
    )
    accessible(buyer, "refused-by-partner")
    with chain.factory.http("procurement") as procurement:
        closed = procurement.get(f"{REQUESTS}/{request}").json()
        assert (closed["state"], closed["reason_code"]) == ("declined", "no-data")
        assert closed["reason"] == REASON
        late = procurement.post(f"{REQUESTS}/{request}/withdraw")
        assert late.status_code == 409, "there is exactly one follow-up"
    with chain.mill.http("supplier-portal") as portal:
        [held] = [one for one in portal.get(REQUESTS).json()["data"] if one["event_id"] == request]
    at_mill = visitor().signs_in(chain.mill, "supplier-portal")
    at_mill.open(f"/requests/{held['id']}")
    at_mill.see("Your own system (PACT)")
    expect(at_mill.page.get_by_role("main")).to_contain_text(REASON)
    accessible(at_mill, "refused-by-own-system")
