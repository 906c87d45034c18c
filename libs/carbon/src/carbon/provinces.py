"""China's provinces and their equals (ISO 3166-2:CN), as both languages call them."""

from collections.abc import Mapping

from carbon.texts import Text

_NAMES = """
CN-BJ Beijing 北京 CN-TJ Tianjin 天津 CN-HE Hebei 河北 CN-SX Shanxi 山西 CN-NM Inner_Mongolia 内蒙古
CN-LN Liaoning 辽宁 CN-JL Jilin 吉林 CN-HL Heilongjiang 黑龙江 CN-SH Shanghai 上海
CN-JS Jiangsu 江苏 CN-ZJ Zhejiang 浙江 CN-AH Anhui 安徽 CN-FJ Fujian 福建
CN-JX Jiangxi 江西 CN-SD Shandong 山东
CN-HA Henan 河南 CN-HB Hubei 湖北 CN-HN Hunan 湖南 CN-GD Guangdong 广东 CN-GX Guangxi 广西
CN-HI Hainan 海南 CN-CQ Chongqing 重庆 CN-SC Sichuan 四川 CN-GZ Guizhou 贵州 CN-YN Yunnan 云南
CN-XZ Tibet 西藏 CN-SN Shaanxi 陕西 CN-GS Gansu 甘肃 CN-QH Qinghai 青海 CN-NX Ningxia 宁夏
CN-XJ Xinjiang 新疆 CN-HK Hong_Kong 香港 CN-MO Macao 澳门 CN-TW Taiwan 台湾
"""


def _names() -> Mapping[str, Text]:
    words = [word.replace("_", " ") for word in _NAMES.split()]
    return {
        code: Text(english, chinese)
        for code, english, chinese in zip(words[::3], words[1::3], words[2::3], strict=True)
    }


PROVINCES: Mapping[str, Text] = _names()
"""Code → name, in the order of the national statistics."""
