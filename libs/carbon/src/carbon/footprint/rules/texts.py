"""Texts of the methodology's rules, in English and Simplified Chinese."""

from carbon.findings import FindingCode as Code
from carbon.texts import Text

SUM_AND_PERIOD_TEXTS: dict[Code, Text] = {
    Code.SUM_EXCLUDING_UPTAKE: Text(
        "The total is {stated} kgCO2e, but its parts add up to {expected}.",
        "总量为 {stated} kgCO2e,但各组成部分之和为 {expected}。",
    ),
    Code.SUM_INCLUDING_UPTAKE: Text(
        "The total with uptake is {stated} kgCO2e; total without it plus uptake is {expected}.",
        "计入生物源吸收的总量为 {stated} kgCO2e;不计吸收的总量加吸收量应为 {expected}。",
    ),
    Code.LAND_MANAGEMENT_ABOVE_FOSSIL: Text(
        "{part} kgCO2e of land management cannot exceed all fossil emissions, {total}.",
        "土地管理化石排放 {part} kgCO2e 不得超过化石排放总量 {total}。",
    ),
    Code.PACKAGING_ABOVE_TOTAL: Text(
        "Packaging of {part} kgCO2e cannot exceed the total that includes it, {total}.",
        "包装排放 {part} kgCO2e 不得超过包含它的总量 {total}。",
    ),
    Code.REFERENCE_PERIOD_EMPTY: Text(
        "The reference period must end after it starts.", "基准期的结束时间必须晚于开始时间。"
    ),
    Code.VALIDITY_BEFORE_REFERENCE_END: Text(
        "The validity cannot start before the reference period ends, {earliest}.",
        "有效期不得早于基准期结束时间 {earliest} 开始。",
    ),
    Code.VALIDITY_TOO_LONG: Text(
        "The validity ends three years after the reference period at the latest, {latest}.",
        "有效期最迟于基准期结束三年后,即 {latest} 终止。",
    ),
    Code.VALIDITY_EMPTY: Text(
        "The validity must end after it starts.", "有效期的结束时间必须晚于开始时间。"
    ),
    Code.EXPIRED: Text(
        "The footprint has expired: {expired}.", "该产品碳足迹已于 {expired} 过期。"
    ),
    Code.UNKNOWN_COUNTRY: Text(
        "{value} is not a country of ISO 3166-1.", "{value} 不是 ISO 3166-1 中的国家代码。"
    ),
    Code.UNKNOWN_SUBDIVISION: Text(
        "{value} is not a subdivision of ISO 3166-2.", "{value} 不是 ISO 3166-2 中的行政区代码。"
    ),
    Code.ISSUED_FOOTPRINT_CHANGED: Text(
        "An issued footprint cannot be changed; issue a new one that names it.",
        "已签发的产品碳足迹不能修改;请签发新的碳足迹并引用原编号。",
    ),
    Code.DEPRECATED_IS_FINAL: Text(
        "A deprecated footprint stays deprecated.", "已弃用的产品碳足迹不能恢复。"
    ),
}

METHOD_TEXTS: dict[Code, Text] = {
    Code.PACKAGING_NOT_INCLUDED: Text(
        "Packaging is said not to be included, so this number must be absent.",
        "已声明不包含包装,因此不应填写此数值。",
    ),
    Code.PACKAGING_FLAG_MISSING: Text(
        "Say whether packaging emissions are included.", "请说明是否包含包装排放。"
    ),
    Code.PACKAGING_NUMBER_MISSING: Text(
        "Packaging is included; show its emissions apart.", "已包含包装,请单独列出包装排放。"
    ),
    Code.CAPTURE_NOT_INCLUDED: Text(
        "Technological capture is said not to be included, so this must be absent.",
        "已声明不包含技术性碳捕集,因此不应填写此项。",
    ),
    Code.CAPTURE_FLAG_MISSING: Text(
        "Say whether technological CO2 capture is included.", "请说明是否包含技术性二氧化碳捕集。"
    ),
    Code.CREDIT_WITHOUT_CERTIFICATION: Text(
        "The credit approach needs its certification.", "采用信用法时必须提供认证。"
    ),
    Code.CERTIFICATION_WITHOUT_CREDIT: Text(
        "A credit certification belongs to the credit approach only.",
        "仅在采用信用法时才填写信用认证。",
    ),
    Code.CCU_WITHOUT_APPROACH: Text(
        "Carbon from capture needs its calculation approach.", "含有捕集利用碳时必须说明计算方法。"
    ),
    Code.CCU_WITHOUT_ORIGIN: Text(
        "Carbon from capture needs the origin of the captured CO2.",
        "含有捕集利用碳时必须说明所捕集二氧化碳的来源。",
    ),
    Code.OTHER_OPERATOR_MISSING: Text(
        "Name the other operator of the rule.", "请填写规则的其他运营方名称。"
    ),
    Code.OTHER_OPERATOR_UNEXPECTED: Text(
        "Another operator is named only when the operator is Other.",
        "仅当运营方为 Other 时才填写其他运营方名称。",
    ),
    Code.SECONDARY_SOURCES_MISSING: Text(
        "The primary data share is {share} %; name the sources of the secondary data.",
        "初级数据占比为 {share} %,请列出次级数据来源。",
    ),
    Code.SECONDARY_SOURCES_UNEXPECTED: Text(
        "All data is primary, so no secondary sources may be named.",
        "全部为初级数据,不应列出次级数据来源。",
    ),
    Code.PRIMARY_DATA_SHARE_MISSING: Text("State the primary data share.", "请填写初级数据占比。"),
    Code.DATA_QUALITY_MISSING: Text(
        "State the three data quality ratings.", "请填写三项数据质量评级。"
    ),
    Code.EXEMPTED_ABOVE_CAP: Text(
        "{value} % of the emissions are exempted; the methodology allows {cap} %.",
        "豁免排放占 {value} %,方法学允许 {cap} %。",
    ),
    Code.EXEMPTED_WITHOUT_DESCRIPTION: Text("Describe what is exempted.", "请说明豁免的内容。"),
    Code.CARBON_ABOVE_MASS: Text(
        "{carbon} kg of carbon do not fit into a product of {mass} kg.",
        "碳含量 {carbon} kg 超过产品质量 {mass} kg。",
    ),
    Code.UPTAKE_NOT_FROM_CARBON: Text(
        "An uptake of {stated} kgCO2e does not fit the carbon content; expected {expected}.",
        "吸收量 {stated} kgCO2e 与生物源碳含量不符,应为 {expected}。",
    ),
    Code.UPTAKE_WITHOUT_CARBON: Text(
        "An uptake needs the biogenic carbon content it stems from.",
        "填写吸收量时须同时填写其对应的生物源碳含量。",
    ),
    Code.MASS_NOT_DECLARED_AMOUNT: Text(
        "Declared in kilograms, the mass is the declared amount, {expected}; it is {stated}.",
        "以千克为声明单位时,质量应等于声明数量 {expected},当前为 {stated}。",
    ),
    Code.MASS_MISSING_FOR_PIECE: Text(
        "Declared in pieces, the product needs its mass.", "以件为声明单位时必须填写产品质量。"
    ),
    Code.MASS_FOR_MASSLESS_UNIT: Text(
        "Declared in {unit}, the mass is 0; it is {stated}.",
        "以 {unit} 为声明单位时质量应为 0,当前为 {stated}。",
    ),
    Code.OUTDATED_CHARACTERIZATION: Text(
        "{value} is older than AR6, which the methodology asks for.",
        "{value} 早于方法学要求的 AR6。",
    ),
}
