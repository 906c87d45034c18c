"""Why a line is priced as it is: stable codes with their texts in English and Chinese."""

from enum import StrEnum

from carbon.texts import Text


class Note(StrEnum):
    """Stable codes on a line: why a better method did not apply, and what to know about it."""

    NO_PRODUCT = "no-product"
    NO_QUANTITY = "no-quantity"
    UNKNOWN_UNIT = "unknown-unit"
    NO_SUPPLIER_FOOTPRINT = "no-supplier-footprint"
    FOOTPRINT_NOT_USABLE = "footprint-not-usable"
    FOOTPRINT_UNIT_MISMATCH = "footprint-unit-mismatch"
    NO_SUPPLIER_AVERAGE = "no-supplier-average"
    NO_SUPPLIER_EMISSIONS = "no-supplier-emissions"
    AMOUNT_ABOVE_REVENUE = "amount-above-revenue"
    NO_CLASSIFICATION = "no-classification"
    NO_AVERAGE_FACTOR = "no-average-factor"
    FACTOR_UNIT_MISMATCH = "factor-unit-mismatch"
    NO_AMOUNT = "no-amount"
    NO_SPEND_FACTOR = "no-spend-factor"
    NO_EXCHANGE_RATE = "no-exchange-rate"
    NO_PRICE_INDEX = "no-price-index"
    WITHOUT_MARGINS = "factor-without-margins"
    OTHER_GWP_SET = "other-gwp-set"
    OTHER_GWP_SET_REFUSED = "other-gwp-set-refused"
    AVERAGE_OVER_PRODUCTS = "average-over-products"
    NOTHING_MEASURED = "nothing-measured"
    INVALID_SHARE = "invalid-share"
    UNKNOWN_GAS = "unknown-gas"
    WRONG_CATEGORY = "wrong-category"
    PARTLY_FILLED = "calculated-partly-filled"
    BILL_CYCLE = "bill-of-materials-cycle"
    BILL_PART_MISSING = "bill-of-materials-part-missing"
    BILL_UNIT_MISMATCH = "bill-of-materials-unit-mismatch"
    BILL_OUT_OF_RANGE = "bill-of-materials-out-of-range"
    CALCULATED_UNIT_MISMATCH = "calculated-unit-mismatch"


NOTE_TEXTS: dict[Note, Text] = {
    Note.NO_PRODUCT: Text("The purchase names no product.", "采购记录未指明产品。"),
    Note.NO_QUANTITY: Text("The purchase has no physical quantity.", "采购记录没有实物数量。"),
    Note.UNKNOWN_UNIT: Text("The purchase's unit is unknown.", "采购记录的计量单位未知。"),
    Note.NO_SUPPLIER_FOOTPRINT: Text(
        "The supplier has shared no footprint of the product.", "供应商尚未提供该产品的碳足迹。"
    ),
    Note.FOOTPRINT_NOT_USABLE: Text(
        "No footprint of the product is active and valid on the purchase date.",
        "采购当日没有该产品有效的碳足迹。",
    ),
    Note.FOOTPRINT_UNIT_MISMATCH: Text(
        "The footprint's declared unit does not fit the purchase's unit.",
        "碳足迹的声明单位与采购单位不符。",
    ),
    Note.NO_SUPPLIER_AVERAGE: Text(
        "The supplier has no other footprint in this dimension.",
        "供应商没有同量纲的其他产品碳足迹。",
    ),
    Note.NO_SUPPLIER_EMISSIONS: Text(
        "The supplier has not stated its own emissions of the year.", "供应商未提供当年的自身排放。"
    ),
    Note.AMOUNT_ABOVE_REVENUE: Text(
        "The purchase is larger than the supplier's stated revenue.",
        "采购金额超过供应商申报的营业收入。",
    ),
    Note.NO_CLASSIFICATION: Text("The purchase has no classification.", "采购记录没有产品分类。"),
    Note.NO_AVERAGE_FACTOR: Text(
        "No average emission factor covers the classification on the purchase date.",
        "采购当日没有涵盖该分类的平均排放因子。",
    ),
    Note.FACTOR_UNIT_MISMATCH: Text(
        "The emission factor's unit does not fit the purchase's unit.",
        "排放因子的单位与采购单位不符。",
    ),
    Note.NO_AMOUNT: Text("The purchase has no amount of money.", "采购记录没有金额。"),
    Note.NO_SPEND_FACTOR: Text(
        "No spend-based factor covers the classification on the purchase date.",
        "采购当日没有涵盖该分类的支出法排放因子。",
    ),
    Note.NO_EXCHANGE_RATE: Text(
        "There is no exchange rate for the year of the purchase.", "缺少采购年份的汇率。"
    ),
    Note.NO_PRICE_INDEX: Text(
        "There is no price index for the year of the purchase or of the factor.",
        "缺少采购年份或因子年份的价格指数。",
    ),
    Note.WITHOUT_MARGINS: Text(
        "The factor is at producer prices; trade margins are left out.",
        "该因子按生产者价格计,未含流通加价。",
    ),
    Note.OTHER_GWP_SET: Text(
        "The source uses another set of global warming potentials.",
        "来源采用了不同的全球增温潜势。",
    ),
    Note.OTHER_GWP_SET_REFUSED: Text(
        "A source with another set of global warming potentials was left out, as the policy says.",
        "按核算政策,未采用全球增温潜势不同的来源。",
    ),
    Note.NOTHING_MEASURED: Text(
        "The activity states nothing that a method could start from.",
        "该活动未给出任何可供核算的数据。",
    ),
    Note.INVALID_SHARE: Text(
        "A share lies outside of 0 to 1, or the shares do not make a whole.",
        "占比不在 0 到 1 之间,或各占比之和不为 1。",
    ),
    Note.UNKNOWN_GAS: Text(
        "The set of global warming potentials does not know the gas.",
        "全球增温潜势表中没有该气体。",
    ),
    Note.WRONG_CATEGORY: Text(
        "An activity of this kind does not belong in this category.",
        "此类活动不属于该类别。",
    ),
    Note.PARTLY_FILLED: Text(
        "Emission factors stand in for some parts of the calculated footprint.",
        "计算得出的碳足迹中,部分零部件以排放因子代替。",
    ),
    Note.BILL_CYCLE: Text(
        "By its bill of materials the product is a part of itself; it has no calculated footprint.",
        "按物料清单,该产品是其自身的组成部分,无法计算碳足迹。",
    ),
    Note.BILL_PART_MISSING: Text(
        "A part of the product has neither a footprint nor an emission factor.",
        "该产品有零部件既无碳足迹,也无排放因子。",
    ),
    Note.BILL_UNIT_MISMATCH: Text(
        "A part of the product is counted in a unit that its footprint cannot be converted to.",
        "该产品有零部件的计量单位与其碳足迹无法换算。",
    ),
    Note.BILL_OUT_OF_RANGE: Text(
        "The calculated footprint of the product is too large to be a number.",
        "该产品计算得出的碳足迹超出数值范围。",
    ),
    Note.CALCULATED_UNIT_MISMATCH: Text(
        "The unit of the calculated footprint does not fit the purchase's unit.",
        "计算得出的碳足迹的计量单位与采购单位不符。",
    ),
    Note.AVERAGE_OVER_PRODUCTS: Text(
        "The figure is the mean over the supplier's other products.",
        "该数值为供应商其他产品的平均值。",
    ),
}


def describe_note(code: str, language: str) -> str:
    """The note's sentence in the language (`en` or `zh-CN`)."""
    return NOTE_TEXTS[Note(code)].in_language(language)
