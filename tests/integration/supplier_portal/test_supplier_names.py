"""Whose footprint a calculation uses, in the reader's language, all over the result page."""

import html
import re

import pytest

from .calculating import begin, complete, foreign_part
from .documents import add_product, unique
from .portal_process import PortalProcess

ZH = "长江铸造厂"


def rows_about(portal: PortalProcess, calculation: str, language: str) -> list[str]:
    """The rows of the result page that name the casting, in the language."""
    with portal.program("mill", language=language) as mill:
        path = f"/calculations/{calculation}/result"
        answer = mill.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    rows = re.findall(r"<tr>.*?</tr>", html.unescape(answer.text), re.DOTALL)
    return [one for one in rows if "Casting" in one]


@pytest.mark.parametrize(
    ("name_zh", "language", "shown"),
    [(ZH, "zh-CN", ZH), (ZH, "en", "Caster"), ("", "zh-CN", "Caster")],
)
def test_a_supplier_is_called_as_the_reader_writes_it(
    portal: PortalProcess, name_zh: str, language: str, shown: str
) -> None:
    """One that states an English name only keeps that name on Chinese pages."""
    part, _stated = foreign_part(portal, name_zh=name_zh)
    mill = portal.program("mill")
    product = add_product(mill, name="Pump body", number=unique("PB"))
    made = begin(mill, product, **complete(part))
    rows = rows_about(portal, made["id"], language)
    named = [one for one in rows if f">{shown}<" in one]
    assert len(named) >= 2, "the line of the material, and the table of what was used"
    other = ZH if shown == "Caster" else "Caster"
    assert not [one for one in rows if other in one]
    document = mill.get(f"/api/v1/calculations/{made['id']}").text
    assert ZH not in document, "what programs read does not depend on a reader"
