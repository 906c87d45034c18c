"""What changed between two footprints, with units and per cent, on the page and in the API."""

import pytest

from .documents import add_product, footprint
from .portal_process import PortalProcess


@pytest.fixture
def three(portal: PortalProcess) -> list[str]:
    """Ids of three footprints, each in the place of the one before: 2.1, 2.2 and 3 kg CO2e."""
    client = portal.program("mill")
    added = add_product(client, name="Strip")
    ids: list[str] = []
    for value, more in (("2.1", {}), ("2.2", {"geographyCountry": "DE"}), ("3", {})):
        amounts = ("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake", "fossilGhgEmissions")
        pcf = dict.fromkeys(amounts, value) | {"packagingEmissionsIncluded": value == "3"} | more
        document = footprint(added, pcf)
        if ids:
            document["precedingPfIds"] = ids[-1:]
        assert client.post("/api/v1/footprints", json=document).status_code == 201
        ids.append(document["id"])
    return ids


def test_the_api_tells_units_labels_and_how_far_the_total_moved(
    portal: PortalProcess, three: list[str]
) -> None:
    client = portal.program("mill", "zh-CN")
    found = client.get(f"/api/v1/footprints/{three[1]}/diff").json()
    assert (found["before"], found["after"]) == (three[0], three[1])
    assert (found["total_change_percent"], found["asks_for_recalculation"]) == ("4.8", False)
    total = next(
        one for one in found["differences"] if one["path"] == "pcf.pcfExcludingBiogenicUptake"
    )
    assert (total["unit"], total["before"], total["after"]) == ("kgCO2e", "2.1", "2.2")
    assert total["label"] == "不含生物源吸收的碳足迹"
    large = client.get(f"/api/v1/footprints/{three[2]}/diff").json()
    assert (large["total_change_percent"], large["asks_for_recalculation"]) == ("36.4", True)
    far = client.get(f"/api/v1/footprints/{three[2]}/diff", params={"against": three[0]}).json()
    assert far["total_change_percent"] == "42.9"


def test_the_page_compares_with_units_and_says_when_it_is_much(
    portal: PortalProcess, three: list[str]
) -> None:
    browser = portal.browser("mill")
    small = browser.get(f"/footprints/{three[1]}").text
    assert "2.1 kg CO₂e" in small
    assert "2.2 kg CO₂e" in small
    assert "which is more than" not in small
    large = browser.get(f"/footprints/{three[2]}").text
    assert "The total moved by 36.4 %, which is more than 10 %." in large
    assert "Packaging included" in large
    assert f"/footprints/{three[2]}?against={three[0]}#changes" in large
    far = browser.get(f"/footprints/{three[2]}", params={"against": three[0]}).text
    assert "42.9 %" in far
    browser.cookies.set("tierzero_language", "zh-CN")
    chinese = browser.get(f"/footprints/{three[2]}").text
    assert "总量变动了 36.4 %" in chinese
    assert "是" in chinese
