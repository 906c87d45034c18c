"""Inventories and lines as files and as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from carbon.decimals import format_decimal
from procurement.methods import METHODS
from tierzero.tabular import Column, write_csv

from .figures import Inventory, Share
from .lines import Line

_INVENTORY_COLUMNS = (
    Column("year", {"en": "Year", "zh-CN": "年份"}, "integer"),
    Column("category", {"en": "Category", "zh-CN": "类别"}, "integer"),
    Column("name", {"en": "Name", "zh-CN": "名称"}),
    Column("kilograms", {"en": "Emissions", "zh-CN": "排放量"}, "decimal", unit="kgCO2e"),
    Column("from_suppliers", {"en": "Share from suppliers' data", "zh-CN": "供应商数据占比"}),
    Column("lines", {"en": "Lines", "zh-CN": "行数"}, "integer"),
    Column("unresolved", {"en": "Not counted yet", "zh-CN": "尚未计入"}, "integer"),
    Column("exclusion", {"en": "Left out because", "zh-CN": "未纳入的理由"}),
    Column("revision", {"en": "Revision", "zh-CN": "修订"}, "integer"),
)
_LINE_COLUMNS = (
    Column("id", {"en": "Activity", "zh-CN": "活动编号"}),
    Column("version", {"en": "Version", "zh-CN": "版本"}, "integer"),
    Column("date", {"en": "Date", "zh-CN": "日期"}, "date"),
    Column("description", {"en": "Description", "zh-CN": "描述"}),
    Column("supplier", {"en": "Supplier", "zh-CN": "供应商"}),
    Column("product", {"en": "Product", "zh-CN": "产品"}),
    Column("quantity", {"en": "Quantity", "zh-CN": "数量"}),
    Column("unit", {"en": "Unit", "zh-CN": "单位"}),
    Column("method_title", {"en": "Method", "zh-CN": "方法"}),
    Column("factor", {"en": "Factor", "zh-CN": "系数"}, unit="kgCO2e"),
    Column("kilograms", {"en": "Emissions", "zh-CN": "排放量"}, "decimal", unit="kgCO2e"),
    Column("gwp_set", {"en": "GWP set", "zh-CN": "GWP 版本"}),
    Column("notes", {"en": "Notes", "zh-CN": "说明"}),
)


def inventories_csv(inventories: Iterable[Inventory], name: str) -> Response:
    """A row for each category and year."""
    rows = ({**_plain(one), "name": str(one.title)} for one in inventories)
    return _csv(write_csv(_INVENTORY_COLUMNS, rows), name)


def lines_csv(lines: Iterable[Line], name: str) -> Response:
    """A row for each line."""
    rows = ({**vars(one), "notes": " ".join(text for _code, text in one.notes)} for one in lines)
    return _csv(write_csv(_LINE_COLUMNS, rows), name)


def as_file(content: Any, name: str) -> Response:
    """JSON to be kept."""
    return JSONResponse(content, headers=_attachment(f"{name}.json"))


def inventory_json(one: Inventory) -> dict[str, Any]:
    """An inventory for programs; emissions are decimals in kgCO2e."""
    return {
        **_plain(one),
        "kilograms": format_decimal(one.kilograms),
        "known_at": one.known_at.isoformat().replace("+00:00", "Z"),
        "stated_at": one.stated_at.isoformat().replace("+00:00", "Z"),
        "methods": [_share_json(share, {"method": METHODS[share.key][0]}) for share in one.methods],
        "suppliers": [_share_json(share, {"supplier_id": share.key}) for share in one.suppliers],
    }


def line_json(one: Line) -> dict[str, Any]:
    """A line for programs."""
    return {
        "activity_id": one.id,
        "activity_version": one.version,
        "date": one.date.isoformat(),
        "description": one.description,
        "supplier_id": one.supplier_id or None,
        "quantity": one.quantity or None,
        "unit": one.unit or None,
        "method": one.method,
        "factor": one.factor or None,
        "gwp_set": one.gwp_set or None,
        "kilograms": format_decimal(one.kilograms),
        "notes": [{"code": code, "text": text} for code, text in one.notes],
    }


def _plain(one: Inventory) -> dict[str, Any]:
    return {
        "category": one.category,
        "year": one.year,
        "revision": one.revision,
        "kilograms": one.kilograms,
        "from_suppliers": format_decimal(round(one.from_suppliers, 6)),
        "lines": one.lines,
        "unresolved": one.unresolved,
        "exclusion": one.exclusion,
    }


def _share_json(share: Share, named: Mapping[str, Any]) -> dict[str, Any]:
    return {**named, "kilograms": format_decimal(share.kilograms), "lines": share.lines}


def _csv(content: bytes, name: str) -> Response:
    return Response(content, media_type="text/csv", headers=_attachment(f"{name}.csv"))


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
