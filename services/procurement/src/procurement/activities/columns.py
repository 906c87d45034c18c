"""The columns of a purchase file."""

from tierzero.tabular import Column

REFERENCE = Column(
    "reference",
    {"en": "Purchase reference", "zh-CN": "采购编号"},
    required=True,
    max_length=120,
    help={
        "en": "Your own number, such as order and line. Sent again, it replaces.",
        "zh-CN": "贵方自己的编号,例如订单号和行号。再次上传时替换原记录。",
    },
    example="PO-2026-0815-10",
)
DATE = Column("date", {"en": "Date", "zh-CN": "日期"}, "date", required=True, example="2026-03-31")
SUPPLIER = Column(
    "supplier",
    {"en": "Supplier", "zh-CN": "供应商"},
    required=True,
    help={
        "en": "Organization id, company URN or name.",
        "zh-CN": "组织标识、企业 URN 或名称。",
    },
    example="Example Polymers",
)
PRODUCT = Column(
    "product",
    {"en": "Product", "zh-CN": "产品"},
    help={
        "en": "Product id, URN, or the supplier's own number.",
        "zh-CN": "产品标识、URN 或供应商自己的产品编号。",
    },
    example="R-100",
)
DESCRIPTION = Column("description", {"en": "Description", "zh-CN": "说明"}, example="Resin")
QUANTITY = Column("quantity", {"en": "Quantity", "zh-CN": "数量"}, "decimal", example="1200")
UNIT = Column(
    "unit",
    {"en": "Unit", "zh-CN": "单位"},
    help={"en": "For example kg, t, kWh, piece.", "zh-CN": "例如 千克、吨、千瓦时、件。"},
    example="kg",
)
AMOUNT = Column(
    "amount",
    {"en": "Amount", "zh-CN": "金额"},
    "decimal",
    help={"en": "Net of value added tax.", "zh-CN": "不含增值税。"},
    example="8600.00",
)
CURRENCY = Column(
    "currency",
    {"en": "Currency", "zh-CN": "币种"},
    help={"en": "ISO 4217, for example CNY.", "zh-CN": "ISO 4217 代码,例如 CNY。"},
    example="CNY",
)
CLASSIFICATIONS = Column(
    "classifications",
    {"en": "Classifications", "zh-CN": "分类"},
    help={
        "en": "URNs that choose emission factors, best first, separated by blanks.",
        "zh-CN": "用于选择排放因子的 URN,按优先顺序以空格分隔。",
    },
    example="urn:naics:325211",
    max_length=2_000,
)
CAPITAL_GOOD = Column(
    "capital_good",
    {"en": "Capital good", "zh-CN": "资本货物"},
    "boolean",
    help={
        "en": "Yes puts it into scope 3 category 2, otherwise it is category 1.",
        "zh-CN": "填“是”计入范围三类别 2,否则计入类别 1。",
    },
    example="no",
)
COLUMNS = (
    REFERENCE,
    DATE,
    SUPPLIER,
    PRODUCT,
    DESCRIPTION,
    QUANTITY,
    UNIT,
    AMOUNT,
    CURRENCY,
    CLASSIFICATIONS,
    CAPITAL_GOOD,
)
