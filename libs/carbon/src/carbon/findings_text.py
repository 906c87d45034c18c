"""Texts of findings on footprints, in English and Simplified Chinese."""

from carbon.findings import Finding
from carbon.findings import FindingCode as Code
from carbon.footprint.rules.texts import METHOD_TEXTS, SUM_AND_PERIOD_TEXTS
from carbon.texts import Text, fill

SCHEMA_TEXTS: dict[Code, Text] = {
    Code.MISSING: Text("This attribute is required.", "此属性为必填项。"),
    Code.NOT_OBJECT: Text("An object is expected here.", "此处应为对象。"),
    Code.NOT_TEXT: Text("A text is expected here.", "此处应为文本。"),
    Code.NOT_BOOLEAN: Text(
        "true or false is expected, not {value}.", "应为 true 或 false,而不是 {value}。"
    ),
    Code.NOT_LIST: Text("A list is expected here.", "此处应为列表。"),
    Code.EMPTY_TEXT: Text("The text must not be empty.", "文本不能为空。"),
    Code.TEXT_TOO_LONG: Text(
        "The text is longer than {maximum} characters.", "文本超过 {maximum} 个字符。"
    ),
    Code.UNSEEN_CHARACTER: Text(
        "The text holds a character that cannot be shown ({character}).",
        "文本含有无法显示的字符({character})。",
    ),
    Code.EMPTY_LIST: Text(
        "The list needs at least one item; leave it out otherwise.",
        "列表至少需要一项;没有内容时请省略该属性。",
    ),
    Code.LIST_TOO_LONG: Text("The list has more than {maximum} items.", "列表超过 {maximum} 项。"),
    Code.DUPLICATE_ITEM: Text("The item occurs more than once.", "该项重复出现。"),
    Code.INVALID_DECIMAL: Text(
        '{value} is not a decimal number written as text, such as "12.5".',
        '{value} 不是以文本书写的十进制数(例如 "12.5")。',
    ),
    Code.NEGATIVE: Text(
        "The number must not be negative; it is {value}.", "数值不得为负,当前为 {value}。"
    ),
    Code.NOT_POSITIVE: Text(
        "The number must be greater than zero; it is {value}.", "数值必须大于零,当前为 {value}。"
    ),
    Code.POSITIVE: Text(
        "A removal or uptake is written as zero or a negative number; it is {value}.",
        "清除量或吸收量应写为零或负数,当前为 {value}。",
    ),
    Code.OUT_OF_RANGE: Text(
        "The number must be from {minimum} to {maximum}; it is {value}.",
        "数值必须在 {minimum} 与 {maximum} 之间,当前为 {value}。",
    ),
    Code.INVALID_DATE_TIME: Text(
        "{value} is not a date and time with its offset, such as 2025-01-01T00:00:00Z.",
        "{value} 不是带时区的日期时间(例如 2025-01-01T00:00:00Z)。",
    ),
    Code.INVALID_UUID: Text("{value} is not a UUID.", "{value} 不是有效的 UUID。"),
    Code.INVALID_URN: Text(
        "{value} is not a URN, such as urn:gtin:4006381333931.",
        "{value} 不是有效的 URN(例如 urn:gtin:4006381333931)。",
    ),
    Code.INVALID_URI: Text("{value} is not an absolute URI.", "{value} 不是绝对 URI。"),
    Code.INVALID_PATTERN: Text(
        "{value} does not have the form that the specification asks for.",
        "{value} 不符合规范要求的格式。",
    ),
    Code.UNKNOWN_VALUE: Text(
        "{value} is not one of: {allowed}.", "{value} 不在允许的取值之内:{allowed}。"
    ),
    Code.SEVERAL_GEOGRAPHIES: Text(
        "Only one geography may be stated, and {first} is stated already.",
        "只能填写一个地理范围,已填写 {first}。",
    ),
    Code.NOT_IN_VERSION_3: Text(
        "PACT v3 has no such attribute; what the 2.x document states here was left out.",
        "PACT v3 没有此属性;2.x 文件中该处的内容未被采用。",
    ),
}

TEXTS: dict[Code, Text] = SCHEMA_TEXTS | SUM_AND_PERIOD_TEXTS | METHOD_TEXTS


def describe(finding: Finding, language: str) -> str:
    """The finding as a sentence in the language (`en` or `zh-CN`)."""
    return fill(TEXTS[finding.code], language, finding.parameters)
